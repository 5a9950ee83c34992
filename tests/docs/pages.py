"""Running a page: its commands, files and snippets in order, and what of it is not as it says."""

import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from tests.docs.blocks import SHOWN_ONLY, Block, Step, blocks_of, commands, steps
from tests.docs.outputs import agrees, renewed
from tests.docs.shell import DAY, LATER, Shell

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
_SCHEMAS = {"policydiff.toml": "config", "pyproject.toml": "config", "policydiff-waivers.json": "waivers"}
"""Schemas of files that readers write, by name."""
_MOST_LINES = 30
_HOME = "/home/lilei"
"""What the folder in which a page is run is shown as."""


@dataclass(slots=True)
class Run:
    """What came of a page: what is wrong with it, and its text with the outputs as they are."""

    wrong: list[str] = field(default_factory=list)
    text: str = ""
    ran: int = 0


def run_page(page: Path, folder: Path) -> Run:
    """Run a page in a folder of its own."""
    text = page.read_text("utf-8")
    run, done = Run(), 0
    with Shell(folder) as shell:
        for block in blocks_of(page):
            if block.not_run is None:
                content = _Runner(shell, run, f"{page.name}:{block.line}").take(block)
                if content != block.content:
                    run.text += text[done : block.start] + _indented(content, block.indent)
                    done = block.end
            elif not block.not_run:
                run.wrong.append(f"{page.name}:{block.line}: no reason why it is not run")
    run.text += text[done:]
    return run


def _short(text: str) -> str:
    """The begin of an output, enough to see what it is."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[:_MOST_LINES]) + (f"… {len(lines) - _MOST_LINES} lines more\n" if lines[_MOST_LINES:] else "")


def _indented(text: str, indent: str) -> str:
    return "".join(indent + line if line.strip() else line for line in text.splitlines(keepends=True))


@dataclass(slots=True)
class _Runner:
    """Does with one block what its kind asks for; answers its content as it should be."""

    shell: Shell
    run: Run
    where: str

    def take(self, block: Block) -> str:
        if block.title:
            self._write(block)
        elif block.kind == "console":
            return self._console(block)
        elif block.kind in ("sh", "run", "bash"):
            self._succeed(block.content)
        elif block.kind == "python":
            self._python(block.content)
        elif block.kind in ("json", "toml"):
            self._validate(block, block.schema)
        elif block.kind == "yaml":
            self._parse(block.content)
        elif block.kind not in SHOWN_ONLY or block.content.startswith("$ "):
            self._wrong(f"nothing is done with a block of the kind “{block.kind}”")
        return block.content

    def _wrong(self, what: str) -> None:
        self.run.wrong.append(f"{self.where}: {what}")

    def _succeed(self, content: str) -> None:
        for command in commands(content):
            printed, code = self.shell.run(command)
            self.run.ran += 1
            if code:
                self._wrong(f"{command}exits with {code}:\n{printed}")

    def _console(self, block: Block) -> str:
        if not block.content.startswith("$ "):
            self._wrong("its first line does not begin with “$ ”")
            return block.content
        shown = steps(block.content)
        content = ""
        for step, following in zip(shown, [*shown[1:], Step("", "")], strict=True):
            today = datetime.now(UTC).date()
            later = str(today + (date.fromisoformat(LATER) - date.fromisoformat(DAY)))
            printed, code = self.shell.run(step.command.replace(LATER, later))
            printed = printed.replace(str(self.shell.home), _HOME).replace(str(today), DAY).replace(later, LATER)
            self.run.ran += 1
            if code and following.command.strip() != "echo $?":
                self._wrong(f"$ {step.command}exits with {code}, and no “$ echo $?” follows:\n{_short(printed)}")
            elif not agrees(step.output, printed):
                self._wrong(f"$ {step.command}prints\n{_short(printed)}---- and not\n{_short(step.output)}")
            content += f"$ {step.command}{renewed(step.output, printed)}"
        return content

    def _python(self, program: str) -> None:
        self.run.ran += 1
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=self.shell.here(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            self._wrong(done.stderr)

    def _parse(self, content: str) -> None:
        self.run.ran += 1
        try:
            yaml.safe_load(content)
        except yaml.YAMLError as error:
            self._wrong(str(error))

    def _write(self, block: Block) -> None:
        assert block.title
        path = self.shell.here() / block.title
        self.run.ran += 1
        if block.kind == "diff":
            self._patch(path, block.content)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, "utf-8")
        if path.name in _SCHEMAS or block.schema:
            self._validate(block, block.schema or _SCHEMAS[path.name])

    def _patch(self, path: Path, lines: str) -> None:
        """Lines with `-` go, lines with `+` come, at the one place where the others stand."""
        parts = [(line[:1], line[1:]) for line in lines.splitlines(keepends=True)]
        before = "".join(line for sign, line in parts if sign in " -")
        text = path.read_text("utf-8")
        if text.count(before) != 1:
            self._wrong(f"{path.name} has {text.count(before)} places with\n{before}")
        path.write_text(text.replace(before, "".join(line for sign, line in parts if sign in " +"), 1), "utf-8")

    def _validate(self, block: Block, name: str | None) -> None:
        if name is None:
            self._wrong("no schema is named for it")
            return
        self.run.ran += 1
        schema = json.loads((ROOT / "schema" / f"{name}.schema.json").read_text("utf-8"))
        if block.kind == "toml":
            found = tomllib.loads(block.content)
            found = found["tool"]["policydiff"] if "tool" in found else found
        else:
            found = json.loads(block.content)
        for error in Draft202012Validator(schema).iter_errors(found):
            self._wrong(f"{error.json_path}: {error.message}")
