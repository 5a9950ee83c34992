"""Findings to render, without files: a report of any size, and one with any words in each of its fields."""

from dataclasses import replace

from policydiff.model.document import Finding
from policydiff.model.finding import CheckInfo, LocatedFinding, Quote, Region, Report, Waived

CHECKS = (
    CheckInfo("json", "error", "file", "no readable JSON", "The file is JSON.", "restore the file"),
    CheckInfo("number-repeated", "error", "snapshot", "number repeated", "Numbers are unique.", "check the source"),
    CheckInfo("unknown-body", "warning", "snapshot", "unknown body", "Bodies are known.", "add the body"),
    CheckInfo("corrected", "info", "snapshot", "corrected", "Cells that were corrected.", ""),
    CheckInfo("stale-decision", "warning", "repository", "stale decision", "Decisions fit.", "review it again"),
)
TOP = "/top"
FILE = "/top/snapshots/a.json"
OTHER = "/top/snapshots/b.json"
SOURCE = "/top/snapshots/sources/a.txt"
LINE = '    "text": "住房城乡建设等支持和指导",'
SOURCE_LINE = "12 住房城乡建设等支持和指导"
WAIVED = Waived(by="李", reason="原件如此", until="2030-01-01")


def finding(
    check: str = "unknown-body", severity: str = "warning", message: str = "no body that is known", line: int = 7
) -> LocatedFinding:
    """One with the words 住房城乡建设 marked in the JSON and in the source."""
    return LocatedFinding(
        FILE,
        line,
        14,
        Finding(id=check, severity=severity, message=message, measure="12", field="text", lines=(44, 44)),
        end_line=line,
        end_column=20,
        source=Region(path=SOURCE, line=44, column=4, end_line=44, end_column=10),
        snapshot="a",
        excerpt="住房城乡建设",
        repair="add the body",
        fingerprint=f"{line:032x}",
        quoted=(Quote(line=line, column=1, text=LINE),),
        source_quoted=(Quote(line=44, column=1, text=SOURCE_LINE),),
    )


def bare(check: str = "json", path: str = FILE) -> LocatedFinding:
    """One of which nothing but the place is known."""
    return LocatedFinding(path, 1, 1, Finding(id=check, severity="error", message="breaks off"))


def report(*found: LocatedFinding, judged: tuple[str, ...] = (FILE, OTHER)) -> Report:
    return Report(findings=found, judged=judged, checks=CHECKS, top=TOP, here=TOP)


def mixed() -> Report:
    """An error, a warning, a notice, one that somebody accepted, and a file without a finding."""
    error = finding("number-repeated", "error", "number 12 is printed for two measures", 3)
    accepted = replace(finding("number-repeated", "error", "number 13 is printed for two measures", 9), waived=WAIVED)
    return report(error, finding(), finding("corrected", "info", "a cell was corrected", 8), accepted)


def many(count: int) -> Report:
    """So many findings of two kinds in a hundred files."""
    found = []
    for at in range(count):
        one = finding("number-repeated", "error") if at % 5 == 0 else finding()
        name = f"/top/snapshots/{at * 100 // count:02}.json"
        found.append(replace(one, path=name, line=at + 1, end_line=at + 1, fingerprint=f"{at:032x}"))
    return report(*found, judged=tuple(dict.fromkeys(one.path for one in found)))


def hostile(text: str) -> Report:
    """A report with such words in every field that holds words, in all kinds of findings."""
    words = text or "x"
    check = CheckInfo(words, "warning", "snapshot", text, text, text)
    quote = Quote(line=7, column=1, text=text)
    one = replace(
        finding("unknown-body", "warning", text),
        path=f"/top/snapshots/{words}.json",
        source=Region(path=f"/top/snapshots/sources/{words}", line=44, column=1, end_line=44, end_column=3),
        snapshot=text,
        excerpt=text,
        repair=text,
        fingerprint="",
        quoted=(quote,),
        source_quoted=(replace(quote, line=44),),
    )
    found = replace(one, finding=replace(one.finding, measure=text, field=text))
    error = replace(found, finding=replace(found.finding, id="number-repeated", severity="error"))
    named = replace(found, finding=replace(found.finding, id=words))
    rows = (found, error, error, named, replace(error, waived=Waived(by=text, reason=text, until=text)))
    catalogue = (*(replace(row, title=text, about=text, repair=text) for row in CHECKS), check)
    return Report(findings=rows, judged=(words, found.path), since=text, checks=catalogue, top=TOP, here=TOP)
