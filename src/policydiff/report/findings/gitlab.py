"""Findings as GitLab's code quality report."""

from policydiff.model.finding import ERROR, INFO, WARNING, LocatedFinding, Report
from policydiff.report.findings.shown import fingerprints, relative, sound
from policydiff.report.printable import plain
from policydiff.snapshot import to_json

_SEVERITY = {ERROR: "major", WARNING: "minor", INFO: "info"}


def render(report: Report) -> str:
    """An issue a finding; what somebody accepted is none."""
    found = [one for one in report.findings if one.waived is None]
    return sound(to_json([_issue(one, mark, report) for one, mark in zip(found, fingerprints(found), strict=True)]))


def _issue(one: LocatedFinding, mark: str, report: Report) -> dict[str, object]:
    begin = {"line": one.line, "column": one.column}
    end = {"line": one.end_line or one.line, "column": one.end_column or one.column}
    message = plain(one.finding.message) or one.finding.id
    return {
        "description": f"{message} · {plain(one.repair)}" if one.repair else message,
        "check_name": one.finding.id,
        "fingerprint": mark,
        "severity": _SEVERITY[one.finding.severity],
        "location": {
            "path": plain(relative(one.path, report)),
            "lines": {"begin": begin["line"], "end": end["line"]},
            "positions": {"begin": begin, "end": end},
        },
    }
