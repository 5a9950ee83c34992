"""`ci` as a command: what it prints, writes and leaves; the services' own files are run in tests/ready_made."""

import subprocess
from pathlib import Path

import pytest

from policydiff.cli import ci
from tests.cli.process import BASE, run_in
from tests.history.data_repository import DataRepository
from tests.history.plain_repository import ENVIRONMENT


@pytest.fixture
def city(saved_city: DataRepository, tmp_path: Path) -> DataRepository:
    return saved_city.copy(tmp_path / "data")


def ran(city: DataRepository, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in ENVIRONMENT.items() if not name.startswith(("GITHUB_", "GITLAB_", "CI"))}
    return run_in({**kept, **BASE, **environment}, "ci", *options, cwd=city.top)


def github(folder: Path) -> dict[str, str]:
    names = ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")
    return {"GITHUB_ACTIONS": "true", **{name: str(folder / name) for name in names}}


def test_each_command_is_printed_as_a_person_would_type_it(city: DataRepository) -> None:
    done = ran(city, "--base", "HEAD", "-o", "out of/here")
    assert done.returncode == 0, done.stderr
    validate, report = (line for line in done.stdout.splitlines() if line.startswith("$ "))
    assert validate.startswith(
        "$ policydiff validate --since HEAD --format text --write 'sarif=out of/here/policydiff.sarif'"
    )
    assert report == "$ policydiff report --since HEAD -o 'out of/here/changes.md'"
    assert {path.name for path in (city.top / "out of/here").iterdir()} == {
        "policydiff.sarif", "codequality.json", "junit.xml", "findings.md", "changes.md",
    }  # fmt: skip


def test_what_an_earlier_run_left_does_not_pass_for_what_this_one_found(city: DataRepository, tmp_path: Path) -> None:
    assert ran(city, "--base", "HEAD").returncode == 0
    done = ran(city, "--base", "nowhere", **github(tmp_path))
    assert done.returncode == 2
    assert list((city.top / "policydiff-ci").iterdir()) == []
    assert (tmp_path / "GITHUB_OUTPUT").read_text("utf-8") == "base=nowhere\nsarif=\nreport=\n"
    assert (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8").startswith("⛔ **policydiff**: could not judge")
    assert done.stdout.count("::error title=policydiff::") == done.stderr.count("policydiff: ") == 2


def test_trouble_is_annotated_and_does_not_hide_the_rest(city: DataRepository, tmp_path: Path) -> None:
    done = ran(city, "--base", "HEAD", "--fail-on", "100%\n::error::no such thing", **github(tmp_path))
    assert done.returncode == 2
    assert "$ policydiff validate" in done.stdout and "$ policydiff report" in done.stdout
    assert not any(line.startswith("::error::") for line in done.stdout.splitlines())


def test_a_report_that_is_too_long_for_a_summary_is_named(
    city: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ci, "_SUMMARY_LIMIT", 10)
    assert ran(city, "--base", "HEAD", **github(tmp_path)).returncode == 0
    summary = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert summary.endswith("The report is too long for a summary; it is in changes.md.\n")


def test_the_summary_says_what_is_wrong_and_how_to_mend_it(city: DataRepository, tmp_path: Path) -> None:
    path = next(iter(city.corpus.paths))
    path.write_text(path.read_text("utf-8").replace("。", "，", 1), "utf-8")
    assert ran(city, "--base", "HEAD", "--lang", "en", **github(tmp_path)).returncode == 1
    verdict, rest = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8").split("\n\n", 1)
    assert verdict == "❌ **policydiff**: there are errors, or changes that must not pass unseen."
    assert rest.startswith("## Findings (errors: 1, warnings: ")
    assert "- **error** text-edited, snapshots/" in rest and "  - to mend it: keep what is to be put right" in rest
    assert rest.index("to mend it") < rest.index("# Changes in the snapshots")


def test_warnings_are_not_called_nothing(city: DataRepository, tmp_path: Path) -> None:
    path = next(iter(city.corpus.paths))
    path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8")
    assert ran(city, "--base", "HEAD", "--lang", "en", **github(tmp_path)).returncode == 0
    summary = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert summary.startswith("⚠️ **policydiff**: passed, with warnings.\n\n## Findings (errors: 0, warnings: 1)")


def test_a_gate_that_fails_is_annotated(city: DataRepository, tmp_path: Path) -> None:
    path = next(iter(city.corpus.paths))
    path.write_text(path.read_text("utf-8").replace("外商独资", "外商合资"), "utf-8")
    gated = ("--base", "HEAD", "--lang", "en", "--fail-on", "info")
    done = ran(city, *gated, **github(tmp_path))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("::error title=policydiff::The gate failed: ")
    assert "::error title=policydiff::" not in ran(city, *gated[:4], **github(tmp_path)).stdout


def test_outside_of_github_nothing_of_it_is_written(city: DataRepository, tmp_path: Path) -> None:
    done = ran(city, "--base", "HEAD", **{**github(tmp_path), "GITHUB_ACTIONS": "false"})
    assert done.returncode == 0
    assert not (tmp_path / "GITHUB_OUTPUT").exists() and not (tmp_path / "GITHUB_STEP_SUMMARY").exists()


def test_what_cannot_be_written_is_one_line(city: DataRepository, tmp_path: Path) -> None:
    (city.top / "file").touch()
    done = ran(city, "-o", "file")
    assert (done.returncode, done.stderr) == (
        2,
        "policydiff: file: cannot be written (File exists); choose another with --output\n",
    )
    done = ran(city, "--base", "HEAD", **{**github(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "no" / "file")})
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("check the variable GITHUB_OUTPUT")
