"""Groups: linked pairs that share a measure belong to one link."""

from collections.abc import Iterable

from policydiff.align.alignment import Pair


def groups(pairs: Iterable[Pair]) -> list[tuple[Pair, ...]]:
    """Pairs in groups that share no measure, in the order of the first pair of each.

    A measure that ties two otherwise whole links together makes one group of them.
    """
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    ordered = list(pairs)
    for pair in ordered:
        parent[root(("right", pair.right))] = root(("left", pair.left))
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in ordered:
        found.setdefault(root(("left", pair.left)), []).append(pair)
    return [tuple(group) for group in found.values()]
