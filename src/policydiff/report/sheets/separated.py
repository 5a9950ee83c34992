"""A dossier as files of comma-separated values, which spreadsheets and programs both read.

A cell that a spreadsheet would take for a formula, a date or a number of its own gets an apostrophe before it, and so
does one that begins with an apostrophe: whoever takes one apostrophe off the front of each cell has the text again.
"""

import csv
import re
from io import BytesIO, StringIO

from policydiff.report.dossier import Dossier
from policydiff.report.dossier.tables import Cell, Table, tables_of, whole_of
from policydiff.report.dossier.tables.parts import BOTH, DATE
from policydiff.report.printable import plain_lines
from policydiff.report.view import ADDED, REMOVED

_FORMULA = re.compile(r"\s*['=+\-@＝＋－＠]")
"""How a formula begins, as OWASP lists it; spreadsheets of the East take full-width signs too."""
_READ_OTHERWISE = re.compile(
    r"(?=.*\d)(?:[\d\s.,:/%()（）年月日时分秒¥￥$€£-]++|e\+?+"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*+)++|true|false",
    re.IGNORECASE | re.DOTALL,
)
"""What may be shown as a date, a time, a number or a truth value: 16-1, 1/2, 007, 1e5, 3月5日, (1)."""
_NUMBER = re.compile(r"0|[1-9]\d{0,14}")
"""What stays itself when it is taken for a number."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MARKS = {REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
"""Of two texts in one, as word diffs have them."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Files in the archive bear no time of day, so that the same tables are the same bytes."""


def render_csv(dossier: Dossier) -> dict[str, bytes]:
    """The whole comparison as one table, and beside it a file for each table of the dossier."""
    return {"": _file(whole_of(dossier)), **{table.name: _file(table) for table in tables_of(dossier)}}


def render_zip(dossier: Dossier) -> dict[str, bytes]:
    """The same files in an archive. The same dossier gives the same bytes."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as files:
        for name, content in render_csv(dossier).items():
            entry = ZipInfo(f"{name or 'comparison'}.csv", _FIRST_DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = ZIP_DEFLATED
            files.writestr(entry, content)
    return {"": archive.getvalue()}


def _file(table: Table) -> bytes:
    """A table as RFC 4180 has it, in UTF-8 with the mark that spreadsheets know it by."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(plain_lines(column.title)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_shown(row[column.key], column.kind) for column in table.columns])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _shown(cell: Cell, kind: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return str(cell)
    if isinstance(cell, tuple):
        signs = _MARKS if kind == BOTH else {}
        return guarded(plain_lines("".join(signs.get(part.mark, "{}").format(part.text) for part in cell)))
    return cell if kind == DATE and _DAY.fullmatch(cell) else guarded(plain_lines(cell))


def guarded(text: str) -> str:
    """A text that a spreadsheet shows as it is, if need be with an apostrophe before it."""
    is_safe = _NUMBER.fullmatch(text) or not (_FORMULA.match(text) or _READ_OTHERWISE.fullmatch(text))
    return text if is_safe else f"'{text}"
