"""Lineages of links that are given: stages, names, contradictions, ids."""

from collections.abc import Sequence

from policydiff.compare.lineage.lineages import lineages
from policydiff.model.comparison import MODIFIED, PARTIAL, Link
from policydiff.model.document import Snapshot
from policydiff.model.lineage import APART, CUT, UNLIKELY, Family, Likeness, Lineages, PairLinks
from tests.decisions.documents import document

A, B, C, D = (
    document(name, f"{name}的第一项政策，内容各不相同。") for name in ("a-2001", "b-2002", "c-2003", "d-2004")
)


def known(
    left: Snapshot,
    right: Snapshot,
    confidence: float | None = None,
    relation: str = MODIFIED,
    *,
    decided: bool = False,
    barred: bool = False,
) -> PairLinks:
    if confidence is None:
        return PairLinks(left=left.id, right=right.id, barred=(("1", "1"),) if barred else ())
    link = Link(
        left=("1",),
        right=("1",),
        relation=relation,
        confidence=confidence,
        decided_by="decision" if decided else "matcher",
    )
    return PairLinks(left=left.id, right=right.id, links=(link,), pairs=(Likeness("1", "1", confidence),))


def families(snapshots: Sequence[Snapshot], *pairs: PairLinks) -> tuple[Family, ...]:
    found: Lineages = lineages(snapshots, pairs)
    return found.families


def refs(family: Family) -> list[str]:
    return [member.ref for member in family.members]


def test_a_chain_whose_ends_are_not_alike_is_shown_and_not_hidden() -> None:
    (family,) = families((A, B, C), known(A, B, 0.95), known(B, C, 0.9), known(A, C))
    assert refs(family) == ["a-2001#1", "b-2002#1", "c-2003#1"]
    (shown,) = family.contradictions
    assert (shown.kind, shown.left, shown.right, shown.confidence) == (UNLIKELY, "a-2001#1", "c-2003#1", 0.0)
    assert shown.through == ("b-2002#1",)


def test_a_chain_whose_ends_are_alike_or_whose_links_are_unsure_contradicts_nothing() -> None:
    some = PairLinks(left=A.id, right=C.id, candidates=(Likeness("1", "1", 0.3),))
    assert families((A, B, C), known(A, B, 0.95), known(B, C, 0.9), some)[0].contradictions == ()
    assert families((A, B, C), known(A, B, 0.95), known(B, C, 0.6), known(A, C))[0].contradictions == ()


def test_the_weaker_link_to_what_is_unrelated_is_cut_and_both_sides_say_so() -> None:
    pairs = known(A, B, 0.95), known(B, C, 0.9), known(C, D, 0.99), known(A, C, barred=True), known(A, D), known(B, D)
    one, other = families((A, B, C, D), *pairs)
    assert (refs(one), refs(other)) == (["a-2001#1", "b-2002#1"], ["c-2003#1", "d-2004#1"])
    for family in (one, other):
        assert [(c.kind, c.left, c.right) for c in family.contradictions] == [(CUT, "b-2002#1", "c-2003#1")]


def test_what_was_decided_to_belong_to_both_of_two_unrelated_is_in_both_families() -> None:
    pairs = known(A, B, 1.0, decided=True), known(B, C, 1.0, decided=True), known(A, C, barred=True)
    one, other = families((A, B, C), *pairs)
    assert (refs(one), refs(other)) == (["a-2001#1", "b-2002#1"], ["b-2002#1", "c-2003#1"])
    for family in (one, other):
        (shown,) = family.contradictions
        assert (shown.kind, shown.left, shown.right, shown.through) == (APART, "a-2001#1", "c-2003#1", ("b-2002#1",))
    assert one.members[1].also_in == (other.id,) and other.members[0].also_in == (one.id,)


def test_partial_and_unsure_links_make_loose_families() -> None:
    for confidence, relation, status in (
        (0.9, MODIFIED, "firm"),
        (0.5, MODIFIED, "loose"),
        (0.9, PARTIAL, "firm"),
        (0.7, PARTIAL, "loose"),
    ):
        (family,) = families((A, B), known(A, B, confidence, relation))
        assert {family.status, *(member.status for member in family.members)} == {status}


def test_a_member_that_an_unsure_link_holds_is_loose_in_a_firm_family() -> None:
    (family,) = families((A, B, C), known(A, B, 0.95), known(B, C, 0.5), known(A, C))
    assert (family.status, [member.status for member in family.members]) == ("firm", ["firm", "firm", "loose"])


def test_a_theme_is_no_link_and_has_no_changes() -> None:
    theme = PairLinks(left=A.id, right=B.id, themes=(Likeness("1", "1", 0.7),))
    (family,) = families((A, B), theme)
    (link,) = family.links
    assert (family.status, link.standing, link.confidence, link.changes) == ("loose", "theme", 0.7, ())
