"""Families as timelines: where they went, stage by stage, what is missing and what contradicts them."""

from collections.abc import Iterator, Sequence

from policydiff.model.lineage import Family, Stage
from policydiff.report.families import WHERE, contradiction, gap_text, paths
from policydiff.report.timeline.members import Members
from policydiff.report.timeline.parts import Cell, Fact, FamilyText, GapText, StageText
from policydiff.report.timeline.texts import Texts
from policydiff.report.wording import Words


class Families:
    """Makes the families of a page with these documents, in the order of time."""

    def __init__(self, families: Sequence[Family], documents: Sequence[str], texts: Texts, say: Words) -> None:
        self._texts, self._say = texts, say
        self._documents = documents
        self._members = Members(families, texts, say)

    def family(self, family: Family) -> FamilyText:
        """A family."""
        say = self._say
        stages = tuple(self._stage(stage, family) for stage in family.stages)
        by_document = {stage.snapshot: stage.members for stage in stages}
        status = say(f"lineage.status.{family.status}")
        return FamilyText(
            id=family.id,
            anchor=f"family-{family.id}",
            name=family.name,
            status=family.status,
            status_name=status,
            size=say("timeline.size", measures=len(family.members), documents=len(stages)),
            documents=len(stages),
            paths=tuple(self._paths(family)),
            cells=tuple(Cell(snapshot=name, members=by_document.get(name, ())) for name in self._documents),
            stages=stages,
            gaps=tuple(GapText(snapshot=gap.snapshot, text=gap_text(gap, say)) for gap in family.gaps),
            contradictions=tuple(contradiction(one, say) for one in family.contradictions),
        )

    def _stage(self, stage: Stage, family: Family) -> StageText:
        return StageText(
            snapshot=stage.snapshot,
            title=stage.title,
            number=self._texts.number(stage.snapshot),
            day=self._texts.day(stage.snapshot),
            is_dated=stage.issued is not None,
            members=tuple(self._members.of_stage(stage, family)),
        )

    def _paths(self, family: Family) -> Iterator[Fact]:
        """Where it applies, for whom, and how strongly it is put, from stage to stage."""
        say, arrow = self._say, self._say("comparison.arrow")
        for code, path in paths(family):
            is_place = code == WHERE
            shown = (say(f"lineage.where.{one}") if is_place else say("timeline.quoted", words=one) for one in path)
            name = say("timeline.where" if is_place else f"kind.{code}")
            yield Fact(code=code, name=name, value=arrow.join(shown))
