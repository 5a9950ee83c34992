"""A dossier as an Excel workbook: a sheet a table. Every text is written as a text, so that none becomes a formula."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from policydiff.report.dossier import Dossier
from policydiff.report.dossier.tables import Cell, Column, Table, tables_of
from policydiff.report.dossier.tables.parts import DATE, DECIMAL, ID, WHOLE
from policydiff.report.printable import plain
from policydiff.report.sheets.cells import FILTER, fitted, height, unlike, width
from policydiff.report.view import ADDED, REMOVED, SAME, Segment
from policydiff.report.wording import Words, words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_FONT = {"zh": "Microsoft YaHei", "en": "Calibri"}
_CREATED = datetime(2000, 1, 1)
_MOST_LINKS = 65_530
"""Of a sheet."""
_LONGEST_HEADER = 200
_CODE = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Within what Excel reads as a character by its code, `_x0041_`: a run that begins here keeps it from being read so."""
_Place = tuple[str, int]


def render_excel(dossier: Dossier) -> dict[str, bytes]:
    """The workbook of a dossier. The same dossier gives the same bytes."""
    from xlsxwriter import Workbook

    say = words(dossier.language)
    tables = [fitted(table, say) for table in tables_of(dossier)]
    places = {
        str(row[table.columns[0].key]): (table.title, number)
        for table in tables
        for number, row in enumerate(table.rows, 1)
        if table.columns[0].kind == ID
    }
    file = BytesIO()
    workbook = Workbook(file, {"in_memory": True, "default_date_format": say("sheet.date")})
    workbook.set_properties({"title": plain(dossier.title)[:_LONGEST_HEADER], "created": _CREATED})
    formats = _Formats(workbook, dossier.language, say)
    for table in tables:
        _Sheet(workbook, table, formats, places, say).write()
    workbook.close()
    return {"": file.getvalue()}


class _Formats:
    """How cells look: a line tells rows apart, and what differs is struck out or underlined, not only coloured."""

    def __init__(self, workbook: "Workbook", language: str, say: Words) -> None:
        font = {"font_name": _FONT[language], "font_size": 10}
        cell = {**font, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": "#D5DAE0"}
        marks: Mapping[str, Mapping[str, object]] = {
            SAME: {},
            REMOVED: {"font_strikeout": True, "font_color": "#A3141B"},
            ADDED: {"underline": True, "font_color": "#11622F"},
        }
        self.text = workbook.add_format(cell)
        self.link = workbook.add_format({**cell, "font_color": "#0B57A4", "underline": True})
        self.runs = {mark: workbook.add_format({**font, **look}) for mark, look in marks.items()}
        self.marked = {mark: workbook.add_format({**cell, **look}) for mark, look in marks.items()}
        self.header = workbook.add_format({**cell, "bold": True, "bg_color": "#F5F6F8", "bottom_color": "#55606D"})
        self.numbers = {
            WHOLE: workbook.add_format({**cell, "num_format": "#,##0", "align": "right", "indent": 1}),
            DECIMAL: workbook.add_format({**cell, "num_format": "0.000", "align": "right", "indent": 1}),
            DATE: workbook.add_format({**cell, "num_format": say("sheet.date"), "align": "left"}),
        }


class _Sheet:
    """Writes one table."""

    def __init__(
        self, workbook: "Workbook", table: Table, formats: _Formats, places: Mapping[str, _Place], say: Words
    ) -> None:
        self._workbook, self._sheet = workbook, workbook.add_worksheet(table.title)
        self._table, self._formats, self._places, self._say = table, formats, places, say
        self._titles = unlike([_CODE.sub(" ", plain(column.title))[:_LONGEST_HEADER] for column in table.columns])
        self._widths = [
            width(title, column, table.column(column.key))
            for title, column in zip(self._titles, table.columns, strict=True)
        ]
        self._links = 0

    def write(self) -> None:
        """All cells, then how the sheet is shown and printed."""
        self._fit()
        for number, row in enumerate(self._table.rows, 1):
            for place, column in enumerate(self._table.columns):
                self._cell(number, place, column, row[column.key])
        self._head()
        self._name_columns()
        self._set_up()

    def _fit(self) -> None:
        """Widths and heights: not every program works out by itself how high a row has to be.

        A column without anything in it is there for formulas, and hidden.
        """
        keys = [column.key for column in self._table.columns]
        for place, (key, room) in enumerate(zip(keys, self._widths, strict=True)):
            is_empty = bool(self._table.rows) and not any(cell is not None for cell in self._table.column(key))
            self._sheet.set_column(place, place, room, None, {"hidden": is_empty})
        rows = (dict(zip(keys, self._titles, strict=True)), *self._table.rows)
        for number, row in enumerate(rows):
            taken = FILTER if number == 0 else 0
            self._sheet.set_row(
                number, height((row[key], w - taken) for key, w in zip(keys, self._widths, strict=True))
            )

    def _head(self) -> None:
        """The table of the sheet, with its filter."""
        head = [{"header": title, "header_format": self._formats.header} for title in self._titles]
        last = max(len(self._table.rows), 1)  # a table of Excel has at least one row
        options = {"name": self._table.name.replace("-", "_"), "style": None, "columns": head}
        self._sheet.add_table(0, 0, last, len(head) - 1, options)

    def _name_columns(self) -> None:
        """A name for each column that is the same in every language: `changes.kind`."""
        from xlsxwriter.utility import xl_range_abs

        last = max(len(self._table.rows), 1)
        for place, column in enumerate(self._table.columns):
            name = f"{self._table.name}.{column.key}".replace("-", "_")
            self._workbook.define_name(name, f"='{self._table.title}'!{xl_range_abs(1, place, last, place)}")

    def _set_up(self) -> None:
        sheet, table = self._sheet, self._table
        last = max(len(table.rows), 1)
        sheet.freeze_panes(1, 1)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, last, sum(column.reading for column in table.columns) - 1)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{table.title}&R{self._say('sheet.page')}")

    def _cell(self, row: int, place: int, column: Column, cell: Cell) -> None:
        formats = self._formats
        if cell is None:
            self._sheet.write_blank(row, place, None, formats.text)
        elif isinstance(cell, tuple):
            self._marked(row, place, cell)
        elif isinstance(cell, int | float):
            self._sheet.write_number(row, place, cell, formats.numbers[column.kind])
        elif column.kind == DATE and (day := _day(cell)):
            self._sheet.write_datetime(row, place, day, formats.numbers[DATE])
        elif column.points and self._links < _MOST_LINKS and (there := self._places.get(cell.partition(" ")[0])):
            title, number = there
            self._links += 1
            self._sheet.write_url(row, place, f"internal:'{title}'!A{number + 1}", formats.link, cell)
        else:
            self._text(row, place, cell, SAME)

    def _marked(self, row: int, place: int, segments: Sequence[Segment]) -> None:
        runs = [(part.mark, text) for part in segments for text in _CODE.split(part.text)]
        if len(runs) == 1:
            self._text(row, place, runs[0][1], runs[0][0])
            return
        fragments = [one for mark, text in runs for one in (self._formats.runs[mark], text)]
        self._sheet.write_rich_string(row, place, *fragments, self._formats.text)

    def _text(self, row: int, place: int, text: str, mark: str) -> None:
        """A text in one look; in several runs where it would be taken for something else."""
        if _CODE.search(text):
            self._marked(row, place, [Segment(text, mark)])
        elif text.startswith("<r>") and text.endswith("</r>"):  # what marked text is within the library
            self._marked(row, place, [Segment(text[:1], mark), Segment(text[1:], mark)])
        else:
            self._sheet.write_string(row, place, text, self._formats.marked[mark])


def _day(cell: str) -> date | None:
    """A day that Excel knows: from 1900 on."""
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day.year > 1900 else None
