"""Findings as annotations of GitHub."""

from dataclasses import replace

from policydiff.report.findings import RENDERERS, Screen
from tests.report.findings.cases import WAIVED, bare, finding, many, mixed, report
from tests.report.findings.readers import Command, commands

github = RENDERERS["github"]

LINES = (
    (
        "::error file=snapshots/a.json,line=3,endLine=3,col=14,endColumn=20,title=number repeated (number-repeated)"
        "::number 12 is printed for two measures%0Ato mend it: add the body%0Asource snapshots/sources/a.txt:44"
    ),
    (
        "::warning file=snapshots/a.json,line=7,endLine=7,col=14,endColumn=20,title=unknown body (unknown-body)"
        "::no body that is known%0Ato mend it: add the body%0Asource snapshots/sources/a.txt:44"
    ),
    (
        "::notice file=snapshots/a.json,line=8,endLine=8,col=14,endColumn=20,title=corrected (corrected)"
        "::a cell was corrected%0Awhat to do: add the body%0Asource snapshots/sources/a.txt:44"
    ),
    "::group::accepted by waivers: 1",
    (
        "snapshots/a.json:9:14: accepted number-repeated: number 13 is printed for two measures "
        "(accepted by 李 until 2030-01-01: 原件如此)"
    ),
    "::endgroup::",
    "::notice title=policydiff::accepted by waivers: 1",
)


def test_each_severity_is_a_command_of_its_own() -> None:
    assert github(mixed()).splitlines() == list(LINES)


def test_chinese() -> None:
    (line,) = github(report(finding()), Screen("zh")).splitlines()
    assert line.endswith(
        "title=unknown body（unknown-body）::no body that is known%0A处理办法：add the body%0A来源 snapshots/sources/a.txt:44"
    )


def test_escapes_are_those_of_the_toolkit() -> None:
    one = replace(bare(), path="/top/a,b:c%d.json")
    one = replace(one, finding=replace(one.finding, message="50% :: a,b"))
    line = github(report(one)).strip()
    assert line == (
        "::error file=a%2Cb%3Ac%25d.json,line=1,endLine=1,col=1,endColumn=1,title=no readable JSON (json)::50%25 :: a,b"
    )
    assert commands(line)[0].properties["file"] == "a,b:c%d.json"
    assert commands(line)[0].data == "50% :: a,b"


def test_columns_are_left_out_where_lines_differ() -> None:
    (told,) = commands(github(report(replace(finding(), end_line=9))))
    assert told.properties == {
        "file": "snapshots/a.json", "line": "7", "endLine": "9", "title": "unknown body (unknown-body)"
    }  # fmt: skip


def test_errors_come_first_and_what_github_does_not_show_is_in_the_log() -> None:
    output = github(many(500))
    told = commands(output)
    assert [one.name for one in told] == ["error"] * 10 + ["warning"] * 10 + ["group", "endgroup", "notice"]
    said = "not shown as annotations: 90 errors, 390 warnings, 0 for information; all are in the log of this step"
    assert told[-1] == Command("notice", {"title": "policydiff"}, said)
    assert len(output.splitlines()) == 500 + 3


def test_each_check_is_shown_before_any_is_shown_again() -> None:
    found = [finding("number-repeated", "error", line=at + 1) for at in range(30)]
    last = finding("json", "error", line=31)
    told = commands(github(report(*found, last)))
    assert [one.properties["line"] for one in told if one.name == "error"] == [*map(str, range(1, 10)), "31"]


def test_no_more_than_ten_notices() -> None:
    found = [finding("corrected", "info", line=at + 1) for at in range(12)]
    told = commands(github(report(*found)))
    assert [one.name for one in told] == ["notice"] * 9 + ["group", "endgroup", "notice"]


def test_what_is_accepted_is_no_annotation() -> None:
    one = replace(finding("number-repeated", "error"), waived=WAIVED)
    assert "error" not in [command.name for command in commands(github(report(one)))]
