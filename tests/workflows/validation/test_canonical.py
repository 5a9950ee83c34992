"""The canonical form is mended, and nothing else is touched."""

import json
import shutil
from pathlib import Path

import pytest

from policydiff.snapshot import load_snapshot
from policydiff.workflows.validation.canonical import fix
from tests.conftest import SNAPSHOTS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(SNAPSHOTS / "xiamen-2020.json", tmp_path))


def scrambled(text: str) -> str:
    """The same data: keys turned round, other blanks, escapes, other line ends."""
    data = json.loads(text)
    return json.dumps(dict(reversed(data.items())), indent=1).replace("\n", "\r\n")


def test_what_only_lacks_the_form_gets_it(path: Path) -> None:
    canonical = path.read_text("utf-8")
    path.write_bytes(scrambled(canonical).encode())
    before = load_snapshot(path.read_bytes().decode(), "x")
    assert fix([path]) == [path]
    assert path.read_text("utf-8") == canonical
    assert load_snapshot(canonical, "x") == before
    assert fix([path]) == []


def test_what_was_written_before_snapshots_named_their_schema_stays(path: Path) -> None:
    text = path.read_text("utf-8")
    older = "".join(line for line in text.splitlines(keepends=True) if '"$schema"' not in line)
    path.write_text(older, "utf-8")
    assert fix([path]) == []
    assert path.read_text("utf-8") == older


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"level": "city"', '"level": "town"'),
        ('"format": 1', '"format": 2'),
        ('"id": "2",', '"id": "1",'),
        ('"remark": null', '"remark": null, "remark": "x"'),
        ('"remark": null', '"remark": ""'),
        ('"remark": null', '"extra": 1'),
        ("{", "["),
    ],
)
def test_a_file_with_any_other_fault_is_left_as_it_is(before: str, after: str, path: Path) -> None:
    text = path.read_text("utf-8")
    assert before in text
    broken = text.replace(before, after, 1) + "\n\n"
    path.write_text(broken, "utf-8")
    assert fix([path]) == []
    assert path.read_text("utf-8") == broken


def test_a_missing_file_is_passed_over(tmp_path: Path) -> None:
    assert fix([tmp_path / "x.json"]) == []
