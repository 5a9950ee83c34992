"""Killed, twice at once, on a full disk: git is never corrupt, nothing is lost, the next run works."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from policydiff.errors import PolicydiffError
from tests.conftest import ROOT
from tests.history.data_repository import TEXTS, WIDER, DataRepository, table

KILLS = 50


@contextmanager
def forked(work: Callable[[], object]) -> Iterator[int]:
    """A process of its own group that does some work; everything is imported already, so it begins at once."""
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        code = 1
        try:
            os.setpgid(0, 0)
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            work()
            code = 0
        finally:
            os._exit(code)
    with suppress(OSError):  # it may have done so itself, or be over
        os.setpgid(child, child)
    yield child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def duration(repository: DataRepository, times: int = 3) -> float:
    """How long a save takes here at least, from fork to end."""
    found = []
    for number in range(times):
        repository.ingest("city", table([*TEXTS, f"推动{number}。"]))
        start = time.monotonic()
        with forked(repository.save) as child:
            assert ended(child) == 0
        found.append(time.monotonic() - start)
    return min(found)


def test_killed_at_random_points(saved: DataRepository) -> None:
    (saved.top / "staged.txt").write_text("staged\n")
    saved.git("add", "staged.txt")
    whole = duration(saved)
    chance = random.Random(5)
    early = 0
    for number in range(KILLS):
        saved.ingest("city", table([*TEXTS, f"推动第{number}类贸易。"]))
        head, work_tree = saved.head, saved.state()[3]
        with forked(saved.save) as child:
            time.sleep(chance.uniform(0.0, whole))
            os.killpg(child, signal.SIGKILL) if chance.random() < 0.5 else os.kill(child, signal.SIGKILL)
            ended(child)
        found = saved.save()
        early += found.commit is not None
        assert saved.state()[3] == work_tree
        assert saved.git("rev-list", f"{head}..HEAD").split() == [saved.head]
        assert saved.git("log", "-1", "--format=%P").strip() == head
        assert saved.files == ["M\tsnapshots/city.json", "M\tsnapshots/sources/city.txt"]
        assert saved.status == ["A  staged.txt"]
    assert saved.git("fsck", "--full", "--no-dangling") == ""
    assert saved.git("rev-list", "--count", "HEAD").strip() == str(KILLS + 4)
    assert early > KILLS // 10  # the points were not all behind the end


@pytest.mark.parametrize("delay", [0.2, 0.4, 0.6, 0.8, 1.0])
def test_a_command_that_is_killed_with_its_group(delay: float, saved: DataRepository) -> None:
    saved.ingest("city", table([WIDER, *TEXTS[1:]]))
    command = [sys.executable, "-m", "policydiff", "save"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(
        command, cwd=saved.top, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    saved.save()
    assert saved.subjects == ["city: 1 measure widened", "city: 5 measures, new"]
    assert (saved.status, saved.git("fsck", "--no-dangling")) == ([], "")


def test_two_saves_of_the_same_at_once(saved: DataRepository) -> None:
    for number in range(5):
        saved.ingest("city", table([*TEXTS, f"推动第{number}类贸易。"]))
        with forked(saved.save) as one, forked(saved.save) as other:
            assert (ended(one), ended(other)) == (0, 0)
        assert (len(saved.subjects), saved.status) == (number + 2, [])


def test_saves_of_several_at_once(saved: DataRepository) -> None:
    names = ("town", "village", "hamlet", "farm")
    for number, name in enumerate(names):
        saved.ingest(name, table([*TEXTS, f"推动第{number}类贸易。"]))
    children = []
    for name in names:
        with forked(lambda name=name: saved.save(name)) as child:  # type: ignore[misc]
            children.append(child)
    assert [ended(child) for child in children] == [0] * len(names)
    assert sorted(saved.subjects) == sorted(["city: 5 measures, new", *(f"{name}: 6 measures, new" for name in names)])
    assert (saved.status, saved.git("fsck", "--no-dangling")) == ([], "")


def test_a_commit_of_gits_own_at_once(saved: DataRepository) -> None:
    (saved.top / "a").write_text("a")
    saved.git("add", "a")
    saved.ingest("city", table([WIDER, *TEXTS[1:]]))
    with forked(saved.save) as child:
        saved.git("commit", "-qm", "mine", "--", "a", check=False)
        assert ended(child) == 0
    assert "city: 1 measure widened" in saved.subjects
    saved.git("commit", "-qm", "mine", "--", "a", check=False)
    assert (sorted(saved.subjects)[-1], saved.status) == ("mine", [])


def fake_git(repository: DataRepository, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a git before the real one, `$REAL`, which fails where a script says so."""
    folder = repository.top.parent / "bin"
    folder.mkdir()
    (folder / "git").write_text(f'#!/bin/sh\nREAL="{shutil.which("git")}"\n{script}\nexec "$REAL" "$@"\n')
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


FULL = 'echo "fatal: write error: No space left on device" >&2; exit 128'


@pytest.mark.parametrize(
    "condition",
    [
        '[ "$1 $2" = "hash-object -w" ]',
        '[ "$1" = read-tree ]',
        '[ "$1" = update-index ] && [ -n "$GIT_INDEX_FILE" ]',
        '[ "$1" = write-tree ]',
        '[ "$1" = update-index ] && [ -z "$GIT_INDEX_FILE" ]',
        '[ "$3" = commit ]',
    ],
)
def test_a_full_disk(condition: str, saved: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    (saved.top / "staged.txt").write_text("staged\n")
    saved.git("add", "staged.txt")
    saved.ingest("city", table([WIDER, *TEXTS[1:]]))
    before = saved.state()
    with monkeypatch.context() as patch:
        fake_git(saved, patch, f"if {condition}; then {FULL}; fi")
        with pytest.raises(PolicydiffError, match="No space left on device") as raised:
            saved.save()
    assert "\n" not in str(raised.value)
    assert saved.state() == before
    assert saved.git("fsck", "--no-dangling") == ""
    assert saved.save().subject == "city: 1 measure widened"
    assert saved.status == ["A  staged.txt"]


def test_a_disk_that_is_full_once_the_commit_is_made(saved: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    saved.ingest("city", table([WIDER, *TEXTS[1:]]))
    with monkeypatch.context() as patch:
        fake_git(saved, patch, f'if [ "$3" = commit ]; then "$REAL" "$@"; {FULL}; fi')
        assert saved.save().commit == saved.head
    assert (saved.subjects[0], saved.status) == ("city: 1 measure widened", [])


def test_a_file_that_must_not_grow(saved: DataRepository) -> None:
    saved.ingest("city", table([f"推动第{number}类贸易{number * number}。" for number in range(400)]))
    before = saved.state()
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "from policydiff.cli import main; sys.argv = ['policydiff', 'save']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=saved.top,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert saved.state() == before
    assert saved.save().kind == "policy"
    assert saved.git("fsck", "--no-dangling") == ""


def test_no_git_at_all(saved: DataRepository, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policydiff", "save"],
        cwd=saved.top,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "git is not installed" in done.stderr
