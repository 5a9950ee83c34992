"""Families: no measure lost, no order, decisions honoured over chains, strands apart."""

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from policydiff.compare.lineage.families import Edge, gather
from policydiff.model.lineage import FIRM, LOOSE, Node

A, B, C, D, E = (("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"), ("e", "1"))


class Same:
    """All partners of a measure take up the same part of it."""

    def same_strand(self, *_: Node) -> bool:
        return True


class Apart(Same):
    """No two partners of a measure take up the same part of it."""

    def same_strand(self, *_: Node) -> bool:
        return False


def edge(one: Node, other: Node, confidence: float = 0.9, **kind: bool) -> Edge:
    return Edge(one, other, confidence, group=(one[0], other[0], 0), **kind)


def families(edges: Sequence[Edge], *barred: Iterable[Node], judge: Same | None = None) -> list[set[Node]]:
    alike = {one.ends: one.confidence for one in edges}
    found = gather(edges, alike, {frozenset(pair) for pair in barred}, judge or Same())
    return sorted((set(cluster.nodes) for cluster in found.clusters), key=sorted)


def test_links_make_a_family_over_a_chain() -> None:
    assert families([edge(A, B), edge(B, C)]) == [{A, B, C}]


def test_nothing_makes_no_family() -> None:
    assert families([]) == []


def test_a_measure_that_gathers_two_policies_is_in_both_families() -> None:
    assert families([edge(A, B), edge(B, C)], judge=Apart()) == [{A, B}, {B, C}]


def test_partners_that_are_like_each_other_are_one_strand_whatever_they_take_up() -> None:
    edges = [edge(A, B), edge(B, C)]
    alike = {one.ends: one.confidence for one in edges} | {frozenset((A, C)): 0.2}
    found = gather(edges, alike, frozenset(), Apart())
    assert [set(cluster.nodes) for cluster in found.clusters] == [{A, B, C}]


def test_what_is_wholly_carried_on_is_never_split() -> None:
    assert families([edge(A, B, is_whole=True), edge(B, C, is_whole=True)], judge=Apart()) == [{A, B, C}]


def test_a_bundle_stands_whole_in_both_families_that_it_gathers() -> None:
    edges = [edge(B, C, is_whole=True), edge(A, B), edge(B, D), edge(C, D)]
    assert families(edges, judge=Apart()) == [{A, B, C}, {B, C, D}]


def test_what_was_decided_to_be_unrelated_is_kept_apart_over_a_chain_where_it_is_weakest() -> None:
    edges = [edge(A, B, 0.9), edge(B, C, 0.6)]
    found = gather(edges, {}, {frozenset((A, C))}, Same())
    assert [set(cluster.nodes) for cluster in found.clusters] == [{A, B}]
    assert [one.ends for one in found.cut] == [frozenset((B, C))]


def test_a_decided_link_is_followed_before_a_surer_one() -> None:
    edges = [edge(A, B, 0.999), edge(B, C, 0.5, is_decided=True)]
    assert families(edges, (A, C)) == [{B, C}]


def test_of_two_decided_links_that_a_decision_keeps_apart_both_are_honoured() -> None:
    edges = [edge(A, B, 1.0, is_decided=True), edge(B, C, 1.0, is_decided=True)]
    found = gather(edges, {}, {frozenset((A, C))}, Same())
    assert sorted(map(sorted, (cluster.nodes for cluster in found.clusters))) == [[A, B], [B, C]]
    assert found.cut == ()


def test_a_theme_joins_a_measure_without_a_link_and_never_two_families() -> None:
    linked = [edge(A, B), edge(C, D)]
    assert families([*linked, edge(B, E, 0.6, is_theme=True)]) == [{A, B, E}, {C, D}]
    assert families([*linked, edge(B, C, 0.99, is_theme=True)]) == [{A, B}, {C, D}]


def test_a_theme_follows_decisions_and_is_no_cut_link() -> None:
    found = gather([edge(A, B), edge(B, C, 0.7, is_theme=True)], {}, {frozenset((A, C))}, Same())
    assert [set(cluster.nodes) for cluster in found.clusters] == [{A, B}]
    assert found.cut == ()


def test_members_are_firm_by_sure_links_alone() -> None:
    edges = [edge(A, B, 0.7, is_whole=True), edge(B, C, 0.7), edge(B, D, 0.99, is_theme=True)]
    (cluster,) = gather(edges, {}, frozenset(), Same()).clusters
    assert [cluster.standing(node) for node in (A, B, C, D)] == [
        (FIRM, 0.7),
        (FIRM, 0.99),
        (LOOSE, 0.7),
        (LOOSE, 0.99),
    ]


NODES = [(document, str(number)) for document in "abcd" for number in range(1, 4)]
PAIRS = [(one, other) for one in NODES for other in NODES if one[0] < other[0]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Edge], set[frozenset[Node]]]:
    pairs = draw(st.lists(st.sampled_from(PAIRS), max_size=14, unique=True))
    edges = [
        edge(
            *pair,
            draw(st.sampled_from((0.5, 0.7, 0.9, 0.999))),
            is_whole=draw(st.booleans()),
            is_decided=draw(st.booleans()),
        )
        for pair in pairs
    ]
    free = [pair for pair in PAIRS if pair not in pairs]
    return edges, {frozenset(pair) for pair in draw(st.lists(st.sampled_from(free), max_size=3, unique=True))}


@given(graphs(), st.booleans())
def test_each_link_is_in_a_family_or_named_as_cut_and_decided_ones_are_never_cut(
    graph: tuple[list[Edge], set[frozenset[Node]]], apart: bool
) -> None:
    edges, barred = graph
    found = gather(edges, {one.ends: one.confidence for one in edges}, barred, Apart() if apart else Same())
    inside = {one.ends for cluster in found.clusters for one in cluster.edges}
    cut = {one.ends for one in found.cut}
    assert inside | cut == {one.ends for one in edges}
    assert not inside & cut
    assert not any(one.is_decided for one in found.cut)


@given(graphs(), st.booleans())
def test_no_family_holds_what_was_decided_to_be_unrelated(
    graph: tuple[list[Edge], set[frozenset[Node]]], apart: bool
) -> None:
    edges, barred = graph
    found = gather(edges, {one.ends: one.confidence for one in edges}, barred, Apart() if apart else Same())
    assert not any(pair <= cluster.nodes for pair in barred for cluster in found.clusters)


@given(graphs(), st.booleans(), st.randoms())
def test_the_order_of_the_links_has_no_say(
    graph: tuple[list[Edge], set[frozenset[Node]]], apart: bool, random: object
) -> None:
    edges, barred = graph
    shuffled = list(edges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    judge = Apart() if apart else Same()
    assert families(edges, *barred, judge=judge) == families(shuffled, *barred, judge=judge)
