"""Noise is no change: sources that differ in signs, encodings and wraps compare as identical."""

import pytest

from policydiff.compare import compare
from policydiff.model.document import Snapshot
from policydiff.read.document import Told, read_document
from tests.conftest import SNAPSHOTS
from tests.noise import NOISE, joined_and_wrapped, rewrapped


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
