"""The clock of the policy: which documents of a series were issued when, by the newest reading of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policydiff.history.graph import History
from policydiff.history.trees import Kept, head_in, snapshots, versions_of
from policydiff.snapshot.dump import to_data
from policydiff.snapshot.revive import revived

_ISSUES = "issues/"


@dataclass(frozen=True, slots=True)
class Issue:
    """A document as it was issued: the day, and the commit, path and content of its newest reading."""

    issued: str | None
    commit: str
    path: str
    blob: str


def issues(history: History, tip: str, own: Kept) -> Sequence[Issue]:
    """All issues of the series of a snapshot that are known in `tip`, or of the snapshot where it is in no series.

    An amended document whose snapshot says a new day of issue is an issue of its own; a later reading of the same
    issue takes the place of the earlier one, whenever it was saved.
    """
    folder = own.path.rpartition("/")[0]
    members = [one for one in snapshots(history, tip, folder) if own.head.series and one.head.series == own.head.series]
    return [issue for member in (members or [own]) for issue in _issues(history, tip, member.path)]


def _kept_rows(data: Any) -> list[Issue]:
    return [revived(Issue, one) for one in data]


def _issues(history: History, tip: str, path: str) -> Sequence[Issue]:
    """The issues of one snapshot: for each day of issue its newest version."""
    name = f"{_ISSUES}{tip}/{path}"
    rows = history.index.get(name, _kept_rows)
    if not rows:  # a snapshot that is there has an issue
        newest: dict[str | None, Issue] = {}
        for version in versions_of(history, path, tip):
            head = head_in(history, version.blob, version.path) if version.blob else None
            if head is not None and version.blob:
                newest.setdefault(head.issued, Issue(head.issued, version.commit.sha, version.path, version.blob))
        rows = list(newest.values())
        history.index.put(name, to_data(rows))
    return rows
