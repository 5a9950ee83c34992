"""The template for GitLab, and the file that `init --ci gitlab` writes."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import policydiff
from policydiff.workflows import init
from tests.conftest import ROOT
from tests.ready_made.repositories import ZEROS, CityRepository
from tests.ready_made.runner import Outcome, Runner, parsed

TEMPLATE = ROOT / ".gitlab/policydiff.yml"


@pytest.fixture
def city(tmp_path: Path) -> CityRepository:
    return CityRepository(tmp_path / "city", ci="gitlab")


def ran(city: CityRepository, file: Path, **variables: str) -> Outcome:
    runner = Runner(city.top.parent / f"machine-{len(list(city.top.parent.iterdir()))}", city.top)
    return runner.gitlab(parsed(file)["policydiff"], **variables)


def test_the_template_is_what_init_writes(tmp_path: Path) -> None:
    version = parsed(TEMPLATE)["policydiff"]["variables"]["POLICYDIFF"]
    assert f'version = "{version.removeprefix("policydiff==")}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    init.init(tmp_path, ci="gitlab", source=version, git=False)
    written = (tmp_path / ".gitlab-ci.yml").read_text("utf-8")  # with a gate, which the configuration beside it has
    assert written.replace(" --gate # fails on what [gate] in policydiff.toml says", "") == TEMPLATE.read_text("utf-8")
    assert not (tmp_path / ".github").exists()
    assert Path(policydiff.__file__ or "").is_relative_to(ROOT / "src")


@pytest.mark.parametrize("variable", ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_COMMIT_BEFORE_SHA"])
def test_good_is_green_and_bad_is_red(city: CityRepository, variable: str) -> None:
    base, file = city.head, city.top / ".gitlab-ci.yml"
    city.branch("work")
    city.document("city-2021")
    city.commit("a document")
    done = ran(city, file, **{variable: base, "CI_DEFAULT_BRANCH": "main"})
    assert done.code == 0, done.error
    assert done.installed == ["-m pip install --quiet policydiff==1.2.3"]
    line = city.break_snapshot()
    city.commit("an edit by hand")
    done = ran(city, TEMPLATE, **{variable: base, "CI_DEFAULT_BRANCH": "main"})
    assert done.code == 1
    artifacts = parsed(TEMPLATE)["policydiff"]["artifacts"]
    quality = json.loads((city.top / artifacts["reports"]["codequality"]).read_text("utf-8"))
    worst = [one["location"] for one in quality if one["severity"] in ("major", "critical", "blocker")]
    assert [(one["path"], _line(one)) for one in worst] == [("snapshots/city-2020.json", line)]
    tests = ElementTree.parse(city.top / artifacts["reports"]["junit"])  # noqa: S314 - we wrote it
    assert tests.findall(".//failure")
    assert (city.top / artifacts["paths"][0] / "changes.md").read_text("utf-8").startswith("# Changes in the snapshots")


def _line(location: dict[str, dict[str, dict[str, int]] | dict[str, int]]) -> object:
    if "lines" in location:
        return location["lines"]["begin"]
    begin = location["positions"]["begin"]
    assert isinstance(begin, dict)
    return begin["line"]


def test_a_new_branch_and_a_fresh_repository(city: CityRepository, tmp_path: Path) -> None:
    parting = city.head
    city.branch("work")
    city.break_snapshot()
    city.commit("an edit by hand")
    done = ran(city, TEMPLATE, CI_COMMIT_BEFORE_SHA=ZEROS, CI_DEFAULT_BRANCH="main")
    assert done.code == 1
    assert f"--since {parting}" in done.output
    fresh = CityRepository(tmp_path / "fresh", ci="gitlab", empty=True)
    done = ran(fresh, fresh.top / ".gitlab-ci.yml", CI_COMMIT_BEFORE_SHA=ZEROS, CI_DEFAULT_BRANCH="main")
    assert (done.code, done.output) == (0, "")


def test_a_shallow_clone_is_told_how_to_fetch_more(city: CityRepository, tmp_path: Path) -> None:
    base = city.head
    city.document("city-2021")
    city.commit("a document")
    shallow = city.clone(tmp_path / "shallow", "--depth=1")
    done = ran(shallow, TEMPLATE, CI_COMMIT_BEFORE_SHA=base, CI_DEFAULT_BRANCH="main")
    assert done.code == 2
    assert "GitLab: GIT_DEPTH: 0" in done.error
