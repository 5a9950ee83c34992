"""Making changes: a rule and its evidence, with an id that is the same in every run and language."""

import hashlib
from collections.abc import Sequence

from policydiff.changes.catalogue import RULE_BY_ID
from policydiff.changes.passage import Printed
from policydiff.model.comparison import Change, Spans


def make_change(rule_id: str, field: str, places: Sequence[tuple[Printed, Printed]]) -> Change:
    """The change that a rule names at these places, each in print before and after with the same words."""
    before, after = places[0]
    rule = RULE_BY_ID[rule_id]
    return Change(
        id=_change_id(rule_id, field, before.measure, after.measure, before.text, after.text),
        rule=rule_id,
        kind=rule.kind,
        direction=rule.direction,
        severity=rule.severity["researcher"],
        field=field,
        left=before.measure,
        right=after.measure,
        before=before.text,
        after=after.text,
        count=len(places),
        spans=Spans(left=tuple(one.span for one, _ in places), right=tuple(other.span for _, other in places)),
    )


def _change_id(*parts: str) -> str:
    """A short hash of the evidence."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
