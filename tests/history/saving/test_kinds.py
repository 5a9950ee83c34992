"""Of which kind a change is, and what is refused because it is of two, in real repositories."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec

import pytest

from policydiff.errors import HistoryError, PolicydiffError
from policydiff.model.document import Reader
from policydiff.read import document
from policydiff.read.document import Reading
from policydiff.snapshot import dump_snapshot
from policydiff.workflows import unsaved_kinds as workflow
from policydiff.workflows.reread import reread
from policydiff.workflows.save import FaultsError
from tests.history.data_repository import TEXTS, WIDER, DataRepository, table


def amended(repository: DataRepository) -> None:
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A newer reader, which reads a cell otherwise if it is told to."""
    known = document.read_document

    def install(*, otherwise: bool) -> None:
        def read(*arguments: object) -> Reading:
            reading = known(*arguments)  # type: ignore[arg-type]
            snapshot = reading.snapshot
            measures = snapshot.measures
            if otherwise:
                measures = tuple(replace(measure, text=measure.text.replace("，", ",")) for measure in measures)
            source = replace(snapshot.source, reader=Reader(name="text", version="3.1"))
            return replace(reading, snapshot=replace(snapshot, measures=measures, source=source))

        for module in ("ingest", "reread", "unsaved_kinds"):
            monkeypatch.setattr(f"policydiff.workflows.{module}.read_document", read)

    return install


def is_by_hand(error: PolicydiffError, what: str) -> bool:
    """Whether a refusal says that a snapshot is not what its source gives: validating it, or judging its change."""
    if isinstance(error, FaultsError):
        return {one.finding.id for one in error.found} == {"text-edited"}
    return isinstance(error, HistoryError) and what in str(error)


def read_again(repository: DataRepository, name: str = "city") -> None:
    entry = repository.corpus.resolve(name)
    entry.path.write_text(dump_snapshot(reread(entry.load(), repository.folder).snapshot), "utf-8")


def test_a_new_snapshot(empty: DataRepository) -> None:
    empty.ingest("city")
    found = empty.save()
    assert (found.kind, found.subject, found.commit) == ("policy", "city: 5 measures, new", empty.head)
    assert empty.files == ["A\tsnapshots/city.json", "A\tsnapshots/sources/city.txt"]
    assert empty.status == []


def test_several_new_snapshots(empty: DataRepository) -> None:
    empty.ingest("city")
    empty.ingest("town", table(TEXTS[:3]))
    assert empty.save().subject == "2 snapshots: 8 measures, new"


def test_nothing_to_save(saved: DataRepository) -> None:
    before = saved.state()
    found = saved.save()
    assert (found.kind, found.commit, found.files) == (None, None, ())
    assert saved.save("city").kind is None
    assert saved.state() == before


def test_an_amended_source(saved: DataRepository) -> None:
    amended(saved)
    found = saved.save()
    assert (found.kind, found.subject) == ("policy", "city: 1 measure widened")
    assert "\n  #1: audience widened: 港澳 → 港澳台\n" in saved.message


def test_added_dropped_and_renumbered_measures(saved: DataRepository) -> None:
    saved.ingest("city", table([TEXTS[0], "试点开展国际船舶登记制度创新。", *TEXTS[1:3], TEXTS[4]]))
    found = saved.save()
    assert found.subject == "city: 1 measure added, 1 dropped, 2 renumbered"
    assert saved.message.split("\n\n")[1].splitlines() == [
        "  #2: added: 试点开展国际船舶登记制度创新。",
        "  #4: dropped: 建立知识产权质押融资风险补偿基金。",
        "  #2–#3 → #3–#4: renumbered (2)",
    ]


def test_a_source_with_no_change_of_a_measure(saved: DataRepository) -> None:
    saved.ingest("city", table(title="某市新任务清单"))
    assert saved.save().subject == "city: no measure changed, 1 cell changed"


def test_a_newer_reader(saved: DataRepository, newer: Callable[..., None]) -> None:
    newer(otherwise=True)
    read_again(saved)
    found = saved.save()
    assert (found.kind, found.subject) == ("extraction", "city: read again by reader 3.1, 2 cells otherwise")
    assert saved.files == ["M\tsnapshots/city.json"]


def test_a_newer_reader_that_reads_the_same(saved: DataRepository, newer: Callable[..., None]) -> None:
    newer(otherwise=False)
    read_again(saved)
    assert saved.save().subject == "city: read again by reader 3.1, no cell otherwise"


def test_a_newer_reader_has_no_part_in_a_change_of_policy(saved: DataRepository, newer: Callable[..., None]) -> None:
    newer(otherwise=False)
    amended(saved)
    assert (saved.save().kind, saved.subjects[0]) == ("policy", "city: 1 measure widened")


def test_a_newer_reader_never_hides_in_a_change_of_policy(saved: DataRepository, newer: Callable[..., None]) -> None:
    newer(otherwise=True)
    amended(saved)
    before = saved.state()
    with pytest.raises(HistoryError) as raised:
        saved.save()
    assert str(raised.value) == (
        "city: is two kinds of change, extraction and policy: reader 3.1 alone alters measure 2, text of what was saved "
        "by reader 2.1; put the snapshot and its source back from git, run policydiff reread city and policydiff save "
        "city --kind extraction, then ingest the new source and save it"
    )
    for kind in ("policy", "correction", "decision"):
        with pytest.raises(HistoryError):
            saved.save("city", kind=kind)
    assert saved.state() == before


def test_as_it_is_told_to_be_split(saved: DataRepository, newer: Callable[..., None]) -> None:
    newer(otherwise=True)
    amended(saved)
    saved.git("checkout", "--", "snapshots")
    read_again(saved)
    saved.save("city", kind="extraction")
    amended(saved)
    saved.save()
    assert saved.subjects[:2] == ["city: 1 measure widened", "city: read again by reader 3.1, 2 cells otherwise"]


def test_a_newer_reader_never_hides_in_a_correction(saved: DataRepository, newer: Callable[..., None]) -> None:
    newer(otherwise=True)
    saved.ingest("city", values={"issued": "2020-08-31"})
    with pytest.raises(HistoryError, match="is two kinds of change, extraction and correction"):
        saved.save()


def test_what_ingest_was_told_is_put_right(saved: DataRepository) -> None:
    saved.ingest("city", values={"issued": "2020-08-31"}, series="pilot")
    found = saved.save()
    assert (found.kind, found.subject) == ("correction", "city: 2 cells put right")
    assert "\n  issued: nothing → 2020-08-31\n  series: nothing → pilot\n" in saved.message


@pytest.mark.skipif(find_spec("policydiff.workflows.correct") is not None, reason="corrections are replayed for real")
def test_corrections_are_saved_with_the_snapshot(saved: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    corrections = saved.folder / "corrections" / "city.json"
    corrections.parent.mkdir()
    corrections.write_text("{}", "utf-8")
    data = json.loads((saved.folder / "city.json").read_text("utf-8"))
    data["measures"][0]["text"] = WIDER
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    (saved.folder / "city.json").write_text(text, "utf-8")

    def read(snapshot: object, source: bytes, kept: bytes | None) -> object:
        from policydiff.snapshot import load_snapshot

        return load_snapshot(text, "") if kept else snapshot

    monkeypatch.setattr(workflow, "read_again", read)
    found = saved.save()
    assert (found.kind, found.subject) == ("correction", "city: 1 cell put right")
    assert found.files == ("snapshots/city.json", "snapshots/corrections/city.json")
    corrections.write_text('{"why": "another"}', "utf-8")
    assert saved.save().subject == "city: what is kept beside it put right, no cell changed"


def test_a_cell_edited_by_hand_is_refused(saved: DataRepository) -> None:
    path = saved.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("港澳", "港澳台"), "utf-8")
    before = saved.state()
    for kind in (None, "policy", "extraction", "correction"):
        with pytest.raises(PolicydiffError) as raised:
            saved.save("city", kind=kind)
        assert is_by_hand(
            raised.value,
            "city: measure 1, text is not what reading its source gives: “支持符合条件的港澳台银行业、保险业企业设立分支机构。” for "
            "“支持符合条件的港澳银行业、保险业企业设立分支机构。”; put a cell right in corrections/city.json, and run "
            "policydiff reread city",
        )
    assert saved.state() == before


def test_a_new_snapshot_edited_by_hand_is_refused(empty: DataRepository) -> None:
    empty.ingest("city")
    path = empty.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("港澳", "港澳台"), "utf-8")
    with pytest.raises(PolicydiffError) as raised:
        empty.save()
    assert is_by_hand(raised.value, "is not what reading its source gives")
    assert empty.head == ""


def test_a_snapshot_in_another_form_is_refused(saved: DataRepository) -> None:
    path = saved.folder / "city.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")
    with pytest.raises(HistoryError, match="is not in the form that policydiff writes"):
        saved.save()


def test_a_snapshot_that_was_committed_in_another_form(saved: DataRepository) -> None:
    path = saved.folder / "city.json"
    text = path.read_text("utf-8")
    path.write_text(json.dumps(json.loads(text)), "utf-8")
    saved.git("commit", "-qam", "by hand")
    path.write_text(text, "utf-8")
    found = saved.save()
    assert (found.kind, found.subject) == ("extraction", "city: read again by reader 2.1, no cell otherwise")


def test_a_cell_that_was_committed_by_hand(saved: DataRepository) -> None:
    path = saved.folder / "city.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace("港澳", "港澳台"), "utf-8")
    saved.git("commit", "-qam", "by hand")
    path.write_text(text, "utf-8")
    assert saved.save().subject == "city: read again by reader 2.1, 1 cell otherwise"


def test_a_hand_at_work_under_an_older_reader_is_refused(saved: DataRepository, newer: Callable[..., None]) -> None:
    newer(otherwise=False)
    path = saved.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("港澳", "港澳台"), "utf-8")
    with pytest.raises(HistoryError, match="is not what reading its source gives"):
        saved.save()


def test_a_snapshot_by_another_reader_is_saved_with_a_word(empty: DataRepository, newer: Callable[..., None]) -> None:
    empty.ingest("city")
    newer(otherwise=False)
    found = empty.save()
    assert found.kind == "policy"
    assert found.doubts == (
        "city: it was read by reader 2.1, the present one is 3.1, so that it is what its source gives was not checked",
    )


def test_a_better_print_is_said_by_the_user(saved: DataRepository) -> None:
    amended(saved)
    found = saved.save("city", kind="extraction")
    assert found.subject == "city: read from a better print by reader 2.1, 1 cell otherwise"
    assert "\nPolicydiff-Source-Before: city sha256:" in saved.message


def test_a_better_print_must_be_named(saved: DataRepository) -> None:
    amended(saved)
    found = saved.save(kind="extraction")
    assert (found.kind, [(one.name, one.reason, one.kind) for one in found.left_out]) == (
        None,
        [("city", "other-kind", "policy")],
    )
    assert saved.subjects == ["city: 5 measures, new"]


@pytest.mark.parametrize("kind", ["correction", "decision"])
def test_another_kind_than_it_is(kind: str, saved: DataRepository) -> None:
    amended(saved)
    with pytest.raises(HistoryError) as raised:
        saved.save("city", kind=kind)
    assert str(raised.value) == (
        f"city: is a change of kind policy, not {kind}; run policydiff save city --kind policy"
    )


def test_a_renamed_snapshot(saved: DataRepository) -> None:
    (saved.folder / "city.json").unlink()
    (saved.folder / "sources" / "city.txt").unlink()
    saved.ingest("amoy")
    found = saved.save()
    assert (found.kind, found.subject) == ("correction", "amoy: renamed, was city")
    assert saved.files == [
        "A\tsnapshots/amoy.json",
        "D\tsnapshots/city.json",
        "A\tsnapshots/sources/amoy.txt",
        "D\tsnapshots/sources/city.txt",
    ]
    assert "\nPolicydiff-Renamed: city amoy\n" in saved.message


def test_a_renamed_snapshot_by_its_old_name(saved: DataRepository) -> None:
    (saved.folder / "city.json").unlink()
    saved.ingest("amoy")
    assert saved.save("city").subject == "amoy: renamed, was city"


def test_a_removed_snapshot_must_be_named(saved: DataRepository) -> None:
    (saved.folder / "city.json").unlink()
    (saved.folder / "sources" / "city.txt").unlink()
    found = saved.save()
    assert (found.kind, [(one.name, one.reason) for one in found.left_out]) == (None, [("city", "gone")])
    found = saved.save("city")
    assert (found.kind, found.subject) == ("policy", "city: removed from the snapshots")
    assert saved.files == ["D\tsnapshots/city.json", "D\tsnapshots/sources/city.txt"]


def two_kinds(repository: DataRepository) -> None:
    repository.ingest("town", table(TEXTS[:3]))
    repository.ingest("village", table(TEXTS[2:]))
    repository.save()
    amended(repository)
    repository.ingest("village", table(TEXTS[2:]), series="pilot")
    repository.decide("city", "town", "unrelated")


def test_mixed_kinds_are_refused_with_how_to_split_them(saved: DataRepository) -> None:
    two_kinds(saved)
    before = saved.state()
    with pytest.raises(HistoryError) as raised:
        saved.save()
    decisions = saved.folder / "decisions" / "city--town.json"
    assert str(raised.value) == (
        "3 kinds of change, one a commit: policy (city), correction (village), decision (city--town); "
        "save them one by one: policydiff save city --kind policy; policydiff save village --kind correction; "
        f"policydiff save {decisions} --kind decision"
    )
    assert saved.state() == before


def test_the_commands_that_split_mixed_kinds_do(saved: DataRepository) -> None:
    two_kinds(saved)
    with pytest.raises(HistoryError) as raised:
        saved.save()
    for step in raised.value.remedy.partition(": ")[2].split("; "):
        _, _, *names, _, kind = step.split()
        assert saved.save(*names, kind=kind).kind == kind
    assert saved.status == []
    assert saved.subjects[:3] == [
        "city--town: 1 link decided",
        "village: 1 cell put right",
        "city: 1 measure widened",
    ]


def test_the_kind_chooses_among_what_is_unsaved(saved: DataRepository) -> None:
    two_kinds(saved)
    found = saved.save(kind="correction")
    assert [(one.name, one.kind) for one in found.left_out] == [("city", "policy"), ("city--town", "decision")]
    assert found.snapshots == ("village",)


def test_decisions_on_a_snapshot_that_was_never_saved(saved: DataRepository) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    path = saved.decide("city", "town")
    with pytest.raises(HistoryError, match="holds decisions on town, which was never saved; run policydiff save town"):
        saved.save(str(path))
    saved.save("town", kind="policy")
    assert saved.save(str(path)).subject == "city--town: 1 link decided"


def test_decisions_are_taken_back(saved: DataRepository) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    saved.save()
    path = saved.decide("city", "town")
    saved.save()
    path.unlink()
    found = saved.save()
    assert (found.kind, found.subject) == ("decision", "city--town: 1 link taken back")


def test_decisions_go_with_the_snapshot_that_is_removed(saved: DataRepository) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    saved.save()
    path = saved.decide("city", "town")
    saved.save()
    (saved.folder / "town.json").unlink()
    with pytest.raises(HistoryError, match="holds decisions on town, which is no longer there"):
        saved.save("town")
    path.unlink()
    assert saved.save("town").files == ("snapshots/decisions/city--town.json", "snapshots/town.json")


def test_several_of_one_kind(saved: DataRepository, newer: Callable[..., None]) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    amended(saved)
    assert saved.save().subject == "2 snapshots: 1 new, 1 measure widened"
    assert saved.message.split("\n\n")[1].splitlines() == [
        "  city: 1 measure widened",
        "    #1: audience widened: 港澳 → 港澳台",
        "  town: 3 measures, new",
        "    某市试点任务清单",
    ]
    saved.ingest("city", table([WIDER, *TEXTS[1:]]), series="pilot", values={"issued": "2020-08-31"})
    saved.ingest("town", table(TEXTS[:3]), series="pilot")
    assert saved.save().subject == "2 snapshots: 3 cells put right"
    newer(otherwise=True)
    read_again(saved)
    read_again(saved, "town")
    assert saved.save().subject == "2 snapshots: read again, 3 cells otherwise"
    assert saved.git("log", "-1", "--format=%(trailers:key=Policydiff-Snapshot,valueonly)").split() == ["city", "town"]


def test_decisions_are_decided_anew(saved: DataRepository) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    saved.save()
    saved.decide("city", "town")
    saved.save()
    saved.decide("city", "town", why="# the same\nPolicydiff-Kind: policy")
    assert saved.save().subject == "city--town: 1 link decided anew"
    body, trailers = saved.message.split("\n\n")[1:]
    assert body == "  1 → 1: linked, decided anew: # the same Policydiff-Kind: p…"
    assert trailers == "Policydiff-Kind: decision\nPolicydiff-Decisions: city--town\nPolicydiff-Version: 0.1.0"


def test_a_story_shows_no_reading_as_policy(saved: DataRepository, newer: Callable[..., None]) -> None:
    saved.ingest("city", series="pilot")
    saved.save()
    newer(otherwise=True)
    saved.ingest("city", series="pilot")
    saved.save()
    saved.ingest("city", table([WIDER, *TEXTS[1:]]))
    saved.save()
    saved.ingest("city", table([WIDER, *TEXTS[2:]]))
    saved.save()
    trailers = saved.git("log", "--format=%(trailers:key=Policydiff-Kind,valueonly)").split()
    assert list(zip(trailers, saved.subjects, strict=True)) == [
        ("policy", "city: 1 measure dropped, 3 renumbered"),
        ("policy", "city: 1 measure widened"),
        ("extraction", "city: read again by reader 3.1, 2 cells otherwise"),
        ("correction", "city: 1 cell put right"),
        ("policy", "city: 5 measures, new"),
    ]
