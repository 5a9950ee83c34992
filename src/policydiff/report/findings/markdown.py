"""Findings as a part of a page in Markdown: errors and warnings, what and where, and how to mend each."""

from collections.abc import Iterator

from policydiff.model.finding import ERROR, INFO, LocatedFinding, Report
from policydiff.report.findings.shown import relative
from policydiff.report.markdown.escaping import escape
from policydiff.report.wording import Words, words

_FEW = 30
"""So many findings are listed."""


def render(report: Report, language: str) -> str:
    """A heading with the counts and an entry a finding, errors first; nothing where there is neither error nor warning.

    What is for information, and what somebody accepted, is no matter of a summary.
    """
    told = [one for one in report.findings if one.waived is None and one.finding.severity != INFO]
    if not told:
        return ""
    told.sort(key=lambda one: one.finding.severity != ERROR)
    say = words(language)
    lines = [say("finding.markdown.title", errors=report.errors, warnings=report.warnings), ""]
    for one in told[:_FEW]:
        lines += _entry(one, report, say)
    if len(told) > _FEW:
        lines.append(say("finding.markdown.more", count=len(told) - _FEW))
    return "\n".join(lines) + "\n"


def _entry(one: LocatedFinding, report: Report, say: Words) -> Iterator[str]:
    finding = one.finding
    yield say(
        "finding.markdown.entry",
        severity=say(f"finding.{finding.severity}"),
        id=escape(finding.id),
        place=f"{escape(relative(one.path, report))}:{one.line}",
        text=escape(finding.message),
    )
    if one.repair:
        yield f"  - {escape(say('finding.repair', repair=one.repair))}"
