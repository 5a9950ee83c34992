"""The command as a process of its own: with its own folder, environment and streams, and an exit code.

Most tests fork the process of the tests instead of starting a new Python, which is ten times as quick and as much of
a process; what depends on how Python itself starts (its hash seed, its encoding) is started anew.
"""

import os
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO

from policydiff.cli.main import _COMMANDS, main
from policydiff.compare.pipeline import compare
from policydiff.snapshot import load_snapshot
from tests.conftest import ROOT, SNAPSHOTS

for _name in (*(f"policydiff.cli.{name.replace('-', '_')}" for name in _COMMANDS), "deepdiff", "git", "jsonschema"):
    import_module(_name)  # once, and not in each process

BASE = {"LANG": "C.UTF-8", "LC_ALL": "", "COLUMNS": "100"}


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the environment of the tests, with what is given over it."""
    return run_in({**os.environ, **BASE, **environment}, *arguments, cwd=cwd)


def run_in(environment: Mapping[str, str], *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in just this environment."""
    known = {os.environ.get("PYTHONPATH"), str(ROOT / "src")}
    given = {name for name, value in environment.items() if name.startswith("PYTHON") and value not in known}
    if any(environment[name] != os.environ.get(name) for name in given):
        return started(environment, *arguments, cwd=cwd)
    return forked(environment, *arguments, cwd=cwd)


def started(environment: Mapping[str, str], *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command by a new Python."""
    return subprocess.run(
        [sys.executable, "-m", "policydiff", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@cache
def warm() -> None:
    """Read the words, registers and models that a comparison needs, once and not in each fork."""
    paths = [SNAPSHOTS / f"{name}.json" for name in ("national-2020", "xiamen-2020")]
    left, right = (load_snapshot(path.read_text("utf-8"), path.name) for path in paths)
    compare(left, right)


def forked(environment: Mapping[str, str], *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a fork of this process."""
    warm()
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(2)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking where a library has threads
            pid = os.fork()
        if pid == 0:
            os._exit(_child(environment, arguments, cwd, files))
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        output = [_read(file) for file in files]
    return subprocess.CompletedProcess(["policydiff", *arguments], code, *output)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8").replace("\r\n", "\n")


def _child(environment: Mapping[str, str], arguments: tuple[str, ...], cwd: Path, files: Sequence[IO[bytes]]) -> int:
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - a name, not a path
        os.dup2(nothing.fileno(), 0)
    for number, file in enumerate(files, 1):
        os.dup2(file.fileno(), number)
    return become(environment, arguments, cwd)


def become(environment: Mapping[str, str], arguments: Sequence[str], cwd: Path) -> int:
    """Be the command from here on, in a process that was forked for it; its exit code. The streams are there already."""
    try:
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
        sys.argv = ["policydiff", *arguments]
        sys.modules["__main__"] = ModuleType("__main__")
        return _exit_code(main)
    except BaseException:  # noqa: BLE001 - it must not go on as a second process of the tests
        traceback.print_exc()
        return 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _exit_code(command: object) -> int:
    try:
        assert callable(command)
        command()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0 if done.code is None else 1
    return 0
