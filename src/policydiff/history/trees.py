"""The snapshots folder as it was in a commit, read from git objects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from typing import Any

from policydiff.errors import SnapshotError
from policydiff.history.graph import History, Version
from policydiff.snapshot.head import Head, head_of

_HEADS = "heads/"


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot file in a commit: its path from the top, and the hash of its content."""

    path: str
    blob: str
    head: Head


def files(history: History, commit: str, folder: str) -> Mapping[str, str]:
    """The files directly in a folder of a commit: paths from the top, and their blobs."""
    place = [f"{folder}/"] if folder else []
    output = history.repository.tell("--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", *place).output
    found = {}
    for line in output.split(b"\0"):
        words, _, path = line.partition(b"\t")
        if words and words.split()[1] == b"blob":
            found[path.decode("utf-8", "surrogateescape")] = words.split()[2].decode("ascii")
    return found


def snapshots(history: History, commit: str, folder: str) -> Iterator[Kept]:
    """The sound snapshots of a folder in a commit, by path."""
    for path, blob in sorted(files(history, commit, folder).items()):
        head = head_in(history, blob, path) if path.endswith(".json") else None
        if head is not None:
            yield Kept(path, blob, head)


def head_in(history: History, blob: str, path: str) -> Head | None:
    """The head of a snapshot by the hash of its content, read once; None for what is no snapshot."""
    kept = history.index.get(_HEADS + blob, _kept_head)
    if kept is not None:
        return kept
    try:
        head = head_of(text_of(history, blob, path), path)
    except SnapshotError:  # not kept: a later policydiff may read it
        return None
    history.index.put(_HEADS + blob, astuple(head))
    return head


def _kept_head(data: Any) -> Head:
    name, aliases, *others = data
    return Head(name, tuple(aliases), *others)  # of another number where an earlier policydiff kept it


def text_of(history: History, blob: str, path: str) -> str:
    """The text of a blob; `path` is for messages.

    Raises:
        SnapshotError: it is not UTF-8.
    """
    try:
        return history.repository.blob(blob).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SnapshotError(
            f"byte {error.start + 1} is not UTF-8", where=path, remedy="name another revision"
        ) from None


def versions_of(history: History, path: str, tip: str) -> Sequence[Version]:
    """The versions of the snapshot that is at `path` in `tip`, newest first, whatever it was called."""
    return history.versions(path, tip, partial(same_snapshot, history))


def path_in(history: History, commit: str, path: str, tip: str) -> str | None:
    """The path in an earlier `commit` of the snapshot that is at `path` in `tip`."""
    return history.path_in(commit, path, tip, partial(same_snapshot, history))


def same_snapshot(history: History, one: str, other: str) -> bool:
    """Whether two blobs are one snapshot under two names: its id, or its source, is the same."""
    heads = [head_in(history, blob, blob) for blob in (one, other)]
    return all(heads) and (heads[0].id == heads[1].id or heads[0].sha256 == heads[1].sha256)  # type: ignore[union-attr]
