"""Markdown: what is printed is shown character for character, acts nowhere, and the page reads from what matters down."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policydiff.compare.pipeline import compare
from policydiff.errors import UsageError
from policydiff.model.document import Location, Measure, Snapshot
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.formats import FORMATS
from policydiff.report.markdown.comparison import render
from policydiff.report.markdown.escaping import brief, escape, in_brief
from policydiff.report.markdown.parts import NAMES
from policydiff.report.printable import plain
from policydiff.report.view import ADDED, REMOVED, SAME, Segment, Selection, view_of
from policydiff.report.wording import LANGUAGES

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_SILENT = "<!-- -->"
_OURS = {"<br>", "<del>", "</del>", "<ins>", "</ins>", _SILENT}
_BLOCKS = {
    *("heading", "paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "inline", "html_block"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_INLINES = {"text", "text_special", "html_inline", "strong_open", "strong_close", "softbreak"}
_ACTS = re.compile(
    r"@\w|[#$!%~&]\d|\bGH-\d|://|\bwww\.|:\w+:|\$.|(?<![0-9A-Za-z])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![0-9A-Za-z])",
    re.ASCII,
)
"""What GitHub or GitLab make something of in a finished text."""


def tokens(page: str) -> Iterator[Token]:
    for token in _PARSER.parse(page):
        yield token
        yield from token.children or ()


def text_of(children: Iterable[Token]) -> str:
    """What a reader sees of a run of text."""
    shown = ""
    for token in children:
        if token.type in ("text", "text_special"):
            shown += token.content
        elif token.content == "<br>" or token.type == "softbreak":
            shown += "\n"
    return shown


def assert_nothing_acts(page: str) -> None:
    """Only what we write ourselves is there: no link, image, code, nor any tag of a text."""
    for token in tokens(page):
        kind = re.sub("_(open|close)$", "", token.type)
        assert kind in _BLOCKS or token.type in _INLINES, (token.type, token.content)
        if token.type == "html_inline":
            assert token.content in _OURS, token.content
        if token.type == "html_block":
            assert re.fullmatch(
                r"(<details><summary>[^<>\n]*(<!-- -->[^<>\n]*)*</summary>|</details>)\s*", token.content
            )
        if token.type == "inline":
            for piece in re.split(r"<[^<>]*>", raw_texts(token)):
                assert not _ACTS.search(piece), piece


def raw_texts(token: Token) -> str:
    """The texts of a run as separate as a page holds them, with our tags between."""
    return "".join(
        one.content if one.type == "html_inline" else one.content.replace("<", "‹").replace(">", "›")
        for one in token.children or ()
    )


_CONTEXTS = {
    "paragraph": "{}",
    "after a line": "before\n{}",
    "heading": "## {}",
    "item": "- {}",
    "under an item": "- one\n  - {}",
    "break in an item": "- one\n  <br>{}",
    "numbered": "1. **{}**<br>why",
    "bold": "**{}** after",
    "quote": "> {}",
    "cell": "| a | b |\n| --- | --- |\n| {} | x |",
    "head of a table": "| {} | b |\n| --- | --- |\n| 1 | 2 |",
    "deleted": "x<del>{}</del>y",
}
_HOSTILE = (
    *("<script>alert(1)</script>", "<!-- -->", "</details>", "]]>", "&amp;&#64;&lt;", "[x](http://y)", "![i](j)"),
    *("[a]: b", "[^1]", "- [x] done", "# h", "1. one", "1) one", "10.", "- x", "+ x", "* x", "---", "===", "***"),
    *("```", "~~~", "    code", "\tcode", "a|b", "|---|", ":-", "`c`", "*b*", "_i_", "__b__", "~~s~~", "\\*", "\\"),
    *("@user", "#12", "GH-12", "o/r#1", "!12", "$x$", "%12", "~label", "&12", ":smile:", "1a2b3c4d5e6f", "a@b.cn"),
    *("https://example.com/a?b=c", "www.example.com", "mailto:a@b.cn", "ftp://x", "=HYPERLINK(1)", "@SUM(A1)"),
    *("\x00\x07\x1b[31m", "\u202e\u200b\ufeff", "  both  ends  ", "　全角　", "\xa0", "a\nb", "\n\nb", "{{ 7*7 }}"),
    *("（甲）", "“乙”", "……", "1.", "第1.2条", "50%的", "100,000", "*", "**", "a*", "_"),
)


@pytest.mark.parametrize("context", _CONTEXTS.values(), ids=_CONTEXTS)
@pytest.mark.parametrize("text", _HOSTILE)
def test_hostile_texts_are_shown_and_do_nothing(text: str, context: str) -> None:
    assert_shown(text, context)


_SIGNS = st.one_of(st.sampled_from("@#:w.-*_`[]()<>&|~!$ \n\\1a0f"), st.characters())


@pytest.mark.parametrize("context", _CONTEXTS.values(), ids=_CONTEXTS)
@given(text=st.text(_SIGNS, max_size=40).filter(str.strip))
@example(text="ww.w.a w:a @-")
def test_any_text_is_shown_and_does_nothing(text: str, context: str) -> None:
    assert_shown(text, context)


def assert_shown(text: str, context: str) -> None:
    page = context.format(escape(text))
    plainly = context.format("※")
    assert_nothing_acts(page)
    expected = [text_of(token.children or ()) for token in tokens(plainly) if token.type == "inline"]
    lines = "\n".join(map(plain, text.split("\n")))
    shown = [text_of(token.children or ()) for token in tokens(page) if token.type == "inline"]
    assert "".join(shown) == "".join(expected).replace("※", lines)
    assert kinds(page) == kinds(plainly)


def kinds(page: str) -> list[str]:
    """The elements of a page, but for breaks and runs of text."""
    return [
        token.type if token.type != "html_inline" else token.content
        for token in tokens(page)
        if token.type not in ("text", "text_special") and token.content not in ("<br>", _SILENT)
    ]


@pytest.mark.parametrize(
    "text", ["推动“单一窗口”。", "national-2020", "（一）完善", "1.5倍", "50%的", "a-b, c", "(1) 甲", "第3.1条：乙"]
)
def test_what_cannot_act_stays_readable(text: str) -> None:
    assert escape(text) == text


def test_long_texts_are_cut_to_their_changes() -> None:
    long = [Segment("甲" * 400, SAME), Segment("旧", REMOVED), Segment("新", ADDED), Segment("乙" * 10, SAME)]
    assert brief(long) == [Segment("…" + "甲" * 40, SAME), *long[1:]]
    short = [Segment("甲" * 290, SAME), Segment("旧", REMOVED)]
    assert brief(short) is short
    assert in_brief("甲" * 301) == "甲" * 300 + "…"


def document(base: Snapshot, name: str, *texts: str) -> Snapshot:
    measures = tuple(
        Measure(id=str(n), number=str(n), text=text, location=Location(lines=(n, n))) for n, text in enumerate(texts, 1)
    )
    return replace(base, id=name, title=name, measures=measures, sections=(), notes=(), findings=())


def dossier(left: Snapshot, right: Snapshot, language: str = "en") -> Dossier:
    return dossier_of(view_of(compare(left, right), left, right), left, right, language)


@pytest.fixture
def tiny(xiamen: Snapshot) -> tuple[Snapshot, Snapshot]:
    left = document(
        xiamen, "plan", "在试点地区，推动贸易便利化。", "支持港澳医师开办诊所执行备案制。", "简化外资旅行社审批流程。"
    )
    right = document(xiamen, "city", "推动贸易便利化。", "支持港澳台医师开办诊所执行备案制。", "建设冷链市场。")
    return left, right


def test_the_page_down_to_what_is_folded(tiny: tuple[Snapshot, Snapshot]) -> None:
    page = render(dossier(*tiny))
    assert (
        page[: page.index("<details>")]
        == """\
# Measures compared: plan and city

plan → city

city takes up 2 of the 3 measures of plan: 1 in full, 1 widened; 1 are left out. Of the 3 measures of city, 2 come from plan and 1 are its own.

- 3 of plan = 2 taken up + 1 left out
- 2 taken up = 1 in full + 1 widened
- 2 taken up = 1 localised + 1 modified
- 3 of city = 2 from plan + 1 its own

## What matters most

1. **plan 3  简化外资旅行社审批流程。**<br>Not carried on in city.
    - plan, 3: 简化外资旅行社审批流程。
    - Nothing comes near it
2. **plan 2 → city 2  支持港澳医师开办诊所执行备案制。**<br>Taken up, but widened. Who may benefit is widened: “港澳” → “港澳台”.
    - plan, 2: 支持港澳医师开办诊所执行备案制。
    - city, 2: 支持港澳台医师开办诊所执行备案制。
3. **city 3  建设冷链市场。**<br>city has it, plan has nothing like it.
    - city, 3: 建设冷链市场。
    - Nothing comes near it

## Changed links at a glance (1)

| measures | relation | became | main change |
| --- | --- | --- | --- |
| 2 → 2 | modified | widened | audience · Who may benefit is widened: “港澳” → “港澳台” |

## Links changed in substance (1)

- **2 → 2** modified, widened, confidence 0.99
  <br>支持<del>港澳</del><ins>港澳台</ins>医师开办诊所执行备案制。
  - audience · notable · Who may benefit is widened: “港澳” → “港澳台”

## Left out of city (1)

- **3** 简化外资旅行社审批流程。

## city's own (1)

- **3** 建设冷链市场。

"""
    )


@pytest.fixture(scope="module")
def real(national: Snapshot, xiamen: Snapshot) -> Mapping[str, Dossier]:
    return {language: dossier(national, xiamen, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_stands_whole_on_the_page(language: str, real: Mapping[str, Dossier]) -> None:
    """Of a link with both texts in one the words of either side are read by leaving out the other's."""
    found = real[language]
    page = render(found)
    assert_nothing_acts(page)
    whole = "\n".join(squeezed([*readings(page, "ins"), *readings(page, "del")]))
    for row in found.rows:
        for measure in row.measures:
            assert "".join(measure.text.split()) in whole, measure.id
    for one in found.alone:
        assert "".join(one.measure.text.split()) in whole, one.key
    for side in found.sides:
        for fact in side.facts:
            assert "".join(fact.value.split()) in whole


def readings(page: str, without: str) -> list[str]:
    """The runs of text of a page, without what is marked as `ins` or as `del`."""
    found = []
    for token in tokens(page):
        if token.type == "inline":
            shown, hidden = "", False
            for child in token.children or ():
                if child.content in (f"<{without}>", f"</{without}>"):
                    hidden = not child.content.startswith("</")
                elif not hidden:
                    shown += text_of([child])
            found.append(shown)
    return found


def squeezed(texts: Sequence[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_and_counts_are_those_of_the_dossier(language: str, real: Mapping[str, Dossier]) -> None:
    found = real[language]
    page = render(found)
    listed = re.findall(r"^- \*\*([^*]+)\*\*", unescape(page), re.M)
    keys = Counter(key.replace(" → ", "→") for key in listed if "→" in key)
    assert keys == Counter(
        [*(row.key for row in found.rows), *(row.key for row in found.rows), *(r.key for r in found.alone)]
    )
    assert Counter(key for key in listed if key.isdigit()) == Counter(one.measure.id for one in found.alone)
    for balance in found.balances:
        assert f"- {balance.text}" in unescape(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_matters_stands_before_github_cuts(language: str, real: Mapping[str, Dossier]) -> None:
    page = render(real[language])
    assert page.index("<details>") < 65_536 and len(page.encode()) < 2**20
    assert page.count("<details>") == page.count("</details>") == 8
    assert page.index(escape(real[language].highlights[0].title)) < page.index("| --- |")


def test_texts_of_a_document_do_nothing(tiny: tuple[Snapshot, Snapshot]) -> None:
    left, right = tiny
    hostile = "\n".join(_HOSTILE)
    measures = [replace(one, text=hostile + one.text, title=hostile) for one in left.measures]
    found = dossier(replace(left, measures=tuple(measures), title=hostile), right)
    assert_nothing_acts(render(found))
    assert_nothing_acts(render(replace(found, is_part=True)))


def test_a_hundred_thousand_characters(tiny: tuple[Snapshot, Snapshot]) -> None:
    left, right = tiny
    long = replace(left.measures[2], text="条" * 100_000)
    page = render(dossier(replace(left, measures=(*left.measures[:2], long)), right))
    assert page.index("<details>") < 10_000 and "条" * 100_000 in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_holds_what_was_asked_for(language: str, national: Snapshot, xiamen: Snapshot) -> None:
    found = compare(national, xiamen)
    only = dossier_of(view_of(found, national, xiamen, ["audience"]), national, xiamen, language)
    page = render(only)
    assert len(only.rows) == 5 and not only.alone
    assert len(re.findall(r"^- \*\*", page, re.M)) == 5 and "<details>" not in page and "| --- |" not in page
    wanted = Selection(("named",), ("absent",))
    chosen = dossier_of(view_of(found, national, xiamen, (), wanted), national, xiamen, language)
    assert re.findall(r"^- \*\*(\d+)\*\*", render(chosen), re.M) == ["9"]


def test_a_template_of_the_user(tiny: tuple[Snapshot, Snapshot], tmp_path: Path) -> None:
    left, right = tiny
    template = tmp_path / "mine.md.j2"
    template.write_text(
        "# {{ dossier.left.title }}\n{% for row in dossier.rows %}\n- {{ row.key }} {{ row.left[0].text|md }}"
        " {{ marked(row.inline[0].segments) }}\n{% endfor %}\n{{ parts.balances }}\n{{ dossier.rows|length }}{{ dossier.rows[0].moved }}\n",
        "utf-8",
    )
    found = dossier(replace(left, title="*b* <script>"), right)
    assert FORMATS["md"].takes_template
    assert FORMATS["md"].render(found, template)[""].decode() == (
        "# &#42;b&#42; &#60;script&#62;\n"
        "- 1→1 在试点地区，推动贸易便利化。 <del>在试点地区，</del>推动贸易便利化。\n"
        "- 2→2 支持港澳医师开办诊所执行备案制。 支持<del>港澳</del><ins>港澳台</ins>医师开办诊所执行备案制。\n"
        "- 3 of plan = 2 taken up + 1 left out\n"
        "- 2 taken up = 1 in full + 1 widened\n"
        "- 2 taken up = 1 localised + 1 modified\n"
        "- 3 of city = 2 from plan + 1 its own\n"
        "2\n"
    )


def test_all_our_parts_make_our_page(real: Mapping[str, Dossier], tmp_path: Path) -> None:
    template = tmp_path / "all.md.j2"
    named = "".join("{{ parts.%s }}\n\n" % name for name in NAMES)  # noqa: UP031 - braces are Jinja's
    template.write_text(named, "utf-8")
    made = re.sub(r"\n{3,}", "\n\n", render(real["zh"], template)).strip()
    assert made == re.sub(r"\n{3,}", "\n\n", render(real["zh"])).strip()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% if %}", "line 1"),
        ("x\n{{ dossier.nothing }}", "nothing"),
        ("{{ say('no such word') }}", "no such word"),
        ("{{ parts.nothing }}", "nothing"),
        ("{{ 1 / 0 }}", "division"),
        ("{{ dossier.__class__.__mro__ }}", "unsafe"),
        ("{% include '/etc/passwd' %}", "loader"),
        (b"\xff\xfe\xff", "decode"),
        ("{{ '\\ud800' }}{{ '\\ud800'|safe }}", "surrogates"),
    ],
)
def test_a_template_that_is_unsound_is_one_clear_line(
    text: str | bytes, told: str, tiny: tuple[Snapshot, Snapshot], tmp_path: Path
) -> None:
    template = tmp_path / "mine.md.j2"
    template.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsageError) as raised:
        render(dossier(*tiny), template)
    assert told in str(raised.value) and "\n" not in str(raised.value) and "mine.md.j2" in str(raised.value)
