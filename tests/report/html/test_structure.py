"""The page of a comparison as it is written: what stands in it, where its links lead, and that texts are texts."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote

import pytest

from policydiff.compare.pipeline import compare
from policydiff.errors import UsageError
from policydiff.model.comparison import SAME_SOURCE
from policydiff.model.document import Snapshot
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.html.comparison import render
from policydiff.report.view import view_of
from policydiff.report.wording import words
from tests.report.cases import dossier, dossier_between
from tests.report.html.markup import Element, parsed

PAIRS = [
    ("national-2020", "xiamen-2020"),
    ("national-2020", "national-2025"),
    ("xiamen-2020", "national-2025"),
    ("ftz-batch-6", "national-2020"),
    ("ftz-batch-6", "ftz-departments-2019"),
    ("ftz-departments-2019", "xiamen-2020"),
    ("national-2020", "national-2020"),
]
HOSTILE = [
    "<script>document.title='taken'</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]> <!-- --> &amp; &lt;b&gt; {{ 7 * 7 }} {% raw %}",
    '" onmouseover="alert(1)" \' x=\'',
    '=HYPERLINK("http://example.org") @SUM(A1)',
    "右至左\u202e左至右\u202c\u200b零宽\x07响铃\x1b[31m红\r\n换行",
]


@pytest.fixture(scope="module", params=PAIRS, ids="--".join)
def shown(request: pytest.FixtureRequest) -> Dossier:
    left, right = request.param
    return dossier(left, right, "zh")


@pytest.fixture(scope="module")
def page(shown: Dossier) -> Element:
    return parsed(render(shown)[""])


def references(page: Element) -> list[str]:
    """The ids that elements of the page name."""
    named = [one.attributes["href"] for one in page.all("a")]
    assert all(address.startswith("#") for address in named)
    ids = [unquote(address[1:]) for address in named]
    for attribute in ("aria-labelledby", "aria-controls", "for", "list"):
        ids += [name for one in page.all() for name in one.attributes.get(attribute, "").split()]
    return ids


def test_each_id_stands_once_and_each_link_leads_somewhere(page: Element) -> None:
    ids = Counter(one.attributes["id"] for one in page.all() if "id" in one.attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in references(page) if name not in ids] == []


def test_each_row_and_each_measure_is_there_with_its_words(shown: Dossier, page: Element) -> None:
    by_id = {one.attributes["id"]: one for one in page.all() if "id" in one.attributes}
    rows = shown.all_rows
    assert [one.attributes["id"] for one in page.all("article")] == [row.key for row in rows]
    for side in shown.sides:
        for measure in (measure for chapter in side.chapters for measure in chapter.measures):
            for anchor in (measure.anchor, f"text/{measure.anchor}"):
                printed = "\n".join(one.text for one in by_id[anchor].all("p") if one.attributes["class"] != "k")
                assert printed == measure.text
            for key in side.rows[measure.id]:
                assert f"#{key}" in [one.attributes["href"] for one in by_id[f"text/{measure.anchor}"].all("a")]


def test_a_row_says_all_that_the_dossier_says_of_it(shown: Dossier, page: Element) -> None:
    rows = {one.attributes["id"]: one for one in page.all("article")}
    for row in shown.rows:
        text = rows[row.key].text
        said = [row.relation_name, row.rests_on, row.moved or "", *row.shared]
        said += [one.source for one in row.measures] + [fact.value for one in row.measures for fact in one.columns]
        said += [part for note in row.notes for part in (note.kind_name, note.direction_name, note.text)]
        said += [note.severity_name for note in row.notes if note.change.severity != "info"]
        said += [part for one in row.became if one.applies for part in (one.applies.name, one.applies.ground)]
        said += [one.uptake_name for one in row.became]
        said += [row.runner_up.text, row.runner_up.words] if row.runner_up else []
        assert [part for part in said if part not in text] == []


def test_what_differs_is_marked_on_both_sides(zh: Dossier) -> None:
    page = parsed(render(zh)[""])
    rows = {one.attributes["id"]: one for one in page.all("article")}
    for row in zh.rows:
        for side, tag, mark in ((row.left, "del", "removed"), (row.right, "ins", "added")):
            segments = [part for one in side for field in one.fields for part in field.segments]
            marked = [part.text for part in segments if part.mark == mark]
            assert [one.text for one in rows[row.key].all(tag)] == marked


def test_counts_stand_as_the_dossier_has_them_and_name_their_lists(shown: Dossier, page: Element) -> None:
    lines = page.all("ul", class_="counts")[0].all("li")
    assert len(lines) == len(shown.balances)
    for line, balance in zip(lines, shown.balances, strict=True):
        counts = [balance.total, *(part for part in balance.parts if part.count)]
        links = line.all("a")
        assert [link.text for link in links] == [words("zh")("count", count=one.count, name=one.name) for one in counts]
        assert [tuple(parse_qsl(link.attributes["data-query"])) for link in links] == list(map(balance.facets, counts))
        assert balance.total.count == sum(part.count for part in balance.parts)


def test_facets_count_the_rows_that_have_their_values(zh: Dossier) -> None:
    facets = {facet.code: {option.value: option.count for option in facet.options} for facet in zh.facets}
    rows = zh.rows
    assert facets["side"] == {"linked": len(rows), "left-only": 43, "right-only": 10}
    assert facets["relation"] == Counter(row.relation for row in rows)
    assert facets["kind"] == Counter(kind for row in rows for kind in {note.change.kind for note in row.notes})
    assert facets["body"] == Counter(body for row in zh.all_rows for body in row.bodies)
    assert sum(facets["section-right"].values()) == 88


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_comes_from_elsewhere(language: str) -> None:
    content = render(dossier("national-2020", "xiamen-2020", language))[""].decode()
    page = parsed(content.encode())
    policy = next(one for one in page.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy.attributes["content"]
    assert "unsafe-inline" not in policy.attributes["content"].partition("script-src")[2]
    assert [one for one in page.all() if "src" in one.attributes] == []
    assert [one.attributes["href"] for one in page.all("link")] == ["data:,"]
    assert not re.search(r"url\((?!#)|@import|https?://", content.replace("http://www.w3.org/2000/svg", ""))
    assert [name for one in page.all() for name in one.attributes if name.startswith("on")] == []


def test_the_page_says_its_language_and_title() -> None:
    for language, code in (("zh", "zh-Hans"), ("en", "en")):
        shown = dossier("national-2020", "xiamen-2020", language)
        page = parsed(render(shown)[""])
        assert page.all("html")[0].attributes["lang"] == code
        assert page.all("title")[0].text == shown.title
        assert [one.name for one in page.all() if one.name in ("header", "main", "footer", "h1")].count("h1") == 1


def hostile(national: Snapshot, xiamen: Snapshot) -> Dossier:
    """A comparison in which texts, cells, titles, headings and notes hold what is dangerous elsewhere."""
    changed = []
    for side in (national, xiamen):
        measures = list(side.measures)
        for at, text in enumerate(HOSTILE):
            cell = measures[at].responsibility
            measures[at] = replace(
                measures[at],
                text=text + measures[at].text,
                responsibility=cell and replace(cell, raw=text),
                remark=text,
            )
        sections = tuple(replace(one, title=HOSTILE[0] + (one.title or "")) for one in side.sections)
        changed.append(replace(side, measures=tuple(measures), sections=sections, title=HOSTILE[2] + side.title))
    left, right = changed
    return dossier_between(left, right)


def test_texts_are_texts_whatever_they_hold(national: Snapshot, xiamen: Snapshot) -> None:
    shown = hostile(national, xiamen)
    page = parsed(render(shown)[""])
    scripts = page.all("script")
    assert [one.attributes.get("type") for one in scripts] == ["application/json", None]
    assert page.all("img") == []
    by_id = {one.attributes["id"]: one for one in page.all() if "id" in one.attributes}
    for side in shown.sides:
        for measure in (measure for chapter in side.chapters for measure in chapter.measures[:9]):
            part = by_id[measure.anchor].all("p")[0]
            exact = json.loads(part.attributes["data-printed"]) if "data-printed" in part.attributes else part.text
            assert exact == measure.text
            assert not re.search("[\x00-\x09\x0b-\x1f\u200b\u202c\u202e]", part.text)
    assert "左至右<U+202C><U+200B>零宽<U+0007>响铃<U+001B>[31m红<U+000D>\n换行" in by_id["national-2020/7"].text


def test_a_template_of_the_user_fills_blocks_anew(zh: Dossier, tmp_path: Path) -> None:
    own = tmp_path / "own.html.j2"
    own.write_text(
        '{% extends "comparison.html.j2" %}{% block highlights %}<p id="own-words">{{ dossier.headline }}</p>{% endblock %}'
        '{% block method %}{% for row in dossier.rows %}{{ rows.became(row.became[0], "") }}{% endfor %}{% endblock %}',
        "utf-8",
    )
    page = parsed(render(zh, own)[""])
    ids = [one.attributes.get("id") for one in page.all()]
    assert "highlights-title" not in ids and "own-words" in ids
    assert len(page.all("article")) == len(zh.rows) + len(zh.alone)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% block a %}", "own.html.j2, line 1: is no sound template"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ dossier.nothing }}", "has no attribute 'nothing'"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ('{% extends "none.html.j2" %}', "none.html.j2"),
        ("{{ 1 // 0 }}", "division"),
        ("{{ say('no-such-word') }}", "no-such-word"),
        ("{{ asset('/etc/passwd') }}", "no asset “/etc/passwd”"),
        ("{{ digest('../page.py') }}", "no asset “../page.py”"),
        ("{{ '\\ud800' }}", "surrogates"),
    ],
)
def test_a_template_that_is_wrong_is_one_line(zh: Dossier, tmp_path: Path, text: str, said: str) -> None:
    own = tmp_path / "own.html.j2"
    own.write_text(text, "utf-8")
    with pytest.raises(UsageError) as error:
        render(zh, own)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("--template ")


def test_the_digest_is_of_the_words(national: Snapshot, xiamen: Snapshot, zh: Dossier) -> None:
    other = replace(xiamen, measures=(replace(xiamen.measures[0], text="别的"), *xiamen.measures[1:]))
    bound = [dossier_between(national, side).digest for side in (xiamen, other)]
    assert bound[0] == zh.digest != bound[1]


def test_two_readings_of_one_source_have_no_word_of_the_policy(national: Snapshot) -> None:
    first, second, *rest = national.measures
    other = replace(national, measures=(replace(first, text="读错的文字。"), replace(second, remark="备注"), *rest))
    found = replace(compare(national, other), reading=SAME_SOURCE)
    shown = dossier_of(view_of(found, national, other), national, other, "zh")
    page = parsed(render(shown)[""])
    rows = {one.attributes["id"]: one for one in page.all("article")}
    assert list(rows) == [row.key for row in shown.all_rows]
    assert rows["2→2"].all("p", class_="remark")[0].text == "备注 "
    assert [one.text for one in rows["2→2"].all("ins")] == ["备注"]
    assert [facet.code for facet in shown.facets] == ["side", "section-left", "section-right", "body"]
    assert sum(option.count for option in shown.facets[0].options) == len(rows) < 5
    ids = Counter(one.attributes["id"] for one in page.all() if "id" in one.attributes)
    assert max(ids.values()) == 1
    assert [name for name in references(page) if name not in ids] == []
