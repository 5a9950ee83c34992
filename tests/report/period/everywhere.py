"""A period told in every format and language: the same entries and counts, and sums that are sums."""

import io
import json
import re
from html import unescape

from docx import Document

from policydiff.compare.editions.period import Period
from policydiff.corpus import Corpus
from policydiff.report.formats import CHANGE_FORMATS
from policydiff.report.period import ChangeReport, report_of
from policydiff.report.terminal.period import render
from policydiff.snapshot import schema_errors
from policydiff.workflows.period import period
from tests.history.data_repository import DataRepository
from tests.history.repositories import Git


def told(repository: Git | DataRepository, since: str, *names: str, until: str | None = None) -> Period:
    """What a period brought, after everything that must hold of each was seen to hold."""
    found = period(since, Corpus(repository.folder), names, until)
    check(found)
    return found


def check(found: Period) -> None:
    """Sums add up; all formats in both languages have the same entries and rows; JSON keeps to its schema."""
    counts = found.summary["snapshots"]
    assert counts["before"] == sum(counts[name] for name in ("untouched", "changed", "renamed", "removed"))
    assert counts["after"] == sum(counts[name] for name in ("untouched", "changed", "renamed", "added"))
    assert counts["changed"] == sum(found.summary["changed"].values())
    reports = [report_of(found, language) for language in ("en", "zh")]
    assert _shape(reports[0]) == _shape(reports[1])
    for report in reports:
        _check_formats(report)
        for balance in report.balances:
            assert balance.total.count == sum(part.count for part in balance.parts)


def _as_read(markdown: str) -> str:
    """Markdown without what only keeps signs from acting: entities, and comments that part them."""
    return unescape(markdown.replace("<!-- -->", ""))


def _shape(report: ChangeReport) -> object:
    return [
        (entry.key, entry.code, [(block.code, [row.key for row in block.rows]) for block in entry.blocks])
        for entry in report.entries
    ]


def _check_formats(report: ChangeReport) -> None:
    files = {name: one.render(report, None)[""] for name, one in CHANGE_FORMATS.items()}
    keys = [entry.key for entry in report.entries]
    rows = [row.key for entry in report.entries for block in entry.blocks for row in block.rows]
    data = json.loads(files["json"])
    assert schema_errors("period", data) == []
    in_json = [one["id"] for one in data["snapshots"]] + [f"{one['left']}--{one['right']}" for one in data["decisions"]]
    assert sorted(in_json) == sorted(keys)
    assert data["summary"] == report.period.summary
    page = files["html"].decode()
    assert [unescape(one) for one in re.findall(r'data-entry="([^"]*)"', page)] == keys
    assert [unescape(one) for one in re.findall(r'data-row="([^"]*)"', page)] == rows
    text = render(report, 100)
    markdown = _as_read(files["md"].decode())
    paper = Document(io.BytesIO(files["docx"]))
    headings = [one.text.split("  ")[0] for one in paper.paragraphs if one.style and one.style.name == "Heading 2"]
    assert headings[: len(keys)] == keys
    in_tables = sum(len(table.rows) - 1 for table in paper.tables)
    assert in_tables == len(rows) + len(keys)
    assert "\0" not in text + markdown + page
    for told_in in (markdown, unescape(page)):
        assert report.headline in told_in
        assert all(key in told_in for key in keys)
    assert [line for line in markdown.split("\n") if line.startswith("### ")] == [
        f"### {key}" + "".join(f" *({label})*" for label in entry.labels)
        for key, entry in zip(keys, report.entries, strict=True)
    ]
    assert markdown.count("\n- **№ ") <= len(rows)
    assert "".join(report.headline.split()) in "".join(text.split())
