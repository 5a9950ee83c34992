"""How families that are found agree with families that readers labelled."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policydiff.model.lineage import Node
from tests.calibration.labels import ALIASES, GOLD

Trace = Callable[[Node], frozenset[Node]]
"""What a trace from a measure shows."""

ONE_PLAN = frozenset(("national-2020", "xiamen-2020"))
"""A plan and its version: families of these alone are not labelled."""


@dataclass(frozen=True)
class Labelled:
    """A family that a reader saw; `sure` are the members that count."""

    name: str
    status: str
    sure: frozenset[Node]
    unsure: frozenset[Node] = frozenset()


@dataclass(frozen=True)
class Score:
    """`found` of `due` members, and `right` of `shown` ones, over the traces from every sure member."""

    found: int = 0
    due: int = 0
    right: int = 0
    shown: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.due if self.due else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.shown if self.shown else 1.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.due + other.due, self.right + other.right, self.shown + other.shown)


def labelled_families(path: Path) -> list[Labelled]:
    """The families of a file of labels."""
    found = []
    for row in json.loads(path.read_text("utf-8"))["families"]:
        sides: tuple[set[Node], set[Node]] = set(), set()
        for member in row["members"]:
            sides[not member.get("sure", True)].add((member["snapshot"], str(member["measure"])))
        found.append(Labelled(row["name"], row["status"], frozenset(sides[0]), frozenset(sides[1])))
    return found


def linked_families(folder: Path = GOLD) -> list[Labelled]:
    """What the labelled links of rounds hang together: certain ones make firm families, arguable ones add doubt."""
    certain: list[frozenset[Node]] = []
    arguable: list[frozenset[Node]] = []
    for path in sorted(folder.glob("*--*.json")):
        data = json.loads(path.read_text("utf-8"))
        left, right = (ALIASES.get(data[side], data[side]) for side in ("left", "right"))
        for link in data["links"]:
            pairs = [frozenset(((left, one), (right, other))) for one in link["left"] for other in link["right"]]
            (certain if link["link"] == "certain" else arguable).extend(pairs)
    families = []
    for part in _components(certain):
        if {document for document, _ in part} <= ONE_PLAN:
            continue
        doubt = frozenset(node for pair in arguable if pair & part for node in pair) - part
        families.append(Labelled("#".join(min(part)), "firm", part, doubt))
    return families


def _components(pairs: Iterable[frozenset[Node]]) -> list[frozenset[Node]]:
    parts: list[set[Node]] = []
    for pair in pairs:
        touched = [part for part in parts if part & pair]
        parts = [part for part in parts if not part & pair] + [set(pair).union(*touched)]
    return sorted((frozenset(part) for part in parts), key=min)


def score(labelled: Sequence[Labelled], traced: Trace, status: str = "firm") -> Score:
    """The score of traces from each sure member of the families of a status; unsure members count neither way.

    A member of several labelled families is due, and right, with all that any of them holds.
    """
    total = Score()
    for family in (one for one in labelled if one.status == status):
        total += family_score(family, labelled, traced)
    return total


def family_score(family: Labelled, labelled: Sequence[Labelled], traced: Trace) -> Score:
    """The score of the traces from each sure member of a family, itself not counted."""
    total = Score()
    for member in sorted(family.sure):
        homes = [one for one in labelled if member in one.sure | one.unsure]
        doubtful = frozenset().union(*(one.unsure for one in homes))
        allowed = frozenset().union(*(one.sure for one in homes))
        shown = traced(member) - {member}
        counted = shown - (doubtful - allowed)
        due = family.sure - {member}
        total += Score(len(shown & due), len(due), len(counted & allowed), len(counted))
    return total


def traces(families: Iterable[Iterable[Node]]) -> Trace:
    """What a trace from a measure shows: all that the families it is in hold."""
    homes: Mapping[int, frozenset[Node]] = dict(enumerate(map(frozenset, families)))
    return lambda node: frozenset().union(*(home for home in homes.values() if node in home))
