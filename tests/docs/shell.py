"""A shell in a folder of its own that runs the commands of a page one after the other."""

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.cli.served import program
from tests.conftest import ROOT

_MARK = "\x01"
DAY, LATER = "2026-01-05", "2026-06-30"
"""The day on which pages are run, as they show it, and one some months later, until which they accept things."""


class Shell:
    """Bash, with `policydiff` and `python` of this checkout, a fixed day and name, and a home without settings."""

    def __init__(self, folder: Path) -> None:
        self.home, programs = folder / "home", folder / "bin"
        for one in (self.home, programs):
            one.mkdir()
        program(programs / "policydiff")
        _program(programs / "python", f'exec "{sys.executable}" "$@"')
        self._bash = subprocess.Popen(
            ["bash", "--norc", "--noprofile"],
            cwd=self.home,
            env=_environment(programs, self.home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "Shell":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._bash.stdin and self._bash.stdout
        self._bash.stdin.close()
        self._bash.wait(10)
        self._bash.stdout.close()

    def run(self, command: str) -> tuple[str, int]:
        """What a command prints on both streams, and its exit code, which `$?` then is."""
        assert self._bash.stdin and self._bash.stdout
        end = f"_code=$?; printf '{_MARK}%s\\n' $_code; (exit $_code)\n"
        self._bash.stdin.write(f"{{ {command.rstrip()}\n}} </dev/null\n{end}")
        self._bash.stdin.flush()
        printed = ""
        for line in self._bash.stdout:
            before, mark, code = line.partition(_MARK)
            printed += before
            if mark:
                return printed, int(code)
        raise AssertionError(f"the shell has ended with:\n{printed}")

    def here(self) -> Path:
        """The folder that it is in."""
        return Path(self.run('(exit $?); _last=$?; pwd; (exit "$_last")')[0].strip())


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


def _environment(programs: Path, home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("TMPDIR", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
    person = {"NAME": "李雷", "EMAIL": "lilei@example.org", "DATE": f"{DAY}T09:00:00+00:00"}
    return {
        **kept,
        "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "REPOSITORY": str(ROOT),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "TZ": "UTC",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_PAGER": "cat",
        **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in person.items()},
    }
