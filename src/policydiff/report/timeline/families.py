"""Families as timelines: where they went, stage by stage, what is missing and what contradicts them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policydiff.changes.catalogue import AUDIENCE, MODALITY
from policydiff.model.lineage import Contradiction, Family, Gap, Stage
from policydiff.report.lineage import chains
from policydiff.report.timeline.members import Members
from policydiff.report.timeline.parts import Cell, Fact, FamilyText, GapText, StageText
from policydiff.report.timeline.texts import Texts
from policydiff.report.wording import Words, sureness


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
            gaps=tuple(self._gap(gap) for gap in family.gaps),
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
        firsts = [next(one for one in family.members if one.ref == stage.members[0]) for stage in family.stages]
        kinds = [kind for kind, _ in groupby(one.where.kind for one in firsts)]
        if len(kinds) > 1:
            path = arrow.join(say(f"lineage.where.{kind}") for kind in kinds)
            yield Fact(code="where", name=say("timeline.where"), value=path)
        for kind in (AUDIENCE, MODALITY):
            for chain in chains(family, kind):
                path = arrow.join(say("timeline.quoted", words=words) for words in chain)
                yield Fact(code=kind, name=say(f"kind.{kind}"), value=path)

    def _gap(self, gap: Gap) -> GapText:
        say, plan = self._say, gap.after.partition("#")[0]
        values = {"document": gap.snapshot, "plan": plan, "measure": gap.after}
        if gap.reason != "implements":
            text = say("lineage.gap.round", **values)
        elif gap.applicability is None:
            text = say("lineage.gap.implements.unknown", **values)
        else:
            applicability = say(f"lineage.gap.{gap.applicability}")
            if gap.ground:
                applicability = say("lineage.gap.ground", applicability=applicability, ground=gap.ground.text)
            text = say("lineage.gap.implements", applicability=applicability, **values)
        return GapText(snapshot=gap.snapshot, text=text)


def contradiction(one: Contradiction, say: Words) -> str:
    """What contradicts a family, in words."""
    through = say("list-and").join(one.through)
    values = {"left": one.left, "right": one.right, "value": sureness(one.confidence), "through": through}
    return say(f"lineage.contradiction.{one.kind}", **values)
