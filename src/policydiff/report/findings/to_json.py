"""Findings as JSON: `schema/findings.schema.json`."""

from policydiff.model.finding import Report
from policydiff.report.findings.shown import sound
from policydiff.snapshot import to_json


def render(report: Report) -> str:
    """All that is known of each finding, and what was judged."""
    data = {
        "format": 1,
        "since": report.since,
        "judged": list(report.judged),
        "counts": {
            "errors": report.errors,
            "warnings": report.warnings,
            "notices": report.notices,
            "waived": report.waived,
        },
        "findings": list(report.findings),
    }
    return sound(to_json(data))
