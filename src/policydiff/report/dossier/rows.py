"""Links and measures alone as rows: what changed and what speaks for it, in words."""

from collections.abc import Mapping, Sequence

from policydiff.model.comparison import Change, Link, Nearest, OneSided, RunnerUp, Uptake
from policydiff.report.decided import said
from policydiff.report.dossier.parts import LEFT, Alone, Applies, Became, Near, Note, Row
from policydiff.report.dossier.sections import Sections
from policydiff.report.dossier.sides import SideTexts, fields_of
from policydiff.report.headline import effects, uptake_name
from policydiff.report.sentences import sentence
from policydiff.report.view import AloneView, LinkView, View, standing_of
from policydiff.report.wording import Words, sureness

_SHARED = 8
"""Shared words that are shown, the longest first; the JSON has all."""


def key_of(left: Sequence[str], right: Sequence[str]) -> str:
    """The id of a row in every format."""
    return f"{'+'.join(left)}→{'+'.join(right)}"


class Rows:
    """Makes the rows of a comparison."""

    def __init__(self, left: SideTexts, right: SideTexts, sections: Sections, view: View, say: Words) -> None:
        self._left, self._right = left, right
        self._sections = sections
        self._comparison = view.comparison
        self._counted = view.counted_relations
        self._say = say

    def row(self, view: LinkView) -> Row:
        """A link."""
        link, say = view.link, self._say
        standing = standing_of(link)
        return Row(
            key=key_of(link.left, link.right),
            left=tuple(map(self._left.measure, view.left)),
            right=tuple(map(self._right.measure, view.right)),
            inline=tuple(fields_of(view.inline, say)),
            relation=link.relation,
            relation_name=say(f"relation.{link.relation}"),
            standing=standing,
            standing_name=say(f"standing.{standing}"),
            became=tuple(map(self._became, view.uptakes)),
            effects=effects(view, say),
            confidence=link.confidence,
            rests_on=self._rests_on(link),
            is_decided=link.decision is not None,
            moved=self._moved(link),
            notes=tuple(note_of(change, say) for change in view.changes),
            shared=_longest(link),
            runner_up=self._near(link, link.runner_up),
            bodies=self._bodies(link.left, link.right),
        )

    def alone(self, view: AloneView, side: str) -> Alone:
        """A measure of one side alone."""
        one, say = view.one_sided, self._say
        here = self._left if side == LEFT else self._right
        left, right = ((one.measure,), ()) if side == LEFT else ((), (one.measure,))
        return Alone(
            key=key_of(left, right),
            side=side,
            measure=here.plain(one.measure),
            applies=self._applies(view.uptake) if view.uptake else None,
            uptake=view.uptake.uptake if view.uptake else None,
            uptake_name=uptake_name(view.uptake.uptake, self._comparison, say) if view.uptake else None,
            nearest=self._nearest(one, one.nearest, side),
            bodies=self._bodies(left, right),
        )

    def _became(self, row: Uptake) -> Became:
        return Became(
            measure=row.measure,
            uptake=row.uptake,
            uptake_name=uptake_name(row.uptake, self._comparison, self._say),
            applies=self._applies(row),
            relation=self._counted[row.measure],
        )

    def _applies(self, row: Uptake) -> Applies | None:
        if row.applicability is None:
            return None
        say, found = self._say, row.ground
        ground = say("ground", field=say(f"field.{found.field}"), text=found.text) if found else say("no-ground")
        return Applies(code=row.applicability, name=say(f"applicability.{row.applicability}"), ground=ground)

    def _rests_on(self, link: Link) -> str:
        say = self._say
        return said(link.decision, say) if link.decision else say("confidence", value=sureness(link.confidence))

    def _moved(self, link: Link) -> str | None:
        say = self._say
        told = [say("moved-section", before=before, after=after) for before, after in self._sections.moved(link)]
        return say("list-and").join(told) or None

    def _near(self, link: Link, found: RunnerUp | None) -> Near | None:
        """What comes nearest to a link: the words are those of the measure outside it."""
        if found is None:
            return None
        outside = self._right.words(found.right) if found.left in link.left else self._left.words(found.left)
        return self._pair(found.left, found.right, found.confidence, outside)

    def _nearest(self, one: OneSided, found: Nearest | None, side: str) -> Near | None:
        if found is None:
            return None
        left, right = (one.measure, found.measure) if side == LEFT else (found.measure, one.measure)
        there = self._right if side == LEFT else self._left
        return self._pair(left, right, found.confidence, there.words(found.measure))

    def _pair(self, left: str, right: str, confidence: float, words: str) -> Near:
        text = self._say("near", left=left, right=right, value=sureness(confidence))
        return Near(left=left, right=right, confidence=confidence, text=text, words=words)

    def _bodies(self, left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
        """The bodies that the cells of both sides name, each once."""
        measures = [self._left.measures[name] for name in left] + [self._right.measures[name] for name in right]
        cells = (cell for measure in measures for cell in (measure.responsibility, measure.guidance) if cell)
        return tuple(dict.fromkeys(party.name for cell in cells for party in cell.bodies))


def note_of(change: Change, say: Words) -> Note:
    """A change in words."""
    return Note(
        change=change,
        kind_name=say(f"kind.{change.kind}"),
        direction_name=say(f"direction.{change.direction}"),
        severity_name=say(f"severity.{change.severity}"),
        text=sentence(change, say),
        brief=sentence(change, say, whole=False),
    )


def _longest(link: Link) -> tuple[str, ...]:
    shared = dict.fromkeys(sorted((shown.text for shown in link.evidence), key=len, reverse=True))
    return tuple(shared)[:_SHARED]


def rows_of_measures(keys: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The keys of the rows of each measure, of the measures of each row."""
    found: dict[str, list[str]] = {}
    for key, measures in keys.items():
        for name in measures:
            found.setdefault(name, []).append(key)
    return {name: tuple(rows) for name, rows in found.items()}
