"""What a reader of each format finds in a report, each by a reader of the format's own: nothing of ours reads it back.

`READERS` gives what a file says, `ACTING` what in it would act instead of being read: formulas, scripts, links out.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from policydiff.report.formats import Files

KEY = re.compile(r"(?:\d[\d+-]*)?→(?:\d[\d+-]*)?")


@dataclass(slots=True)
class Told:
    """What a file says; None where a format does not say it.

    `keys` are those of its rows (of links alone where `alone` is False), `changes` the number of changes of each row,
    `change_ids` their ids, `counts` the measures by side and facet, `text` all that can be read, without blanks.
    """

    keys: list[str]
    text: str
    alone: bool = True
    measures: set[str] | None = None
    changes: Counter[str] | None = None
    change_ids: list[str] | None = None
    counts: Mapping[str, int] | None = None


def squeezed(text: str) -> str:
    """A text without blanks and line breaks, which each format sets in its own way."""
    return re.sub(r"[\s\u200b\u2060]+", "", text)


def read_json(files: Files) -> Told:
    found = json.loads(files[""])
    links = found["links"]
    keys = ["+".join(link["left"]) + "→" + "+".join(link["right"]) for link in links]
    sides = {side: [name for link in links for name in link[side]] for side in ("left", "right")}
    for side, row in (("left", "{}→"), ("right", "→{}")):
        only = [one["measure"] for one in found[f"{side}_only"]]
        sides[side] += only
        keys += [row.format(name) for name in only]
    labels = {side: _label(found[side]) for side in sides}
    summary = found["summary"]
    counts = {f"side {side}": summary[side]["measures"] for side in sides}
    counts |= {f"part {side}-only": summary[side]["only"] for side in sides}
    counts |= {f"part {side} linked": summary[side]["linked"] for side in sides}
    counts |= {f"uptake {name}": n for name, n in summary["uptake"].items()}
    return Told(
        keys=keys,
        text=squeezed(files[""].decode()),
        measures={f"{labels[side]}/{name}" for side, names in sides.items() for name in names},
        changes=Counter({key: n for key, link in zip(keys, links, strict=False) if (n := len(link["changes"]))}),
        change_ids=[change["id"] for link in links for change in link["changes"]],
        counts=counts,
    )


def _label(document: Mapping[str, Any]) -> str:
    revision = (document.get("edition") or {}).get("revision")
    return f"{document['id']}@{revision}" if revision else str(document["id"])


Rows = list[dict[str, str]]


def of_tables(tables: Mapping[str, Rows], text: str) -> Told:
    """What tables say, given by their names, their columns by key."""
    names = ("links", "left-out", "own")
    keys = [row["key"] for name in names for row in tables[name]]
    changes = tables["changes"]
    return Told(
        keys=keys,
        text=squeezed(text),
        measures={row["anchor"] for row in tables["measures"]},
        changes=Counter(row["key"] for row in changes),
        change_ids=[row["id"] for row in changes],
        counts=dict(_counts(tables["summary"])),
    )


def _counts(summary: Rows) -> Iterator[tuple[str, int]]:
    totals = {row["id"]: row["value"] for row in summary if row["part"] == "total"}
    for row in summary:
        count = int(row["count"] or 0)
        if row["part"] == "total" and row["value"] in ("left", "right"):
            yield f"side {row['value']}", count
        elif row["part"] == "share" and row["facet"] == "side":
            linked = row["value"] == "linked"
            yield f"part {totals[row['total']]} linked" if linked else f"part {row['value']}", count
        elif row["part"] == "share" and row["facet"] == "uptake" and count:
            yield f"uptake {row['value']}", count
        elif row["part"] == "share" and row["facet"] == "applicability":
            yield f"left out {row['value']}", count


csv.field_size_limit(1_000_000)  # Python stops at 131,072, spreadsheets do not


def rows_of_csv(content: bytes) -> list[list[str]]:
    """The rows of a file as RFC 4180 has them, without the apostrophes that guard cells."""
    text = content.decode("utf-8-sig")
    return [[cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]


def read_csv(files: Files, columns: Mapping[str, tuple[str, ...]]) -> Told:
    tables = {name: rows_of_csv(content) for name, content in files.items()}
    text = "".join(cell for rows in tables.values() for row in rows for cell in row)
    whole = [row[0] for row in tables.pop("")[1:]]
    told = of_tables({name: _keyed(rows, columns[name]) for name, rows in tables.items()}, text)
    assert sorted(whole) == sorted(told.keys)
    return told


def _keyed(rows: list[list[str]], columns: tuple[str, ...]) -> Rows:
    return [dict(zip(columns, row, strict=True)) for row in rows[1:]]


def read_zip(files: Files, columns: Mapping[str, tuple[str, ...]]) -> Told:
    with ZipFile(io.BytesIO(files[""])) as archive:
        assert archive.testzip() is None
        parts = {name.removesuffix(".csv"): archive.read(name) for name in archive.namelist()}
    parts[""] = parts.pop("comparison")
    return read_csv(parts, columns)


def read_xlsx(files: Files, columns: Mapping[str, tuple[str, ...]]) -> Told:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(files[""]))
    tables: dict[str, Rows] = {}
    for sheet in book:
        (name,) = sheet.tables
        assert sheet.tables[name].ref.startswith("A1:")
        shown = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        filled = [row for row in shown if any(row)]
        known = columns[name.replace("_", "-")]
        tables[name.replace("_", "-")] = [dict(zip(known, row, strict=False)) for row in filled[1:]]
    strings = ElementTree.fromstring(ZipFile(io.BytesIO(files[""])).read("xl/sharedStrings.xml"))  # noqa: S314 - our own
    cells = "".join(
        re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text) for text in strings.itertext()
    )
    return of_tables(tables, cells)


class _Page(HTMLParser):
    """The words of a page, the keys of its rows, and the changes in each."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.changes: Counter[str] = Counter()
        self.ids: set[str] = set()
        self.text: list[str] = []
        self.acting: list[str] = []
        self.scripts = 0
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        key = known.get("data-key") or (known.get("id", "") if "data-row" in known else "")
        if key:
            self.keys.append(key)
        if "data-change" in known:
            self.changes[self.keys[-1]] += 1
        self.ids.add(known.get("id", ""))
        self._silent = tag in ("script", "style")
        self.scripts += tag == "script"
        self.acting += [f"{name}={value}" for name, value in known.items() if _acts(name, value)]
        self.acting += [tag] if tag in ("iframe", "object", "embed", "base", "img") else []

    def handle_endtag(self, _: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


def _acts(name: str, value: str) -> bool:
    leads_out = name in ("href", "src", "action", "formaction", "xlink:href") and not value.startswith(("#", "data:"))
    return name.startswith("on") or leads_out


def _page(content: bytes) -> _Page:
    page = _Page()
    page.feed(content.decode("utf-8"))
    page.close()
    return page


def read_html(files: Files) -> Told:
    page = _page(files[""])
    measures = {name for name in page.ids if re.fullmatch(r"[^#→]+/\d[\d-]*", name) and not name.startswith("text/")}
    return Told(keys=page.keys, text=squeezed("".join(page.text)), measures=measures, changes=Counter(page.changes))


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(files: Files) -> Told:
    from docx import Document

    body = Document(io.BytesIO(files[""])).element.body
    keys = [key for row in body.iter(f"{_WORD}tr") if KEY.fullmatch(key := squeezed(_words(row.find(f"{_WORD}tc"))))]
    return Told(keys=[key for key in keys if key != "→"], text=squeezed(_words(body)))


def _words(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(f"{_WORD}t")) if element is not None else ""


_MARKUP = re.compile(r"<!-- -->|</?(?:del|ins|b|strong|details|summary|br|sub|sup|a)\b[^<>]*>|^(?:> ?)+", re.MULTILINE)
"""Signs of Markdown's own that are no words; those of a document are escaped."""


def read_md(files: Files) -> Told:
    """Both texts may stand in one: then each is what remains without the words marked as those of the other."""
    raw = files[""].decode("utf-8")
    readings = (raw, *(re.sub(f"<{mark}>.*?</{mark}>", "", raw, flags=re.DOTALL) for mark in ("del", "ins")))
    shown = [unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", _MARKUP.sub("", reading))) for reading in readings]
    heads = re.findall(r"^(?:#+ |- |(?:<details>)?<summary>)\**(.*)$", raw, re.MULTILINE)
    told = [squeezed(unescape(_MARKUP.sub("", head)).replace("\\", "").replace("*", " ")) for head in heads]
    keys = [found[0] for head in told if (found := re.match(r"\d[\d+-]*→\d[\d+-]*", head))]
    return Told(
        keys=[*dict.fromkeys(keys)], text=squeezed("\n".join(shown)), alone=False
    )  # evidence names a link again


READERS: Mapping[str, Callable[..., Told]] = {
    "json": read_json,
    "csv": read_csv,
    "zip": read_zip,
    "xlsx": read_xlsx,
    "html": read_html,
    "docx": read_docx,
    "md": read_md,
}
TABULAR = ("csv", "zip", "xlsx")
"""Formats of tables: their columns are named by words, and are read by their order."""


def acting_csv(files: Files) -> list[str]:
    cells = [
        cell
        for content in files.values()
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    return [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠\t\r") and cell.strip()]


def acting_zip(files: Files) -> list[str]:
    with ZipFile(io.BytesIO(files[""])) as archive:
        return acting_csv({name: archive.read(name) for name in archive.namelist()})


def acting_office(files: Files) -> list[str]:
    """Formulas, macros, fields other than page numbers and ways out, in the parts of a Word or Excel file."""
    found: list[str] = []
    with ZipFile(io.BytesIO(files[""])) as archive:
        for name in archive.namelist():
            found += [name] if re.search(r"vba|activeX|embeddings|externalLink", name) else []
            if not name.endswith((".xml", ".rels")):
                continue
            for one in ElementTree.fromstring(archive.read(name)).iter():  # noqa: S314 - our own
                tag = one.tag.rpartition("}")[2]
                is_field = tag == "instrText" and not re.match(r"\s*(PAGE|NUMPAGES|TOC|PAGEREF)\b", one.text or "")
                if tag in ("f", "ddeLink", "altChunk") or is_field or one.get("TargetMode") == "External":
                    found.append(f"{name}: {tag} {one.text} {dict(one.attrib)}")
    return found


def acting_html(files: Files) -> list[str]:
    page = _page(files[""])
    return page.acting + ["script"] * page.scripts


def acting_md(files: Files) -> list[str]:
    text = re.sub(r"\\.", "", files[""].decode("utf-8").replace("<!-- -->", ""))
    tags = re.findall(r"<(?!/?(?:details|summary|del|ins|b|br|sub|sup|a id=\"[^\"<>]*\")[ />])[a-zA-Z/!][^>]*>", text)
    return tags + re.findall(r"\]\((?!#)[^)]*\)", text) + re.findall(r"(?<![\w`])@\w+", text)


ACTING: Mapping[str, Callable[[Files], list[str]]] = {
    "json": lambda _: [],
    "csv": acting_csv,
    "zip": acting_zip,
    "xlsx": acting_office,
    "docx": acting_office,
    "html": acting_html,
    "md": acting_md,
}
