"""Changes of the columns beside the text: who is responsible, where, since when, on what it rests."""

from policydiff.changes.columns.find import find_column_changes
from policydiff.changes.columns.pairing import Pairing, pairings

__all__ = ["Pairing", "find_column_changes", "pairings"]
