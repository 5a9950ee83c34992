"""The README: what CI runs of it, and that no command is forgotten; its example is run with the manual."""

import re

from tests.cli.process import run
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_first_two_shell_blocks() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert blocks[0].splitlines()[-1] == "policydiff compare national xiamen"
    assert blocks[1].splitlines()[-1] == "python -m pytest -n auto"


def test_every_command_is_named() -> None:
    commands = re.findall(r"^  ([a-z-]+)  ", run("--help").stdout.split("Commands:")[1], re.M)
    assert commands
    for command in commands:
        assert f"`policydiff {command}" in README
