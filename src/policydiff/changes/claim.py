"""Claims: an edit, or a part of one, that a rule explains."""

from dataclasses import dataclass

from policydiff.text.difference import Edit


@dataclass(frozen=True, slots=True)
class Claim:
    """The rule that explains an edit; words that moved are one claim with two, where they went and came."""

    rule: str
    edit: Edit
    moved: Edit | None = None
