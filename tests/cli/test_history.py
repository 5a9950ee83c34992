"""`log` and `blame` as a user runs them: pages, JSON, and one line for every kind of trouble."""

import json
import subprocess
from pathlib import Path

import pytest

from policydiff.model.document import Snapshot
from policydiff.snapshot import schema_errors
from tests.cli.process import run as run_command
from tests.conftest import ROOT
from tests.history.repositories import ENVIRONMENT, Git, with_texts
from tests.workflows.story import AIR, BANKS, SHIPS, from_source, with_cell


@pytest.fixture
def git(tmp_path: Path, xiamen: Snapshot) -> Git:
    git = Git(tmp_path)
    small = with_texts(xiamen, [AIR, BANKS, SHIPS])
    git.commit(small, message="first\n\nPolicydiff-Kind: policy")
    git.day = "2026-02-01"
    git.commit(from_source(with_cell(small, "2", "text", BANKS.replace("港澳", "港澳台")), "two"), message="second")
    return git


def run(git: Git, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_command(*arguments, cwd=git.top, PYTHONPATH=str(ROOT / "src"), **{**ENVIRONMENT, **environment})


def test_log(git: Git) -> None:
    done = run(git, "log", "xiamen#2")
    first, second = git("rev-parse", "HEAD~1")[:10], git("rev-parse", "HEAD")[:10]
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{second}  policy  2026-02-01  李雷  second\n"
        "    2  changed  confidence 0.99\n"
        "     !  Who may benefit is widened: “港澳” → “港澳台”\n"
        "        in common: “支持符合条件的”, “银行业、保险业企业在试点地区设立分支机构”\n"
        "\n"
        f"{first}  policy  2026-01-01  李雷  first\n"
        "    it first appears here\n"
    )
    chinese = run(git, "log", "xiamen", "-n", "1", "--lang", "zh").stdout
    assert chinese.splitlines()[0] == f"{second}  政策  2026-02-01  李雷  second"
    everything = run(git, "log", "--kind", "policy", "--since", "2026-02-01").stdout
    assert everything.startswith(f"{second}  policy") and first not in everything


def test_blame(git: Git) -> None:
    done = run(git, "blame", "xiamen")
    first, second = git("rev-parse", "HEAD~1")[:10], git("rev-parse", "HEAD")[:10]
    assert (done.returncode, done.stderr) == (0, "")
    title = "厦门市全面深化服务贸易创新发展试点任务、具体举措及责任分工"
    assert done.stdout == (
        f"{first}  policy  2026-01-01  李雷  1  {AIR}\n"
        f"{second}  policy  2026-02-01  李雷  2  支持符合条件的港澳台银行业、保险业企业在试点地区设立分支…\n"
        f"{first}  policy  2026-01-01  李雷  3  {SHIPS}\n"
        f"\n{title}: {first}, {second}\n"
    )
    assert run(git, "blame", "xiamen@HEAD~1#2").stdout.startswith(f"{first}  policy")


@pytest.mark.parametrize(
    "arguments", [("log",), ("log", "xiamen"), ("log", "xiamen#2"), ("blame", "xiamen"), ("blame", "xiamen#2")]
)
def test_json_keeps_to_its_schema_and_is_the_same_each_time(git: Git, arguments: tuple[str, ...]) -> None:
    done = run(git, *arguments, "--format", "json")
    data = json.loads(done.stdout)
    assert schema_errors(arguments[0], data) == []
    assert run(git, *arguments, "--format", "json", PYTHONHASHSEED="7").stdout == done.stdout


def test_json_names_measures_for_machines_and_people(git: Git) -> None:
    data = json.loads(run(git, "log", "xiamen#2", "--format", "json").stdout)
    measure = {"snapshot": "xiamen-2020", "measure": "2", "ref": "xiamen-2020#2"}
    assert data["measure"] == measure
    assert data["entries"][0]["before"] == data["entries"][0]["after"] == [measure]
    assert data["entries"][0]["transitions"][0]["changes"][0]["kind"] == "audience"
    assert data["entries"][1]["remarks"] == ["appeared"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("log", "nothing"), "no snapshot “nothing”"),
        (("log", "xiamen#9"), "no measure “9”"),
        (("log", "xiamen@-p"), "cannot be a revision"),
        (("log", "xiamen@no\x1b[31m"), "cannot be a revision"),
        (("log", "--since", "--all"), "is no day of the calendar"),
        (("log", "--kind", "rumour"), "rumour"),
        (("blame",), "Missing argument"),
        (("blame", "xiamen@v9"), "is no revision here"),
    ],
)
def test_trouble_is_one_line(git: Git, arguments: tuple[str, ...], said: str) -> None:
    done = run(git, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert all(character == "\n" or character.isprintable() for character in done.stderr)


def test_without_a_repository_there_is_no_history(tmp_path: Path, xiamen: Snapshot) -> None:
    git = Git(tmp_path)
    git.write(xiamen)
    (tmp_path / ".git").rename(tmp_path / "git")
    for command in ("log", "blame"):
        done = run(git, command, "xiamen", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
        assert (done.returncode, done.stdout) == (2, "")
        assert "is in no git repository" in done.stderr


def test_a_broken_file_whose_name_acts_on_a_terminal_is_listed_plainly(git: Git) -> None:
    (git.folder / "\u202e\x1b[31m.json").write_text("{")
    done = run(git, "list")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "\\x202e\\x1b[31m.json" in done.stderr
    assert "\u202e" not in done.stderr and "\x1b" not in done.stderr


def test_a_name_too_long_for_a_file_is_one_line(git: Git) -> None:
    for command in ("validate", "log", "blame", "show"):
        for name in ("x" * 5000, "/" + "x" * 5000, "/" + "x" * 5000 + "@HEAD"):
            done = run(git, command, name)
            assert (done.returncode, len(done.stderr.splitlines())) == ((1, 1) if done.stdout else (2, 1)), command
