"""Findings for people."""

import re
from dataclasses import replace

import pytest

from policydiff.model.finding import Quote, Region
from policydiff.report.findings import RENDERERS, Screen
from tests.report.findings.cases import SOURCE, bare, finding, many, mixed, report

text = RENDERERS["text"]

ENGLISH = """\
snapshots/a.json:3:14: error number-repeated: number 12 is printed for two measures
     3 | "text": "住房城乡建设等支持和指导",
       |          ^^^^^^^^^^^^
   --> source snapshots/sources/a.txt:44
    44 | 12 住房城乡建设等支持和指导
       |    ^^^^^^^^^^^^
      = to mend it: add the body

snapshots/a.json:9:14: accepted number-repeated: number 13 is printed for two measures \
(accepted by 李 until 2030-01-01: 原件如此)

"""
CHINESE = """\
snapshots/a.json:7:14: 警告 unknown-body：no body that is known
     7 | "text": "住房城乡建设等支持和指导",
       |          ^^^^^^^^^^^^
   --> 来源 snapshots/sources/a.txt:44
    44 | 12 住房城乡建设等支持和指导
       |    ^^^^^^^^^^^^
      = 处理办法：add the body

"""


def test_a_finding_quotes_its_lines_and_says_how_to_mend_it() -> None:
    error, _, _, accepted = mixed().findings
    assert text(report(error, accepted)) == ENGLISH
    assert text(report(finding()), Screen("zh")) == CHINESE


def test_of_what_is_not_known_nothing_is_said() -> None:
    assert text(report(bare())) == "snapshots/a.json:1:1: error json: breaks off\n\n"


def test_paths_elsewhere_stay_as_they_are() -> None:
    assert text(report(bare(path="/other/a.json"))).startswith("/other/a.json:1:1: ")
    assert text(replace(report(bare(path="snapshots/a.json")), top="", here="")).startswith("snapshots/a.json:1:1: ")
    assert text(replace(report(bare(path="../x/a.json")), here="/top/deep")).startswith("/top/x/a.json:1:1: ")


def test_a_place_of_several_lines_is_quoted_without_marks() -> None:
    source = Region(path=SOURCE, line=44, column=1, end_line=47, end_column=3)
    quotes = tuple(Quote(line=44 + at, column=1, text=f"行{at}") for at in range(3))
    shown = text(report(replace(finding(), source=source, source_quoted=quotes)))
    assert "sources/a.txt:44-47\n    44 | 行0\n    45 | 行1\n    46 | 行2\n      = " in shown


def test_colours_are_an_addition() -> None:
    coloured = text(mixed(), Screen(colour=True))
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert "\x1b[33m^^^^^^^^^^^^\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(mixed())


def test_lines_fit_the_screen() -> None:
    for columns in (40, 60, 100):
        rows = text(mixed(), Screen(columns=columns)).split("\n")
        assert max(len(row) for row in rows if " | " in row) <= columns


@pytest.mark.parametrize(
    ("count", "quoted", "summed"), [(1, 1, False), (10, 10, False), (20, 20, True), (21, 6, True), (500, 6, True)]
)
def test_of_many_the_first_of_each_check_are_quoted(count: int, quoted: int, summed: bool) -> None:
    shown = text(many(count))
    assert len(re.findall(r"^snapshots/\d\d\.json:\d+:14: ", shown, re.M)) == count  # nothing is left out
    assert shown.count("to mend it") == quoted
    assert (f"{count} findings:" in shown) == summed


def test_the_summary_counts_by_check_and_says_what_was_not_quoted() -> None:
    end = """\
500 findings:
  error    100  number-repeated  number repeated (97 of them not quoted)
  warning  400  unknown-body     unknown body (397 of them not quoted)

"""
    assert text(many(500)).endswith(end)
    chinese = text(many(500), Screen("zh"))
    assert "共 500 处：\n  错误  100  number-repeated  number repeated（其中 97 处未引原文）\n" in chinese


def test_findings_of_a_file_stand_together() -> None:
    one, other = finding(line=1), replace(finding(line=2), path="/top/snapshots/b.json")
    heads = re.findall(r"^snapshots/(.)\.json:(\d)", text(report(one, other, finding(line=3))), re.M)
    assert heads == [("a", "1"), ("a", "3"), ("b", "2")]


def test_notices_are_told_in_a_line_where_something_is_at_fault() -> None:
    notice = finding("corrected", "info", "a cell was corrected", 8)
    alone = text(report(notice))
    assert alone.count(" | ") == 4 and "= what to do: add the body" in alone and "to mend it" not in alone
    line = "snapshots/a.json:8:14: info corrected: a cell was corrected\n"
    assert text(report(finding(), notice)) == text(report(finding())) + line + "\n"
    accepted = mixed().findings[-1]
    assert text(report(notice, accepted)).startswith(alone)  # what is accepted is no fault
