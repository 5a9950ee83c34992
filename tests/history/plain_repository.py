"""Real git repositories in temporary folders, untouched by the settings of who runs the tests."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.history.identity import identity

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LC_", "POLICYDIFF_"))},
    **identity("Li", "2026-01-02T03:04:05+08:00"),
    "GIT_EDITOR": "true",
    "GIT_PAGER": "cat",
    "LANG": "C.UTF-8",
    "COLUMNS": "100",
    "PYTHONPATH": str(ROOT / "src"),
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, and git run in it."""

    folder: Path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run git, whatever comes of it."""
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**ENVIRONMENT, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )

    def git(self, *arguments: str, **environment: str) -> str:
        """What git prints; it must succeed."""
        done = self.run(*arguments, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def write(self, path: str, text: str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def commit(self, message: str) -> None:
        """Commit everything in the work tree."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)


def new_repository(folder: Path) -> Repository:
    """An empty repository on the branch `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    repository = Repository(folder)
    repository.git("init", "-q", "-b", "main")
    return repository
