"""A comparison on a terminal: headline, sums, what changed, what stands alone."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from policydiff.model.comparison import Document
from policydiff.report.decided import said, said_of_stale
from policydiff.report.headline import (
    by_applicability,
    edition,
    effects,
    ground,
    headline,
    is_one_document,
    keyed,
    reading,
    remark,
    selected,
)
from policydiff.report.headline import names as _names
from policydiff.report.marks import shorten
from policydiff.report.sentences import sentence
from policydiff.report.terminal.lines import fit, may_not_begin, plain, width, wrap
from policydiff.report.view import ADDED, MARKS, REMOVED, SAME, AloneView, LinkView, MeasureView, Segment, View
from policydiff.report.wording import Words, sureness, words

_SIDE_BY_SIDE = 120
"""Columns from which the two texts stand side by side."""
_CONTEXT = 16
"""Characters shown beside a change; --full shows the whole text."""
_KIND_COLUMN = 60
"""Columns from which kinds of change have a column of their own."""
_MARK, _GUTTER = 3, 2
_INDENT = "    "
_GAP = "  │ "


def render(view: View, language: str, *, columns: int = 100, colour: bool = False, full: bool = False) -> str:
    """The comparison for a terminal of `columns`; without `full`, only what needs reading."""
    page = _Page(words(language), columns, colour=colour, full=full)
    return "\n".join(page.lines(view)) + "\n"


def text_lines(view: LinkView, language: str, *, columns: int, colour: bool) -> Iterator[str]:
    """The texts of one link with what differs marked."""
    return _Page(words(language), columns, colour=colour, full=False).texts(view)


def change_lines(view: LinkView, language: str, *, columns: int, colour: bool) -> Iterator[str]:
    """The changes of one link, a line each."""
    return _Page(words(language), columns, colour=colour, full=False).changes(view)


class _Page:
    """A terminal page: its words, its width, and how marks are shown on it."""

    def __init__(self, say: Words, columns: int, *, colour: bool, full: bool) -> None:
        self._say = say
        self._columns = max(40, columns)
        self._colour = colour
        self._full = full

    def _minded(self, view: View) -> Iterator[str]:
        """What is to be known before reading on: editions, findings, decisions that are not applied."""
        say = self._say
        for side in _documents(view):
            if told := edition(side, say):
                yield from self._paragraph(told)
        if told := reading(view.comparison, say):
            yield from map(self._bold, self._paragraph(told))
        for name, finding in view.findings:
            yield from self._paragraph(say("mind", document=name, message=remark(finding, say)))
        for stale in view.comparison.stale:
            yield from self._paragraph(said_of_stale(stale, view.comparison, say))

    def lines(self, view: View) -> Iterator[str]:
        """The lines of the page, top to bottom."""
        say, names = self._say, _names(view)
        yield from map(self._bold, self._paragraph(say("comparison", **names)))
        yield from (f"{_INDENT}{fit(side.title, self._columns - 4)}" for side in _documents(view))
        yield from self._minded(view)
        yield ""
        if view.selection:
            yield from self._paragraph(selected(view, say))
        if view.only:
            kinds = say("list-and").join(say(f"kind.{kind}") for kind in view.only)
            yield from self._paragraph(say("only", kinds=kinds))
        if not (view.only or view.selection):
            yield from self._summary(view)
        yield ""
        yield from self._legend(view)
        if view.only:
            links = sorted((*view.changed, *view.localised, *view.identical), key=lambda link: _order(view, link))
            yield from self._links(say("links", count=len(links)), links)
            if not links:
                yield from self._paragraph(say("only-none"))
            return
        if view.selection:
            yield from self._selection(view)
            return
        yield from self._links(say("changed", count=view.counts["changed"]), view.changed)
        if view.left_only or not is_one_document(view):
            yield from self._left_out(view)
        if view.right_only or not is_one_document(view):
            yield from self._alone(say(keyed("right-only", view), count=len(view.right_only), **names), view.right_only)
        if self._full:
            yield from self._links(say("localised-links", count=view.counts["localised"]), view.localised)
            yield from self._links(say("identical-links", count=view.counts["identical"]), view.identical)
        else:
            yield from self._columns_alone(view)
            yield from self._paragraph(say("hidden", **view.counts))

    def _selection(self, view: View) -> Iterator[str]:
        """What is shown of selected measures: all of it, but no empty list."""
        for key, links in (
            ("changed", view.changed),
            ("localised-links", view.localised),
            ("identical-links", view.identical),
        ):
            if links:
                yield from self._links(self._say(key, count=len(links)), links)
        if view.left_only:
            yield from self._left_out(view)

    def _left_out(self, view: View) -> Iterator[str]:
        """What is left out, by applicability; by section where nothing is known of it."""
        title = self._say(keyed("left-only", view), count=len(view.left_only), **_names(view))
        if not any(name for name, _ in view.left_out):
            yield from self._alone(title, view.left_only)
            return
        yield from map(self._bold, self._paragraph(title))
        for name, group in view.left_out:
            heading = self._say(f"applicability-group.{name}", count=len(group))
            yield from (f"  {line}" for line in self._paragraph(heading, 2))
            yield from self._measures(group)
        yield ""

    def _legend(self, view: View) -> Iterator[str]:
        """What the marks say: of severity, and of words of one side; side by side, whose column is whose."""
        names = _names(view)
        levels = {level: self._say(f"severity.{level}") for level in MARKS}
        profile = self._say(f"profile.{view.comparison.profile}")
        yield from self._paragraph(self._say("severities", profile=profile, **levels))
        if self._columns >= _SIDE_BY_SIDE:
            columns = (self._columns - len(_INDENT) - len(_GAP)) // 2
            left = fit(names["left"], columns)
            yield f"{_INDENT}{left}{' ' * (columns - width(left))}{_GAP}{names['right']}"
        else:
            removed, added = (self._say("only-in", document=names[side]) for side in ("left", "right"))
            yield from wrap(
                [Segment(removed, REMOVED), Segment("  ", SAME), Segment(added, ADDED)],
                self._columns,
                colour=self._colour,
            )
        yield ""

    def _summary(self, view: View) -> Iterator[str]:
        say, names = self._say, _names(view)
        yield from self._paragraph(headline(view, say))
        yield ""
        left, right = view.comparison.summary.left, view.comparison.summary.right
        parts = say("plus").join(
            say("part", count=count, relation=say(f"relation.{name}")) for name, count in view.by_relation.items()
        )
        for text in (
            say(keyed("sum-left", view), **names, total=left.measures, linked=left.linked, only=left.only),
            say(keyed("sum-linked", view), linked=left.linked, parts=parts),
            by_applicability(view, say),
            say(keyed("sum-right", view), **names, total=right.measures, linked=right.linked, only=right.only),
        ):
            if text:
                yield from (_INDENT + line for line in self._paragraph(text, len(_INDENT)))

    def _paragraph(self, text: str, indent: int = 0) -> Iterator[str]:
        """A text in lines, broken at blanks or between Chinese characters."""
        line = ""
        for word in _breakable(plain(text)):
            if width(line + word.rstrip()) > self._columns - indent and line:
                yield line.rstrip()
                line = ""
            line += word
        yield line.rstrip()

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self._colour else text

    def _links(self, title: str, links: Sequence[LinkView]) -> Iterator[str]:
        yield from map(self._bold, self._paragraph(title))
        for link in links:
            yield from (f"  {line}" for line in self._paragraph(self._caption(link), 2))
            yield from self.texts(link)
            yield from self.changes(link)
        yield ""

    def _columns_alone(self, view: View) -> Iterator[str]:
        """Links that the page does not show for their text, with the changes of their columns."""
        links = view.columns_changed
        if links:
            yield from map(self._bold, self._paragraph(self._say("columns-changed", count=len(links))))
            for link in links:
                yield from (f"  {line}" for line in self._paragraph(self._caption(link), 2))
                yield from self.changes(link)
            yield ""

    def _caption(self, view: LinkView) -> str:
        left, right = "+".join(view.link.left), "+".join(view.link.right)
        decision, confidence = view.link.decision, self._say("confidence", value=sureness(view.link.confidence))
        rests_on = said(decision, self._say) if decision else confidence
        became = effects(view, self._say)
        what = self._say(f"relation.{view.link.relation}")
        return "  ".join((f"{left} → {right}", what, *((became,) if became else ()), rests_on))

    def changes(self, view: LinkView) -> Iterator[str]:
        """A line a change: a mark for its severity, its kind, and what it says."""
        kinds = [self._say(f"kind.{change.kind}") for change in view.changes]
        column = max(map(width, kinds), default=0) if self._columns >= _KIND_COLUMN else 0
        for change, kind in zip(view.changes, kinds, strict=True):
            lead, said = f"{MARKS[change.severity]:{_MARK}}", sentence(change, self._say, whole=self._full)
            if column:
                lead += kind + " " * (column - width(kind) + _GUTTER)
            else:
                said = f"{kind}  {said}"
            for line in wrap([Segment(said, SAME)], self._columns - len(_INDENT) - width(lead), colour=False):
                yield f"{_INDENT}{lead}{line}"
                lead = " " * width(lead)

    def texts(self, view: LinkView) -> Iterator[str]:
        """The texts of a link with what differs marked."""
        if self._columns >= _SIDE_BY_SIDE:
            yield from self._side_by_side(view)
        elif view.inline:
            for segments in view.inline.values():
                yield from self._indented(self._cut(segments))
        else:
            for measure in (*view.left, *view.right):
                yield from self._measure(measure)

    def _measure(self, measure: MeasureView) -> Iterator[str]:
        for segments in measure.fields.values():
            yield from self._indented([Segment(f"{measure.id} ", SAME), *self._cut(segments)])

    def _indented(self, segments: Sequence[Segment]) -> Iterator[str]:
        for line in wrap(segments, self._columns - len(_INDENT), colour=self._colour):
            yield _INDENT + line

    def _side_by_side(self, view: LinkView) -> Iterator[str]:
        columns = (self._columns - len(_INDENT) - len(_GAP)) // 2
        sides = [self._column(measures, columns) for measures in (view.left, view.right)]
        for (left, left_width), (right, _) in zip_longest(*sides, fillvalue=("", 0)):
            yield (_INDENT + left + " " * (columns - left_width) + _GAP + right).rstrip()

    def _column(self, measures: Sequence[MeasureView], columns: int) -> list[tuple[str, int]]:
        """The lines of one side, each with the columns it takes."""
        lines: list[tuple[str, int]] = []
        for measure in measures:
            for segments in measure.fields.values():
                shown = [Segment(f"{measure.id} ", SAME)] if len(measures) > 1 else []
                shown += self._cut(segments)
                marked = wrap(shown, columns - 1, colour=self._colour)
                bare = wrap(shown, columns - 1, colour=False) if not self._colour else self._bare(shown, columns)
                lines += [(line, width(plain_line)) for line, plain_line in zip(marked, bare, strict=True)]
        return lines

    def _bare(self, segments: Sequence[Segment], columns: int) -> list[str]:
        """The lines as they break in colour, but without the colour."""
        return wrap([Segment(segment.text, SAME) for segment in segments], columns - 1, colour=False)

    def _cut(self, segments: Sequence[Segment]) -> list[Segment]:
        return list(segments) if self._full else shorten(segments, _CONTEXT)

    def _alone(self, title: str, measures: Sequence[AloneView]) -> Iterator[str]:
        yield from map(self._bold, self._paragraph(title))
        yield from self._measures(measures, by_section=True)
        yield ""

    def _measures(self, measures: Sequence[AloneView], *, by_section: bool = False) -> Iterator[str]:
        section = ""
        digits = max((len(view.one_sided.measure) for view in measures), default=0)
        room = self._columns - len(_INDENT) - digits - 2
        for view in measures:
            if by_section and view.section and view.section != section:
                section = view.section
                yield f"  {fit(section, self._columns - 2)}"
            number = view.one_sided.measure.rjust(digits)
            text = f"{view.title}：{view.text}" if view.title else view.text
            why = ground(view, self._say)
            if self._full:
                yield from self._indented([Segment(f"{number}  {text}", SAME)])
                if why:
                    yield from self._indented([Segment(f"{' ' * digits}  ← {why}", SAME)])
            else:
                yield f"{_INDENT}{number}  {fit(text, room)}"
                if why:
                    yield f"{_INDENT}{' ' * digits}  ← {fit(why, room - 3)}"


def _documents(view: View) -> tuple[Document, Document]:
    return view.comparison.left, view.comparison.right


def _order(view: View, link: LinkView) -> int:
    """The place of a link in the order of the left document."""
    return view.comparison.links.index(link.link)


def _breakable(text: str) -> Iterator[str]:
    """The parts of a text between which a line may break: at blanks and behind wide characters."""
    part = ""
    for at, character in enumerate(text):
        part += character
        following = text[at + 1 : at + 2]
        if character == " " or (width(character) == 2 and not may_not_begin(following)):
            yield part
            part = ""
    if part:
        yield part
