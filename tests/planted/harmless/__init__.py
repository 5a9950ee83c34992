"""The table of harmless edits, filled by the modules of this package."""

from tests.planted.harmless import additions, forms, layouts, prints, texts  # noqa: F401 - each fills the table
from tests.planted.table import HARMLESS

__all__ = ["HARMLESS"]
