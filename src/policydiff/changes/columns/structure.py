"""The structural difference of two columns, worked out by deepdiff where they differ at all."""

from collections.abc import Mapping
from typing import Any, NamedTuple

Data = Mapping[str, Any]


class Fact(NamedTuple):
    """Something under a key that is there before, after, or on both sides with another value."""

    key: str
    before: Any
    after: Any


def facts(left: Data, right: Data) -> list[Fact]:
    """What is under other keys, or other under the same key, on the right than on the left.

    deepdiff takes a tenth of a second to import, as long as many a comparison takes: it is asked
    where values differ, and not where keys alone came or went, as between two lists of names.
    """
    if all(left[key] == right[key] for key in left.keys() & right.keys()):
        different = left.keys() ^ right.keys()
        return [Fact(key, left.get(key), right.get(key)) for key in {**left, **right} if key in different]
    from deepdiff.diff import DeepDiff

    tree = DeepDiff(dict(left), dict(right), view="tree", threshold_to_diff_deeper=0)
    found = {}
    for nodes in tree.values():
        for node in nodes:
            key = node.path(output_format="list")[0]
            found[key] = Fact(key, left.get(key), right.get(key))
    return [found[key] for key in {**left, **right} if key in found]
