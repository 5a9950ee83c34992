"""Words of a snapshot changed by hand, away from the source and without a correction."""

import re
from collections.abc import Callable

from tests.planted.faults.edits import Edited, edited_text, inside
from tests.planted.folder import BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, CannotPlantError, DataFolder, Expected
from tests.planted.table import FAULTS

_OTHER = {
    "支持": "鼓励",
    "探索": "推进",
    "允许": "支持",
    "建立": "完善",
    "企业": "机构",
    "服务": "业务",
    "境外": "境内",
}
_SWAPS = {"，": ",", "。": ".", "、": "，", "；": "，"}


def _row(name: str, edit: Edited, *snapshots: str, times: int = 1, check: str = "text-edited") -> None:
    def plant(folder: DataFolder, snapshot: str) -> Expected:
        return edited_text(folder, snapshot, check, edit)

    FAULTS.row(check, *snapshots, name=name, times=times)(plant)


def _word(folder: DataFolder, text: str) -> str:
    words = [word for word in _OTHER if word in text]
    if not words:
        raise CannotPlantError
    word = folder.random.choice(words)
    return text.replace(word, _OTHER[word], 1)


def _digit(folder: DataFolder, text: str) -> str:
    digits = [found.start() for found in re.finditer(r"\d", text)]
    if not digits:
        raise CannotPlantError
    at = folder.random.choice(digits)
    return text[:at] + str((int(text[at]) + folder.random.randrange(1, 9)) % 10) + text[at + 1 :]


def _letter(folder: DataFolder, text: str) -> str:
    at = inside(folder, text)
    if not "一" <= text[at] <= "鿿":
        raise CannotPlantError
    return text[:at] + text[at + 1 :]


def _sentence(folder: DataFolder, text: str) -> str:
    return text.rstrip("。") + "，由当地人民政府负责落实。"


def _cut(folder: DataFolder, text: str) -> str:
    """Cut behind a comma outside of brackets and quotations: what is left is sound by itself."""
    ends = [at for at, sign in enumerate(text) if sign in "，," and _is_even(text[:at])]
    if not ends:
        raise CannotPlantError
    return text[: folder.random.choice(ends)]


def _is_even(text: str) -> bool:
    return all(text.count(one) == text.count(other) for one, other in ("“”", "（）", "()", "《》"))


def _mark(folder: DataFolder, text: str) -> str:
    found = [at for at, sign in enumerate(text) if sign in _SWAPS]
    if not found:
        raise CannotPlantError
    at = folder.random.choice(found)
    return text[:at] + _SWAPS[text[at]] + text[at + 1 :]


def _swapped(folder: DataFolder, text: str) -> str:
    at = inside(folder, text)
    pair = text[at : at + 2]
    if not re.fullmatch("[一-鿿]{2}", pair):
        raise CannotPlantError
    return text[:at] + pair[::-1] + text[at + 2 :]


def _blank(folder: DataFolder, text: str) -> str:
    at = inside(folder, text)
    if not re.fullmatch("[一-鿿]{2}", text[at - 1 : at + 1]):
        raise CannotPlantError
    return text[:at] + " " + text[at:]


_row("one_word", _word, times=2)
_row("one_digit", _digit)
_row("one_letter_left_out", _letter)
_row("sentence_added", _sentence, NATIONAL, XIAMEN, NEW)
_row("text_cut_short", _cut, check="cut-off")
_row("one_punctuation_mark", _mark, NATIONAL, XIAMEN, BATCH)
_row("two_letters_swapped", _swapped, XIAMEN, NEW, DEPARTMENTS)
_row("blank_put_in", _blank, NATIONAL, NEW)


def _cell(
    folder: DataFolder, name: str, column: str, change: Callable[[str], str | None], check: str = "text-edited"
) -> Expected:
    """The printed cell of a column changed by hand, and nothing else."""
    at = folder.some_measure(name, lambda measure: measure[column])
    data = folder.data(name)
    measure = data["measures"][at]
    cell = measure[column]
    path: tuple[str | int, ...] = ("measures", at, column)
    if isinstance(cell, dict):
        changed = change(cell["raw"])
        if changed is None:
            measure[column] = None
        else:
            cell["raw"] = changed
            path = (*path, "raw")
    else:
        measure[column] = change(cell)
    folder.write(name, data)
    return folder.at(check, name, path, source=tuple(measure["location"]["lines"]))


@FAULTS.row("text-edited", NATIONAL, XIAMEN, BATCH, DEPARTMENTS)
def one_body(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "responsibility", lambda raw: raw + "、财政部")


@FAULTS.row("text-edited", XIAMEN)
def one_body_that_guides(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "guidance", lambda raw: raw + "、审计署")


@FAULTS.row("cell-empty", NATIONAL, XIAMEN, BATCH, DEPARTMENTS)
def cell_emptied(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "responsibility", lambda _: None, "cell-empty")


@FAULTS.row("text-edited", BATCH, NEW, DEPARTMENTS)
def one_place(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "reach", lambda raw: "浙江" if raw != "浙江" else "江苏")


@FAULTS.row("text-edited", DEPARTMENTS)
def one_month(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "promoted", lambda raw: raw.replace("201", "202", 1))


@FAULTS.row("text-edited", DEPARTMENTS)
def one_paper(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "basis", lambda raw: raw.replace("20", "19", 1) if "20" in raw else raw + "等")


@FAULTS.row("text-edited", BATCH)
def name_of_a_measure(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "title", lambda title: f"{title}试点")


@FAULTS.row("text-edited", XIAMEN)
def remark_changed(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "remark", lambda remark: f"{remark}（已完成）")


@FAULTS.row("text-edited", XIAMEN, NATIONAL)
def remark_added(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["remark"] is None)
    data = folder.data(name)
    data["measures"][at]["remark"] = "已完成"
    folder.write(name, data)
    return folder.at("text-edited", name, ("measures", at, "remark"))


@FAULTS.row("text-edited", BATCH, DEPARTMENTS)
def field_changed(folder: DataFolder, name: str) -> Expected:
    return _cell(folder, name, "field", lambda field: f"{field}类")


@FAULTS.row("text-edited")
def title_of_the_document(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["title"] = data["title"].replace("的", "之", 1) if "的" in data["title"] else data["title"] + "清单"
    folder.write(name, data)
    return folder.at("text-edited", name, ("title",))


@FAULTS.row("text-edited", BATCH, NEW)
def number_of_the_document(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["document_number"] = re.sub(r"\d+(?=号)", lambda found: str(int(found[0]) + 1), data["document_number"])
    folder.write(name, data)
    return folder.at("text-edited", name, ("document_number",))


@FAULTS.row("text-edited", BATCH, NEW)
def day_of_the_document(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["issued"] = data["issued"][:-2] + "09"
    folder.write(name, data)
    return folder.at("text-edited", name, ("issued",))


@FAULTS.row("text-edited", NATIONAL, XIAMEN, NEW, BATCH)
def title_of_a_section(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.randrange(len(data["sections"]))
    data["sections"][at]["title"] += "等"
    folder.write(name, data)
    return folder.at("text-edited", name, ("sections", at, "title"))


@FAULTS.row("text-edited", NATIONAL, NEW, BATCH)
def introduction_of_a_section(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.choice([at for at, section in enumerate(data["sections"]) if section["intro"]])
    data["sections"][at]["intro"] = "认真" + data["sections"][at]["intro"]
    folder.write(name, data)
    return folder.at("text-edited", name, ("sections", at, "intro"))


@FAULTS.row("text-edited", NATIONAL, NEW, BATCH)
def words_of_a_note(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    at = folder.random.randrange(len(data["notes"]))
    data["notes"][at]["text"] += "特此说明。"
    folder.write(name, data)
    return folder.at("text-edited", name, ("notes", at, "text"))
