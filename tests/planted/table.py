"""The tables of faults and of harmless edits: a row a kind, with the check that must speak and where it can happen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from tests.planted.folder import ALL, BESIDE, CannotPlantError, DataFolder, Expected

Result = TypeVar("Result")
Edit = Callable[[DataFolder, str], Result]
TRIES = 40


@dataclass(frozen=True, slots=True)
class Kind(Generic[Result]):
    """A kind of edit: its class (of faults, the check that must find it), and how it is made in a snapshot."""

    name: str
    group: str
    edit: Edit[Result]
    snapshots: tuple[str, ...]
    times: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Case(Generic[Result]):
    """One edit of one snapshot at a place that its seed chooses."""

    kind: Kind[Result]
    snapshot: str
    seed: int

    def __str__(self) -> str:
        return f"{self.kind.group}:{self.kind.name}:{self.snapshot}:{self.seed}"

    def plant(self, top: Path) -> tuple[DataFolder, Result]:
        """Make the edit in a copy of the data folder under `top`."""
        names = ALL if self.kind.is_whole else BESIDE[self.snapshot]
        for attempt in range(TRIES):
            folder = DataFolder(top / str(attempt) / "snapshots", names, f"{self}:{attempt}")
            try:
                return folder, self.kind.edit(folder, self.snapshot)
            except CannotPlantError:
                continue
        raise AssertionError(f"{self} cannot be planted: choose other snapshots for it")


class Table(Generic[Result]):
    """Kinds by name, filled by decorating the functions that make the edits."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind[Result]] = {}

    def row(
        self, group: str, *snapshots: str, name: str = "", times: int = 1, is_whole: bool = False
    ) -> Callable[[Edit[Result]], Edit[Result]]:
        """A row for the function that this decorates; in all snapshots if none are named, in each so many times."""

        def add(edit: Edit[Result]) -> Edit[Result]:
            called = name or getattr(edit, "__name__", "")
            assert called not in self.kinds, called
            self.kinds[called] = Kind(called, group, edit, snapshots or ALL, times, is_whole)
            return edit

        return add

    def cases(self) -> Iterator[Case[Result]]:
        for kind in self.kinds.values():
            for snapshot in kind.snapshots:
                for seed in range(kind.times):
                    yield Case(kind, snapshot, seed)

    def sample(self, but: int) -> list[Case[Result]]:
        """Of each kind all cases but one of so many, in turn another one, and at least one."""
        chosen = []
        for number, kind in enumerate(self.kinds.values()):
            cases = [Case(kind, snapshot, seed) for snapshot in kind.snapshots for seed in range(kind.times)]
            chosen += [case for at, case in enumerate(cases) if (at + number) % but or len(cases) == 1]
        return chosen

    @property
    def groups(self) -> Sequence[str]:
        return list(dict.fromkeys(kind.group for kind in self.kinds.values()))


FAULTS: Table[Expected] = Table()
HARMLESS: Table[frozenset[str]] = Table()
"""A harmless edit gives the warnings that it may call up."""
