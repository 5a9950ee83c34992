"""Correcting a cell: checked, kept, replayed at once; what does not fit leaves everything as it is."""

import json
import shutil
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import CorrectionError, LookupFailedError, PolicydiffError
from policydiff.model.correction import Correction
from policydiff.read.correction_files import load_corrections
from policydiff.snapshot import schema_errors
from policydiff.workflows.correct import correct
from policydiff.workflows.reread import reread_entry
from tests.conftest import SNAPSHOTS
from tests.read.corrected import correction
from tests.workflows.test_reread import FREIGHT, contents, edit, keep


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("corrections", "decisions"))
    return tmp_path / "snapshots"


def test_a_correction_is_kept_and_replayed(folder: Path) -> None:
    before = contents(folder)
    found = correct("xiamen", FREIGHT, Corpus(folder))
    assert found.finding.message == "measure 10, text: “增加货运” was read, it is “开通货运” now: 读错 (李, 2026-01-31)"
    after = contents(folder)
    assert {name for name in after if after[name] != before.get(name)} == {
        "xiamen-2020.json",
        "corrections/xiamen-2020.json",
    }
    assert reread_entry(Corpus(folder).resolve("xiamen")).text.encode() == after["xiamen-2020.json"]
    assert schema_errors("corrections", json.loads(after["corrections/xiamen-2020.json"])) == []


def test_a_second_one_is_checked_against_what_the_first_made(folder: Path) -> None:
    correct("xiamen", FREIGHT, Corpus(folder))
    correct("xiamen", replace(FREIGHT, read="开通货运", should="增开货运"), Corpus(folder))
    text = (folder / "corrections" / "xiamen-2020.json").read_text("utf-8")
    assert [one.should for one in load_corrections(text, "f", "xiamen-2020").corrections] == ["开通货运", "增开货运"]
    assert "增开货运第五航权航线。" in (folder / "xiamen-2020.json").read_text("utf-8")


def test_a_correction_and_its_reverse(folder: Path) -> None:
    before = json.loads((folder / "xiamen-2020.json").read_text("utf-8"))
    correct("xiamen", FREIGHT, Corpus(folder))
    correct("xiamen", replace(FREIGHT, read=FREIGHT.should, should=FREIGHT.read), Corpus(folder))
    after = json.loads((folder / "xiamen-2020.json").read_text("utf-8"))
    assert [one["id"] for one in after.pop("findings")] == ["cut-off", "corrected", "corrected"]
    before.pop("findings")
    assert before == after


REFUSED = [
    (replace(FREIGHT, read="没有的话"), "xiamen-2020, measure 10, text: the cell reads “增加货运第五航权航线。”"),
    (replace(FREIGHT, measure="99"), "there is no measure 99"),
    (replace(FREIGHT, should=FREIGHT.read), "what is read already"),
    (replace(FREIGHT, read="货运", should="增加货运"), "it reads so already"),
    (replace(FREIGHT, field="level"), 'field: "level" is not one of number'),
    (replace(FREIGHT, when="2026-02-30"), "when: “2026-02-30” is no day"),
    (replace(FREIGHT, why=""), "why: "),
    (replace(FREIGHT, should="甲\udcff"), "bytes that are no characters"),
    (replace(FREIGHT, should="甲\u001b[1m"), "should: "),
    (replace(FREIGHT, measure="99", read="增加货运第五航权航线。"), "the words stand in measure 10; name that one"),
]


@pytest.mark.parametrize(("refused", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_does_not_fit_is_refused(refused: Correction, message: str, folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(CorrectionError) as caught:
        correct("xiamen", refused, Corpus(folder))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert contents(folder) == before


def test_nothing_is_corrected_in_what_reading_again_would_change(folder: Path) -> None:
    edit(folder / "xiamen-2020.json", lambda d: d["measures"][4].update(text="别的话。"))
    before = contents(folder)
    with pytest.raises(CorrectionError, match=r"measure 5, text; run policydiff reread xiamen-2020"):
        correct("xiamen", FREIGHT, Corpus(folder))
    assert contents(folder) == before


def test_nothing_is_corrected_in_what_an_older_reader_read(folder: Path) -> None:
    edit(folder / "xiamen-2020.json", lambda d: d["source"]["reader"].update(version="1.1"))
    with pytest.raises(CorrectionError, match=r"read by reader 1.1, the present one is 2.1; run policydiff reread"):
        correct("xiamen", FREIGHT, Corpus(folder))


def test_broken_files_are_named_and_stay(folder: Path) -> None:
    keep(folder, "xiamen-2020")
    (folder / "corrections" / "xiamen-2020.json").write_text("{", "utf-8")
    before = contents(folder)
    with pytest.raises(CorrectionError, match=r"xiamen-2020.json:1:"):
        correct("xiamen", FREIGHT, Corpus(folder))
    with pytest.raises(LookupFailedError):
        correct("nobody", FREIGHT, Corpus(folder))
    assert contents(folder) == before


def test_where_the_folder_refuses_nothing_is_half_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder)
    replaced: list[Path] = []

    def refuse(self: Path, target: Path) -> Path:
        replaced.append(target)
        if len(replaced) == 2:
            raise OSError(28, "No space left on device")
        self.rename(target)
        return target

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PolicydiffError, match="No space left"):
        correct("xiamen", FREIGHT, Corpus(folder))
    assert contents(folder) == before


def _correct_remark(arguments: tuple[str, str]) -> None:
    folder, number = arguments
    correct("xiamen", correction(number, "remark", None, f"备注{number}"), Corpus(Path(folder)))


def test_two_who_correct_at_once_lose_nothing(folder: Path) -> None:
    numbers = [str(number) for number in range(1, 7)]
    with get_context("spawn").Pool(3) as pool:
        pool.map(_correct_remark, [(str(folder), number) for number in numbers])
    text = (folder / "corrections" / "xiamen-2020.json").read_text("utf-8")
    kept = load_corrections(text, "f", "xiamen-2020").corrections
    assert sorted(one.measure or "" for one in kept) == numbers
    assert reread_entry(Corpus(folder).resolve("xiamen")).text == (folder / "xiamen-2020.json").read_text("utf-8")
