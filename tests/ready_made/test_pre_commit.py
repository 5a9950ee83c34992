"""The hooks, run by pre-commit itself, which installs them from a clone of this repository."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.history.data_repository import IDENTITY
from tests.ready_made.repositories import CityRepository

CONFIG = """\
repos:
  - repo: {url}
    rev: {revision}
    hooks:
      - id: policydiff-fix
      - id: policydiff-validate
"""
UNREACHABLE = re.compile(r"No matching distribution|Could not find a version|ConnectionError|Temporary failure")


def clone_of_ours(folder: Path) -> tuple[str, str]:
    """A repository of what would be released now, with what is not committed: its address, and its revision."""
    folder.mkdir()

    def git(*arguments: str, cwd: Path = folder) -> str:
        environment = {**os.environ, **IDENTITY}
        return subprocess.run(
            ["git", *arguments], cwd=cwd, env=environment, check=True, capture_output=True, text=True
        ).stdout

    for name in git("ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=ROOT).split("\0"):
        source = ROOT / name
        if name and not name.startswith(("tests/", "snapshots/")) and source.is_file() and not source.is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    git("init", "-q", "-b", "main")
    git("add", "-A", "-f")
    git("commit", "-q", "-m", "release")
    return folder.as_uri(), git("rev-parse", "HEAD").strip()


class Committer:
    """Someone who commits in a repository whose hooks pre-commit runs."""

    def __init__(self, repository: CityRepository, home: Path) -> None:
        self.repository = repository
        dropped = ("GIT_", "PYTHONPATH", "POLICYDIFF_", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        self._environment = {
            **kept,
            **IDENTITY,
            "PRE_COMMIT_HOME": str(home),
            "PRE_COMMIT_COLOR": "never",
            "LANG": "C.UTF-8",
        }

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, cwd=self.repository.top, env=self._environment, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        return done.returncode, done.stdout

    def commit(self) -> tuple[int, str]:
        """Commit everything, as far as the hooks let it."""
        self.repository.git("add", "-A")
        return self.run("git", "commit", "-q", "-m", "work")


def test_hooks_installed_by_pre_commit(tmp_path: Path) -> None:
    city = CityRepository(tmp_path / "city", ci="none")
    url, revision = clone_of_ours(tmp_path / "ours")
    (city.top / ".pre-commit-config.yaml").write_text(CONFIG.format(url=url, revision=revision), "utf-8")
    city.git("add", "-A")
    someone = Committer(city, tmp_path / "home")
    code, told = someone.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    if code and UNREACHABLE.search(told) and not os.environ.get("CI"):
        pytest.skip("packages cannot be fetched here")
    assert code == 0, told

    code, told = someone.commit()
    assert code == 0, told
    city.document("city-2021")
    code, told = someone.commit()
    assert code == 0, told
    sound = city.head

    line = city.break_snapshot()
    code, told = someone.commit()
    assert (code, city.head) == (1, sound)
    assert f"snapshots/city-2020.json:{line}:" in told, told
    city.git("checkout", "-q", "HEAD", "--", "snapshots")

    path = city.folder / "city-2021.json"
    canonical = path.read_text("utf-8")
    path.write_text(json.dumps(json.loads(canonical)), "utf-8")
    code, told = someone.commit()
    assert (code, city.head) == (1, sound)
    assert "files were modified by this hook" in told, told
    assert path.read_text("utf-8") == canonical
    (city.top / "README.md").write_text("What is not about snapshots is not looked at.\n", "utf-8")
    code, told = someone.commit()
    assert (code, city.head != sound) == (0, True), told
