"""What a CI service says of a change, and the commands that follow from it."""

import json
from pathlib import Path

import pytest

from policydiff.errors import GateError, HistoryError, UsageError
from policydiff.workflows.ci import Asked, Change, base_of, change_of, commands, is_new, require_base, service_of
from tests.history.data_repository import DataRepository


@pytest.mark.parametrize(
    ("event", "change"),
    [
        ({"pull_request": {"base": {"sha": "a" * 40}}, "before": "b" * 40}, Change(before="a" * 40, is_request=True)),
        ({"merge_group": {"base_sha": "a" * 40}}, Change(before="a" * 40, is_request=True)),
        (
            {"before": "a" * 40, "repository": {"default_branch": "trunk"}},
            Change(before="a" * 40, default_branch="trunk"),
        ),
        ({"schedule": "0 0 * * *"}, Change()),
        ({"pull_request": None, "before": 7, "repository": []}, Change()),
        ([], Change()),
    ],
)
def test_what_github_says(event: object, change: Change, tmp_path: Path) -> None:
    (tmp_path / "event").write_text(json.dumps(event), "utf-8")
    assert change_of("github", {"GITHUB_EVENT_PATH": str(tmp_path / "event")}) == change


def test_an_event_that_cannot_be_read_is_trouble(tmp_path: Path) -> None:
    for text in ("", "{", "[" * 100_000):
        (tmp_path / "event").write_text(text, "utf-8")
        with pytest.raises(UsageError, match="no event of GitHub"):
            change_of("github", {"GITHUB_EVENT_PATH": str(tmp_path / "event")})
    with pytest.raises(UsageError, match="no event of GitHub"):
        change_of("github", {"GITHUB_EVENT_PATH": str(tmp_path / "none")})


def test_what_gitlab_says() -> None:
    said = {"CI_COMMIT_BEFORE_SHA": "b" * 40, "CI_DEFAULT_BRANCH": "main", "GITHUB_EVENT_PATH": "/nowhere"}
    assert change_of("gitlab", said) == Change(before="b" * 40, default_branch="main")
    request = change_of("gitlab", {**said, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "a" * 40})
    assert request == Change(before="a" * 40, default_branch="main", is_request=True)
    assert change_of("plain", said) == Change()


def test_the_service_is_known_by_its_variable() -> None:
    assert service_of({"GITHUB_ACTIONS": "true"}) == "github"
    assert service_of({"GITLAB_CI": "true"}) == "gitlab"
    assert service_of({"GITHUB_ACTIONS": "false", "CI": "true"}) == "plain"


@pytest.fixture
def city(saved_city: DataRepository, tmp_path: Path) -> DataRepository:
    return saved_city.copy(tmp_path / "data")


def test_the_base(city: DataRepository) -> None:
    first = city.head
    city.git("checkout", "-q", "-b", "work")
    city.git("commit", "-q", "--allow-empty", "-m", "work")
    for change, base in (
        (Change(before=first), first),
        (Change(before="0" * 40), None),
        (Change(before="0" * 40, default_branch="main"), first),
        (Change(before="", default_branch="main"), first),
        (Change(before="f" * 40, default_branch="main"), first),
        (Change(before="HEAD", default_branch="main"), first),
        (Change(before="--upload-pack=x", default_branch="--all"), None),
        (Change(before="0" * 40, default_branch="work"), None),
        (Change(before="0" * 40, default_branch="\0"), None),
        (Change(before="0" * 40, default_branch="\ud800"), None),
        (Change(), None),
    ):
        assert base_of(change, city.folder) == base, change


def test_the_base_of_a_request_never_gives_way(city: DataRepository) -> None:
    """Snapshots may have been put into a submodule, which has a history of its own."""
    with pytest.raises(
        HistoryError, match="commit ffffffffff, which the change is compared with, is not in this clone"
    ):
        base_of(Change(before="f" * 40, default_branch="main", is_request=True), city.folder)
    with pytest.raises(HistoryError, match="commit HEAD, which"):
        base_of(Change(before="HEAD", is_request=True), city.folder)
    assert base_of(Change(before=city.head, is_request=True), city.folder) == city.head


def test_a_gate_without_what_was_there_before_never_passes() -> None:
    gone = Change(before="f" * 40)
    for asked in (Asked(gate=True), Asked(fail_on=("error",))):
        with pytest.raises(GateError, match="could not compare with commit ffffffffff"):
            require_base(None, gone, asked)
        require_base("main", gone, asked)
        require_base(None, Change(before="0" * 40), asked)  # the first push: nothing was there
    require_base(None, gone, Asked())  # everything is validated


def test_histories_with_nothing_in_common_have_no_base(city: DataRepository) -> None:
    city.git("checkout", "-q", "--orphan", "other")
    city.git("commit", "-q", "--allow-empty", "-m", "other")
    assert base_of(Change(before="0" * 40, default_branch="main"), city.folder) is None


def test_outside_of_a_repository_there_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    with pytest.raises(HistoryError, match="is in no git repository"):
        base_of(Change(), tmp_path / "snapshots")


def test_what_is_new(city: DataRepository, tmp_path: Path) -> None:
    first = city.head
    assert not is_new(None, city.corpus) and not is_new(first, city.corpus)
    city.git("rm", "-q", "-r", "snapshots")
    city.folder.mkdir()
    city.git("commit", "-q", "-m", "gone")
    assert not is_new(first, city.corpus), "they were removed"
    assert is_new("HEAD", city.corpus) and is_new(None, city.corpus)
    assert not is_new("nowhere", city.corpus) and not is_new("--help", city.corpus)


def test_the_commands() -> None:
    written = ("sarif=out/policydiff.sarif", "gitlab=out/codequality.json", "junit=out/junit.xml")
    files = " ".join(f"--write {one}" for one in (*written, "markdown=out/findings.md"))
    asked = Asked(folder=Path("out"))
    assert [" ".join(one) for one in commands("plain", None, asked)] == [f"validate --format text {files}"]
    assert "--new" not in next(reversed([*commands("plain", "abc", Asked(new=True))]))
    asked = Asked(
        folder=Path("out"), fail_on=("error", "scope"), gate=True, new=True, profile="unit", lang="zh", snapshots="data"
    )
    assert [" ".join(one) for one in commands("github", "abc", asked)] == [
        f"validate --since abc --format github {files} --snapshots data --lang zh",
        "report --since abc -o out/changes.md --fail-on error --fail-on scope --gate --new --profile unit --snapshots data --lang zh",
    ]
