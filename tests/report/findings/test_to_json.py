"""Findings as JSON."""

from dataclasses import asdict

from policydiff.report.findings import RENDERERS
from tests.report.findings.cases import FILE, OTHER, mixed
from tests.report.findings.readers import read_json


def test_all_that_is_known_is_there() -> None:
    data = read_json(RENDERERS["json"](mixed()))
    assert list(data) == ["format", "since", "judged", "counts", "findings"]
    assert data["judged"] == [FILE, OTHER]
    assert data["counts"] == {"errors": 1, "warnings": 1, "notices": 1, "waived": 1}
    for told, one in zip(data["findings"], mixed().findings, strict=True):
        expected = asdict(one)
        expected["finding"]["lines"] = list(one.finding.lines or ())
        expected["quoted"], expected["source_quoted"] = list(expected["quoted"]), list(expected["source_quoted"])
        assert told == expected
