"""The work tree beside the last commit: what the commit holds, what differs, and what git would keep of a file."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from policydiff.errors import HistoryError
from policydiff.history.repository import Repository

_CONFLICTS = ("DD", "AU", "UD", "UA", "DU", "AA", "UU")
_PLAIN = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Held:
    """A file as the last commit holds it."""

    mode: str
    blob: str


def held(repository: Repository, commit: str | None, *, everywhere: bool = False) -> Mapping[str, Held]:
    """The files of the snapshots folder, and below it, in a commit, or all; none before the first one."""
    if commit is None:
        return {}
    place = [f"{repository.folder}/"] if repository.folder and not everywhere else []
    output = repository.tell("--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--", *place).output
    found = {}
    for line in filter(None, output.split(b"\0")):
        words, _, path = line.partition(b"\t")
        mode, _, blob = words.decode("ascii").split()
        found[name_of(path)] = Held(mode, blob)
    return found


def staged(repository: Repository) -> Mapping[str, Held]:
    """The files of the snapshots folder, and below it, as the index holds them; not those that git is only told of.

    Raises:
        HistoryError: one of them is in conflict.
    """
    place = repository.folder or "."
    output = repository.tell("--literal-pathspecs", "ls-files", "--stage", "-z", "--full-name", "--", place).output
    found = {}
    for line in filter(None, output.split(b"\0")):
        words, _, path = line.partition(b"\t")
        mode, blob, stage = words.decode("ascii").split()
        if stage != "0":
            raise _in_conflict(name_of(path))
        found[name_of(path)] = Held(mode, blob)
    meant = repository.tell("diff-files", "--diff-filter=A", "--name-only", "-z").output  # git add --intent-to-add
    for path in meant.split(b"\0"):
        found.pop(name_of(path), None)
    return found


def changed(repository: Repository) -> Sequence[str]:
    """The files of the snapshots folder that differ from the last commit, new ones too, ignored ones not.

    Raises:
        HistoryError: one of them is in conflict.
    """
    place = repository.folder or "."
    options = ("--porcelain", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    output = repository.tell("--literal-pathspecs", "status", *options, "--", place).output
    paths = []
    for line in filter(None, output.split(b"\0")):
        path = name_of(line[3:])
        if line[:2].decode("ascii") in _CONFLICTS:
            raise _in_conflict(path)
        paths.append(path)
    return sorted(paths)


def _in_conflict(path: str) -> HistoryError:
    return HistoryError("is in conflict", where=path, remedy=f"settle it, then run git add {path}")


def hashes(repository: Repository, paths: Sequence[str], *, write: bool = False) -> Mapping[str, str]:
    """What git would keep of files of the work tree, with its filters: the hash of each blob.

    Raises:
        HistoryError: a file is gone or unreadable, or the disk is full.
    """
    if not paths:
        return {}
    options = ["-w"] if write else []
    given = b"".join(_quoted(path) + b"\n" for path in paths)
    output = repository.tell("hash-object", *options, "--stdin-paths", given=given, apart=write).text.split()
    return dict(zip(paths, output, strict=True))


def raw_hash(data: bytes, like: str) -> str:
    """The hash of a blob without filters, by the algorithm that made the hash `like`."""
    make = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return make(b"blob %d\0" % len(data) + data).hexdigest()


def ignored(repository: Repository, paths: Collection[str]) -> Sequence[str]:
    """Those of the paths that git is told to ignore and does not track."""
    given = b"".join(bytes_of(path) + b"\0" for path in paths)
    answer = repository.ask("check-ignore", "-z", "--stdin", given=given)
    return [name_of(path) for path in answer.output.split(b"\0") if path]


def mode_of(known: Held | None) -> str:
    """The mode that a file is saved with: the one it has, else that of plain data."""
    return known.mode if known is not None and known.mode in _PLAIN else _PLAIN[0]


def name_of(path: bytes) -> str:
    """A path of git's as text; bytes that are no UTF-8 are kept as Python keeps them."""
    return path.decode("utf-8", "surrogateescape")


def bytes_of(path: str) -> bytes:
    """A path as git has it."""
    return path.encode("utf-8", "surrogateescape")


def _quoted(path: str) -> bytes:
    """A path in a line: in quotation marks where it holds signs that would end or begin something."""
    data = bytes_of(path)
    if not any(byte < 32 or byte in b'"\\' for byte in data):
        return data
    return b'"' + b"".join(b"\\%03o" % byte if byte < 32 or byte in b'"\\' else bytes([byte]) for byte in data) + b'"'
