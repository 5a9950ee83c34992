"""What a change takes away from what was published: to be seen only beside the base commit."""

import re

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
    line_of,
)
from tests.planted.table import FAULTS


def _without_sections(source: str, first: str, last: str | None) -> str:
    """A source without what stands from the last occurrence of a heading to what is behind its list."""
    start = source.rindex(first)
    start = source.rindex("\n", 0, start) + 1
    stop = len(source) if last is None else source.index(last, start)
    return source[:start] + source[stop:]


@FAULTS.row("measures-dropped", NATIONAL, XIAMEN, NEW)
def sections_dropped_with_their_lines(folder: DataFolder, name: str) -> Expected:
    """The download stopped at a page: rows and headings behind it are in neither the source nor the snapshot."""
    folder.publish()
    source = folder.source(name)
    match name:
        case "national-2020":
            short = _without_sections(source, "（六）", "\n注：1.标注")
        case "xiamen-2020":
            short = _without_sections(source, "（六）", None).rstrip() + "\n\t\n"
        case _:
            short = _without_sections(source, "\n十二、", "\n  注")
    folder.reingest(name, short)
    return folder.at("measures-dropped", name, ("measures",))


@FAULTS.row("measures-dropped", BATCH)
def rows_dropped_with_their_lines(folder: DataFolder, name: str) -> Expected:
    folder.publish()
    measures = folder.data(name)["measures"]
    lines = folder.source(name).split("\n")
    first, last = measures[-8]["location"]["lines"][0], measures[-1]["location"]["lines"][1]
    folder.reingest(name, "\n".join(lines[: first - 1] + lines[last:]))
    return folder.at("measures-dropped", name, ("measures",))


@FAULTS.row("published-changed", times=2)
def published_words_replaced_through_a_new_source(folder: DataFolder, name: str) -> Expected:
    folder.publish()
    data, source = folder.data(name), folder.source(name)
    for at in shuffled(folder, data["measures"]):
        measure = data["measures"][at]
        found = re.search("[一-鿿](支持|推动|建立|企业|服务|管理|外国人|人民币)[一-鿿]", measure["text"])
        if not found:
            continue
        try:
            start = in_source(name, measure, found[0], source) + 1
        except CannotPlantError:
            continue
        folder.reingest(name, source[:start] + "改革" + source[start + len(found[1]) :])
        text = folder.text(name)
        first, last = line_of(text, ("measures", at)), line_of(text, ("measures", at, "text"))
        return Expected(check="published-changed", path=f"{name}.json", first=first, last=last, severity="warning")
    raise CannotPlantError


@FAULTS.row("snapshot-removed", XIAMEN, NEW, BATCH, DEPARTMENTS)
def snapshot_removed_with_its_source(folder: DataFolder, name: str) -> Expected:
    folder.publish()
    folder.path(name).unlink()
    (folder.folder / "sources" / f"{name}.txt").unlink()
    return Expected(check="snapshot-removed", path=f"{name}.json", first=1, last=1)


@FAULTS.row("id-renamed", XIAMEN, NEW, BATCH, DEPARTMENTS)
def renamed_without_its_former_id(folder: DataFolder, name: str) -> Expected:
    from policydiff.read.document import Told

    folder.publish()
    told = folder.data(name)["source"]["options"]
    source = folder.source(name)
    folder.path(name).unlink()
    (folder.folder / "sources" / f"{name}.txt").unlink()
    aliases = tuple(told.get("aliases", ()))
    number, implements = told.get("round"), told.get("implements")
    folder.ingest(
        Told(id="renamed", aliases=aliases, series=told.get("series"), round=number, implements=implements), source
    )
    return folder.at("id-renamed", "renamed", ("id",), "warning")


@FAULTS.row("text-edited", NATIONAL, NEW, DEPARTMENTS)
def published_words_edited_by_hand(folder: DataFolder, name: str) -> Expected:
    """One message: that they were published as well says nothing more."""
    from tests.planted.faults.edits import edited_text, put_in

    folder.publish()
    return edited_text(folder, name, "text-edited", put_in("有关"))


@FAULTS.row("measure-lost", NATIONAL, XIAMEN, BATCH)
def published_measures_deleted_by_hand(folder: DataFolder, name: str) -> Expected:
    """So many that it is a sudden loss; but they are in the source."""
    folder.publish()
    data = folder.data(name)
    count = len(data["measures"]) // 6
    at = folder.random.randrange(2, len(data["measures"]) - count - 2)
    gone = data["measures"][at : at + count]
    del data["measures"][at : at + count]
    folder.write(name, data)
    text = folder.text(name)
    first, last = line_of(text, ("measures", at - 1)), line_of(text, ("measures", at))
    lines = gone[0]["location"]["lines"][0], gone[-1]["location"]["lines"][1]
    return Expected(check="measure-lost", path=f"{name}.json", first=first, last=last, source=lines)
