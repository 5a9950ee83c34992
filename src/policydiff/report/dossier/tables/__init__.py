"""A dossier as tables, which sheets and files of rows are made of."""

from policydiff.report.dossier.parts import Dossier
from policydiff.report.dossier.tables.documents import DocumentTables
from policydiff.report.dossier.tables.links import LinkTables
from policydiff.report.dossier.tables.parts import Cell, Cells, Column, Marked, Table
from policydiff.report.dossier.tables.summary import SummaryTables
from policydiff.report.wording import Words, words

__all__ = ["Cell", "Cells", "Column", "Marked", "Table", "tables_of", "whole_of"]


_SAME = frozenset(("table.left-out", "table.own", "column.left_out", "column.own", "what.left-only", "what.right-only"))
"""Said otherwise of two editions of one document."""


def tables_of(dossier: Dossier) -> tuple[Table, ...]:
    """All tables of a dossier, in the order in which a reader wants them."""
    say = _words(dossier)
    summary = SummaryTables(dossier, say)
    return (
        *summary.first(),
        *LinkTables(dossier, say).all(),
        *summary.bodies(),
        *DocumentTables(dossier, say).all(),
        summary.glossary(),
    )


def whole_of(dossier: Dossier) -> Table:
    """The whole comparison as one table: every link and every measure of one side alone, in document order."""
    return LinkTables(dossier, _words(dossier)).whole()


def _words(dossier: Dossier) -> Words:
    """The words of the language, which know what the documents are called."""
    say, found = words(dossier.language), dossier.comparison
    names = {"left": dossier.left.name, "right": dossier.right.name}
    is_one_document = found.left.id == found.right.id

    def said(key: str, **values: object) -> str:
        return say(f"{key}.same" if is_one_document and key in _SAME else key, **{**names, **values})

    return said
