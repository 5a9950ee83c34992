"""Findings as JUnit XML: a suite a file, a case for each kind of check that it was put to."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from policydiff.model.finding import ERROR, SCOPES, SNAPSHOT, LocatedFinding, Report
from policydiff.report.findings.shown import by_file, lines_of, one_line, relative, titles, what_to_do
from policydiff.report.printable import plain, plain_lines
from policydiff.report.wording import Words, words


def render(report: Report, language: str) -> str:
    """A case fails with the errors that count; what else was found is its output.

    Warnings are no failures, and "skipped" would say that a check was not made.
    """
    say = words(language)
    scope_of = {check.id: check.scope for check in titles(report).values()}
    found = dict(by_file(report.findings))
    known = {scope_of[name] for name in scope_of}
    scopes = [scope for scope in SCOPES if scope in known] or [SNAPSHOT]
    suites = []
    failures = cases = 0
    for path in dict.fromkeys((*report.judged, *found)):
        some = found.get(path, ())
        by_scope = {scope: [one for one in some if scope_of[one.finding.id] == scope] for scope in scopes}
        failed = sum(any(one.counts for one in part) for part in by_scope.values())
        suites.append(_suite(relative(path, report), by_scope, failed, say))
        failures += failed
        cases += len(by_scope)
    head = f'<testsuites name="policydiff validate" tests="{cases}" failures="{failures}" errors="0">'
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>")) + "\n"


def _suite(path: str, by_scope: dict[str, list[LocatedFinding]], failed: int, say: Words) -> str:
    name = _attribute(path)
    rows = [f'  <testsuite name={name} tests="{len(by_scope)}" failures="{failed}" errors="0" skipped="0">']
    for scope, found in by_scope.items():
        case = f"    <testcase name={_attribute(say(f'finding.scope.{scope}'))} classname={name}"
        rows += [f"{case}>", *_outcome(found, path, say), "    </testcase>"] if found else [f"{case}/>"]
    return "\n".join((*rows, "  </testsuite>"))


def _outcome(found: Sequence[LocatedFinding], path: str, say: Words) -> Iterator[str]:
    """One failure for all errors, because many readers look at the first alone, and the rest as output."""
    errors = [one for one in found if one.counts]
    if errors:
        message = errors[0].finding.message
        if len(errors) > 1:
            message = say("finding.junit.more", text=message, count=len(errors) - 1)
        kind = ERROR if len({one.finding.id for one in errors}) > 1 else errors[0].finding.id
        body = "\n".join(_told(one, path, say) for one in errors)
        yield f"      <failure type={_attribute(kind)} message={_attribute(message)}>{_text(body)}</failure>"
    rest = [one for one in found if not one.counts]
    if rest:
        body = "\n".join(_told(one, path, say) for one in rest)
        yield f"      <system-out>{_text(body)}</system-out>"


def _told(one: LocatedFinding, path: str, say: Words) -> str:
    """A finding in a line, with its source and repair in lines below it."""
    lines = [one_line(one, path, say)]
    if one.source:
        lines.append(
            "    " + say("finding.source", path=plain(one.source.path.rpartition("/")[2]), lines=lines_of(one.source))
        )
    if one.repair and not one.waived:
        lines.append("    " + what_to_do(one, say, plain))
    return "\n".join(lines)


def _attribute(text: str) -> str:
    """A value in its quotation marks; what XML cannot hold, or nobody can see, is shown by its code."""
    return quoteattr(plain(text))


def _text(text: str) -> str:
    return plain_lines(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
