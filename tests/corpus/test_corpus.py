"""The folder of snapshots: names, and writing without harm."""

import errno
import shutil
from pathlib import Path

import pytest

from policydiff.corpus import Corpus, find_folder, write_files
from policydiff.errors import LookupFailedError, SnapshotError, StorageError
from tests.conftest import SNAPSHOTS


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("xiamen-2020", "xiamen-2020"),
        ("xiamen", "xiamen-2020"),
        ("national", "national-2020"),
        (str(SNAPSHOTS / "ftz-batch-6.json"), "ftz-batch-6"),
    ],
)
def test_names(name: str, found: str, corpus: Corpus) -> None:
    assert corpus.resolve(name).id == found


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("xiamn", "did you mean xiamen"),
        ("zzz", "there are ftz-batch-6"),
        ("none/there.json", "no such file"),
        ("", "no snapshot"),
    ],
)
def test_unknown_names(name: str, message: str, corpus: Corpus) -> None:
    with pytest.raises(LookupFailedError, match=message):
        corpus.resolve(name)


def test_two_files_of_one_id(tmp_path: Path) -> None:
    for name in ("xiamen-2020", "copy"):
        shutil.copy(SNAPSHOTS / "xiamen-2020.json", tmp_path / f"{name}.json")
    with pytest.raises(SnapshotError, match="holds id “xiamen-2020”, and so does"):
        Corpus(tmp_path).resolve("xiamen-2020")


def test_an_alias_of_two(tmp_path: Path) -> None:
    text = (SNAPSHOTS / "xiamen-2020.json").read_text("utf-8")
    (tmp_path / "a.json").write_text(text.replace('"xiamen-2020"', '"a"', 1), "utf-8")
    (tmp_path / "b.json").write_text(text.replace('"xiamen-2020"', '"b"', 1), "utf-8")
    with pytest.raises(LookupFailedError, match="is borne by a, b"):
        Corpus(tmp_path).resolve("xiamen")


def test_the_nearest_folder_upwards(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    assert find_folder(None, inner) == tmp_path / "snapshots"
    assert find_folder("elsewhere", inner, may_be_new=True) == Path("elsewhere")
    with pytest.raises(StorageError, match="no such folder"):
        find_folder("elsewhere", inner)
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="this is a file"):
        find_folder(str(tmp_path / "file"), inner)


def test_all_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "a.json"
    old.write_bytes(b"old")
    calls = 0

    def full(_: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left on device"):
        write_files({tmp_path / "sources" / "a.txt": b"source", old: b"new"})
    assert old.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.json", "sources"]


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sources").write_bytes(b"x")
    with pytest.raises(StorageError):
        write_files({tmp_path / "sources" / "a.txt": b"source"})


def test_what_was_replaced_already_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_bytes(b"old")
    second.write_bytes(b"old")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == second:
            raise OSError(errno.EPERM, "Operation not permitted")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageError, match=r"b\.json: cannot be written \(Operation not permitted\)"):
        write_files({first: b"new", second: b"new", tmp_path / "c.json": b"new"})
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"old", b"old"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to("real.json")
    write_files({link: b"new"})
    assert (link.is_symlink(), (tmp_path / "real.json").read_bytes()) == (True, b"new")


def test_a_folder_under_the_name_of_a_file_leaves_all_as_it_was(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_bytes(b"old")
    second.mkdir()
    with pytest.raises(StorageError, match="Is a directory"):
        write_files({first: b"new", tmp_path / "aa.json": b"new", second: b"new"})
    assert sorted(tmp_path.iterdir()) == [first, second]
    assert first.read_bytes() == b"old"


def test_a_name_as_long_as_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 83 + ".json")
    write_files({path: b"new"})
    assert list(tmp_path.iterdir()) == [path]
