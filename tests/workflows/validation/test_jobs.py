"""Workers: the same findings as without them, and their end is never taken for a green answer."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policydiff.errors import WorkerError
from policydiff.model.finding import LocatedFinding
from policydiff.workflows.validation import jobs
from policydiff.workflows.validation.jobs import Job, Work, check_all, workers_for
from tests.conftest import IDS, ROOT, SNAPSHOTS

JOBS = [Job(path=SNAPSHOTS / f"{name}.json") for name in IDS]
WORK = Work(names={name: (name,) for name in IDS})


def ignore(_done: int) -> None:
    pass


@pytest.mark.parametrize(
    ("count", "wanted", "expected"), [(5, None, 1), (5, 3, 3), (2, 8, 2), (0, None, 1), (100, 1, 1)]
)
def test_so_many_workers(count: int, wanted: int | None, expected: int) -> None:
    assert workers_for(count, wanted) == expected


def test_many_files_are_shared_by_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1, 2}, raising=False)
    assert (workers_for(16), workers_for(17)) == (1, 3)


def test_workers_find_what_one_process_finds() -> None:
    heard: list[int] = []
    one, many = check_all(JOBS, WORK, 1, ignore), check_all(JOBS, WORK, 2, heard.append)

    def sorted_(found: list[LocatedFinding]) -> list[LocatedFinding]:
        return sorted(found, key=lambda one: (one.path, one.line, one.column, one.finding.id))

    assert sorted_(one) == sorted_(many)
    assert len(one) == 2
    assert heard[-1] == len(JOBS)


def _die(_path: Path, *_others: object) -> list[LocatedFinding]:
    os._exit(9)


@pytest.mark.filterwarnings("ignore:.*fork")
def test_a_worker_that_dies_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "check_file", _die)  # a fork has it too
    with pytest.raises(WorkerError, match="a worker ended before it was done"):
        check_all(JOBS, WORK, 2, ignore)


def _fail(_path: Path, *_others: object) -> list[LocatedFinding]:
    raise RuntimeError("a fault of a check")


def test_a_fault_of_a_check_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "check_file", _fail)
    with pytest.raises(RuntimeError, match="a fault of a check"):
        check_all(JOBS, WORK, 2, ignore)


def _children(pid: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(place.parent.name))
    return found


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_the_command(sign: signal.Signals, tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    (folder / "sources").mkdir(parents=True)
    text = (SNAPSHOTS / "national-2020.json").read_text("utf-8")
    source = (SNAPSHOTS / "sources" / "national-2020.txt").read_bytes()
    for number in range(150):
        name = f"document-{number}"
        (folder / f"{name}.json").write_text(text.replace("national-2020", name), "utf-8")
        (folder / "sources" / f"{name}.txt").write_bytes(source)
    command = [sys.executable, "-m", "policydiff", "validate", "--jobs", "2", "--snapshots", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True, start_new_session=True
    ) as process:
        workers: list[int] = []
        until = time.monotonic() + 60
        while len(workers) < 2 and time.monotonic() < until and process.poll() is None:
            workers = _children(process.pid)
            time.sleep(0.05)
        assert len(workers) == 2
        time.sleep(0.3)
        if sign == signal.SIGINT:
            os.killpg(process.pid, sign)  # as Ctrl-C of a terminal
        else:
            process.kill()
        output, errors = process.communicate(timeout=60)
    assert output == ""
    if sign == signal.SIGINT:
        assert (process.returncode, errors.splitlines()[-1]) == (2, "policydiff: stopped")
        assert "Traceback" not in errors
    until = time.monotonic() + 30
    while any(map(_is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_is_alive, workers))
