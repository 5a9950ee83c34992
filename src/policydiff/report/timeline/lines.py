"""The lines of a lifecycle as timelines."""

from collections.abc import Iterator, Sequence
from itertools import chain

from policydiff.model.comparison import IDENTICAL, MODIFIED, Link
from policydiff.model.lifecycle import RETURNED, Lifecycle, Line, Passage
from policydiff.report.timeline.members import notes_of
from policydiff.report.timeline.parts import LineText, MemberText, Origin, Pointer, StageText
from policydiff.report.timeline.texts import Marked, Texts
from policydiff.report.wording import Words, sureness


class Lines:
    """Makes the lines: each measure of a round stands in one of them."""

    def __init__(self, found: Lifecycle, texts: Texts, say: Words) -> None:
        self._found, self._texts, self._say = found, texts, say

    def all(self) -> Iterator[LineText]:
        """The lines in their order."""
        for at, line in enumerate(self._found.lines):
            yield self._line(line, at + 1)

    def _line(self, line: Line, place: int) -> LineText:
        say = self._say
        steps = (say("timeline.step", round=one.snapshot, status=self._status(one)) for one in line.passages)
        return LineText(
            anchor=f"line-{place}",
            name=line.name,
            path=say("comparison.arrow").join(steps),
            statuses=tuple(dict.fromkeys(one.status for one in line.passages)),
            stages=tuple(map(self._stage, line.passages)),
        )

    def _status(self, one: Passage) -> str:
        return self._say(f"lifecycle.status.{one.status}")

    def _stage(self, one: Passage) -> StageText:
        snapshot = self._texts.snapshots[one.snapshot]
        return StageText(
            snapshot=one.snapshot,
            title=snapshot.title,
            number=self._texts.number(one.snapshot),
            day=self._texts.day(one.snapshot),
            is_dated=snapshot.issued is not None,
            status=one.status,
            status_name=self._status(one),
            effects=effects_of(one, self._say),
            members=tuple(self._members(one)),
            since=self._pointers(one.since),
            into=self._pointers(one.into),
        )

    def _pointers(self, refs: Sequence[str]) -> tuple[Pointer, ...]:
        return tuple(Pointer(name=name, anchor=self._texts.anchor(name)) for name in refs)

    def _members(self, one: Passage) -> Iterator[MemberText]:
        """The measures of a line in a round, with what changed since the last round that it had some in."""
        marked = self._marked(one)
        for name in one.refs:
            measure = name.rpartition("#")[2]
            shown = marked and (marked.inline or marked.after[measure])
            yield MemberText(
                ref=name,
                anchor=self._texts.anchor(name),
                measure=shown or self._texts.plain(name),
                marked=self._say("timeline.marked", left=_joined(one.since)) if marked and one.changes else None,
                status=one.status,
                status_name=self._status(one),
                origins=(self._origin(one, marked, measure),) if marked else (),
            )

    def _marked(self, one: Passage) -> Marked | None:
        """Both sides of a passage; whether its links are partial is not said, what differs in their words is."""
        if not one.since or not one.refs:
            return None
        left, right = (tuple(name.rpartition("#")[2] for name in side) for side in (one.since, one.refs))
        link = Link(
            left=left,
            right=right,
            relation=MODIFIED if one.changes else IDENTICAL,
            confidence=one.confidence or 0.0,
            changes=one.changes,
        )
        return self._texts.marked(link, one.since[0].rpartition("#")[0], one.snapshot)

    def _origin(self, one: Passage, marked: Marked, measure: str) -> Origin:
        say = self._say
        both = marked.inline is None
        return Origin(
            lefts=self._pointers(one.since),
            standing="link",
            relation=None,
            how=say("confidence", value=sureness(one.confidence or 0.0)),
            confidence=one.confidence,
            decided=None,
            moved=None,
            notes=tuple(notes_of(one.changes, measure, say)),
            verdict=None if one.changes else say("timeline.no-change"),
            shared=(),
            before=marked.before if both else (),
            after=None,
        )


def path_of(one: Passage, say: Words) -> str:
    """Where a line came from and where it went, by the names of its measures."""
    return say("comparison.arrow").join(map(_joined, _ends(one)))


def numbers_of(one: Passage) -> str:
    """The same by the numbers of its measures alone."""
    return "→".join("+".join(name.rpartition("#")[2] for name in side) for side in _ends(one))


def _ends(one: Passage) -> list[tuple[str, ...]]:
    return [side for side in (one.since, one.refs or one.into) if side]


def effects_of(one: Passage, say: Words) -> str | None:
    """All that was done to a line, where its status alone does not say it."""
    ways = {"widened": one.widened, "narrowed": one.narrowed}
    told = []
    for name in one.effects:
        text = say(f"lifecycle.status.{name}")
        if ways.get(name):
            text = say(
                "lifecycle.way",
                status=text,
                ways=say("list-and").join(say(f"lifecycle.in.{way}") for way in ways[name]),
            )
        told.append(text)
    is_more = len(told) > 1 or one.status == RETURNED or any(chain(one.widened, one.narrowed))
    return say("list-and").join(told) if told and is_more else None


def _joined(refs: Sequence[str]) -> str:
    """Measures of one document in short: plan#1+2."""
    document = refs[0].rpartition("#")[0]
    return f"{document}#{'+'.join(name.rpartition('#')[2] for name in refs)}"
