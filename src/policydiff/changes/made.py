"""Making changes: a rule and its evidence, with an id that is the same in every run and language."""

import hashlib
from collections.abc import Sequence

from policydiff.changes.catalogue import RESEARCHER, RULE_BY_ID
from policydiff.changes.passage import Printed
from policydiff.model.comparison import Change, Spans

Place = tuple[tuple[Printed, Printed], ...]
"""One occurrence of a change, in print before and after; words that moved have two pairs, where they went and came."""


def make_change(rule_id: str, field: str, places: Sequence[tuple[Printed, Printed]]) -> Change:
    """The change that a rule names at these places, each before and after with the same words."""
    return change_at(rule_id, field, [(place,) for place in places])


def change_at(rule_id: str, field: str, places: Sequence[Place]) -> Change:
    """The change that a rule names at these places, of which some may have two pairs."""
    before, after = places[0][0][0], places[0][-1][1]
    rule = RULE_BY_ID[rule_id]
    pairs = sorted((pair for place in places for pair in place), key=lambda pair: (pair[0].span, pair[1].span))
    return Change(
        id=_change_id(rule_id, field, before.measure, after.measure, before.text, after.text),
        rule=rule_id,
        kind=rule.kind,
        direction=rule.direction,
        severity=rule.severity[RESEARCHER],
        field=field,
        left=before.measure,
        right=after.measure,
        before=before.text,
        after=after.text,
        count=len(places),
        spans=Spans(left=tuple(one.span for one, _ in pairs), right=tuple(other.span for _, other in pairs)),
    )


def _change_id(*parts: str) -> str:
    """A short hash of the evidence."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
