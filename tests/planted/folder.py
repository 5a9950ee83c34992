"""A copy of the data folder to damage: its files by name, edits of them, and where a value stands after an edit.

Nothing here asks the tool under test where things are: lines are found by the indentation of the canonical form.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from policydiff.corpus import Corpus
from policydiff.read.document import Told
from policydiff.workflows.ingest import ingest
from policydiff.workflows.reread import told_of
from tests.conftest import ROOT
from tests.history.identity import identity

SNAPSHOTS = ROOT / "snapshots"
NATIONAL, XIAMEN, NEW, BATCH, DEPARTMENTS = (
    "national-2020",
    "xiamen-2020",
    "national-2025",
    "ftz-batch-6",
    "ftz-departments-2019",
)
ALL = (NATIONAL, XIAMEN, NEW, BATCH, DEPARTMENTS)
BESIDE = {
    NATIONAL: (NATIONAL, DEPARTMENTS),
    XIAMEN: (NATIONAL, XIAMEN),
    NEW: (NEW, DEPARTMENTS),
    BATCH: (BATCH, DEPARTMENTS),
    DEPARTMENTS: (BATCH, DEPARTMENTS),
}
"""The snapshots that stand in the folder when one of them is damaged: few, so that a case is cheap."""

IDENTITY = identity("李", "2026-11-22T12:00:00+08:00")
Path_ = tuple[str | int, ...]


class CannotPlantError(Exception):
    """The fault cannot be planted at the place that chance chose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must be said of a planted fault, once: by this check, at one of these lines of this file.

    `source` are lines of the source document among which the finding must point, if it has to.
    """

    check: str
    path: str
    first: int
    last: int
    severity: str = "error"
    source: tuple[int, int] | None = None


@cache
def original(name: str) -> str:
    return (SNAPSHOTS / f"{name}.json").read_text("utf-8")


@cache
def original_source(name: str) -> str:
    return (SNAPSHOTS / "sources" / f"{name}.txt").read_bytes().decode("utf-8")


def dumped(data: Any) -> str:
    """JSON as the project writes it, by the standard library alone."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def line_of(text: str, path: Path_) -> int:
    """The line, from 1, of the value at a path of a canonical JSON text: found by indentation."""
    lines = text.split("\n")
    at = 0
    for depth, part in enumerate(path, 1):
        blank = "  " * depth
        if isinstance(part, str):
            at = next(i for i in range(at, len(lines)) if lines[i].startswith(f'{blank}"{part}":'))
        else:
            inside = (
                i for i in range(at + 1, len(lines)) if lines[i].startswith(blank) and lines[i][len(blank)] not in " }]"
            )
            at = next(i for place, i in enumerate(inside) if place == part)
    return at + 1


class DataFolder:
    """A copy of some snapshots and their sources, and the chance that chooses places in them."""

    def __init__(self, folder: Path, names: tuple[str, ...], seed: str) -> None:
        self.folder = folder
        self.names = names
        self.random = Random(seed)
        (folder / "sources").mkdir(parents=True)
        for name in names:
            shutil.copyfile(SNAPSHOTS / f"{name}.json", folder / f"{name}.json")
            shutil.copyfile(SNAPSHOTS / "sources" / f"{name}.txt", folder / "sources" / f"{name}.txt")

    @property
    def corpus(self) -> Corpus:
        return Corpus(self.folder)

    def publish(self) -> None:
        """Commit the folder as it is: what is done to it from now on is a change of what was published."""
        for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message=Published")):
            subprocess.run(["git", *words], cwd=self.folder.parent, check=True, env={**os.environ, **IDENTITY})

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def text(self, name: str) -> str:
        return self.path(name).read_bytes().decode("utf-8")

    def data(self, name: str) -> Any:
        return json.loads(self.text(name))

    def write(self, name: str, content: Any) -> str:
        """Write a snapshot file: a text as it is, data in the canonical form."""
        text = content if isinstance(content, str) else dumped(content)
        self.path(name).write_bytes(text.encode("utf-8"))
        return text

    def put(self, path: str, content: str | bytes) -> Path:
        """Write any file of the folder."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return file

    def source(self, name: str) -> str:
        return (self.folder / "sources" / f"{name}.txt").read_bytes().decode("utf-8")

    def reingest(self, name: str, text: str | bytes | None = None, **told: Any) -> None:
        """Ingest a snapshot again, from other words of its source if they are given, and told other things."""
        from dataclasses import replace

        before = self.corpus.resolve(name).load()
        content = (self.folder / "sources" / f"{name}.txt").read_bytes() if text is None else text
        self.ingest(replace(told_of(before), **told), content)

    def ingest(self, told: Told, content: str | bytes) -> None:
        new = self.folder.parent / f"{self.folder.name}-incoming.txt"
        new.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        ingest(new, told, self.corpus, force=self.path(told.id).exists())

    def at(self, check: str, name: str, path: Path_, severity: str = "error", **more: Any) -> Expected:
        """A finding at a value of a snapshot that is in the canonical form."""
        line = line_of(self.text(name), path)
        return Expected(check=check, path=f"{name}.json", first=line, last=line, severity=severity, **more)

    def some_measure(self, name: str, wanted: Callable[[Any], object] = bool) -> int:
        """The place of any measure that is wanted."""
        places = [at for at, measure in enumerate(self.data(name)["measures"]) if wanted(measure)]
        if not places:
            raise CannotPlantError(name)
        return self.random.choice(places)


def in_source(name: str, measure: Any, words: str, text: str | None = None) -> int:
    """Where words that a measure prints stand in the text of its source: once in its lines, or not at all."""
    text = original_source(name) if text is None else text
    first, last = measure["location"]["lines"]
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: first - 1])
    stop = start + sum(len(line) + 1 for line in lines[first - 1 : last])
    if text.count(words, start, stop) != 1:
        raise CannotPlantError(words)
    return text.index(words, start, stop)


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def places(text: str, wanted: Callable[[str], bool]) -> Iterator[int]:
    return (at for at, sign in enumerate(text) if wanted(sign))
