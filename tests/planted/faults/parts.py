"""Sections and notes lost, doubled, moved and made up by hand; references that lead nowhere."""

import copy

from tests.planted.faults.edits import between
from tests.planted.folder import BATCH, NATIONAL, NEW, XIAMEN, CannotPlantError, DataFolder, Expected, line_of
from tests.planted.table import FAULTS


@FAULTS.row("id-repeated", NATIONAL, XIAMEN, NEW)
def id_of_a_section_repeated(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["sections"].append(copy.deepcopy(data["sections"][-1]))
    folder.write(name, data)
    return folder.at("id-repeated", name, ("sections", len(data["sections"]) - 1, "id"))


@FAULTS.row("section-dangling", NATIONAL, XIAMEN, NEW)
def section_that_there_is_not(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name)
    data = folder.data(name)
    data["measures"][at]["section"] = folder.random.choice(
        ("99", "text-99", "附件", data["sections"][0]["label"] or "x")
    )
    folder.write(name, data)
    return folder.at("section-dangling", name, ("measures", at, "section"))


@FAULTS.row("section-lost", NATIONAL, XIAMEN, NEW)
def section_of_measures_deleted(folder: DataFolder, name: str) -> Expected:
    """Many measures lose their section, of one cause: said once, where it should stand."""
    data = folder.data(name)
    used = [one["id"] for one in data["sections"] if any(m["section"] == one["id"] for m in data["measures"])]
    gone = folder.random.choice(used)
    at = next(i for i, section in enumerate(data["sections"]) if section["id"] == gone)
    del data["sections"][at]
    folder.write(name, data)
    return between(folder, name, "sections", at, "section-lost", None)


@FAULTS.row("section-order", NATIONAL, XIAMEN, NEW)
def measure_put_into_another_section(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name)
    used = sorted({measure["section"] for measure in data["measures"]} - {data["measures"][at]["section"]})
    data["measures"][at]["section"] = folder.random.choice(used)
    folder.write(name, data)
    return folder.at("section-order", name, ("measures", at, "section"))


@FAULTS.row("note-dangling", NATIONAL, BATCH)
def note_names_a_measure_that_there_is_not(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.choice([i for i, note in enumerate(data["notes"]) if note["measures"]])
    names = data["notes"][at]["measures"]
    place = folder.random.randrange(len(names))
    names[place] = str(len(data["measures"]) + 50 + place)
    folder.write(name, data)
    return folder.at("note-dangling", name, ("notes", at, "measures", place))


@FAULTS.row("not-reproducible", NATIONAL, BATCH)
def note_names_another_measure(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.choice([i for i, note in enumerate(data["notes"]) if note["measures"]])
    others = [one["id"] for one in data["measures"] if one["id"] not in data["notes"][at]["measures"]]
    place = folder.random.randrange(len(data["notes"][at]["measures"]))
    data["notes"][at]["measures"][place] = folder.random.choice(others)
    folder.write(name, data)
    text = folder.text(name)
    first, last = line_of(text, ("notes", at)), line_of(text, ("notes", at, "measures", place))
    return Expected(check="not-reproducible", path=f"{name}.json", first=first, last=last)


@FAULTS.row("note-lost", NATIONAL, NEW, BATCH)
def note_deleted(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.randrange(len(data["notes"]))
    del data["notes"][at]
    folder.write(name, data)
    return between(folder, name, "notes", at, "note-lost", None)


@FAULTS.row("note-invented", NATIONAL, NEW, BATCH)
def note_invented(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.randrange(len(data["notes"]) + 1)
    data["notes"].insert(at, {"text": "本表自印发之日起施行。", "measures": []})
    folder.write(name, data)
    return folder.at("note-invented", name, ("notes", at))


@FAULTS.row("section-invented", NATIONAL, XIAMEN, NEW, BATCH)
def section_invented(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["sections"].append({"id": "annex", "label": "附则", "title": "保障措施", "intro": None})
    folder.write(name, data)
    at = len(data["sections"]) - 1
    text = folder.text(name)
    first, last = line_of(text, ("sections", at)), line_of(text, ("sections", at, "intro"))
    return Expected(check="section-invented", path=f"{name}.json", first=first, last=last)


@FAULTS.row("section-lost", NEW, BATCH)
def section_without_measures_deleted(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    used = {measure["section"] for measure in data["measures"]}
    places = [at for at, one in enumerate(data["sections"]) if one["id"] not in used]
    if not places:
        raise CannotPlantError
    at = folder.random.choice(places)
    del data["sections"][at]
    folder.write(name, data)
    return between(folder, name, "sections", at, "section-lost", None)


@FAULTS.row("section-order", NATIONAL, XIAMEN)
def sections_swapped(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    sections = data["sections"]
    at = folder.random.randrange(len(sections) - 1)
    sections[at], sections[at + 1] = sections[at + 1], sections[at]
    folder.write(name, data)
    text = folder.text(name)
    first, last = line_of(text, ("sections", at)), line_of(text, ("sections", at + 1, "intro"))
    return Expected(check="section-order", path=f"{name}.json", first=first, last=last)
