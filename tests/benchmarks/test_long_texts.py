"""Growth with the length of one text: a whole document in one cell. Run with `pytest tests/benchmarks --benchmark-only`.

Ten times the text may take about ten times as long, and not a hundred times: each text is compared with itself after
one clause in twenty was replaced and one in forty taken away.
"""

import contextlib
import io
import random
from pathlib import Path
from typing import Any

import pytest

from policydiff.cli.main import run
from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot
from policydiff.read.document import Told
from policydiff.workflows.ingest import ingest


def long_text(snapshot: Snapshot, length: int) -> str:
    """The measures of a snapshot in any order, until they are so many characters."""
    rng = random.Random(1)
    found = ""
    while len(found) < length:
        found += rng.choice(snapshot.measures).text
    return found[:length]


def edited(text: str) -> str:
    rng = random.Random(2)
    clauses = text.split("，")
    chances = ((clause, rng.random()) for clause in clauses)
    return "，".join(rng.choice(clauses) if chance < 0.05 else clause for clause, chance in chances if chance < 0.975)


@pytest.mark.parametrize("length", [10_000, 100_000, 1_000_000])
def test_growth(length: int, benchmark: Any, national: Snapshot, tmp_path: Path) -> None:
    text = long_text(national, length)
    corpus = Corpus(tmp_path / "snapshots")
    corpus.folder.mkdir()
    for name, words in (("left", text), ("right", edited(text))):
        source = tmp_path / f"{name}.txt"
        source.write_text(f"任务清单\n序号\t具体举措\t责任单位\n1\t{words}\t市商务局\n", "utf-8")
        ingest(source, Told(id=name, layout="tab-table"), corpus)
    command = ["compare", "left", "right", "--snapshots", str(corpus.folder), "--format", "json"]

    def compared() -> str:
        with io.TextIOWrapper(io.BytesIO(), "utf-8") as output, contextlib.redirect_stdout(output):
            assert run(command) == 0
            output.seek(0)
            return output.read()

    assert '"changes"' in benchmark.pedantic(compared, rounds=1, warmup_rounds=0)
