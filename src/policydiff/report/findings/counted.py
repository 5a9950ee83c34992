"""How many findings there are, in the one line that ends a run of `validate`."""

from policydiff.model.finding import Report
from policydiff.report.wording import words
from policydiff.text.revisions import shortened

_ONE = 1


def counted(report: Report, language: str, *, since: str | None = None, staged: bool = False) -> str:
    """What was judged, and the counts by severity; those that are seldom only where there are some."""
    say = words(language)

    def number(what: str, count: int) -> str:
        return say(f"finding.counted.{what}" if count != _ONE else f"finding.counted-one.{what}", count=count)

    judged = number("snapshot", len(report.judged))
    if since is not None:
        judged = say("finding.counted-since", judged=judged, since=shortened(since))
    elif staged:
        judged = say("finding.counted-staged", judged=judged)
    counts = [number("error", report.errors), number("warning", report.warnings)]
    counts += [number("info", report.notices)] if report.notices else []
    counts += [number("waived", report.waived)] if report.waived else []
    return say("finding.counted-line", judged=judged, counts=say("finding.counted-join").join(counts))
