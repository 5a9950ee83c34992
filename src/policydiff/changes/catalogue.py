"""The catalogue of changes: one row a rule.

Kinds and directions of the text are those of the project's definitions (`docs/method/definitions.md`); each
other column has a family of its own, named after the field. Severities say how much a change asks
of a reader: the implementing unit that must carry it out, the enterprise that it concerns, the
researcher who compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

UNIT, ENTERPRISE, RESEARCHER = "unit", "enterprise", "researcher"
PROFILES = (UNIT, ENTERPRISE, RESEARCHER)
"""Readers for whom severities differ: implementing unit, enterprise, researcher."""
SEVERITIES = ("info", "warning", "error")

LOCALITY, AUDIENCE, SCOPE, CONDITION = "locality", "audience", "scope", "condition"
MODALITY, QUANTITY, CONTENT, WORDING = "modality", "quantity", "content", "wording"
RESPONSIBILITY, GUIDANCE, REACH, PROMOTED = "responsibility", "guidance", "reach", "promoted"
BASIS, FIELD, REMARK, UNCLASSIFIED = "basis", "field", "remark", "unclassified"
MEASURE, DOCUMENT, SNAPSHOT = "measure", "document", "snapshot"
TEXT_KINDS = (LOCALITY, AUDIENCE, SCOPE, CONDITION, MODALITY, QUANTITY, CONTENT, WORDING)
COLUMN_KINDS = (RESPONSIBILITY, GUIDANCE, REACH, PROMOTED, BASIS, FIELD, REMARK)
KINDS = (*TEXT_KINDS, *COLUMN_KINDS, UNCLASSIFIED)
WHOLE_KINDS = (MEASURE, DOCUMENT, SNAPSHOT)
"""What is there on one side alone, or is said of the document as a whole: no change inside a link."""

I, W, E = SEVERITIES  # noqa: E741  short, so that a row of the table stays a row


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of change and its direction.

    `id` is public and never reused; `mirror` is the rule that the same difference has when it is
    read from the other side; `severities` are for the profiles in order; a renamed rule keeps
    answering to the names in `formerly`.
    """

    id: str
    kind: str
    direction: str
    mirror: str
    severities: tuple[str, str, str]
    formerly: tuple[str, ...] = ()

    @property
    def severity(self) -> Mapping[str, str]:
        """The default severity for each profile."""
        return MappingProxyType(dict(zip(PROFILES, self.severities, strict=True)))


RULES = (
    Rule("locality-dropped", LOCALITY, "dropped", "locality-added", (I, I, I)),
    Rule("locality-added", LOCALITY, "added", "locality-dropped", (I, I, I)),
    Rule("locality-replaced", LOCALITY, "replaced", "locality-replaced", (I, I, I)),
    Rule("audience-widened", AUDIENCE, "widened", "audience-narrowed", (W, W, W)),
    Rule("audience-narrowed", AUDIENCE, "narrowed", "audience-widened", (W, E, W)),
    Rule("audience-changed", AUDIENCE, "changed", "audience-changed", (I, I, I)),
    Rule("scope-widened", SCOPE, "widened", "scope-narrowed", (W, W, W)),
    Rule("scope-narrowed", SCOPE, "narrowed", "scope-widened", (W, E, W)),
    Rule("scope-changed", SCOPE, "changed", "scope-changed", (I, I, I)),
    Rule("condition-added", CONDITION, "added", "condition-removed", (W, E, W)),
    Rule("condition-removed", CONDITION, "removed", "condition-added", (W, W, W)),
    Rule("condition-changed", CONDITION, "changed", "condition-changed", (W, W, W)),
    Rule("modality-strengthened", MODALITY, "strengthened", "modality-weakened", (E, I, W)),
    Rule("modality-weakened", MODALITY, "weakened", "modality-strengthened", (W, W, W)),
    Rule("modality-changed", MODALITY, "changed", "modality-changed", (I, I, I)),
    Rule("quantity-raised", QUANTITY, "raised", "quantity-lowered", (W, E, W)),
    Rule("quantity-lowered", QUANTITY, "lowered", "quantity-raised", (W, E, W)),
    Rule("quantity-changed", QUANTITY, "changed", "quantity-changed", (W, E, W)),
    Rule("content-added", CONTENT, "added", "content-removed", (E, W, E)),
    Rule("content-removed", CONTENT, "removed", "content-added", (W, E, E)),
    Rule("wording-changed", WORDING, "changed", "wording-changed", (I, I, I)),
    Rule("responsibility-lead-changed", RESPONSIBILITY, "changed", "responsibility-lead-changed", (E, W, W)),
    Rule("responsibility-body-added", RESPONSIBILITY, "added", "responsibility-body-removed", (W, I, W)),
    Rule("responsibility-body-removed", RESPONSIBILITY, "removed", "responsibility-body-added", (W, I, W)),
    Rule("responsibility-role-changed", RESPONSIBILITY, "changed", "responsibility-role-changed", (W, I, I)),
    Rule("responsibility-area-added", RESPONSIBILITY, "added", "responsibility-area-removed", (W, W, W)),
    Rule("responsibility-area-removed", RESPONSIBILITY, "removed", "responsibility-area-added", (W, W, W)),
    Rule("guidance-lead-changed", GUIDANCE, "changed", "guidance-lead-changed", (W, I, W)),
    Rule("guidance-body-added", GUIDANCE, "added", "guidance-body-removed", (W, I, I)),
    Rule("guidance-body-removed", GUIDANCE, "removed", "guidance-body-added", (W, I, I)),
    Rule("guidance-role-changed", GUIDANCE, "changed", "guidance-role-changed", (I, I, I)),
    Rule("reach-widened", REACH, "widened", "reach-narrowed", (W, W, W)),
    Rule("reach-narrowed", REACH, "narrowed", "reach-widened", (W, E, W)),
    Rule("reach-changed", REACH, "changed", "reach-changed", (W, W, W)),
    Rule("promoted-earlier", PROMOTED, "earlier", "promoted-later", (I, I, I)),
    Rule("promoted-later", PROMOTED, "later", "promoted-earlier", (I, I, I)),
    Rule("promoted-changed", PROMOTED, "changed", "promoted-changed", (I, I, I)),
    Rule("basis-document-added", BASIS, "added", "basis-document-removed", (W, I, W)),
    Rule("basis-document-removed", BASIS, "removed", "basis-document-added", (W, I, W)),
    Rule("basis-retargeted", BASIS, "changed", "basis-retargeted", (W, W, W)),
    Rule("basis-renamed", BASIS, "changed", "basis-renamed", (I, I, I)),
    Rule("field-changed", FIELD, "changed", "field-changed", (I, I, I)),
    Rule("remark-added", REMARK, "added", "remark-removed", (I, I, I)),
    Rule("remark-removed", REMARK, "removed", "remark-added", (I, I, I)),
    Rule("remark-changed", REMARK, "changed", "remark-changed", (I, I, I)),
    Rule("unclassified-added", UNCLASSIFIED, "added", "unclassified-removed", (W, W, W)),
    Rule("unclassified-removed", UNCLASSIFIED, "removed", "unclassified-added", (W, W, W)),
    Rule("unclassified-changed", UNCLASSIFIED, "changed", "unclassified-changed", (W, W, W)),
)
WHOLE_RULES = (
    Rule("measure-left-out", MEASURE, "left-out", "measure-own", (W, E, E)),
    Rule("measure-not-meant", MEASURE, "not-meant", "measure-own", (I, I, I)),
    Rule("measure-own", MEASURE, "own", "measure-left-out", (E, W, W)),
    Rule("measure-dropped", MEASURE, "dropped", "measure-added", (W, E, E)),
    Rule("measure-added", MEASURE, "added", "measure-dropped", (E, W, W)),
    Rule("document-changed", DOCUMENT, "changed", "document-changed", (W, W, W)),
    Rule("snapshot-removed", SNAPSHOT, "removed", "snapshot-added", (E, E, E)),
    Rule("snapshot-added", SNAPSHOT, "added", "snapshot-removed", (I, I, I)),
    Rule("snapshot-renamed", SNAPSHOT, "renamed", "snapshot-renamed", (I, I, I)),
    Rule("snapshot-reread", SNAPSHOT, "reread", "snapshot-reread", (I, I, I)),
    Rule("snapshot-corrected", SNAPSHOT, "corrected", "snapshot-corrected", (I, I, I)),
)
"""What a gate looks at besides changes. A measure of one side is left out, not meant or own where the right document
is of a place that the left one may apply to; dropped or added between editions and rounds."""
GATE_RULES = (*RULES, *WHOLE_RULES)
GATE_KINDS = (*KINDS, *WHOLE_KINDS)
GATE_RULE_BY_ID = {name: rule for rule in GATE_RULES for name in (rule.id, *rule.formerly)}
RULE_BY_ID = {name: rule for rule in RULES for name in (rule.id, *rule.formerly)}
FORMAL_KINDS = frozenset((LOCALITY, WORDING))
"""No substance: links that have only such changes are localised."""
