"""What changed between two editions of a snapshot, in short: for `git diff`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policydiff.compare.editions import COLUMNS, Editions, Reading, Reworded
from policydiff.model.comparison import LOCALISED
from policydiff.model.document import Measure
from policydiff.report.headline import effects, remark
from policydiff.report.terminal import fit, plain, shorten, wrap
from policydiff.report.to_text import change_lines, text_lines
from policydiff.report.view import ADDED, CHANGED, REMOVED, SAME, LinkView, Segment, standing_of, view_of
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


class _Report:
    """The lines of the report."""

    def __init__(self, found: Editions, page: Page) -> None:
        self._found = found
        self._page = page
        self._say: Words = words(page.language)

    def lines(self) -> Iterator[str]:
        """All lines, top to bottom."""
        found = self._found
        yield from (self._reading(found.reading) if found.reading else self._policy())
        for fact in found.facts:
            yield from self._reworded(fact, self._say(f"fact.{fact.name}"))
        for text in (*found.sections, *found.notes):
            yield from self._reworded(text, self._say(f"edition.{text.name}"))
        for key, findings in (("gone", found.findings_gone), ("new", found.findings_new)):
            for finding in findings:
                yield plain(self._say(f"edition.finding-{key}", message=remark(finding, self._say)))

    def _policy(self) -> Iterator[str]:
        """What the policy changed: two sources were compared."""
        found, say = self._found, self._say
        if found.comparison is None:
            return
        view = view_of(found.comparison, found.left_rest, found.right_rest)
        links = (*view.changed, *view.localised, *view.identical)
        substance, localised = len(view.changed), len(view.localised)
        counts = {
            "changed": substance,
            "localised": localised,
            "otherwise": len(links) - substance - localised,
            "added": len(view.right_only),
            "dropped": len(view.left_only),
            "renumbered": len(found.renumbered),
            "moved": len(found.moved),
        }
        yield self._bold(self._headline(counts))
        if not found.is_same_reader:
            yield say("edition.read-anew", reader=self._reader)
        for link in links:
            yield from self._link(link)
        gone, new = ({one.one_sided.measure for one in alone} for alone in (view.left_only, view.right_only))
        yield from self._alone("is-dropped", REMOVED, [one for one in found.left_rest.measures if one.id in gone])
        yield from self._alone("is-added", ADDED, [one for one in found.right_rest.measures if one.id in new])
        yield from self._places()

    def _headline(self, counts: dict[str, int]) -> str:
        say, found = self._say, self._found
        parts = [say(f"edition.{key}", count=count) for key, count in counts.items() if count]
        totals = dict.fromkeys((str(len(found.left.measures)), str(len(found.right.measures))))
        what = say("list-and").join(parts) or say("edition.nothing")
        return plain(say("edition.headline", document=found.right.id, total=" → ".join(totals), parts=what))

    def _places(self) -> Iterator[str]:
        if self._found.renumbered:
            yield self._fit(self._say("edition.numbers", numbers=", ".join(runs(self._found.renumbered))))
        if self._found.moved:
            yield self._fit(self._say("edition.sections", numbers=", ".join(self._found.moved)))

    def _link(self, view: LinkView) -> Iterator[str]:
        say = self._say
        left, right = "+".join(view.link.left), "+".join(view.link.right)
        standing = standing_of(view.link)
        caption = [f"№ {left}" if left == right else f"№ {left} → {right}"]
        if standing in (CHANGED, LOCALISED):
            caption += [say(f"relation.{view.link.relation}"), *filter(None, (effects(view, say),))]
        yield self._bold("  " + "  ".join(caption))
        page = self._page
        if standing in (CHANGED, LOCALISED):
            yield from text_lines(view, page.language, columns=page.columns, colour=page.colour)
            yield from self._cells(view, shown=view.inline)
        else:
            yield from self._cells(view, shown=())
        yield from change_lines(view, page.language, columns=page.columns, colour=page.colour)

    def _cells(self, view: LinkView, shown: Collection[str]) -> Iterator[str]:
        """The cells that differ, but those shown already: whatever the changes say of them, their words are seen."""
        if len(view.link.left) != 1 or len(view.link.right) != 1:
            return
        found = self._found
        one = next(one for one in found.left_rest.measures if one.id == view.link.left[0])
        other = next(one for one in found.right_rest.measures if one.id == view.link.right[0])
        for column in COLUMNS:
            before, after = one.printed(column), other.printed(column)
            if before != after and column not in shown:
                yield from self._difference(before, after, f"{self._say(f'field.{column}')}  ")

    def _alone(self, key: str, mark: str, measures: Sequence[Measure]) -> Iterator[str]:
        say = self._say
        for measure in measures:
            yield self._bold(f"  № {measure.id}  {say(f'edition.{key}')}")
            for column in COLUMNS:
                if printed := measure.printed(column):
                    yield from self._wrapped([Segment(f"{say(f'field.{column}')}  ", SAME), Segment(printed, mark)])

    def _reading(self, reading: Reading) -> Iterator[str]:
        """What reads otherwise: one source was read twice, so that no difference is one of the policy."""
        say, found = self._say, self._found
        printed = [cell for cell in reading.cells if cell.before != cell.after]
        derived = [cell for cell in reading.cells if cell.before == cell.after]
        key = "edition.put-right" if found.is_same_reader else "edition.read-again"
        if found.is_same_reader and not (reading.cells or reading.left_only or reading.right_only):
            key = "edition.same-reading"
        count = len(reading.cells)
        yield self._bold(plain(say(key, document=found.right.id, reader=self._reader, count=count)))
        for cell in printed:
            yield f"  № {cell.measure}"
            yield from self._difference(cell.before, cell.after, f"{say(f'field.{cell.field}')}  ")
        for field in dict.fromkeys(cell.field for cell in derived):
            numbers = ", ".join(cell.measure for cell in derived if cell.field == field)
            yield self._fit("  " + say("edition.worked-out", field=say(f"field.{field}"), numbers=numbers))
        yield from self._alone("no-longer-read", REMOVED, reading.left_only)
        yield from self._alone("now-read", ADDED, reading.right_only)
        yield from self._places()

    @property
    def _reader(self) -> str:
        reader = self._found.right.source.reader
        return f"{reader.name} {reader.version}"

    def _reworded(self, text: Reworded, name: str) -> Iterator[str]:
        yield f"  {name}"
        yield from self._difference(text.before, text.after, "")

    def _difference(self, before: str | None, after: str | None, lead: str) -> Iterator[str]:
        segments = shorten(list(_segments(before or "", after or "")), _CONTEXT)
        yield from self._wrapped([*([Segment(lead, SAME)] if lead else []), *segments])

    def _wrapped(self, segments: Sequence[Segment]) -> Iterator[str]:
        page = self._page
        return (_INDENT + line for line in wrap(segments, page.columns - len(_INDENT), colour=page.colour))

    def _fit(self, text: str) -> str:
        return fit(text, self._page.columns)

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self._page.colour else text


def _segments(before: str, after: str) -> Iterator[Segment]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Segment(before[i:j], SAME)
            continue
        if i < j:
            yield Segment(before[i:j], REMOVED)
        if k < m:
            yield Segment(after[k:m], ADDED)


def runs(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Renumbered measures, those that moved together as one: `20–88 → 21–89`."""
    together: list[list[tuple[str, str]]] = []
    for pair in pairs:
        if together and _follows(together[-1][-1], pair):
            together[-1].append(pair)
        else:
            together.append([pair])
    for run in together:
        (first, begin), (last, end) = run[0], run[-1]
        yield f"{first} → {begin}" if len(run) == 1 else f"{first}–{last} → {begin}–{end}"


def _follows(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return all(a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1 for a, b in zip(one, other, strict=True))
