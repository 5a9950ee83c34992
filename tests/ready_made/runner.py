"""Runs the steps of a workflow, an Action or a job as a CI service does: expressions, environment, files, a shell.

What other people's actions do (checkout, setup-python, upload-sarif) is not run but recorded, and so is what pip is
asked to install; the hook that pre-commit installs shows that this can be installed.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.cli.served import program
from tests.conftest import ROOT
from tests.history.identity import identity

Context = Mapping[str, Any]
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
_ANNOTATION = re.compile(r"^::(error|warning|notice) (.*?)::(.*)$", re.M)


def parsed(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def evaluated(expression: str, context: Context) -> Any:
    """The value of an expression of GitHub's, of the kind that our files use: || && == literals and names."""
    either, both = expression.split("||"), expression.split("&&")
    if len(either) > 1:
        values = [evaluated(part, context) for part in either]
        return next(filter(None, values), values[-1])
    if len(both) > 1:
        values = [evaluated(part, context) for part in both]
        return next((value for value in values if not value), values[-1])
    if "==" in expression:
        left, right = (evaluated(part, context) for part in expression.split("=="))
        return left == right
    name = expression.strip()
    if name == "always()":
        return True
    if name.startswith("'"):
        return name.strip("'")
    value: Any = context
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return "" if value is None else value


def filled(text: str, context: Context) -> str:
    return _EXPRESSION.sub(lambda found: str(evaluated(found[1], context)), text)


@dataclass(kw_only=True)
class Outcome:
    """What came of a job."""

    failed: bool = False
    code: int = 0
    output: str = ""
    error: str = ""
    summary: str = ""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    installed: list[str] = field(default_factory=list)

    def annotations(self, level: str) -> Iterator[dict[str, str]]:
        for found in _ANNOTATION.finditer(self.output):
            if found[1] == level:
                yield {**dict(part.partition("=")[::2] for part in found[2].split(",")), "message": found[3]}


class Runner:
    """A machine of a CI service, with a repository checked out."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.folder = folder
        self.workspace = workspace
        self._bin = folder / "bin"
        self._bin.mkdir(parents=True)
        self._log = folder / "pip"
        python = sys.executable
        program(self._bin / "policydiff")
        self._program("pre-commit", f'exec "{python}" -m pre_commit "$@"')
        self._program(
            "python",
            f'if [ "$1 $2 $3 $4" = "-I -m pip install" ]; then shift; echo "$@" >> "{self._log}"; '
            f'else exec "{python}" "$@"; fi',
        )

    def _program(self, name: str, line: str) -> None:
        path = self._bin / name
        path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        path.chmod(0o755)

    def _environment(self, **more: str) -> dict[str, str]:
        dropped = ("GIT_", "GITHUB_", "GITLAB_", "CI", "POLICYDIFF_", "LC_", "LANG", "PYTHONPATH")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        path = f"{self._bin}{os.pathsep}{os.environ['PATH']}"
        return {
            **kept,
            **identity("Li"),
            "PATH": path,
            "PYTHONPATH": str(ROOT / "src"),
            "LANG": "C.UTF-8",
            "CI": "true",
            **more,
        }

    def bash(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A script as both services run it: it ends with the first command that fails."""
        file = self.folder / "script.sh"
        file.write_text(script, "utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)],
            cwd=self.workspace, env=self._environment(**environment), capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def github(
        self, steps: list[dict[str, Any]], event: Mapping[str, Any], env: Mapping[str, str] | None = None, **inputs: str
    ) -> Outcome:
        """Run the steps for an event, with the inputs of an Action, or the environment of a job."""
        files = {name: self.folder / name for name in ("event.json", "summary", "outputs")}
        temp = self.folder / "temp"
        temp.mkdir(exist_ok=True)
        for path in files.values():
            path.write_text("", "utf-8")
        files["event.json"].write_text(json.dumps(event), "utf-8")
        done = Outcome()
        for step in steps:
            github = {"action_path": "/the/action", "event": event, "sha": event.get("after", "")}
            context = {
                "inputs": inputs, "github": github, "runner": {"temp": str(temp)},
                "steps": {name: {"outputs": outputs} for name, outputs in done.outputs.items()},
            }  # fmt: skip
            condition = step.get("if", "")
            if (done.failed and "always()" not in condition) or (condition and not evaluated(condition, context)):
                continue
            if "uses" in step:
                done.used[step["uses"]] = {
                    key: filled(str(value), context) for key, value in step.get("with", {}).items()
                }
                continue
            assert "${{" not in step["run"], "what a user gives must not become part of a script"
            given = {name: filled(str(value), context) for name, value in step.get("env", {}).items()}
            files["outputs"].write_text("", "utf-8")
            ran = self.bash(
                step["run"], GITHUB_ACTIONS="true", GITHUB_EVENT_PATH=str(files["event.json"]), RUNNER_TEMP=str(temp),
                GITHUB_STEP_SUMMARY=str(files["summary"]), GITHUB_OUTPUT=str(files["outputs"]), **(env or {}), **given,
            )  # fmt: skip
            done.output, done.error = done.output + ran.stdout, done.error + ran.stderr
            done.failed, done.code = done.failed or ran.returncode != 0, max(done.code, ran.returncode)
            if "id" in step:
                lines = files["outputs"].read_text("utf-8").splitlines()
                done.outputs[step["id"]] = dict(line.partition("=")[::2] for line in lines)
        done.summary = files["summary"].read_text("utf-8")
        done.installed = self._log.read_text("utf-8").splitlines() if self._log.exists() else []
        return done

    def gitlab(self, job: Mapping[str, Any], **variables: str) -> Outcome:
        """Run the script of a job, with the variables that GitLab sets."""
        given = {name: str(value) for name, value in job.get("variables", {}).items()}
        ran = self.bash("\n".join(job["script"]), GITLAB_CI="true", **given, **variables)
        installed = self._log.read_text("utf-8").splitlines()
        return Outcome(
            failed=ran.returncode != 0, code=ran.returncode, output=ran.stdout, error=ran.stderr, installed=installed
        )
