"""`validate --format`: a planted fault in a repository is told in each format, from wherever one stands."""

import json
import shutil
from pathlib import Path

import pytest

from policydiff.check import CHECKS
from policydiff.report.findings import RENDERERS
from policydiff.report.wording import LANGUAGES
from tests.cli.process import run
from tests.conftest import SNAPSHOTS
from tests.report.findings.readers import commands, read_code_scanning, read_gitlab, read_json, read_junit, read_sarif

FILE = "政策 快照/xiamen-2020.json"
PLANTED = "不存在的部分"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose folder of snapshots has a blank and Chinese in its name; one section is no section."""
    top = tmp_path / "repository"
    (top / ".git").mkdir(parents=True)
    folder = top / Path(FILE).parent
    (folder / "sources").mkdir(parents=True)
    shutil.copy(SNAPSHOTS / "xiamen-2020.json", folder)
    shutil.copy(SNAPSHOTS / "sources" / "xiamen-2020.txt", folder / "sources")
    data = json.loads((top / FILE).read_text("utf-8"))
    data["measures"][40]["section"] = PLANTED
    (top / FILE).write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return top


def line_of(top: Path) -> int:
    """Where the planted fault stands."""
    lines = (top / FILE).read_text("utf-8").split("\n")
    return next(at for at, line in enumerate(lines, 1) if PLANTED in line)


def told(top: Path, format_: str, language: str = "en") -> str:
    """What is said from another folder than the top."""
    done = run(
        "validate", "xiamen-2020", "--snapshots", ".", "--format", format_, "--lang", language,
        cwd=(top / FILE).parent,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_quotes_both_files_and_has_no_colours_in_a_file(repository: Path, language: str) -> None:
    shown = told(repository, "text", language)
    line = line_of(repository)
    assert f"xiamen-2020.json:{line}:" in shown
    at = shown.index(f'"section": "{PLANTED}"')
    quoted, carets = shown[at:].split("\n")[:2]
    assert carets.count("^") >= 2 * len(PLANTED)
    assert "sources/xiamen-2020.txt:" in shown[at:]
    assert "\x1b" not in shown
    assert quoted.endswith(",")


def test_services_get_paths_from_the_top(repository: Path) -> None:
    line = line_of(repository)
    properties = [one.properties for one in commands(told(repository, "github")) if one.name == "error"]
    (error,) = (one for one in properties if "(section-dangling)" in one["title"])
    assert (error["file"], error["line"]) == (FILE, str(line))
    issue = next(one for one in read_gitlab(told(repository, "gitlab")) if one["check_name"] == "section-dangling")
    assert (issue["location"]["path"], issue["location"]["lines"]["begin"]) == (FILE, line)
    (suite,) = read_junit(told(repository, "junit"))
    assert suite.get("name") == FILE
    assert f"section-dangling: measure 41 stands in section {PLANTED}" in "".join(suite.itertext())


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_scanning_takes_the_log_with_the_whole_catalogue(language: str, repository: Path) -> None:
    (run,) = read_code_scanning(told(repository, "sarif", language))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [check.id for check in CHECKS]
    assert run["results"]


def test_sarif_has_the_place_in_the_json_and_in_the_source(repository: Path) -> None:
    results = read_sarif(told(repository, "sarif", "zh"))["runs"][0]["results"]
    (result,) = (one for one in results if one["ruleId"] == "section-dangling")
    place = result["locations"][0]["physicalLocation"]
    uri = "%E6%94%BF%E7%AD%96%20%E5%BF%AB%E7%85%A7/xiamen-2020.json"
    assert place["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == line_of(repository)
    assert PLANTED in place["region"]["snippet"]["text"]
    related = result["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"] == uri.replace("xiamen-2020.json", "sources/xiamen-2020.txt")


def test_json_keeps_to_its_schema(repository: Path) -> None:
    data = read_json(told(repository, "json"))
    assert data["counts"]["errors"] >= 1
    assert len(data["judged"]) == 1


@pytest.mark.parametrize("format_", RENDERERS)
def test_the_same_bytes_each_time(repository: Path, format_: str) -> None:
    assert told(repository, format_) == told(repository, format_)


def test_a_broken_file_is_quoted_where_it_breaks(repository: Path) -> None:
    text = (repository / FILE).read_text("utf-8")
    (repository / FILE).write_text(text.replace('"section":', '"section"', 1), "utf-8")
    shown = told(repository, "text")
    assert "error json" in shown
    assert '"section" ' in shown
    assert "^" in shown
