"""A document and its mutated right side."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from policydiff.model.document import Location, Measure, Snapshot
from tests.mutations.blocks import DELETED, DISTRACTING, INSERTED, Block, Target
from tests.mutations.plan import Material, Rates, plan
from tests.mutations.texts import Neighbours, Rarity, joined
from tests.mutations.truth import ABSORBED, Group, MutatedPair, Truth
from tests.mutations.wording import INTENSITIES, reword, swap_names, swap_numbers

_STRANGE, _LONELY = 0.2, 0.35
"""Largest shares of its trigrams that a new measure, and a measure to be deleted, has in common
with any one left measure; the shorter of the two counts."""
_GOLD = Path(__file__).parents[1] / "gold"


def mutate(snapshot: Snapshot, others: Sequence[Snapshot], rates: Rates, seed: int) -> MutatedPair:
    """A snapshot, a mutated one, and what is true of them; new measures come from other documents."""
    texts = [_printed(measure) for measure in snapshot.measures]
    near = Neighbours(texts)
    material = Material(
        measures=snapshot.measures,
        strangers=strangers(snapshot, others),
        lonely=frozenset(at for at, text in enumerate(texts) if near.nearest(text, at) <= _LONELY),
        own=Rarity(texts).own,
    )
    return mutated(snapshot, material, rates, Random(seed))


def strangers(snapshot: Snapshot, others: Sequence[Snapshot]) -> list[Measure]:
    """Measures of other documents that have no counterpart in a snapshot: no label links them, not
    even arguably, and few of their words are in any one measure.
    """
    near = Neighbours([_printed(measure) for measure in snapshot.measures])
    return [
        measure
        for other in others
        if other.id != snapshot.id
        for measure in other.measures
        if (other.id, measure.id) not in _labelled(snapshot.id) and near.nearest(_printed(measure)) <= _STRANGE
    ]


@cache
def _labelled(name: str) -> frozenset[tuple[str, str]]:
    """Document and id of every measure that a label links to one of document `name`."""
    found = set()
    for path in sorted(_GOLD.glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        for side, other in (("left", "right"), ("right", "left")):
            if labels[side] == name:
                found |= {(labels[other], one) for link in labels["links"] for one in link[other]}
    return frozenset(found)


def mutated(snapshot: Snapshot, material: Material, rates: Rates, rng: Random) -> MutatedPair:
    blocks = plan(material, rates, rng)
    placed = _placed(blocks, rates, rng, len(snapshot.measures))
    numbers: list[list[str]] = [[] for _ in blocks]
    measures = []
    for number, (block, target, home) in enumerate(placed, 1):
        numbers[block].append(str(number))
        section = snapshot.measures[home].section
        measures.append(_measure(target, number, section, rates, rng, new=not blocks[block].left))
    right = replace(snapshot, id=f"{snapshot.id}-mutated", aliases=(), measures=tuple(measures), notes=(), findings=())
    return MutatedPair(snapshot, right, _truth(snapshot, blocks, numbers))


def _placed(blocks: Sequence[Block], rates: Rates, rng: Random, size: int) -> list[tuple[int, Target, int]]:
    """Targets in their order, each with its block and the left measure whose section it stands in.

    Kept measures stay in order but for those that move; parts and new measures go anywhere.
    """
    keyed: list[tuple[float, int, Target]] = []
    for number, block in enumerate(blocks):
        for target in block.targets:
            home = bool(block.left) and len(block.targets) == 1 and rng.random() >= rates.move
            keyed.append((float(block.left[0]) if home else rng.random() * size, number, target))
    keyed.sort(key=lambda item: item[:2])
    homes = [min(int(key), size - 1) for key, _, _ in keyed]
    order = [(number, target) for _, number, target in keyed]
    _part(order, rng)
    return [(number, target, home) for (number, target), home in zip(order, homes, strict=True)]


def _part(order: list[tuple[int, Target]], rng: Random) -> None:
    """Parts of one block that stand beside each other are parted by changing places with others."""

    def clashes(at: int) -> bool:
        return any(0 <= near < len(order) and order[near][0] == order[at][0] for near in (at - 1, at + 1))

    for at in range(len(order)):
        for other in rng.sample(range(len(order)), min(len(order), 50)) if clashes(at) else ():
            order[at], order[other] = order[other], order[at]
            if not clashes(at) and not clashes(other):
                break
            order[at], order[other] = order[other], order[at]


def _measure(target: Target, number: int, section: str | None, rates: Rates, rng: Random, *, new: bool) -> Measure:
    pieces = target.pieces if new else tuple(_other_words(piece, rates, rng, target) for piece in target.pieces)
    return replace(
        target.base,
        id=str(number),
        number=str(number),
        section=section,
        title=target.title,
        text=joined(pieces, target.sign) if target.sign else pieces[0],
        location=Location(lines=(number, number)),
    )


def _other_words(text: str, rates: Rates, rng: Random, target: Target) -> str:
    if rng.random() < rates.reword:
        text = reword(text, INTENSITIES[rates.intensity], rng, whole=target.whole)
    if rng.random() < rates.numbers:
        text = swap_numbers(text, rng)
    return swap_names(text, rng) if rng.random() < rates.names else text


def _truth(snapshot: Snapshot, blocks: Sequence[Block], numbers: Sequence[list[str]]) -> Truth:
    groups: list[Group] = []
    alone: list[str] = []
    new: list[str] = []
    frames: list[str] = []
    for block, right in zip(blocks, numbers, strict=True):
        left = tuple(snapshot.measures[at].id for at in block.left)
        if block.how == DELETED:
            alone += left
        elif block.how in (INSERTED, DISTRACTING):
            new += right
            frames += right if block.how == DISTRACTING else []
        else:
            groups.append(Group(block.how, left, tuple(right)))
    return Truth(
        groups=tuple(groups),
        deleted=frozenset(alone),
        inserted=frozenset(new),
        distractors=frozenset(frames),
        absorbed=frozenset((group.left[1], group.right[0]) for group in groups if group.how == ABSORBED),
    )


def _printed(measure: Measure) -> str:
    return f"{measure.title or ''}。{measure.text}"
