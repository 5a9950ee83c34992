"""Running the checks over one snapshot."""

from policydiff.check.catalogue import CHECKS
from policydiff.check.subject import Subject
from policydiff.model.document import Finding

_READER = frozenset(("count-differs", "number-missing"))
"""Checks that the reader makes too."""


def check_snapshot(subject: Subject) -> list[Finding]:
    """All findings on a snapshot: those of its reader, then those of the checks."""
    findings = list(subject.snapshot.findings)
    reported = {finding.id for finding in findings} & _READER
    for check in CHECKS:
        if check.id in reported:
            continue  # the reader said so already, with the lines of the source
        for message, measure, field in check.find(subject):
            findings.append(
                Finding(
                    id=check.id,
                    severity=check.severity,
                    message=f"{message}; {check.repair}",
                    measure=measure.id if measure else None,
                    field=field,
                    lines=measure.location.lines if measure else None,
                )
            )
    return findings
