"""Files beside the snapshots: corrections and decisions that are broken, stale, contradicting, or for nobody."""

import json
import re
from typing import Any

from policydiff.model.correction import Correction
from policydiff.workflows.correct import correct
from policydiff.workflows.review import Review
from tests.planted.folder import (
    BATCH,
    DEPARTMENTS,
    NATIONAL,
    NEW,
    XIAMEN,
    CannotPlantError,
    DataFolder,
    Expected,
    dumped,
    line_at,
    line_of,
)
from tests.planted.table import FAULTS


def corrected(folder: DataFolder, name: str) -> int:
    """Put a word of some measure right through the tool; its place among the measures."""
    at = folder.some_measure(name, lambda measure: re.search("[，,]", measure["text"]))
    measure = folder.data(name)["measures"][at]
    text = measure["text"]
    should = re.sub("[，,]", "、", text, count=1)
    correct(
        name,
        Correction(
            measure=measure["id"], field="text", read=text, should=should, why="印错", by="李", when="2026-11-22"
        ),
        folder.corpus,
    )
    return at


def _corrections(name: str) -> str:
    return f"corrections/{name}.json"


def _read(folder: DataFolder, path: str) -> Any:
    return json.loads((folder.folder / path).read_bytes())


def _beside(
    folder: DataFolder, check: str, path: str, place: tuple[str | int, ...], severity: str = "error"
) -> Expected:
    line = line_of((folder.folder / path).read_text("utf-8"), place)
    return Expected(check=check, path=path, first=line, last=line, severity=severity)


@FAULTS.row("corrections")
def corrections_cut_off(folder: DataFolder, name: str) -> Expected:
    corrected(folder, name)
    path = _corrections(name)
    text = (folder.folder / path).read_text("utf-8")
    kept = text[: folder.random.randrange(10, len(text) - 4)]
    folder.put(path, kept)
    return Expected(
        check="corrections", path=path, first=line_at(kept, len(kept.rstrip())), last=line_at(kept, len(kept))
    )


@FAULTS.row("corrections", NATIONAL, BATCH)
def corrections_with_a_key_misspelt(folder: DataFolder, name: str) -> Expected:
    corrected(folder, name)
    data = _read(folder, _corrections(name))
    data["corrections"][0] = {"reason" if key == "why" else key: value for key, value in data["corrections"][0].items()}
    folder.put(_corrections(name), dumped(data))
    return _beside(folder, "corrections", _corrections(name), ("corrections", 0, "reason"))


@FAULTS.row("corrections", XIAMEN, DEPARTMENTS)
def correction_of_no_day(folder: DataFolder, name: str) -> Expected:
    corrected(folder, name)
    data = _read(folder, _corrections(name))
    data["corrections"][0]["when"] = folder.random.choice(("2026-02-30", "2026-11-31"))
    folder.put(_corrections(name), dumped(data))
    return _beside(folder, "corrections", _corrections(name), ("corrections", 0, "when"))


@FAULTS.row("corrections", XIAMEN, BATCH)
def corrections_of_another(folder: DataFolder, name: str) -> Expected:
    corrected(folder, name)
    data = _read(folder, _corrections(name))
    data["snapshot"] = "national-2019"
    folder.put(_corrections(name), dumped(data))
    return _beside(folder, "corrections", _corrections(name), ("snapshot",))


@FAULTS.row("corrections", NATIONAL, DEPARTMENTS)
def corrections_of_nobody(folder: DataFolder, name: str) -> Expected:
    path = _corrections("national-2019")
    folder.put(path, dumped({"snapshot": "national-2019", "corrections": [], "format": 1}))
    return Expected(check="corrections", path=path, first=1, last=1)


@FAULTS.row("correction-unfit", NATIONAL, XIAMEN, BATCH)
def correction_that_fits_nothing(folder: DataFolder, name: str) -> Expected:
    """The words that were read are edited in the file, and the snapshot is made anew from it."""
    corrected(folder, name)
    data = _read(folder, _corrections(name))
    data["corrections"][0]["read"] = "这一句话从来没有印过。"
    folder.put(_corrections(name), dumped(data))
    folder.reingest(name)
    return _beside(folder, "correction-unfit", _corrections(name), ("corrections", 0), "warning")


@FAULTS.row("correction-needless", NATIONAL, XIAMEN, DEPARTMENTS)
def correction_of_what_was_put_right_at_its_source(folder: DataFolder, name: str) -> Expected:
    at = folder.some_measure(name, lambda measure: measure["text"].count("，") > 1)
    measure = folder.data(name)["measures"][at]
    words = folder.random.choice([part for part in measure["text"].split("，") if part])
    first, last = measure["location"]["lines"]
    lines = folder.source(name).split("\n")
    found = [i for i in range(first - 1, last) if words in lines[i]]
    if len(found) != 1 or measure["text"].count(words) != 1 or lines[found[0]].count(words) != 1 or len(words) < 4:
        raise CannotPlantError
    wrong, right = words, words[:2] + "加强" + words[2:]
    correct(
        name,
        Correction(
            measure=measure["id"], field="text", read=wrong, should=right, why="印错", by="李", when="2026-11-22"
        ),
        folder.corpus,
    )
    lines[found[0]] = lines[found[0]].replace(wrong, right)
    folder.reingest(name, "\n".join(lines))
    return _beside(folder, "correction-needless", _corrections(name), ("corrections", 0), "info")


@FAULTS.row("text-edited", NATIONAL, XIAMEN, BATCH)
def correction_deleted(folder: DataFolder, name: str) -> Expected:
    """The snapshot keeps the words that were put right, and nothing says why any more."""
    at = corrected(folder, name)
    (folder.folder / _corrections(name)).unlink()
    return folder.at("text-edited", name, ("measures", at, "text"))


@FAULTS.row("text-edited", NATIONAL, NEW, DEPARTMENTS)
def correction_not_replayed(folder: DataFolder, name: str) -> Expected:
    """The file of corrections came by a merge, the snapshot that it makes did not."""
    before = folder.text(name)
    at = corrected(folder, name)
    folder.write(name, before)
    return folder.at("text-edited", name, ("measures", at, "text"))


def decided(folder: DataFolder, count: int = 3) -> str:
    """Answer some questions on the real pair through the tool; the file that keeps the answers."""
    review = Review(NATIONAL, XIAMEN, folder.corpus)
    for question in review.state().questions[:count]:
        review.answer(question, "linked", "李")
    (path,) = (folder.folder / "decisions").glob("*.json")
    return f"decisions/{path.name}"


@FAULTS.row("decisions", XIAMEN)
def decisions_cut_off(folder: DataFolder, name: str) -> Expected:
    path = decided(folder)
    text = (folder.folder / path).read_text("utf-8")
    kept = text[: folder.random.randrange(10, len(text) - 4)]
    folder.put(path, kept)
    return Expected(
        check="decisions", path=path, first=line_at(kept, len(kept.rstrip())), last=line_at(kept, len(kept))
    )


@FAULTS.row("decisions", XIAMEN)
def decisions_with_merge_markers(folder: DataFolder, name: str) -> Expected:
    path = decided(folder)
    lines = (folder.folder / path).read_text("utf-8").split("\n")
    at = folder.random.choice([at for at, line in enumerate(lines) if '"verdict"' in line])
    lines[at : at + 1] = [
        "<<<<<<< ours",
        lines[at],
        "=======",
        lines[at].replace("linked", "unrelated"),
        ">>>>>>> theirs",
    ]
    folder.put(path, "\n".join(lines))
    return Expected(check="decisions", path=path, first=at + 1, last=at + 1)


@FAULTS.row("decisions", XIAMEN)
def verdict_that_there_is_not(folder: DataFolder, name: str) -> Expected:
    path = decided(folder)
    data = _read(folder, path)
    data["decisions"][1]["verdict"] = "maybe"
    folder.put(path, dumped(data))
    return _beside(folder, "decisions", path, ("decisions", 1, "verdict"))


@FAULTS.row("decisions", XIAMEN)
def decision_without_its_author(folder: DataFolder, name: str) -> Expected:
    path = decided(folder)
    data = _read(folder, path)
    del data["decisions"][1]["by"]
    folder.put(path, dumped(data))
    return _beside(folder, "decisions", path, ("decisions", 1))


@FAULTS.row("decisions", XIAMEN)
def decisions_that_contradict(folder: DataFolder, name: str) -> Expected:
    path = decided(folder)
    data = _read(folder, path)
    data["decisions"].append({**data["decisions"][0], "verdict": "unrelated", "by": "王"})
    folder.put(path, dumped(data))
    text = (folder.folder / path).read_text("utf-8")
    last = line_of(text, ("decisions", len(data["decisions"]) - 1))
    return Expected(check="decisions", path=path, first=line_of(text, ("decisions", 0)), last=last + 40)


@FAULTS.row("decisions", XIAMEN, BATCH)
def decisions_of_nobody(folder: DataFolder, name: str) -> Expected:
    path = f"decisions/{name}--national-2019.json"
    folder.put(path, dumped({"left": name, "right": "national-2019", "decisions": [], "format": 1}))
    return Expected(check="decisions", path=path, first=1, last=1)


@FAULTS.row("stale-decision", XIAMEN, times=3)
def words_changed_since_the_decision(folder: DataFolder, name: str) -> Expected:
    """The measure was put right after it was decided on."""
    path = decided(folder, 1)
    data = _read(folder, path)
    measure = data["decisions"][0]["right"][0]
    read = measure["text"]
    should = read.rstrip("。") + "，实行包容审慎监管。"
    correct(
        name,
        Correction(
            measure=measure["measure"], field="text", read=read, should=should, why="漏印", by="李", when="2026-11-22"
        ),
        folder.corpus,
    )
    lines = (folder.folder / path).read_text("utf-8").count("\n")
    return Expected(
        check="stale-decision", path=path, first=line_of(dumped(data), ("decisions", 0)), last=lines, severity="warning"
    )


@FAULTS.row("decisions", XIAMEN)
def decision_on_a_measure_that_there_is_not(folder: DataFolder, name: str) -> Expected:
    path = decided(folder)
    data = _read(folder, path)
    data["decisions"][1]["left"][0].update(measure="999", text="这一条举措从来没有过。")
    folder.put(path, dumped(data))
    text = (folder.folder / path).read_text("utf-8")
    last = line_of(text, ("decisions", 1, "left", 0, "text"))
    return Expected(check="decisions", path=path, first=line_of(text, ("decisions", 1)), last=last)
