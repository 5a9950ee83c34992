"""What is worked out from the printed cells, and what the document says of itself, edited by hand."""

from typing import Any

from tests.planted.folder import BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, DataFolder, Expected, Path_, line_of
from tests.planted.table import FAULTS


def _within(
    folder: DataFolder, name: str, path: Path_, deep: Path_, check: str = "not-reproducible", **more: Any
) -> Expected:
    """A finding on a value or on one inside of it."""
    text = folder.text(name)
    return Expected(
        check=check, path=f"{name}.json", first=line_of(text, path), last=line_of(text, (*path, *deep)), **more
    )


def _with_bodies(measure: Any) -> object:
    return measure["responsibility"] and measure["responsibility"]["bodies"]


@FAULTS.row("not-reproducible", NATIONAL, XIAMEN, BATCH, DEPARTMENTS)
def body_dropped(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, _with_bodies)
    data = folder.data(name)
    bodies = data["measures"][at]["responsibility"]["bodies"]
    del bodies[folder.random.randrange(len(bodies))]
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "responsibility"), ("areas",))


@FAULTS.row("not-reproducible", NATIONAL, XIAMEN, BATCH, DEPARTMENTS)
def body_by_another_name(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, _with_bodies)
    data = folder.data(name)
    bodies = data["measures"][at]["responsibility"]["bodies"]
    place = folder.random.randrange(len(bodies))
    bodies[place]["name"] = "民政部" if bodies[place]["name"] != "民政部" else "财政部"
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "responsibility"), ("bodies", place, "name"))


@FAULTS.row("not-reproducible", NATIONAL, XIAMEN)
def role_changed(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, _with_bodies)
    data = folder.data(name)
    bodies = data["measures"][at]["responsibility"]["bodies"]
    place = folder.random.randrange(len(bodies))
    bodies[place]["role"] = "lead" if bodies[place]["role"] != "lead" else "support"
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "responsibility"), ("bodies", place, "role"))


@FAULTS.row("not-reproducible", NATIONAL)
def area_added(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["responsibility"])
    data = folder.data(name)
    areas = data["measures"][at]["responsibility"]["areas"]
    areas.append("厦门市")
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "responsibility"), ("areas", len(areas) - 1))


@FAULTS.row("not-reproducible", DEPARTMENTS)
def later_month(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["promoted"] and measure["promoted"]["to"])
    data = folder.data(name)
    data["measures"][at]["promoted"]["to"] = "2029-12"
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "promoted"), ("to",))


@FAULTS.row("date-order", DEPARTMENTS, times=2)
def months_turned_round(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["promoted"] and measure["promoted"]["to"])
    data = folder.data(name)
    data["measures"][at]["promoted"]["to"] = "2001-01"
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "promoted"), ("to",), "date-order")


@FAULTS.row("not-reproducible", NEW, BATCH, DEPARTMENTS)
def kind_of_reach(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["reach"])
    data = folder.data(name)
    reach = data["measures"][at]["reach"]
    reach["kind"] = "phrase" if reach["kind"] != "phrase" else "nationwide"
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "reach"), ("kind",))


@FAULTS.row("not-reproducible", NEW)
def place_of_reach_dropped(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["reach"] and measure["reach"]["regions"])
    data = folder.data(name)
    data["measures"][at]["reach"]["regions"].pop()
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "reach"), ("regions",))


@FAULTS.row("region-code", NEW, times=2)
def place_of_reach_with_the_code_of_another(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["reach"] and measure["reach"]["regions"])
    data = folder.data(name)
    region = data["measures"][at]["reach"]["regions"][0]
    region["code"] = "440300" if region["code"] != "440300" else "350200"
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "reach", "regions", 0), ("code",), "region-code")


@FAULTS.row("region-code", XIAMEN, times=3)
def code_of_another_city(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["region"]["code"] = folder.random.choice(("350100", "440300", "350300", "310000"))
    folder.write(name, data)
    return _within(folder, name, ("region",), ("code",), "region-code")


@FAULTS.row("region-code", XIAMEN, times=2)
def name_of_another_city(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["region"]["name"] = folder.random.choice(("福州市", "深圳市", "上海市"))
    folder.write(name, data)
    return _within(folder, name, ("region",), ("code",), "region-code")


@FAULTS.row("not-reproducible", XIAMEN)
def another_city(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["region"] = {"name": "福州市", "code": "350100"}
    folder.write(name, data)
    return _within(folder, name, ("region",), ("code",))


@FAULTS.row("level-region", NATIONAL, XIAMEN, DEPARTMENTS)
def another_level(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["level"] = "province"
    folder.write(name, data)
    return _within(folder, name, ("level",), (), "level-region")


@FAULTS.row("not-reproducible", NATIONAL, NEW, BATCH)
def another_series(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["series"] = "other-series"
    folder.write(name, data)
    return _within(folder, name, ("series",), ())


@FAULTS.row("not-reproducible", NATIONAL, BATCH)
def another_round(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["round"] += 1
    folder.write(name, data)
    return _within(folder, name, ("round",), ())


@FAULTS.row("not-reproducible", NATIONAL, XIAMEN)
def alias_added_by_hand(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["aliases"].append("plan")
    folder.write(name, data)
    return _within(folder, name, ("aliases",), (len(data["aliases"]) - 1,))


@FAULTS.row("not-reproducible", NATIONAL, NEW, DEPARTMENTS)
def lines_moved(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name)
    lines = data["measures"][at]["location"]["lines"]
    lines[:] = [line + 1 for line in lines]
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "location"), ("lines", 1))


@FAULTS.row("not-reproducible", DEPARTMENTS)
def cited_paper_dropped(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name, lambda measure: measure["basis"] and measure["basis"]["documents"])
    data["measures"][at]["basis"]["documents"].pop()
    folder.write(name, data)
    return _within(folder, name, ("measures", at, "basis"), ("documents",))


@FAULTS.row("not-reproducible", BATCH, XIAMEN)
def finding_of_the_reader_deleted(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["findings"] = []
    folder.write(name, data)
    return _within(folder, name, ("findings",), ())


@FAULTS.row("not-reproducible", BATCH, XIAMEN)
def finding_of_the_reader_softened(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["findings"][0]["severity"] = "info"
    folder.write(name, data)
    return _within(folder, name, ("findings",), (0, "severity"))


@FAULTS.row("not-reproducible", NATIONAL, DEPARTMENTS)
def finding_invented(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    words = {"id": "corrected", "severity": "info", "message": "已核对", "measure": None, "field": None, "lines": None}
    data["findings"] = [words]
    folder.write(name, data)
    return _within(folder, name, ("findings",), (0, "lines"))


@FAULTS.row("reader-old", is_whole=False)
def reader_of_yesterday(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["source"]["reader"]["version"] = "1.0"
    folder.write(name, data)
    return _within(folder, name, ("source", "reader"), ("version",), "reader-old", severity="warning")


@FAULTS.row("not-reproducible", NATIONAL, XIAMEN, BATCH)
def layout_by_another_name(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["source"]["layout"] = "tab-table" if data["source"]["layout"] != "tab-table" else "glued-list"
    folder.write(name, data)
    return _within(folder, name, ("source",), ("layout",))


@FAULTS.row("not-reproducible", NEW, DEPARTMENTS)
def encoding_by_another_name(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["source"]["encoding"] = "gb18030"
    folder.write(name, data)
    return _within(folder, name, ("source",), ("encoding",))


@FAULTS.row("not-reproducible", NATIONAL, BATCH)
def told_something_else(folder: DataFolder, name: str) -> Expected:
    """The options say another series than the document: one of the two was edited."""
    data = folder.data(name)
    data["source"]["options"]["series"] = "other-series"
    folder.write(name, data)
    text = folder.text(name)
    lines = [line_of(text, ("series",)), line_of(text, ("source", "options", "series"))]
    return Expected(check="not-reproducible", path=f"{name}.json", first=min(lines), last=max(lines))
