"""Documents: names taken, references to other documents, sources lost, changed and mixed up."""

import shutil

from tests.planted.folder import BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, DataFolder, Expected, line_of
from tests.planted.table import FAULTS


def _other(folder: DataFolder, name: str) -> str:
    return next(one for one in folder.names if one != name)


def _alias(folder: DataFolder, name: str, alias: str) -> Expected:
    """A snapshot that takes a name; well made, but for the name."""
    data = folder.data(name)
    data["aliases"].append(alias)
    data["source"]["options"]["aliases"] = data["aliases"]
    data["source"]["options"] = {key: data["source"]["options"][key] for key in _in_order(data["source"]["options"])}
    folder.write(name, data)
    return folder.at("name-taken", name, ("aliases", len(data["aliases"]) - 1))


def _in_order(options: dict[str, object]) -> list[str]:
    return [key for key in ("aliases", "series", "round", "implements", "layout", "set") if key in options]


@FAULTS.row("name-taken")
def alias_that_is_the_id_of_another(folder: DataFolder, name: str) -> Expected:
    return _alias(folder, name, _other(folder, name))


@FAULTS.row("name-taken", NATIONAL, XIAMEN, is_whole=True)
def alias_of_another(folder: DataFolder, name: str) -> Expected:
    """Neither has a better right to it: it is said of the one that comes later."""
    other = NATIONAL if name == XIAMEN else XIAMEN
    alias = folder.data(other)["aliases"][0]
    one = _alias(folder, name, alias)
    return one if name > other else folder.at("name-taken", other, ("aliases", 0))


@FAULTS.row("implements-dangling", is_whole=True)
def puts_into_practice_what_is_not_there(folder: DataFolder, name: str) -> Expected:
    folder.reingest(name, implements="national-2019")
    return folder.at("implements-dangling", name, ("implements",))


@FAULTS.row("implements-itself", NATIONAL, NEW, DEPARTMENTS)
def puts_itself_into_practice(folder: DataFolder, name: str) -> Expected:
    folder.reingest(name, implements=name)
    return folder.at("implements-itself", name, ("implements",))


@FAULTS.row("implements-cycle", NATIONAL, is_whole=True)
def two_put_each_other_into_practice(folder: DataFolder, name: str) -> Expected:
    folder.reingest(name, implements=XIAMEN)
    return folder.at("implements-cycle", name, ("implements",))


@FAULTS.row("implements-cycle", BATCH, is_whole=True)
def three_in_a_circle(folder: DataFolder, name: str) -> Expected:
    folder.reingest(BATCH, implements=NEW)
    folder.reingest(NEW, implements=DEPARTMENTS)
    folder.reingest(DEPARTMENTS, implements=BATCH)
    return folder.at("implements-cycle", BATCH, ("implements",))


@FAULTS.row("date-order", XIAMEN)
def issued_before_what_it_puts_into_practice(folder: DataFolder, name: str) -> Expected:
    folder.reingest(NATIONAL, values={"issued": "2020-08-12"})
    folder.reingest(name, values={"issued": "2020-03-01"})
    return folder.at("date-order", name, ("issued",))


@FAULTS.row("round-repeated", DEPARTMENTS)
def round_of_another(folder: DataFolder, name: str) -> Expected:
    folder.reingest(name, series="ftz-replication", round=6)
    return folder.at("round-repeated", name, ("round",), "warning")


@FAULTS.row("document-number", NATIONAL, DEPARTMENTS)
def number_without_its_brackets(folder: DataFolder, name: str) -> Expected:
    folder.reingest(name, values={"document_number": folder.random.choice(("国函2020年96号", "国函〔2020〕号", "96"))})
    return folder.at("document-number", name, ("document_number",), "warning")


@FAULTS.row("document-number", NATIONAL, XIAMEN)
def number_of_another_year(folder: DataFolder, name: str) -> Expected:
    folder.reingest(name, values={"document_number": "商服贸发〔2019〕165号", "issued": "2020-08-12"})
    return folder.at("document-number", name, ("document_number",), "warning")


def _source_file(folder: DataFolder, name: str) -> str:
    return f"sources/{name}.txt"


@FAULTS.row("source-missing")
def source_deleted(folder: DataFolder, name: str) -> Expected:
    (folder.folder / _source_file(folder, name)).unlink()
    return folder.at("source-missing", name, ("source", "path"))


@FAULTS.row("source-missing", NATIONAL, BATCH)
def source_renamed(folder: DataFolder, name: str) -> Expected:
    file = folder.folder / _source_file(folder, name)
    file.rename(file.with_name(f"{name} (1).txt"))
    return folder.at("source-missing", name, ("source", "path"))


@FAULTS.row("source-missing", XIAMEN, NEW)
def path_of_the_source_misspelt(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["source"]["path"] = f"sources/{name}.text"
    folder.write(name, data)
    return folder.at("source-missing", name, ("source", "path"))


def _changed(folder: DataFolder, name: str) -> Expected:
    text = folder.text(name)
    lines = [line_of(text, ("source", key)) for key in ("path", "sha256")]
    return Expected(check="source-changed", path=f"{name}.json", first=min(lines), last=max(lines))


@FAULTS.row("source-changed")
def one_byte_of_the_source(folder: DataFolder, name: str) -> Expected:
    content = bytearray(folder.source(name).encode())
    at = folder.random.choice([at for at, byte in enumerate(content) if 0x30 <= byte <= 0x39])
    content[at] = 0x30 + (content[at] - 0x30 + 1) % 10
    folder.put(_source_file(folder, name), bytes(content))
    return _changed(folder, name)


@FAULTS.row("source-changed", NATIONAL, NEW, BATCH)
def line_ends_of_the_source(folder: DataFolder, name: str) -> Expected:
    folder.put(_source_file(folder, name), folder.source(name).replace("\n", "\r\n"))
    return _changed(folder, name)


@FAULTS.row("source-changed")
def source_of_another_in_its_place(folder: DataFolder, name: str) -> Expected:
    shutil.copyfile(
        folder.folder / _source_file(folder, _other(folder, name)), folder.folder / _source_file(folder, name)
    )
    return _changed(folder, name)


@FAULTS.row("source-changed", XIAMEN, BATCH)
def source_emptied(folder: DataFolder, name: str) -> Expected:
    folder.put(_source_file(folder, name), b"")
    return _changed(folder, name)


@FAULTS.row("source-changed", NATIONAL, DEPARTMENTS)
def last_line_of_the_source_lost(folder: DataFolder, name: str) -> Expected:
    folder.put(_source_file(folder, name), folder.source(name).rstrip().rpartition("\n")[0] + "\n")
    return _changed(folder, name)


@FAULTS.row("source-changed")
def hash_edited(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    digest = data["source"]["sha256"]
    data["source"]["sha256"] = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    folder.write(name, data)
    return _changed(folder, name)


@FAULTS.row("source-changed", NATIONAL, BATCH)
def path_of_the_source_of_another(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["source"]["path"] = _source_file(folder, _other(folder, name))
    folder.write(name, data)
    return _changed(folder, name)


@FAULTS.row("source-unused", NATIONAL, NEW, DEPARTMENTS)
def source_of_nobody(folder: DataFolder, name: str) -> Expected:
    path = folder.random.choice(("sources/draft.txt", "sources/扫描件.pdf", f"sources/{name}-2.txt"))
    folder.put(path, f"{name} 附件\n")
    return Expected(check="source-unused", path=path, first=1, last=1, severity="warning")


@FAULTS.row("source-unused", BATCH)
def snapshot_deleted_but_not_its_source(folder: DataFolder, name: str) -> Expected:
    folder.path(name).unlink()
    return Expected(check="source-unused", path=_source_file(folder, name), first=1, last=1, severity="warning")


@FAULTS.row("source-shared", XIAMEN, BATCH)
def document_ingested_twice(folder: DataFolder, name: str) -> Expected:
    from policydiff.read.document import Told

    folder.ingest(Told(id="zz-again"), folder.source(name))
    text = folder.text("zz-again")
    lines = [line_of(text, ("source", key)) for key in ("path", "sha256")]
    return Expected(check="source-shared", path="zz-again.json", first=min(lines), last=max(lines), severity="warning")
