"""Log: what each commit did, of which kind it is, and a measure followed to where it first appeared."""

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.compare.editions.identity import step_between
from policydiff.corpus import Corpus
from policydiff.decisions import dump_decisions
from policydiff.errors import HistoryError, LookupFailedError, SnapshotError
from policydiff.history.index import Index
from policydiff.model.decision import DecidedMeasure, Decision, Decisions
from policydiff.model.document import Snapshot
from policydiff.model.history import Log
from policydiff.model.step import origins
from policydiff.read.document import Told, read_document
from policydiff.report.history_json import log_as_json
from policydiff.report.terminal.history import log_as_text
from policydiff.snapshot import schema_errors
from policydiff.workflows.blame import blame
from policydiff.workflows.log import log, wanted
from tests.compare.editions.editor import DEEDS, Editor
from tests.conftest import SNAPSHOTS
from tests.history.repositories import Git, with_texts
from tests.workflows.story import AIR, BANKS, CHAPTERS, DATA, DOCTORS, SHIPS, SPORTS, Story, from_source, with_cell


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path)


@pytest.fixture
def small(xiamen: Snapshot) -> Snapshot:
    return with_texts(xiamen, [AIR, BANKS, SHIPS])


def log_of(git: Git, name: str | None = None, **chosen: object) -> Log:
    found = log(name, Corpus(git.folder), wanted(**chosen))  # type: ignore[arg-type]
    assert schema_errors("log", json.loads(log_as_json(found))) == []
    return found


def page(story: Story, name: str | None = None, language: str = "en", **chosen: object) -> str:
    return story.named(log_as_text(log_of(story.git, name, **chosen), 100, language))


def subjects(found: Log) -> list[tuple[str | None, str]]:
    return [(entry.saved.subject, entry.kind) for entry in found.entries]


BEGIN = """\
<begin>  policy  2026-01-10  李雷  begin
  city:
    first saved, with 3 measures, issued on 2020-09-01
  next:
    first saved, with 3 measures, issued on 2025-04-01
  plan:
    first saved, with 3 measures, issued on 2020-08-01
  zone:
    first saved, with 2 measures, issued on 2021-01-01
"""
RENUMBER = """\
<renumber>  policy  2026-01-11  李雷  renumber
  city:
    1  added: 对技术先进型服务企业减按15%的税率征收企业所得税。
    1–3 → 2–4  renumbered (3)
"""
CORRECT = """\
<correct>  correction  2026-01-12  李雷  correct
  plan:
    2  put right  confidence 0.99
        text: “支持符合条件的港澳银行业、保险业企…” → “支持符合条件的港澳台银行业、保险业企…
          ”
"""
REREAD = """\
<reread>  extraction  2026-01-13  李雷  reread
  next:
    the commit calls itself policy, but its source is the same, and another reader read it
    2  read otherwise  confidence 0.99
        text: “…动分类监管模式。” → “…动分类监管模式。建立安全评估制度。”
    3  read otherwise  confidence 0.99
        responsible: “商务部负责” → “商务部、交通运输部负责”
"""
AMEND = """\
<amend>  policy  2026-01-14  李雷  amend
  zone:
    issued: “2021-01-01” → “2026-01-14”
    1  changed  confidence 0.99
     !  The commitment is strengthened: “探索” → “支持”
    2  dropped: 对技术先进型服务企业减按15%的税率征收企业所得税。
    2  added: 支持具备条件的试点地区开通第五航权航线。
"""
IMPORT = """\
<import>  policy  2026-01-15  李雷  import
  old:
    first saved, with 2 measures, issued on 2019-05-01
"""
STORY = (BEGIN, RENUMBER, CORRECT, REREAD, AMEND, IMPORT)


def test_the_story_at_every_step(tmp_path: Path, xiamen: Snapshot) -> None:
    story = Story(tmp_path, xiamen)
    for at, chapter in enumerate(CHAPTERS):
        getattr(story, chapter)()
        told = STORY[: at + 1]
        assert page(story) == "\n".join(reversed(told))
        assert page(story, kinds=["policy"]) == "\n".join(one for one in reversed(told) if one not in (CORRECT, REREAD))
        assert page(story) == page(story)  # once more, from the index


def test_no_reading_again_is_ever_a_change_of_the_policy(tmp_path: Path, xiamen: Snapshot) -> None:
    story = Story(tmp_path, xiamen)
    for chapter in CHAPTERS:
        getattr(story, chapter)()
    for entry in log_of(story.git).entries:
        if entry.saved.subject in ("reread", "correct"):
            assert entry.kind != "policy" and entry.transitions
            assert all(row.changes == () for row in entry.transitions)


def test_a_measure_of_the_story_in_chinese(tmp_path: Path, xiamen: Snapshot) -> None:
    story = Story(tmp_path, xiamen)
    for chapter in CHAPTERS:
        getattr(story, chapter)()
    assert page(story, "city#3", "zh") == (
        "<renumber>  政策  2026-01-11  李雷  renumber\n"
        "    此前为第2项\n"
        "    2 → 3  编号变化  文字相同\n"
        "\n"
        "<begin>  政策  2026-01-10  李雷  begin\n"
        "    首次出现\n"
    )
    assert page(story, "next#2", "zh", kinds=["policy"]) == "<begin>  政策  2026-01-10  李雷  begin\n    首次出现\n"
    assert page(story, "next#1") == "<begin>  policy  2026-01-10  李雷  begin\n    it first appears here\n"


def test_what_is_not_saved_yet_comes_first(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    assert [entry.saved.commit is None for entry in log_of(git, small.id).entries] == [False]
    git.write(from_source(with_cell(small, "1", "text", "探索" + AIR), "amended"))
    unsaved, first = log_of(git, f"{small.id}#1").entries
    assert (unsaved.saved.commit, unsaved.kind, [row.fate for row in unsaved.transitions]) == (
        None,
        "policy",
        ["changed"],
    )
    assert first.remarks == ("appeared",)
    assert log_as_text(log_of(git, small.id), 100, "en").startswith("not saved yet  policy\n    1  changed")
    assert subjects(log_of(git, f"{small.id}@HEAD")) == [("first", "policy")]


def test_line_ends_of_the_work_tree_are_no_change(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    path = git.folder / f"{small.id}.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [entry.saved.subject for entry in log_of(git, small.id).entries] == ["first"]


def test_before_the_first_commit_everything_is_unsaved(git: Git, small: Snapshot) -> None:
    git.write(small)
    (entry,) = log_of(git, small.id).entries
    assert (entry.saved.commit, entry.kind, entry.remarks, entry.measures) == (None, "policy", ("first",), 3)


@pytest.mark.parametrize(
    ("trailer", "source", "reader", "kind", "said"),
    [
        (None, "other", "2.1", "policy", None),
        (None, "same", "2.2", "extraction", None),
        (None, "same", "2.1", "correction", None),
        ("policy", "other", "2.1", "policy", None),
        ("policy", "same", "2.2", "extraction", "policy"),
        ("policy", "same", "2.1", "correction", "policy"),
        ("extraction", "same", "2.2", "extraction", None),
        ("correction", "same", "2.2", "correction", None),  # the reader has no part in it
        ("extraction", "same", "2.1", "extraction", None),  # it was told to read otherwise
        ("extraction", "other", "2.2", "extraction", None),  # a better print of the same document
        ("correction", "other", "2.1", "policy", "correction"),
        ("correction", "same", "2.1", "correction", None),
        ("decision", "same", "2.1", "correction", "decision"),
        ("nonsense", "other", "2.1", "policy", None),
    ],
)
def test_a_commit_is_what_it_changes_whatever_it_says(
    trailer: str | None, source: str, reader: str, kind: str, said: str | None, git: Git, small: Snapshot
) -> None:
    git.commit(from_source(small, "same"), message="first")
    changed = from_source(with_cell(small, "1", "text", "探索" + AIR), source, reader)
    git.commit(changed, message=f"second\n\nPolicydiff-Kind: {trailer}" if trailer else "second")
    entry = log_of(git, small.id).entries[0]
    assert (entry.kind, entry.said) == (kind, said)
    assert bool(entry.transitions[0].changes) == (kind == "policy")


def amended_plan(git: Git, national: Snapshot, *, text: str) -> Snapshot:
    """The plan read long ago with a slip in measure 20 and another `text` in 21; then its source amended, by which
    the present reader gets all right but what is put right by hand.
    """
    source = (SNAPSHOTS / national.source.path).read_bytes()
    (git.folder / "sources").mkdir()
    path = git.folder / national.source.path
    path.write_bytes(source)
    old = with_cell(with_cell(national, "20", "text", "开通第五航线。"), "21", "text", text)
    reader = replace(national.source.reader, version="1.0")
    git.commit(replace(old, source=replace(national.source, reader=reader)), message="read long ago")
    amended = source.replace("开展体育消费试点工作".encode(), "探索体育消费试点工作".encode())
    assert amended != source
    path.write_bytes(amended)
    told = Told(id=national.id, aliases=national.aliases, series=national.series, round=national.round)
    return read_document(amended, str(path), national.source.path, told).snapshot


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_source_and_a_reader_that_changed_in_one_are_told_apart(is_saved: bool, git: Git, national: Snapshot) -> None:
    """The earlier source is read again by the present reader: what differs then is the reader's doing."""
    right = next(one.text for one in national.measures if one.id == "21")
    amended = amended_plan(git, national, text=right)
    git.write(amended)
    if is_saved:
        git.commit(message="all in one\n\nPolicydiff-Kind: policy")
    policy, reader, first = log_of(git, national.id).entries
    assert (policy.kind, reader.kind, first.remarks) == ("policy", "extraction", ("first",))
    assert policy.saved == reader.saved and reader.remarks == ("reread",)
    assert [row.after for row in policy.transitions] == [("96",)] and policy.transitions[0].changes
    assert [row.after for row in reader.transitions] == [("20",)] and not reader.transitions[0].changes
    assert subjects(log_of(git, f"{national.id}#20", kinds=["policy"])) == [("read long ago", "policy")]


def test_the_earlier_source_is_read_again_with_its_corrections(git: Git, national: Snapshot) -> None:
    """What was put right by hand is no doing of the reader's, and no policy's either."""
    right = next(one.text for one in national.measures if one.id == "21")
    wrong = right + "（更正）"
    correction = {
        "measure": "21",
        "field": "text",
        "read": right,
        "should": wrong,
        "why": "scan",
        "by": "li",
        "when": "2026-01-01",
    }
    file = git.folder / "corrections" / f"{national.id}.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"format": 1, "snapshot": national.id, "corrections": [correction]}), "utf-8")
    amended = amended_plan(git, national, text=wrong)
    git.commit(with_cell(amended, "21", "text", wrong), message="all in one\n\nPolicydiff-Kind: policy")
    policy, reader, _ = log_of(git, national.id).entries
    assert [row.after for row in policy.transitions] == [("96",)]
    assert [row.after for row in reader.transitions] == [("20",)]


def test_a_mixed_commit_without_its_source_says_so(git: Git, small: Snapshot) -> None:
    git.commit(from_source(small, "one"), message="first")
    git.commit(from_source(with_cell(small, "1", "text", "探索" + AIR), "two", "2.2"), message="mixed")
    found = log_of(git, small.id)
    assert (found.entries[0].kind, found.entries[0].remarks) == ("policy", ("mixed",))
    assert "cannot be told apart" in log_as_text(found, 200, "en")


def test_a_measure_is_followed_through_a_split_a_merger_and_a_new_number(git: Git, xiamen: Snapshot) -> None:
    texts = [
        [AIR + BANKS, SHIPS, DATA],
        [SHIPS, AIR + BANKS, DATA],
        [SHIPS, AIR, BANKS, DATA],
        [SHIPS, AIR, BANKS + DATA],
        [SHIPS.replace("允许", "支持"), AIR, BANKS + DATA],
    ]
    for number, measures in enumerate(texts):
        git.commit(from_source(with_texts(xiamen, measures), str(number)), message=str(number))
    found = log_of(git, f"{xiamen.id}#3")
    assert [(one.saved.subject, one.before, one.after, [row.fate for row in one.transitions]) for one in found.entries] == [
        ("3", ("3", "4"), ("3",), ["merged"]),
        ("2", ("2", "3"), ("3", "4"), ["split", "renumbered"]),
        ("1", ("1", "3"), ("2", "3"), ["renumbered"]),
        ("0", (), ("1", "3"), []),
    ]  # fmt: skip
    assert all(row.evidence for row in found.entries[0].transitions)
    assert "in common: " in log_as_text(found, 100, "en")
    assert "was 3, 4 until here" in log_as_text(found, 100, "en")


def test_a_snapshot_that_was_removed_stays_in_the_log(git: Git, small: Snapshot) -> None:
    """In that of all snapshots, and by its id; one that bears another name now is not taken for removed."""
    other = replace(small, id="other", aliases=())
    git.commit(small, from_source(other, "another paper"), message="begin")
    (git.folder / "xiamen-2020.json").rename(git.folder / "old.json")
    git.commit(message="renamed by hand")
    (git.folder / "old.json").unlink()
    git.commit(replace(small, id="new"), message="renamed")
    (git.folder / "other.json").unlink()
    expected = [("other", "begin", ("first",))]
    rows = [(entry.snapshot, entry.saved.subject, entry.remarks) for entry in log_of(git, "other").entries]
    assert rows == expected  # not saved yet
    git.commit(message="removed")
    expected = [("other", "removed", ("removed",)), *expected]
    rows = [(entry.snapshot, entry.saved.subject, entry.remarks) for entry in log_of(git, "other").entries]
    assert rows == expected
    everything = [(entry.snapshot, entry.saved.subject, entry.remarks) for entry in log_of(git).entries]
    assert [row for row in everything if row[0] == "other"] == expected
    assert {row[0] for row in everything} == {"other", "new", "xiamen-2020"}
    for unknown in ("old", "xiamen-2020"):
        with pytest.raises(LookupFailedError):
            log_of(git, unknown)


def test_renamed_removed_and_returned(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("mv", f"snapshots/{small.id}.json", "snapshots/other.json")
    git.commit(replace(small, id="other"), message="renamed")
    (git.folder / f"{small.id}.json").unlink(missing_ok=True)
    (git.folder / "other.json").unlink()
    git.commit(message="removed")
    git.commit(replace(small, id="other"), message="returned\n\nPolicydiff-Kind: policy")
    found = log_of(git, "other")
    assert [(one.saved.subject, one.kind, one.said, one.remarks, one.snapshot) for one in found.entries] == [
        ("returned", "policy", None, ("returned",), "other"),
        ("removed", "policy", None, ("removed",), "other"),
        ("renamed", "correction", None, (), "other"),
        ("first", "policy", None, ("first",), small.id),
    ]
    assert found.entries[2].former_path == f"snapshots/{small.id}.json"
    assert [cell.field for cell in found.entries[2].document] == ["id"]
    assert subjects(log_of(git, "other#2")) == [("first", "policy")]


def test_a_merge_that_only_joins_says_so(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    side = with_cell(small, "1", "text", "探索" + AIR)
    git.commit(side, message="side")
    git("switch", "-q", "main")
    git.commit(with_cell(small, "3", "text", SHIPS + DOCTORS), message="main")
    git("merge", "-q", "-s", "ours", "--no-commit", "side")
    git.commit(with_cell(side, "3", "text", SHIPS + DOCTORS), message="merge")
    found = log_of(git, small.id, count=1)
    assert log_as_text(found, 100, "en").splitlines()[1:] == ["    lines are joined; each change is of one of them"]
    assert log_as_text(found, 100, "zh").splitlines()[1:] == ["    合并分支；各项变化均见于其中一个分支"]


def test_merges_show_what_is_of_no_line(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    side = from_source(with_cell(small, "1", "text", "探索" + AIR), "side")
    git.commit(side, message="side")
    git("switch", "-q", "main")
    main = with_cell(small, "3", "text", SHIPS + DOCTORS)
    git.commit(from_source(main, "main"), message="main")
    git("merge", "-q", "-s", "ours", "--no-commit", "side")
    merged = with_cell(with_cell(main, "1", "text", side.measures[0].text), "2", "text", BANKS + SPORTS)
    git.commit(from_source(merged, "merged"), message="merge")
    joined = log_of(git, small.id).entries[0]
    assert joined.remarks == ("merge",) and [row.after for row in joined.transitions] == [("2",)]
    assert subjects(log_of(git, f"{small.id}#1")) == [("side", "policy"), ("first", "policy")]
    assert subjects(log_of(git, f"{small.id}#2")) == [("merge", "policy"), ("first", "policy")]
    assert subjects(log_of(git, f"{small.id}#3")) == [("main", "policy"), ("first", "policy")]


def test_a_line_on_which_the_measure_is_the_same_is_followed_alone(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    side = from_source(with_cell(small, "1", "text", "探索" + AIR), "side")
    git.commit(side, message="side")
    git("switch", "-q", "main")
    git.commit(from_source(with_cell(small, "1", "text", AIR + DOCTORS), "main"), message="main")
    git("merge", "-q", "-s", "ours", "--no-commit", "side")
    git.commit(from_source(with_cell(side, "2", "text", BANKS + SPORTS), "merged"), message="merge")
    assert subjects(log_of(git, f"{small.id}#1")) == [("side", "policy"), ("first", "policy")]


def test_decisions_that_a_merge_brings_are_told_where_they_were_made(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    path = git.folder / "decisions" / f"other--{small.id}.json"
    path.parent.mkdir()
    path.write_text(dump_decisions(Decisions(left="other", right=small.id, decisions=(decision("1", AIR),))), "utf-8")
    git.commit(message="decided")
    git("switch", "-q", "main")
    git.commit(message="main")
    git("merge", "-q", "--no-ff", "-m", "merge", "side")
    assert subjects(log_of(git, small.id)) == [("decided", "decision"), ("first", "policy")]


def test_what_a_merge_took_nothing_of_is_not_told(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    git.commit(with_cell(small, "1", "text", "探索" + AIR), message="side")
    git("switch", "-q", "main")
    git.commit(with_cell(small, "3", "text", SHIPS + DOCTORS), message="main")
    git("merge", "-q", "-s", "ours", "-m", "ours", "side")
    assert [one for one, _ in subjects(log_of(git, small.id))] == ["main", "first"]


def test_versions_that_do_not_load_are_named_and_passed_over(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    path = git.folder / f"{small.id}.json"
    path.write_text(path.read_text("utf-8").replace('"text": "', '"txt": "', 1), "utf-8")
    git.commit(message="broken")
    path.write_text("<<<<<<< ours\n{}\n", "utf-8")
    git.commit(message="conflict")
    git.commit(from_source(with_cell(small, "1", "text", "探索" + AIR), "amended"), message="mended")
    for name in (small.id, f"{small.id}#1"):
        found = log_of(git, name)
        assert [one for one, _ in subjects(found)] == ["mended", "first"]
        assert [one.saved.subject for one in found.broken] == ["conflict", "broken"]
        assert found.entries[0].transitions[0].before == ("1",)
    assert "Passed over: " in log_as_text(found, 100, "en") and "略过：" in log_as_text(found, 100, "zh")
    path.write_text(path.read_text("utf-8")[:-40], "utf-8")
    found = log_of(git, small.id)
    assert found.broken[0].saved.commit is None and len(found.entries) == 2


def test_hostile_names_and_messages_are_text(git: Git, small: Snapshot) -> None:
    git("config", "user.name", "x")
    git.commit(small, message="-n --help \x1b[31m$(id)\r\u202e")
    git("commit", "-q", "--amend", "--author=\u202eEvil\x1b[2J <e@example.org>", "-C", "HEAD")
    text = log_as_text(log_of(git, small.id), 100, "en")
    assert "-n --help" in text and "<U+001B>[31m$(id)" in text
    assert all(character == "\n" or character.isprintable() for character in text)
    with pytest.raises(HistoryError):
        log_of(git, f"{small.id}@--all")


def decision(measure: str, text: str, verdict: str = "linked") -> Decision:
    named = DecidedMeasure(measure=measure, title=None, text=text)
    return Decision(verdict=verdict, left=(named,), right=(named,), by="韩梅梅", when="2026-02-01")


def test_decisions_are_a_kind_of_their_own(git: Git, small: Snapshot) -> None:
    other = replace(small, id="other", aliases=())
    git.commit(small, other, replace(small, id="third", aliases=()), message="first")
    path = git.folder / "decisions" / f"other--{small.id}.json"
    path.parent.mkdir()
    kept = Decisions(left="other", right=small.id, decisions=(decision("1", AIR), decision("2", BANKS)))
    path.write_text(dump_decisions(kept), "utf-8")
    git.commit(message="decided\n\nPolicydiff-Kind: decision")
    path.write_text(dump_decisions(replace(kept, decisions=(decision("1", AIR, "unrelated"),))), "utf-8")
    git.commit(message="decided again")
    found = log_of(git, small.id, kinds=["decision"])
    assert subjects(found) == [("decided again", "decision"), ("decided", "decision")]
    again, first = ([(one.before is None, one.after is None) for one in entry.decisions] for entry in found.entries)
    assert (again, first) == ([(False, False), (False, True)], [(True, False), (True, False)])
    assert [len(one.decisions) for one in log_of(git, f"{small.id}#2", kinds=["decision"]).entries] == [1, 1]
    assert log_of(git, f"{small.id}#3", kinds=["decision"]).entries == ()
    assert log_of(git, "third", kinds=["decision"]).entries == ()
    whole = log_of(git, None, kinds=["decision"])
    assert [len(entry.decisions) for entry in whole.entries] == [2, 2]  # once, though they are on two snapshots
    text = log_as_text(found, 200, "en")
    assert f"other#1 → {small.id}#1 linked is replaced by unrelated, decided by 韩梅梅 on 2026-02-01" in text
    assert f"other#2 → {small.id}#2 linked is taken back, decided by 韩梅梅 on 2026-02-01" in text
    other_words = replace(kept, decisions=(decision("1", SHIPS, "unrelated"),))
    path.write_text(dump_decisions(other_words), "utf-8")
    text = log_as_text(log_of(git, small.id, kinds=["decision"], count=1), 200, "en")
    assert text.splitlines()[1:] == [
        f"    other#1 → {small.id}#1 unrelated anew, decided by 韩梅梅 on 2026-02-01",
    ]
    path.unlink()
    assert log_of(git, small.id).entries[0].decisions[0].after is None
    path.write_text("{", "utf-8")
    assert [one.saved.commit for one in log_of(git, small.id).broken] == [None]


def test_decisions_between_editions_rule_the_steps(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    amended = from_source(with_cell(small, "2", "text", DATA), "two")
    git.commit(amended, message="second")
    assert [row.fate for row in log_of(git, small.id).entries[0].transitions] == ["dropped", "added"]
    path = git.folder / "decisions" / f"{small.id}--{small.id}.json"
    path.parent.mkdir()
    words = (DecidedMeasure(measure="2", title=None, text=text) for text in (BANKS, DATA))
    one, other = words
    kept = Decision(verdict="linked", left=(one,), right=(other,), by="li", when="2026-01-01")
    path.write_text(dump_decisions(Decisions(left=small.id, right=small.id, decisions=(kept,))), "utf-8")
    (row,) = log_of(git, small.id, kinds=["policy"]).entries[0].transitions
    assert (row.fate, row.decided_by) == ("changed", "decision")
    assert len(log_of(git, f"{small.id}#2", kinds=["policy"]).entries) == 2


def test_count_since_and_kinds(git: Git, small: Snapshot) -> None:
    for number in range(1, 6):
        git.day = f"2026-01-{number:02}"
        git.commit(from_source(with_cell(small, "1", "text", AIR * number), str(number)), message=str(number))
    assert [one for one, _ in subjects(log_of(git, small.id, count=2))] == ["5", "4"]
    assert [one for one, _ in subjects(log_of(git, small.id, since="2026-01-04"))] == ["5", "4"]
    assert [one for one, _ in subjects(log_of(git, f"{small.id}#1", since="2026-01-04"))] == ["5", "4"]
    assert log_of(git, small.id, kinds=["extraction", "correction"]).entries == ()
    assert log_as_text(log_of(git, small.id, count=0), 100, "en") == "There is nothing to show.\n"
    assert [one for one, _ in subjects(log_of(git, f"{small.id}@2026-01-02"))] == ["2", "1"]
    for wrong in ("2026-02-30", "yesterday", "--all"):
        with pytest.raises(HistoryError, match="day"):
            wanted(since=wrong)
    with pytest.raises(LookupFailedError):
        log_of(git, f"{small.id}#99")


def test_a_shallow_clone_says_that_it_is_cut(git: Git, small: Snapshot, tmp_path: Path) -> None:
    for number in range(1, 4):
        git.commit(from_source(with_cell(small, "1", "text", AIR * number), str(number)), message=str(number))
    clone = Git(tmp_path / "clone")
    shutil.rmtree(clone.top)
    git("clone", "-q", "--depth", "2", f"file://{git.top}", str(clone.top))
    found = log_of(clone, small.id)
    assert [one for one, _ in subjects(found)] == ["3", "2"]
    assert found.is_cut and found.entries[-1].remarks == ("cut",)
    assert log_of(clone, f"{small.id}#1").entries[-1].remarks == ("cut",)
    assert "git fetch --unshallow" in log_as_text(found, 100, "en")
    assert not log_of(git, small.id).is_cut


def test_a_repository_whose_top_is_the_folder(tmp_path: Path, small: Snapshot) -> None:
    git = Git(tmp_path)
    git.folder = tmp_path
    (tmp_path / "snapshots").rmdir()
    git.write(small, ".")
    git.commit(message="first")
    git.write(with_cell(small, "1", "text", "探索" + AIR), ".")
    git.commit(message="second")
    assert subjects(log_of(git, f"{small.id}#1")) == [("second", "correction"), ("first", "policy")]


def test_a_damaged_index_changes_no_answer(git: Git, small: Snapshot) -> None:
    for number in range(1, 5):
        git.commit(from_source(with_cell(small, "1", "text", AIR * number), str(number)), message=str(number))
    first = log_of(git, f"{small.id}#1"), log_of(git, small.id)
    index = git.top / ".git" / "policydiff" / "index.sqlite"
    data = bytearray(index.read_bytes())
    for at in range(3000, len(data), 97):
        data[at] ^= 0xFF
    index.write_bytes(data)
    assert (log_of(git, f"{small.id}#1"), log_of(git, small.id)) == first
    index.unlink()
    assert (log_of(git, f"{small.id}#1"), log_of(git, small.id)) == first


def test_what_another_policydiff_kept_is_forgotten(git: Git, small: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    git.commit(small, message="first")
    git.commit(from_source(with_cell(small, "1", "text", "探索" + AIR), "two"), message="second")
    for place in ("course", "fingerprint"):
        monkeypatch.setattr(f"policydiff.workflows.{place}.fingerprint", lambda: "another")
    monkeypatch.setattr("policydiff.history.skeletons._packed", lambda names, _: [[name] for name in names])
    expected = log_of(git, f"{small.id}#1")
    monkeypatch.undo()
    assert log_of(git, f"{small.id}#1") == expected  # what it kept has another form
    index = Index(git.top / ".git" / "policydiff" / "index.sqlite")
    assert len(list(index.under("measures/", list))) == len(list(index.under("steps/", dict))) == 1


def test_a_snapshot_of_which_no_version_loads_is_one_clear_error(git: Git, small: Snapshot) -> None:
    path = git.write(small)
    path.write_text(path.read_text("utf-8")[:-40], "utf-8")
    found = log_of(git, small.id)
    assert found.entries == () and found.broken[0].saved.commit is None
    with pytest.raises(SnapshotError, match="cut off"):
        log_of(git, f"{small.id}#1")
    with pytest.raises(SnapshotError, match="cut off"):
        blame(small.id, Corpus(git.folder))


def test_the_trail_of_a_measure_is_that_of_all_steps_one_by_one(git: Git, snapshots: dict[str, Snapshot]) -> None:
    """Over a random history: what is skipped because it is the same makes no difference."""
    texts = [one.text for one in snapshots["national-2025"].measures[:14]]
    editor = Editor(with_texts(snapshots["xiamen-2020"], texts), snapshots["ftz-batch-6"].measures[:20], 11)
    rng = random.Random(11)
    editions: list[Snapshot] = []
    for number in range(14):
        edited = editor.edited(rng.choices(DEEDS, k=2) if number else [])
        editions.append(from_source(edited.snapshot, str(number)))
        git.commit(editions[-1], message=str(number))
    for measure in editions[-1].measures:
        names, expected = {measure.id}, []
        for number in range(13, 0, -1):
            old, new = editions[number - 1], editions[number]
            was = {one.id: replace(one, location=measure.location) for one in old.measures}
            now = {one.id: replace(one, location=measure.location) for one in new.measures}
            if any(was.get(name) != now[name] for name in names):
                step = step_between(old, new)
                before = {one for name in names for one in origins(step, name)}
                expected.append((str(number), before, names))
                names = before
        if names:
            expected.append(("0", set(), names))
        found = log_of(git, f"{new.id}#{measure.id}").entries
        assert [(one.saved.subject, set(one.before), set(one.after)) for one in found] == expected


@pytest.mark.parametrize("data", [b"\xff", b"{", b"[" * 100_000])
def test_decisions_that_do_not_load_hide_no_others(data: bytes, git: Git, small: Snapshot) -> None:
    git.commit(small, replace(small, id="other", aliases=()), message="first")
    file = git.folder / "decisions" / f"{small.id}--other.json"
    file.parent.mkdir()
    measures = (DecidedMeasure(measure="1", text=small.measures[0].text),)
    decision = Decision(verdict="linked", left=measures, right=measures, by="李", when="2026-11-22", why=None)
    sound = dump_decisions(Decisions(left=small.id, right="other", decisions=(decision,)))
    file.write_text(sound, "utf-8")
    git.commit(message="decided")
    file.write_bytes(data)
    unsaved = log_of(git, small.id)
    git.commit(message="broken")
    broken = log_of(git, small.id)
    file.write_text(sound, "utf-8")
    git.commit(message="mended")
    mended = log_of(git, small.id)
    for found, names in ((unsaved, [None]), (broken, ["broken"]), (mended, ["broken"])):
        assert [entry.saved.subject for entry in found.entries] == ["decided", "first"]
        assert [one.saved.subject for one in found.broken] == names
