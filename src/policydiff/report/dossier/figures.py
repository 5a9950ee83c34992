"""What the charts show, as tables."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from policydiff.changes.catalogue import KINDS
from policydiff.model.comparison import UPTAKES, Comparison
from policydiff.report.dossier.parts import BodyGroup, Figure
from policydiff.report.dossier.sections import Sections
from policydiff.report.dossier.sides import SideTexts
from policydiff.report.headline import uptake_name
from policydiff.report.wording import Words

_Row = Mapping[str, str | int]
LINKED, LEFT_OUT, OWN = "linked", "left-out", "own"
"""What flows: from section to section, to nowhere, from nowhere."""
_BODIES = 20
"""Bodies that a chart shows, those with most gained and lost; the table below it has all."""


class Figures:
    """Makes the figures of a comparison; one without anything to show is left out."""

    def __init__(self, comparison: Comparison, left: SideTexts, right: SideTexts, say: Words) -> None:
        self._comparison = comparison
        self._left, self._right = left, right
        self._say = say

    def all(self, sections: Sections, bodies: Sequence[BodyGroup]) -> Iterator[Figure]:
        """Uptake by section, flow of sections, kinds by direction, bodies by measures gained and lost."""
        for figure in (self._uptake(), self._flow(sections), self._kinds(), self._bodies(bodies)):
            if figure.rows:
                yield figure

    def _figure(self, chart: str, columns: Sequence[str], rows: Sequence[_Row]) -> Figure:
        say = self._say
        names = {name: say(f"figure.{chart}.{name}") for name in columns}
        alt = say(f"figure.{chart}.alt", left=self._left.name, right=self._right.name)
        return Figure(chart=chart, title=say(f"figure.{chart}"), alt=alt, columns=names, rows=tuple(rows))

    def _section(self, name: str) -> str:
        return name or self._say("no-section")

    def _uptake(self) -> Figure:
        """Left measures by section and by what became of them."""
        say = self._say
        counted = Counter((self._left.section_of(row.measure), row.uptake) for row in self._comparison.uptake)
        sections = dict.fromkeys(self._left.section_of(measure.id) for measure in self._left.snapshot.measures)
        rows: list[_Row] = [
            {
                "section": self._section(section),
                "uptake": uptake_name(uptake, self._comparison, say),
                "code": uptake,
                "measures": count,
            }
            for section in sections
            for uptake in UPTAKES
            if (count := counted[section, uptake])
        ]
        return self._figure("uptake", ("section", "uptake", "measures"), rows)

    def _flow(self, sections: Sections) -> Figure:
        """Left measures from section to section; those left out, and the right side's own, flow to and from nowhere.

        `code` tells these apart, the places say how far down in its document each section stands.
        """
        say, found = self._say, self._comparison
        flow = Counter({(one, other, LINKED): n for (one, other), n in sections.flow.items()})
        for alone in found.left_only:
            flow[self._left.section_of(alone.measure), "", LEFT_OUT] += 1
        for alone in found.right_only:
            flow["", self._right.section_of(alone.measure), OWN] += 1
        left, right = self._left.places, self._right.places
        rows: list[_Row] = [
            {
                "from": say("figure.flow.own") if code == OWN else self._section(one),
                "to": say("figure.flow.left-out") if code == LEFT_OUT else self._section(other),
                "measures": count,
                "code": code,
                "from-place": left.get(one, len(left)),
                "to-place": right.get(other, len(right)),
            }
            for (one, other, code), count in flow.items()
        ]
        return self._figure("flow", ("from", "to", "measures"), rows)

    def _kinds(self) -> Figure:
        """Changes by kind and direction."""
        say = self._say
        counted = Counter((change.kind, change.direction) for link in self._comparison.links for change in link.changes)
        rows: list[_Row] = [
            {"kind": say(f"kind.{kind}"), "direction": say(f"direction.{direction}"), "code": direction, "changes": n}
            for (kind, direction), n in sorted(counted.items(), key=lambda one: (KINDS.index(one[0][0]), one[0][1]))
        ]
        return self._figure("kinds", ("kind", "direction", "changes"), rows)

    def _bodies(self, groups: Sequence[BodyGroup]) -> Figure:
        """Bodies by measures gained and lost, of the columns that are compared."""
        compared = [row for group in groups if group.side is None for row in group.rows]
        rows: list[_Row] = [
            {"body": row.name, "gained": len(row.gained) + len(row.own), "lost": len(row.lost) + len(row.left_out)}
            for row in compared
        ]
        changed = [row for row in rows if row["gained"] or row["lost"]]
        return self._figure("bodies", ("body", "gained", "lost"), changed[:_BODIES])
