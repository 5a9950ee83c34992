"""What changed between two editions of a snapshot, in short: for `git diff`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from policydiff.compare.editions.pair import Editions
from policydiff.compare.uptake import uptake
from policydiff.model.comparison import IDENTICAL, LOCALISED, Comparison
from policydiff.model.document import PRINTED, Measure
from policydiff.model.step import ADDED as STEP_ADDED
from policydiff.model.step import DROPPED, MOVED, CellChange, Transition
from policydiff.report.headline import edition, effects, readings_headline, remark, runs
from policydiff.report.marks import marked, shorten
from policydiff.report.terminal.comparison import change_lines, text_lines
from policydiff.report.terminal.lines import fit, plain, wrap
from policydiff.report.view import (
    ADDED,
    CHANGED,
    REMOVED,
    SAME,
    STANDINGS,
    LinkView,
    Segment,
    link_view,
    standing_of,
)
from policydiff.report.wording import Words, words

_INDENT = "    "
_CONTEXT = 16
"""Characters shown beside a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How the report is wanted: language, width, colour."""

    language: str = "en"
    columns: int = 100
    colour: bool = False


def render(found: Editions, page: Page) -> str:
    """The report of two editions: a headline, then measure by measure what changed; nothing of mere places."""
    return "".join(f"{line}\n" for line in _Report(found, page).lines())


def render_readings(comparison: Comparison, found: Editions, page: Page) -> str:
    """The report of a comparison of two readings of one source: cells that read otherwise, nothing of the policy."""
    say = words(page.language)
    sides = comparison.left, comparison.right
    heading = [say("comparison", left=sides[0].label, right=sides[1].label)]
    heading += [told for side in sides if (told := edition(side, say))]
    lines = (line for text in heading for line in wrap([Segment(text, SAME)], page.columns, colour=False))
    return "".join(f"{line}\n" for line in lines) + "\n" + render(found, page)


class _Report:
    """The lines of the report."""

    def __init__(self, found: Editions, page: Page) -> None:
        self._found = found
        self._rows = found.difference.measures
        self._page = page
        self._say: Words = words(page.language)

    def lines(self) -> Iterator[str]:
        """All lines, top to bottom."""
        found, say = self._found, self._say
        yield from (self._reading() if found.is_reading else self._policy())
        for cell in found.difference.document:
            yield f"  {say(f'fact.{cell.field}')}"
            yield from self._difference(cell, "")
        for key, findings in (("gone", found.findings_gone), ("new", found.findings_new)):
            for finding in findings:
                yield plain(say(f"edition.finding-{key}", message=remark(finding, say)))

    def _policy(self) -> Iterator[str]:
        """What the policy changed: two sources were compared."""
        found, say = self._found, self._say
        views = [(row, view) for row in self._rows if (view := self._view(row))]
        by_standing = {name: [one for one in views if standing_of(one[1].link) == name] for name in STANDINGS}
        by_standing[CHANGED].sort(key=lambda one: -one[1].weight)
        counts = {
            "changed": len(by_standing[CHANGED]),
            "localised": len(by_standing[LOCALISED]),
            "regrouped": sum(_is_of_several(row) for row, _ in by_standing[IDENTICAL]),
            "otherwise": sum(not _is_of_several(row) for row, _ in by_standing[IDENTICAL]),
            "added": len(self._of(STEP_ADDED)),
            "dropped": len(self._of(DROPPED)),
            "renumbered": len(self._renumbered),
            "moved": len(self._moved),
        }
        yield self._bold(self._headline(counts))
        if not found.is_same_reader:
            yield say("edition.read-anew", reader=_reader(found))
        for name in (CHANGED, LOCALISED, IDENTICAL):
            for row, view in by_standing[name]:
                yield from self._link(row, view, name)
        yield from self._alone("is-dropped", "is-added")
        yield from self._worked_out()
        yield from self._places()

    def _headline(self, counts: dict[str, int]) -> str:
        say, found = self._say, self._found
        parts = [say(f"edition.{key}", count=count) for key, count in counts.items() if count]
        totals = dict.fromkeys((str(len(found.left.measures)), str(len(found.right.measures))))
        what = say("list-and").join(parts) or say("edition.nothing")
        return plain(say("edition.headline", document=found.right.id, total=" → ".join(totals), parts=what))

    def _of(self, fate: str) -> Sequence[Transition]:
        return [row for row in self._rows if row.fate == fate]

    @property
    def _renumbered(self) -> Sequence[tuple[str, str]]:
        """The numbers of measures that bear another one and are else as they were, before and after."""
        rows = (row for row in self._rows if row.is_renumbered and not row.cells and row.relation is None)
        return [(row.before[0], row.after[0]) for row in rows]

    @property
    def _moved(self) -> Sequence[str]:
        return [row.after[0] for row in self._of(MOVED)]

    def _places(self) -> Iterator[str]:
        if self._renumbered:
            yield self._fit(self._say("edition.numbers", numbers=", ".join(runs(self._renumbered))))
        if self._moved:
            yield self._fit(self._say("edition.sections", numbers=", ".join(self._moved)))

    def _view(self, row: Transition) -> LinkView | None:
        """The words of measures side by side; None where they were not compared."""
        if (link := row.link) is None:
            return None
        return link_view(link, self._found.left, self._found.right, uptake(link.left, [link], {}))

    def _link(self, row: Transition, view: LinkView, standing: str) -> Iterator[str]:
        say, page = self._say, self._page
        caption = [_numbers(row)]
        shows_texts = standing in (CHANGED, LOCALISED) or _is_of_several(row)
        if shows_texts:
            caption += [say(f"relation.{view.link.relation}"), *filter(None, (effects(view, say),))]
        yield self._bold("  " + "  ".join(caption))
        yield from self._heading(row)
        shown: Collection[str] = ()
        if shows_texts:
            yield from text_lines(view, page.language, columns=page.columns, colour=page.colour)
            shown = view.inline
        yield from self._cells(row, shown)  # whatever the changes say of them, their words are seen
        yield from change_lines(view, page.language, columns=page.columns, colour=page.colour)

    def _heading(self, row: Transition) -> Iterator[str]:
        """Where a measure stood and stands that is not named among those that only moved."""
        if row.heading and row.fate != MOVED:
            before, after = (text or self._say("history.empty") for text in row.heading)
            yield _INDENT + self._fit(self._say("history.heading-moved", before=before, after=after))

    def _cells(self, row: Transition, shown: Collection[str]) -> Iterator[str]:
        """The cells that differ, but those shown already."""
        for cell in row.cells:
            if cell.field not in shown:
                yield from self._difference(cell, f"{self._say(f'field.{cell.field}')}  ")

    def _alone(self, dropped: str, added: str) -> Iterator[str]:
        """The measures of one edition alone, with all that is printed of them."""
        found, say = self._found, self._say
        sides = ((dropped, REMOVED, found.left, self._of(DROPPED)), (added, ADDED, found.right, self._of(STEP_ADDED)))
        for key, mark, snapshot, rows in sides:
            names = {name for row in rows for name in (*row.before, *row.after)}
            for measure in snapshot.measures:
                if measure.id in names:
                    yield self._bold(f"  № {measure.id}  {say(f'edition.{key}')}")
                    yield from self._printed(measure, mark)

    def _printed(self, measure: Measure, mark: str) -> Iterator[str]:
        for field in PRINTED:
            if text := measure.printed(field):
                yield from self._wrapped([Segment(f"{self._say(f'field.{field}')}  ", SAME), Segment(text, mark)])

    def _reading(self) -> Iterator[str]:
        """What reads otherwise: one source was read twice, so that no difference is one of the policy."""
        say, found, page = self._say, self._found, self._page
        rows = [row for row in self._rows if row.before and row.after]
        yield self._bold(plain(readings_headline(found, say)))
        for row in rows:
            if row.cells:
                yield f"  {_numbers(row)}"
                yield from self._heading(row)
                yield from self._cells(row, ())
            elif view := self._view(row):
                words = say(f"reading.{row.fate}", before="+".join(row.before), after="+".join(row.after))
                yield f"  № {words}"
                yield from text_lines(view, page.language, columns=page.columns, colour=page.colour)
        yield from self._worked_out()
        yield from self._alone("no-longer-read", "now-read")
        yield from self._places()

    def _worked_out(self) -> Iterator[str]:
        """The fields that print the same, and are understood otherwise."""
        for field in PRINTED:
            numbers = ", ".join(row.after[0] for row in self._rows if field in row.derived)
            if numbers:
                name = self._say(f"field.{field}")
                yield self._fit("  " + self._say("edition.worked-out", field=name, numbers=numbers))

    def _difference(self, cell: CellChange, lead: str) -> Iterator[str]:
        segments = shorten(marked(cell.before, cell.after), _CONTEXT)
        yield from self._wrapped([*([Segment(lead, SAME)] if lead else []), *segments])

    def _wrapped(self, segments: Sequence[Segment]) -> Iterator[str]:
        page = self._page
        return (_INDENT + line for line in wrap(segments, page.columns - len(_INDENT), colour=page.colour))

    def _fit(self, text: str) -> str:
        return fit(text, self._page.columns)

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self._page.colour else text


def _reader(found: Editions) -> str:
    reader = found.right.source.reader
    return f"{reader.name} {reader.version}"


def _numbers(row: Transition) -> str:
    left, right = "+".join(row.before), "+".join(row.after)
    return f"№ {left}" if left == right else f"№ {left} → {right}"


def _is_of_several(row: Transition) -> bool:
    return len(row.before) > 1 or len(row.after) > 1
