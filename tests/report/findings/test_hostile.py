"""Words that mean harm are words in every field and every format: each is valid for its reader, and nothing acts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.report.findings import RENDERERS, Screen
from policydiff.report.wording import LANGUAGES
from tests.report.cases import FRAGMENTS
from tests.report.findings.cases import hostile, report
from tests.report.findings.readers import commands, read_gitlab, read_json, read_junit, read_sarif

TEXTS = {
    **FRAGMENTS,
    "encoded-break": "a%0Ab%0D%0Ac%25",
    "command": "::error::x",
    "commands": "a\n::error file=x::y\r::add-mask::z\r\n  ::stop-commands::t",
    "old-command": "a ##[error]b ##[add-mask]c ####[group]d",
    "vso": "##vso[task.setvariable variable=x]y",
    "property": "a,line=1,file=/etc/passwd::b",
    "lone-surrogate": "a\ud800b\udcffc\udfff",
    "bidi": "\u202eabc\u2066\u200f\u061c",
    "ansi": "\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b2J",
    "placeholder": "{0} {1} {{2}} }{",
    "sarif-link": "[here](1) [x](http://x.invalid)",
    "section": "\x1b[0Ksection_start:1:x\r\x1b[0K",
    "long": "长" * 100_000,
    "path": "../../etc/passwd",
    "percent": "%SRCROOT%/%2e%2e/#?&=;@ :",
    "empty": "",
    **{f"control-{code:02x}": f"a{chr(code)}b" for code in (*range(0x20), *range(0x7F, 0xA0))},
}
ANNOTATIONS = {"error", "warning", "notice", "group", "endgroup"}
ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")


def check_text(text: str) -> None:
    found = hostile(text)
    for language in LANGUAGES:
        shown = RENDERERS["text"](found, Screen(language))
        assert not ACTING.search(shown)
        assert not commands(shown)
        assert max(map(len, re.findall(r"^ +\d+ \| .*$", shown, re.M)), default=0) <= 100 + len("  44 | ")
        coloured = RENDERERS["text"](found, Screen(language, colour=True))
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown


def check_github(text: str) -> None:
    output = RENDERERS["github"](hostile(text), Screen("en"))
    assert not ACTING.search(output)
    told = commands(output)
    names = [command.name for command in told]
    assert names == ["error", "error", "warning", "warning", "group", "endgroup", "notice"]
    for command in told[:4]:
        assert list(command.properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
        assert command.properties["line"] == "7"


def check_data(text: str) -> None:
    found = hostile(text)
    assert len(read_json(RENDERERS["json"](found))["findings"]) == 5
    issues = read_gitlab(RENDERERS["gitlab"](found))
    assert len(issues) == 4
    assert not any(ACTING.search(issue["description"] + issue["location"]["path"]) for issue in issues)
    for language in LANGUAGES:
        root = read_junit(RENDERERS["junit"](found, Screen(language)))
        assert root.get("failures") == "1"
        assert not any(ACTING.search(part) for part in root.itertext())
        log = read_sarif(RENDERERS["sarif"](found, Screen(language)))
        assert len(log["runs"][0]["results"]) == 5


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_in_every_field_do_nothing(name: str) -> None:
    check_text(TEXTS[name])
    check_github(TEXTS[name])
    check_data(TEXTS[name])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(sorted(TEXTS.values(), key=len)[:-1]), st.text()), max_size=3).map("".join))
def test_any_words_do_nothing(text: str) -> None:
    check_text(text)
    check_github(text)
    check_data(text)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(categories=["Cs", "Co", "Lo", "Nd", "Po", "Cc"]), min_size=1, max_size=8))
def test_json_gives_back_every_field(text: str) -> None:
    data = read_json(RENDERERS["json"](hostile(text)))
    assert data["since"] == text
    assert data["findings"][0]["finding"]["message"] == text
    assert data["findings"][0]["quoted"][0]["text"] == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_valid_too(language: str) -> None:
    screen = Screen(language)
    assert RENDERERS["text"](report(), screen) == RENDERERS["github"](report(), screen) == ""
    assert read_gitlab(RENDERERS["gitlab"](report(), screen)) == []
    assert read_json(RENDERERS["json"](report(), screen))["findings"] == []
    assert read_sarif(RENDERERS["sarif"](report(), screen))["runs"][0]["results"] == []
    assert len(list(read_junit(RENDERERS["junit"](report(), screen)).iter("testsuite"))) == 2
