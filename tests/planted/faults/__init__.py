"""The table of faults, filled by the modules of this package."""

from tests.planted.faults import (  # noqa: F401 - each fills the table
    corpora,
    derived,
    documents,
    files,
    history,
    marks,
    measures,
    oddities,
    parts,
    schemas,
    sources,
    words,
)
from tests.planted.table import FAULTS

__all__ = ["FAULTS"]
