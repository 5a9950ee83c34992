"""Speed of change reports. Run with `pytest tests/benchmarks/test_period.py --benchmark-only`.

1,000 snapshots of which three changed since the revision; due: 2 s, from the first look at git to the words.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot
from policydiff.report.markdown.period import render
from policydiff.report.period import report_of
from policydiff.snapshot import dump_snapshot
from policydiff.workflows.period import period
from tests.benchmarks.histories import person_on
from tests.history.repositories import Git
from tests.workflows.story import from_source, with_cell

SNAPSHOTS, COMMITS = 1000, 300


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, xiamen: Snapshot) -> Git:
    """1,000 snapshots, saved in 300 commits; then three that are changed, one of them not saved."""
    git = Git(tmp_path_factory.mktemp("many"))
    stream = []
    for commit in range(COMMITS):
        message = b"more\n\nPolicydiff-Kind: policy\n"
        stream.append(f"commit refs/heads/main\n{person_on(commit)}data {len(message)}\n".encode() + message)
        for number in range(commit, SNAPSHOTS, COMMITS):
            text = dump_snapshot(_numbered(xiamen, number)).encode()
            path = f"snapshots/city-{number:04}.json"
            stream.append(f"M 100644 inline {path}\ndata {len(text)}\n".encode() + text + b"\n")
    subprocess.run(["git", "-C", str(git.top), "fast-import", "--quiet"], input=b"".join(stream), check=True)
    git("reset", "-q", "--hard", "main")
    git.commit(*(_amended(xiamen, number) for number in (3, 500)))
    git.write(_amended(xiamen, 999))
    return git


def _numbered(like: Snapshot, number: int) -> Snapshot:
    from dataclasses import replace

    name = f"city-{number:04}"
    return from_source(replace(like, id=name, aliases=()), name)


def _amended(like: Snapshot, number: int) -> Snapshot:
    changed = with_cell(_numbered(like, number), "20", "text", "支持境外机构依法开展业务。")
    return from_source(changed, f"another {number}")


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "indexed"])
def test_three_of_a_thousand(is_first: bool, repository: Git, benchmark: Any) -> None:
    def report() -> str:
        found = period("HEAD~1", Corpus(repository.folder))
        assert found.summary["snapshots"]["changed"] == 3 and found.untouched == SNAPSHOTS - 3
        return render(report_of(found, "zh"))

    def forget() -> None:
        if is_first:
            shutil.rmtree(repository.top / ".git" / "policydiff", ignore_errors=True)

    assert benchmark.pedantic(report, setup=forget, rounds=3)


def test_a_page_of_many(benchmark: Any, repository: Git) -> None:
    """All thousand are new: what a whole collection takes that is brought in at once."""
    first = Path(repository.top).as_posix()
    root = subprocess.run(
        ["git", "-C", first, "rev-list", "--max-parents=0", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    found = benchmark.pedantic(lambda: render(report_of(period(root, Corpus(repository.folder)), "zh")), rounds=1)
    assert len(found) <= 65_000
