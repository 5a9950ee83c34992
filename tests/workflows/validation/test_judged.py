"""What `validate` judges, in real repositories: named, changed since a revision, staged, and what depends on that."""

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from policydiff.errors import HistoryError, LookupFailedError, UsageError
from policydiff.model.correction import Correction
from policydiff.model.finding import Report
from policydiff.snapshot import load_snapshot
from policydiff.workflows.correct import correct
from policydiff.workflows.validate import validation
from policydiff.workflows.validation.judged import Judged, Wanted, judged
from tests.history.data_repository import TEXTS, DataRepository, table
from tests.history.identity import ISOLATED

OTHERS = tuple(text.replace("。", "，按年度评估。") for text in TEXTS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DataRepository:
    """A plan, a city that puts it into practice, and a document beside them; all saved."""
    data = DataRepository(tmp_path_factory.mktemp("judged") / "data")
    data.ingest("plan", table(title="全国试点任务清单"))
    data.ingest("city", table(OTHERS), implements="plan", aliases=("town",))
    data.ingest("beside", table(TEXTS[1:]))
    data.decide("plan", "city")
    commit(data, "first")
    return data


@pytest.fixture
def data(made: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataRepository:
    for name, value in ISOLATED.items():
        monkeypatch.setenv(name, value)
    return made.copy(tmp_path / "data")


def commit(data: DataRepository, message: str = "change") -> str:
    data.git("add", "-A")
    data.git("commit", "-q", "--allow-empty", "-m", message)
    return data.head


def what(data: DataRepository, *names: str, since: str | None = None, staged: bool = False) -> Judged:
    return judged(Wanted(names=names, since=since, staged=staged), data.corpus)


def ids(paths: Sequence[str] | frozenset[str]) -> list[str]:
    return sorted(Path(path).stem for path in paths)


def report(data: DataRepository, *names: str, since: str | None = None, staged: bool = False, jobs: int = 1) -> Report:
    return validation(what(data, *names, since=since, staged=staged), data.corpus, jobs=jobs)


def found(told: Report) -> list[tuple[str, str]]:
    """The findings by the name of the file and the id of the check."""
    return [(Path(one.path).name, one.finding.id) for one in told.findings]


def edit(data: DataRepository, name: str, before: str, after: str) -> None:
    path = data.folder / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_all_is_judged_without_a_word(data: DataRepository) -> None:
    assert ids(what(data).chosen.snapshots) == ["beside", "city", "plan"]
    assert ids(what(data).chosen.decisions) == ["plan--city"]
    assert found(report(data)) == []


@pytest.mark.parametrize(
    ("name", "judged_ids", "decisions"),
    [
        ("city", ["city"], []),
        ("town", ["city"], []),
        ("{}/city.json", ["city"], []),
        ("{}/sources/city.txt", ["city"], []),
        ("{}/corrections/city.json", ["city"], []),
        ("{}/decisions/plan--city.json", ["city", "plan"], ["plan--city"]),
        ("{}/notes.md", [], []),
        ("{}", ["beside", "city", "plan"], ["plan--city"]),
    ],
)
def test_names_mean_the_snapshots_that_files_belong_to(
    name: str, judged_ids: list[str], decisions: list[str], data: DataRepository
) -> None:
    (data.folder / "corrections").mkdir()
    (data.folder / "corrections" / "city.json").write_text("{}", "utf-8")
    (data.folder / "notes.md").write_text("", "utf-8")
    chosen = what(data, name.format(data.folder)).chosen
    assert (ids(chosen.snapshots), ids(chosen.decisions)) == (judged_ids, decisions)


@pytest.mark.parametrize(
    "name",
    [
        "nobody",
        "{}/nobody.json",
        "{}/sources/nobody.txt",
        "/nowhere/x.txt",
        "{}/sources",
        "x" * 5000,
        "y" * 5000 + "/x.json",
    ],
)
def test_names_that_mean_nothing_are_trouble(name: str, data: DataRepository) -> None:
    with pytest.raises(LookupFailedError):
        what(data, name.format(data.folder))


def test_a_deleted_file_is_no_trouble_if_git_knows_it(data: DataRepository) -> None:
    (data.folder / "beside.json").unlink()
    assert found(report(data, data.path("beside.json"))) == [("beside.json", "snapshot-removed")]
    (data.folder / "sources" / "city.txt").unlink()
    assert found(report(data, data.path("sources", "city.txt"))) == [("city.json", "source-missing")]


@pytest.mark.parametrize("name", ["-x.json", "甲 乙.json", "quo'te\".json"])
def test_odd_names_are_files(name: str, data: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    (data.folder / name).write_text("{", "utf-8")
    monkeypatch.chdir(data.folder)
    assert found(report(data, name)) == [(name, "json")]
    assert found(report(data, since="HEAD")) == [(name, "json")]
    data.git("add", "-A")
    assert found(report(data, staged=True)) == [(name, "json")]


def test_a_name_that_is_no_utf_8_is_shown_with_escapes(data: DataRepository) -> None:
    place = os.fsdecode(bytes(data.folder) + b"/\xff.json")
    try:
        Path(place).write_text("{", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    for told in (report(data), report(data, since="HEAD"), report(data, place)):
        assert found(told) == [("\\udcff.json", "json")]
    data.git("add", "-A")
    assert found(report(data, staged=True)) == [("\\udcff.json", "json")]


def test_a_link_is_judged_by_what_it_leads_to(data: DataRepository, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text("{", "utf-8")
    (data.folder / "link.json").symlink_to(tmp_path / "elsewhere.json")
    assert found(report(data, since="HEAD")) == [("link.json", "json")]
    data.git("add", "-A")
    assert found(report(data, staged=True)) == [("link.json", "json")]
    commit(data)
    assert found(report(data, since="HEAD")) == [("link.json", "json")]


def test_nothing_changed_is_nothing_to_judge(data: DataRepository) -> None:
    for told in (report(data, since="HEAD"), report(data, staged=True)):
        assert (told.judged, told.findings) == ((), ())


@pytest.mark.parametrize("is_saved", [True, False])
def test_what_changed_since_a_revision(is_saved: bool, data: DataRepository) -> None:
    start = data.head
    data.ingest("new", table(TEXTS[:2]))
    edit(data, "city.json", "外商独资", "外商合资")
    if is_saved:
        commit(data)
    chosen = what(data, since=start).chosen
    assert (ids(chosen.snapshots), ids(chosen.decisions)) == (["city", "new"], ["plan--city"])
    assert found(report(data, since=start)) == [("city.json", "text-edited")]
    assert found(report(data, "beside", since=start)) == []
    assert report(data, since=start).since == start


def test_a_changed_source_alone_is_judged(data: DataRepository) -> None:
    edit(data, "sources/city.txt", "外商独资", "外商合资")
    assert found(report(data, since="HEAD")) == [("city.json", "source-changed")]


def test_a_changed_decision_is_judged_with_its_pair(data: DataRepository) -> None:
    edit(data, "decisions/plan--city.json", TEXTS[0], "别的。")
    chosen = what(data, since="HEAD").chosen
    assert (ids(chosen.snapshots), ids(chosen.decisions)) == (["city", "plan"], ["plan--city"])
    assert found(report(data, since="HEAD")) == [("plan--city.json", "stale-decision")]


def test_corrections_that_lost_their_snapshot_are_judged(data: DataRepository) -> None:
    (data.folder / "corrections").mkdir()
    (data.folder / "corrections" / "nobody.json").write_text("{}", "utf-8")
    assert found(report(data, since="HEAD")) == [("nobody.json", "corrections")]
    commit(data)
    assert found(report(data, since="HEAD")) == []


def test_what_depends_on_a_removed_snapshot(data: DataRepository) -> None:
    (data.folder / "plan.json").unlink()
    told = report(data, since="HEAD")
    assert ("city.json", "implements-dangling") in found(told)
    assert ("plan.json", "snapshot-removed") in found(told)
    assert ("plan--city.json", "decisions") in found(told)
    assert told.judged == ()  # of the city only what it says of the plan


def test_a_name_that_is_taken_twice_now_is_told_once_whatever_is_judged(data: DataRepository) -> None:
    edit(data, "beside.json", '"aliases": []', '"aliases": [\n    "town"\n  ]')
    for told, file in (
        (report(data, since="HEAD"), "beside.json"),
        (report(data, "beside"), "beside.json"),
        (report(data, "city"), "city.json"),
    ):
        assert [one for one in found(told) if one[1] == "name-taken"] == [(file, "name-taken")]
    text = (data.folder / "beside.json").read_text("utf-8")  # told so to ingest, it is no edit by hand
    told_so = text.replace('"options": {', '"options": {\n      "aliases": [\n        "town"\n      ],')
    (data.folder / "beside.json").write_text(told_so, "utf-8")
    names = [one for one in found(report(data, since="HEAD")) if one[1] == "name-taken"]
    assert names == [("beside.json", "name-taken")]


def test_a_changed_text_does_not_drag_in_what_puts_it_into_practice(data: DataRepository) -> None:
    edit(data, "plan.json", "外商独资", "外商合资")
    assert what(data, since="HEAD").chosen.dependents == frozenset()


@pytest.mark.parametrize("keeps_its_alias", [True, False])
def test_a_renamed_snapshot_was_not_removed(keeps_its_alias: bool, data: DataRepository) -> None:
    shutil.move(data.folder / "beside.json", data.folder / "near.json")
    edit(data, "near.json", '"id": "beside"', '"id": "near"')
    if keeps_its_alias:
        edit(data, "near.json", '"aliases": []', '"aliases": [\n    "beside"\n  ]')
    told = [name for _, name in found(report(data, since="HEAD")) if name in ("snapshot-removed", "id-renamed")]
    assert told == ([] if keeps_its_alias else ["id-renamed"])


@pytest.mark.parametrize("since", [None, "HEAD"])
@pytest.mark.parametrize("is_staged", [False, True])
def test_a_misspelt_id_is_told_and_nothing_that_is_kept_under_the_right_one(
    since: str | None, is_staged: bool, data: DataRepository
) -> None:
    words = load_snapshot((data.folder / "city.json").read_text("utf-8"), "city").measures[0].text
    cell = Correction(
        measure="1", field="text", read=words, should=f"{words[:-1]}！", why="x", by="李雷", when="2026-01-05"
    )
    correct("city", cell, data.corpus)
    commit(data)
    ends = [name for _, name in found(report(data))]
    edit(data, "city.json", '"id": "city"', '"id": "ctiy"')
    data.git("add", "-A")
    told = [name for _, name in found(report(data, since=None if is_staged else since, staged=is_staged))]
    assert sorted(told) == sorted([*ends, "id-is-file-name"])


def test_another_document_that_bears_the_name_of_one_that_is_gone_does_not_hide_that(data: DataRepository) -> None:
    """An alias is for a document that was renamed, and this one has neither its source nor its words."""
    for path in ("beside.json", "sources/beside.txt"):
        (data.folder / path).unlink()
    data.ingest("new", table(["新设国际医疗旅游先行区。"] * 3, "另一份文件"), aliases=("beside",))
    told = [one.finding for one in report(data, since="HEAD").findings if one.finding.id == "snapshot-removed"]
    assert [(one.severity, one.message) for one in told] == [
        ("error", "the snapshot beside was removed since HEAD, and new, another document, bears its name now")
    ]


def test_a_branch_is_not_blamed_for_what_its_base_did_meanwhile(data: DataRepository) -> None:
    data.git("switch", "-q", "-c", "work")
    data.ingest("new", table(TEXTS[:2]))
    commit(data)
    data.git("switch", "-q", "main")
    (data.folder / "beside.json").unlink()
    edit(data, "city.json", "外商独资", "外商合资")
    data.ingest("later", table(TEXTS[:3]))
    commit(data)
    data.git("switch", "-q", "work")
    assert found(report(data, since="main")) == []
    assert ids(what(data, since="main").chosen.snapshots) == ["new"]


def test_what_is_staged_is_judged_and_not_the_work_tree(data: DataRepository) -> None:
    sound = (data.folder / "city.json").read_text("utf-8")
    edit(data, "city.json", "外商独资", "外商合资")
    assert found(report(data, staged=True)) == []  # wrong, but not staged
    data.git("add", "-A")
    (data.folder / "city.json").write_text(sound, "utf-8")
    told = report(data, staged=True)  # staged, though the work tree is right again
    assert found(told) == [("city.json", "text-edited")]
    assert told.judged == (data.path("city.json"),)
    assert told.findings[0].path == data.path("city.json")
    assert told.findings[0].source is None or told.findings[0].source.path == data.path("sources", "city.txt")
    assert found(report(data, "plan", staged=True)) == []


def test_sources_and_names_are_those_that_are_staged(data: DataRepository) -> None:
    data.ingest("new", table(TEXTS[:2]))
    data.git("add", "snapshots/new.json")
    assert found(report(data, staged=True)) == [("new.json", "source-missing")]
    (data.folder / "sources" / "new.txt").rename(data.folder / "sources" / "named.txt")
    data.git("add", "snapshots/sources/named.txt")
    (told,) = report(data, staged=True).findings  # the file that has its content is told, staged as it is
    assert (
        told.finding.message
        == "the source sources/new.txt is missing; sources/named.txt is the very file that was read"
    )
    data.git("mv", "snapshots/sources/named.txt", "snapshots/sources/new.txt")
    (data.folder / "sources" / "new.txt").unlink()
    (data.folder / "new.json").unlink()
    assert found(report(data, staged=True)) == []


def test_what_is_staged_to_be_removed(data: DataRepository) -> None:
    data.git("rm", "-q", "--cached", "snapshots/beside.json")
    assert found(report(data, staged=True)) == [("beside.json", "snapshot-removed")]
    assert found(report(data)) == []


def test_a_file_that_git_is_only_told_of_is_not_staged(data: DataRepository) -> None:
    (data.folder / "later.json").write_text("{", "utf-8")
    data.git("add", "--intent-to-add", "snapshots/later.json")
    assert found(report(data, staged=True)) == []


def test_before_the_first_commit(data: DataRepository, tmp_path: Path) -> None:
    fresh = DataRepository(tmp_path / "fresh")
    fresh.ingest("city", table(TEXTS))
    assert found(report(fresh)) == []
    assert report(fresh).since is None
    assert report(fresh, staged=True).judged == ()
    fresh.git("add", "-A")
    assert report(fresh, staged=True).since is None
    assert ids(what(fresh, staged=True).chosen.snapshots) == ["city"]
    assert found(report(fresh, staged=True)) == []
    with pytest.raises(HistoryError, match="there is no commit yet"):
        what(fresh, since="HEAD")


def test_without_a_repository(data: DataRepository) -> None:
    shutil.rmtree(data.top / ".git")
    assert found(report(data)) == []
    for wanted in (Wanted(since="HEAD"), Wanted(staged=True)):
        with pytest.raises(HistoryError, match="is in no git repository"):
            judged(wanted, data.corpus)


@pytest.mark.parametrize("revision", ["nowhere", "--all", "", "-x", "HEAD\n"])
def test_no_such_revision_is_trouble(revision: str, data: DataRepository) -> None:
    with pytest.raises(HistoryError):
        what(data, since=revision)


def test_a_shallow_clone_without_the_common_commit_is_trouble(data: DataRepository, tmp_path: Path) -> None:
    data.git("switch", "-q", "-c", "work")
    commit(data, "on the branch")
    data.git("switch", "-q", "main")
    commit(data, "on main")
    data.git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{data.top}", str(tmp_path / "clone"))
    clone = DataRepository(tmp_path / "clone", init=False)
    with pytest.raises(HistoryError, match="git fetch --unshallow"):
        what(clone, since="origin/work")
    assert found(report(clone)) == []


def test_a_repository_that_git_refuses_is_said_where_nobody_asked_for_it(data: DataRepository) -> None:
    (data.top / ".git" / "HEAD").write_text("garbage", "utf-8")
    told = what(data)
    assert told.base is None
    assert told.unchecked


def test_since_and_staged_do_not_go_together(data: DataRepository) -> None:
    with pytest.raises(UsageError):
        what(data, since="HEAD", staged=True)


def test_an_empty_folder_is_trouble_only_where_all_is_wanted(data: DataRepository) -> None:
    for path in data.folder.glob("*.json"):
        path.unlink()
    with pytest.raises(LookupFailedError, match="no snapshot to check"):
        what(data)
    assert [name for _, name in found(report(data, since="HEAD"))].count("snapshot-removed") == 3


def test_two_files_with_one_id_are_a_finding(data: DataRepository) -> None:
    shutil.copy(data.folder / "city.json", data.folder / "copy.json")
    assert ("copy.json", "id-is-file-name") in found(report(data))


def test_the_order_does_not_depend_on_how_the_work_is_shared(data: DataRepository) -> None:
    for name in ("city", "plan", "beside"):
        edit(data, f"{name}.json", "市商务局", "市商物局")
    one, other = report(data, jobs=1), report(data, jobs=2)
    assert one == other
    assert len(one.findings) > 6
    places = [(one.path, one.line, one.column) for one in one.findings]
    assert places == sorted(places)


def test_a_former_edition_that_is_broken_is_none(data: DataRepository) -> None:
    sound = (data.folder / "city.json").read_text("utf-8")
    (data.folder / "city.json").write_text("{", "utf-8")
    commit(data)
    (data.folder / "city.json").write_text(sound, "utf-8")
    assert found(report(data, since="HEAD")) == []


def test_a_loss_is_told_beside_the_previous_edition(data: DataRepository) -> None:
    data.ingest("city", table(OTHERS[:2]), implements="plan", aliases=("town",))
    (told,) = report(data).findings
    assert (told.finding.id, told.finding.message) == (
        "measures-dropped",
        "3 of 5 measures are gone since HEAD, 2 are left",
    )
    edited = json.loads((data.folder / "city.json").read_text("utf-8"))
    assert len(edited["measures"]) == 2


def test_a_replaced_source_is_told_as_a_warning(data: DataRepository) -> None:
    texts = (OTHERS[0].replace("港澳", "港澳台"), *OTHERS[1:])
    data.ingest("city", table(texts), implements="plan", aliases=("town",))
    told = [(one.finding.id, one.finding.severity) for one in report(data, "city").findings]
    assert told == [("published-changed", "warning")]


def test_a_finding_is_the_same_whatever_the_base_is_called_and_another_with_other_words(data: DataRepository) -> None:
    """A waiver that was made by the name of a branch holds where a service gives the hash, and holds nothing else."""

    def mark(since: str, *words: str) -> str:
        texts = (OTHERS[0].replace("港澳", words[0]), OTHERS[1].replace("推进", words[1]), *OTHERS[2:])
        data.ingest("city", table(texts), implements="plan", aliases=("town",))
        (told,) = (one for one in report(data, since=since).findings if one.finding.id == "published-changed")
        return told.fingerprint

    first = mark("HEAD", "港澳台", "停止")
    assert mark(data.head, "港澳台", "停止") == first
    assert mark("HEAD", "港澳台", "禁止") != first


def test_an_edit_that_reading_again_tells_of_is_not_told_twice(data: DataRepository) -> None:
    edit(data, "city.json", "外商独资", "外商合资")
    assert [name for _, name in found(report(data, "city"))] == ["text-edited"]


def test_an_edit_beside_a_reader_that_is_not_the_present_one_is_told(data: DataRepository) -> None:
    edit(data, "city.json", "外商独资", "外商合资")
    path = data.folder / "city.json"
    document = json.loads(path.read_text("utf-8"))
    document["source"]["reader"]["version"] = "0.1"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")
    told = {one.finding.id: one.finding.severity for one in report(data, "city").findings}
    assert told["published-changed"] == "error"


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(since="HEAD")])
def test_what_two_snapshots_share_is_told_of_the_one_that_came_last(wanted: Wanted, tmp_path: Path) -> None:
    """By their names the new one comes first, and the one that was there depends on it besides."""
    data = DataRepository(tmp_path / "data")
    data.ingest("plan", series="city-plans", round=1, implements="also")
    data.git("add", "-A")
    data.git("-c", "user.name=L", "-c", "user.email=l@example.org", "commit", "-qm", "begin")
    data.ingest("also", series="city-plans", round=1)
    found = validation(judged(wanted, data.corpus), data.corpus).findings
    shared = [
        (one.finding.id, Path(one.path).name) for one in found if one.finding.id in ("round-repeated", "source-shared")
    ]
    assert sorted(shared) == [("round-repeated", "also.json"), ("source-shared", "also.json")]
