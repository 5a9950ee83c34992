"""Our lines among git's attributes: quoted so that git understands them, and taken out to the byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.history.drivers.attributes import attribute_lines, installed, with_lines, without_lines
from tests.history.plain_repository import new_repository

LINES = attribute_lines("snapshots")


def test_the_lines() -> None:
    assert LINES == (
        "/snapshots/*.json diff=policydiff merge=policydiff",
        "/snapshots/decisions/*.json merge=policydiff",
        "/snapshots/corrections/*.json merge=policydiff",
    )
    assert attribute_lines("")[0] == "/*.json diff=policydiff merge=policydiff"


FOLDERS = [
    "snapshots",
    "",
    "a b",
    "-x",
    "!x",
    "#x",
    'say "x"',
    "[ab]",
    "a*b",
    "a?b",
    "back\\slash",
    "数据/快照",
    "tab\tx",
    " x ",
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_git_takes_them_for_the_folder_and_no_other(folder: str, tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    (tmp_path / ".gitattributes").write_text("".join(f"{line}\n" for line in attribute_lines(folder)), "utf-8")
    top = f"{folder}/" if folder else ""
    due = {
        f"{top}x.json": ("policydiff", "policydiff"),
        f"{top}decisions/x.json": ("unspecified", "policydiff"),
        f"{top}corrections/x.json": ("unspecified", "policydiff"),
        f"{top}sources/x.json": ("unspecified", "unspecified"),
        f"{top}x.txt": ("unspecified", "unspecified"),
        f"other/{top}x.json": ("unspecified", "unspecified"),
        "aab/x.json": ("unspecified", "unspecified"),
    }
    words = repository.git("check-attr", "-z", "diff", "merge", "--", *due).split("\0")[:-1]
    found: dict[str, list[str]] = {}
    for path, value in zip(words[::3], words[2::3], strict=True):
        found.setdefault(path, []).append(value)
    assert {path: tuple(values) for path, values in found.items()} == due


@given(st.none() | st.text(st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_put_in_and_taken_out_again(text: str | None) -> None:
    put = with_lines(text, LINES)
    assert installed(put) == LINES
    assert put.startswith(text or "")
    assert with_lines(put, LINES) == put
    assert without_lines(put) == text


def test_what_others_add_afterwards_stays() -> None:
    for before in (None, "", "a -text", "a -text\n"):
        put = with_lines(before, LINES) + "b -text\n"
        assert (
            without_lines(put) == f"{before or ''}{'' if not before or before.endswith(chr(10)) else chr(10)}b -text\n"
        )


def test_a_second_folder_stands_beside_the_first() -> None:
    put = with_lines(with_lines("x text\n", LINES), attribute_lines("other"))
    assert installed(put) == (*LINES, *attribute_lines("other"))
    assert without_lines(put) == "x text\n"


def test_there_is_nothing_to_take_out() -> None:
    assert without_lines("a -text\n") == "a -text\n"
    assert without_lines("") == ""


def test_a_block_that_was_never_ended_is_no_part_of_ours() -> None:
    begun = "# policydiff install-git: begin\n*.json -diff\n"
    text = with_lines(begun, LINES)
    assert installed(text) == LINES
    assert without_lines(text) == begun
