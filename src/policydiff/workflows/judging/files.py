"""The files of the judge: what says how a change is judged. Which they are stands in one table.

The table is code and no data: it names our own files as the modules that read them do, says nothing of policy, and is
what keeps a change from judging itself, so that it goes with the functions below and is tested by them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any, Protocol

from policydiff.corpus.configuration import FILE as CONFIGURATION_FILE
from policydiff.corpus.configuration import SHARED_FILE, shared_table
from policydiff.corpus.waivers import FILE as WAIVERS_FILE
from policydiff.errors import ConfigurationError, HistoryError
from policydiff.history.graph import History
from policydiff.history.saving.worktree import held, name_of, raw_hash
from policydiff.history.trees import head_in
from policydiff.workflows.decisions import FOLDER as DECISIONS_FOLDER

CONFIGURATION, WAIVERS, DECISIONS, SCHEMA, PIPELINE = "configuration", "waivers", "decisions", "schema", "pipeline"
UPWARDS, ANYWHERE = "upwards", "anywhere"
_OURS = b"policydiff"
_NAMED = re.compile(r"(?<![\w-])policydiff(?![\w-])", re.IGNORECASE)
_OWN_TABLE = ("tool", "policydiff")
_LINK, _MODULE = "120000", "160000"


@dataclass(frozen=True, slots=True)
class Row:
    """Files that judge: paths with these patterns (`*` goes over folders too), in the snapshots folder and above it, in
    a folder inside it, or anywhere; some only where they speak of us.
    """

    kind: str
    patterns: tuple[str, ...]
    where: str = ANYWHERE
    is_shared: bool = False


def _anywhere(*names: str) -> tuple[str, ...]:
    return tuple(pattern for name in names for pattern in (name, f"*/{name}"))


JUDGE_FILES = (
    Row(CONFIGURATION, (CONFIGURATION_FILE,), UPWARDS),
    Row(CONFIGURATION, (SHARED_FILE,), UPWARDS, is_shared=True),
    Row(WAIVERS, (WAIVERS_FILE,), UPWARDS),
    Row(DECISIONS, ("*.json",), DECISIONS_FOLDER),
    Row(SCHEMA, ("*.schema.json",)),
    Row(PIPELINE, _anywhere(".gitattributes")),
    Row(
        PIPELINE,
        (
            *(".github/*", ".gitlab/*", ".circleci/*", ".buildkite/*", ".ci/*"),
            *(".gitlab-ci.yml", "*.gitlab-ci.yml", "azure-pipelines*.yml", "bitbucket-pipelines.yml", "Jenkinsfile"),
            *(".drone.yml", ".travis.yml", ".woodpecker*", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml"),
            *("Makefile", "justfile", "noxfile.py", "tox.ini", "setup.cfg", "setup.py"),
            *_anywhere("action.yml", "action.yaml", "requirements*.txt", "constraints*.txt", "*.lock", "Pipfile"),
            *_anywhere("CODEOWNERS", "Dockerfile"),
        ),
        is_shared=True,
    ),
)


class Tree(Protocol):
    """The files of a repository at one moment, by their paths from its top."""

    label: str
    """Behind `@` in messages; empty for the folder as it stands."""

    def paths(self) -> Sequence[str]:
        """At least all files and links."""

    def read(self, path: str) -> bytes | None:
        """What a file holds; None where there is none, or a link."""

    def blob(self, path: str) -> str | None:
        """What git calls the bytes of a file; None where there is none, or a link."""

    def is_link(self, path: str) -> bool:
        """Whether a link is there."""


class CommitTree:
    """The files of a commit, as their bytes were committed: no attribute has a say."""

    def __init__(self, history: History, commit: str) -> None:
        self._history = history
        self._held = held(history.repository, commit, everywhere=True)
        self.label = commit[:10]

    def paths(self) -> Sequence[str]:
        return [path for path, one in self._held.items() if one.mode != _MODULE]

    def read(self, path: str) -> bytes | None:
        blob = self.blob(path)
        return None if blob is None else self._history.repository.blob(blob)

    def blob(self, path: str) -> str | None:
        one = self._held.get(path)
        return None if one is None or one.mode in (_LINK, _MODULE) else one.blob

    def is_link(self, path: str) -> bool:
        one = self._held.get(path)
        return one is not None and one.mode == _LINK

    def holds_snapshot(self, path: str) -> bool:
        """Whether a file is a snapshot by its head."""
        one = self._held[path]
        if one.mode in (_LINK, _MODULE):
            return False
        head = head_in(self._history, one.blob, path)
        return head is not None and bool(head.sha256)


class WorkTree:
    """The files as they stand: those that git knows, and those that it is not told to ignore."""

    def __init__(self, history: History) -> None:
        self._repository = history.repository
        self.label = ""

    def paths(self) -> Sequence[str]:
        listed = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name", "--", ":(top)")
        output = self._repository.tell(*listed).output
        return [name_of(path) for path in output.split(b"\0") if path]  # also what was removed: reading it tells

    def read(self, path: str) -> bytes | None:
        file = self._repository.top / path
        if file.is_symlink() or self._is_beyond(path):
            return None
        try:
            return file.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise HistoryError(f"cannot be read ({error.strerror})", where=str(file), remedy="check the file") from None

    def blob(self, path: str) -> str | None:
        content = self.read(path)
        return None if content is None else raw_hash(content, self._repository.head or "")

    def is_link(self, path: str) -> bool:
        return (self._repository.top / path).is_symlink() and not self._is_beyond(path)

    def _is_beyond(self, path: str) -> bool:
        """Whether a path leads through a link: git has no such file."""
        return any((self._repository.top / place).is_symlink() for place in PurePosixPath(path).parents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A file of the judge that is not as it was: what it held and holds, None where there was or is none."""

    kind: str
    path: str
    before: bytes | None
    after: bytes | None
    is_link: bool


def altered(before: Tree, after: Tree, folders: Mapping[str, None]) -> Iterator[Altered]:
    """The files of the judge that differ, by path; `folders` are those of the snapshots at both ends."""
    for path in sorted({*before.paths(), *after.paths()}):
        row = next((row for row in JUDGE_FILES if _is_of(row, path, folders)), None)
        if row is None:
            continue
        is_link = after.is_link(path)
        if before.blob(path) == after.blob(path) and is_link == before.is_link(path):
            continue  # most are as they were, and need not be read from git
        was, now = before.read(path), after.read(path)
        if _says(row, was) == _says(row, now) and is_link == before.is_link(path):
            continue
        yield Altered(kind=row.kind, path=path, before=was, after=now, is_link=is_link)


def _is_of(row: Row, path: str, folders: Mapping[str, None]) -> bool:
    parent, _, name = path.rpartition("/")
    name = name if row.where != ANYWHERE else path
    if not any(fnmatchcase(name, pattern) for pattern in row.patterns):
        return False
    if row.where == ANYWHERE:
        return True
    if row.where == UPWARDS:
        return any(parent in upwards(folder) for folder in folders)
    return any(parent == f"{folder}/{row.where}".lstrip("/") for folder in folders)


def upwards(folder: str) -> list[str]:
    """A folder of the repository and those above it, by their paths from its top."""
    place = PurePosixPath(folder)
    return [_plain(one) for one in (place, *place.parents)]


def _plain(place: PurePosixPath) -> str:
    return "" if str(place) == "." else str(place)


def _says(row: Row, content: bytes | None) -> object:
    """What a file says to us: of a file that is not ours nothing where it does not speak of us. Line ends, which git
    may check out otherwise, say nothing.
    """
    if content is None:
        return None
    plain = content.replace(b"\r\n", b"\n")
    if row.is_shared and row.kind == CONFIGURATION:
        try:
            table = shared_table(plain, row.patterns[0])
            named = list(_named(tomllib.loads(plain.decode("utf-8")))) if _OURS in plain.lower() else []
        except (ConfigurationError, ValueError):
            return plain
        return (table, named) if named or table is not None else None
    return None if row.is_shared and _OURS not in plain else plain


def _named(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """What TOML says of us beside our own table, by its keys: a release that is asked for, where it comes from."""
    if isinstance(value, Mapping):
        for key in value if path != _OWN_TABLE else ():
            yield from _named(value[key], (*path, key))
    elif isinstance(value, list):
        for one in value:
            yield from _named(one, path)
    elif any(map(_NAMED.search, (*path, str(value)))):
        yield path, value


def folder_in(before: CommitTree, folder: str) -> str:
    """Where the snapshots folder was: where it is, else the place of the first snapshot that there was."""
    paths = before.paths()
    begin = f"{folder}/" if folder else ""
    if any(path.startswith(begin) for path in paths):
        return folder
    known = (path for path in sorted(paths) if path.endswith(".json") and not path.endswith(".schema.json"))
    found = next((path for path in known if before.holds_snapshot(path)), None)
    return _plain(PurePosixPath(found).parent) if found else folder
