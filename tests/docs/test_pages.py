"""Each page of the manual does what it shows."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.blocks import Step, blocks_of, parse, steps
from tests.docs.outputs import agrees, renewed
from tests.docs.pages import PAGES, run_page

MOST_LEFT_OUT = 10
"""Blocks of all pages that are not run: what needs a network, or a service."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows(page: Path, tmp_path: Path) -> None:
    run = run_page(page, tmp_path)
    assert not run.wrong, "\n\n".join(run.wrong)


def test_few_blocks_are_not_run() -> None:
    left_out = [(page.name, block.line) for page in PAGES for block in blocks_of(page) if block.not_run]
    assert len(left_out) <= MOST_LEFT_OUT, left_out


@pytest.mark.parametrize(
    ("block", "wrong"),
    [
        ("```console\n$ echo one\none\n```\n", 0),
        ("```console\n$ echo one\ntwo\n```\n", 1),
        ("```console\n$ false\n```\n", 1),
        ("```console\n$ false\n$ echo $?\n1\n```\n", 0),
        ("```console\nno command\n```\n", 1),
        ("```sh\ntrue\nfalse\ntrue\n```\n", 1),
        ("```text\n$ echo one\n```\n", 1),
        ("```yaml\na: 1\n```\n", 0),
        ("```yaml\na: [1\n```\n", 1),
        ("```perl\n1\n```\n", 1),
        ("```python\nassert 1 == 2\n```\n", 1),
        ('```json title="a.json"\n1\n```\n```console\n$ cat a.json\n1\n```\n', 0),
        ('```text title="a"\none\n```\n```diff title="a"\n one\n+two\n```\n```console\n$ cat a\none\ntwo\n```\n', 0),
        ('```text title="a"\none\n```\n```diff title="a"\n two\n+one\n```\n', 1),
        ('```toml title="policydiff.toml"\nprofle = "unit"\n```\n', 1),
        ('<!-- schema: config -->\n```toml\nprofile = "unit"\n```\n', 0),
        ('```toml\nprofile = "unit"\n```\n', 1),
        ("<!-- not run: it needs a network -->\n```sh\nfalse\n```\n", 0),
        ("<!-- not run: -->\n```sh\nfalse\n```\n", 1),
        ("<!-- run: cd /; HERE=1 -->\n```console\n$ pwd; echo $HERE\n/\n1\n```\n", 0),
    ],
)
def test_what_is_wrong_is_said(block: str, wrong: int, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(block, "utf-8")
    assert len(run_page(page, tmp_path).wrong) == wrong


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        ("one\n", "one\n", True),
        ("one\n", "one", True),
        ("one\n", "one\n\n", True),
        ("", "", True),
        ("", "one\n", False),
        ("one\n", "", False),
        ("one\n…\n", "one\ntwo\nthree\n", True),
        ("…\nthree\n", "one\ntwo\nthree\n", True),
        ("one\n…\ntwo\n", "one\ntwo\nthree\n", False),
        ("commit …\n", "commit 12ab\n", True),
        ("commit … x\n", "commit 12ab\n", False),
        ("a…c\n", "a\nc\n", False),
        ("commit 0123456789 x\n", "commit abcdef0123 x\n", True),
        ("commit 0123456789 x\n", "commit abcdef012 x\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_elisions(shown: str, printed: str, fits: bool) -> None:
    assert agrees(shown, printed) is fits


@pytest.mark.parametrize(
    ("shown", "printed", "due"),
    [
        ("", "one\n", "one\n"),
        ("one\n…\nfour\n", "one\ntwo\nfive\nfour\n", "one\n…\nfour\n"),
        ("one\n…\nfour\n", "ONE\ntwo\nfive\nfour\n", "ONE\n…\nfour\n"),
        ("at …\nold\n", "at 12\nnew\n", "at …\nnew\n"),
        ("one\ntwo\n", "one\n", "one\n"),
        ("", "$ one\ntwo\n", "…\ntwo\n"),
    ],
)
def test_outputs_are_renewed_around_their_elisions(shown: str, printed: str, due: str) -> None:
    assert renewed(shown, printed) == due
    assert agrees(due, printed)


def test_commands_over_several_lines() -> None:
    shown = "$ cat > a <<'E'\none\n$ two\nE\n$ echo a \\\n  b\na b\n"
    assert steps(shown) == [Step("cat > a <<'E'\none\n$ two\nE\n", ""), Step("echo a \\\n  b\n", "a b\n")]


def test_where_a_block_stands() -> None:
    text = "1. One\n\n    ```console\n    $ echo 你\n    你\n    ```\n"
    (block,) = parse(text)
    assert block.content == "$ echo 你\n你\n" and text[block.start : block.end].startswith("    $ echo")
