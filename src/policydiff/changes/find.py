"""From two passages to typed changes: edits, claims, and what no rule explains."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.changes.claim import Claim
from policydiff.changes.locality import claim_locality
from policydiff.changes.made import make_change
from policydiff.changes.passage import Passage, Printed
from policydiff.changes.wording import claim_wording
from policydiff.model.comparison import Change
from policydiff.model.document import TEXT_FIELDS, Measure
from policydiff.registry.locality import Locality
from policydiff.text.difference import Edit, differences


@dataclass(frozen=True, slots=True)
class Found:
    """The changes of one field, with its passages and edits."""

    field: str
    left: Passage
    right: Passage
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]


Detector = Callable[[str, str, Edit], Iterator[Claim | Edit]]


def find_changes(
    left: Sequence[Measure], right: Sequence[Measure], locality: Locality, fields: Sequence[str] = TEXT_FIELDS
) -> list[Found]:
    """The changes between linked measures in `fields`; every difference is in one of them."""
    words = locality.segmenter
    detectors: tuple[Detector, ...] = (
        lambda one, other, edit: claim_locality(one, other, edit, locality),
        lambda one, other, edit: claim_wording(one, other, edit, words),
    )
    found = []
    for field in fields:
        one, other = Passage(left, field), Passage(right, field)
        edits = differences(one.text, other.text, words)
        claims = _claims(one.text, other.text, edits, detectors)
        found.append(Found(field, one, other, tuple(edits), tuple(_changes(claims, field, one, other))))
    return found


def _claims(left: str, right: str, edits: Iterable[Edit], detectors: Sequence[Detector]) -> list[Claim]:
    """Offer each edit to the detectors in turn; what none claims is unclassified."""
    claims: list[Claim] = []
    open_edits = list(edits)
    for detector in detectors:
        handed_back: list[Edit] = []
        for edit in open_edits:
            for answer in detector(left, right, edit):
                if isinstance(answer, Claim):
                    claims.append(answer)
                else:
                    handed_back.append(answer)
        open_edits = handed_back
    claims += [Claim(f"unclassified-{_direction(edit)}", edit) for edit in open_edits]
    return sorted(claims, key=lambda claim: (claim.edit.left, claim.edit.right, claim.rule))


def _direction(edit: Edit) -> str:
    if edit.left[0] == edit.left[1]:
        return "added"
    return "removed" if edit.right[0] == edit.right[1] else "changed"


def _changes(claims: Iterable[Claim], field: str, left: Passage, right: Passage) -> Iterator[Change]:
    """Claims as changes; those of one rule with the same words in the same measures are one."""
    groups: dict[tuple[str, str, str, str, str], list[tuple[Printed, Printed]]] = {}
    for claim in claims:
        for before, after in _printed_pairs(claim.edit, left, right):
            key = (claim.rule, before.measure, after.measure, before.text, after.text)
            groups.setdefault(key, []).append((before, after))
    for (rule_id, *_), places in groups.items():
        yield make_change(rule_id, field, places)


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
