"""Our templates are compiled once, where that can be kept; whatever is kept, pages are the same."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader

from policydiff.report import templates

SOURCE = "{% for word in words %}<b>{{ word }}</b>{% endfor %}"


def page(source: str = SOURCE) -> str:
    made_in = templates.environment(lambda value: value, DictLoader({"page": source}), is_ours=True)
    return made_in.get_template("page").render(words=["第五航权", "<i>"])


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(templates, "_COMPILED", tmp_path / "kept")
    return tmp_path / "kept"


def test_a_compiled_template_is_kept_and_found(kept: Path) -> None:
    first = page()
    assert first == "<b>第五航权</b><b>&lt;i&gt;</b>"
    (one,) = kept.iterdir()
    written = one.stat().st_mtime_ns
    assert page() == first
    assert [path.stat().st_mtime_ns for path in kept.iterdir()] == [written]


def test_another_template_of_the_name_is_compiled_anew(kept: Path) -> None:
    page()
    assert page("{{ words[0] }}") == "第五航权"


@pytest.mark.parametrize("damage", [b"", b"no program", None])
def test_what_is_kept_may_be_damaged(kept: Path, damage: bytes | None) -> None:
    first = page()
    (one,) = kept.iterdir()
    one.write_bytes(one.read_bytes()[:-9] if damage is None else damage)
    assert page() == first


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(kept: Path) -> None:
    kept.write_text("a file in the place of the folder", "utf-8")
    assert page() == "<b>第五航权</b><b>&lt;i&gt;</b>"


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert page() and not kept.exists()
