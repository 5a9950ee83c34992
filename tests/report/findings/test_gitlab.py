"""Findings as GitLab's code quality report."""

from dataclasses import replace

from policydiff.report.findings import RENDERERS
from tests.report.findings.cases import finding, many, mixed, report
from tests.report.findings.readers import read_gitlab

gitlab = RENDERERS["gitlab"]


def test_a_finding_is_an_issue() -> None:
    error, warning, notice = read_gitlab(gitlab(mixed()))
    assert error == {
        "description": "number 12 is printed for two measures · add the body",
        "check_name": "number-repeated",
        "fingerprint": f"{3:032x}",
        "severity": "major",
        "location": {
            "path": "snapshots/a.json",
            "lines": {"begin": 3, "end": 3},
            "positions": {"begin": {"line": 3, "column": 14}, "end": {"line": 3, "column": 20}},
        },
    }
    assert [warning["severity"], notice["severity"]] == ["minor", "info"]


def test_fingerprints_are_unique_and_the_first_stays_as_it_is() -> None:
    issues = read_gitlab(gitlab(report(finding(), finding(), finding())))  # fails if two are alike
    assert issues[0]["fingerprint"] == finding().fingerprint
    again = read_gitlab(gitlab(report(finding(), finding())))
    assert [issue["fingerprint"] for issue in again] == [issue["fingerprint"] for issue in issues[:2]]


def test_fingerprints_do_not_depend_on_lines() -> None:
    moved = [replace(one, line=one.line + 5, end_line=one.line + 5) for one in mixed().findings]
    marks = [issue["fingerprint"] for issue in read_gitlab(gitlab(mixed()))]
    assert [issue["fingerprint"] for issue in read_gitlab(gitlab(report(*moved)))] == marks


def test_many() -> None:
    assert len(read_gitlab(gitlab(many(500)))) == 500
