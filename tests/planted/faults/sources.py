"""Faults of the source itself, which was ingested as it is: the snapshot is what its source gives."""

import itertools
import re
from typing import Any

from tests.planted.faults.edits import shuffled
from tests.planted.folder import (
    BATCH,
    DEPARTMENTS,
    NATIONAL,
    NEW,
    XIAMEN,
    CannotPlantError,
    DataFolder,
    Expected,
    in_source,
    line_at,
    line_of,
)
from tests.planted.table import FAULTS

SAID = "warning"


def in_text(folder: DataFolder, name: str, pattern: str, new: str, check: str, column: str = "text") -> Expected:
    """Replace what a cell of some measure prints once, in the source; then ingest it again.

    What the authority itself prints is for information only, except where a name cannot be resolved or text is lost.
    """

    def words(measure: Any) -> str:
        cell = measure[column]
        return (cell["raw"] if isinstance(cell, dict) else cell) or "" if cell else ""

    data, source = folder.data(name), folder.source(name)
    for at in shuffled(folder, data["measures"]):
        measure = data["measures"][at]
        found = list(re.finditer(pattern, words(measure)))
        if not found:
            continue
        chosen = folder.random.choice(found)
        old, around = chosen[0], words(measure)[max(chosen.start() - 4, 0) : chosen.end() + 4]
        try:
            start = in_source(name, measure, around, source) + min(chosen.start(), 4)
        except CannotPlantError:
            continue
        source = source[:start] + new + source[start + len(old) :]
        folder.reingest(name, source)
        path: tuple[str | int, ...] = ("measures", at, column)
        if isinstance(measure[column], dict):
            path = (*path, "raw")
        line = line_at(source, start)
        severity = SAID if check in ("unknown-body", "unknown-place", "mojibake") else "info"
        first, last = measure["location"]["lines"] if check.endswith("-unbalanced") else (line, line)  # of either sign
        return folder.at(check, name, path, severity, source=(first, last))
    raise CannotPlantError


def _row(name: str, check: str, pattern: str, new: str, *snapshots: str, column: str = "text", times: int = 1) -> None:
    def plant(folder: DataFolder, snapshot: str) -> Expected:
        return in_text(folder, snapshot, pattern, new, check, column)

    FAULTS.row(check, *snapshots, name=f"{name}_in_the_source", times=times)(plant)


_HAN = "(?<=[一-鿿])[一-鿿](?=[一-鿿])"
_row("bracket_dropped", "bracket-unbalanced", "）(?=.)", "", NATIONAL, XIAMEN, BATCH)
_row("title_mark_of_another_kind", "bracket-unbalanced", "》", "〉", NATIONAL, XIAMEN)
_row("quotation_mark_dropped", "quote-unbalanced", "”(?=.)", "", NATIONAL, XIAMEN, BATCH)
_row("private_use", "private-use", _HAN, "\ue5e5", NATIONAL, XIAMEN, BATCH)
_row("zero_width_space", "invisible-character", "(?<=[一-鿿])(?=[一-鿿])", "\u200b", XIAMEN, BATCH)
_row("soft_hyphen", "invisible-character", "(?<=[一-鿿])(?=[一-鿿])", "\u00ad", NATIONAL, NEW)
_row("replacement_character", "mojibake", _HAN, "\ufffd", NATIONAL, XIAMEN, NEW, BATCH)
_row("compatibility_ideograph", "variant-glyph", "行", "\ufa08", NATIONAL, BATCH, NEW)
_row(
    "unknown_body",
    "unknown-body",
    "(?<![一-鿿])(?:商务部|海关总署|税务总局|人民银行)(?![一-鿿])",
    "星际航务局",
    NATIONAL,
    BATCH,
    column="responsibility",
)
_row("unknown_leading_body", "unknown-body", "移民局", "星际航务局", DEPARTMENTS, column="responsibility", times=2)
_row(
    "unknown_guiding_body",
    "unknown-body",
    "(?<![一-鿿])(?:商务部|海关总署|税务总局|人民银行)(?![一-鿿])",
    "星际航务局",
    XIAMEN,
    column="guidance",
    times=2,
)
_row("unknown_place", "unknown-place", "^全国$", "蓬莱仙岛", BATCH, DEPARTMENTS, column="reach", times=2)


def _numbers(measure: Any) -> str:
    return str(measure["number"])


def _row_lines(folder: DataFolder, name: str, at: int) -> tuple[list[str], int, int]:
    """The lines of a source, and those of a measure's row with what separates it from the next: from 0, end excluded."""
    lines = folder.source(name).split("\n")
    measures = folder.data(name)["measures"]
    before = 2 if name == XIAMEN else 1  # a row of cells begins with that of its section
    first = measures[at]["location"]["lines"][0] - before
    is_last = at + 1 == len(measures)
    last = measures[at]["location"]["lines"][1] if is_last else measures[at + 1]["location"]["lines"][0] - before
    return lines, first, last


def _alone(folder: DataFolder, name: str) -> int:
    """The place of a measure inside of a section, with others before and behind it on lines of their own."""
    measures = folder.data(name)["measures"]

    def is_inside(measure: Any) -> bool:
        at = measures.index(measure)
        near = measures[max(at - 1, 0) : at + 3]
        is_apart = all(
            one["location"]["lines"][1] < two["location"]["lines"][0] for one, two in itertools.pairwise(near)
        )
        return 1 <= at < len(measures) - 3 and len({one["section"] for one in near}) == 1 and is_apart

    return folder.some_measure(name, is_inside)


@FAULTS.row("number-missing")
def row_left_out_of_the_source(folder: DataFolder, name: str) -> Expected:
    at = _alone(folder, name)
    lines, first, last = _row_lines(folder, name, at)
    folder.reingest(name, "\n".join(lines[:first] + lines[last:]))
    return folder.at("number-missing", name, ("measures", at, "number"), SAID)


@FAULTS.row("number-missing", NEW, BATCH, XIAMEN)
def several_rows_left_out_of_the_source(folder: DataFolder, name: str) -> Expected:
    at = _alone(folder, name)
    lines, first, _ = _row_lines(folder, name, at)
    _, _, last = _row_lines(folder, name, at + 1)
    folder.reingest(name, "\n".join(lines[:first] + lines[last:]))
    return folder.at("number-missing", name, ("measures", at, "number"), SAID)


@FAULTS.row("number-order", NEW, BATCH, DEPARTMENTS, XIAMEN)
def rows_swapped_in_the_source(folder: DataFolder, name: str) -> Expected:
    at = _alone(folder, name)
    lines, first, last = _row_lines(folder, name, at)
    _, start, stop = _row_lines(folder, name, at + 1)
    swapped = lines[:first] + lines[start:stop] + lines[last:start] + lines[first:last] + lines[stop:]
    folder.reingest(name, "\n".join(swapped))
    text = folder.text(name)
    first_line, last_line = line_of(text, ("measures", at)), line_of(text, ("measures", at + 1, "number"))
    return Expected(check="number-order", path=f"{name}.json", first=first_line, last=last_line, severity=SAID)


@FAULTS.row("count-differs", DEPARTMENTS, times=2)
def count_in_the_title(folder: DataFolder, name: str) -> Expected:
    count = folder.random.choice((19, 20, 22, 26, 210))
    folder.reingest(name, folder.source(name).replace("（21项）", f"（{count}项）", 1))
    return folder.at("count-differs", name, ("title",), SAID)


@FAULTS.row("count-differs", BATCH, times=2)
def count_in_a_note(folder: DataFolder, name: str) -> Expected:
    source = folder.source(name)
    found = folder.random.choice(list(re.finditer(r"等(\d+)项", source)))
    source = source[: found.start(1)] + str(int(found[1]) + 1) + source[found.end(1) :]
    words = source[found.start() - 12 : found.end()]
    folder.reingest(name, source)
    notes = folder.data(name)["notes"]
    places = [at for at, note in enumerate(notes) if words in note["text"] and note["measures"]]
    if len(places) != 1:
        raise CannotPlantError
    return folder.at("count-differs", name, ("notes", places[0], "text"), SAID)


@FAULTS.row("count-differs", DEPARTMENTS)
def last_row_left_out_of_the_source(folder: DataFolder, name: str) -> Expected:
    """There is no gap: only the count in the title says that one is missing."""
    lines, first, last = _row_lines(folder, name, len(folder.data(name)["measures"]) - 1)
    folder.reingest(name, "\n".join(lines[:first] + lines[last:]))
    return folder.at("count-differs", name, ("title",), SAID)


@FAULTS.row("document-number", BATCH, NEW)
def year_of_the_number_in_the_source(folder: DataFolder, name: str) -> Expected:
    number = folder.data(name)["document_number"]
    wrong = re.sub(r"〔(\d+)〕", lambda found: f"〔{int(found[1]) - 1}〕", number)
    folder.reingest(name, folder.source(name).replace(number, wrong))
    return folder.at("document-number", name, ("document_number",), SAID)


@FAULTS.row("cut-off", BATCH, DEPARTMENTS)
def source_that_breaks_off(folder: DataFolder, name: str) -> Expected:
    """The download stopped inside the last row."""
    measures = folder.data(name)["measures"]
    lines, first, _ = _row_lines(folder, name, len(measures) - 1)
    cells = lines[first].split("\t")
    folder.reingest(name, "\n".join([*lines[:first], "\t".join(cells[:3])]))
    text = folder.text(name)
    last = len(folder.data(name)["measures"]) - 1
    return Expected(
        check="cut-off", path=f"{name}.json", severity=SAID,
        first=line_of(text, ("measures", last)), last=line_of(text, ("measures", last, "remark")),
    )  # fmt: skip


@FAULTS.row("unplaced", DEPARTMENTS, times=2)
def line_that_belongs_nowhere_in_the_source(folder: DataFolder, name: str) -> Expected:
    """A remark of whoever exported the table; only what the reader says of it is in the snapshot."""
    source = folder.source(name).rstrip("\n")
    words = folder.random.choice(("本表另行说明的事项", "（完）导出时间：今日", "联系人：张三"))
    folder.reingest(name, f"{source}\n\n{words}\n")
    text = folder.text(name)
    line = source.count("\n") + 3
    first, last = line_of(text, ("findings",)), line_of(text, ("findings", 0, "lines"))
    return Expected(check="unplaced", path=f"{name}.json", first=first, last=last, source=(line, line))


@FAULTS.row("cell-empty", BATCH, DEPARTMENTS)
def cell_left_empty_in_the_source(folder: DataFolder, name: str) -> Expected:
    at = _alone(folder, name)
    lines, first, last = _row_lines(folder, name, at)
    raw = folder.data(name)["measures"][at]["responsibility"]["raw"]
    places = [i for i in range(first, last) if f"\t{raw}\t" in lines[i]]
    if len(places) != 1:
        raise CannotPlantError
    lines[places[0]] = lines[places[0]].replace(f"\t{raw}\t", "\t\t", 1)
    folder.reingest(name, "\n".join(lines))
    return folder.at("cell-empty", name, ("measures", at, "responsibility"), "info")


@FAULTS.row("section-empty", NEW, times=2)
def heading_without_measures_in_the_source(folder: DataFolder, name: str) -> Expected:
    lines = folder.source(name).split("\n")
    *_, last = (section for section in folder.data(name)["sections"] if section["label"])
    _first, behind = folder.data(name)["measures"][-1]["location"]["lines"]
    title = folder.random.choice(("建立健全人才评价制度", "完善风险防控协同机制"))
    folder.reingest(name, "\n".join([*lines[:behind], f"{_next(last['label'])}{title}", *lines[behind:]]))
    places = [at for at, one in enumerate(folder.data(name)["sections"]) if one["title"] == title]
    return _part(folder, name, "section-empty", places[0])


_NUMERALS = "一二三四五六七八九十"


def _next(label: str) -> str:
    """The label behind one of ten to nineteen: 十四、 → 十五、."""
    found = re.fullmatch(r"十([一二三四五六七八])、", label)
    assert found, label
    return f"十{_NUMERALS[_NUMERALS.index(found[1]) + 1]}、"


def _part(folder: DataFolder, name: str, check: str, at: int) -> Expected:
    text = folder.text(name)
    first, last = line_of(text, ("sections", at)), line_of(text, ("sections", at, "intro"))
    return Expected(check=check, path=f"{name}.json", first=first, last=last, severity=SAID)


@FAULTS.row("section-order", NATIONAL, XIAMEN, times=2)
def label_of_a_section_in_the_source(folder: DataFolder, name: str) -> Expected:
    """The last heading bears a numeral too high."""
    last = folder.data(name)["sections"][-1]
    source = folder.source(name)
    start = source.rindex(last["label"])
    wrong = folder.random.choice(("（九）", "（十）"))
    folder.reingest(name, source[:start] + wrong + source[start + len(wrong) :])
    return _part(folder, name, "section-order", len(folder.data(name)["sections"]) - 1)


@FAULTS.row("section-order", NEW, times=2)
def paragraph_left_out_of_the_source(folder: DataFolder, name: str) -> Expected:
    """The labels of the paragraphs have a gap where the next one stands."""
    label = folder.random.choice(("(九)", "(十)", "(十三)"))
    source = folder.source(name)
    start = source.rindex(f"  {label}")
    stop = source.index("\n", start) + 1
    labels = [one["label"] for one in folder.data(name)["sections"]]
    at = len(labels) - 1 - labels[::-1].index(label)
    folder.reingest(name, source[:start] + source[stop:])
    return _part(folder, name, "section-order", at)
