"""A dossier is consistent in itself: sums add up, every measure has its row, everything named is there."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.report.dossier import Dossier
from policydiff.report.wording import LANGUAGES
from tests.report.cases import EDITIONS, PAIRS, Pair, compared, dossier, dossier_between, hostile_pairs

_REAL = [(*pair, language) for pair in PAIRS for language in LANGUAGES]
_HOLE = re.compile(r"\{[a-z_]+\}")
"""What a sentence has where no value was filled in."""


@pytest.fixture(params=_REAL, ids="–".join)
def real(request: pytest.FixtureRequest) -> Dossier:
    return dossier(*request.param)


def check(found: Dossier) -> None:
    """All that holds of any dossier."""
    check_rows(found)
    check_sums(found)
    check_pointers(found)
    check_bodies(found)
    check_figures(found)


def check_rows(found: Dossier) -> None:
    """Every measure of both documents stands in exactly the rows that the comparison says, under keys of their own."""
    comparison = found.comparison
    keys = [row.key for row in found.rows] + [one.key for one in found.alone]
    assert len(set(keys)) == len(keys)
    expected: dict[tuple[str, str], list[str]] = {}
    for link in comparison.links:
        key = f"{'+'.join(link.left)}→{'+'.join(link.right)}"
        for side, names in (("left", link.left), ("right", link.right)):
            for name in names:
                expected.setdefault((side, name), []).append(key)
    expected |= {("left", one.measure): [f"{one.measure}→"] for one in comparison.left_only}
    expected |= {("right", one.measure): [f"→{one.measure}"] for one in comparison.right_only}
    shown = {(side.side, name): sorted(rows) for side in found.sides for name, rows in side.rows.items()}
    assert shown == {name: sorted(rows) for name, rows in expected.items()}
    chapters = [(s.side, one.id) for s in found.sides for chapter in s.chapters for one in chapter.measures]
    assert Counter(chapters) == Counter(expected.keys())
    for row in found.rows:
        assert row.key == "+".join(one.id for one in row.left) + "→" + "+".join(one.id for one in row.right)


def check_sums(found: Dossier) -> None:
    """Each total is the sum of its parts, and both sides are whole."""
    for balance in found.balances:
        assert balance.total.count == sum(part.count for part in balance.parts)
        assert str(balance.total.count) in balance.text
    totals = {balance.total.value: balance.total.count for balance in found.balances}
    for side in found.sides:
        assert totals[side.side] == len(side.rows)
    left_out = next(part for part in found.balances[0].parts if part.value == "left-only")
    assert left_out.count == sum(len(group.rows) for group in found.left_out)
    own = next(part for part in found.balances[-1].parts if part.value == "right-only")
    assert own.count == sum(len(group.rows) for group in found.own)


def check_pointers(found: Dossier) -> None:
    """What matters most points at a row, and at a measure in it; anchors are unique."""
    anchors = {row.key: [one.anchor for one in row.measures] for row in found.rows}
    anchors |= {one.key: [one.measure.anchor] for one in found.alone}
    for one in found.highlights:
        assert one.anchor in anchors[one.target]
    all_anchors = [(side.side, one.anchor) for side in found.sides for c in side.chapters for one in c.measures]
    assert len(set(all_anchors)) == len(all_anchors)


def check_bodies(found: Dossier) -> None:
    """left = kept + lost + left out, right = kept + gained + own: each measure of a body once, where it belongs."""
    linked = {(s, name) for link in found.comparison.links for s in ("left", "right") for name in getattr(link, s)}
    for group in found.bodies:
        for row in group.rows:
            sides = {"left": (row.kept, row.lost, row.left_out), "right": (row.kept_right, row.gained, row.own)}
            for side, parts in sides.items():
                names = [name for part in parts for name in part]
                assert len(set(names)) == len(names)
                assert all((side, name) in linked for part in parts[:2] for name in part)
                assert not any((side, name) in linked for name in parts[2])
            assert bool(row.kept) == bool(row.kept_right)
            assert group.side in (None, "left", "right")
            assert not (group.side == "left" and any(sides["right"]))
            assert not (group.side == "right" and any(sides["left"]))


def check_figures(found: Dossier) -> None:
    """Figures sum to the totals of what they show."""
    sums: Counter[tuple[str, str]] = Counter()
    for figure in found.figures:
        for row in figure.rows:
            assert figure.columns.keys() <= row.keys()
            for name, value in row.items():
                sums[figure.chart, name] += value if isinstance(value, int) else 0
    left, right = found.comparison.summary.left, found.comparison.summary.right
    assert sums["uptake", "measures"] == len(found.comparison.uptake)
    assert sums["flow", "measures"] == left.measures + right.only
    assert sums["kinds", "changes"] == sum(len(link.changes) for link in found.comparison.links)


def test_a_real_dossier_is_consistent(real: Dossier) -> None:
    check(real)


def test_no_sentence_of_a_real_dossier_has_a_hole(real: Dossier) -> None:
    texts = [real.title, real.subtitle, real.headline, *real.minded, *real.method, real.left_out_title, real.own_title]
    texts += [balance.text for balance in real.balances]
    texts += [part for one in real.highlights for part in (one.title, one.why, *one.evidence)]
    texts += [note.text for row in real.rows for note in row.notes]
    texts += [text for row in real.rows for text in (row.rests_on, row.moved, row.effects) if text]
    texts += [figure.alt for figure in real.figures] + [group.title for group in real.bodies]
    assert [text for text in texts if _HOLE.search(text) or not text.strip()] == []


@given(pair=hostile_pairs(), language=st.sampled_from(LANGUAGES))
@settings(max_examples=60)
def test_any_dossier_is_consistent(pair: Pair, language: str) -> None:
    check(dossier_between(*pair, language))


@given(pair=hostile_pairs())
@settings(max_examples=30)
def test_both_languages_have_one_structure(pair: Pair) -> None:
    assert shape(dossier_between(*pair, "zh")) == shape(dossier_between(*pair, "en"))


@pytest.mark.parametrize("pair", PAIRS, ids="–".join)
def test_real_dossiers_have_one_structure(pair: tuple[str, str]) -> None:
    assert shape(dossier(*pair, "zh")) == shape(dossier(*pair, "en"))
    assert len(dossier(*pair, "zh").rows) == len(compared(*pair)[2].links) > 0


def shape(found: Dossier) -> object:
    """All of a dossier that is no word of a language."""
    return (
        [
            (row.key, row.relation, row.standing, [note.change.id for note in row.notes], row.bodies)
            for row in found.rows
        ],
        [(one.key, one.uptake, one.applies and one.applies.code) for one in found.alone],
        [
            (b.total.count, b.total.value, [(part.count, part.facet, part.value) for part in b.parts])
            for b in found.balances
        ],
        [(one.target, one.anchor, len(one.evidence)) for one in found.highlights],
        [(group.column, group.side, [row.name for row in group.rows]) for group in found.bodies],
        [(figure.chart, len(figure.rows), list(figure.columns)) for figure in found.figures],
        [(terms.code, [term.code for term in terms.terms]) for terms in found.glossary],
        [[fact.code for fact in side.facts] for side in found.sides],
        len(found.minded),
        len(found.method),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_are_called_by_name_where_one_reads_and_by_id_in_the_sources(language: str) -> None:
    found = dossier("national-2020", "xiamen-2020", language)
    told = [found.title, found.headline, found.left_out_title, found.own_title, *found.minded]
    told += [balance.text for balance in found.balances] + [group.title for group in found.bodies]
    told += [figure.alt for figure in found.figures]
    assert not any(side.id in text for text in told for side in found.sides)
    assert all(side.name in found.headline for side in found.sides)
    assert found.subtitle == "national-2020 → xiamen-2020"


def test_a_name_in_a_chinese_sentence_is_not_set_off_by_blanks() -> None:
    found = dossier("national-2020", "xiamen-2020", "zh")
    assert found.headline.startswith("国家共122项举措，厦门承接79项：")
    assert found.balances[0].text.startswith("国家122项 ＝ ")
    assert (found.left_out_title, found.own_title) == ("厦门未承接（43）", "厦门自主新增（10）")
    assert found.minded == ("提示：厦门：文件在第88项的备注之前中断",)


def test_documents_of_one_name_are_called_by_their_ids() -> None:
    found = dossier("national-2020", "national-2025", "zh")
    assert found.headline.startswith("national-2020 共122项举措，national-2025 承接")


def test_rows_of_editions_have_the_words_of_their_sums() -> None:
    found = dossier("xiamen-2020", EDITIONS, "zh")
    names = {became.uptake: became.uptake_name for row in found.rows for became in row.became}
    sums = {part.value: part.name for part in found.balances[1].parts}
    assert names["full"] == "完整延续" and names.items() <= sums.items()
    facet = next(facet for facet in found.facets if facet.code == "uptake")
    assert {option.value: option.name for option in facet.options} == names | {"absent": "删去"}
    figure = next(figure for figure in found.figures if figure.chart == "uptake")
    assert {row["uptake"] for row in figure.rows} >= {"完整延续"}
    assert "完整承接" not in {term.name for terms in found.glossary for term in terms.terms}


def _why(found: Dossier) -> dict[str, str]:
    return {one.target: one.why for one in found.highlights}


def test_what_matters_says_for_whom_by_the_measure_that_is_meant_most() -> None:
    """National 29 names 厦门, 28 does not: merged into one they are meant for it."""
    assert "适用性为“点名”（责任分工：厦门）" in _why(dossier("national-2020", "xiamen-2020", "zh"))["28+29→14"]


def test_what_matters_tells_what_was_taken_up_although_it_is_given_to_others() -> None:
    found = dossier("national-2020", "xiamen-2020", "zh")
    told = {key: why for key, why in _why(found).items() if "仍予承接" in why}
    assert list(told) == ["4→3", "76→51", "80→52", "99→56"] and "其中4项按国家的分工本属其他地区" in found.headline
    assert told["76→51"].startswith("按分工不属厦门（责任分工：北京、上海、海南、雄安新区等试点地区），仍予承接；")
    assert told["76→51"].endswith("备注：拟争取上级主管部门支持并制定保障措施，由我市负责推进。")


def test_links_with_the_very_same_changes_are_told_as_one() -> None:
    why = _why(dossier("national-2020", "xiamen-2020", "zh"))
    assert "同样的变化另见" in why["41→23"] and not {"23→12", "32→16", "38→21"} & set(why)
    assert all(key in why["41→23"] for key in ("23 → 12", "32 → 16", "38 → 21"))


def test_what_matters_names_who_is_responsible_on_both_sides() -> None:
    found = dossier("national-2020", "xiamen-2020", "zh")
    [one] = [one for one in found.highlights if one.target == "20→10"]
    assert one.title == "国家第20项 → 厦门第10项　支持具备条件的试点地区开通第五航权航线。"
    assert one.evidence[-2:] == (
        "国家责任分工：民航局、中央军委联合参谋部制订政策保障措施；大连、厦门、深圳、武汉、杭州、成都、威海等试点地区负责推进",
        "厦门责任分工：民航厦门安全监管局",
    )
    assert not any("0.00" in text for one in found.highlights for text in one.evidence)
