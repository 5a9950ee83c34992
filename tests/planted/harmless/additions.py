"""What people add and rename through the tool itself."""

import json
from typing import Any

from policydiff.model.correction import Correction
from policydiff.read.document import Told
from policydiff.workflows.correct import correct
from policydiff.workflows.reread import reread_all
from policydiff.workflows.review import Review
from tests.planted.folder import BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, DataFolder
from tests.planted.harmless.forms import SILENT
from tests.planted.table import HARMLESS

_TITLE = "某省推进服务贸易创新发展任务清单"


@HARMLESS.row("told")
def alias(folder: DataFolder, name: str) -> frozenset[str]:
    folder.reingest(name, aliases=(*folder.data(name)["aliases"], "plan", "plan-of-the-year"))
    return SILENT


@HARMLESS.row("told", XIAMEN, NEW, BATCH, DEPARTMENTS)
def another_series_and_round(folder: DataFolder, name: str) -> frozenset[str]:
    folder.reingest(name, series=folder.data(name)["series"] or "pilot-zones", round=12)
    return SILENT


@HARMLESS.row("told", NATIONAL, DEPARTMENTS, NEW)
def what_it_puts_into_practice(folder: DataFolder, name: str) -> frozenset[str]:
    other = next(one for one in folder.names if one != name)
    if folder.data(other)["implements"] == name:
        folder.reingest(other, implements=None)
        other_data = folder.data(other)
        other_data["implements"] = None
        other_data["source"]["options"].pop("implements", None)
        folder.write(other, other_data)
    folder.reingest(name, implements=other)
    return SILENT


@HARMLESS.row("told", NATIONAL, XIAMEN, DEPARTMENTS)
def day_and_number(folder: DataFolder, name: str) -> frozenset[str]:
    folder.reingest(
        name, values={"issued": "2020-08-12", "document_number": "商服贸发〔2020〕165号", "issuers": "商务部"}
    )
    return SILENT


@HARMLESS.row("told")
def read_again(folder: DataFolder, name: str) -> frozenset[str]:
    before = {path: folder.text(path) for path in folder.names}
    reread_all((), folder.corpus)
    assert {path: folder.text(path) for path in folder.names} == before
    return SILENT


@HARMLESS.row("told")
def renamed_properly(folder: DataFolder, name: str) -> frozenset[str]:
    data = folder.data(name)
    source = folder.source(name)
    folder.path(name).unlink()
    (folder.folder / "sources" / f"{name}.txt").unlink()
    told = data["source"]["options"]
    folder.ingest(
        Told(
            id=f"{name}-final", aliases=tuple(told.get("aliases", ())), series=told.get("series"),
            round=told.get("round"), implements=told.get("implements"),
        ),
        source,
    )  # fmt: skip
    for other in folder.names:
        if other != name and folder.data(other)["implements"] == name:
            folder.reingest(other, implements=f"{name}-final")
    return SILENT


@HARMLESS.row("told", NATIONAL, NEW)
def new_round_of_a_series(folder: DataFolder, name: str) -> frozenset[str]:
    rows = "".join(f"{at}\t推动第{at}类服务贸易便利化。\t商务部\n" for at in range(1, 9))
    told = Told(id="next-round", series=folder.data(name)["series"], round=9)
    folder.ingest(told, f"{_TITLE}\n\n序号\t具体举措\t责任单位\n{rows}")
    return SILENT


def _correct(folder: DataFolder, name: str, **cell: Any) -> frozenset[str]:
    said = {"why": "与纸质文件核对，原文如此", "by": "李", "when": "2026-11-22", **cell}
    correct(name, Correction(**said), folder.corpus)
    return SILENT


@HARMLESS.row("correction", times=2)
def correction_of_a_text(folder: DataFolder, name: str) -> frozenset[str]:
    at = folder.some_measure(name, lambda measure: len(measure["text"]) > 20)
    measure = folder.data(name)["measures"][at]
    text = measure["text"]
    should = text[:-1] + "，并加强监测评估" + text[-1]
    return _correct(folder, name, measure=measure["id"], field="text", read=text, should=should)


@HARMLESS.row("correction", NATIONAL, XIAMEN, BATCH, DEPARTMENTS)
def correction_of_a_body(folder: DataFolder, name: str) -> frozenset[str]:
    at = folder.some_measure(name, lambda measure: measure["responsibility"])
    measure = folder.data(name)["measures"][at]
    raw = measure["responsibility"]["raw"]
    return _correct(folder, name, measure=measure["id"], field="responsibility", read=raw, should="商务部、海关总署")


@HARMLESS.row("correction")
def correction_of_the_title(folder: DataFolder, name: str) -> frozenset[str]:
    title = folder.data(name)["title"]
    return _correct(folder, name, field="title", read=title, should=f"{title}（修订稿）")


@HARMLESS.row("correction", NATIONAL, XIAMEN, NEW, BATCH)
def correction_of_a_section(folder: DataFolder, name: str) -> frozenset[str]:
    section = folder.random.choice([one for one in folder.data(name)["sections"] if one["title"]])
    should = section["title"].rstrip("。") + "机制"
    return _correct(folder, name, section=section["id"], field="title", read=section["title"], should=should)


@HARMLESS.row("correction", NATIONAL, NEW, BATCH)
def correction_of_a_note(folder: DataFolder, name: str) -> frozenset[str]:
    notes = folder.data(name)["notes"]
    at = folder.random.randrange(len(notes))
    text = notes[at]["text"]
    return _correct(folder, name, note=at + 1, field="text", read=text, should=f"{text}特此说明。")


@HARMLESS.row("history")
def correction_of_what_was_published(folder: DataFolder, name: str) -> frozenset[str]:
    folder.publish()
    return correction_of_a_text(folder, name)


@HARMLESS.row("history")
def nothing_since_it_was_published(folder: DataFolder, name: str) -> frozenset[str]:
    folder.publish()
    return SILENT


@HARMLESS.row("history")
def renamed_with_its_former_id(folder: DataFolder, name: str) -> frozenset[str]:
    folder.publish()
    renamed_properly(folder, name)
    folder.reingest(f"{name}-final", aliases=(*folder.data(f"{name}-final")["aliases"], name))
    return SILENT


@HARMLESS.row("history")
def document_added_to_what_was_published(folder: DataFolder, name: str) -> frozenset[str]:
    folder.publish()
    folder.ingest(Told(id="added"), f"{_TITLE}\n\n序号\t具体举措\t责任单位\n1\t推动便利化。\t商务部\n")
    return SILENT


@HARMLESS.row("correction", XIAMEN, NATIONAL)
def two_corrections(folder: DataFolder, name: str) -> frozenset[str]:
    correction_of_a_text(folder, name)
    return correction_of_a_body(folder, name)


def _decide(folder: DataFolder, count: int, verdict: str) -> frozenset[str]:
    review = Review(NATIONAL, XIAMEN, folder.corpus)
    for question in review.state().questions[:count]:
        review.answer(question, verdict, "李")
    return SILENT


for _verdict in ("linked", "unrelated", "partial"):
    for _count in (1, 4):

        def _edit(folder: DataFolder, name: str, count: int = _count, verdict: str = _verdict) -> frozenset[str]:
            return _decide(folder, count, verdict)

        HARMLESS.row("decision", XIAMEN, name=f"{_count}_{_verdict}")(_edit)


@HARMLESS.row("decision", XIAMEN)
def decision_on_a_measure_that_got_another_number(folder: DataFolder, name: str) -> frozenset[str]:
    """A row is put into the source behind all others: numbers before it stay."""
    _decide(folder, 2, "linked")
    return alias(folder, name)


@HARMLESS.row("decision", XIAMEN)
def decisions_in_another_form(folder: DataFolder, name: str) -> frozenset[str]:
    _decide(folder, 2, "linked")
    (path,) = (folder.folder / "decisions").glob("*.json")
    path.write_text(json.dumps(json.loads(path.read_bytes()), ensure_ascii=True), "utf-8")
    return SILENT
