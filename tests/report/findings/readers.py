"""What the programs make of each format: GitHub's runner, GitLab, and readers of JUnit and SARIF."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from lxml import etree  # type: ignore[import-untyped]

from policydiff.snapshot import load_schema

SCHEMAS = Path(__file__).parent / "schemas"
_V2 = re.compile(r"\s*::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<data>.*)", re.S)
_V1 = re.compile(r"##\[(?P<name>[^ \]]+)(?: (?P<properties>[^\]]*))?\](?P<data>.*)")


@dataclass(frozen=True)
class Command:
    """A command as GitHub's runner understands it."""

    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """The commands in what a step prints, as the runner finds them: `::` first in a line, `##[` anywhere in one.

    The runner reads lines as .NET does: they end at a line feed, a carriage return or both.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        match = _V2.fullmatch(line) or _V1.search(line)
        if match:
            pairs = [pair.split("=", 1) for pair in (match["properties"] or "").split(",") if "=" in pair]
            properties = {key.strip(): _unescaped(value, ",:") for key, value in pairs}
            found.append(Command(match["name"], properties, _unescaped(match["data"], "")))
    return found


def _unescaped(text: str, more: str) -> str:
    for sign in ("\r", "\n", *more):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")


@cache
def _validator(name: str) -> Any:
    schema = json.loads((SCHEMAS / name).read_text("utf-8"))
    cls = jsonschema.validators.validator_for(schema)
    cls.check_schema(schema)
    return cls(schema, format_checker=jsonschema.FormatChecker())


def read_json(output: str) -> Any:
    """Findings that keep to their schema."""
    data = _parsed(output)
    jsonschema.Draft202012Validator(load_schema("findings")).validate(data)
    return data


def read_gitlab(output: str) -> list[Any]:
    """A report that keeps to its schema, in which no two fingerprints are alike."""
    issues: list[Any] = _parsed(output)
    _validator("gitlab-code-quality.schema.json").validate(issues)
    marks = [issue["fingerprint"] for issue in issues]
    assert len(marks) == len(set(marks))
    return issues


def read_sarif(output: str) -> Any:
    """A log that keeps to its schema and to what the specification says in prose."""
    data = _parsed(output)
    _validator("sarif-2.1.0-rtm.5.json").validate(data)
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    marks = [result["partialFingerprints"]["policydiff/v1"] for result in run["results"]]
    assert len(marks) == len(set(marks))
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        related = [one["physicalLocation"] for one in result.get("relatedLocations", ())]
        for place in [one["physicalLocation"] for one in result["locations"]] + related:
            _check_place(place, run)
    for text in _texts(data):
        assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", "")), text  # no placeholder
        assert "](" not in text  # no link
    return data


def read_code_scanning(output: str) -> Any:
    """A log with all that GitHub's code scanning asks for besides: properties that are there and not empty, limits."""
    data = read_sarif(output)
    (run,) = data["runs"]
    assert data["$schema"] and data["version"] == "2.1.0" and run["tool"]["driver"]["name"]
    assert len(run["results"]) <= 25_000
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["id"] and len(rule["name"]) <= 255 and len(rule["properties"]["tags"]) <= 10
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
        assert rule["properties"]["problem.severity"] in ("recommendation", "warning", "error")
        assert all(0 < len(rule[key]["text"]) <= 1024 for key in ("shortDescription", "fullDescription"))
        assert rule["help"]["text"]
    for result in run["results"]:
        assert result["message"]["text"].strip() and result["partialFingerprints"]["primaryLocationLineHash"]
        assert 1 <= len(result["locations"]) <= 10
        region = result["locations"][0]["physicalLocation"]["region"]  # no other one is looked at
        assert {"startLine", "startColumn", "endLine", "endColumn"} <= set(region)
    return data


def _check_place(place: Any, run: Any) -> None:
    uri = place["artifactLocation"]["uri"]
    assert not re.search(r"[^A-Za-z0-9._~/%:-]|%(?![0-9A-F]{2})", uri), uri
    assert place["artifactLocation"].get("uriBaseId", "%SRCROOT%") in run["originalUriBaseIds"]
    region = place["region"]
    begin, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    assert begin <= end
    if "snippet" in region and begin[0] == end[0]:
        assert len(region["snippet"]["text"]) == end[1] - begin[1]


def _texts(data: Any) -> list[str]:
    """The message strings of a log: not its snippets, which are contents."""
    if isinstance(data, list):
        return [text for item in data for text in _texts(item)]
    if not isinstance(data, dict):
        return []
    own = [value for key, value in data.items() if key in ("text", "markdown") and isinstance(value, str)]
    return own + [text for key, value in data.items() if key != "snippet" for text in _texts(value)]


def read_junit(output: str) -> Any:
    """A report that keeps to its schema and whose counts are right."""
    root = etree.fromstring(output.encode("utf-8"))
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    schema.assertValid(root)
    for node in (root, *root.iter("testsuite")):
        assert int(node.get("tests")) == len(list(node.iter("testcase")))
        assert int(node.get("failures")) == len(list(node.iter("failure")))
    return root


def _parsed(output: str) -> Any:
    output.encode("utf-8")  # no lone surrogate
    return json.loads(output, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs)
    return dict(pairs)
