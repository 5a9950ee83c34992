"""One planted fault, one finding: by its own id, on the line that was edited, with the words in the source."""

import copy
import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policydiff.model.finding import LocatedFinding
from policydiff.snapshot.positions import JsonPath, Positions
from policydiff.workflows.validation.file import check_file
from tests.conftest import IDS, SNAPSHOTS

NAMES = {**{name: (name,) for name in IDS}, "national": ("national-2020",), "xiamen": ("xiamen-2020",)}
Data = dict[str, Any]
Plant = Callable[[Data], tuple[str, JsonPath]]
"""Edits the data of a snapshot by hand; gives the id of the check and the value that is on the line."""


@cache
def original(name: str) -> str:
    return (SNAPSHOTS / f"{name}.json").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "snapshots"
    shutil.copytree(SNAPSHOTS, folder)
    return folder


def checked(folder: Path, name: str, text: str) -> list[LocatedFinding]:
    path = folder / f"{name}.json"
    try:
        path.write_bytes(text.encode())
        return check_file(path, NAMES)
    finally:
        path.write_text(original(name), "utf-8")


@cache
def baseline(name: str) -> list[tuple[str, str]]:
    return sorted((one.finding.id, one.excerpt) for one in check_file(SNAPSHOTS / f"{name}.json", NAMES))


def planted(folder: Path, name: str, plant: Plant) -> tuple[list[LocatedFinding], str, int]:
    """What is found beyond the warnings of the untouched file, and what is due."""
    data = json.loads(original(name))
    check, place = plant(data)
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    found = checked(folder, name, text)
    known = list(baseline(name))
    new = []
    for one in found:
        key = (one.finding.id, one.excerpt)
        if key in known and one.finding.severity != "error":
            known.remove(key)
        else:
            new.append(one)
    return new, check, Positions(text).nearest(place)[0]


def measure(at: float, data: Data) -> int:
    return int(at * (len(data["measures"]) - 1))


def text_edited(at: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        words = data["measures"][which]["text"]
        middle = len(words) // 2
        data["measures"][which]["text"] = words[:middle] + "另行" + words[middle + 2 :]
        return "text-edited", ("measures", which, "text")

    return plant


def words_left_out(at: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        data["measures"][which]["text"] = data["measures"][which]["text"][:-3]
        return "cut-off", ("measures", which, "text")

    return plant


def measure_lost(at: float, count: int = 1) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        del data["measures"][which : which + count]
        is_last = which >= len(data["measures"])
        return "measure-lost", ("measures", which - 1, "location", "lines", 1) if is_last else ("measures", which)

    return plant


def measure_copied(at: float, to: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which, where = measure(at, data), measure(to, data)
        where += where <= which  # the copy stands behind
        copied = copy.deepcopy(data["measures"][which])
        place = which + 1 if where <= which else where
        data["measures"].insert(place, copied)
        return "id-repeated", ("measures", place, "id")

    return plant


def measure_invented(at: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        invented = copy.deepcopy(data["measures"][which])
        invented.update(id="900", number="900", text="推动设立新的平台。", title=None)
        data["measures"].insert(which, invented)
        return "measure-invented", ("measures", which)

    return plant


def renumbered(at: float, number: str = "700") -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        data["measures"][which].update(id=number, number=number)
        return "text-edited", ("measures", which, "number")

    return plant


def numbered_like(at: float, other: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        data["measures"][which]["number"] = data["measures"][measure(other, data)]["number"]
        return "number-repeated", ("measures", which, "number")

    return plant


def id_like(at: float, other: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        data["measures"][which]["id"] = data["measures"][measure(other, data)]["id"]
        return "id-repeated", ("measures", which, "id")

    return plant


def id_changed(at: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        data["measures"][which]["id"] += "-1"
        return "number-id", ("measures", which, "id")

    return plant


def swapped(at: float, by: int) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        which = measure(at, data)
        one, other = which, which + by
        data["measures"][one], data["measures"][other] = data["measures"][other], data["measures"][one]
        return "number-order", ("measures", one, "number")

    return plant


def moved(at: float, to: float) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        one = data["measures"].pop(measure(at, data))
        where = measure(to, data)
        data["measures"].insert(where, one)
        return "number-order", ("measures", where, "number")

    return plant


def set_at(check: str, *place: str | int, value: object) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        inner: Any = data
        for part in place[:-1]:
            inner = inner[part]
        assert inner[place[-1]] != value
        inner[place[-1]] = value
        return check, place

    return plant


def taken_out(check: str, *place: str | int, line: JsonPath) -> Plant:
    def plant(data: Data) -> tuple[str, JsonPath]:
        inner: Any = data
        for part in place[:-1]:
            inner = inner[part]
        del inner[place[-1]]
        return check, line

    return plant


def section_renamed(data: Data) -> tuple[str, JsonPath]:
    data["sections"][3]["id"] = "44"
    return "not-reproducible", ("sections", 3, "id")


def section_renamed_everywhere(data: Data) -> tuple[str, JsonPath]:
    section_renamed(data)
    for one in data["measures"]:
        one["section"] = "44" if one["section"] == "4" else one["section"]
    return "not-reproducible", ("sections", 3, "id")


def section_put_in(data: Data) -> tuple[str, JsonPath]:
    data["sections"].append({"id": "9", "label": "（九）", "title": "其他", "intro": None})
    return "section-invented", ("sections", 8)


def section_emptied(data: Data) -> tuple[str, JsonPath]:
    for one in data["measures"]:
        one["section"] = "7" if one["section"] == "8" else one["section"]
    return "section-empty", ("sections", 7)


def sections_swapped(data: Data) -> tuple[str, JsonPath]:
    data["sections"][2:4] = reversed(data["sections"][2:4])
    return "section-order", ("sections", 2, "label")


def finding_put_in(data: Data) -> tuple[str, JsonPath]:
    lines = data["measures"][4]["location"]["lines"]
    row = {"id": "cell-empty", "severity": "warning", "message": "x", "measure": "5", "field": "remark", "lines": lines}
    data["findings"].append(row)
    return "not-reproducible", ("findings", len(data["findings"]) - 1)


def alias_put_in(data: Data) -> tuple[str, JsonPath]:
    data["aliases"].append("other")
    return "not-reproducible", ("aliases", len(data["aliases"]) - 1)


def reach_code(data: Data) -> tuple[str, JsonPath]:
    for at, one in enumerate(data["measures"]):
        if one["reach"] and one["reach"]["regions"]:
            one["reach"]["regions"][0]["code"] = "350200"
            return "region-code", ("measures", at, "reach", "regions", 0, "code")
    raise AssertionError


SOME = (0, 0.62, 1)
EVERYWHERE: dict[str, Plant] = {
    **{f"text edited at {at}": text_edited(at) for at in SOME},
    **{f"words left out at {at}": words_left_out(at) for at in SOME},
    **{f"measure lost at {at}": measure_lost(at) for at in SOME},
    **{f"five measures lost at {at}": measure_lost(at, 5) for at in (0, 0.3)},
    **{f"measure {at} copied to {to}": measure_copied(at, to) for at, to in ((0, 0), (0.3, 0.3), (0.3, 1), (1, 1))},
    **{f"measure invented at {at}": measure_invented(at) for at in SOME},
    **{f"renumbered at {at}": renumbered(at) for at in SOME},
    **{f"number of another at {at}": numbered_like(at, other) for at, other in ((0, 0.5), (0.5, 0), (1, 0.9))},
    **{f"id of another at {at}": id_like(at, other) for at, other in ((0, 0.5), (0.5, 0), (1, 0.9))},
    **{f"id changed at {at}": id_changed(at) for at in SOME},
    **{f"moved from {at}": moved(at, to) for at, to in ((0.1, 0.8), (0.8, 0.1), (0, 1))},
    **{f"swapped at {at}": swapped(at, by) for at, by in ((0, 3), (0.4, 5), (0.5, 2))},
    "a number that is none": set_at("text-edited", "measures", 6, "number", value="6a"),
    "another title": set_at("text-edited", "title", value="关于别的事情的通知"),
    "a section that is not there": set_at("section-dangling", "measures", 6, "section", value="99"),
    "implements itself": lambda d: set_at("implements-itself", "implements", value=d["id"])(d),
    "implements what is not there": set_at("implements-dangling", "implements", value="nobody"),
    "a round": set_at("not-reproducible", "round", value=9),
    "lines": set_at("not-reproducible", "measures", 3, "location", "lines", 0, value=1),
    "aliases": alias_put_in,
    "media type": set_at("not-reproducible", "source", "media_type", value="text/html"),
    "a finding put in": finding_put_in,
    "another level": set_at("not-reproducible", "level", value="district"),
}  # fmt: skip
IN_ONE: dict[str, tuple[str, Plant]] = {
    "section renamed": ("national-2020", section_renamed),
    "section renamed everywhere": ("national-2020", section_renamed_everywhere),
    "section renamed in a city": ("xiamen-2020", section_renamed),
    "section put in": ("xiamen-2020", section_put_in),
    "section emptied": ("national-2020", section_emptied),
    "sections swapped": ("xiamen-2020", sections_swapped),
    "section lost": ("national-2025", taken_out("section-lost", "sections", 6, line=("sections", 6))),
    "section of measures lost": ("xiamen-2020", taken_out("section-lost", "sections", 4, line=("sections", 4))),
    "label of a section": ("national-2020", set_at("section-order", "sections", 4, "label", value="（九）")),
    "heading of a section": ("national-2020", set_at("text-edited", "sections", 4, "title", value="全面探索健全促进机制")),
    "measure in a section further on": ("xiamen-2020", set_at("section-order", "measures", 3, "section", value="5")),
    "note lost": ("national-2020", taken_out("note-lost", "notes", 0, line=("notes", 0))),
    "note edited": ("national-2020", lambda d: set_at("text-edited", "notes", 1, "text", value=d["notes"][1]["text"].replace("涪陵区", "涪陵"))(d)),
    "note names nobody": ("national-2020", set_at("note-dangling", "notes", 0, "measures", 2, value="999")),
    "note names another": ("national-2020", set_at("not-reproducible", "notes", 0, "measures", 2, value="29")),
    "count in the title": ("ftz-departments-2019", lambda d: set_at("count-differs", "title", value=d["title"].replace("21项", "22项"))(d)),
    "count in a note": ("ftz-batch-6", lambda d: set_at("count-differs", "notes", 2, "text", value=d["notes"][2]["text"].replace("等9项", "等8项"))(d)),
    "finding of the reader taken out": ("ftz-batch-6", taken_out("not-reproducible", "findings", 0, line=("findings",))),
    "promoted backwards": ("ftz-departments-2019", set_at("date-order", "measures", 0, "promoted", "to", value="2017-06")),
    "promoted from later": ("ftz-departments-2019", set_at("date-order", "measures", 0, "promoted", "from", value="2019-06")),
    "promoted, printed": ("ftz-departments-2019", set_at("text-edited", "measures", 0, "promoted", "raw", value="2018.7")),
    "promoted, worked out": ("ftz-departments-2019", set_at("not-reproducible", "measures", 0, "promoted", "from", value="2018-05")),
    "no document number": ("national-2025", set_at("document-number", "document_number", value="商资函2025 84")),
    "number of another year": ("ftz-batch-6", set_at("document-number", "document_number", value="国函〔2018〕96号")),
    "issued in another year": ("ftz-batch-6", set_at("document-number", "issued", value="2022-06-28")),
    "issued on another day": ("ftz-batch-6", set_at("text-edited", "issued", value="2020-06-29")),
    "issued on no day": ("ftz-batch-6", set_at("date-order", "issued", value="2020-06-31")),
    "issued by another": ("ftz-batch-6", set_at("text-edited", "issuers", 0, value="商务部")),
    "code of another place": ("xiamen-2020", set_at("region-code", "region", "code", value="350300")),
    "name of another place": ("xiamen-2020", set_at("region-code", "region", "name", value="泉州市")),
    "code in a reach": ("national-2025", reach_code),
    "a national document": ("xiamen-2020", set_at("level-region", "level", value="national")),
    "a city without its place": ("xiamen-2020", set_at("level-region", "region", value=None)),
    "a body by hand": ("xiamen-2020", set_at("not-reproducible", "measures", 0, "responsibility", "bodies", 0, "name", value="市商务")),
    "a cell emptied": ("xiamen-2020", set_at("cell-empty", "measures", 9, "responsibility", value=None)),
    "a cell filled": ("national-2020", set_at("text-edited", "measures", 9, "remark", value="试点期内")),
    "measure swapped with the next": ("xiamen-2020", swapped(0.5, 1)),
}  # fmt: skip
ROWS = [(name, what, plant) for what, plant in EVERYWHERE.items() for name in IDS]
ROWS += [(name, what, plant) for what, (name, plant) in IN_ONE.items()]


@pytest.mark.parametrize(("name", "plant"), [pytest.param(n, p, id=f"{n}: {what}") for n, what, p in ROWS])
def test_a_planted_fault_is_one_finding_on_its_line(name: str, plant: Plant, folder: Path) -> None:
    found, check, line = planted(folder, name, plant)
    assert [(one.finding.id, one.line) for one in found] == [(check, line)]
    assert found[0].finding.severity == "error"  # it was put in by hand


def test_untouched_snapshots_have_their_two_notices() -> None:
    found = [one for name in IDS for one in check_file(SNAPSHOTS / f"{name}.json", NAMES)]
    assert [(one.finding.id, one.finding.severity) for one in found] == [("cell-empty", "info"), ("cut-off", "info")]


def test_an_edit_is_shown_where_the_words_stand_in_the_source(folder: Path) -> None:
    for name in IDS:
        lines = (SNAPSHOTS / "sources" / f"{name}.txt").read_text("utf-8").split("\n")
        measures = json.loads(original(name))["measures"]
        for at in SOME:
            found, _, _ = planted(folder, name, text_edited(at))
            words = measures[int(at * (len(measures) - 1))]["text"]
            region = found[0].source
            assert region is not None
            stretch = lines[region.line - 1 : region.end_line]
            stretch[-1] = stretch[-1][: region.end_column - 1]
            stretch[0] = stretch[0][region.column - 1 :]
            assert "".join("".join(stretch).split()) in words[len(words) // 2 :][:2]
            assert found[0].excerpt and found[0].excerpt in "另行"


def test_a_lost_measure_is_shown_where_the_source_has_it(folder: Path) -> None:
    found, _, _ = planted(folder, "xiamen-2020", measure_lost(0.3))
    lost = json.loads(original("xiamen-2020"))["measures"][26]
    region = found[0].source
    assert found[0].finding.measure == lost["id"]
    assert region is not None
    assert lost["location"]["lines"][0] <= region.line <= region.end_line <= lost["location"]["lines"][1]


def written(name: str, change: Callable[[str], str]) -> str:
    text = original(name)
    assert change(text) != text
    return change(text)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (lambda t: t.replace("\n", "\r\n"), 1, "line ends are not LF"),
        (lambda t: t.replace('"../schema/snapshot.schema.json"', '"other.json"'), 2, "no usual $schema line"),
        (lambda t: json.dumps(dict(reversed(json.loads(t).items())), ensure_ascii=False, indent=2) + "\n", 2, "order"),
        (lambda t: t.replace("厦门市", "\\u53a6门市", 1), 8, "characters are escaped"),
        (lambda t: t.replace('  "title"', '    "title"', 1), 8, "indent or line breaks differ"),
        (lambda t: t.rstrip("\n"), 4882, "indent or line breaks differ"),
        (lambda t: json.dumps(json.loads(t)), 1, "escapes, indent"),
    ],
)
def test_another_way_of_writing_is_one_warning(
    change: Callable[[str], str], line: int, words: str, folder: Path
) -> None:
    found = checked(folder, "xiamen-2020", written("xiamen-2020", change))
    assert [(one.finding.id, one.finding.severity) for one in found] == [
        ("canonical-form", "warning"), ("cut-off", "info"),
    ]  # fmt: skip
    assert words in found[0].finding.message
    assert found[0].line == line


def test_integers_that_are_written_with_a_point_are_integers(folder: Path) -> None:
    """A schema takes 12.0 for 12: so did the program, until it counted lines with it."""
    text = re.sub(r"^( *)(\d+)(,?)$", r"\1\2.0\3", original("xiamen-2020"), flags=re.MULTILINE)
    text = text.replace('"format": 1,', '"format": 1e0,').replace("增加货运第五航权航线", "增开货运第五航权航线")
    told = checked(folder, "xiamen-2020", text)
    assert {one.finding.id for one in told} == {"canonical-form", "text-edited", "cut-off"}


def test_a_number_of_too_many_digits_is_one_clear_line(folder: Path) -> None:
    (one,) = checked(folder, "xiamen-2020", original("xiamen-2020").replace('"format": 1,', f'"format": {"9" * 5000},'))
    assert one.finding.message == "a number has more than 4300 digits; restore the file from git"


def test_a_file_as_it_was_before_schemas_were_named_is_canonical(folder: Path) -> None:
    text = written("xiamen-2020", lambda t: t.replace('  "$schema": "../schema/snapshot.schema.json",\n', ""))
    assert [one.finding.id for one in checked(folder, "xiamen-2020", text)] == ["cut-off"]


@pytest.mark.parametrize(
    ("change", "check", "line"),
    [
        (lambda t: t.replace('"format": 1', '"format": 2'), "format-newer", 3),
        (lambda t: t[:9000], "json", 431),
        (lambda t: t.replace('"level": "city"', '"level": "town"'), "schema", 12),
        (lambda t: t.replace('"text": "对', '"txet": "对', 1), "schema", 0),
    ],
)
def test_a_file_of_another_form_is_one_error(change: Callable[[str], str], check: str, line: int, folder: Path) -> None:
    text = written("xiamen-2020", change)
    (found,) = checked(folder, "xiamen-2020", text)
    line = line or next(at for at, one in enumerate(text.split("\n"), 1) if "txet" in one)
    assert (found.finding.id, found.finding.severity, found.line) == (check, "error", line)
    assert check_file(folder / "xiamen-2020.json", NAMES, "zh") != []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("国函〔2020〕96号", "国函〔20\u200b20〕96号", ["invisible-character"]),
        ("国函〔2020〕96号", "国函〔20\ue5e520〕96号", ["private-use"]),
        ('"raw": "二手车出口业务试点地区"', '"raw": "二手车\ufeff出口业务试点地区"', ["invisible-character"]),
        ('"raw": "二手车出口业务试点地区"', '"raw": "ｱ手车出口业务试点地区"', ["variant-glyph"]),
    ],
)
def test_what_an_odd_character_makes_of_a_word_is_not_told_beside_it(
    before: str, after: str, told: list[str], folder: Path
) -> None:
    text = original("ftz-batch-6")
    assert before in text
    known = [one.finding for one in checked(folder, "ftz-batch-6", text)]
    found = [one for one in checked(folder, "ftz-batch-6", text.replace(before, after)) if one.finding not in known]
    assert sorted(one.finding.id for one in found) == told


@pytest.mark.parametrize("location", [None, [], {}, {"lines": None}, {"lines": 7}, {"lines": [7]}, {"lines": ["a", 7]}])
def test_a_place_of_another_form_is_told_as_such(location: object, folder: Path) -> None:
    data = json.loads(original("xiamen-2020"))
    data["measures"][4]["location"] = location
    found = checked(folder, "xiamen-2020", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    assert {(one.finding.id, one.finding.measure, one.finding.lines) for one in found} == {("schema", "5", None)}


def test_very_many_edits_are_counted(folder: Path) -> None:
    text = written("national-2025", lambda t: t.replace("。", "．"))
    found = [one for one in checked(folder, "national-2025", text) if one.finding.id == "text-edited"]
    assert len(found) == 51
    assert found[-1].finding.message.startswith("and ")


def test_another_reader_or_another_source_says_nothing_of_edits(folder: Path) -> None:
    text = written("xiamen-2020", lambda t: t.replace("增加货运", "开通货运").replace('"2.1"', '"2.0"'))
    assert [one.finding.id for one in checked(folder, "xiamen-2020", text)] == ["cut-off", "reader-old"]
    text = written("xiamen-2020", lambda t: t.replace("增加货运", "开通货运").replace("4c5a0342", "4c5a0343"))
    assert [one.finding.id for one in checked(folder, "xiamen-2020", text)] == ["cut-off", "source-changed"]


@pytest.mark.parametrize(
    ("content", "is_alike"),
    [
        (lambda content: content.replace(b"\n", b"\r\n"), True),
        (lambda content: content.replace(b"\n", b"\r\n", 3), True),
        (lambda content: content.replace(b"\n", b""), False),
        (lambda content: content.replace(b"\n", b"\r\n") + b"\r\n", False),
    ],
)
def test_of_a_source_that_differs_in_its_line_ends_alone_that_is_said(
    content: Callable[[bytes], bytes], is_alike: bool, tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    read = (SNAPSHOTS / "sources" / "xiamen-2020.txt").read_bytes()
    (tmp_path / "sources" / "xiamen-2020.txt").write_bytes(content(read))
    (tmp_path / "xiamen-2020.json").write_text(original("xiamen-2020"), "utf-8")
    (told,) = (one for one in check_file(tmp_path / "xiamen-2020.json", NAMES) if one.finding.id == "source-changed")
    assert ("in its line ends alone" in told.finding.message) == (".gitattributes" in told.repair) == is_alike


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"implements": "national-2020"', '"implements": "nationl-2020"', "national-2020"),
        ('"implements": "national-2020"', '"implements": "national"', "national-2020"),
        ('"implements": "national-2020"', '"implements": "beijing-plan"', None),
    ],
)
def test_the_document_that_may_be_meant_is_named(before: str, after: str, said: str | None, folder: Path) -> None:
    text = original("xiamen-2020")
    assert before in text
    (told,) = (
        one
        for one in checked(folder, "xiamen-2020", text.replace(before, after))
        if one.finding.id == "implements-dangling"
    )
    assert told.finding.message.endswith(f"; the nearest one is {said}" if said else "no snapshot of this folder")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "文件：缺少键"),
        (original("xiamen-2020").replace('"number": "10"', '"number": 10'), "举措 10 的 number：10 的类型不对"),
        (original("xiamen-2020").replace('"level": "city"', '"level": "citi"'), 'level："citi" 不在'),
    ],
)
def test_in_chinese_too_a_place_is_told_by_its_measure(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "xiamen-2020.json").write_text(text, "utf-8")
    (told,) = check_file(tmp_path / "xiamen-2020.json", NAMES, "zh")
    assert told.finding.message.startswith(said)
