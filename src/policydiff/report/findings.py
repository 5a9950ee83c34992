"""Findings of `validate`, in each format."""

from collections.abc import Callable

from policydiff.model.finding import LocatedFinding, Report
from policydiff.report.terminal.lines import plain
from policydiff.snapshot import to_json


def to_text(report: Report) -> str:
    """One line a finding: file, line and column, severity and id, what and where."""
    return "".join(plain(_line(located)) + "\n" for located in report.findings)


def _line(located: LocatedFinding) -> str:
    finding = located.finding
    source = f" (source line {finding.lines[0]})" if finding.lines else ""
    repair = f"; {located.repair}" if located.repair else ""
    place = f"{located.path}:{located.line}:{located.column}"
    return f"{place}: {finding.severity} {finding.id}: {finding.message}{repair}{source}"


RENDERERS: dict[str, Callable[[Report], str]] = {
    "text": to_text,
    "json": lambda report: to_json({"format": 1, "findings": list(report.findings)}),
}
