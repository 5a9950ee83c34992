"""Report: a comparison in the words of one language, which every file of it shows."""

from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.view import view_of
from policydiff.workflows.compare import Compared


def dossier(found: Compared, language: str) -> Dossier:
    """The dossier of a comparison."""
    return dossier_of(view_of(found.comparison, found.left, found.right), found.left, found.right, language)
