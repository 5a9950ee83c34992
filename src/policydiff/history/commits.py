"""Commits as plain facts: who, when, of which kind, and which JSON files they changed against each parent."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from policydiff.errors import HistoryError
from policydiff.history.repository import Repository

KIND = "Policydiff-Kind"
POLICY, EXTRACTION, CORRECTION, DECISION = "policy", "extraction", "correction", "decision"
KINDS = (POLICY, EXTRACTION, CORRECTION, DECISION)
"""What a commit changes: what the policy says, how it is read, a cell put right, an analyst's word."""
_TRAILER = re.compile(rf"^{KIND}:[ \t]*(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_PERSON = re.compile(r"(?P<name>.*?) ?<[^>]*> (?P<seconds>-?\d+) (?P<sign>[+-])(?P<hours>\d\d)(?P<minutes>\d\d)")
_NO_BLOB = re.compile(r"0+")


@dataclass(frozen=True, slots=True)
class FileChange:
    """A JSON file that a commit changed against its parent number `parent`; blobs are None where there is no file."""

    parent: int
    old_path: str | None
    old_blob: str | None
    path: str | None
    blob: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit. `when` is the committer's time, `day` its day, both by the clock of the committer."""

    sha: str
    parents: tuple[str, ...]
    author: str
    when: str
    subject: str
    kind: str | None
    files: tuple[FileChange, ...]

    @property
    def day(self) -> str:
        """The day of the commit: when its content was known."""
        return self.when[:10]

    def as_data(self) -> list[Any]:
        """The commit as JSON data."""
        files = [[one.parent, one.old_path, one.old_blob, one.path, one.blob] for one in self.files]
        return [self.sha, self.parents, self.author, self.when, self.subject, self.kind, files]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> "Commit":
        """The commit that `as_data` gave."""
        sha, parents, author, when, subject, kind, files = data
        return cls(sha, tuple(parents), author, when, subject, kind, tuple(FileChange(*one) for one in files))


def read_commits(repository: Repository, shas: Sequence[str]) -> Iterator[Commit]:
    """The commits with these full hashes, in their order.

    Raises:
        HistoryError: an object is missing.
    """
    if not shas:
        return
    bodies = list(_objects(repository, shas))
    parents = [_parents(body) for body in bodies]
    cut = repository.cut
    if cut:
        parents = [() if sha in cut else found for sha, found in zip(shas, parents, strict=True)]
    changes = _changes(repository, list(zip(shas, parents, strict=True)))
    for sha, found, body, files in zip(shas, parents, bodies, changes, strict=True):
        yield _commit(sha, found, body, files)


def day_known(repository: Repository, sha: str) -> str:
    """The day of one commit.

    Raises:
        HistoryError: it is missing.
    """
    return _commit(sha, (), next(_objects(repository, [sha])), ()).day


def _objects(repository: Repository, shas: Sequence[str]) -> Iterator[bytes]:
    """The content of objects, from one process of git."""
    output = repository.tell("cat-file", "--batch", given="\n".join(shas).encode() + b"\n").output
    at = 0
    for sha in shas:
        end = output.index(b"\n", at)
        words = output[at:end].split()
        if len(words) != 3 or words[1] != b"commit":
            raise HistoryError(
                f"commit {sha[:12]} is missing", where=str(repository.top), remedy="run git fsck, or fetch it again"
            )
        size = int(words[2])
        yield output[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _parents(body: bytes) -> tuple[str, ...]:
    head = body.partition(b"\n\n")[0]
    return tuple(line[7:].decode("ascii") for line in head.split(b"\n") if line.startswith(b"parent "))


def _commit(sha: str, parents: tuple[str, ...], body: bytes, files: tuple[FileChange, ...]) -> Commit:
    head, _, message = body.partition(b"\n\n")
    fields = dict(line.partition(b" ")[::2] for line in reversed(head.split(b"\n")))
    encoding = fields.get(b"encoding", b"utf-8").decode("ascii", "replace")
    text = _decoded(message, encoding).strip("\n")
    trailers = _TRAILER.findall(text)  # a hook may have added a paragraph of its own behind them
    return Commit(
        sha=sha,
        parents=parents,
        author=_author(_decoded(fields.get(b"author", b""), encoding)),
        when=_time(_decoded(fields.get(b"committer", b""), encoding)),
        subject=text.partition("\n")[0],
        kind=trailers[-1].lower() if trailers else None,
        files=files,
    )


def _decoded(text: bytes, encoding: str) -> str:
    try:
        return text.decode(encoding).encode("utf-8", "backslashreplace").decode()  # some encodings give surrogates
    except (LookupError, ValueError):  # no encoding of text, or another one than its name says
        return text.decode("utf-8", "backslashreplace")


def _author(person: str) -> str:
    found = _PERSON.fullmatch(person)
    return found["name"] if found else person


def _time(person: str) -> str:
    """`2026-11-22T12:00:00+08:00`: the time of a commit by the clock of who made it."""
    found = _PERSON.fullmatch(person)
    if not found:
        return "0001-01-01T00:00:00+00:00"
    offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    offset = -offset if found["sign"] == "-" else offset
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(found["seconds"])) + offset
    except (OverflowError, ValueError):
        moment = datetime(*((1, 1, 1) if found["seconds"].startswith("-") else (9999, 12, 31)), tzinfo=UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}{found['sign']}{found['hours']}:{found['minutes']}".rjust(25, "0")


def _changes(
    repository: Repository, commits: Sequence[tuple[str, tuple[str, ...]]]
) -> Iterator[tuple[FileChange, ...]]:
    """For each commit the JSON files that it changed against each of its parents; renames are found by git."""
    pairs = [(sha, parent) for sha, parents in commits for parent in (parents or (None,))]
    given = "".join(f"{sha} {parent}\n" if parent else f"{sha}\n" for sha, parent in pairs)
    arguments = ("--stdin", "--root", "--always", "-r", "-z", "-M", "--raw", "--no-abbrev", "--", "*.json")
    words = repository.tell("diff-tree", *arguments, given=given.encode()).output.split(b"\0")
    by_pair = _by_pair(words, len(pairs))
    for _, parents in commits:
        files = [FileChange(at, *change) for at, _ in enumerate(parents or (None,)) for change in next(by_pair)]
        yield tuple(files)


Change = tuple[str | None, str | None, str | None, str | None]


def _by_pair(words: Sequence[bytes], count: int) -> Iterator[list[Change]]:
    """What `git diff-tree --stdin -z --raw` says, pair by pair: a hash, then its changes."""
    at, found = 0, 0
    while found < count:
        at += 1  # the hash of the commit
        changes: list[Change] = []
        while at < len(words) and words[at].startswith(b":"):
            _, _, old_blob, blob, status = words[at][1:].decode("ascii").split(" ")
            paths = [_path(words[at + 1])]
            at += 2
            if status[0] in "RC":
                paths.append(_path(words[at]))
                at += 1
            old, new = paths[0], paths[-1]
            changes.append(
                (
                    None if _NO_BLOB.fullmatch(old_blob) else old,
                    None if _NO_BLOB.fullmatch(old_blob) else old_blob,
                    None if _NO_BLOB.fullmatch(blob) else new,
                    None if _NO_BLOB.fullmatch(blob) else blob,
                )
            )
        found += 1
        yield changes


def _path(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
