"""Rarer things that people do: search and replace gone wrong, half of a fix, files that are something else."""

import hashlib
import json
import re
import shutil

from policydiff.decisions import mirrored
from policydiff.decisions.files import dump_decisions, load_decisions
from tests.planted.faults.corpora import decided
from tests.planted.faults.edits import edited_text, put_in, shuffled
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

BLANKS = {
    "no_break_space": "\u00a0",
    "full_width_blank": "\u3000",
    "thin_space": "\u2009",
    "tab": "\t",
    "line_break": "\n",
}
LOOKALIKES = {"业": "業", "A": "А", "0": "O", "1": "l", "5": "５", "，": "﹐", "“": "〝", "C": "С", "国": "囯"}

for _number, (_called, _blank) in enumerate(BLANKS.items()):
    _check = "text-edited" if _blank in "\n\u3000" else "invisible-character"

    def _put(folder: DataFolder, name: str, blank: str = _blank, check: str = _check) -> Expected:
        return edited_text(folder, name, check, put_in(blank))

    FAULTS.row(_check, (XIAMEN, NEW, BATCH)[_number % 3], DEPARTMENTS, name=_called)(_put)


def _lookalike(folder: DataFolder, text: str) -> str:
    found = [at for at, sign in enumerate(text) if sign in "业AC01国"]
    if not found:
        raise CannotPlantError
    at = folder.random.choice(found)
    return text[:at] + LOOKALIKES[text[at]] + text[at + 1 :]


@FAULTS.row("text-edited", times=2)
def lookalike(folder: DataFolder, name: str) -> Expected:
    return edited_text(folder, name, "text-edited", _lookalike)


@FAULTS.row("schema", XIAMEN, BATCH)
def another_kind_of_file(folder: DataFolder, name: str) -> Expected:
    """It is no snapshot at all: that is one thing to say, not one for each key."""
    others: tuple[dict[str, object], ...] = ({}, {"name": "data", "version": "1.0.0"}, {"measures": []}, {"format": 1})
    content = folder.random.choice(others)
    folder.put("package.json", json.dumps(content, indent=2) + "\n")
    return Expected(check="schema", path="package.json", first=1, last=2)


@FAULTS.row("schema", NATIONAL, NEW, DEPARTMENTS)
def text_instead_of_a_measure(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.some_measure(name)
    data["measures"][at] = folder.random.choice((data["measures"][at]["text"], None, 12))
    folder.write(name, data)
    return folder.at("schema", name, ("measures", at))


@FAULTS.row("not-reproducible", NATIONAL, XIAMEN, BATCH)
def options_emptied(folder: DataFolder, name: str) -> Expected:
    """What was told is forgotten: all that follows from it differs, of one cause."""
    data = folder.data(name)
    data["source"]["options"] = {}
    folder.write(name, data)
    text = folder.text(name)
    first, last = line_of(text, ("aliases",)), line_of(text, ("source", "options"))
    return Expected(check="not-reproducible", path=f"{name}.json", first=first, last=last)


@FAULTS.row("id-is-file-name", XIAMEN, DEPARTMENTS)
def overwritten_with_another(folder: DataFolder, name: str) -> Expected:
    other = next(one for one in folder.names if one != name)
    shutil.copyfile(folder.path(other), folder.path(name))
    return folder.at("id-is-file-name", name, ("id",))


@FAULTS.row("text-edited")
def source_and_hash_edited_but_not_the_snapshot(folder: DataFolder, name: str) -> Expected:
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
        changed = source[:start] + "改革" + source[start + len(found[1]) :]
        folder.put(f"sources/{name}.txt", changed)
        data["source"]["sha256"] = hashlib.sha256(changed.encode()).hexdigest()
        folder.write(name, data)
        first, last = measure["location"]["lines"]
        return folder.at("text-edited", name, ("measures", at, "text"), source=(first, last))
    raise CannotPlantError


@FAULTS.row("decisions", XIAMEN)
def decisions_in_either_order(folder: DataFolder, name: str) -> Expected:
    """Each of two people made a file of their own."""
    path = decided(folder)
    text = (folder.folder / path).read_text("utf-8")
    other = f"decisions/{XIAMEN}--{NATIONAL}.json"
    folder.put(other, dump_decisions(mirrored(load_decisions(text, path, (NATIONAL, XIAMEN)))))
    return Expected(check="decisions", path=path, first=1, last=1)


@FAULTS.row("decisions", XIAMEN)
def decisions_named_by_aliases(folder: DataFolder, name: str) -> Expected:
    path = folder.folder / decided(folder)
    path.rename(path.with_name("national--xiamen.json"))
    return Expected(check="decisions", path="decisions/national--xiamen.json", first=1, last=1)


@FAULTS.row("not-reproducible", XIAMEN)
def what_it_puts_into_practice_forgotten(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["implements"] = None
    folder.write(name, data)
    return folder.at("not-reproducible", name, ("implements",))


@FAULTS.row("level-region", XIAMEN)
def place_forgotten(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["region"] = None
    folder.write(name, data)
    return folder.at("level-region", name, ("region",))
