"""The message of a commit: what it says of long cells, of many renumbered measures, of several snapshots."""

from dataclasses import replace

from policydiff.history.saving.message import Decided, Step, message
from policydiff.model.decision import DecidedMeasure, Decision, Decisions
from policydiff.model.document import Snapshot
from tests.history.repositories import with_texts


def body(text: str) -> list[str]:
    """The lines of the body of a message."""
    return text.split("\n\n")[1].splitlines()


def step(snapshot: Snapshot, before: list[str], after: list[str]) -> Step:
    return Step(snapshot.id, with_texts(snapshot, before), with_texts(snapshot, after))


def test_long_cells_are_shown_where_they_differ(xiamen: Snapshot) -> None:
    begin, words = "推动服务贸易创新发展" * 5, "支持设立分支机构"
    read = step(xiamen, [f"{begin}。", words], [f"{begin}", f"探索{words}"])
    assert body(message("extraction", [read], ())) == [
        "  #1, text: …服务贸易创新发展。 → …服务贸易创新发展",
        f"  #2, text: {words} → 探索{words}",
    ]


def test_measures_renumbered_together_are_one_line(xiamen: Snapshot) -> None:
    texts = [f"推动第{sign}类贸易便利。" for sign in "甲乙丙丁戊"]
    found = step(xiamen, texts, ["允许外商独资设立演出经营单位。", *texts[:2], "建立风险补偿基金。", *texts[2:]])
    assert body(message("policy", [found], ()))[2:] == [
        "  #1–#2 → #2–#3: renumbered (2)",
        "  #3–#5 → #5–#7: renumbered (3)",
    ]
    alone = step(xiamen, texts[:1], ["允许外商独资设立演出经营单位。", texts[0]])
    assert body(message("policy", [alone], ()))[1:] == ["  #1 → #2: renumbered"]


def test_each_of_several_snapshots_is_heard(xiamen: Snapshot) -> None:
    """One in which much differs leaves room for the others."""
    much, little = [f"推动第{number}类贸易" for number in range(60)], ["推动贸易"]
    steps = [
        replace(step(xiamen, much, [f"{text}。" for text in much]), id="much"),
        replace(step(xiamen, little, [f"{text}。" for text in little]), id="little"),
    ]
    lines = body(message("extraction", steps, ()))
    assert lines[0] == "  much: read again by reader 2.1, 60 cells otherwise"
    assert lines[19:] == [
        "    and 42 more",
        "  little: read again by reader 2.1, 1 cell otherwise",
        "    #1, text: 推动贸易 → 推动贸易。",
    ]


def test_a_decision_on_words_that_changed_is_decided_anew() -> None:
    def kept(words: str, measure: str = "1") -> Decisions:
        side = (DecidedMeasure(measure=measure, title=None, text=words),)
        decision = Decision(verdict="linked", left=side, right=side, by="李雷", when="2026-02-01")
        return Decisions(left="a", right="b", decisions=(decision,))

    again = message("decision", (), [Decided("a--b", kept("推动贸易"), kept("推动服务贸易"))])
    assert again.startswith("a--b: 1 link decided anew\n\n  1 → 1: linked, decided anew\n")
    another = message("decision", (), [Decided("a--b", kept("推动贸易"), kept("推动服务贸易", "2"))])
    assert another.startswith("a--b: 1 link decided, 1 taken back\n")
