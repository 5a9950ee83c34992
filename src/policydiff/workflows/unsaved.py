"""What is unsaved: the snapshots and decisions of the folder that differ from the last commit, with their files."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path, PurePosixPath

from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, LookupFailedError, SnapshotError, did_you_mean
from policydiff.history.repository import Repository
from policydiff.history.saving.commit import head_of
from policydiff.history.saving.worktree import Held, changed, hashes, held
from policydiff.model.document import Snapshot
from policydiff.snapshot import load_snapshot
from policydiff.snapshot.head import head_of as snapshot_head

CORRECTIONS, DECISIONS, SOURCES = "corrections", "decisions", "sources"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotUnit:
    """A snapshot that is unsaved: as it was saved last, under the name `former`, as it is now, and its files."""

    id: str
    former: str
    before: Snapshot | None
    after: Snapshot | None
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionUnit:
    """A file of decisions that is unsaved; `names` are the snapshots that they are on."""

    name: str
    names: tuple[str, str]
    path: str


def two_names(stem: str, known: Collection[str]) -> tuple[str, str] | None:
    """The snapshots that a file of decisions is named for, `LEFT--RIGHT`; None where it names no two that are known."""
    left, _, rest = stem.partition("--")
    while rest:
        if left in known and rest in known:
            return left, rest
        more, sign, rest = rest.partition("--")
        left = f"{left}--{more}" if sign else left
    return None


class Folder:
    """The snapshots folder in the work tree beside the last commit; each file is read once.

    Raises:
        HistoryError: a file is in conflict, or a link.
    """

    def __init__(self, repository: Repository, corpus: Corpus) -> None:
        self.repository = repository
        self.corpus = corpus
        self.head = head_of(repository)
        self.held: Mapping[str, Held] = held(repository, self.head)
        self.changed: Sequence[str] = changed(repository)
        self._read: dict[str, bytes | None] = {}
        self._blobs: dict[str, str] = {}

    def place(self, *names: str) -> str:
        """The path of a file of the folder from the top of the repository."""
        return "/".join(filter(None, (self.repository.folder, *names)))

    def now(self, path: str) -> bytes | None:
        """What a file holds now; None where there is none.

        Raises:
            HistoryError: it is a link, or cannot be read.
        """
        if path not in self._read:
            self._read[path] = self.read(path)
        return self._read[path]

    def read(self, path: str) -> bytes | None:
        """What a file holds at this moment; see `now`."""
        file = self.repository.top / path
        base = self.repository.top / self.repository.folder
        for part in (file, *file.parents):
            if part == base:
                break
            if part.is_symlink():
                remedy = "put the file itself in its place"
                raise HistoryError("is a link, of which git would keep the name alone", where=str(part), remedy=remedy)
        try:
            return file.read_bytes() if file.exists() else None
        except OSError as error:
            raise HistoryError(f"cannot be read ({error.strerror})", where=str(file), remedy="check the file") from None

    def before(self, path: str) -> bytes | None:
        """What the last commit holds of a file; None where it has none."""
        known = self.held.get(path)
        return None if known is None else self.repository.blob(known.blob)

    def blob(self, path: str) -> str | None:
        """The hash that git gives a file as it is now; None where there is none."""
        if self.now(path) is None:
            return None
        if path not in self._blobs:
            self._blobs |= hashes(self.repository, [path])
        return self._blobs[path]

    def differs(self, path: str) -> bool:
        """Whether a file is not as the last commit holds it."""
        known = self.held.get(path)
        return self.blob(path) != (known.blob if known else None)

    def hash_all(self, paths: Iterable[str]) -> None:
        """Let git hash files at once, which is quicker than one by one."""
        wanted = [path for path in paths if path not in self._blobs and self.now(path) is not None]
        self._blobs |= hashes(self.repository, wanted)

    @cached_property
    def ids(self) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the snapshots, by the names of their files: in the last commit, and now."""
        return frozenset(map(_stem, filter(self._is_snapshot, self.held))), frozenset(
            path.stem for path in self.corpus.paths
        )

    @cached_property
    def gone(self) -> frozenset[str]:
        """The ids of snapshots that were saved and are no longer there."""
        return self.ids[0] - self.ids[1]

    def _is_snapshot(self, path: str) -> bool:
        return path.endswith(".json") and self.place(PurePosixPath(path).name) == path

    def former(self, name: str) -> str | None:
        """The name that a snapshot which was never saved bore before: one with its source that is gone."""
        if name in self.ids[0] or name not in self.ids[1]:
            return None
        digest = self._digest(self.now(self.place(f"{name}.json")), name)
        return next((old for old in sorted(self.gone) if digest and self._old_digests[old] == digest), None)

    @cached_property
    def _old_digests(self) -> Mapping[str, str | None]:
        return {old: self._digest(self.before(self.place(f"{old}.json")), old) for old in self.gone}

    @staticmethod
    def _digest(data: bytes | None, name: str) -> str | None:
        try:
            return snapshot_head((data or b"").decode("utf-8", "replace"), name).sha256
        except SnapshotError:
            return None

    def elsewhere(self, name: str) -> str | None:
        """Where the last commit holds the same snapshot in another folder, in which it is no longer."""
        file = f"{name}.json"
        digest = self._digest(self.now(self.place(file)), name)
        gone = (
            (path, known)
            for path, known in self._everywhere.items()
            if PurePosixPath(path).name == file and not (self.repository.top / path).exists()
        )
        found = (path for path, known in gone if self._digest(self.repository.blob(known.blob), name) == digest)
        return next(found, None)

    @cached_property
    def _everywhere(self) -> Mapping[str, Held]:
        return held(self.repository, self.head, everywhere=True)

    def owner(self, path: str) -> str | None:
        """The id of the snapshot that a changed file belongs to, decisions aside."""
        inside = PurePosixPath(path).relative_to(self.repository.folder or ".")
        is_own = len(inside.parts) == 1 and inside.suffix == ".json"
        is_kept = len(inside.parts) == 2 and inside.parts[0] in (CORRECTIONS, SOURCES)
        name = inside.stem
        known = name in self.ids[0] | self.ids[1]
        return name if (is_own or is_kept) and known and _NAME.fullmatch(name) else None

    def decided(self, path: str) -> DecisionUnit | None:
        """The unit of a file of decisions; None where it is none, or names no two snapshots."""
        inside = PurePosixPath(path).relative_to(self.repository.folder or ".")
        if len(inside.parts) != 2 or inside.parts[0] != DECISIONS or inside.suffix != ".json":
            return None
        names = two_names(inside.stem, self.ids[0] | self.ids[1])
        return DecisionUnit(inside.stem, names, path) if names else None

    def is_touched(self, name: str) -> bool:
        """Whether a snapshot, its corrections or its source are unsaved, as far as names tell."""
        files = (self.place(f"{name}.json"), self.place(CORRECTIONS, f"{name}.json"))
        return name in self._owners or any(map(self.differs, files))

    @cached_property
    def _owners(self) -> frozenset[str]:
        return frozenset(filter(None, map(self.owner, self.changed)))

    def unit(self, name: str) -> SnapshotUnit | None:
        """A snapshot with all its files that are unsaved; None where none is.

        Raises:
            SnapshotError: what was saved last is no snapshot.
        """
        former = self.former(name) or name
        names = dict.fromkeys((name, former))
        before = self._load(self.before(self.place(f"{former}.json")), f"{self.place(former)}.json@HEAD")
        after = self._load(self.now(self.place(f"{name}.json")), f"{self.place(name)}.json")
        paths = [self.place(f"{one}.json") for one in names]
        paths += [self.place(CORRECTIONS, f"{one}.json") for one in names]
        paths += [self.place(side.source.path) for side in (before, after) if side]
        self.hash_all(paths)
        unsaved = tuple(path for path in dict.fromkeys(paths) if self.differs(path))
        return SnapshotUnit(id=name, former=former, before=before, after=after, paths=unsaved) if unsaved else None

    @staticmethod
    def _load(data: bytes | None, where: str) -> Snapshot | None:
        return None if data is None else load_snapshot(data.decode("utf-8", "surrogateescape"), where)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What names mean, or without names what is unsaved: ids of snapshots, files of decisions, and what is neither."""

    ids: tuple[str, ...]
    decisions: tuple[DecisionUnit, ...]
    strange: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def choose(names: Sequence[str], folder: Folder) -> Chosen:
    """What is to be saved.

    Raises:
        LookupFailedError: a name means no snapshot and no file of decisions or corrections.
    """
    decided = {path: unit for path in folder.changed if (unit := folder.decided(path))}
    if not names:
        owners = {path: folder.owner(path) for path in folder.changed if path not in decided}
        ids = dict.fromkeys(filter(None, owners.values()))
        folder.hash_all([*decided, *(path for path, owner in owners.items() if owner)])
        renamed = {old for name in ids if (old := folder.former(name))}
        gone = tuple(name for name in ids if name in folder.gone and name not in renamed)
        strange = tuple(path for path, owner in owners.items() if owner is None)
        return Chosen(tuple(name for name in ids if name not in folder.gone), tuple(decided.values()), strange, gone)
    ids, units = {}, {}
    for name in names:
        found = _named(name, folder)
        if isinstance(found, DecisionUnit):
            units[found.path] = found
            continue
        successor = next((new for new in folder.ids[1] - folder.ids[0] if folder.former(new) == found), found)
        ids[successor] = None
        both = {successor, folder.former(successor) or successor}
        units |= {path: unit for path, unit in decided.items() if both & set(unit.names)}
    return Chosen(tuple(ids), tuple(units.values()))


def _named(name: str, folder: Folder) -> str | DecisionUnit:
    """The id of the snapshot that a name means, or a file of decisions."""
    if name.endswith(".json") or "/" in name:
        path = folder.repository.path_of(Path(name))
        inside = PurePosixPath(path).is_relative_to(folder.repository.folder or ".")
        found = (folder.decided(path) or folder.owner(path)) if inside else None
        if found is None or not (path in folder.held or (folder.repository.top / path).exists()):
            remedy = "name a snapshot, or its file of decisions or corrections"
            raise LookupFailedError("belongs to no snapshot of the folder", where=name, remedy=remedy)
        return found
    if name in folder.gone:
        return name
    try:
        return folder.corpus.resolve(name).path.stem
    except LookupFailedError as error:
        known = sorted(folder.gone)
        if not known or "borne by" in error.what:
            raise
        raise LookupFailedError(error.what, where=error.where, remedy=did_you_mean(name, known)) from None


def attached(
    units: Iterable[DecisionUnit], folder: Folder, snapshots: Sequence[SnapshotUnit]
) -> Iterator[DecisionUnit]:
    """The files of decisions that go or move because a snapshot does, and so belong to that."""
    gone = {unit.former for unit in snapshots if unit.after is None or unit.former != unit.id}
    renamed = {unit.id: unit.former for unit in snapshots if unit.former != unit.id}
    for unit in units:
        is_gone = folder.now(unit.path) is None
        if is_gone and gone & set(unit.names):
            yield unit
        elif not is_gone and unit.path not in folder.held:
            old = [{name, renamed.get(name, name)} for name in unit.names]
            former = {folder.place(DECISIONS, f"{one}--{other}.json") for one, other in product(*old)}
            if former & set(folder.held) and renamed.keys() & set(unit.names):
                yield unit


def _stem(path: str) -> str:
    return PurePosixPath(path).stem
