"""Files to write: what is refused before any work is done, and names that lead to one file."""

import os
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import UsageError
from policydiff.workflows.outputs import check_outputs, write_outputs

FORMATS = ("md", "json")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "a.json").write_bytes(b"{}")
    return Corpus(tmp_path / "snapshots")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("circle.json", "cannot be a file (its link leads to itself)"),
        ("x" * 300 + ".json", "cannot be a file (File name too long)"),
        ("folder.json", "is no file"),
        ("pipe.json", "is no file"),
        ("to-a.json", "is in the folder of the snapshots"),
        ("to-folder/b.json", "is in the folder of the snapshots"),
        ("template.md", "is read for this, and would be written over"),
        ("to-template.md", "is read for this, and would be written over"),
        ("x.txt", "no format is known by the end of this name"),
    ],
)
def test_what_is_refused(name: str, what: str, tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "circle.json").symlink_to("circle.json")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "to-a.json").symlink_to("snapshots/a.json")
    (tmp_path / "to-folder").symlink_to("snapshots")
    (tmp_path / "template.md").write_bytes(b"template")
    (tmp_path / "to-template.md").symlink_to("template.md")
    with pytest.raises(UsageError) as raised:
        check_outputs([tmp_path / "fine.md", tmp_path / name], FORMATS, corpus, [tmp_path / "template.md"])
    assert raised.value.what == what


def test_two_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("a.md")
    with pytest.raises(UsageError, match="would be written twice"):
        write_outputs([tmp_path / "a.md", tmp_path / "a.json"], lambda suffix: suffix.encode())
    assert not (tmp_path / "a.md").exists()
    paths = [tmp_path / "a.md", tmp_path / ".." / tmp_path.name / "a.md"]
    assert write_outputs(paths, lambda suffix: suffix.encode()) == paths
    assert (tmp_path / "a.md").read_bytes() == b"md"
