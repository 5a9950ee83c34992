"""A new maintainer: `init`, then what its README says, word for word; what is broken is red, what is mended green."""

import re
from pathlib import Path

import pytest

from policydiff.workflows.init import init
from tests.history.data_repository import table
from tests.ready_made.runner import Runner, parsed


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_what_the_readme_says_works(tmp_path: Path, ci: str) -> None:
    top = tmp_path / "documents"
    init(top, ci=ci, source="policydiff==1.2.3")
    begin, each_clone = re.findall(r"^```sh\n(.*?)^```$", (top / "README.md").read_text("utf-8"), re.M | re.S)
    machine = Runner(tmp_path / "machine", top)

    def judged() -> int:
        if ci == "gitlab":
            return machine.gitlab(parsed(top / ".gitlab-ci.yml")["policydiff"], CI_COMMIT_BEFORE_SHA="0" * 40).code
        job = parsed(top / ".github/workflows/policydiff.yml")["jobs"]["policydiff"]
        return machine.github(job["steps"], {"before": "0" * 40}, job["env"]).code

    (top / "plan.txt").write_text(table(), "utf-8")
    done = machine.bash(begin.replace("git add .", "git add . ':!plan.txt'"))
    assert done.returncode == 0, done.stderr
    log = machine.bash("git log --format=%s; git status --porcelain").stdout
    assert log.splitlines() == ["plan-2026: 5 measures, new", "Begin", "?? plan.txt"]
    assert judged() == 0
    snapshot = top / "snapshots/plan-2026.json"
    sound = snapshot.read_text("utf-8")
    snapshot.write_text(sound.replace("30个工作日", "15个工作日", 1), "utf-8")
    assert judged() == 1
    assert machine.bash("policydiff reread plan-2026").returncode == 0
    assert snapshot.read_text("utf-8") == sound
    assert judged() == 0
    done = machine.bash(each_clone)
    assert done.returncode == 0, done.stderr
    assert (top / ".git/hooks/pre-commit").is_file()
    assert machine.bash("git check-attr diff snapshots/plan-2026.json").stdout.endswith("diff: policydiff\n")
