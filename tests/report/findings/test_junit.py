"""Findings as JUnit XML."""

from policydiff.report.findings import RENDERERS, Screen
from tests.report.findings.cases import bare, finding, many, mixed, report
from tests.report.findings.readers import read_junit

junit = RENDERERS["junit"]

WHOLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="policydiff validate" tests="6" failures="1" errors="0">
  <testsuite name="snapshots/a.json" tests="3" failures="1" errors="0" skipped="0">
    <testcase name="form of the file" classname="snapshots/a.json"/>
    <testcase name="contents and source" classname="snapshots/a.json">
      <failure type="number-repeated" message="number 12 is printed for two measures">\
snapshots/a.json:3:14: error number-repeated: number 12 is printed for two measures
    source a.txt:44
    to mend it: add the body</failure>
      <system-out>snapshots/a.json:7:14: warning unknown-body: no body that is known
    source a.txt:44
    to mend it: add the body
snapshots/a.json:8:14: info corrected: a cell was corrected
    source a.txt:44
    what to do: add the body
snapshots/a.json:9:14: accepted number-repeated: number 13 is printed for two measures \
(accepted by 李 until 2030-01-01: 原件如此)
    source a.txt:44</system-out>
    </testcase>
    <testcase name="together with the other files" classname="snapshots/a.json"/>
  </testsuite>
  <testsuite name="snapshots/b.json" tests="3" failures="0" errors="0" skipped="0">
    <testcase name="form of the file" classname="snapshots/b.json"/>
    <testcase name="contents and source" classname="snapshots/b.json"/>
    <testcase name="together with the other files" classname="snapshots/b.json"/>
  </testsuite>
</testsuites>
"""


def test_a_suite_a_file_and_a_case_a_scope() -> None:
    assert junit(mixed()) == WHOLE
    read_junit(WHOLE)


def test_a_case_fails_once_with_all_its_errors() -> None:
    errors = [finding("number-repeated", "error", f"number {at}", at) for at in (1, 2, 3)]
    (failure,) = read_junit(junit(report(*errors))).iter("failure")
    assert failure.get("message") == "number 1 (and 2 more)"
    assert failure.text.count("number-repeated: number") == 3
    (failure,) = read_junit(junit(report(*errors), Screen("zh"))).iter("failure")
    assert failure.get("message") == "number 1（另有 2 处）"


def test_a_file_that_was_not_judged_but_has_findings_is_a_suite_too() -> None:
    root = read_junit(junit(report(bare(path="/top/snapshots/decisions/x.json"), judged=())))
    assert [suite.get("name") for suite in root] == ["snapshots/decisions/x.json"]


def test_without_a_catalogue_there_is_a_case_all_the_same() -> None:
    found = report()
    root = read_junit(junit(type(found)(judged=("a.json",))))
    assert [case.get("name") for case in root.iter("testcase")] == ["contents and source"]


def test_counts_of_many() -> None:
    root = read_junit(junit(many(500)))
    assert (root.get("tests"), root.get("failures")) == ("300", "100")
