"""The snapshots folder: `ID.json` files found by id, by alias or by path."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from policydiff.errors import LookupFailedError, SnapshotError, StorageError
from policydiff.model.document import Snapshot
from policydiff.snapshot import load_snapshot
from policydiff.snapshot.head import SIZE, Head, head_of, start_of

FOLDER = "snapshots"


@dataclass(frozen=True, slots=True)
class Entry:
    """A snapshot file: its id and aliases as its first lines give them, unread otherwise."""

    path: Path
    id: str
    aliases: tuple[str, ...]

    def load(self) -> Snapshot:
        """Read and check the snapshot.

        Raises:
            SnapshotError: the file is no snapshot; see `load_snapshot`.
        """
        return load_snapshot(read_text(self.path), str(self.path))


def read_text(path: Path) -> str:
    """The text of a JSON file.

    Raises:
        LookupFailedError: there is no such file.
        SnapshotError: it is a directory, unreadable or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise LookupFailedError("no such file", where=str(path), remedy="check the path", form="json.gone") from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        line = before.count(b"\n") + 1
        raise SnapshotError(
            f"byte {error.start + 1} is not UTF-8",
            where=f"{path}:{line}:{column}",
            remedy="restore the file from git",
            form="utf-8",
            values={"byte": error.start + 1},
        ) from None
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise SnapshotError(what, where=str(path), remedy="check the file", form="unreadable") from None


def find_folder(given: str | None, start: Path | None = None, *, may_be_new: bool = False) -> Path:
    """The folder that was given, else the nearest `snapshots` from `start` (or here) upwards.

    Raises:
        StorageError: the given folder is none, or there is none upwards.
    """
    if given is not None:
        return _given_folder(given, may_be_new=may_be_new)
    try:
        start = start or Path.cwd()
    except FileNotFoundError:
        raise StorageError("this folder was deleted", remedy="go into the data repository") from None
    for folder in (place / FOLDER for place in (start, *start.parents)):
        if folder.is_dir():
            return folder
    remedy = f"go into the data repository, use --snapshots, or make the folder for a new one (mkdir {FOLDER})"
    raise StorageError(f"no folder “{FOLDER}” here or above", where=str(start), remedy=remedy)


def _given_folder(given: str, *, may_be_new: bool) -> Path:
    folder = Path(given)
    try:
        if folder.is_dir() or (may_be_new and not folder.exists() and not folder.is_symlink()):
            return folder
        is_file = folder.exists()
    except OSError as error:
        raise StorageError(f"is no folder ({error.strerror})", where=given, remedy="check the name") from None
    what = "this is a file" if is_file else "no such folder"
    raise StorageError(what, where=given, remedy="name the folder of the snapshots")


def is_path(name: str) -> bool:
    """Whether a name on the command line is the path of a snapshot, not its id or an alias."""
    return name.endswith(".json") or "/" in name


class Corpus:
    """The snapshots of one folder.

    `decisions` reads a file of decisions by its name from elsewhere: a change is judged by those that were there before
    it; None where the folder's own count.
    """

    def __init__(self, folder: Path, decisions: Callable[[str], str | None] | None = None) -> None:
        self.folder = folder
        self.decisions = decisions
        self.broken: dict[Path, SnapshotError] = {}
        """Files that are no snapshots, with what is wrong; filled when `entries` is read."""

    @property
    def paths(self) -> list[Path]:
        """All snapshot files, sound or not, by name.

        Raises:
            StorageError: the folder may not be entered.
        """
        try:
            return sorted(path for path in self.folder.glob("*.json") if path.is_file())
        except PermissionError as error:
            raise StorageError(
                f"cannot be entered ({error.strerror})", where=str(self.folder), remedy="check its permissions"
            ) from None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All snapshot files, by id.

        Raises:
            SnapshotError: two files hold one id.
        """
        if not self.folder.is_dir():
            return ()
        entries: dict[str, Entry] = {}
        for entry in sorted(self._read_heads(), key=lambda entry: (entry.id, entry.path.name)):
            if entry.id in entries:
                raise SnapshotError(
                    f"holds id “{entry.id}”, and so does {entries[entry.id].path}",
                    where=str(entry.path),
                    remedy="remove one of them or give it an id of its own",
                )
            entries[entry.id] = entry
        return tuple(entries.values())

    def _read_heads(self) -> Iterator[Entry]:
        for path in self.paths:
            try:
                yield head(path)
            except SnapshotError as error:
                self.broken[path] = error

    def resolve(self, name: str) -> Entry:
        """The snapshot that a name on the command line means: an id, an alias, or a path.

        Raises:
            LookupFailedError: none is meant, or several are.
        """
        if is_path(name):
            return head(Path(name))
        for entry in self.entries:
            if entry.id == name:
                return entry
        for path, error in self.broken.items():
            if path.stem == name:
                raise error
        bearers = [entry for entry in self.entries if name in entry.aliases]
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            ids = ", ".join(entry.id for entry in bearers)
            raise LookupFailedError(f"alias “{name}” is borne by {ids}", where=str(self.folder), remedy="use an id")
        raise LookupFailedError(f"no snapshot “{name}”", where=str(self.folder), remedy=self._suggestion(name))

    def _suggestion(self, name: str) -> str:
        names = [known for entry in self.entries for known in (entry.id, *entry.aliases)]
        if self.broken:  # its id and aliases are not known
            files = ", ".join(path.name for path in self.broken)
            return f"{files} cannot be read: policydiff validate says why"
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        if near:
            return f"did you mean {' or '.join(near)}?"
        return f"there are {', '.join(names)}" if names else "the folder holds no snapshot yet"


def head(path: Path) -> Entry:
    """Id and aliases of a snapshot file; only its beginning is read where that is canonical."""
    found = read_head(path)
    return Entry(path, found.id, found.aliases)


def read_head(path: Path) -> Head:
    """What a snapshot file says of itself before its measures.

    Raises:
        LookupFailedError, SnapshotError: it cannot be read, or is no snapshot.
    """
    try:
        with path.open("rb") as file:
            start = file.read(SIZE).decode("utf-8", errors="ignore")
    except OSError:
        start = ""  # read_text says what is wrong with the file
    return start_of(start) or head_of(read_text(path), str(path))
