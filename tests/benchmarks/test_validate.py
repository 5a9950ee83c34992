"""Speed of `validate`. Run with `pytest tests/benchmarks/test_validate.py --benchmark-only`.

1,000 snapshots of 200 measures, all sources read again; due: 60 s on two cores for all, and 2 s for the whole command
where three changed since a revision. It grows in step with the number of snapshots.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from policydiff.workflows.validate import validation
from policydiff.workflows.validation.judged import Wanted, judged
from tests.benchmarks.corpora import many_snapshots
from tests.conftest import ROOT, SNAPSHOTS
from tests.history.repositories import Git

CHANGED = 3


@pytest.mark.parametrize("count", [250, 500, 1000])
def test_all(count: int, tmp_path: Path, benchmark: Any) -> None:
    corpus = many_snapshots(tmp_path / "snapshots", SNAPSHOTS, count)

    def validate() -> int:
        report = validation(judged(Wanted(), corpus), corpus)
        assert report.errors == 0
        return len(report.judged)

    assert benchmark.pedantic(validate, rounds=1) == count


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Git:
    """1,000 snapshots that are saved, and three that were edited since."""
    git = Git(tmp_path_factory.mktemp("many") / "data")
    many_snapshots(git.folder, SNAPSHOTS, 1000)
    git.commit()
    for path in sorted(git.folder.glob("*.json"))[100 : 100 + CHANGED]:
        path.write_text(path.read_text("utf-8").replace('"remark": null', '"remark": "x"', 1), "utf-8")
    return git


@pytest.mark.parametrize("option", ["--since=HEAD", "--staged"])
def test_three_of_a_thousand(option: str, repository: Git, benchmark: Any) -> None:
    repository("add", "-A")
    command = [sys.executable, "-m", "policydiff", "validate", option, "--format=json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    def validate() -> str:
        done = subprocess.run(command, cwd=repository.top, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        return done.stderr

    validate()  # as on every machine but on the first day: Python has compiled the program
    assert benchmark.pedantic(validate, rounds=3).startswith(f"{CHANGED} snapshots")
