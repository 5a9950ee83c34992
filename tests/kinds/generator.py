"""Cases: real measures with one to three mutations of known kind, and the changes that must be found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from policydiff.model.document import Snapshot
from tests.kinds.carriers import carriers, quantities
from tests.kinds.clausal import CONDITION, CONTENT, MODALITY, WORDING
from tests.kinds.judge import DIRECTIONS, Expected
from tests.kinds.mutation import Mutation, RegionName, applied
from tests.kinds.nouns import AUDIENCE, LOCALITY, SCOPE
from tests.kinds.words import STOPS, WORDS

KINDS = tuple(DIRECTIONS)
_WAYS = (*LOCALITY, *AUDIENCE, *SCOPE, *CONDITION, *MODALITY, *CONTENT, *WORDING)
_REGIONS: tuple[RegionName, ...] = tuple((name, code) for _, name, code in WORDS["regions"])
_SEVERAL = (1, 1, 1, 1, 1, 1, 2, 2, 3)
"""How many mutations a case has: two thirds have one."""
_TRIES = 40
_CARRIED = 0.35
"""The share of carried sentences, of the kinds that have some."""


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts of a measure, whose regions they are of, and the changes between them."""

    name: str
    left: str
    right: str
    expected: tuple[Expected, ...]
    left_region: RegionName | None = None
    right_region: RegionName | None = None
    allowed: tuple[str, ...] = ()
    """Kinds of which more changes may be found."""

    def reversed(self) -> "Case":
        """The case read from the other side."""
        return Case(
            name=f"{self.name} reversed",
            left=self.right,
            right=self.left,
            expected=tuple(one.reversed() for one in self.expected),
            left_region=self.right_region,
            right_region=self.left_region,
            allowed=self.allowed,
        )


class Texts:
    """The measures that cases are made of, and what can be done to each: mutations by kind and way."""

    def __init__(self, snapshots: Sequence[Snapshot], rng: Random) -> None:
        self.texts = [
            (f"{snapshot.id}#{measure.id}", measure.text, _region(snapshot))
            for snapshot in snapshots
            for measure in snapshot.measures
            if len(measure.text) > 12
        ]
        self.of_text: list[list[Mutation]] = []
        self.real: dict[str, dict[str, list[tuple[int, Mutation]]]] = {kind: {} for kind in KINDS}
        self.carried = carriers()
        self._whole = [which for which, (_, text, _) in enumerate(self.texts) if text.endswith("。")]
        for which, (_, text, _) in enumerate(self.texts):
            region = rng.choice(_REGIONS)
            self.of_text.append([one for way in _WAYS for one in way(text, region)])
            self.of_text[-1] += quantities(text)
            for one in self.of_text[-1]:
                self.real[one.expected.kind].setdefault(one.source, []).append((which, one))

    def draw(self, kind: str, rng: Random) -> tuple[int, Mutation]:
        """A measure and a mutation of this kind; one in three has its own sentence, where there are such."""
        if kind in self.carried and rng.random() < _CARRIED:
            way = rng.choice(sorted(self.carried[kind]))
            return rng.choice(self._whole), rng.choice(self.carried[kind][way])
        way = rng.choice(sorted(self.real[kind]))
        return rng.choice(self.real[kind][way])


def cases(snapshots: Sequence[Snapshot], number: int, seed: int) -> Iterator[Case]:
    """So many cases, the kinds in turn; the same for the same seed.

    A way of mutating is drawn first and then one of the measures that it fits, so that frequent
    words do not crowd out rare ones; every second case is read from the other side.
    """
    rng = Random(seed)
    texts = Texts(snapshots, rng)
    seen: set[tuple[str, str]] = set()
    made = 0
    while made < number:
        which, first = texts.draw(KINDS[made % len(KINDS)], rng)
        name, text, region = texts.texts[which]
        mutations = _together(text, first, texts.of_text[which], rng.choice(_SEVERAL), rng)
        case = _case(name, text, region, mutations)
        if rng.random() < 0.5:
            case = case.reversed()
        if case.left != case.right and (case.left, case.right) not in seen:
            seen.add((case.left, case.right))
            made += 1
            yield case


def _together(text: str, first: Mutation, more: Sequence[Mutation], number: int, rng: Random) -> list[Mutation]:
    """The mutation with others that touch neither its clauses nor those beside them."""
    taken = [first]
    by_kind = {kind: [one for one in more if one.expected.kind == kind] for kind in KINDS}
    for _ in range(_TRIES if number > 1 else 0):
        if len(taken) >= number:
            break
        kind = rng.choice(KINDS)
        other = rng.choice(by_kind[kind] or [first])
        if not any(_close(text, one, other) for one in taken):
            taken.append(other)
    return taken


def _close(text: str, one: Mutation, other: Mutation) -> bool:
    """Whether two mutations could be taken for one: in the same clause or beside, or of one region or sentence."""
    if (one.carrier and other.carrier) or (one.right_region and other.right_region):
        return True
    if "content" in {one.expected.kind, other.expected.kind} and (one.carrier or other.carrier):
        return True
    mine = {clause + step for clause in _clauses_of(text, one) for step in (-1, 0, 1)}
    return bool(mine & _clauses_of(text, other))


def _clauses_of(text: str, mutation: Mutation) -> set[int]:
    if mutation.carrier:
        return {10_000}
    ends = [at for at, sign in enumerate(text) if sign in STOPS]
    found: set[int] = set()
    for start, end, _ in mutation.edits:
        first, last = (sum(at < place for at in ends) for place in (start, max(end - 1, start)))
        found |= set(range(first, last + 1))
    return found


def _case(name: str, text: str, region: RegionName | None, mutations: Sequence[Mutation]) -> Case:
    carrier = next((one.carrier for one in mutations if one.carrier), "")
    edits = []
    for one in mutations:
        shift = len(text) if one.carrier else 0
        edits += [(start + shift, end + shift, new) for start, end, new in one.edits]
    right_region = next((one.right_region for one in mutations if one.right_region), region)
    return Case(
        name=f"{name} {' & '.join(one.source for one in mutations)}",
        left=text + carrier,
        right=applied(text + carrier, edits),
        expected=tuple(one.expected for one in mutations),
        left_region=region,
        right_region=right_region,
    )


def _region(snapshot: Snapshot) -> RegionName | None:
    return (snapshot.region.name, snapshot.region.code) if snapshot.region else None
