"""The manual as it is built: strictly, whole, and without anything from elsewhere."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest

from policydiff.changes.catalogue import RULES
from policydiff.check.catalogue import CHECKS
from policydiff.cli.main import policydiff
from policydiff.model.comparison import APPLICABILITIES, RELATIONS, UPTAKES
from tests.conftest import ROOT

SCHEMAS = {path.name.removesuffix(".schema.json"): path for path in sorted((ROOT / "schema").glob("*.schema.json"))}
_FETCHING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """The ids of a page, what it fetches, its links and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.fetched: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag in _FETCHING and given.get("rel") not in ("canonical", "prev", "next"):
            self.fetched.append(given.get(_FETCHING[tag]) or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def page(site: Path, name: str) -> Page:
    return Page((site / f"{name}.html").read_text("utf-8"))


def test_every_command_and_option_has_its_place(site: Path) -> None:
    shown = page(site, "reference/commands")
    context = click.Context(policydiff)
    for name in policydiff.list_commands(context):
        command = policydiff.get_command(context, name)
        assert command and name in shown.ids
        options = [option for one in command.params if isinstance(one, click.Option) for option in one.opts]
        assert [option for option in options if option not in shown.text] == []


def test_every_check_has_its_place(site: Path) -> None:
    assert {check.id for check in CHECKS} - page(site, "reference/checks").ids == set()


def test_every_rule_has_its_place(site: Path) -> None:
    assert {rule.id for rule in RULES} - page(site, "reference/rules").ids == set()


def test_every_code_has_its_place(site: Path) -> None:
    codes = {"relation": RELATIONS, "uptake": UPTAKES, "applicability": APPLICABILITIES}
    due = {f"{matter}-{code}" for matter, names in codes.items() for code in names}
    assert due - page(site, "reference/codes").ids == set()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_of_a_schema_has_its_place(name: str, site: Path) -> None:
    shown = page(site, f"reference/schemas/{name}").text
    assert [one for one in properties(json.loads(SCHEMAS[name].read_text("utf-8"))) if one not in shown] == []


def properties(schema: object) -> list[str]:
    """The names of all properties, however deep they stand."""
    found: list[str] = []
    if isinstance(schema, dict):
        for key, part in schema.items():
            if key == "properties" and isinstance(part, dict):
                found += part
                found += [name for one in part.values() for name in properties(one)]
            elif key not in ("const", "enum", "default", "examples"):
                found += properties(part)
    elif isinstance(schema, list):
        found += [name for one in schema for name in properties(one)]
    return found


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    fetched = {(one.name, address) for one in pages for address in Page(one.read_text("utf-8")).fetched}
    assert len(pages) > len(SCHEMAS)
    assert sorted((name, one) for name, one in fetched if re.match(r"(?:https?:)?//", one)) == []


def test_no_sign_of_markdown_is_left_over(site: Path) -> None:
    """A table or a block that was not understood would show its strokes."""
    left = {}
    for one in site.rglob("*.html"):
        text = re.sub(r"<(pre|script|style|code)\b.*?</\1>", "", one.read_text("utf-8"), flags=re.S)
        found = re.findall(r"(?:\|---.*|^```.*|\]\([\w./#-]+\))", text, re.M)
        if found:
            left[one.name] = found[:3]
    assert left == {}
