"""Speed and growth of history. Run with `pytest tests/benchmarks/test_history.py --benchmark-only`.

One snapshot of 122 measures through 1,000 and 10,000 commits: what is asked for the first time, and once more from
the index. The due of an edition by date is 100 ms with the index, in process after imports.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policydiff.compare.editions.identity import step_between
from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot
from policydiff.workflows.blame import blame
from policydiff.workflows.editions import Editions
from policydiff.workflows.log import log, wanted
from tests.benchmarks.histories import day, long_history
from tests.history.repositories import Git
from tests.workflows.story import with_cell

ID = "national-2020"
ASKED: dict[str, Callable[[Corpus, int], object]] = {
    "edition by revision": lambda corpus, commits: Editions(corpus).open(f"{ID}@HEAD~{commits // 2}"),
    "edition by date": lambda corpus, commits: Editions(corpus).open(f"{ID}@{day(commits // 2)}"),
    "edition by issued": lambda corpus, commits: Editions(corpus).open(f"{ID}@issued:{day(commits // 2)}"),
    "log of a measure": lambda corpus, _: log(f"{ID}#20", corpus),
    "log, 20 newest": lambda corpus, _: log(ID, corpus, wanted(count=20)),
    "blame": lambda corpus, _: blame(ID, corpus),
    "blame of a measure": lambda corpus, _: blame(f"{ID}#20", corpus),
}


@pytest.fixture(scope="module", params=[1000, 10_000])
def repository(request: Any, tmp_path_factory: pytest.TempPathFactory, national: Snapshot) -> tuple[Git, int]:
    top = tmp_path_factory.mktemp("history")
    return long_history(top, national, request.param), request.param


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("is_first", [True, False], ids=["first", "indexed"])
def test_history(asked: str, is_first: bool, repository: tuple[Git, int], benchmark: Any) -> None:
    git, commits = repository
    ASKED[asked](Corpus(git.folder), commits)
    if is_first:
        shutil.rmtree(git.top / ".git" / "policydiff")
    answer = benchmark.pedantic(ASKED[asked], (Corpus(git.folder), commits), rounds=1)
    assert answer is not None
    files = (git.top / ".git" / "policydiff").iterdir()
    benchmark.extra_info["index_mb"] = round(sum(file.stat().st_size for file in files) / 1e6, 1)


def test_a_step_of_which_one_measure_changed(benchmark: Any, national: Snapshot) -> None:
    """Due: about 10 ms, where a whole comparison takes twenty times as long."""
    text = next(one.text for one in national.measures if one.id == "20")
    assert (
        len(benchmark(step_between, national, with_cell(national, "20", "text", text.replace("开通", "探索开通")))) == 1
    )


def test_a_whole_log_of_a_thousand_commits(benchmark: Any, tmp_path: Path, national: Snapshot) -> None:
    git = long_history(tmp_path, national, 1000)
    assert len(benchmark.pedantic(log, (ID, Corpus(git.folder)), rounds=1).entries) == 1000
