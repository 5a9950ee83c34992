"""What formats of findings are told besides the findings."""

from pathlib import Path

import pytest

from policydiff.check import CHECKS
from policydiff.model.finding import Report
from policydiff.report.wording import LANGUAGES
from policydiff.workflows.validation.present import catalogue, presented


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_its_words(language: str) -> None:
    told = catalogue(language)
    assert [(one.id, one.severity, one.scope) for one in told] == [(one.id, one.severity, one.scope) for one in CHECKS]
    assert all(one.title and one.about for one in told)


def test_paths_begin_at_the_top_of_the_repository_of_what_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / ".git").mkdir(parents=True)
    (tmp_path / "data" / "snapshots").mkdir()
    (tmp_path / "plain").mkdir()
    judged = str(tmp_path / "data" / "snapshots" / "a.json")
    monkeypatch.chdir(tmp_path / "data" / "snapshots")
    for name in (judged, "a.json", "../snapshots/a.json"):
        found = presented(Report(judged=(name,)))
        assert (found.top, found.here) == (str(tmp_path / "data"), str(tmp_path / "data" / "snapshots"))
    monkeypatch.chdir(tmp_path / "plain")
    assert presented(Report(judged=(judged,))).top == str(tmp_path / "data")


def test_without_a_repository_paths_begin_at_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if any((folder / ".git").exists() for folder in tmp_path.parents):
        pytest.skip("the temporary folder lies in a repository")
    assert presented(Report(judged=("a.json",))).top == str(tmp_path)
    assert presented(Report()).top == str(tmp_path)
