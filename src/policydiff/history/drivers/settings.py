"""Setting up git's diff and merge by measure in one repository, and taking that out again."""

import os
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from policydiff.history.repository import Repository

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


class Drivers:
    """The drivers of one repository: their settings, and its files of attributes."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self.top = repository.top

    @property
    def configuration(self) -> Path:
        """The file of the settings, which all work trees of a clone share."""
        return self._git_path("config")

    def attributes(self, *, shared: bool) -> Path:
        """The file of attributes: of this clone alone, or in the work tree for everyone."""
        return self.top / ".gitattributes" if shared else self._git_path("info/attributes")

    def _git_path(self, name: str) -> Path:
        path = self._repository.tell("rev-parse", "--git-path", name).output
        return self.top / path.removesuffix(b"\n").decode("utf-8", "surrogateescape")

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
            self._repository.tell("config", "--local", "--replace-all", key, value)
        return bool(changed)

    def unset(self, wanted: Mapping[str, str]) -> bool:
        """Take out all settings; whether there were any."""
        there = [key for key in wanted if self._values(key)]
        for key in there:
            self._repository.tell("config", "--local", "--unset-all", key)
        return bool(there)

    def _values(self, key: str) -> list[str]:
        asked = ("config", "--local", "--null", "--get-all", key)
        answer = self._repository.ask(*asked)
        if answer.code == 1:  # there is none
            return []
        output = answer.output or self._repository.tell(*asked).output
        return output.decode("utf-8", "surrogateescape").split("\0")[:-1]


def this_python() -> str:
    """The Python that runs policydiff."""
    return sys.executable or os.fspath(Path(sys.prefix) / "bin" / "python")
