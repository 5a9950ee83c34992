"""Findings as SARIF."""

from dataclasses import replace
from typing import Any

import pytest

from policydiff.report.findings import RENDERERS, Screen, sarif
from policydiff.report.wording import LANGUAGES
from tests.report.findings.cases import FILE, OTHER, bare, finding, many, mixed, report
from tests.report.findings.readers import read_sarif

render = RENDERERS["sarif"]
JSON_PLACE = {
    "physicalLocation": {
        "artifactLocation": {"uri": "snapshots/a.json", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 7,
            "startColumn": 14,
            "endLine": 7,
            "endColumn": 20,
            "snippet": {"text": "住房城乡建设"},
        },
    }
}
SOURCE_PLACE = {
    "physicalLocation": {
        "artifactLocation": {"uri": "snapshots/sources/a.txt", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 44,
            "startColumn": 4,
            "endLine": 44,
            "endColumn": 10,
            "snippet": {"text": "住房城乡建设"},
        },
    }
}


def run_of(output: str) -> Any:
    return read_sarif(output)["runs"][0]


def test_a_result_has_its_regions_in_the_json_and_in_the_source() -> None:
    (result,) = run_of(render(report(finding())))["results"]
    assert result == {
        "ruleId": "unknown-body",
        "ruleIndex": 2,
        "level": "warning",
        "message": {"text": "no body that is known · add the body"},
        "locations": [JSON_PLACE, SOURCE_PLACE],
        "relatedLocations": [{"id": 1, **SOURCE_PLACE, "message": {"text": "source line 44"}}],
        "partialFingerprints": {"policydiff/v1": f"{7:032x}", "primaryLocationLineHash": f"{7:032x}:1"},
        "properties": {"snapshot": "a", "measure": "12", "field": "text"},
    }


def test_a_source_without_the_words_is_related_only() -> None:
    (result,) = run_of(render(report(replace(finding(), excerpt="别的词"))))["results"]
    assert result["locations"] == [JSON_PLACE]
    assert result["relatedLocations"][0]["physicalLocation"] == SOURCE_PLACE["physicalLocation"]


def test_a_result_of_which_only_the_place_is_known() -> None:
    (result,) = run_of(render(report(bare())))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2
    }  # fmt: skip
    assert "relatedLocations" not in result


def test_rules_are_the_catalogue() -> None:
    driver = run_of(render(report()))["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [check.id for check in report().checks]
    assert driver["rules"][1] == {
        "id": "number-repeated",
        "name": "NumberRepeated",
        "shortDescription": {"text": "number repeated"},
        "fullDescription": {"text": "Numbers are unique."},
        "help": {
            "text": "Numbers are unique.\n\nto mend it: check the source",
            "markdown": "Numbers are unique.\n\nto mend it: check the source",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["snapshot"], "problem.severity": "error"},
    }


def test_what_somebody_accepted_is_suppressed() -> None:
    run = run_of(render(mixed()))
    assert mixed().findings[3].finding.severity == "error"
    assert run["results"][3]["level"] == "note"  # GitHub would fail a check of an error, suppressed or not
    assert [one.get("suppressions") for one in run["results"]] == [
        None,
        None,
        None,
        [{"kind": "external", "status": "accepted", "justification": "原件如此 (李, until 2030-01-01)"}],
    ]
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    assert run_of(render(report(mixed().findings[3])))["invocations"][0]["exitCode"] == 0


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/top/snapshots/a b#1?.json", {"uri": "snapshots/a%20b%231%3F.json", "uriBaseId": "%SRCROOT%"}),
        ("/top/快照/甲.json", {"uri": "%E5%BF%AB%E7%85%A7/%E7%94%B2.json", "uriBaseId": "%SRCROOT%"}),
        ("/top/a%20b.json", {"uri": "a%2520b.json", "uriBaseId": "%SRCROOT%"}),
        ("/top/\udcff.json", {"uri": "%FF.json", "uriBaseId": "%SRCROOT%"}),
        ("/else where/a.json", {"uri": "file:///else%20where/a.json"}),
        ("snapshots/../a.json", {"uri": "a.json", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_paths_are_uris(path: str, place: dict[str, str]) -> None:
    (result,) = run_of(render(report(bare(path=path))))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_names_files_and_no_folder_of_the_machine(language: str) -> None:
    output = render(mixed(), Screen(language))
    run = run_of(output)
    assert "/top" not in output
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["snapshots/a.json", "snapshots/b.json"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]


def test_messages_hold_no_placeholders_and_no_links() -> None:
    one = replace(finding(), finding=replace(finding().finding, message="{0} is [no](1) {value}"), repair="")
    (result,) = run_of(render(report(one)))["results"]
    assert result["message"] == {"text": "{{0}} is [no] (1) {{value}}"}


def test_equal_findings_are_told_apart() -> None:
    run_of(render(report(finding(), finding(), judged=(FILE, OTHER))))  # fails if two fingerprints are alike


def test_what_a_service_refuses_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "_LIMIT", 150)
    run = run_of(render(many(500)))
    assert [one["level"] for one in run["results"]].count("error") == 100
    assert len(run["results"]) == 150
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("350 findings of lower severity were left out")
