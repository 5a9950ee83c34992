"""Findings as GitHub's workflow commands, which annotate the lines of a pull request."""

from collections import Counter
from collections.abc import Sequence

from policydiff.model.finding import ERROR, INFO, WARNING, CheckInfo, LocatedFinding, Report
from policydiff.report.findings.shown import lines_of, one_line, relative, titles, what_to_do
from policydiff.report.printable import plain
from policydiff.report.wording import Words, words

_COMMAND = {ERROR: "error", WARNING: "warning", INFO: "notice"}
_SHOWN = 10
"""Annotations of one kind that GitHub shows of a step; the others are in the log alone."""


def render(report: Report, language: str) -> str:
    """Commands, errors first; what GitHub would not show as lines of a group, and a last notice that says so."""
    say = words(language)
    checks = titles(report)
    shown: list[LocatedFinding] = []
    rest: list[LocatedFinding] = []
    for severity in _COMMAND:
        some = [one for one in report.findings if one.finding.severity == severity and one.waived is None]
        chosen = _chosen(some, _SHOWN - (severity == INFO))  # the last notice is one
        shown += [one for at, one in enumerate(some) if at in chosen]
        rest += [one for at, one in enumerate(some) if at not in chosen]
    lines = [_command(one, checks[one.finding.id], report, say) for one in shown]
    accepted = [one for one in report.findings if one.waived]
    if rest or accepted:
        lines += _others(rest, accepted, report, say)
    return "".join(line + "\n" for line in lines)


def _chosen(found: Sequence[LocatedFinding], room: int) -> frozenset[int]:
    """Which findings GitHub is to show: the first of each check before a second of any."""
    seen: Counter[str] = Counter()
    ranked = []
    for at, one in enumerate(found):
        ranked.append((seen[one.finding.id], at))
        seen[one.finding.id] += 1
    return frozenset(at for _, at in sorted(ranked)[:room])


def _others(
    rest: Sequence[LocatedFinding], accepted: Sequence[LocatedFinding], report: Report, say: Words
) -> list[str]:
    """The findings that are no annotations, in a group of the log, and a notice on how many they are."""
    told = []
    if rest:
        counts = {severity: sum(one.finding.severity == severity for one in rest) for severity in _COMMAND}
        told.append(say("finding.github.more", **counts))
    if accepted:
        told.append(say("finding.github.accepted", count=len(accepted)))
    text = say("finding.github.join").join(told)
    lines = [one_line(one, relative(one.path, report), say) for one in (*rest, *accepted)]
    return [f"::group::{_data(text)}", *lines, "::endgroup::", f"::notice title=policydiff::{_data(text)}"]


def _command(one: LocatedFinding, check: CheckInfo, report: Report, say: Words) -> str:
    end_line = one.end_line or one.line
    properties: dict[str, object] = {"file": relative(one.path, report), "line": one.line, "endLine": end_line}
    if end_line == one.line:  # the runner drops columns of what spans lines
        properties |= {"col": one.column, "endColumn": max(one.end_column or 0, one.column)}
    properties["title"] = say("finding.github.title", title=check.title, id=one.finding.id)
    told = [one.finding.message]
    if one.repair:
        told.append(what_to_do(one, say, str))
    if one.source:
        told.append(say("finding.source", path=relative(one.source.path, report), lines=lines_of(one.source)))
    text = "\n".join(map(plain, told))
    named = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMAND[one.finding.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    """The message of a command, as GitHub's toolkit escapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property of a command, as GitHub's toolkit escapes it."""
    return plain(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
