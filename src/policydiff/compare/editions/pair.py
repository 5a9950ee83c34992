"""Two editions of one snapshot side by side: what the policy changed, or only what was read of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.compare.editions.identity import difference_between
from policydiff.model.document import Finding, Snapshot
from policydiff.model.step import EditionDifference


@dataclass(frozen=True, slots=True, kw_only=True)
class Editions:
    """Two editions of a snapshot, how they differ, and what is no longer, or newly, to be minded."""

    left: Snapshot
    right: Snapshot
    difference: EditionDifference
    findings_gone: tuple[Finding, ...]
    findings_new: tuple[Finding, ...]

    @property
    def is_reading(self) -> bool:
        """Whether both were read from one source: then no difference is one of the policy."""
        return self.left.source.sha256 == self.right.source.sha256

    @property
    def is_same_reader(self) -> bool:
        """Whether both editions were read by the same version of the same reader."""
        return self.left.source.reader == self.right.source.reader


def compare_editions(left: Snapshot, right: Snapshot, difference: EditionDifference | None = None) -> Editions:
    """Compare two editions of one snapshot; how they differ may be known already."""
    found = difference or difference_between(left, right)
    now = {row.before[0]: row.after[0] for row in found.measures if len(row.before) == len(row.after) == 1}
    before, after = {_said(one, now) for one in left.findings}, {_said(one, {}) for one in right.findings}
    return Editions(
        left=left,
        right=right,
        difference=found,
        findings_gone=tuple(one for one in left.findings if _said(one, now) not in after),
        findings_new=tuple(one for one in right.findings if _said(one, {}) not in before),
    )


def _said(finding: Finding, now: Mapping[str, str]) -> tuple[str, str | None, str | None]:
    """What a finding says, and of which cell, by the number that its measure has `now`."""
    return finding.id, now.get(finding.measure or "", finding.measure), finding.field
