"""Values that no snapshot may hold: keys misspelt, types mixed up, empty texts for empty cells."""

from dataclasses import replace
from typing import Any

from tests.planted.folder import BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, DataFolder, Expected, Path_
from tests.planted.table import FAULTS


def _value(data: Any, path: Path_) -> Any:
    for part in path:
        data = data[part]
    return data


def _set(folder: DataFolder, name: str, path: Path_, value: object) -> Expected:
    data = folder.data(name)
    _value(data, path[:-1])[path[-1]] = value
    folder.write(name, data)
    return folder.at("schema", name, path)


def _measure(folder: DataFolder, name: str) -> Path_:
    return "measures", folder.some_measure(name)


@FAULTS.row("schema")
def unknown_key(folder: DataFolder, name: str) -> Expected:
    key = folder.random.choice(("comment", "备注", "todo", "note"))
    return _set(folder, name, (*_measure(folder, name), key), "待核对")


@FAULTS.row("schema")
def key_left_out(folder: DataFolder, name: str) -> Expected:
    path = _measure(folder, name)
    data = folder.data(name)
    del _value(data, path)[folder.random.choice(("id", "number", "text", "remark", "location", "section"))]
    folder.write(name, data)
    return folder.at("schema", name, path)


@FAULTS.row("schema")
def key_misspelt(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name)
    right, wrong = folder.random.choice((("remark", "remarks"), ("responsibility", "responsability"), ("text", "txet")))
    data["measures"][at] = {wrong if key == right else key: value for key, value in data["measures"][at].items()}
    folder.write(name, data)
    return folder.at("schema", name, ("measures", at, wrong))


@FAULTS.row("schema", NATIONAL, BATCH)
def key_of_the_document_misspelt(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    right, wrong = folder.random.choice(
        (("document_number", "documentNumber"), ("series", "serie"), ("issued", "Issued"))
    )
    data = {wrong if key == right else key: value for key, value in data.items()}
    folder.write(name, data)
    return folder.at("schema", name, (wrong,))


@FAULTS.row("schema")
def empty_text_for_an_empty_cell(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["remark"] is None)
    return _set(folder, name, ("measures", at, "remark"), "")


@FAULTS.row("schema", NATIONAL, NEW, BATCH)
def text_emptied(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, (*_measure(folder, name), "text"), "")


@FAULTS.row("schema", NATIONAL, XIAMEN, DEPARTMENTS)
def text_removed(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, (*_measure(folder, name), "text"), None)


@FAULTS.row("schema", NATIONAL, XIAMEN, NEW, BATCH)
def number_instead_of_a_text(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name)
    return _set(folder, name, ("measures", at, "number"), int(folder.data(name)["measures"][at]["number"]))


@FAULTS.row("schema", NATIONAL, XIAMEN, DEPARTMENTS)
def text_instead_of_a_cell(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["responsibility"])
    raw = folder.data(name)["measures"][at]["responsibility"]["raw"]
    return _set(folder, name, ("measures", at, "responsibility"), raw)


@FAULTS.row("schema", NATIONAL, XIAMEN)
def text_instead_of_a_list(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, ("aliases",), name.partition("-")[0])


@FAULTS.row("schema", NATIONAL, BATCH)
def round_as_a_text(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, ("round",), str(folder.data(name)["round"]))


@FAULTS.row("schema", BATCH, NEW)
def no_such_month(folder: DataFolder, name: str) -> Expected:
    day = folder.random.choice(("2020-13-28", "2020年6月28日", "2020/06/28", "2020-6-28", "20200628"))
    return _set(folder, name, ("issued",), day)


@FAULTS.row("date-order", BATCH, NEW)
def no_such_day(folder: DataFolder, name: str) -> Expected:
    return replace(
        _set(folder, name, ("issued",), folder.random.choice(("2020-02-30", "2021-02-29", "2020-06-31"))),
        check="date-order",
    )


@FAULTS.row("schema", XIAMEN, DEPARTMENTS)
def no_such_level(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, ("level",), folder.random.choice(("municipal", "市", "City", "state")))


@FAULTS.row("schema", NATIONAL, DEPARTMENTS)
def hash_cut_short(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, ("source", "sha256"), folder.data(name)["source"]["sha256"][:-3])


@FAULTS.row("schema", XIAMEN)
def code_of_five_digits(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, ("region", "code"), "35020")


@FAULTS.row("schema", BATCH, DEPARTMENTS)
def source_outside_of_its_folder(folder: DataFolder, name: str) -> Expected:
    path = folder.random.choice(("../secret.txt", "/etc/passwd", f"{name}.txt", "sources/../x.txt"))
    return _set(folder, name, ("source", "path"), path)


@FAULTS.row("schema", DEPARTMENTS)
def month_as_printed(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["promoted"])
    return _set(folder, name, ("measures", at, "promoted", "from"), "2018.6")


@FAULTS.row("schema", NATIONAL, NEW)
def id_of_words(folder: DataFolder, name: str) -> Expected:
    return _set(folder, name, (*_measure(folder, name), "id"), "第十二项")


@FAULTS.row("schema", XIAMEN, BATCH)
def a_list_instead_of_a_document(folder: DataFolder, name: str) -> Expected:
    folder.write(name, [folder.data(name)])
    return Expected(check="schema", path=f"{name}.json", first=1, last=1)


@FAULTS.row("schema", NATIONAL, BATCH)
def note_of_no_measures(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.randrange(len(data["notes"]))
    return _set(folder, name, ("notes", at, "measures"), None)


@FAULTS.row("schema", XIAMEN, NEW)
def lines_of_text(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name)
    first, last = folder.data(name)["measures"][at]["location"]["lines"]
    return _set(folder, name, ("measures", at, "location", "lines"), f"{first}-{last}")
