"""The catalogue of changes: one row a rule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of change and its direction. `id` is public and never renamed; `mirror` is the rule
    that the same difference has when it is read from the other side.
    """

    id: str
    kind: str
    direction: str
    severity: str
    mirror: str


LOCALITY, WORDING, UNCLASSIFIED = "locality", "wording", "unclassified"

RULES = (
    Rule("locality-dropped", LOCALITY, "dropped", "info", "locality-added"),
    Rule("locality-added", LOCALITY, "added", "info", "locality-dropped"),
    Rule("locality-replaced", LOCALITY, "replaced", "info", "locality-replaced"),
    Rule("wording-changed", WORDING, "changed", "info", "wording-changed"),
    Rule("unclassified-removed", UNCLASSIFIED, "removed", "warning", "unclassified-added"),
    Rule("unclassified-added", UNCLASSIFIED, "added", "warning", "unclassified-removed"),
    Rule("unclassified-changed", UNCLASSIFIED, "changed", "warning", "unclassified-changed"),
)
RULE_BY_ID = {rule.id: rule for rule in RULES}
FORMAL_KINDS = frozenset((LOCALITY, WORDING))
"""No substance: links that have only such changes are localised."""
