"""The Action, and the workflow that `init` writes: their steps as scripts, for pull requests and pushes."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.history.data_repository import TEXTS, WIDER, table
from tests.ready_made.repositories import ZEROS, CityRepository, pull_request, push, results
from tests.ready_made.runner import Outcome, Runner, evaluated, filled, parsed

ACTION = parsed(ROOT / "action.yml")
DEFAULTS = {name: row["default"] for name, row in ACTION["inputs"].items()}
UPLOAD = "github/codeql-action/upload-sarif@v3"


@pytest.fixture
def city(tmp_path: Path) -> CityRepository:
    return CityRepository(tmp_path / "city")


def ran(where: CityRepository, event: dict[str, Any], how: str = "action", **inputs: str) -> Outcome:
    runner = Runner(where.top.parent / f"machine-{len(list(where.top.parent.iterdir()))}", where.top)
    if how == "action":
        return runner.github(ACTION["runs"]["steps"], event, **{**DEFAULTS, **inputs})
    job = parsed(where.top / ".github/workflows/policydiff.yml")["jobs"]["policydiff"]
    return runner.github(job["steps"], event, job["env"])


@pytest.mark.parametrize("how", ["action", "workflow"])
def test_a_sound_pull_request_is_green_and_its_report_is_the_summary(city: CityRepository, how: str) -> None:
    base = city.head
    city.branch("work")
    city.document("city-2021", table([WIDER, *TEXTS[1:]]))
    city.commit("the next round")
    done = ran(city, pull_request(base), how)
    assert (done.code, list(done.annotations("error"))) == (0, [])
    assert done.summary.startswith("✅ **policydiff**: nothing to object to.\n\n# Changes in the snapshots: ")
    assert "city-2021" in done.summary
    told = done.outputs["judge"]
    assert told["base"] == base
    assert Path(city.top, told["report"]).read_text("utf-8") in done.summary
    assert done.used[UPLOAD]["sarif_file"] == told["sarif"]
    assert [one for one in results(str(city.top / told["sarif"])) if one["level"] == "error"] == []
    assert done.installed == [
        "-m pip install --quiet " + ("-- /the/action" if how == "action" else "policydiff==1.2.3")
    ]
    assert city.git("status", "--porcelain") == ""


@pytest.mark.parametrize("how", ["action", "workflow"])
def test_a_broken_pull_request_is_red_and_annotated_and_still_reported(city: CityRepository, how: str) -> None:
    base = city.head
    city.branch("work")
    line = city.break_snapshot()
    city.commit("an edit by hand")
    done = ran(city, pull_request(base), how)
    assert done.code == 1
    errors = list(done.annotations("error"))
    assert {(one["file"], one["line"]) for one in errors} == {("snapshots/city-2020.json", str(line))}
    assert done.summary.startswith("❌ **policydiff**: there are errors")
    assert "# Changes in the snapshots" in done.summary
    assert "**city-2020**" in done.summary
    found = [one for one in results(str(city.top / done.used[UPLOAD]["sarif_file"])) if one["level"] == "error"]
    assert len(found) == len(errors) == 1


@pytest.mark.parametrize("how", ["action", "workflow"])
def test_a_pull_request_that_brings_a_pip_of_its_own_does_not_choose_its_judge(city: CityRepository, how: str) -> None:
    """Python looks for modules in the working directory first, unless it is told to be on its own."""
    (city.top / "pip").mkdir()
    (city.top / "pip/__main__.py").write_text("open('taken', 'w')", "utf-8")
    base = city.head
    outcome = ran(city, pull_request(base), how)
    assert len(outcome.installed) == 1 and not (city.top / "taken").exists()


def test_what_is_mended_is_green_again(city: CityRepository) -> None:
    base = city.head
    city.branch("work")
    city.break_snapshot()
    city.commit("an edit by hand")
    city.mend()
    city.commit("mended")
    assert ran(city, pull_request(base)).code == 0


def test_a_push_is_compared_with_what_was_there_before(city: CityRepository) -> None:
    city.break_snapshot()
    broken = city.commit("an edit by hand")
    city.document("city-2021")
    city.commit("a document")
    assert ran(city, push(broken, city.head)).code == 0, "the push before it was at fault"
    assert ran(city, push(f"{broken}~1", city.head)).outputs["judge"]["base"] == "", "no hash is no base"
    before = city.git("rev-parse", f"{broken}~1").strip()
    done = ran(city, push(before, city.head))
    assert (done.code, done.outputs["judge"]["base"]) == (1, before)


def test_a_new_branch_is_compared_with_where_it_left_the_default_branch(city: CityRepository) -> None:
    parting = city.head
    city.branch("work")
    city.break_snapshot()
    city.commit("an edit by hand")
    done = ran(city, push(ZEROS, city.head))
    assert (done.code, done.outputs["judge"]["base"]) == (1, parting)
    city.mend()
    city.commit("mended")
    assert ran(city, push(ZEROS, city.head)).code == 0


def test_the_first_push_of_all_judges_everything(city: CityRepository) -> None:
    done = ran(city, push(ZEROS, city.head))
    assert (done.code, done.outputs["judge"]) == (
        0,
        {"base": "", "sarif": done.outputs["judge"]["sarif"], "report": ""},
    )
    assert (
        done.summary
        == "✅ **policydiff**: nothing to object to. There is nothing to compare with, so all snapshots were judged.\n\n"
    )
    city.break_snapshot()
    city.commit("an edit by hand")
    assert ran(city, push(ZEROS, city.head)).code == 1


@pytest.mark.parametrize("how", ["action", "workflow"])
def test_a_fresh_repository_is_green(tmp_path: Path, how: str) -> None:
    fresh = CityRepository(tmp_path / "city", empty=True)
    done = ran(fresh, push(ZEROS, fresh.head), how)
    assert (done.code, done.summary) == (0, "")
    assert "no snapshot yet, so there is nothing to judge" in done.error
    assert UPLOAD not in done.used


def test_removing_all_snapshots_is_not_a_fresh_repository(city: CityRepository) -> None:
    base = city.head
    city.branch("work")
    city.git("rm", "-q", "-r", "snapshots")
    (city.top / "snapshots").mkdir()
    (city.top / "snapshots" / ".gitkeep").touch()
    city.commit("all gone")
    done = ran(city, pull_request(base))
    assert "nothing to judge" not in done.error
    assert done.code == 1
    assert "city-2020" in done.summary


def test_a_shallow_clone_is_told_how_to_fetch_more(city: CityRepository, tmp_path: Path) -> None:
    base = city.head
    city.branch("work")
    city.document("city-2021")
    city.commit("a document")
    shallow = city.clone(tmp_path / "shallow", "--depth=1", "--branch=work")
    done = ran(shallow, pull_request(base))
    assert done.code == 2
    assert (
        f"commit {base[:10]}, which the change is compared with, is not in this clone; fetch the whole history"
        in done.error
    )
    assert "fetch-depth: 0" in done.error
    assert ran(city.clone(tmp_path / "whole", "--branch=work"), pull_request(base)).code == 0


def test_history_that_was_pushed_over_gives_way_to_the_default_branch(city: CityRepository, tmp_path: Path) -> None:
    parting = city.head
    city.branch("work")
    city.document("city-2021")
    city.commit("a document")
    done = ran(city.clone(tmp_path / "clone", "--branch=work"), push("1" * 40, city.head))
    assert (done.code, done.outputs["judge"]["base"]) == (0, parting)


HOSTILE = ("$(touch pwned)", '"; touch pwned; "', "`touch pwned`", "--output=pwned", "x\n::error::pwned")


@pytest.mark.parametrize("text", HOSTILE)
def test_inputs_are_never_commands(city: CityRepository, text: str) -> None:
    for names in (("base",), ("base", "fail-on", "profile", "snapshots", "lang", "gate", "summary")):
        done = ran(city, pull_request(city.head), **dict.fromkeys(names, text))
        assert done.code == 2
        assert not list(city.top.parent.rglob("pwned*"))
        assert "\n::error::pwned" not in done.output


def test_what_may_be_left_out(city: CityRepository) -> None:
    done = ran(city, pull_request(city.head), sarif="false", summary="false", lang="zh")
    assert (done.code, done.summary, UPLOAD in done.used) == (0, "", False)
    assert ran(city, pull_request(city.head), lang="zh").summary.startswith("✅ **policydiff**：未发现问题。")


def test_our_own_workflow_judges_with_the_code_of_the_base() -> None:
    job = parsed(ROOT / ".github/workflows/snapshots.yml")["jobs"]["policydiff"]
    judge = next(step for step in job["steps"] if step.get("with", {}).get("path") == ".judge")
    for event, ref in ((pull_request("b" * 40), "b" * 40), (push("c" * 40, "d" * 40), "d" * 40)):
        assert filled(judge["with"]["ref"], {"github": {"event": event, "sha": event.get("after", "e" * 40)}}) == ref
    assert job["steps"][-1] == {"uses": "./.judge"}
    assert job["steps"][0]["with"]["fetch-depth"] == 0


def test_expressions_are_read_as_github_reads_them() -> None:
    context = {"a": {"b-c": "x", "empty": ""}}
    for expression, value in (
        ("a.b-c", "x"), ("a.empty || a.b-c", "x"), ("a.none", ""), ("always() && a.b-c == 'x' && a.empty", ""),
        ("a.b-c == 'y'", False), ("a.empty || a.none.deeper", ""),
    ):  # fmt: skip
        assert evaluated(expression, context) == value, expression
