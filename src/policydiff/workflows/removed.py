"""Snapshots that the history holds and the folder does not hold any more."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from policydiff.corpus import Corpus
from policydiff.history.graph import History
from policydiff.history.trees import files, head_in, versions_of
from policydiff.workflows.editions import Editions, Place

if TYPE_CHECKING:
    from policydiff.history.repository import Repository


def removed(editions: Editions, corpus: Corpus) -> Iterator[Place]:
    """Where the history of each snapshot ends that was removed; one that bears another name now was not.

    Raises:
        HistoryError: there is no repository.
    """
    history = editions.history
    tip = history.repository.head
    gone = _gone(history, tip) if tip else {}
    if not tip or not gone:
        return
    for entry in corpus.entries:
        path = history.repository.path_of(entry.path)
        versions = versions_of(history, path, tip)
        for known in (path, *(version.path for version in versions)):
            gone.pop(known, None)
    for path, blob in gone.items():
        head = head_in(history, blob, path)
        if head is not None:
            yield Place(head.id, tip, path, None)


def _gone(history: History, tip: str) -> dict[str, str]:
    """The files of the folder that are not there, and what they held last: those of the last commit, then those that
    an earlier one removed, the latest first.
    """
    folder = history.repository.folder
    there = files(history, tip, folder)
    gone = {path: blob for path, blob in there.items() if _is_lost(history.repository, path)}
    for commit in history.order(tip):
        for change in commit.files:
            path, blob = change.old_path, change.old_blob
            if change.path is None and path and blob and path not in there and _is_in(path, folder):
                gone.setdefault(path, blob)
    return gone


def _is_lost(repository: "Repository", path: str) -> bool:
    return path.endswith(".json") and not repository.top.joinpath(path).exists()


def _is_in(path: str, folder: str) -> bool:
    return str(PurePosixPath(path).parent) == (folder or ".")
