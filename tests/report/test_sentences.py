"""Sentences of changes: natural in every form, in both languages, on every width."""

from dataclasses import replace

import pytest

from policydiff.changes.catalogue import RULE_BY_ID, RULES
from policydiff.compare.pipeline import compare
from policydiff.model.comparison import Change, Comparison, Spans
from policydiff.model.document import Snapshot
from policydiff.report.renderers import RENDERERS, Settings
from policydiff.report.sentences import sentence
from policydiff.report.terminal.lines import width
from policydiff.report.view import view_of
from policydiff.report.wording import LANGUAGES, words


def change(rule: str, before: str, after: str, count: int = 1, field: str = "text") -> Change:
    kind, direction = RULE_BY_ID[rule].kind, RULE_BY_ID[rule].direction
    severity = RULE_BY_ID[rule].severity["researcher"]
    return Change(
        id="0" * 12,
        rule=rule,
        kind=kind,
        direction=direction,
        severity=severity,
        field=field,
        left="1",
        right="1",
        before=before,
        after=after,
        count=count,
        spans=Spans(left=((0, 0),) * count, right=((0, 0),) * count),
    )


SENTENCES = [
    (
        change("audience-widened", "港澳", "港澳台", 5),
        "Who may benefit is widened: “港澳” → “港澳台” (5 times)",
        "适用对象扩大：由“港澳”改为“港澳台”（共5处）",
    ),
    (
        change("scope-widened", "已投产", ""),
        "What is covered is widened: “已投产” is left out",
        "覆盖事项扩大：删去“已投产”",
    ),
    (change("scope-widened", "", "药品"), "What is covered is widened: “药品” is added", "覆盖事项扩大：增加“药品”"),
    (change("condition-added", "", "经备案"), "A condition is added: “经备案”", "增加条件：“经备案”"),
    (change("condition-added", "免", ""), "A condition is added: “免” is left out", "增加条件：删去“免”"),
    (change("condition-removed", "经备案", ""), "A condition is removed: “经备案”", "取消条件：“经备案”"),
    (
        change("locality-dropped", "在试点地区", "", 2),
        "A phrase of place is dropped: “在试点地区” (2 times)",
        "删去地域限定：“在试点地区”（共2处）",
    ),
    (change("modality-weakened", "", "探索"), "The commitment is weakened: “探索” is added", "力度减弱：增加“探索”"),
    (
        change("wording-changed", "推动", "推进", field="title"),
        "The same in other words: “推动” → “推进” (in the name)",
        "文字表述调整：由“推动”改为“推进”（见于名称）",
    ),
    (change("remark-added", "", "第一\n第二"), "A remark is added: “第一 第二”", "增加备注：“第一 第二”"),
    (
        change("content-removed", "一二三四五六七八九十" * 4, ""),
        "A commitment is left out: “一二三四五六七八九十一二三四五六七八…三四五六七八九十”",
        "删去内容：“一二三四五六七八九十一二三四五六七八…三四五六七八九十”",
    ),
]


@pytest.mark.parametrize(("one", "english", "chinese"), SENTENCES)
def test_sentences(one: Change, english: str, chinese: str) -> None:
    assert sentence(one, words("en"), whole=False) == english
    assert sentence(one, words("zh"), whole=False) == chinese


def test_a_whole_sentence_holds_all_its_words() -> None:
    for text in ("一" * 28, "一" * 29, "一" * 500):
        assert text in sentence(change("content-removed", text, ""), words("en"))


def test_braces_in_a_text_are_only_text() -> None:
    assert "“{count}{0}”" in sentence(change("content-added", "", "{count}{0}", 2), words("en"))


@pytest.fixture(scope="module")
def every_rule(national: Snapshot, xiamen: Snapshot) -> Comparison:
    """A comparison whose first link has a change of every rule, on a document with one link more."""
    found = compare(national, xiamen)
    text = national.measures[19].text
    changes = tuple(
        replace(change(rule.id, text[:40], "" if rule.direction in ("dropped", "removed") else text[5:12]), left="20")
        for rule in RULES
    )
    link = next(link for link in found.links if link.left == ("20",))
    placed = [replace(c, right=link.right[0], field="remark" if c.field == "text" else c.field) for c in changes]
    return replace(found, links=(replace(link, changes=tuple(placed)),))


@pytest.mark.parametrize("columns", [40, 59, 60, 80, 119, 120, 200])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("full", [True, False])
def test_every_rule_fits_on_every_page(
    columns: int, language: str, full: bool, every_rule: Comparison, national: Snapshot, xiamen: Snapshot
) -> None:
    view = view_of(every_rule, national, xiamen, sorted({rule.kind for rule in RULES}))
    page = RENDERERS["text"](view, Settings(columns=columns, language=language, full=full))
    assert max(map(width, page.split("\n"))) <= columns
    shown = "".join(page.split())
    for rule in RULES:
        assert "".join(words(language)(f"rule.{rule.id}").split()) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_most_severe_come_first(
    language: str, every_rule: Comparison, national: Snapshot, xiamen: Snapshot
) -> None:
    view = view_of(every_rule, national, xiamen, sorted({rule.kind for rule in RULES}))
    shown = (*view.changed, *view.localised, *view.identical)[0].changes
    assert [c.severity for c in shown] == sorted((c.severity for c in shown), key=["error", "warning", "info"].index)
    for level in ("error", "warning", "info"):  # among equals, as they stand in the link
        assert [c.rule for c in shown if c.severity == level] == [
            c.rule for c in every_rule.links[0].changes if c.severity == level
        ]
    say = words(language)
    for name in ("text", "markdown"):
        page = RENDERERS[name](view, Settings(columns=200, language=language))
        places = [page.index(sentence(c, say, whole=False).split("“")[0].rstrip("：: ")) for c in shown]
        assert places == sorted(places)


def test_changes_of_other_columns_are_no_change_of_the_text(
    every_rule: Comparison, national: Snapshot, xiamen: Snapshot
) -> None:
    view = view_of(every_rule, national, xiamen)
    assert (len(view.changed), len(view.localised), len(view.identical)) == (0, 0, 1)
    only = view_of(every_rule, national, xiamen, ["reach"])
    page = RENDERERS["text"](only, Settings(columns=100))
    assert "Links (1)" in page
    assert page.count("\n    !  reach  ") == 3
