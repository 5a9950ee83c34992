"""Noise is no change: sources that differ in signs, encodings and wraps compare as identical."""

import pytest

from policydiff.compare.pipeline import compare
from policydiff.model.document import Snapshot
from policydiff.read.document import Told, read_document
from policydiff.snapshot import dump_snapshot
from tests.conftest import IDS, SNAPSHOTS
from tests.noise import NOISE, QUIET_SNAPSHOTS, QUIET_TEXTS, joined_and_wrapped, probed, quiet, rewrapped


def read(data: bytes, name: str) -> Snapshot:
    return read_document(data, name, f"sources/{name}.txt", Told(id=name)).snapshot


def assert_identical(left: Snapshot, right: Snapshot) -> None:
    found = compare(left, right)
    assert [m.id for m in right.measures] == [m.id for m in left.measures]
    assert [(link.left, link.right) for link in found.links] == [((m.id,), (m.id,)) for m in left.measures]
    assert {link.relation for link in found.links} == {"identical"}
    assert [change for link in found.links for change in link.changes] == []
    assert found.left_only == found.right_only == ()


@pytest.mark.parametrize("noise", NOISE)
def test_noise_on_xiamen_is_no_change(noise: str, xiamen: Snapshot) -> None:
    text = (SNAPSHOTS / "sources" / "xiamen-2020.txt").read_text("utf-8")
    assert_identical(xiamen, read(NOISE[noise](text), "noisy"))


@pytest.mark.parametrize(
    "widths", [(42, 27, 8), (30, 18, 9), (60, 40, 10), (23, 13, 7), (25, 20, 11), (17, 9, 12), (200, 200, 30)]
)
def test_wraps_of_the_national_plan_are_no_change(widths: tuple[int, int, int], national: Snapshot) -> None:
    text = (SNAPSHOTS / "sources" / "national-2020.txt").read_text("utf-8")
    again = read(rewrapped(text, *widths).encode(), "rewrapped")
    assert_identical(national, again)
    for before, after in zip(national.measures, again.measures, strict=True):
        # a wrap inside a Latin word (QD|II) cannot be told from one between two words
        assert after.text.replace(" ", "") == before.text.replace(" ", "")
        assert after.printed("responsibility") == before.printed("responsibility")
    assert [(s.label, s.title, s.intro) for s in again.sections] == [
        (s.label, s.title, s.intro) for s in national.sections
    ]


@pytest.mark.parametrize("width", [15, 31, 50, 90])
def test_blocks_joined_without_care_are_no_change(width: int, national: Snapshot) -> None:
    text = (SNAPSHOTS / "sources" / "national-2020.txt").read_text("utf-8")
    assert_identical(national, read(joined_and_wrapped(text, width).encode(), "joined"))


def test_there_are_enough_transformations() -> None:
    assert len(QUIET_TEXTS) + len(QUIET_SNAPSHOTS) >= 25
    assert not QUIET_TEXTS.keys() & QUIET_SNAPSHOTS.keys()


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("noise", QUIET_TEXTS)
def test_quiet_texts_are_no_change(noise: str, name: str, snapshots: dict[str, Snapshot]) -> None:
    left = probed(snapshots[name])
    right = quiet(left, QUIET_TEXTS[noise])
    assert dump_snapshot(right) != dump_snapshot(left)
    assert_identical(left, right)


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("noise", QUIET_SNAPSHOTS)
def test_another_order_or_frame_is_no_change(noise: str, name: str, snapshots: dict[str, Snapshot]) -> None:
    left = probed(snapshots[name])
    right = QUIET_SNAPSHOTS[noise](left)
    assert dump_snapshot(right) != dump_snapshot(left)
    found = compare(left, right)
    same = {one.id: other.id for one in left.measures for other in right.measures if one.text == other.text}
    assert {(link.left, link.right) for link in found.links} == {((one,), (other,)) for one, other in same.items()}
    assert {link.relation for link in found.links} == {"identical"}
    assert [change for link in found.links for change in link.changes] == []


@pytest.mark.parametrize("name", IDS)
def test_a_word_that_differs_is_a_change(name: str, snapshots: dict[str, Snapshot]) -> None:
    """What the transformations leave alone is seen."""
    left = probed(snapshots[name])
    right = quiet(left, lambda text: text.replace("共100家", "共200家"))
    assert sum(len(link.changes) for link in compare(left, right).links) == 1
