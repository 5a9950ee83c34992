"""From two passages to typed changes: edits, claims, and what no rule explains."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.changes.catalogue import RULE_BY_ID
from policydiff.changes.claim import Claim
from policydiff.changes.clauses import claim_clauses, claim_moved, without_moved
from policydiff.changes.made import Place, change_at
from policydiff.changes.modality import claim_verb_behind
from policydiff.changes.passage import Passage, Printed
from policydiff.changes.phrases import claim_in_condition, whole_quantities
from policydiff.changes.within import claim_within
from policydiff.changes.wording import claim_wording
from policydiff.changes.words import Words
from policydiff.model.comparison import Change
from policydiff.model.document import TEXT_FIELDS, Measure
from policydiff.registry.locality import Locality
from policydiff.text.difference import Edit, differences

Detector = Callable[[Edit], Iterator[Claim | Edit]]
"""Answers with claims on an edit or its parts, and hands back what it does not explain."""


@dataclass(frozen=True, slots=True)
class Found:
    """The changes of one field, with its passages and edits."""

    field: str
    left: Passage
    right: Passage
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]


def find_changes(
    left: Sequence[Measure], right: Sequence[Measure], locality: Locality, fields: Sequence[str] = TEXT_FIELDS
) -> list[Found]:
    """The changes between linked measures in `fields`; every difference is in one of them."""
    found = []
    for field in fields:
        one, other = Passage(left, field), Passage(right, field)
        edits = [] if one.text == other.text else differences(one.text, other.text, locality.segmenter)
        claims = _claims(Words(one.text, locality), Words(other.text, locality), edits) if edits else []
        found.append(Found(field, one, other, tuple(edits), tuple(_changes(claims, field, one, other))))
    return found


def _claims(left: Words, right: Words, edits: Sequence[Edit]) -> list[Claim]:
    """What each edit is. From the other side it is the mirror: the smaller text is always taken first."""
    if left.text > right.text:
        claims = [_mirrored(claim) for claim in _found(right, left, [edit.mirrored for edit in edits])]
    else:
        claims = _found(left, right, edits)
    return sorted(claims, key=lambda claim: (claim.edit.left, claim.edit.right, claim.rule))


def _direction(edit: Edit) -> str:
    if edit.left[0] == edit.left[1]:
        return "added"
    return "removed" if edit.right[0] == edit.right[1] else "changed"


def _mirrored(claim: Claim) -> Claim:
    """A claim as it is from the other side; what moved went there and came here."""
    moved = claim.moved and claim.moved.mirrored
    return Claim(RULE_BY_ID[claim.rule].mirror, *((moved, claim.edit.mirrored) if moved else (claim.edit.mirrored,)))


def _found(left: Words, right: Words, edits: Sequence[Edit]) -> list[Claim]:
    """Claims on what moved, on wording, on whole clauses, and on units within a clause."""
    claims, rest = claim_moved(left, right, whole_quantities(left, right, edits))
    more, rest = claim_verb_behind(left, right, rest)
    claims += more
    detectors: tuple[Detector, ...] = (
        lambda edit: claim_wording(left.text, right.text, edit, left.locality.segmenter, edits),
        lambda edit: claim_in_condition(left, right, edit),
        lambda edit: claim_clauses(left, right, edit),
        lambda edit: claim_within(left, right, edit, edits),
    )
    for detector in detectors:
        answers = [answer for edit in rest for answer in detector(edit)]
        claims += [answer for answer in answers if isinstance(answer, Claim)]
        rest = [answer for answer in answers if isinstance(answer, Edit)]
    claims += [Claim(f"unclassified-{_direction(edit)}", edit) for edit in rest]
    return without_moved(left, right, claims)


def _changes(claims: Iterable[Claim], field: str, left: Passage, right: Passage) -> Iterator[Change]:
    """Claims as changes; those of one rule with the same words in the same measures are one."""
    groups: dict[tuple[str, str, str, str, str], list[Place]] = {}
    for claim in claims:
        for place in _places(claim, left, right):
            before, after = place[0][0], place[-1][1]
            key = (claim.rule, before.measure, after.measure, before.text, after.text)
            groups.setdefault(key, []).append(place)
    for (rule_id, *_), places in groups.items():
        yield change_at(rule_id, field, places)


def _places(claim: Claim, left: Passage, right: Passage) -> Iterator[Place]:
    """The places of a claim in print: words that moved within a measure have two, where they went and came."""
    gone = list(_printed_pairs(claim.edit, left, right))
    come = list(_printed_pairs(claim.moved, left, right)) if claim.moved else []
    if len(gone) == len(come) == 1 and _measures(gone) == _measures(come):
        yield (*gone, *come)
    else:
        yield from ((pair,) for pair in (*gone, *come))


def _measures(pairs: Iterable[tuple[Printed, Printed]]) -> list[tuple[str, str]]:
    return [(before.measure, after.measure) for before, after in pairs]


def _printed_pairs(edit: Edit, left: Passage, right: Passage) -> Iterator[tuple[Printed, Printed]]:
    """An edit in print; over the bound of two measures it falls into one part for each."""
    befores, afters = left.printed(edit.left), right.printed(edit.right)
    for at in range(max(len(befores), len(afters))):
        yield _part(befores, at), _part(afters, at)


def _part(parts: Sequence[Printed], at: int) -> Printed:
    """The part at a place; behind the last one the empty place at its end."""
    if at < len(parts):
        return parts[at]
    last = parts[-1]
    return Printed(last.measure, (last.span[1], last.span[1]), "")
