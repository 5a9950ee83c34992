"""Periods: what became of the snapshots since a revision, each kind of change and what is none."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.compare.editions.period import Period
from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, LookupFailedError
from policydiff.model.correction import Authority, Correction
from policydiff.model.document import Snapshot
from policydiff.report.period import report_of
from policydiff.report.terminal.period import render
from policydiff.snapshot import load_snapshot
from policydiff.workflows.correct import correct
from policydiff.workflows.period import period
from tests.history.data_repository import IDENTITY, TEXTS, WIDER, DataRepository, table
from tests.history.repositories import Git, with_texts
from tests.report.period.everywhere import told
from tests.workflows.story import AIR, BANKS, DATA, DOCTORS, SHIPS, SPORTS, from_source

NARROWER = TEXTS[4].replace("30个", "15个")


@pytest.fixture
def data(saved_city: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataRepository:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return saved_city.copy(tmp_path / "data")


def page(found: Period, language: str = "en") -> str:
    return render(report_of(found, language), 120)


def shape(found: Period) -> list[tuple[str, str, str | None]]:
    return [(one.id, one.status, one.nature) for one in found.snapshots]


def kinds(found: Period, name: str = "city") -> list[str]:
    return [leg.kind for one in found.snapshots if one.id == name for leg in one.legs]


def test_nothing_changed(data: DataRepository) -> None:
    found = told(data, "HEAD")
    assert not found.differs and found.untouched == found.before == found.after == 1
    assert "Nothing changed" in page(found) and "没有变更" in page(found, "zh")


@pytest.mark.parametrize("is_saved", [True, False])
def test_policy(data: DataRepository, is_saved: bool) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:3], *TEXTS[4:], "新设国际医疗旅游先行区。"]))
    base = data.head
    if is_saved:
        data.save()
    found = told(data, base)
    assert shape(found) == [("city", "changed", "policy")]
    [one] = found.snapshots
    assert kinds(found) == ["policy"] and one.is_unsaved is not is_saved and found.remarks == ()
    assert ("[not saved yet]" in page(found)) is not is_saved
    shown = page(found)
    assert "1 widened, 1 new, 1 gone, 1 renumbered" in shown
    assert "5 measures = 3 in the same words and cells + 1 changed + 1 gone" in shown
    assert "5 measures = 3 in the same words and cells + 1 changed + 1 new" in shown
    assert "Renumbered, in the same words: 5 → 4" in shown
    assert "港澳{+台+}银行业" in shown.replace("[-港澳-]{+港澳台+}", "港澳{+台+}")


def test_numbers_alone_are_no_change_of_a_measure(xiamen: Snapshot, tmp_path: Path) -> None:
    git, small = Git(tmp_path), with_texts(xiamen, [AIR, BANKS, SHIPS], id="city", aliases=())
    base = git.commit(from_source(small, "a"))
    shifted = replace(
        small, measures=tuple(replace(one, id=f"{at}", number=f"{at}") for at, one in enumerate(small.measures, 2))
    )
    git.commit(from_source(shifted, "b"))
    shown = page(told(git, base))
    assert "3 measures: 3 renumbered." in shown and "changed in substance" not in shown.lower()


def test_read_again_is_no_policy(xiamen: Snapshot, tmp_path: Path) -> None:
    git, small = Git(tmp_path), with_texts(xiamen, [AIR, BANKS, SHIPS], id="city", aliases=())
    base = git.commit(from_source(small, "a", "2.0"))
    texts = [AIR.replace("开通", "探索开通"), BANKS]
    git.commit(from_source(with_texts(xiamen, texts, id="city", aliases=()), "a", "2.1"))
    found = told(git, base)
    assert shape(found) == [("city", "changed", "extraction")]
    assert "The policy did not change" in page(found) and "政策没有变化" in page(found, "zh")
    data = json.loads(_json(found))["snapshots"][0]["legs"][0]["transitions"]
    assert data and all(row["relation"] is None and row["changes"] == [] for row in data)
    for language, words in (("en", ("narrowed", "softened", "dropped", "gone")), ("zh", ("缩小", "减弱", "删去"))):
        assert not any(word in page(found, language) for word in words)


def _json(found: Period) -> str:
    from policydiff.report.period.to_json import render as as_json

    return as_json(found)


def _put_right(data: DataRepository) -> None:
    entry = Correction(
        measure="1",
        field="text",
        read="港澳银行业",
        should="港澳台银行业",
        why="印错",
        by="韩梅梅",
        when="2026-11-20",
        authority=Authority(title="关于更正的通知", number="厦商务〔2026〕9号", url=None),
    )
    correct("city", entry, data.corpus)


def test_corrections(data: DataRepository) -> None:
    base = data.head
    _put_right(data)
    found = told(data, base)
    assert shape(found) == [("city", "changed", "correction")]
    assert found.remarks == () and found.snapshots[0].is_unsaved
    shown = page(found, "zh")
    for words in (
        "№ 1 正文",
        "港澳{+台+}银行业",
        "印错",
        "韩梅梅",
        "2026年11月20日",
        "关于更正的通知、厦商务〔2026〕9号",
    ):
        assert words in shown
    assert "Cells put right, or told otherwise: 1" in page(found)
    assert page(found).count("港澳{+台+}") == 1, "told once: as a correction, not as a cell too"
    data.save()
    (data.folder / "corrections" / "city.json").unlink()
    data.git("checkout", "-q", base, "--", "snapshots/city.json")
    found = told(data, "HEAD")
    assert [(one.before is None, one.after is None) for one in found.snapshots[0].corrections] == [(False, True)]
    assert "taken back: 印错" in page(found)


def test_each_kind_by_itself(data: DataRepository) -> None:
    base = data.head
    _put_right(data)
    data.save()
    data.ingest("city", table([*TEXTS[:4], NARROWER]))
    data.save("city", kind="policy")
    found = told(data, base)
    assert shape(found) == [("city", "changed", "policy")] and kinds(found) == ["correction", "policy"]
    shown = page(found)
    assert "1 changed otherwise. Also: correction." in shown
    assert "quantity: " in shown and shown.count("印错") == 1


def test_what_was_undone_is_nothing(data: DataRepository) -> None:
    base = data.head
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    data.save()
    data.git("revert", "-n", "HEAD")
    data.git("commit", "-q", "-m", "back")
    assert not told(data, base).differs
    assert told(data, "HEAD~1").snapshots[0].nature == "policy"


def test_new_removed_renamed(data: DataRepository) -> None:
    base = data.head
    data.ingest("plan", table([*TEXTS[:4], NARROWER], "试点总体方案"))
    data.save()
    data.ingest("town", table([WIDER, *TEXTS[1:]]), implements="plan", series="pilot", round=2)
    data.save()
    found = told(data, base)
    assert [row[:2] for row in shape(found)] == [("plan", "added"), ("town", "added")]
    [pair] = next(one for one in found.snapshots if one.id == "town").pairs
    assert (pair.why, pair.left.id) == ("implements", "plan") and pair.comparison
    shown = page(found)
    assert "Compared with plan, which it puts into practice" in shown and "What matters most:" in shown
    assert "town takes up 5 of the 5 measures of plan" in " ".join(shown.split())
    for path in ("plan.json", "sources/plan.txt"):
        (data.folder / path).unlink()
    data.save("plan")
    found = told(data, "HEAD~1")
    assert shape(found) == [("plan", "removed", None)] and found.snapshots[0].after is None
    assert "Lost: 5 measures." in page(found) and "policydiff show plan@HEAD~1" in page(found)


def test_renamed_alone_is_renamed(data: DataRepository) -> None:
    base = data.head
    source = (data.folder / "sources" / "city.txt").read_text("utf-8")
    data.ingest("town", source)
    for path in ("city.json", "sources/city.txt"):
        (data.folder / path).unlink()
    found = told(data, base)
    assert shape(found) == [("town", "renamed", None)]
    assert found.snapshots[0].former == "city" and "Renamed from city to town" in page(found)
    data.save("town")
    assert shape(told(data, base)) == [("town", "renamed", None)]
    data.ingest("town", table([WIDER, *TEXTS[1:]]))
    found = told(data, base)
    assert shape(found) == [("town", "changed", "policy")] and "[was city]" in page(found)


def test_the_next_round_of_a_series(data: DataRepository) -> None:
    data.ingest("first", series="pilot", round=1)
    data.ingest("third", series="pilot", round=3)
    data.save()
    data.ingest("second", table([WIDER, *TEXTS[1:]]), series="pilot", round=2)
    data.ingest("other", series="another", round=2)
    found = told(data, "HEAD")
    data.ingest("fourth", series="pilot", round=4, implements="third")
    found = told(data, "HEAD")
    pairs = {one.id: [(pair.why, pair.left.id) for pair in one.pairs] for one in found.snapshots}
    assert pairs.pop("fourth") == [("implements", "third")], "one comparison is told once"
    assert pairs == {"second": [("follows", "first")], "other": []}


def test_decisions(data: DataRepository) -> None:
    data.ingest("town")
    data.save()
    data.decide("city", "town", why="同一政策")
    found = told(data, "HEAD")
    assert found.summary["decisions"] == {"made": 1, "changed": 0, "taken_back": 0, "stale": 0}
    assert found.decisions[0].is_unsaved and found.snapshots == ()
    assert "city#1 → town#1 linked, decided by 李 on 2026-11-22: 同一政策" in page(found)
    data.save()
    data.decide("city", "town", "unrelated")
    assert told(data, "HEAD").summary["decisions"]["changed"] == 1
    (data.folder / "decisions" / "city--town.json").unlink()
    assert told(data, "HEAD").summary["decisions"]["taken_back"] == 1


def test_decisions_that_go_stale(data: DataRepository) -> None:
    data.ingest("town")
    data.save()
    data.decide("city", "town")
    data.save()
    base = data.head
    data.ingest("city", table([TEXTS[0], WIDER, *TEXTS[2:]]))
    assert told(data, base).decisions == (), "another measure changed"
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    found = told(data, base)
    assert found.summary["decisions"] == {"made": 0, "changed": 0, "taken_back": 0, "stale": 1}
    assert "because the words of city#1 changed" in " ".join(page(found).split())
    data.save("city", kind="policy")
    data.ingest("city", table([WIDER, *TEXTS[1:4], NARROWER]))
    assert told(data, "HEAD").decisions == (), "it was stale before"


def _edit(path: str, text: str) -> Callable[[DataRepository], None]:
    def edit(data: DataRepository) -> None:
        file = data.folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")

    return edit


def _by_hand(data: DataRepository) -> None:
    file = data.folder / "city.json"
    file.write_text(file.read_text("utf-8").replace("二手车出口", "新车出口"), "utf-8")


def _told_otherwise(data: DataRepository) -> None:
    file = data.folder / "city.json"
    text = json.loads(file.read_text("utf-8"))
    text["source"]["options"]["aliases"] = text["aliases"] = ["town"]
    file.write_text(json.dumps(text, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _by_hand_beside_what_is_told(data: DataRepository) -> None:
    _told_otherwise(data)
    _by_hand(data)


def _reprint(data: DataRepository) -> None:
    file = data.folder / "city.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False), "utf-8")


def _copy(data: DataRepository) -> None:
    shutil.copy(data.folder / "city.json", data.folder / "again.json")


def _new_source(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    data.git("checkout", "-q", "HEAD", "--", "snapshots/sources/city.txt")


@pytest.mark.parametrize(
    ("do", "codes"),
    [
        (_edit("sources/city.txt", table([WIDER, *TEXTS[1:]])), ["source-alone"]),
        (_edit("sources/more.txt", "x"), ["source-unused"]),
        (_edit("readme.md", "x"), ["strange"]),
        (_edit(".hidden", "x"), []),
        (_edit("corrections/nix.json", "{}"), ["corrections-left"]),
        (_edit("decisions/city--nix.json", "{}"), ["decisions-left"]),
        (lambda data: (data.folder / "sources" / "city.txt").unlink(), ["source-missing"]),
        (_new_source, ["snapshot-alone"]),
        (_by_hand, ["by-hand"]),
        (_by_hand_beside_what_is_told, ["by-hand"]),
        (_told_otherwise, []),
        (_reprint, ["reprinted"]),
        (_copy, ["duplicate"]),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, list) else "",
)
def test_what_is_to_be_minded(data: DataRepository, do: Callable[[DataRepository], None], codes: list[str]) -> None:
    do(data)
    found = told(data, "HEAD")
    assert [one.code for one in found.remarks] == codes
    assert found.differs or not codes
    if codes == ["reprinted"]:
        assert found.snapshots == () and found.untouched == 1
    if codes == ["by-hand"]:
        assert "№ 5, text changed" in page(found) and "№ 5 正文却有改动" in page(found, "zh")


def test_links_and_ignored_files_are_said(data: DataRepository) -> None:
    (data.folder / "linked.json").symlink_to("city.json")
    (data.top / ".gitignore").write_text("secret.json\n")
    shutil.copy(data.folder / "city.json", data.folder / "secret.json")
    assert [one.code for one in told(data, "HEAD").remarks] == ["link", "ignored"]


@pytest.mark.parametrize("text", ["{", '{"format": 1}', "\udcff", ""])
def test_broken_files_are_said(data: DataRepository, text: str) -> None:
    data.ingest("town", table([WIDER]))
    (data.folder / "city.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    found = told(data, "HEAD")
    assert shape(found) == [("city", "changed", "unreadable"), ("town", "added", None)]
    assert len(found.snapshots[0].faults) == 1 and found.summary["files"]["broken"] == 1
    assert "Cannot be read: snapshots/city.json" in page(found)
    assert found.remarks == (), "whose source it is that a broken snapshot was read from, nobody can say"
    data.git("commit", "-qam", "broken")
    data.git("checkout", "-q", "HEAD~1", "--", "snapshots/city.json")
    assert told(data, "HEAD", "city").snapshots[0].nature == "unreadable", "what it was before cannot be read"


def test_names_that_are_no_text_are_said(data: DataRepository) -> None:
    for name in (b"\xff.json", b"\xff.md", b"sources/\xfe.txt", b"new\nline.md"):
        (Path(os.fsdecode(os.fsencode(data.folder) + b"/" + name))).write_text("x")
    found = told(data, "HEAD")
    assert [one.id for one in found.snapshots] == ["\\udcff"]
    assert sorted(one.code for one in found.remarks) == ["source-unused", "strange", "strange"]


def test_broken_decisions_between_editions_are_said(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    _edit("decisions/city--city.json", "{")(data)
    found = told(data, "HEAD")
    assert shape(found) == [("city", "changed", "unreadable")]
    assert "city--city.json" in found.snapshots[0].faults[0]


def test_broken_corrections_and_decisions_are_said(data: DataRepository) -> None:
    data.ingest("town")
    data.save()
    _edit("corrections/city.json", "{")(data)
    _edit("decisions/city--town.json", "{")(data)
    found = told(data, "HEAD")
    assert found.summary["files"]["broken"] == 2
    assert found.decisions[0].faults and "corrections/city.json" in page(found)


def test_a_branch_that_went_on(data: DataRepository) -> None:
    """Only what this branch changed is told, and not what the other did meanwhile."""
    fork = data.head
    data.git("checkout", "-q", "-b", "work")
    data.ingest("town")
    data.save()
    data.git("checkout", "-q", "main")
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    data.save()
    data.git("checkout", "-q", "work")
    found = told(data, "main")
    assert shape(found) == [("town", "added", None)]
    assert found.since.is_fork and found.since.commit == fork
    assert "main went on since" in page(found) and "main 其后另有提交" in page(found, "zh")
    data.git("merge", "-q", "--no-edit", "main")
    found = told(data, "main")
    assert shape(found) == [("town", "added", None)] and not found.since.is_fork
    assert [row[0] for row in shape(told(data, fork))] == ["city", "town"]
    data.git("checkout", "-q", "--detach")
    assert shape(told(data, "main")) == [("town", "added", None)]


def test_lines_that_were_joined(xiamen: Snapshot, tmp_path: Path) -> None:
    git = Git(tmp_path)

    def city(source: str, reader: str, *texts: str) -> Snapshot:
        return from_source(with_texts(xiamen, texts, id="city", aliases=()), source, reader)

    base = git.commit(city("a", "2.1", AIR, BANKS, SHIPS, DATA))
    git("checkout", "-q", "-b", "reading")
    git.commit(city("a", "2.2", AIR, BANKS, SHIPS + "略", DATA), message="read\n\nPolicydiff-Kind: extraction")
    git("checkout", "-q", "main")
    git.commit(city("b", "2.1", AIR.replace("开通", "探索开通"), BANKS, SHIPS, DATA))
    git("merge", "-q", "--no-commit", "-s", "ours", "reading")
    git.commit(city("b", "2.2", AIR.replace("开通", "探索开通"), BANKS, SHIPS + "略", DATA), message="merge")
    found = told(git, base)
    [leg] = found.snapshots[0].legs
    assert leg.kind == "policy" and leg.is_mixed and len(leg.saved) == 3
    assert "cannot be told apart" in page(found)


def test_a_period_between_two_revisions(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    data.save()
    data.ingest("town")
    data.save()
    data.ingest("town", table([WIDER, *TEXTS[1:]]))
    found = told(data, "HEAD~2", until="HEAD~1")
    assert shape(found) == [("city", "changed", "policy")] and not found.until.has_unsaved
    assert shape(told(data, "HEAD~2", until="HEAD")) == [("city", "changed", "policy"), ("town", "added", None)]
    assert not any(one.is_unsaved for one in told(data, "HEAD~2", until="HEAD").snapshots)


def test_some_snapshots(data: DataRepository) -> None:
    data.ingest("town", aliases=("village",))
    data.save()
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    data.ingest("town", table([WIDER, *TEXTS[1:]]), aliases=("village",))
    (data.folder / "readme.md").write_text("x")
    found = told(data, "HEAD", "village")
    assert [one.id for one in found.snapshots] == ["town"] and found.before == found.after == 1
    assert found.remarks == () and found.asked == ("town",)
    with pytest.raises(LookupFailedError, match="no snapshot “nix” at either end"):
        period("HEAD", data.corpus, ["nix"])


def test_a_folder_that_was_moved(data: DataRepository) -> None:
    base = data.head
    (data.top / "data").mkdir()
    data.git("mv", "snapshots", "data/snapshots")
    data.git("commit", "-qm", "moved")
    data.folder = data.top / "data" / "snapshots"
    assert not told(data, base).differs
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    data.save()
    assert shape(told(data, base)) == [("city", "changed", "policy")]


def test_line_ends_of_the_work_tree_are_no_change(data: DataRepository) -> None:
    data.git("config", "core.autocrlf", "true")
    file = data.folder / "city.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert not told(data, "HEAD").differs


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("nix", "“nix” is no revision here"),
        ("-x", "--since: “-x” cannot be a revision"),
        ("", "cannot be a revision"),
        ("a\nb", "cannot be a revision"),
        ("1999-01-01", "nothing was known on 1999-01-01"),
        ("2026-02-30", "no day of the calendar"),
        ("issued:2020-01-01", "says what was in force"),
    ],
)
def test_revisions_that_are_none(data: DataRepository, since: str, message: str) -> None:
    with pytest.raises(HistoryError) as caught:
        period(since, data.corpus)
    assert (message in str(caught.value) and len(str(caught.value).splitlines()) == 1) or "\n" in since


def test_no_history(data: DataRepository, tmp_path: Path) -> None:
    bare = DataRepository(tmp_path / "empty")
    with pytest.raises(HistoryError, match="no commit yet"):
        period("HEAD", bare.corpus)
    shutil.rmtree(bare.top / ".git")
    with pytest.raises(HistoryError, match="no git repository"):
        period("HEAD", bare.corpus)
    data.git("checkout", "-q", "--orphan", "alone")
    data.git("commit", "-qm", "another beginning")
    with pytest.raises(HistoryError, match="have no commit in common"):
        period("main", data.corpus)


def test_a_shallow_clone(data: DataRepository, tmp_path: Path) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    data.save()
    data.ingest("city", table([WIDER, *TEXTS[1:4], NARROWER]))
    data.save()
    data.git("clone", "-q", "--depth", "2", f"file://{data.top}", str(tmp_path / "clone"))
    clone = DataRepository(tmp_path / "clone", init=False)
    assert shape(told(clone, "HEAD~1")) == [("city", "changed", "policy")]
    with pytest.raises(HistoryError, match="the clone is shallow"):
        period("HEAD~2", clone.corpus)


def test_a_conflict(data: DataRepository) -> None:
    data.git("checkout", "-q", "-b", "work")
    file = data.folder / "city.json"
    for branch, word in (("work", "甲"), ("main", "乙")):
        data.git("checkout", "-q", branch)
        file.write_text(file.read_text("utf-8").replace("二手车", word), "utf-8")
        data.git("commit", "-qam", branch)
    data.git("merge", "work", check=False)
    with pytest.raises(HistoryError, match="is in conflict"):
        period("HEAD", data.corpus)


HOSTILE = "<script>alert(1)</script> =HYPERLINK(1) @SUM | `x` [y](z) \u202e]]> &amp; *_~"


def test_hostile_texts_are_only_texts(xiamen: Snapshot, tmp_path: Path) -> None:
    git = Git(tmp_path)
    small = with_texts(xiamen, [AIR, BANKS, SPORTS], id="city", aliases=(), title=HOSTILE)
    base = git.commit(from_source(small, "a"))
    texts = [HOSTILE, BANKS + HOSTILE, SPORTS, DOCTORS * 3000]
    changed = with_texts(xiamen, texts, id="city", aliases=(), title=HOSTILE + "!")
    git.commit(from_source(changed, "b"), message=f"{HOSTILE}\n\nPolicydiff-Kind: policy")
    (git.folder / "<img src=x>.md").write_text("x")
    found = told(git, base)
    report = report_of(found, "en")
    from policydiff.report.formats import CHANGE_FORMATS

    html, markdown = (CHANGE_FORMATS[name].render(report, None)[""].decode() for name in ("html", "md"))
    for text in (html, markdown):
        assert "<script>" not in text and "<img" not in text and "\u202e" not in text
    assert len(markdown) <= 65_000 and "\u202e" not in page(found)


def test_a_long_report_is_cut_and_says_so(xiamen: Snapshot, tmp_path: Path) -> None:
    git = Git(tmp_path)
    texts = [f"{AIR}{number}" + "支持境外机构依法开展业务" * 20 for number in range(300)]
    base = git.commit(from_source(with_texts(xiamen, texts, id="city", aliases=()), "a"))
    git.commit(from_source(with_texts(xiamen, [one + "试点期三年。" for one in texts], id="city", aliases=()), "b"))
    from policydiff.report.formats import CHANGE_FORMATS

    markdown = CHANGE_FORMATS["md"].render(report_of(told(git, base), "zh"), None)[""].decode()
    assert len(markdown) <= 65_000 and "处未列于此" in markdown and "300" in markdown


def test_a_better_print_is_no_policy(xiamen: Snapshot, tmp_path: Path) -> None:
    git = Git(tmp_path)
    base = git.commit(from_source(with_texts(xiamen, [AIR, BANKS], id="city", aliases=()), "a"))
    better = from_source(with_texts(xiamen, [AIR, BANKS.replace("港澳", "港澳台")], id="city", aliases=()), "b")
    git.commit(better, message="better print\n\nPolicydiff-Kind: extraction")
    assert shape(told(git, base)) == [("city", "changed", "extraction")]


def test_many_new_ones_are_not_all_compared(xiamen: Snapshot, tmp_path: Path) -> None:
    git = Git(tmp_path)
    base = git.commit(from_source(with_texts(xiamen, [AIR, BANKS], id="plan", aliases=()), "plan"))
    for number in range(15):
        name = f"city-{number:02}"
        git.write(from_source(with_texts(xiamen, [AIR], id=name, aliases=(), implements="plan"), name))
    found = told(git, base)
    compared = [pair.comparison is not None for one in found.snapshots for pair in one.pairs]
    assert compared == [True] * 12 + [False] * 3 and "was not compared" in page(found)


def test_facts_of_the_document(xiamen: Snapshot, tmp_path: Path) -> None:
    git, small = Git(tmp_path), with_texts(xiamen, [AIR], id="city", aliases=())
    base = git.commit(from_source(replace(small, issued="2020-01-02"), "a"))
    git.commit(from_source(replace(small, issued="2021-03-04"), "b"))
    assert "[-2020-01-02-]{+2021-03-04+}" in page(told(git, base))


def test_only_files_that_differ_are_read(data: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    data.ingest("town")
    data.save()
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    read: list[str] = []

    def counted(text: str, where: str) -> Snapshot:
        read.append(where)
        return load_snapshot(text, where)

    monkeypatch.setattr("policydiff.workflows.period_ends.load_snapshot", counted)
    period("HEAD", Corpus(data.folder))
    assert len(read) == 2 and all("city" in where for where in read)


def test_the_dump_is_the_same_each_time(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    assert _json(told(data, "HEAD")) == _json(told(data, "HEAD"))
