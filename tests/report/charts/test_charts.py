"""Charts: they show the figures' numbers, are inert and valid whatever they are given, and always the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.compare.pipeline import compare
from policydiff.model.comparison import UPTAKES
from policydiff.model.document import Snapshot
from policydiff.report.charts.draw import draw
from policydiff.report.charts.labels import em, wrapped
from policydiff.report.charts.specifications import inks
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.dossier.parts import Figure
from policydiff.report.view import view_of
from policydiff.report.wording import LANGUAGES

_SVG = "{http://www.w3.org/2000/svg}"
Row = Mapping[str, str | int]


def figure(chart: str, columns: Sequence[str], *rows: Row) -> Figure:
    return Figure(chart=chart, title="t", alt="what is seen", columns={name: name for name in columns}, rows=rows)


def uptake(*rows: tuple[str, str, int]) -> Figure:
    made: list[Row] = [
        {"section": one, "uptake": f"was {code}", "code": code, "measures": count} for one, code, count in rows
    ]
    return figure("uptake", ("section", "uptake", "measures"), *made)


def flow(*rows: tuple[str, int, str, int, int, str]) -> Figure:
    made: list[Row] = [
        {"from": one, "from-place": place, "to": other, "to-place": there, "measures": count, "code": code}
        for one, place, other, there, count, code in rows
    ]
    return figure("flow", ("from", "to", "measures"), *made)


def kinds(*rows: tuple[str, str, int]) -> Figure:
    made: list[Row] = [{"kind": kind, "direction": code, "code": code, "changes": count} for kind, code, count in rows]
    return figure("kinds", ("kind", "direction", "changes"), *made)


def bodies(*rows: tuple[str, int, int]) -> Figure:
    made: list[Row] = [{"body": name, "gained": gained, "lost": lost} for name, gained, lost in rows]
    return figure("bodies", ("body", "gained", "lost"), *made)


def parsed(page: str) -> Tree.Element:
    return Tree.fromstring(page)  # noqa: S314 - only what our own engine drew is parsed


def drawn(one: Figure, language: str = "en") -> Tree.Element:
    return parsed(draw([one], language)[one.chart])


def titles(root: Tree.Element, tag: str | None = None) -> list[str]:
    """What the pointer shows, in the order of drawing; of marks of one sort."""
    return [
        child.text or ""
        for element in root.iter()
        if tag is None or element.tag == _SVG + tag
        for child in element
        if child.tag == f"{_SVG}title"
    ]


def texts(root: Tree.Element) -> list[str]:
    """The texts of a drawing, those of several lines with a stroke between."""
    found = []
    for element in root.iter(f"{_SVG}text"):
        lines = [(one.text or "") for one in element.iter(f"{_SVG}tspan")]
        title = element.find(f"{_SVG}title")
        tail = (title.tail or "") if title is not None else (element.text or "")
        found.append("|".join(lines) or tail)
    return found


def place(element: Tree.Element) -> tuple[float, float]:
    x, y = re.findall(r"-?[\d.]+", element.get("transform", ""))
    return float(x), float(y)


def widths(path: str) -> tuple[float, float]:
    """Left end and width of a bar."""
    found = re.match(r"M([\d.-]+),[\d.-]+h([\d.-]+)v", path)
    assert found, path
    return float(found[1]), float(found[2])


def test_uptake_bars_follow_the_document_and_are_as_long_as_their_numbers() -> None:
    root = drawn(uptake(("二、乙", "full", 3), ("二、乙", "absent", 1), ("一、甲", "narrowed", 2)))
    assert titles(root, "path") == ["二、乙, was full: 3", "二、乙, was absent: 1", "一、甲, was narrowed: 2"]
    assert texts(root) == ["3", "1", "2", "二、乙", "一、甲", "4", "2", "was full", "was narrowed", "was absent"]
    bars = [element for element in root.iter(f"{_SVG}path") if element.find(f"{_SVG}title") is not None]
    assert [widths(bar.get("d", "")) for bar in bars] == [(0, 345), (345, 115), (0, 230)]
    fills = [bar.get("fill", "") for bar in bars]
    assert fills[0] == inks()["full"]["colour"] and all(fill.startswith("url(#chart-uptake-") for fill in fills[1:])


def test_ribbons_are_as_wide_as_the_number_of_measures() -> None:
    rows = (
        ("二", 1, "甲", 0, 2, "linked"),
        ("一", 0, "乙", 1, 4, "linked"),
        ("一", 0, "left out", 2, 1, "left-out"),
        ("its own", 2, "甲", 0, 3, "own"),
    )
    root = drawn(flow(*rows))
    ribbons = [element for element in root.iter(f"{_SVG}path") if "C" in element.get("d", "")]
    assert titles(root)[:4] == ["二 → 甲: 2", "一 → 乙: 4", "一 → left out: 1", "its own → 甲: 3"]
    for ribbon, row in zip(ribbons, rows, strict=True):
        x = [tuple(map(float, one.split(","))) for one in re.findall(r"[\d.]+,[\d.]+", ribbon.get("d", ""))]
        (_, upper0), *_, (_, upper1), (_, lower1), _, _, (_, lower0) = x
        assert lower0 - upper0 == pytest.approx(14 * row[4], abs=0.01)
        assert lower1 - upper1 == pytest.approx(14 * row[4], abs=0.01)
    nodes = [element for element in root.iter(f"{_SVG}path") if re.match(r"M[\d.]+,[\d.]+h10v", element.get("d", ""))]
    sizes = [float(re.findall(r"h10v([\d.]+)", node.get("d", ""))[0]) / 14 for node in nodes]
    assert sizes == pytest.approx([5, 2, 3, 5, 4, 1]) and sum(sizes[:3]) == pytest.approx(sum(sizes[3:]))
    assert [shown for shown in texts(root) if not shown.isdigit()] == [
        *("一 5", "二 2", "its own 3"),
        *("甲 5", "乙 4", "left out 1"),
    ]
    assert len({ribbon.get("fill") for ribbon in ribbons}) == 3


def test_a_section_that_is_called_like_nowhere_is_still_a_section() -> None:
    root = drawn(flow(("一", 0, "left out", 0, 2, "linked"), ("一", 0, "left out", 1, 1, "left-out")))
    assert [shown for shown in texts(root) if not shown.isdigit()] == ["一 3", "left out 2", "left out 1"]


def test_a_flow_need_not_tell_what_goes_where() -> None:
    rows: Sequence[Row] = ({"from": "乙", "to": "丙", "measures": 1}, {"from": "甲", "to": "丙", "measures": 2})
    root = drawn(figure("flow", ("from", "to", "measures"), *rows))
    assert [shown for shown in texts(root) if not shown.isdigit()] == ["乙 1", "甲 2", "丙 3"]


def test_squares_have_areas_by_their_numbers() -> None:
    root = drawn(kinds(("scope", "narrowed", 100), ("scope", "widened", 25), ("content", "added", 4)))
    squares = [element for element in root.iter(f"{_SVG}path") if element.find(f"{_SVG}title") is not None]
    sides = {
        (square.findtext(f"{_SVG}title") or ""): float(re.findall(r"h([\d.]+)", square.get("d", ""))[0])
        for square in squares
    }
    assert sides == pytest.approx(
        {"scope, narrowed: 100": 20, "scope, widened: 25": 10, "content, added: 4": 4}, abs=0.01
    )
    assert texts(root) == ["scope", "content", "added", "widened", "narrowed", "100", "25", "4"]


def test_bodies_gain_to_the_right_and_lose_to_the_left() -> None:
    root = drawn(bodies(("商务部", 2, 6), ("财政部", 3, 0)))
    bars = {
        one.findtext(f"{_SVG}title") or "": widths(one.get("d", ""))
        for one in root.iter(f"{_SVG}path")
        if one.find(f"{_SVG}title") is not None
    }
    zero, unit = bars["商务部, gained: 2"][0], bars["商务部, gained: 2"][1] / 2
    assert bars == {
        "商务部, gained: 2": pytest.approx((zero, 2 * unit), abs=0.01),
        "财政部, gained: 3": pytest.approx((zero, 3 * unit), abs=0.01),
        "商务部, lost: 6": pytest.approx((zero - 6 * unit, 6 * unit), abs=0.01),
        "财政部, lost: 0": pytest.approx((zero, 0), abs=0.01),
    }
    assert texts(root) == ["lost", "gained", "商务部", "财政部", "2", "3", "6", "0"]


def test_nothing_to_draw() -> None:
    assert draw([], "en") == {}
    assert draw([uptake(), figure("unheard-of", ("a",), {"a": 1})], "zh") == {}


HOSTILE = "</title><script>alert(1)</script>\"'&amp;\x00\x07\u202e\ud800\ufffe]]>$rows datum.x {{1}}\n\n一" + "章" * 900


def hostile_figures(name: str) -> list[Figure]:
    return [
        uptake((name, name, 3), (f"{name}1", "full", 1)),
        flow((name, 0, name, 0, 2, "linked"), (name, 0, "", 1, 2, name), ("", 1, name, 0, 1, "own")),
        kinds((name, name, 3), (name, "added", 1)),
        bodies((name, 1, 2), ("", 0, 1)),
    ]


_SHAPES = {"svg", "defs", "pattern", "rect", "path", "g", "line", "text", "tspan", "title"}


def assert_inert(page: str) -> None:
    """Valid, made of shapes and texts alone, without anything that acts or is fetched."""
    root = parsed(page)
    for element in root.iter():
        assert element.tag.removeprefix(_SVG) in _SHAPES
        for name, value in element.attrib.items():
            assert not name.startswith("on") and "href" not in name, name
            assert "url(" not in value or re.fullmatch(r"url\(#chart-[a-z0-9-]+\)", value)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_data(language: str) -> None:
    found = draw([replace(one, alt=HOSTILE) for one in hostile_figures(HOSTILE)], language)
    assert set(found) == {"uptake", "flow", "kinds", "bodies"}
    for page in found.values():
        assert_inert(page)
        assert "<script" not in page and "<U+0007><U+202E><U+D800><U+FFFE>" in "".join(titles(parsed(page)))


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=60))
def test_any_name_can_be_drawn(name: str) -> None:
    for page in draw(hostile_figures(name), "en").values():
        assert_inert(page)


@pytest.fixture(scope="module")
def dossiers(national: Snapshot, xiamen: Snapshot) -> Mapping[str, Dossier]:
    view = view_of(compare(national, xiamen), national, xiamen)
    return {language: dossier_of(view, national, xiamen, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_figures_is_shown(language: str, dossiers: Mapping[str, Dossier]) -> None:
    figures = dossiers[language].figures
    assert [one.chart for one in figures] == ["uptake", "flow", "kinds", "bodies"]
    pages = draw(figures, language)
    for one in figures:
        said = titles(parsed(pages[one.chart]))
        for row in one.rows:
            numbers = [value for name, value in row.items() if name in one.columns and isinstance(value, int)]
            words = [value for name, value in row.items() if name in one.columns and isinstance(value, str)]
            for number in numbers:
                assert any(title.endswith(str(number)) and all(word in title for word in words) for title in said), (
                    one.chart,
                    row,
                )


def test_of_the_left_measures_each_flows_once(dossiers: Mapping[str, Dossier]) -> None:
    found = {one.chart: one for one in dossiers["en"].figures}
    by_code = dict.fromkeys(("linked", "left-out", "own"), 0)
    for row in found["flow"].rows:
        by_code[str(row["code"])] += int(row["measures"])
    assert by_code == {"linked": 79, "left-out": 43, "own": 10}
    assert sum(int(row["measures"]) for row in found["uptake"].rows) == 122


def test_charts_take_the_look_of_the_page_and_say_what_they_show(dossiers: Mapping[str, Dossier]) -> None:
    pages = draw(dossiers["zh"].figures, "zh")
    alts = {one.chart: one.alt for one in dossiers["zh"].figures}
    for chart, page in pages.items():
        root = parsed(page)
        assert {"role": "img", "aria-label": alts[chart]}.items() <= root.attrib.items()
        assert not {"width", "height"} & set(root.attrib) and "width:100%" in root.attrib["style"]
        definitions, marks = list(root)
        assert marks.attrib["aria-hidden"] == "true" and definitions.tag == f"{_SVG}defs"
        assert {text.get("fill") for text in root.iter(f"{_SVG}text")} <= {"currentColor", "#ffffff"}
        assert not any("font-family" in element.attrib for element in root.iter())


def test_no_name_is_given_twice_on_a_page(dossiers: Mapping[str, Dossier]) -> None:
    pages = draw(dossiers["zh"].figures, "zh")
    names = [
        name
        for page in (*pages.values(), *draw(hostile_figures("甲"), "zh").values())
        for name in re.findall(r' id="([^"]+)"', page)
    ]
    assert len(names) > 8 and len(set(names)) == len(names)
    for page in pages.values():
        assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(re.findall(r' id="([^"]+)"', page))


def test_the_same_figures_give_the_same_bytes(dossiers: Mapping[str, Dossier]) -> None:
    figures = dossiers["en"].figures
    assert draw(figures, "en") == draw(figures, "en")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["#ffffff", "#f5f6f8", "#14181d", "#1d232a"])
def test_inks_are_seen_on_light_and_dark_grounds(ground: str) -> None:
    for name, ink in inks().items():
        light, dark = sorted((luminance(ground), luminance(ink["colour"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, name
        assert 1.05 / (luminance(ink["colour"]) + 0.05) >= 4.5, name  # the numbers in the bars


def test_what_stands_side_by_side_is_told_apart_without_colour() -> None:
    for names in (UPTAKES, ("linked", "left-out", "own"), ("gained", "lost")):
        patterns = [inks()[name].get("pattern", "") for name in names]
        assert len(set(patterns)) == len(names)


@given(st.text(max_size=200), st.floats(3, 30), st.integers(1, 3))
def test_labels_keep_to_their_room(text: str, room: float, lines: int) -> None:
    broken = wrapped(text, room, lines)
    assert 1 <= len(broken) <= lines
    assert all(em(line) <= room + 1.5 for line in broken)  # a closing sign may hang
    if not broken[-1].endswith("…"):
        assert "".join(broken).replace(" ", "") == text.replace(" ", "").rstrip() or text.strip() != text


def test_labels_are_broken_between_words() -> None:
    assert wrapped("推进金融领域国际合作", 6, 2) == ["推进金融领域", "国际合作"]
    assert wrapped("strengthened cooperation abroad", 9, 2) == ["strengthened", "cooperation…"]
    assert wrapped("", 9, 2) == [""]
