"""Findings for people: each with its lines quoted, what is meant marked, and how to mend it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policydiff.model.finding import ERROR, INFO, SEVERITIES, WARNING, LocatedFinding, Quote, Report
from policydiff.report.findings.quotes import columns_of, quoted
from policydiff.report.findings.shown import Paint, at_hand, by_file, lines_of, one_line, titles, what_to_do
from policydiff.report.printable import harmless
from policydiff.report.wording import Words, words

_FEW = 20
"""Up to so many findings are all quoted; of more, the first few of each check."""
_FIRST = 3
_SUMMED = 10
"""More findings than these are counted by check at the end."""
_NUMBER = 6
"""Columns of a line's number, with the indent."""
_COLOURS = {
    ERROR: "\x1b[1;31m",
    WARNING: "\x1b[33m",
    INFO: "\x1b[36m",
    "accepted": "\x1b[32m",
    "path": "\x1b[1m",
    "gutter": "\x1b[2m",
}
_RESET = "\x1b[0m"


def render(report: Report, language: str, *, colour: bool = False, columns: int = 100) -> str:
    """The findings by file, and how many of each check there are where there are many."""
    say = words(language)

    def paint(kind: str, text: str) -> str:
        return f"{_COLOURS[kind]}{text}{_RESET}" if colour else text

    blocks: list[str] = []
    quoted_of: Counter[str] = Counter()
    is_much = len(report.findings) > _FEW
    is_at_fault = any(one.waived is None and one.finding.severity != INFO for one in report.findings)
    for path, found in by_file(report.findings):
        block = ""
        for one in found:
            line = one_line(one, at_hand(path, report), say, paint) + "\n"
            is_aside = is_at_fault and one.finding.severity == INFO  # what is at fault is not to drown in notices
            is_quoted = one.waived is None and not is_aside and not (is_much and quoted_of[one.finding.id] >= _FIRST)
            quoted_of[one.finding.id] += is_quoted
            if is_quoted:
                blocks += [block] if block else []
                blocks.append(line + "".join(row + "\n" for row in _details(one, report, columns, say, paint)))
                block = ""
            else:
                block += line
        blocks += [block] if block else []
    if len(report.findings) > _SUMMED:
        blocks.append("".join(row + "\n" for row in _summary(report, quoted_of, say, paint)))
    return "\n".join(blocks) + ("\n" if quoted_of else "")  # what follows on the terminal is not part of the last one


def _details(one: LocatedFinding, report: Report, columns: int, say: Words, paint: Paint) -> Iterator[str]:
    """The quoted lines of the file and of the source, and the repair."""
    end = one.line if one.end_line is None else one.end_line
    kind = one.finding.severity
    yield from _quotes(one.quoted, (one.line, one.column, end, one.end_column or 0), kind, columns, paint)
    if one.source:
        source = one.source
        place = say("finding.source", path=harmless(at_hand(source.path, report)), lines=lines_of(source))
        yield paint("gutter", " " * (_NUMBER - 3) + "-->") + f" {place}"
        area = (source.line, source.column, source.end_line, source.end_column)
        yield from _quotes(one.source_quoted, area, kind, columns, paint)
    if one.repair:
        yield " " * _NUMBER + paint("gutter", "=") + " " + what_to_do(one, say, harmless)


def _quotes(
    quotes: Sequence[Quote], area: tuple[int, int, int, int], kind: str, columns: int, paint: Paint
) -> Iterator[str]:
    line, column, end_line, end_column = area
    for quote in quotes:
        begin = column if quote.line == line else 1
        end = end_column if quote.line == end_line else None
        text, carets = quoted(quote, begin, end, max(columns - _NUMBER - 3, 20))
        yield paint("gutter", f"{quote.line:>{_NUMBER}} |") + f" {text}"
        if carets:
            blanks = len(carets) - len(carets.lstrip())
            yield paint("gutter", " " * _NUMBER + " |") + " " * (blanks + 1) + paint(kind, carets.lstrip())


def _summary(report: Report, quoted_of: Counter[str], say: Words, paint: Paint) -> Iterator[str]:
    """How many findings of each check there are, what counts first coming first."""
    yield say("finding.summary", count=len(report.findings))
    known = titles(report)
    counts = Counter((one.finding.severity, one.finding.id) for one in report.findings if one.waived is None)
    rows = sorted(counts.items(), key=lambda row: (SEVERITIES.index(row[0][0]), -row[1], row[0][1]))
    if not rows:
        return
    names = max(len(name) for (_, name), _ in rows)
    digits = max(len(str(count)) for _, count in rows)
    words_wide = max(columns_of(say(f"finding.{severity}")) for severity in SEVERITIES)
    unquoted = Counter(one.finding.id for one in report.findings if one.waived is None)
    unquoted.subtract(quoted_of)
    for (severity, name), count in rows:
        word = say(f"finding.{severity}")
        blanks = " " * (words_wide - columns_of(word))
        told = f"{count:>{digits}}  {harmless(name):<{names}}  {harmless(known[name].title)}"
        line = f"  {paint(severity, word)}{blanks}  {told}"
        left = min(unquoted[name], count)
        yield (line + say("finding.unquoted", count=left) if left > 0 else line).rstrip()
    if report.waived:
        yield "  " + say("finding.summary-accepted", count=report.waived)
