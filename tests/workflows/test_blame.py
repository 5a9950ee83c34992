"""Blame: the commit and document that last changed each measure, and each clause of one."""

import json
import random
import shutil
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, LookupFailedError
from policydiff.model.document import Responsibility, Snapshot
from policydiff.model.history import Blame, Origin
from policydiff.report.history_json import blame_as_json
from policydiff.report.terminal.blame import blame_as_text
from policydiff.snapshot import schema_errors
from policydiff.workflows.blame import blame
from tests.compare.editions.editor import DEEDS, Editor
from tests.history.repositories import Git, with_texts
from tests.workflows.story import AIR, BANKS, CHAPTERS, DATA, DOCTORS, SHIPS, SPORTS, TAX, Story, from_source, with_cell


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path)


@pytest.fixture
def small(xiamen: Snapshot) -> Snapshot:
    return with_texts(xiamen, [AIR, BANKS, SHIPS])


def blame_of(git: Git, name: str, *kinds: str) -> Blame:
    found = blame(name, Corpus(git.folder), kinds)
    assert schema_errors("blame", json.loads(blame_as_json(found))) == []
    return found


def subject(origin: Origin | None) -> str | None:
    return None if origin is None else origin.saved.subject or "unsaved"


def measures(git: Git, name: str, *kinds: str) -> dict[str, str | None]:
    """By measure the subject of the commit that last changed it."""
    return {one.measure: subject(one.origin) for one in blame_of(git, name, *kinds).measures}


def parts(git: Git, name: str, *kinds: str) -> list[tuple[str, str | None]]:
    """The clauses of a measure's text, each with the subject of the commit that last changed it."""
    return [(one.text, subject(one.origin)) for one in blame_of(git, name, *kinds).parts if one.field == "text"]


def test_the_story_at_every_step(tmp_path: Path, xiamen: Snapshot) -> None:
    story = Story(tmp_path, xiamen)
    expected = {
        "begin": {"plan": "begin begin begin", "city": "begin begin begin", "next": "begin begin begin"},
        "renumber": {"city": "renumber begin begin begin", "zone": "begin begin"},
        "correct": {"plan": "begin correct begin"},
        "reread": {"next": "begin reread reread"},
        "amend": {"zone": "amend amend", "next": "begin reread reread"},
        "import_late": {"old": "import import", "city": "renumber begin begin begin", "plan": "begin correct begin"},
    }
    for chapter in CHAPTERS:
        getattr(story, chapter)()
        for name, origins in expected[chapter].items():
            assert " ".join(map(str, measures(story.git, name).values())) == origins
    for name, origins in {"plan": "begin begin begin", "next": "begin begin begin", "zone": "amend amend"}.items():
        assert " ".join(map(str, measures(story.git, name, "policy").values())) == origins


def test_the_page(tmp_path: Path, xiamen: Snapshot) -> None:
    story = Story(tmp_path, xiamen)
    for chapter in CHAPTERS:
        getattr(story, chapter)()
    assert story.named(blame_as_text(blame_of(story.git, "city"), 100, "en")) == (
        "<renumber>  policy  2026-01-11  李雷  1          对技术先进型服务企业减按15%的税率征收企业所得税。\n"
        "<begin>  policy  2026-01-10  李雷  2 (was 1)  支持具备条件的试点地区开通第五航权航线。\n"
        "<begin>  policy  2026-01-10  李雷  3 (was 2)  推进体育消费机制创新。支持冰雪、山地户外体育项目…\n"
        "<begin>  policy  2026-01-10  李雷  4 (was 3)  允许境外医师按照规定来华短期行医。\n"
        "\n"
        "city的总体方案, issued on 2020-09-01: <renumber>, <begin>\n"
    )
    assert story.named(blame_as_text(blame_of(story.git, "next#2"), 100, "zh")) == (
        "<begin>  政策  2026-01-10  李雷  正文      探索数据跨境流动分类监管模式。\n"
        "<reread>  识读  2026-01-13  李雷  正文      建立安全评估制度。\n"
        "<begin>  政策  2026-01-10  李雷  责任分工  商务部负责\n"
        "\n"
        "next的总体方案，2025-04-01印发：<begin>、<reread>\n"
    )
    assert story.named(blame_as_text(blame_of(story.git, "next#2", "policy"), 100, "en")) == (
        "<begin>  policy  2026-01-10  李雷  text         探索数据跨境流动分类监管模式。\n"
        "<begin>  policy  2026-01-10  李雷  text         (came with the document) 建立安全评估制度。\n"
        "<begin>  policy  2026-01-10  李雷  responsible  商务部负责\n"
        "\n"
        "next的总体方案, issued on 2025-04-01: <begin>\n"
    )


def test_lines_and_numbers_are_no_change_but_the_number_is_told(git: Git, small: Snapshot) -> None:
    git.commit(from_source(small, "1"), message="first")
    git.commit(from_source(with_texts(small, [TAX, AIR, BANKS, SHIPS]), "2"), message="put in front")
    git.commit(from_source(with_texts(small, [TAX, AIR, SHIPS]), "3"), message="dropped")
    found = blame_of(git, small.id).measures
    assert [(one.measure, one.origin and one.origin.saved.subject) for one in found] == [
        ("1", "put in front"),
        ("2", "first"),
        ("3", "first"),
    ]
    assert [one.renumbered and (one.renumbered.was, one.renumbered.saved.subject) for one in found] == [
        None,
        ("1", "put in front"),
        ("4", "dropped"),
    ]


def test_a_cell_counts_and_what_is_worked_out_from_it_does_not(git: Git, small: Snapshot) -> None:
    first = with_cell(small, "2", "responsibility", Responsibility(raw="商务部负责"))
    git.commit(first, message="first")
    git.commit(
        with_cell(first, "2", "responsibility", Responsibility(raw="商务部负责", areas=("厦门",))), message="derived"
    )
    assert measures(git, small.id)["2"] == "first"
    git.commit(with_cell(first, "2", "responsibility", Responsibility(raw="海关总署负责")), message="cell")
    assert measures(git, small.id) == {"1": "first", "2": "cell", "3": "first"}
    named = {one.field: one.origin and one.origin.saved.subject for one in blame_of(git, f"{small.id}#2").parts}
    assert (named["text"], named["responsibility"]) == ("first", "cell")


def test_a_policy_is_seen_through_what_was_read_otherwise(git: Git, small: Snapshot) -> None:
    git.commit(from_source(small, "1"), message="first")
    amended = from_source(with_cell(small, "1", "text", AIR.replace("支持", "鼓励")), "2")
    git.commit(amended, message="amended")
    reread = from_source(with_texts(small, [amended.measures[0].text, BANKS, SHIPS, DATA]), "2", "2.2")
    git.commit(with_cell(reread, "2", "text", BANKS + "。"), message="reread")
    git.commit(with_cell(reread, "1", "text", reread.measures[0].text.replace("第五", "第六")), message="corrected")
    assert measures(git, small.id) == {"1": "corrected", "2": "corrected", "3": "first", "4": "reread"}
    assert measures(git, small.id, "policy") == {"1": "amended", "2": "first", "3": "first", "4": "amended"}
    assert measures(git, small.id, "policy", "extraction") == {
        "1": "amended",
        "2": "reread",
        "3": "first",
        "4": "reread",
    }
    reasons = {one.measure: one.origin and one.origin.reason for one in blame_of(git, small.id, "policy").measures}
    assert reasons == {"1": "words", "2": "words", "3": "words", "4": "document"}


def test_a_measure_from_one_line_of_a_merge_is_blamed_there(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    side = with_cell(small, "1", "text", "探索" + AIR)
    git.commit(from_source(side, "side"), message="side")
    git("switch", "-q", "main")
    main = with_cell(small, "3", "text", SHIPS + DOCTORS)
    git.commit(from_source(main, "main"), message="main")
    git("merge", "-q", "-s", "ours", "--no-commit", "side")
    merged = with_cell(with_cell(main, "1", "text", side.measures[0].text), "2", "text", BANKS + SPORTS)
    git.commit(from_source(merged, "merged"), message="merge")
    assert measures(git, small.id) == {"1": "side", "2": "merge", "3": "main"}
    assert [origin for _, origin in parts(git, f"{small.id}#2")] == ["first", "merge", "merge"]
    assert [origin for _, origin in parts(git, f"{small.id}#3")] == ["first", "main"]


def test_removed_returned_and_renamed_change_no_measure(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    path = git.folder / f"{small.id}.json"
    path.unlink()
    git.commit(message="removed")
    git.commit(with_cell(small, "1", "text", "探索" + AIR), message="returned")
    git("mv", f"snapshots/{small.id}.json", "snapshots/elsewhere.json")
    git.commit(message="renamed")
    assert measures(git, small.id) == {"1": "returned", "2": "first", "3": "first"}


def test_what_is_not_saved_yet(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git.write(with_cell(small, "1", "text", "探索" + AIR))
    assert measures(git, small.id) == {"1": "unsaved", "2": "first", "3": "first"}
    assert measures(git, f"{small.id}@HEAD") == {"1": "first", "2": "first", "3": "first"}
    assert "not saved yet  correction" in blame_as_text(blame_of(git, small.id), 100, "en")


def test_clauses(git: Git, small: Snapshot) -> None:
    """Each clause takes the newest commit among its characters, and words that moved keep theirs."""
    versions = [
        "支持港澳台银行业设立机构，简化审批流程。鼓励开展跨境结算。",
        "支持港澳台银行业设立机构，简化行政审批流程。鼓励开展跨境结算。",  # words in a clause
        "支持港澳银行业设立机构，简化行政审批流程。鼓励开展跨境结算。",  # words taken out of a clause
        "支持港澳银行业设立机构，简化行政审批流程。鼓励开展跨境结算。建立风险监测机制。",  # a sentence more
        "鼓励开展跨境结算。支持港澳银行业设立机构，简化行政审批流程。建立风险监测机制。",  # one that moved
        "鼓励开展跨境结算。支持港澳银行业设立机构。建立风险监测机制。",  # a clause less
    ]
    for number, text in enumerate(versions):
        git.commit(from_source(with_cell(small, "1", "text", text), str(number)), message=str(number))
    assert parts(git, f"{small.id}@HEAD~5#1") == [
        ("支持港澳台银行业设立机构，", "0"),
        ("简化审批流程。", "0"),
        ("鼓励开展跨境结算。", "0"),
    ]
    assert [origin for _, origin in parts(git, f"{small.id}@HEAD~4#1")] == ["0", "1", "0"]
    assert [origin for _, origin in parts(git, f"{small.id}@HEAD~3#1")] == ["2", "1", "0"]
    assert [origin for _, origin in parts(git, f"{small.id}@HEAD~2#1")] == ["2", "1", "0", "3"]
    assert [origin for _, origin in parts(git, f"{small.id}@HEAD~1#1")] == ["0", "2", "1", "3"]
    assert parts(git, f"{small.id}#1") == [
        ("鼓励开展跨境结算。", "0"),
        ("支持港澳银行业设立机构。", "2"),
        ("建立风险监测机制。", "3"),
    ]


def test_words_taken_out_of_a_clause_change_it_and_no_other(git: Git, small: Snapshot) -> None:
    git.commit(
        from_source(with_cell(small, "1", "text", "支持在试点地区依法依规设立机构，简化流程。"), "1"), message="first"
    )
    git.commit(from_source(with_cell(small, "1", "text", "支持在试点地区设立机构，简化流程。"), "2"), message="second")
    assert parts(git, f"{small.id}#1") == [("支持在试点地区设立机构，", "second"), ("简化流程。", "first")]


def test_clauses_go_through_splits_and_mergers(git: Git, small: Snapshot) -> None:
    git.commit(from_source(with_texts(small, [AIR, BANKS, SHIPS]), "1"), message="first")
    git.commit(from_source(with_texts(small, [AIR + BANKS, SHIPS]), "2"), message="merged")
    git.commit(from_source(with_texts(small, [AIR + BANKS + DATA, SHIPS]), "3"), message="more")
    git.commit(from_source(with_texts(small, [SHIPS, AIR, BANKS + DATA]), "4"), message="split")
    assert parts(git, f"{small.id}#2") == [(AIR, "first")]
    assert parts(git, f"{small.id}#3") == [
        (BANKS, "first"),
        ("探索数据跨境流动分类监管模式。", "more"),
    ]


def test_clauses_cover_the_text_and_agree_with_the_measure(git: Git, snapshots: dict[str, Snapshot]) -> None:
    """Over a random history: clauses are the whole text, and none is newer than its measure's last change."""
    first = with_texts(snapshots["xiamen-2020"], [one.text for one in snapshots["xiamen-2020"].measures[:10]])
    editor = Editor(first, snapshots["national-2025"].measures[:20], 5)
    rng = random.Random(5)
    for number in range(12):
        edited = editor.edited(rng.choices(DEEDS, k=2) if number else [])
        git.day = f"2026-01-{number + 1:02}"
        git.commit(from_source(edited.snapshot, str(number)), message=f"{number:02}")
    whole = measures(git, first.id)
    for measure in edited.snapshot.measures:
        clauses = parts(git, f"{first.id}#{measure.id}")
        assert "".join(text for text, _ in clauses) == measure.text
        assert max(origin for _, origin in clauses if origin) <= str(whole[measure.id])


def test_broken_versions_are_passed_over(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    (git.folder / f"{small.id}.json").write_text("<<<<<<< ours\n", "utf-8")
    git.commit(message="broken")
    git.commit(with_cell(small, "1", "text", "探索" + AIR), message="mended")
    assert measures(git, small.id) == {"1": "mended", "2": "first", "3": "first"}
    assert [one.saved.subject for one in blame_of(git, small.id).broken] == ["broken"]


def test_a_shallow_clone_blames_nothing_on_its_beginning(git: Git, small: Snapshot, tmp_path: Path) -> None:
    git.commit(small, message="first")
    second = with_cell(small, "2", "text", "探索" + BANKS)
    git.commit(second, message="second")
    git.commit(with_cell(second, "1", "text", "探索" + AIR), message="third")
    clone = Git(tmp_path / "clone")
    shutil.rmtree(clone.top)
    git("clone", "-q", "--depth", "2", f"file://{git.top}", str(clone.top))
    assert list(measures(clone, small.id).values()) == ["third", None, None]
    text = blame_as_text(blame_of(clone, small.id), 100, "en")
    assert "before the clone begins" in text and "git fetch --unshallow" in text


def test_names_that_are_none(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    for name in ("nothing", f"{small.id}#99"):
        with pytest.raises(LookupFailedError):
            blame_of(git, name)
    for name in (f"{small.id}@-p", f"{small.id}@nothing"):
        with pytest.raises(HistoryError):
            blame_of(git, name)
