"""Log: what each commit did to a snapshot, to a measure of it, or to all snapshots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from pathlib import PurePosixPath

from policydiff.align.profile import policy_text
from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError
from policydiff.history.commits import DECISION, KINDS, POLICY, Commit
from policydiff.history.graph import History
from policydiff.history.revisions import day_of
from policydiff.model.history import (
    APPEARED,
    CUT,
    FIRST,
    MERGE,
    MIXED,
    REMOVED,
    REREAD,
    RETURNED,
    BrokenVersion,
    DecisionChange,
    Log,
    LogEntry,
    Saved,
)
from policydiff.model.step import DROPPED, CellChange, EditionDifference, Step
from policydiff.workflows.browse import measure_of
from policydiff.workflows.course import Course, Nature, Stage
from policydiff.workflows.decision_history import decision_commits, names_one
from policydiff.workflows.editions import Editions, Place
from policydiff.workflows.removed import removed
from policydiff.workflows.trail import Touch, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries of a log are wanted: of these kinds (all where there is none), not older than a day, so many."""

    kinds: Sequence[str] = ()
    since: str | None = None
    count: int | None = None

    def takes(self, kind: str) -> bool:
        """Whether entries of a kind are wanted."""
        return not self.kinds or kind in self.kinds

    def is_recent(self, commit: Commit | None) -> bool:
        """Whether a commit is not older than wanted; what is not saved yet is of today."""
        return commit is None or self.since is None or commit.day >= self.since


def wanted(kinds: Sequence[str] = (), since: str | None = None, count: int | None = None) -> Wanted:
    """Which entries are wanted.

    Raises:
        HistoryError: `since` is no day.
    """
    return Wanted(kinds=kinds, since=since and day_of(since, "--since"), count=count)


def log(name: str | None, corpus: Corpus, chosen: Wanted | None = None) -> Log:
    """The log of the snapshot or measure that `name` means (`ID`, `ID@REV`, `ID#MEASURE`), else of all snapshots.

    The count of those `chosen` counts commits.

    Raises:
        LookupFailedError: there is no such snapshot or measure.
        HistoryError: there is no repository, or no such revision.
        DecisionError: the file of decisions between editions is broken or contradicts itself.
        SnapshotError: a measure is asked for, and no version of its snapshot loads.
    """
    chosen = chosen or Wanted()
    editions = Editions(corpus)
    document, sign, number = (name or "").rpartition("#")
    if name:
        places = [_place(document if sign else name, editions, corpus)]
    else:
        places = [editions.place(entry.id) for entry in corpus.entries]
        places += removed(editions, corpus)
    logs = [_SnapshotLog(editions.history, corpus, place, chosen) for place in places]
    measure = None
    found: Iterable[Row]
    if sign:
        measure = logs[0].measure(number)
        found = logs[0].of_measure(measure)
    else:
        found = _told_once(merge(*(one.entries() for one in logs), key=lambda row: row[0]))
    entries = tuple(_first(found, chosen.count))
    for one in logs:
        one.course.keep()
    broken = tuple(row for one in logs for row in one.broken())
    return Log(
        snapshot=places[0].id if name else None,
        measure=measure,
        entries=entries,
        broken=broken,
        is_cut=editions.history.repository.is_shallow,
    )


def _place(name: str, editions: Editions, corpus: Corpus) -> Place:
    """Where the history of a snapshot ends, also of one that was removed."""
    try:
        return editions.place(name)
    except LookupFailedError:
        found = next((one for one in removed(editions, corpus) if one.id == name), None)
        if found is None:
            raise
        return found


Row = tuple[tuple[int, int], LogEntry]
"""An entry with its place: that of its commit, newest first, and that of its kind."""


def _told_once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of several snapshots; a decision, which is on two of them, is told with the first."""
    told: set[tuple[str | None, DecisionChange]] = set()
    for key, entry in rows:
        new = tuple(one for one in entry.decisions if (entry.saved.commit, one) not in told)
        told.update((entry.saved.commit, one) for one in new)
        if new or not entry.decisions:
            yield key, replace(entry, decisions=new)


def _first(rows: Iterable[Row], commits: int | None) -> Iterator[LogEntry]:
    """The entries of so many commits."""
    seen: set[str | None] = set()
    for _, entry in rows:
        seen.add(entry.saved.commit)
        if commits is not None and len(seen) > commits:
            return
        yield entry


def saved(commit: Commit | None) -> Saved:
    """A commit as people know it."""
    if commit is None:
        return Saved()
    return Saved(commit=commit.sha, day=commit.day, author=commit.author, subject=commit.subject)


def broken_versions(course: Course, snapshot: str) -> tuple[BrokenVersion, ...]:
    """The versions of a snapshot that were passed over."""
    return tuple(
        BrokenVersion(snapshot=snapshot, saved=saved(commit), message=message)
        for commit, message in course.broken.values()
    )


class _SnapshotLog:
    """The log of one snapshot."""

    def __init__(self, history: History, corpus: Corpus, place: Place, wanted: Wanted) -> None:
        self.course = Course(history, corpus, place)
        self._history = history
        self._place = place
        self._wanted = wanted
        self._folder = corpus.folder if place.entry else None
        self._at: Mapping[str, int] = {}
        if place.commit:
            self._at = {commit.sha: at for at, commit in enumerate(history.order(place.commit))}

    def measure(self, number: str) -> str:
        """The id of a measure of the newest stage.

        Raises:
            LookupFailedError: there is none.
            SnapshotError: there is no stage that loads.
        """
        return measure_of(self.course.snapshot(self.course.newest()), number).id

    def broken(self) -> tuple[BrokenVersion, ...]:
        """The versions that were passed over."""
        return broken_versions(self.course, self._place.id)

    def entries(self) -> Iterator[Row]:
        """The wanted entries, newest first."""
        return merge(self._of_stages(), self._of_decisions(), key=lambda row: row[0])

    def of_measure(self, measure: str) -> list[Row]:
        """The wanted entries that touch a measure, newest first."""
        rows: list[Row] = []
        touches = list(trail(self.course, measure))
        for touch in touches:
            nature = self.course.nature(touch.stage)
            if self._takes(touch.stage, nature):
                rows.append((self._key(touch.stage.commit, nature.kind), self._touched(touch, nature)))
        decided = [(key, entry) for key, entry in self._of_decisions() if entry.decisions]
        words = {one for touch in touches for one in self._words(touch)} if decided else set()
        for key, entry in decided:
            named = tuple(one for one in entry.decisions if names_one(one, self._place.id, words))
            if named:
                rows.append((key, replace(entry, decisions=named)))
        return sorted(rows, key=lambda row: row[0])

    def _takes(self, stage: Stage, nature: Nature) -> bool:
        return self._wanted.is_recent(stage.commit) and self._wanted.takes(nature.kind)

    def _key(self, commit: Commit | None, kind: str) -> tuple[int, int]:
        return self._at[commit.sha] if commit else -1, KINDS.index(kind)

    def _of_stages(self) -> Iterator[Row]:
        for stage in self.course.stages():
            nature = self.course.nature(stage)
            if self._takes(stage, nature):
                entry = self._entry(stage, nature)
                if entry.transitions or not stage.reread_of:
                    yield self._key(stage.commit, nature.kind), entry

    def _of_decisions(self) -> Iterator[Row]:
        """The commits that changed decisions on the snapshot."""
        if not self._wanted.takes(DECISION):
            return
        folder = str(PurePosixPath(self._place.path).parent)
        name = self._place.id
        for one in decision_commits(self._history, self._place.commit, folder, name, self._folder):
            self.course.broken |= {f"{at} {name}": (one.commit, message) for at, message in enumerate(one.broken)}
            if one.changes and self._wanted.is_recent(one.commit):
                entry = LogEntry(snapshot=name, saved=saved(one.commit), kind=DECISION, decisions=one.changes)
                yield self._key(one.commit, DECISION), entry

    def _words(self, touch: Touch) -> set[str]:
        """The words that a touched measure had on either side."""
        sides = [(touch.stage, touch.after), *([(touch.ground, touch.before)] if touch.ground else [])]
        return {
            policy_text(measure)
            for stage, names in sides
            for measure in self.course.snapshot(stage).measures
            if measure.id in names
        }

    def _entry(self, stage: Stage, nature: Nature) -> LogEntry:
        """What a stage did to the snapshot."""
        grounds = self.course.before(stage)
        if stage.skeleton is None:
            return self._base(stage, nature, grounds, (REMOVED,))
        if not grounds:
            entry = self._base(stage, nature, grounds, (CUT if self.course.is_cut(stage) else FIRST,))
            return replace(entry, measures=len(stage.skeleton.measures))
        found = self._joined(stage, grounds)
        remarks = (*([MERGE] if len(grounds) > 1 else []), *([RETURNED] if self.course.is_returned(stage) else []))
        entry = self._base(stage, nature, grounds, remarks)
        return replace(entry, document=found.document, transitions=_in_terms_of(nature, found.measures))

    def _touched(self, touch: Touch, nature: Nature) -> LogEntry:
        """What a stage did to the measure that is followed."""
        grounds = self.course.before(touch.stage)
        remarks = [MERGE] if len(grounds) > 1 else []
        if not touch.before:
            remarks.append(CUT if self.course.is_cut(touch.stage) else APPEARED)
        entry = self._base(touch.stage, nature, grounds, remarks)
        return replace(entry, before=touch.before, after=touch.after, transitions=_in_terms_of(nature, touch.rows))

    def _base(self, stage: Stage, nature: Nature, grounds: Sequence[Stage], remarks: Sequence[str]) -> LogEntry:
        mixed = [MIXED] if nature.is_mixed and not any(one.reread_of for one in grounds) else []
        reread = [REREAD] if stage.reread_of else []
        former = grounds[0].path if grounds and stage.commit and grounds[0].path != stage.path else None
        named = stage.skeleton or next((one.skeleton for one in grounds if one.skeleton), None)
        return LogEntry(
            snapshot=named.facts.id if named else self._place.id,
            saved=saved(stage.commit),
            kind=nature.kind,
            said=nature.said,
            remarks=(*remarks, *mixed, *reread),
            issued=named.facts.issued if named else None,
            former_path=former,
        )

    def _joined(self, stage: Stage, grounds: Sequence[Stage]) -> EditionDifference:
        """How a stage differs from every stage that it was made from, as told of the first."""
        first, *others = (self.course.difference(ground, stage) for ground in grounds)
        if not others:
            return first
        facts = [set(map(_told, other.document)) for other in others]
        touched = [{name for row in other.measures for name in row.after} for other in others]
        dropped = [self._dropped(ground, other.measures) for ground, other in zip(grounds[1:], others, strict=True)]
        texts = {measure.id: policy_text(measure) for measure in self.course.snapshot(grounds[0]).measures}
        return EditionDifference(
            document=tuple(cell for cell in first.document if all(_told(cell) in known for known in facts)),
            measures=tuple(
                row
                for row in first.measures
                if (row.after and all(not known.isdisjoint(row.after) for known in touched))
                or (row.fate == DROPPED and all(texts[row.before[0]] in known for known in dropped))
            ),
        )

    def _dropped(self, ground: Stage, step: Step) -> set[str]:
        """The words of the measures that a step dropped."""
        names = {name for row in step if row.fate == DROPPED for name in row.before}
        return {policy_text(measure) for measure in self.course.snapshot(ground).measures if measure.id in names}


def _told(cell: CellChange) -> tuple[str, str | None, str | None]:
    """What is said now, or no longer, whatever it was before."""
    return cell.field, cell.after, cell.before if cell.after is None else None


def _in_terms_of(nature: Nature, step: Step) -> Step:
    """A step without relations and typed changes where it is not the policy's: there cells are read otherwise."""
    return step if nature.kind == POLICY else tuple(replace(row, relation=None, changes=()) for row in step)
