"""Setting up git's diff and merge by measure in one repository, and taking that out again."""

import os
import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import HistoryError

if TYPE_CHECKING:
    from git import Repo

_OURS = re.compile(r" -P -m policydiff git-(?:diff|merge)(?: --textconv)? --(?: %O %A %B %L %P)?$")
"""How a command that an earlier `install-git` set ends, whichever Python it names."""


def settings(python: str) -> Mapping[str, str]:
    """The settings, by key. They name the Python that runs this, so that they hold whatever the PATH is;
    -P keeps modules of the data repository from being taken for ours.
    """
    run = f"{shlex.quote(python)} -P -m policydiff"
    return {
        "diff.policydiff.command": f"{run} git-diff --",
        "diff.policydiff.textconv": f"{run} git-diff --textconv --",
        "diff.policydiff.xfuncname": "^(№ [^ ]+)",
        "merge.policydiff.name": "policydiff: snapshots by measure",
        "merge.policydiff.driver": f"{run} git-merge -- %O %A %B %L %P",
        "merge.policydiff.recursive": "binary",
    }


@dataclass(frozen=True, slots=True)
class GitSetup:
    """A repository as far as the drivers are concerned: its settings, and its files of attributes."""

    _repository: "Repo"

    @property
    def top(self) -> Path:
        """The folder at the top of the work tree."""
        return Path(str(self._repository.working_tree_dir)).resolve()

    @property
    def configuration(self) -> Path:
        """The file of the settings, which all work trees of a clone share."""
        return self._git_path("config")

    def attributes(self, *, shared: bool) -> Path:
        """The file of attributes: of this clone alone, or in the work tree for everyone."""
        if shared:
            return self.top / ".gitattributes"
        return self._git_path("info/attributes")

    def _git_path(self, name: str) -> Path:
        from git import GitCommandError

        try:
            return self.top / str(self._repository.git.rev_parse("--git-path", name))
        except GitCommandError as error:
            raise _refused(error, "git rev-parse") from None

    def folder(self, snapshots: Path) -> str:
        """The snapshots folder as git names it.

        Raises:
            HistoryError: it does not lie in the work tree.
        """
        try:
            below = snapshots.resolve().relative_to(self.top)
        except ValueError:
            raise HistoryError(
                f"does not lie in the repository {self.top}", where=str(snapshots), remedy="name a folder in it"
            ) from None
        return "" if below == Path() else below.as_posix()

    def foreign(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """The settings that are there with other values than ours."""
        found = {key: self._values(key) for key in wanted}
        return {
            key: "; ".join(values)
            for key, values in found.items()
            if values and values != [wanted[key]] and not all(map(_OURS.search, values))
        }

    def set(self, wanted: Mapping[str, str]) -> bool:
        """Set all settings, in place of any there are; whether any changed."""
        changed = {key: value for key, value in wanted.items() if self._values(key) != [value]}
        for key, value in changed.items():
            self._config("--replace-all", key, value)
        return bool(changed)

    def unset(self, wanted: Mapping[str, str]) -> bool:
        """Take out all settings; whether there were any."""
        there = [key for key in wanted if self._values(key)]
        for key in there:
            self._config("--unset-all", key)
        return bool(there)

    def _values(self, key: str) -> list[str]:
        from git import GitCommandError

        try:
            found = str(
                self._repository.git.config("--local", "--null", "--get-all", key, strip_newline_in_stdout=False)
            )
        except GitCommandError as error:
            if error.status == 1:  # there is none
                return []
            raise _refused(error) from None
        return found.split("\0")[:-1]

    def _config(self, *arguments: str) -> None:
        from git import GitCommandError

        try:
            self._repository.git.config("--local", *arguments)
        except GitCommandError as error:
            raise _refused(error) from None


def _refused(error: Exception, command: str = "git config") -> HistoryError:
    """Git's own words: a lock that another git holds, a configuration that it cannot read."""
    words = re.sub(r"^\s*stderr: '|'\s*$", "", str(getattr(error, "stderr", "") or error)).strip().splitlines()
    return HistoryError(
        f"git refuses: {words[-1] if words else 'it does not say why'}",
        where=command,
        remedy="mend that and try again",
    )


def open_setup(start: Path) -> GitSetup:
    """The repository that `start` lies in.

    Raises:
        HistoryError: there is no git, no repository, or a bare one.
    """
    try:
        from git import InvalidGitRepositoryError, NoSuchPathError, Repo
    except ImportError:
        raise HistoryError("git cannot be run", where="git", remedy="install git") from None
    try:
        repository = Repo(start, search_parent_directories=True)
    except (InvalidGitRepositoryError, NoSuchPathError):
        raise HistoryError("lies in no git repository", where=str(start), remedy="run `git init` first") from None
    if repository.bare or repository.working_tree_dir is None:
        raise HistoryError(
            "lies in a bare repository, which shows and merges nothing", where=str(start), remedy="use a clone of it"
        )
    return GitSetup(repository)


def this_python() -> str:
    """The Python that runs policydiff."""
    return sys.executable or os.fspath(Path(sys.prefix) / "bin" / "python")
