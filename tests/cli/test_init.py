"""`init`: a data repository from nothing, beside what is there, and never over it."""

import json
import os
import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from policydiff.corpus import writing
from policydiff.snapshot.schema import is_valid, load_schema
from policydiff.workflows import init as workflow
from policydiff.workflows.init import SCHEMAS, installed_from
from tests.cli.process import run
from tests.conftest import ROOT
from tests.history.identity import identity

FILES = {
    ".gitattributes", ".gitignore", ".pre-commit-config.yaml", ".vscode/extensions.json", ".vscode/settings.json",
    "README.md", "policydiff.toml", "snapshots/.gitkeep", *(f"schema/{name}.schema.json" for name in SCHEMAS),
}  # fmt: skip
WORKFLOW = ".github/workflows/policydiff.yml"


@pytest.fixture(autouse=True)
def _identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in identity("Li", "2026-01-02T03:04:05+08:00").items():
        monkeypatch.setenv(name, value)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("options", "more"),
    [
        ((), {WORKFLOW}),
        (("--ci", "github"), {WORKFLOW}),
        (("--ci", "gitlab"), {".gitlab-ci.yml"}),
        (("--ci", "none"), set()),
    ],
)
def test_what_is_laid_out(tmp_path: Path, options: tuple[str, ...], more: set[str]) -> None:
    done = run("init", "data", *options, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert files(tmp_path / "data").keys() == FILES | more
    assert f"written: {Path('data/README.md')}\n" in done.stderr
    assert "a git repository was begun in" in done.stderr
    assert git(tmp_path / "data", "symbolic-ref", "--short", "HEAD") == "main\n"
    assert "@" not in files(tmp_path / "data")["README.md"].decode("utf-8"), "a placeholder was left"


def test_the_second_time_changes_nothing(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    before = files(tmp_path)
    done = run("init", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "all was there already"
    assert "begun" not in done.stderr and "kept" not in done.stderr
    assert files(tmp_path) == before


def test_what_is_there_is_kept_and_said(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "a.json").write_text("{}", "utf-8")
    (tmp_path / ".gitignore").symlink_to("nowhere")
    done = run("init", cwd=tmp_path)
    assert [line for line in done.stderr.splitlines() if line.startswith("kept")] == [
        "kept as it is: README.md", "kept as it is: .gitignore",
    ]  # fmt: skip
    found = files(tmp_path)
    assert (found["README.md"], found["snapshots/a.json"]) == (b"mine", b"{}")
    assert not (tmp_path / "nowhere").exists()
    assert found.keys() >= FILES - {".gitignore"}


def test_the_configuration_is_sound_and_so_are_the_examples_in_it(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    text = (tmp_path / "policydiff.toml").read_text("utf-8")
    plain = tomllib.loads(text)
    examples = tomllib.loads(re.sub(r"^# (?=[\w-]+ = )", "", text, flags=re.M))
    assert is_valid("config", plain) and is_valid("config", examples)
    assert plain["profile"] == load_schema("config")["properties"]["profile"]["default"]
    assert not plain["severities"] and examples["severities"]


def test_a_configuration_elsewhere_stays_the_only_one(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.policydiff]\nprofile = "unit"\n', "utf-8")
    assert run("init", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "policydiff.toml").exists()
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    assert run("init", cwd=tmp_path).returncode == 0
    assert (tmp_path / "policydiff.toml").exists()


def test_git_keeps_sources_byte_by_byte_and_knows_our_lines(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    asked = git(tmp_path, "check-attr", "text", "eol", "merge", "diff", "--", "snapshots/sources/a.txt", "snapshots/a.json", "snapshots/decisions/a--b.json")  # fmt: skip
    assert asked.splitlines() == [
        "snapshots/sources/a.txt: text: unset",
        "snapshots/sources/a.txt: eol: unspecified",
        "snapshots/sources/a.txt: merge: unspecified",
        "snapshots/sources/a.txt: diff: unspecified",
        "snapshots/a.json: text: set",
        "snapshots/a.json: eol: lf",
        "snapshots/a.json: merge: policydiff",
        "snapshots/a.json: diff: policydiff",
        "snapshots/decisions/a--b.json: text: set",
        "snapshots/decisions/a--b.json: eol: lf",
        "snapshots/decisions/a--b.json: merge: policydiff",
        "snapshots/decisions/a--b.json: diff: unspecified",
    ]
    before = (tmp_path / ".gitattributes").read_bytes()
    assert run("install-git", "--shared", cwd=tmp_path).returncode == 0
    assert (tmp_path / ".gitattributes").read_bytes() == before


def test_a_repository_that_is_there_is_used_as_it_is(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "trunk: [odd]".replace(": [", "-").replace("]", ""))
    done = run("init", cwd=tmp_path)
    assert "begun" not in done.stderr
    assert 'branches: ["trunk-odd"]' in (tmp_path / WORKFLOW).read_text("utf-8")


def test_without_git(tmp_path: Path) -> None:
    assert run("init", "--no-git", cwd=tmp_path).returncode == 0
    assert not (tmp_path / ".git").exists()


def test_the_copies_of_the_schemas_follow_the_release(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    before = files(tmp_path)
    assert run("init", "--update", cwd=tmp_path).stderr == "all was there already\n"
    (tmp_path / "schema/snapshot.schema.json").write_text("{}", "utf-8")
    (tmp_path / "schema/config.schema.json").unlink()
    (tmp_path / "schema/own.schema.json").write_text("{}", "utf-8")
    (tmp_path / "README.md").write_text("mine", "utf-8")
    done = run("init", "--update", cwd=tmp_path)
    assert done.stderr.splitlines() == ["written: schema/snapshot.schema.json", "written: schema/config.schema.json"]
    assert files(tmp_path) == {**before, "README.md": b"mine", "schema/own.schema.json": b"{}"}


REFUSED = [
    (("init", "file"), "policydiff: file: is no folder; name a folder, or one to be made\n"),
    (("init", "x" * 300), f"policydiff: {'x' * 300}: cannot be a folder (File name too long); name another folder\n"),
    (("init", "file/below"), "policydiff: file: is no folder; name a folder, or one to be made\n"),
    (
        ("init", "taken"),
        "policydiff: taken/schema: is no folder; move it away: schema/snapshot.schema.json is to stand in it\n",
    ),
    (("init", "inside"), "lies inside the repository"),
    (("init", "--from", ""), "policydiff: --from: is nothing that pip installs; name a requirement"),
    (("init", "--from", "--editable=x"), "policydiff: --from: is nothing that pip installs"),
    (("init", "--from", "a\nb"), "policydiff: --from: is nothing that pip installs"),
    (
        ("init", "empty", "--update"),
        "policydiff: empty: holds no folder “snapshots”; go to the top of the repository\n",
    ),
    (("init", "--update", "--no-git"), "policydiff: --update: goes alone; leave the other options out\n"),
    (("init", "--ci", "jenkins"), "policydiff: Invalid value for '--ci'"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_odd_places_and_options_give_one_line(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "schema").touch()
    if "inside" in arguments:
        git(tmp_path, "init", "-q")
    before = files(tmp_path)
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr
    assert files(tmp_path) == before


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside, done = writing._write_aside, []

    def full(path: Path, data: bytes) -> Path:
        done.append(path)
        if len(done) == 5:
            raise OSError(28, "No space left on device")
        return aside(path, data)

    monkeypatch.setattr(writing, "_write_aside", full)
    told = run("init", cwd=tmp_path)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "cannot be written (No space left on device)" in told.stderr
    assert files(tmp_path) == {} and not (tmp_path / ".git").exists()


class _Installed:
    version = "1.2.3"

    def __init__(self, origin: object) -> None:
        self._origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self._origin is None else json.dumps(self._origin)


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        (None, ("policydiff==1.2.3", True)),
        ({"url": "https://example.org/p", "vcs_info": {"vcs": "git", "commit_id": "abc", "requested_revision": "main"}}, ("policydiff @ git+https://example.org/p@abc", True)),
        ({"url": "https://example.org/p-1.2.3.whl", "archive_info": {}}, ("policydiff @ https://example.org/p-1.2.3.whl", True)),
        ({"url": "file:///home/li/p", "dir_info": {"editable": True}}, ("policydiff==1.2.3", False)),
    ],
)  # fmt: skip
def test_ci_installs_what_is_installed_here(
    origin: object, source: tuple[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workflow, "distribution", lambda _: _Installed(origin))
    assert installed_from() == source


def test_a_folder_is_named_by_its_whole_path(tmp_path: Path) -> None:
    run("init", "data", "--from", os.path.relpath(ROOT, tmp_path), cwd=tmp_path)
    assert f'POLICYDIFF: "{ROOT.resolve().as_uri()}"' in (tmp_path / "data" / WORKFLOW).read_text("utf-8")
    assert version("policydiff")
