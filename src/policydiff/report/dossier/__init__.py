"""The dossier: one comparison in the words of one language, which every format puts into its own signs."""

from policydiff.report.dossier.compose import dossier_of
from policydiff.report.dossier.parts import Dossier

__all__ = ["Dossier", "dossier_of"]
