"""Skeletons: what every version holds, the same whether skimmed, loaded or kept; broken files are never taken for sound."""

import random
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policydiff.corpus import Corpus
from policydiff.errors import SnapshotError
from policydiff.history.graph import History
from policydiff.history.repository import open_repository
from policydiff.history.skeletons import Skeleton, Skeletons, skeleton_of
from policydiff.model.document import Snapshot
from policydiff.snapshot import dump_snapshot, load_snapshot
from tests.conftest import SNAPSHOTS
from tests.history.repositories import Git, with_texts


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path)


def history(git: Git) -> History:
    return History(open_repository(git.top))


def blob(git: Git, text: str) -> str:
    path = git.top / "blob"
    path.write_bytes(text.encode())
    return git("hash-object", "-w", str(path))


def test_every_snapshot_is_skimmed_as_it_is_loaded(git: Git, snapshots: dict[str, Snapshot]) -> None:
    found = Skeletons(history(git), "snapshots/x.json")
    for snapshot in snapshots.values():
        text = dump_snapshot(snapshot)
        skeleton = found.of(blob(git, text), "x")
        assert skeleton == skeleton_of(text, "x")
        assert skeleton and list(skeleton.measures) == [one.id for one in snapshot.measures]
        assert (skeleton.facts.id, skeleton.facts.title) == (snapshot.id, snapshot.title)
        compact = " ".join(text.split("\n"))  # no canonical file: read as a whole
        assert found.of(blob(git, compact), "x") == skeleton


def test_the_same_digest_is_the_same_section_and_cells(git: Git, xiamen: Snapshot) -> None:
    found = Skeletons(history(git), "snapshots/x.json")

    def digests(snapshot: Snapshot) -> list[str]:
        skeleton = found.of(blob(git, dump_snapshot(snapshot)), "x")
        assert skeleton
        return list(skeleton.measures.values())

    old = with_texts(xiamen, ["甲。", "乙。", "甲。"])
    first = digests(old)
    assert first[0] == first[2] != first[1]
    shifted = (replace(one, location=replace(one.location, lines=(7, 9))) for one in old.measures)
    assert digests(replace(old, measures=tuple(shifted))) == first
    renumbered = (replace(one, id=f"{one.id}-1", number=f"{one.id}-1") for one in old.measures)
    assert digests(replace(old, measures=tuple(renumbered))) == first
    for field, value in (
        ("text", "丙。"),
        ("title", "题"),
        ("section", "9"),
        ("remark", "注"),
        ("responsibility", None),
    ):
        changed = replace(old, measures=(replace(old.measures[0], **{field: value}), *old.measures[1:]))  # type: ignore[arg-type]
        assert [a == b for a, b in zip(digests(changed), first, strict=True)] == [False, True, True]


class Objects:
    """A history of texts in memory, with nothing in its index."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.index = self.repository = self
        self._texts = texts

    def under(self, _: str, make: object) -> list[object]:  # noqa: ARG002
        return []

    def blob(self, name: str) -> bytes:
        return self._texts[name].encode()


@settings(max_examples=100)
@example(seed=22051)  # two cells on one line: sound, and not canonical
@given(seed=st.integers(0, 10**6))
def test_a_damaged_file_is_sound_only_if_it_loads(seed: int) -> None:
    """Whatever is done to the characters of a file, skimming it says what loading it says."""
    rng = random.Random(seed)
    text = dump_snapshot(with_texts(Corpus(SNAPSHOTS).resolve("xiamen-2020").load(), ["甲。", "乙。", "丙。"]))
    at, end = sorted(rng.randrange(len(text)) for _ in range(2))
    added = text[:at] + rng.choice('"{}[],:\\n1甲') + text[at:]
    damaged = rng.choice([text[:at], text[:at] + text[end:], added, text[:end] + text[at:]])
    found = Skeletons(cast("History", Objects({"sound": text, "damaged": damaged})), "snapshots/x.json")
    assert found.of("sound", "x")  # its parts are known to be sound from here on
    fault = None
    try:
        load_snapshot(damaged, "x")
    except SnapshotError as error:
        fault = str(error)
    assert found.of("damaged", "x") == (None if fault else skeleton_of(damaged, "x"))
    assert found.broken.get("damaged") == fault


def test_skeletons_are_kept_and_read_no_second_time(
    git: Git, xiamen: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [dump_snapshot(with_texts(xiamen, ["甲。" * count, "乙。", "丙。"][:count])) for count in (1, 2, 3, 2)]
    names = [blob(git, text) for text in texts]
    broken = blob(git, "{")
    first = Skeletons(history(git), "snapshots/x.json")
    expected = [first.of(name, "x") for name in (*names, broken)]
    assert expected[-1] is None and all(expected[:-1])
    first.keep()
    again = Skeletons(history(git), "snapshots/x.json")
    read: list[str] = []

    def text_of(_: History, name: str, path: str) -> str:
        read.append(name)
        return "{"

    monkeypatch.setattr("policydiff.history.skeletons.text_of", text_of)
    assert [again.of(name, "x") for name in (*names, broken)] == expected
    assert read == [broken]  # what does not load today may load tomorrow
    other = Skeletons(history(git), "snapshots/y.json")
    assert other.of(names[0], "x") is None and read[-1] == names[0]


def test_many_parts_become_one(git: Git, xiamen: Snapshot) -> None:
    names = [blob(git, dump_snapshot(with_texts(xiamen, [f"第{number}稿。"]))) for number in range(60)]
    expected: list[Skeleton | None] = []
    for name in names:
        found = Skeletons(history(git), "snapshots/x.json")
        expected.append(found.of(name, "x"))
        found.keep()
    kept = history(git)
    assert sum(1 for _ in kept.index.under("measures/", list)) <= 41
    last = Skeletons(kept, "snapshots/x.json")
    assert [last.of(name, "x") for name in names] == expected
