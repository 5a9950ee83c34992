"""The README: what it shows is what the tool prints."""

import re

from tests.cli.process import run
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_example_is_real_output() -> None:
    example = re.search(r"```text\n\$ policydiff compare national xiamen\n(.*?)```", README, re.S)
    assert example
    printed = run("compare", "national", "xiamen").stdout
    at = 0
    for part in re.split(r"^…\n", example.group(1), flags=re.M):
        found = printed.find(part, at)
        assert found >= 0, f"not in the output, or not in this order:\n{part}"
        at = found + len(part)


def test_the_first_two_shell_blocks() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert blocks[0].splitlines()[-1] == "policydiff compare national xiamen"
    assert blocks[1].splitlines()[-1] == "python -m pytest -n auto"


def test_every_command_is_named() -> None:
    commands = re.findall(r"^  ([a-z-]+)  ", run("--help").stdout.split("Commands:")[1], re.M)
    assert commands
    for command in commands:
        assert f"`policydiff {command}" in README
