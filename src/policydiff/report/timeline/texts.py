"""The documents of timelines, and their measures with what changed since an earlier one marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from policydiff.compare.lineage.chronology import year_of
from policydiff.compare.pipeline import document_of
from policydiff.model.comparison import IDENTICAL, Link
from policydiff.model.document import Snapshot
from policydiff.report.dossier.parts import LEFT, MeasureText
from policydiff.report.dossier.sides import SideTexts
from policydiff.report.timeline.parts import DocumentText
from policydiff.report.view import SAME, LinkView, MeasureView, link_view
from policydiff.report.wording import Words, day

_KEPT = 0.25
"""Share of the words that must be the same on both sides for both texts to be readable in one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Both sides of a link with what differs marked; `inline` is both in one, None where that is not readable."""

    before: tuple[MeasureText, ...]
    after: Mapping[str, MeasureText]
    inline: MeasureText | None


class Texts:
    """All documents of a page, in the order of time."""

    def __init__(self, snapshots: Sequence[Snapshot], say: Words, language: str) -> None:
        self.snapshots = {snapshot.id: snapshot for snapshot in snapshots}
        self._say, self._language = say, language
        self._sides = {
            snapshot.id: SideTexts(LEFT, document_of(snapshot), snapshot, say, language) for snapshot in snapshots
        }
        self._years = {snapshot.id: year_of(snapshot, self.snapshots) for snapshot in snapshots}

    def anchor(self, ref: str) -> str:
        """What a link to a measure ends in."""
        snapshot, _, measure = ref.rpartition("#")
        return self._sides[snapshot].anchor(measure)

    def plain(self, ref: str) -> MeasureText:
        """A measure without marks."""
        snapshot, _, measure = ref.rpartition("#")
        return self._sides[snapshot].plain(measure)

    def words(self, ref: str) -> str:
        """The name and the text of a measure in one line."""
        snapshot, _, measure = ref.rpartition("#")
        return self._sides[snapshot].words(measure)

    def day(self, snapshot: str) -> str:
        """The day of issue; where none is printed, that, and the year that the document stands in."""
        issued, year, say = self.snapshots[snapshot].issued, self._years[snapshot], self._say
        if issued:
            return day(issued, self._language)
        return say("timeline.year", year=year) if year else say("lineage.no-day")

    def number(self, snapshot: str) -> str:
        """The number of the document, or that none is printed."""
        return self.snapshots[snapshot].document_number or self._say("lineage.no-number")

    def document(self, snapshot: str, told: str) -> DocumentText:
        """A document, and what is told of its measures."""
        one = self.snapshots[snapshot]
        return DocumentText(
            id=one.id,
            title=one.title,
            number=self.number(one.id),
            day=self.day(one.id),
            is_dated=one.issued is not None,
            sum=told,
            facts=self._sides[one.id].facts,
        )

    def marked(self, link: Link, left: str, right: str) -> Marked:
        """Both sides of a link between two documents."""
        view = link_view(link, self._only(left, link.left), self._only(right, link.right))
        side = self._sides[right]
        return Marked(
            tuple(map(self._sides[left].measure, view.left)),
            {one.id: side.measure(one) for one in view.right},
            side.measure(shown) if (shown := _in_one(view)) else None,
        )

    def _only(self, snapshot: str, measures: Iterable[str]) -> Snapshot:
        """A document with just these measures: a view looks through all that it is given."""
        known = self._sides[snapshot].measures
        return replace(self.snapshots[snapshot], measures=tuple(known[name] for name in measures))


def _in_one(view: LinkView) -> MeasureView | None:
    """The right measure with the words of the left one that it has no more, if enough of them is the same."""
    link = view.link
    if not view.inline or any((one.left, one.right) != (link.left[0], link.right[0]) for one in link.changes):
        return None
    if link.relation == IDENTICAL:
        return view.right[0]
    parts = [part for segments in view.inline.values() for part in segments]
    kept = sum(len(part.text) for part in parts if part.mark == SAME)
    if kept < _KEPT * sum(len(part.text) for part in parts):
        return None
    return replace(view.right[0], fields={**view.right[0].fields, **view.inline})
