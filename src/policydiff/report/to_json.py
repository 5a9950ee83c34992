"""A comparison as JSON: the contract, in canonical form."""

from policydiff.report.view import View
from policydiff.snapshot import to_json


def render(view: View) -> str:
    """The comparison as canonical JSON; the same comparison gives the same bytes."""
    return to_json(view.comparison)
