"""Labelled pairs of documents: the repository's own, and statutes that are kept outside."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydiff.corpus import Corpus
from policydiff.model.document import Location, Measure
from policydiff.read.document import Told, read_document
from policydiff.snapshot import load_snapshot
from tests.mutations import Rates, mutate

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
ALIASES = {"national": "national-2020", "xiamen": "xiamen-2020"}

IdPair = tuple[str, str]
MIXED = Rates(
    reword=0.6, intensity="medium", split=0.1, merge=0.1, regroup=0.1, absorb=0.15,
    delete=0.1, insert=0.1, distract=0.1, move=0.2, numbers=0.2, names=0.2,
)  # fmt: skip


@dataclass(frozen=True)
class Labelled:
    """Two documents, the pairs that are links, and those that count neither way."""

    name: str
    family: str
    left: Sequence[Measure]
    right: Sequence[Measure]
    certain: frozenset[IdPair]
    arguable: frozenset[IdPair]
    sources: frozenset[str]
    """The documents that it is made of, by name; a mutated pair is made of one."""
    half: bool
    """Whether labels are given for odd numbers of the right side alone."""

    def counts(self, pair: IdPair) -> bool:
        """Whether a pair is labelled, as a link or as none."""
        return pair not in self.arguable and not (self.half and int(pair[1]) % 2 == 0)


def repository() -> Iterator[Labelled]:
    """The labelled pairs that the repository holds."""
    for path in sorted(GOLD.glob("*--*.json")):
        data = json.loads(path.read_text("utf-8"))
        sides = [_own(ALIASES.get(data[side], data[side])) for side in ("left", "right")]
        half = "applicability" in data
        yield _labelled(data, "localisation" if half else "rounds", *sides, half=half)
    for path in sorted((GOLD / "made").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        made = [_made(row) for row in data["right_measures"]]
        yield _labelled(data | {"right": path.stem}, "made", _own(data["left"]), made)


def statutes(folder: Path) -> Iterator[Labelled]:
    """The labelled pairs of a folder: `LEFT--RIGHT.json` beside the statutes as Markdown."""
    for path in sorted(folder.glob("*--*.json")):
        data = json.loads(path.read_text("utf-8"))
        sides = [_read(folder / f"{data[side]}.md") for side in ("left", "right")]
        yield _labelled(data, "statutes", *sides)


def mutated(seeds: Sequence[int]) -> Iterator[Labelled]:
    """Mutated pairs of the repository's documents, with every kind of mutation."""
    snapshots = [entry.load() for entry in Corpus(ROOT / "snapshots").entries]
    for snapshot in snapshots:
        for seed in seeds:
            pair = mutate(snapshot, snapshots, MIXED, seed)
            name = f"{snapshot.id}--mutated-{seed}"
            certain = frozenset(pair.truth.pairs)
            sides = pair.left.measures, pair.right.measures
            yield Labelled(name, "mutated", *sides, certain, frozenset(), frozenset({snapshot.id}), half=False)


def _own(name: str) -> Sequence[Measure]:
    return load_snapshot((ROOT / "snapshots" / f"{name}.json").read_text("utf-8"), name).measures


def _made(row: Mapping[str, str]) -> Measure:
    return Measure(id=row["id"], number=row["id"], text=row["text"], location=Location(lines=(1, 1)))


def _read(path: Path) -> Sequence[Measure]:
    return read_document(path.read_bytes(), path.name, path.name, Told(id="statute")).snapshot.measures


def _labelled(
    data: Mapping[str, Any], family: str, left: Sequence[Measure], right: Sequence[Measure], *, half: bool = False
) -> Labelled:
    certain: set[IdPair] = set()
    arguable: set[IdPair] = set()
    for link in data["links"]:
        pairs = {(one, other) for one in link["left"] for other in link["right"]}
        (certain if link["link"] == "certain" else arguable).update(pairs)
    name = f"{data['left']}--{data['right']}"
    sources = frozenset(ALIASES.get(data[side], data[side]) for side in ("left", "right"))
    return Labelled(name, family, left, right, frozenset(certain), frozenset(arguable - certain), sources, half)
