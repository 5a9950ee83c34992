"""Groups: linked pairs in links in which every left measure belongs to every right one."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from policydiff.align.alignment import Pair
from policydiff.model.decision import DecidedGroup

Node = tuple[str, str]


def groups(pairs: Iterable[Pair], decided: Sequence[DecidedGroup] = ()) -> list[tuple[Pair, ...]]:
    """Pairs in groups; each pair is in one group, a measure may be in several.

    The decided groups come first, just as they were decided; other pairs stay out of them.

    Pairs that only hang together over others are no group: the measure with most pairs makes one
    with all its partners, and with the measures beside it that share all of them, then the next.
    """
    by_ids = {(pair.left, pair.right): pair for pair in pairs}
    kept = [tuple(by_ids.pop(ids) for ids in group.pairs) for group in decided]
    return kept + [group for component in _components(by_ids.values()) for group in _split(component)]


def _components(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs that hang together, directly or over others."""
    parent: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    ordered = list(pairs)
    for pair in ordered:
        parent[root(("right", pair.right))] = root(("left", pair.left))
    found: dict[Node, list[Pair]] = {}
    for pair in ordered:
        found.setdefault(root(("left", pair.left)), []).append(pair)
    return list(found.values())


def _split(component: list[Pair]) -> list[tuple[Pair, ...]]:
    if len(component) == 1:
        return [tuple(component)]
    open_pairs = {(pair.left, pair.right): pair for pair in component}
    found: list[tuple[Pair, ...]] = []
    while open_pairs:
        partners = _partners(open_pairs)
        side, name = first = max(partners, key=lambda node: _weight(node, partners, open_pairs))
        twin = ("right" if side == "left" else "left", name)
        if name in partners[first] and _weight(twin, partners, open_pairs) == _weight(first, partners, open_pairs):
            found.append((open_pairs.pop((name, name)),))  # neither side comes first: a link of its own
            continue
        others = partners[side, name]
        members = {name}
        if len(others) > 1:
            members = {one for (its, one), known in partners.items() if its == side and others <= known}
        cross = [(one, other) if side == "left" else (other, one) for one in members for other in others]
        found.append(tuple(open_pairs.pop(pair) for pair in sorted(cross)))
    return found


def _partners(pairs: Iterable[tuple[str, str]]) -> dict[Node, frozenset[str]]:
    partners: dict[Node, set[str]] = defaultdict(set)
    for left, right in pairs:
        partners["left", left].add(right)
        partners["right", right].add(left)
    return {node: frozenset(names) for node, names in partners.items()}


def _weight(
    node: Node, partners: dict[Node, frozenset[str]], pairs: dict[tuple[str, str], Pair]
) -> tuple[int, float, str, list[str]]:
    """How many partners a measure has, how sure they are, its name and theirs: the same from both sides."""
    side, name = node
    links = [(name, other) if side == "left" else (other, name) for other in sorted(partners[node])]
    return len(links), round(math.fsum(pairs[link].confidence for link in links), 9), name, sorted(partners[node])
