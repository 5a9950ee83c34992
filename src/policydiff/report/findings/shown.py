"""What the formats of findings share: paths as services want them, texts that do nothing, fingerprints of one's own."""

import hashlib
import os
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby

from policydiff.model.finding import INFO, CheckInfo, LocatedFinding, Region, Report
from policydiff.report.printable import harmless
from policydiff.report.wording import Words

Paint = Callable[[str, str], str]
"""Gives a text of a kind its colour."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def relative(path: str, report: Report) -> str:
    """A path as seen from the top of the repository, with `/`; as an absolute one where it lies elsewhere."""
    return _below(path, report, report.top)


def at_hand(path: str, report: Report) -> str:
    """A path as seen from the working directory, as a person would type it."""
    return _below(path, report, report.here)


def _below(path: str, report: Report, folder: str) -> str:
    whole = _posix(os.path.normpath(path if os.path.isabs(path) else os.path.join(report.here, path)))  # noqa: PTH117, PTH118
    start = _posix(folder).rstrip("/") + "/"
    if folder and whole.startswith(start):
        return whole[len(start) :]
    return whole if folder else _posix(path)


def _posix(path: str) -> str:
    return path.replace(os.sep, posixpath.sep) if os.sep != posixpath.sep else path


def sound(text: str) -> str:
    """JSON without lone surrogates, which UTF-8 cannot hold: they are escaped."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def by_file(found: Iterable[LocatedFinding]) -> list[tuple[str, list[LocatedFinding]]]:
    """Findings by their file, the files in the order of their first findings."""
    grouped: dict[str, list[LocatedFinding]] = {}
    for path, some in groupby(found, lambda one: one.path):
        grouped.setdefault(path, []).extend(some)
    return list(grouped.items())


def fingerprints(found: Iterable[LocatedFinding]) -> list[str]:
    """The fingerprint of each finding, and a number where several have the same: no two are alike."""
    told: list[str] = []
    seen: Counter[str] = Counter()
    for one in found:
        mark = one.fingerprint or _digest(one.finding.id, posixpath.basename(_posix(one.path)), one.excerpt)
        seen[mark] += 1
        told.append(mark if seen[mark] == 1 else _digest(mark, str(seen[mark])))
    return told


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def titles(report: Report) -> dict[str, CheckInfo]:
    """The checks by their ids; of a check that the catalogue does not name, what the findings say."""
    known = {check.id: check for check in report.checks}
    for one in report.findings:
        name = one.finding.id
        if name not in known:
            known[name] = CheckInfo(name, one.finding.severity, "snapshot", name, "", one.repair)
    return known


def lines_of(region: Region) -> str:
    """The line of a region, or its first and its last."""
    return str(region.line) if region.line == region.end_line else f"{region.line}-{region.end_line}"


def what_to_do(one: LocatedFinding, say: Words, clean: Callable[[str], str]) -> str:
    """The repair, as it is told; a notice may need none, so it does not say that there is something to mend."""
    key = "finding.repair-notice" if one.finding.severity == INFO else "finding.repair"
    return say(key, repair=clean(one.repair))


def one_line(one: LocatedFinding, path: str, say: Words, paint: Paint = lambda _, text: text) -> str:
    """Place, severity, check and sentence in one line, and who accepted it; `paint` may colour parts of it."""
    finding = one.finding
    severity = "accepted" if one.waived else finding.severity
    line = say(
        "finding.line",
        path=paint("path", harmless(path)),
        line=one.line,
        column=one.column,
        severity=paint(severity, say(f"finding.{severity}")),
        id=harmless(finding.id),
        text=harmless(finding.message),
    )
    if one.waived:
        told = {"by": one.waived.by, "until": one.waived.until, "reason": one.waived.reason}
        line += say("finding.waived", **{key: harmless(text) for key, text in told.items()})
    return line
