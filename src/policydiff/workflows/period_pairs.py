"""What a new snapshot is compared with: the plan that it puts into practice, and the round before it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from policydiff.changes.severities import Severities
from policydiff.compare.editions.period import FOLLOWS, IMPLEMENTS, NewPair
from policydiff.compare.pipeline import compare
from policydiff.corpus import Corpus
from policydiff.decisions import load_decisions, mirrored, resolve
from policydiff.errors import PolicydiffError
from policydiff.model.decision import NO_RULINGS, Rulings
from policydiff.model.document import Snapshot
from policydiff.workflows.configured import configuration
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.period_ends import End

_MOST = 12
"""So many new snapshots are compared: a whole collection that is taken in at once is no reading for one report."""


class NewPairs:
    """Compares new snapshots with what they follow, as the folder is at the end of the period."""

    def __init__(
        self, end: End, corpus: Corpus, severities: Severities | None = None, profile: str | None = None
    ) -> None:
        """`severities` take the place of those that are configured for the `profile`."""
        self._end = end
        self._corpus = corpus
        self._severities = severities
        self._profile = profile
        self._made = 0

    def of(self, new: Snapshot) -> Iterator[NewPair]:
        """The pairs of a new snapshot."""
        plan, before = self._plan(new), self._round_before(new)
        for why, left in ((IMPLEMENTS, plan), (FOLLOWS, before)):
            if left is None or (why == FOLLOWS and plan and left.id == plan.id):
                continue
            self._made += 1
            found = None
            if self._made <= _MOST:
                severities = self._severities or configuration(self._corpus.folder).severities(self._profile)
                found = compare(left, new, self._rulings(left, new), None, severities)
            yield NewPair(why=why, left=left, comparison=found)

    def _plan(self, new: Snapshot) -> Snapshot | None:
        """The plan that it says it puts into practice; None where that is not known, or not one."""
        if new.implements is None:
            return None
        named = [path for path, head in self._end.heads.items() if head.id == new.implements]
        named = named or [path for path, head in self._end.heads.items() if new.implements in head.aliases]
        return self._load(named[0]) if len(named) == 1 else None

    def _round_before(self, new: Snapshot) -> Snapshot | None:
        """The latest round of its series before it, by number, else by day."""
        if new.series is None:
            return None
        paths = [path for path, head in self._end.heads.items() if head.series == new.series and head.id != new.id]
        others = [one for path in paths if (one := self._load(path))]
        if new.round is not None:
            earlier = [one for one in others if one.round is not None and one.round < new.round]
            return max(earlier, key=lambda one: (one.round or 0, one.issued or ""), default=None)
        dated = [one for one in others if one.issued and new.issued and one.issued < new.issued]
        return max(dated, key=lambda one: one.issued or "", default=None)

    def _load(self, path: str) -> Snapshot | None:
        try:
            return self._end.snapshot(path)
        except PolicydiffError:  # said where that file is told of, or checked
            return None

    def _rulings(self, left: Snapshot, right: Snapshot) -> Rulings:
        """What decisions rule; none where their file is broken, which is said where it is told of."""
        for one, other in ((left, right), (right, left)):
            path = f"{DECISIONS}/{one.id}--{other.id}.json"
            try:
                ours = self._corpus.decisions
                text = ours(PurePosixPath(path).name) if ours else self._end.text(path)
                if text is None:
                    continue
                kept = load_decisions(text, path, (one.id, other.id))
                kept = kept if one is left else mirrored(kept)
                return resolve(kept, left, right, path, strict=False).rulings
            except PolicydiffError:
                return NO_RULINGS
        return NO_RULINGS
