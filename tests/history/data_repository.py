"""Data repositories in temporary folders, with documents that change from day to day."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.read.document import Told
from policydiff.workflows.ingest import ingest
from policydiff.workflows.save import Saved, Wanted, save
from tests.history.identity import identity

IDENTITY = identity("李", "2026-11-22T12:00:00+08:00")
TEXTS = (
    "支持符合条件的港澳银行业、保险业企业设立分支机构。",
    "推进跨境数据流动安全评估试点，建立备份审查机制。",
    "允许外商独资设立演出场所经营单位。",
    "建立知识产权质押融资风险补偿基金。",
    "推动二手车出口业务，在30个工作日内办结许可。",
)
WIDER = TEXTS[0].replace("港澳", "港澳台")


def table(texts: Sequence[str] = TEXTS, title: str = "某市试点任务清单") -> str:
    """A document of numbered measures."""
    rows = "".join(f"{number}\t{text}\t市商务局\n" for number, text in enumerate(texts, 1))
    return f"{title}\n序号\t具体举措\t责任单位\n{rows}"


def saved_city_in(folder: Path) -> "DataRepository":
    """A repository with one snapshot, `city`, saved in its first commit."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in IDENTITY.items():
            patch.setenv(name, value)
        made = DataRepository(folder / "data")
        made.ingest("city")
        made.save()
    return made


class DataRepository:
    """A repository with a folder of snapshots."""

    def __init__(self, top: Path, *, init: bool = True) -> None:
        self.top = top
        self.folder = top / "snapshots"
        if init:
            top.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--initial-branch=main", ".")
            self.folder.mkdir(exist_ok=True)

    def copy(self, top: Path) -> "DataRepository":
        """The same repository elsewhere; git is told that its files are as they were."""
        shutil.copytree(self.top, top, symlinks=True)
        made = DataRepository(top, init=False)
        made.git("update-index", "-q", "--refresh")
        return made

    def git(self, *arguments: str, given: str | None = None, check: bool = True) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env={**os.environ, **IDENTITY},
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout

    @property
    def corpus(self) -> Corpus:
        return Corpus(self.folder)

    def ingest(self, name: str, text: str | None = None, **told: object) -> None:
        """Ingest a document, again where it is there already."""
        source = self.top.parent / f"{self.top.name}-{name}.txt"
        source.write_text(table() if text is None else text, "utf-8")
        ingest(source, Told(id=name, **told), self.corpus, force=(self.folder / f"{name}.json").exists())  # type: ignore[arg-type]

    def save(self, *names: str, **wanted: object) -> Saved:
        return save(names, self.corpus, Wanted(**wanted))  # type: ignore[arg-type]

    def path(self, *names: str) -> str:
        """A path that names a file, as a user gives it."""
        return str(self.folder.joinpath(*names))

    def decide(self, left: str, right: str, verdict: str = "linked", why: str | None = None) -> Path:
        """Decide on the first measures of two snapshots."""
        from policydiff.decisions import dump_decisions
        from policydiff.model.decision import DecidedMeasure, Decision, Decisions

        sides = []
        for name in (left, right):
            measure = self.corpus.resolve(name).load().measures[0]
            sides.append((DecidedMeasure(measure=measure.id, text=measure.text),))
        decision = Decision(verdict=verdict, left=sides[0], right=sides[1], by="李", when="2026-11-22", why=why)
        path = self.folder / "decisions" / f"{left}--{right}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump_decisions(Decisions(left=left, right=right, decisions=(decision,))), "utf-8")
        return path

    @property
    def head(self) -> str:
        return self.git("rev-parse", "--verify", "-q", "HEAD", check=False).strip()

    @property
    def message(self) -> str:
        return self.git("-c", "i18n.logOutputEncoding=UTF-8", "log", "-1", "--format=%B").rstrip("\n")

    @property
    def subjects(self) -> list[str]:
        return self.git("log", "--format=%s").splitlines()

    @property
    def files(self) -> list[str]:
        """The files of the last commit that it changed."""
        return self.git("show", "--format=", "--name-status", "--no-renames", "HEAD").splitlines()

    @property
    def status(self) -> list[str]:
        return self.git("status", "--porcelain", "--untracked-files=all").splitlines()

    def state(self) -> tuple[str, str, str, dict[str, bytes]]:
        """All that a refusal must leave as it was: the commit, the index, the branches, the work tree."""
        files = {
            str(path.relative_to(self.top)): path.read_bytes()
            for path in sorted(self.top.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.top).parts
        }
        return self.head, self.git("ls-files", "--stage"), self.git("for-each-ref"), files
