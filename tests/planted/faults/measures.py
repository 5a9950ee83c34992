"""Measures lost, doubled, moved and renumbered by hand."""

import copy

from tests.planted.faults.edits import between
from tests.planted.folder import (
    BATCH,
    DEPARTMENTS,
    NATIONAL,
    NEW,
    XIAMEN,
    DataFolder,
    Expected,
    line_of,
)
from tests.planted.table import FAULTS


def _lose(folder: DataFolder, name: str, at: int) -> Expected:
    data = folder.data(name)
    gone = data["measures"].pop(at)
    folder.write(name, data)
    return between(folder, name, "measures", at, "measure-lost", tuple(gone["location"]["lines"]))


@FAULTS.row("measure-lost", times=2)
def measure_deleted(folder: DataFolder, name: str) -> Expected:
    return _lose(folder, name, folder.some_measure(name))


@FAULTS.row("measure-lost")
def first_measure_deleted(folder: DataFolder, name: str) -> Expected:
    return _lose(folder, name, 0)


@FAULTS.row("measure-lost")
def last_measure_deleted(folder: DataFolder, name: str) -> Expected:
    return _lose(folder, name, len(folder.data(name)["measures"]) - 1)


@FAULTS.row("measure-lost", NATIONAL, BATCH)
def measure_that_a_note_names_deleted(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    named = {one for note in data["notes"] for one in note["measures"]}
    return _lose(folder, name, folder.some_measure(name, lambda measure: measure["id"] in named))


@FAULTS.row("measure-lost", NATIONAL, XIAMEN)
def measure_deleted_and_the_others_renumbered(folder: DataFolder, name: str) -> Expected:
    """As a careful forger does it: nothing is left to be seen but in the source."""
    data = folder.data(name)
    at = folder.random.randrange(len(data["measures"]) - 6, len(data["measures"]) - 2)
    gone = data["measures"].pop(at)
    for measure in data["measures"][at:]:
        measure["id"] = measure["number"] = str(int(measure["number"]) - 1)
    folder.write(name, data)
    return between(folder, name, "measures", at, "measure-lost", tuple(gone["location"]["lines"]))


@FAULTS.row("measure-invented")
def measure_invented(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    new = copy.deepcopy(data["measures"][-1])
    new["id"] = new["number"] = str(len(data["measures"]) + 1)
    new["text"] = "支持在海洋碳汇交易、深海养殖装备租赁等领域先行先试。"
    new["title"] = "海洋碳汇" if new["title"] else None
    data["measures"].append(new)
    folder.write(name, data)
    return folder.at("measure-invented", name, ("measures", len(data["measures"]) - 1))


@FAULTS.row("id-repeated", times=1)
def measure_doubled(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name)
    data["measures"].insert(at, copy.deepcopy(data["measures"][at]))
    folder.write(name, data)
    text = folder.text(name)
    return Expected(
        check="id-repeated", path=f"{name}.json",
        first=line_of(text, ("measures", at)), last=line_of(text, ("measures", at + 1, "number")),
    )  # fmt: skip


@FAULTS.row("measure-invented", NATIONAL, NEW, BATCH)
def measure_doubled_under_a_new_number(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    new = copy.deepcopy(data["measures"][folder.some_measure(name)])
    new["id"] = new["number"] = str(len(data["measures"]) + 1)
    data["measures"].append(new)
    folder.write(name, data)
    return folder.at("measure-invented", name, ("measures", len(data["measures"]) - 1))


@FAULTS.row("number-order")
def measures_swapped(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    measures = data["measures"]
    at = folder.random.randrange(len(measures) - 1)
    measures[at], measures[at + 1] = measures[at + 1], measures[at]
    folder.write(name, data)
    text = folder.text(name)
    return Expected(
        check="number-order", path=f"{name}.json",
        first=line_of(text, ("measures", at)), last=line_of(text, ("measures", at + 1, "number")),
    )  # fmt: skip


@FAULTS.row("number-order", NATIONAL, XIAMEN, NEW)
def measure_moved_to_the_end(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.randrange(3, len(data["measures"]) - 5)
    data["measures"].append(data["measures"].pop(at))
    folder.write(name, data)
    return _lines_of(folder, name, "number-order", len(data["measures"]) - 1)


def _lines_of(folder: DataFolder, name: str, check: str, at: int) -> Expected:
    """A finding on the id or the number of a measure, or on the measure."""
    text = folder.text(name)
    first, last = line_of(text, ("measures", at)), line_of(text, ("measures", at, "number"))
    return Expected(check=check, path=f"{name}.json", first=first, last=last)


@FAULTS.row("number-id")
def id_of_a_measure_edited(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name)
    data["measures"][at]["id"] = str(len(data["measures"]) + folder.random.randrange(1, 50))
    folder.write(name, data)
    return _lines_of(folder, name, "number-id", at)


@FAULTS.row("text-edited")
def number_edited(folder: DataFolder, name: str) -> Expected:
    """Only what is printed: the id stays as it was."""
    data = folder.data(name)
    at = folder.some_measure(name)
    data["measures"][at]["number"] = str(len(data["measures"]) + folder.random.randrange(1, 50))
    folder.write(name, data)
    return _lines_of(folder, name, "text-edited", at)


@FAULTS.row("number-repeated")
def number_of_another(folder: DataFolder, name: str) -> Expected:
    """Only what is printed: the id stays as it was."""
    data = folder.data(name)
    at, other = sorted(folder.random.sample(range(len(data["measures"])), 2))
    changed, kept = folder.random.sample((at, other), 2)
    data["measures"][changed]["number"] = data["measures"][kept]["number"]
    folder.write(name, data)
    text = folder.text(name)
    first, last = (line_of(text, ("measures", one, "number")) for one in (at, other))
    return Expected(check="number-repeated", path=f"{name}.json", first=first, last=last)


@FAULTS.row("text-edited", NATIONAL, XIAMEN, DEPARTMENTS)
def measure_renumbered(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    named = {one for note in data["notes"] for one in note["measures"]}
    at = folder.some_measure(name, lambda measure: measure["id"] not in named)
    new = str(len(data["measures"]) + folder.random.randrange(1, 50))
    data["measures"][at]["id"] = data["measures"][at]["number"] = new
    folder.write(name, data)
    return _lines_of(folder, name, "text-edited", at)


@FAULTS.row("id-repeated", NATIONAL, XIAMEN, NEW)
def renumbered_to_the_number_of_another(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name)
    other = folder.random.choice([i for i in range(len(data["measures"])) if i != at])
    for key in ("id", "number"):
        data["measures"][at][key] = data["measures"][other][key]
    folder.write(name, data)
    text = folder.text(name)
    places = [line_of(text, ("measures", i, "id")) for i in (at, other)]
    return Expected(check="id-repeated", path=f"{name}.json", first=min(places), last=max(places) + 1)
