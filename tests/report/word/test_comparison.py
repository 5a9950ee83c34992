"""The comparison as a Word document: whole answers on a small one, nothing lost on a real one."""

from dataclasses import replace
from itertools import pairwise

import pytest

from policydiff.model.document import Measure, Snapshot
from policydiff.report.dossier import Dossier
from policydiff.report.printable import plain
from policydiff.report.word.comparison import render
from tests.report.cases import dossier_between
from tests.report.small import measure
from tests.report.word.reading import W, cells, faults, main, paragraphs, said, styled, tables


def test_the_whole_paper(tiny: Dossier) -> None:
    paper = render(tiny)
    body = [text for style, text in paragraphs(paper) if style in ("Title", "Subtitle", "Lead")]
    assert body == ["国家与厦门举措对照", "国家  plan（国函〔2020〕1号，2020年8月12日）", "厦门  city", tiny.headline]
    headings = [(style[-1], text) for style, text in paragraphs(paper) if style.startswith("Heading")]
    assert headings == [
        ("1", "摘要"),
        ("1", "对厦门最值得关注的内容"),
        ("3", "（1）国家第3项　简化外资旅行社审批流程。"),
        ("3", "（2）国家第2项 → 厦门第2项　支持港澳医师开办诊所执行备案制。"),
        ("3", "（3）厦门第3项　建设两岸冷链物流市场合作机制。"),
        ("1", "国家与厦门逐项对照（2个关联）"),
        ("2", "（一）扩大开放"),
        ("1", "厦门未承接（2）"),
        ("2", "普遍适用（1项）"),
        ("2", "限其他地区（1项）"),
        ("1", "厦门自主新增（1）"),
        ("1", "各单位增减的举措"),
        ("2", "仅国家列出的单位（责任分工），无从比较"),
        ("2", "仅厦门列出的单位（责任分工），无从比较"),
        ("1", "来源"),
        ("1", "方法"),
        ("1", "用语说明"),
    ]
    links, general, others, own, plan_bodies, city_bodies, sources, glossary = cells(paper)
    assert links == [
        ["序号", "国家举措", "厦门举措", "变化", "责任单位"],
        [
            "1 → 1",
            "在试点地区，推动贸易便利化。",
            "推动贸易便利化。",
            "本地化：完整承接  关联可信度0.99\n删去地域限定：“在试点地区”",
            "责任分工：市商务局",
        ],
        [
            "2 → 2",
            "支持港澳医师开办诊所执行备案制。",
            "支持港澳台医师开办诊所执行备案制。",
            "修改：扩大  关联可信度0.99\n适用性为“点名”（责任分工：厦门）\n【注意】适用对象扩大：由“港澳”改为“港澳台”",
            "责任分工：市卫健委",
        ],
    ]
    assert general == [
        ["序号", "国家举措", "责任单位", "是否适用及依据"],
        [
            "3 →",
            "简化外资旅行社审批流程。",
            "责任分工：文化和旅游部制订政策保障措施；各试点地区负责推进",
            "普遍适用\n责任分工：各试点地区",
        ],
    ]
    assert [row[0] for row in others] == ["序号", "4 →"]
    assert own == [
        ["序号", "厦门举措", "责任单位"],
        ["（二）提升便利"],
        ["→ 3", "建设两岸冷链物流市场合作机制。", "责任分工：自贸委、市商务局"],
    ]
    assert plan_bodies == [
        ["单位", "列于双方均有的举措", "列于未延续的举措"],
        *[["人民银行", "", "1项：4"], ["卫生健康委", "1项：2", ""]],
        *[["商务部", "1项：1", ""], ["文化和旅游部", "", "1项：3"]],
    ]
    assert city_bodies[-1] == ["自贸委", "", "1项：3"]
    assert [row[0] for row in sources[:4]] == ["文件", "标题", "文号", "印发日期"]
    assert ["来源文件SHA-256", *(side.facts[-2].value for side in tiny.sides)] in sources
    terms = sum(len(matter.terms) + 1 for matter in tiny.glossary)
    assert len(glossary) == 1 + terms


def test_what_matters_is_told_with_its_reason_and_evidence(tiny: Dossier) -> None:
    told = paragraphs(render(tiny))
    at = told.index(("Heading3", "（2）国家第2项 → 厦门第2项　支持港澳医师开办诊所执行备案制。"))
    assert told[at + 1 : at + 6] == [
        ("Reason", "承接情况：扩大；适用对象扩大：由“港澳”改为“港澳台”；适用性为“点名”（责任分工：厦门）。"),
        ("Evidence", "国家第2项：支持港澳医师开办诊所执行备案制。"),
        ("Evidence", "厦门第2项：支持港澳台医师开办诊所执行备案制。"),
        ("Evidence", "国家责任分工：卫生健康委支持和指导；北京、厦门负责推进"),
        ("Evidence", "厦门责任分工：市卫健委"),
    ]


def test_removed_words_are_struck_through_on_the_left_and_added_ones_underlined_on_the_right(tiny: Dossier) -> None:
    _, first, second = tables(render(tiny))[0]
    assert (styled(first[1], "Removed"), styled(first[2], "Added")) == (["在试点地区"], [])
    assert (styled(second[1], "Removed"), styled(second[2], "Added")) == (["港澳"], ["港澳台"])
    assert not styled(first[1], "Added") and not styled(first[2], "Removed")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_a_real_comparison_is_lost(national: Snapshot, xiamen: Snapshot, language: str) -> None:
    found = dossier_between(national, xiamen, language)
    paper = render(found)
    assert list(faults(paper)) == []
    rows = [row for table in tables(paper) for row in table[1:]]
    told = {said(row[0]).replace(" ", ""): row for row in rows if "→" in said(row[0])}
    assert list(told) == [*(row.key for row in found.rows), *(one.key for one in found.alone)]
    for row in found.rows:
        shown = told[row.key]
        for cell, measures in ((shown[1], row.left), (shown[2], row.right)):
            texts = [said(one) for one in cell.iter(f"{W}p")]
            others = [
                fact for one in measures for fact in one.columns if fact.code not in ("responsibility", "guidance")
            ]
            assert len(texts) == sum(len(one.fields) for one in measures) + len(others)
            for one in measures:
                number = f"{one.number}  " if len(measures) > 1 else ""
                assert number + one.text in texts
        changes = said(shown[3])
        assert all(note.text in changes for note in row.notes) and row.rests_on in changes
    for alone in found.alone:
        remark = alone.measure.column("remark") or ""
        assert said(told[alone.key][1]).startswith(alone.measure.text.replace("\n", ""))
        assert remark in said(told[alone.key][1])
        assert alone.has_near == (alone.nearest is not None and alone.nearest.text in said(told[alone.key][1]))
        if alone.applies:
            assert said(told[alone.key][3]) == alone.applies.name + alone.applies.ground
    for name in (body.name for group in found.bodies for body in group.rows):
        assert any(said(row[0]) == name for row in rows)


def test_an_english_paper_says_nothing_of_ours_in_chinese(sides: tuple[Snapshot, Snapshot]) -> None:
    paper = render(dossier_between(*sides, "en"))
    assert cells(paper)[0][0] == ["No.", "Measures: the national plan", "Measures: 厦门", "Changes", "Responsible"]
    assert cells(paper)[0][2][3].startswith(
        "modified: widened  confidence 0.99\nMeant for it: named (responsible: 厦门)\n[notable] Who may benefit is widened"
    )
    assert not any("承接" in text or "可信度" in text for _, text in paragraphs(paper))


def test_every_head_is_repeated_and_only_short_rows_stay_whole(sides: tuple[Snapshot, Snapshot]) -> None:
    left, right = sides
    long = measure(5, "b", "推进服务贸易创新发展。" * 200, "商务部负责")
    paper = render(dossier_between(replace(left, measures=(*left.measures, long)), right))
    found = list(main(paper).iter(f"{W}tbl"))
    for table in found:
        first, *others = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in others)
    whole = {
        said(next(row.iter(f"{W}tc"))): row.find(f"{W}trPr/{W}cantSplit") is not None
        for table in found
        for row in table.iter(f"{W}tr")
    }
    assert whole["1 → 1"] and whole["3 →"] and not whole["5 →"]


def test_several_measures_stand_behind_their_numbers(national: Snapshot, xiamen: Snapshot) -> None:
    found = dossier_between(national, xiamen)
    merged = next(row for row in found.rows if len(row.left) > 1)
    shown = next(row for table in cells(render(found)) for row in table if row[0].replace(" ", "") == merged.key)
    assert shown[1] == "\n".join(f"{one.number}  {one.text}" for one in merged.left)
    assert shown[2] == merged.right[0].text


def test_a_name_and_each_further_column_stand_on_a_line_of_their_own(snapshots: dict[str, Snapshot]) -> None:
    found = dossier_between(snapshots["ftz-departments-2019"], snapshots["ftz-batch-6"])
    named = next(one for one in found.own[0].rows if len(one.measure.fields) == 2)
    shown = next(row for table in cells(render(found)) for row in table if row[0] == f"→ {named.measure.id}")
    others = [f"{fact.name}：{fact.value}" for fact in named.measure.columns if fact.code != "responsibility"]
    assert others and shown[1] == "\n".join((named.measure.text, *others))


def test_columns_that_would_be_empty_are_left_out(sides: tuple[Snapshot, Snapshot]) -> None:
    left, right = (replace(side, measures=tuple(map(_bare, side.measures))) for side in sides)
    heads = [table[0] for table in cells(render(dossier_between(left, right)))]
    assert heads[0] == ["序号", "国家举措", "厦门举措", "变化"]
    assert not any("责任单位" in head for head in heads)


def _bare(one: Measure) -> Measure:
    return replace(one, responsibility=None)


def test_who_is_responsible_on_the_left_stands_in_where_the_right_says_nothing(
    sides: tuple[Snapshot, Snapshot],
) -> None:
    left, right = sides
    paper = render(dossier_between(left, replace(right, measures=tuple(map(_bare, right.measures)))))
    assert cells(paper)[0][1][4] == "国家\n责任分工：商务部制订政策保障措施；试点地区负责推进"


def test_documents_that_share_nothing_and_documents_that_differ_in_nothing(sides: tuple[Snapshot, Snapshot]) -> None:
    left, right = sides
    nothing = render(dossier_between(left, replace(right, measures=right.measures[2:])))
    same = render(dossier_between(left, left))
    for paper, missing in ((nothing, 1), (same, 2)):
        assert list(faults(paper)) == []
        assert [text for _, text in paragraphs(paper)].count("无。") == missing
    assert not any(style == "Heading3" for style, _ in paragraphs(same))


HOSTILE = (
    "<script>alert(1)</script>",
    "]]> <![CDATA[ &amp; &lt;",
    '=HYPERLINK("http://example.com","x")',
    "@SUM(A1:A9)",
    "\u202eabc\u202c\u200e\u2067",
    "\x00\x07\x1b[31m\x7f\ufffe",
    "{ PAGE } w:instrText HYPERLINK",
    "两　行\n各\n有其一",
    "甲" * 100_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_text_is_only_ever_text(sides: tuple[Snapshot, Snapshot], text: str) -> None:
    left, right = sides
    odd = replace(left.measures[2], text=text, responsibility=None)
    found = dossier_between(replace(left, title=text, measures=(*left.measures[:2], odd, left.measures[3])), right)
    paper = render(found)
    assert list(faults(paper)) == []
    shown = "\n".join(map(plain, text.split("\n")))
    row = next(row for table in tables(paper) for row in table if said(row[0]) == "3 →")
    assert said(row[1]) == shown
    fields = [one for one in main(paper).iter() if one.tag.removeprefix(W) in ("fldSimple", "instrText", "hyperlink")]
    assert fields == []
    assert any(text.startswith(f"国家  {shown}") for style, text in paragraphs(paper) if style == "Subtitle")


def test_the_same_comparison_gives_the_same_bytes(tiny: Dossier, national: Snapshot, xiamen: Snapshot) -> None:
    assert render(tiny) == render(tiny)
    first, second = (render(dossier_between(national, xiamen)) for _ in range(2))
    assert first == second


def test_two_readings_of_one_source_say_nothing_of_the_policy(sides: tuple[Snapshot, Snapshot]) -> None:
    left = sides[0]
    first, second, third, _ = left.measures
    reread = measure(2, "a", second.text, "卫生健康委负责")
    found = dossier_between(left, replace(left, measures=(first, reread, third)))
    paper = render(found)
    assert list(faults(paper)) == []
    told = [text for _, text in paragraphs(paper)]
    assert "最值得关注的内容" not in told and not any("【重要】" in text for text in told)
    links, gone, *_ = cells(paper)
    assert [row[0] for row in links] == ["序号", "2 → 2"]
    assert links[1][1] == "支持港澳医师开办诊所执行备案制。\n责任分工  卫生健康委支持和指导；北京、厦门负责推进"
    assert links[1][2] == "支持港澳医师开办诊所执行备案制。\n责任分工  卫生健康委负责"
    assert links[1][3].startswith("读法不同")
    assert (len(gone[0]), gone[0][2], gone[2][0]) == (3, "责任单位", "4 →")


def test_rows_stand_in_the_order_of_the_left_document(national: Snapshot, xiamen: Snapshot) -> None:
    paper = render(dossier_between(national, xiamen))
    keys = [said(row[0]) for table in tables(paper) for row in table if " → " in said(row[0])]
    firsts = [int(key.split("+")[0].split(" ")[0]) for key in keys]
    assert len(firsts) == 78 and all(one <= other for one, other in pairwise(firsts))
