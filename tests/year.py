"""A year of a data repository, lived through the command: five documents and what became of them, day by day."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from policydiff.cli.main import policydiff
from policydiff.model.document import Measure
from policydiff.read import document as reader
from policydiff.read.derive import measure_of
from policydiff.snapshot import schema_errors
from tests.conftest import SNAPSHOTS
from tests.history.repositories import ENVIRONMENT

SOURCES = SNAPSHOTS / "sources"
NEW, TRIED = "支持境外船公司开展沿海捎带业务试点，便利国际中转集拼。", "探索"
DECISIONS = {
    "format": 1,
    "left": "national-2020",
    "right": "xiamen-2020",
    "decisions": [
        {
            "verdict": verdict,
            "left": [{"measure": left}],
            "right": [{"measure": right}],
            "by": "李雷",
            "when": "2026-02-01",
        }
        for verdict, left, right in (("linked", "20", "10"), ("unrelated", "58", "37"))
    ],
}


class Year:
    """The repository; `names` are what the hashes of its commits stand for, in the order of time."""

    def __init__(self, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.top = top
        self.folder = top / "snapshots"
        self.names: dict[str, str] = {}
        self._monkeypatch = monkeypatch
        self.folder.mkdir(parents=True)
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=self.top, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout

    def on(self, day: str) -> None:
        """The day of what is saved from here on."""
        for who in ("AUTHOR", "COMMITTER"):
            self._monkeypatch.setenv(f"GIT_{who}_DATE", f"{day}T12:00:00+08:00")

    def do(self, command: str, *arguments: str) -> str:
        """What a command prints that succeeds, with the names of commits in the place of their hashes."""
        return self.named(self._run(command, *arguments))

    def _run(self, command: str, *arguments: str) -> str:
        called = [command, *arguments, "--snapshots", str(self.folder)]
        return CliRunner().invoke(policydiff, called, catch_exceptions=False).stdout

    def told(self, command: str, *arguments: str) -> Any:
        """The JSON that a command prints, and that keeps to the schema of the command."""
        printed = self._run(command, *arguments, "--format", "json")
        schema = {"compare": "comparison"}.get(command, command)
        if schema in ("log", "blame", "trace", "lifecycle", "comparison"):
            assert schema_errors(schema, json.loads(printed)) == []
        return json.loads(self.named(printed))

    def save(self, name: str, *arguments: str) -> None:
        """Save, and call the commit so."""
        self.do("save", *arguments)
        self.names[self.git("rev-parse", "HEAD").strip()] = name

    def named(self, page: str) -> str:
        for sha, name in self.names.items():
            page = page.replace(sha, f"<{name}>").replace(sha[:10], f"<{name}>")
        return page

    def ingest(self, name: str, text: str, *arguments: str) -> None:
        source = self.top.parent / f"{name}.txt"
        source.write_text(text, "utf-8")
        self.do("ingest", str(source), "--id", name, *arguments)

    @contextmanager
    def old_reader(self) -> Iterator[None]:
        """The reader of former days: it missed the word 探索, which stands for caution, wherever it was printed."""

        def read(cells: Any, lines: tuple[int, int]) -> Measure:
            return measure_of({**cells, "text": (cells["text"] or "").replace(TRIED, "")}, lines)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reader, "_READER_VERSION", 1)
            patch.setattr(reader, "measure_of", read)
            yield

    def begin(self) -> None:
        """Five documents; the first is read by an old reader."""
        pilot, opening = ["--series", "services-trade-pilot"], ["--series", "services-opening-pilot"]
        told = {
            "national-2025": opening,
            "national-2020": [*pilot, "--round", "3", "--alias", "national", "--set", "issued=2020-08-12"],
            "xiamen-2020": ["--alias", "xiamen", "--implements", "national", "--set", "issued=2020-11-25"],
            "ftz-batch-6": ["--series", "ftz-replication", "--round", "6"],
            "ftz-departments-2019": [],
        }
        for at, (name, arguments) in enumerate(told.items(), 1):
            self.on(f"2026-01-0{at}")
            if at == 1:
                with self.old_reader():
                    self.ingest(name, printed(name), *arguments)
                    self.save(name)
            else:
                self.ingest(name, printed(name), *arguments)
                self.save(name)

    def decide(self) -> None:
        """An analyst decides on two links."""
        self.on("2026-02-01")
        answers = self.top.parent / "answers.json"
        answers.write_text(json.dumps(DECISIONS), "utf-8")
        self.do("review", "national", "xiamen", "--import", str(answers))
        self.save("decided")

    def renumber(self) -> None:
        """The city's version is issued anew with a measure more: 80 others move up by one."""
        self.on("2026-03-01")
        self.ingest("xiamen-2020", renumbered(), "--force", "--set", "issued=2026-02-15")
        self.save("renumbered")

    def correct(self) -> None:
        """A cell is put right."""
        self.on("2026-04-01")
        words = ["--read", "增加货运", "--should", "增开货运", "--why", "misread in the scan", "--when", "2026-04-01"]
        self.do("correct", "xiamen#11", "text", *words)
        self.save("corrected")

    def reread(self) -> None:
        """The reader of today reads the first document again."""
        self.on("2026-05-01")
        self.do("reread", "national-2025")
        self.save("reread")

    def amend(self) -> None:
        """The city amends two measures."""
        self.on("2026-06-01")
        self.ingest("xiamen-2020", amended(), "--force", "--set", "issued=2026-05-20")
        self.save("amended")

    def import_late(self) -> None:
        """The round of 2018 becomes known."""
        self.on("2026-07-01")
        series = ["--series", "services-trade-pilot", "--round", "2", "--set", "issued=2018-06-08"]
        self.ingest("national-2018", earlier(), *series)
        self.save("imported")


def printed(name: str) -> str:
    """A document as it is printed."""
    return (SOURCES / f"{name}.txt").read_text("utf-8")


def renumbered() -> str:
    """Xiamen's version with a new measure 9."""
    text = re.sub(r"(?m)^\t(\d+)$", lambda found: f"\t{int(found[1]) + (int(found[1]) >= 9)}", printed("xiamen-2020"))
    at = text.index("\t10\n")
    return f"{text[:at]}\t9\n\t{NEW}\n\t交通运输部\n\t厦门港口管理局\n\t\n\n\t\n{text[at:]}"


def amended() -> str:
    """The renumbered version, one measure widened and one softened."""
    return _with(
        renumbered(),
        ("港澳台银行业、保险业企业设立", "境外银行业、保险业企业设立"),
        ("\t允许特定条件下租用外籍船舶", "\t探索允许特定条件下租用外籍船舶"),
    )


def earlier() -> str:
    """An earlier round of the national plan: it was for firms of Hong Kong alone."""
    return _with(printed("national-2020"), ("支持符合条件的港澳银行业", "支持符合条件的香港银行业"))


def _with(text: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text
