"""Findings as SARIF 2.1.0: with regions in the JSON and in the source document.

Columns count code points, as ours do. GitHub refuses more than 25,000 results and shows the 5,000 most serious. It does
not read suppressions: what somebody accepted is a note, lest it fail a check there.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any
from urllib.parse import quote as percent_encoded

from policydiff.model.finding import (
    ERROR,
    INFO,
    SEVERITIES,
    WARNING,
    CheckInfo,
    LocatedFinding,
    Quote,
    Region,
    Report,
)
from policydiff.report.findings.shown import fingerprints, relative, sound, titles
from policydiff.report.printable import plain
from policydiff.report.wording import Words, words
from policydiff.snapshot import to_json

_LEVEL = {ERROR: "error", WARNING: "warning", INFO: "note"}
_PROBLEM = {ERROR: "error", WARNING: "warning", INFO: "recommendation"}
_LANGUAGE = {"zh": "zh-CN", "en": "en-US"}
_ROOT = "%SRCROOT%"
_LIMIT = 25_000
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")
Json = dict[str, Any]


def render(report: Report, language: str) -> str:
    """One run: the catalogue as rules, the findings as results, those that somebody accepted as suppressed."""
    say = words(language)
    checks = titles(report)
    found = _most_serious(report.findings)
    marks = fingerprints(found)
    index = {name: at for at, name in enumerate(checks)}
    results = [_result(one, mark, index, report, say) for one, mark in zip(found, marks, strict=True)]
    invocation: Json = {"executionSuccessful": True, "exitCode": 1 if report.errors else 0}
    if len(found) < len(report.findings):
        left = say("finding.sarif.cut", count=len(report.findings) - len(found), limit=_LIMIT)
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": _message(left)}]
    driver = {
        "name": "policydiff",
        "version": version("policydiff"),
        "language": _LANGUAGE[language],
        "rules": [_rule(check, say) for check in checks.values()],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "originalUriBaseIds": {_ROOT: {"description": {"text": say("finding.sarif.top")}}},
        "artifacts": [
            {"location": _artifact(path, report), "roles": ["analysisTarget"]} for path in dict.fromkeys(report.judged)
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return sound(
        to_json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})
    )


def _most_serious(found: Sequence[LocatedFinding]) -> Sequence[LocatedFinding]:
    """As many findings as a service takes, in their order."""
    if len(found) <= _LIMIT:
        return found
    ranked = sorted(range(len(found)), key=lambda at: (found[at].waived is not None, _rank(found[at]), at))
    return [found[at] for at in sorted(ranked[:_LIMIT])]


def _rank(one: LocatedFinding) -> int:
    return SEVERITIES.index(one.finding.severity)


def _rule(check: CheckInfo, say: Words) -> Json:
    repair = say("finding.repair", repair=plain(check.repair)) if check.repair else ""
    title = plain(check.title)
    about = plain(check.about) or title
    help_text = "\n\n".join(filter(None, (about, repair)))
    return {
        "id": check.id,
        "name": "".join(word.capitalize() for word in check.id.split("-")),
        "shortDescription": _message(title),
        "fullDescription": _message(about),
        "help": {"text": _literal(help_text), "markdown": _braced(_MARKUP.sub(r"\\\1", help_text))},
        "defaultConfiguration": {"level": _LEVEL[check.severity]},
        "properties": {"tags": [check.scope], "problem.severity": _PROBLEM[check.severity]},
    }


def _result(one: LocatedFinding, mark: str, index: Mapping[str, int], report: Report, say: Words) -> Json:
    end_line = one.end_line or one.line
    end_column = one.end_column or (one.column + 1)
    region = Region(path=one.path, line=one.line, column=one.column, end_line=end_line, end_column=end_column)
    locations = [{"physicalLocation": _physical(region, one.quoted, report)}]
    text = plain(one.finding.message)
    result: Json = {
        "ruleId": one.finding.id,
        "ruleIndex": index[one.finding.id],
        "level": _LEVEL[INFO if one.waived else one.finding.severity],
        "message": _message(f"{text} · {plain(one.repair)}" if one.repair else text),
        "locations": locations,
    }
    if one.source:
        physical = _physical(one.source, one.source_quoted, report)
        if _stands_in_source(one):
            locations.append({"physicalLocation": physical})
        label = say("finding.sarif.source", line=one.source.line)
        result["relatedLocations"] = [{"id": 1, "physicalLocation": physical, "message": _message(label)}]
    result["partialFingerprints"] = {"policydiff/v1": mark, "primaryLocationLineHash": f"{mark}:1"}
    if one.waived:
        why = say("finding.sarif.waived", by=one.waived.by, until=one.waived.until, reason=one.waived.reason)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": plain(why)}]
    named = {"snapshot": one.snapshot, "measure": one.finding.measure, "field": one.finding.field}
    told = {key: plain(value) for key, value in named.items() if value is not None}
    if told:
        result["properties"] = told
    return result


def _stands_in_source(one: LocatedFinding) -> bool:
    """Whether the words stand in the source too: then it is a second place of the fault, else only of its measure."""
    if not one.source or not one.source_quoted:
        return False
    quote = one.source_quoted[0]
    meant = "".join(quote.text[max(one.source.column - quote.column, 0) :].split())
    words_meant = "".join(one.excerpt.split())
    return bool(words_meant) and bool(meant) and (meant.startswith(words_meant) or words_meant.startswith(meant))


def _physical(region: Region, quotes: Sequence[Quote], report: Report) -> Json:
    stretch: Json = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    snippet = _snippet(region, quotes)
    if snippet:
        stretch["snippet"] = {"text": snippet}
    return {"artifactLocation": _artifact(region.path, report), "region": stretch}


def _snippet(region: Region, quotes: Sequence[Quote]) -> str:
    """The characters of a region; empty where not all of them were kept."""
    by_line = {quote.line: quote for quote in quotes}
    parts = []
    for line in range(region.line, min(region.end_line, region.line + len(quotes)) + 1):
        quote = by_line.get(line)
        if quote is None:
            return ""
        begin = region.column - quote.column if line == region.line else 1 - quote.column
        end = region.end_column - quote.column if line == region.end_line else None
        is_short = quote.is_cut if end is None else len(quote.text) < end
        if begin < 0 or is_short:
            return ""
        parts.append(quote.text[begin:end])
    return "\n".join(parts)


def _artifact(path: str, report: Report) -> Json:
    """A file by its URI: from the top of the repository where it lies there."""
    seen = relative(path, report)
    uri = _uri(seen)
    if seen.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT} if report.top else {"uri": uri}


@lru_cache(maxsize=4096)
def _uri(path: str) -> str:
    """A path, percent-encoded: the bytes that it has on disk, as far as there can be any."""
    try:
        content = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        content = path.encode("utf-8", "surrogatepass")
    return percent_encoded(content, safe="/")


def _message(text: str) -> Json:
    return {"text": _literal(text)}


def _literal(text: str) -> str:
    """A text in which nothing is a placeholder or a link."""
    return _braced(text).replace("](", "] (")


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
