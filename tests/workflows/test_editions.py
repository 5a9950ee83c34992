"""Editions: what `ID@REV` means, in the folder and in git."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from policydiff.cli.main import policydiff as command
from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, LookupFailedError, PolicydiffError
from policydiff.model.comparison import Edition
from policydiff.model.document import Snapshot
from policydiff.report.markdown.escaping import escape
from policydiff.snapshot import schema_errors
from policydiff.workflows.browse import show
from policydiff.workflows.compare import compare_by_name
from policydiff.workflows.editions import Editions, Opened, parted
from tests.history.repositories import Git, with_texts


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path / "data")


@pytest.fixture(scope="session")
def small(snapshots: dict[str, Snapshot]) -> Snapshot:
    return with_texts(snapshots["xiamen-2020"], ("支持符合条件的港澳银行业机构设立分支机构。", "扩大口岸开放。"))


def opened(git: Git, name: str) -> Opened:
    return Editions(Corpus(git.folder)).open(name)


def titles(git: Git, *names: str) -> list[str]:
    return [opened(git, name).snapshot.title for name in names]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("xiamen", ("xiamen", None)),
        ("xiamen@HEAD", ("xiamen", "HEAD")),
        ("xiamen@HEAD@{1}", ("xiamen", "HEAD@{1}")),
        ("xiamen@", ("xiamen", "")),
        ("xiamen@issued:2020-01-01", ("xiamen", "issued:2020-01-01")),
        ("a/b.json@v1", ("a/b.json", "v1")),
        ("a@b/c.json", ("a@b/c.json", None)),
        ("Ünknown@x", ("Ünknown@x", None)),
        ("/" + "x" * 5000 + "@v1", ("/" + "x" * 5000, "v1")),
    ],
)
def test_a_name_and_its_revision(name: str, parts: tuple[str, str | None], tmp_path: Path) -> None:
    if name == "a@b/c.json":  # a file that is there is a path as it stands
        (tmp_path / "a@b").mkdir()
        (tmp_path / "a@b" / "c.json").write_text("{}")
        name = str(tmp_path / name)
        parts = (name, None)
    assert parted(name) == parts


def test_the_folder_a_commit_a_tag_and_a_day(git: Git, small: Snapshot) -> None:
    first = git.commit(replace(small, title="一"))
    git("tag", "v1")
    git.day = "2026-02-01"
    git.commit(replace(small, title="二"))
    git.write(replace(small, title="三"))
    names = ("xiamen", "xiamen@HEAD", "xiamen@v1", f"xiamen@{first[:9]}", "xiamen@2026-01-31", "xiamen@2026-02-01")
    assert titles(git, *names) == ["三", "二", "一", "一", "一", "二"]
    assert opened(git, "xiamen-2020@v1").edition == Edition(revision="v1", commit=first, day="2026-01-01")
    assert opened(git, "xiamen").edition is None
    path = str(git.folder / "xiamen-2020.json")
    assert titles(git, path, f"{path}@v1") == ["三", "一"]


def test_a_renamed_and_a_moved_snapshot_answers_to_its_new_name(git: Git, small: Snapshot) -> None:
    git.commit(replace(small, title="一"))
    git("mv", "snapshots/xiamen-2020.json", "snapshots/amoy.json")
    git.commit(replace(small, id="amoy", aliases=("a",), title="二"))
    assert titles(git, "amoy@HEAD~1", "a@HEAD~1", "xiamen-2020@HEAD~1", "xiamen@HEAD~1") == ["一"] * 4
    with pytest.raises(LookupFailedError, match="no snapshot “xiamen-2020”"):
        opened(git, "xiamen-2020@HEAD")
    git("mv", "snapshots", "data")
    git.commit(message="moved")
    moved = Editions(Corpus(git.top / "data"))
    assert [moved.open(f"amoy@HEAD~{back}").snapshot.title for back in (0, 1, 2)] == ["二", "二", "一"]


def test_a_day_of_issue_is_the_other_clock(git: Git, small: Snapshot) -> None:
    series = replace(small, series="pilots", round=2, id="two", aliases=())
    git.commit(replace(series, title="二", issued="2020-08-02"))
    git.day = "2026-02-01"
    git.commit(replace(series, title="二，修订", issued="2021-06-01"))
    git.day = "2026-03-01"
    late = replace(series, id="one", round=1, title="一", issued="2018-06-01")
    git.commit(late)  # an old document, imported late
    git.day = "2026-04-01"
    git.commit(replace(late, title="一，重读"))
    git.commit(replace(series, id="alien", series=None, title="他", issued="2019-01-01"))
    days = ("2018-06-01", "2020-08-01", "2020-08-02", "2021-05-31", "2021-06-01", "2030-01-01")
    found = titles(git, *(f"two@issued:{day}" for day in days))
    assert found == ["一，重读", "一，重读", "二", "二", "二，修订", "二，修订"]
    assert titles(git, *(f"one@issued:{day}" for day in days)) == found
    assert titles(git, "alien@issued:2019-12-31") == ["他"]
    assert titles(git, "two@2026-02-15") == ["二，修订"]  # what was known then
    with pytest.raises(LookupFailedError):
        opened(git, "one@2026-02-15")  # not known yet
    with pytest.raises(HistoryError, match="the first was issued on 2018-06-01"):
        opened(git, "two@issued:2018-05-31")
    with pytest.raises(HistoryError, match="no day of the calendar"):
        opened(git, "two@issued:2018-02-30")
    git.commit(replace(small, issued=None))
    with pytest.raises(HistoryError, match="no document says when it was issued"):
        opened(git, "xiamen@issued:2020-01-01")


def test_a_comparison_says_which_editions_it_is_of(git: Git, small: Snapshot) -> None:
    git.commit(small)
    amended = replace(small.measures[0], text="支持符合条件的港澳台银行业机构设立分支机构。")
    changed = replace(small, measures=(amended, small.measures[1]))
    git.write(changed)
    corpus = Corpus(git.folder)
    found = compare_by_name("xiamen@HEAD", "xiamen", corpus).comparison
    assert found.left.edition and found.left.edition.revision == "HEAD" and found.left.label == "xiamen-2020@HEAD"
    assert found.right.edition == Edition() and found.right.label == "xiamen-2020"
    assert [(change.kind, change.direction) for link in found.links for change in link.changes] == [
        ("audience", "widened")
    ]
    git.commit(changed)
    assert compare_by_name("xiamen@HEAD~1", "xiamen", corpus).comparison.right.edition is None


def test_the_command_speaks_of_editions(git: Git, small: Snapshot) -> None:
    git.commit(small)
    git("branch", "<b>&")
    git.write(replace(small, title="新"))
    run = CliRunner()
    folder = ["--snapshots", str(git.folder)]
    text = run.invoke(command, ["compare", "xiamen@HEAD", "xiamen", "--lang", "en", *folder]).output
    assert "xiamen-2020@HEAD: as known on 2026-01-01 (commit " in text
    assert "xiamen-2020: with changes that are not saved" in text
    chinese = run.invoke(command, ["compare", "xiamen@HEAD", "xiamen", "--lang", "zh", *folder]).output
    assert "xiamen-2020：含尚未保存的改动" in chinese
    data = json.loads(run.invoke(command, ["compare", "xiamen@HEAD", "xiamen", "--format", "json", *folder]).output)
    assert not schema_errors("comparison", data) and data["right"]["edition"] == dict.fromkeys(
        ("revision", "commit", "day")
    )
    page = run.invoke(command, ["compare", "xiamen@<b>&", "xiamen", "--format", "markdown", *folder]).output
    assert "<b>" not in page and "&#60;b&#62;&#38;" in page


def test_measures_of_one_document_stay_come_and_go(git: Git, small: Snapshot) -> None:
    git.commit(small)
    third = replace(small.measures[1], id="3", number="3", text="建设国际邮轮母港。")
    git.commit(replace(small, measures=(small.measures[0], third), source=replace(small.source, sha256="0" * 64)))
    run = CliRunner()
    asked = ["compare", "xiamen@HEAD~1", "xiamen@HEAD", "--snapshots", str(git.folder)]
    page = run.invoke(command, [*asked, "--lang", "en"]).output
    for line in (
        "    2 of xiamen-2020@HEAD~1 = 1 carried on + 1 gone",
        "    1 carried on = 1 identical",
        "    2 of xiamen-2020@HEAD = 1 carried on + 1 new",
        "Gone from xiamen-2020@HEAD (1)",
        "New in xiamen-2020@HEAD (1)",
    ):
        assert line in page.splitlines()
    assert "takes up" not in page and "its own" not in page
    chinese = run.invoke(command, [*asked, "--lang", "zh"]).output
    assert "延续1项：完整延续1项；删去1项" in chinese and "承接" not in chinese
    marked = run.invoke(command, [*asked, "--lang", "en", "--format", "markdown"]).output
    headings = [escape(f"{said} xiamen-2020@HEAD (1)") for said in ("Gone from", "New in")]
    assert all(f"## {heading}" in marked for heading in headings)


def test_an_edition_shows_the_lines_of_its_own_source(git: Git, small: Snapshot) -> None:
    source = git.folder / small.source.path
    source.parent.mkdir()
    first, last = small.measures[0].location.lines
    source.write_text("\n".join(f"旧{line}" for line in range(1, last + 9)), "utf-8")
    git.commit(small)
    source.write_text("新", "utf-8")
    found = show("xiamen@HEAD#1", Corpus(git.folder))
    assert found.source_lines == tuple(f"旧{line}" for line in range(first, last + 1))
    assert found.source == f"snapshots/{small.source.path}@HEAD"


@pytest.mark.parametrize(
    "name", ["xiamen@", "xiamen@-p", "xiamen@nope", "xiamen@\x1b", "nope@HEAD", "xiamen@issued:", "a/b.json@HEAD"]
)
def test_what_is_no_edition_is_refused_in_one_line(git: Git, small: Snapshot, name: str) -> None:
    git.commit(small)
    with pytest.raises(PolicydiffError) as error:
        opened(git, name)
    assert "\n" not in str(error.value)


def test_without_a_repository_or_a_commit(git: Git, small: Snapshot, tmp_path: Path) -> None:
    git.write(small)
    with pytest.raises(HistoryError, match="no revision here"):
        opened(git, "xiamen@HEAD")
    with pytest.raises(HistoryError, match="no commit yet"):
        opened(git, "xiamen@2026-01-01")
    lone = tmp_path / "lone"
    lone.mkdir()
    (lone / "xiamen-2020.json").write_bytes((git.folder / "xiamen-2020.json").read_bytes())
    with pytest.raises(HistoryError, match="no git repository"):
        Editions(Corpus(lone)).open("xiamen@HEAD")
    assert Editions(Corpus(lone)).open("xiamen").snapshot == small
