"""Claims: an edit, or a part of one, that a rule explains."""

from dataclasses import dataclass

from policydiff.text.difference import Edit


@dataclass(frozen=True, slots=True)
class Claim:
    """The rule that explains an edit."""

    rule: str
    edit: Edit
