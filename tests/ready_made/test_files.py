"""The files for services and editors, judged by those who will read them: vendored schemas, pre-commit, VS Code's rules."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policydiff.workflows.init import SCHEMAS, init
from tests.conftest import ROOT
from tests.ready_made.runner import parsed


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` writes, for both services, from a place whose name is awkward in YAML."""
    top = tmp_path_factory.mktemp("laid")
    for ci in ("github", "gitlab"):
        init(top / ci, ci=ci, source="policydiff @ git+https://example.org/a b: #c@main", git=False)
    return top


def judged(schema: str, *files: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("schema", "files", "spoil"),
    [
        ("github-actions", ["action.yml"], ("using: composite", "using: compound")),
        ("github-workflows", [".github/workflows/snapshots.yml", ".github/workflows/ci.yml", "github/.github/workflows/policydiff.yml"], ("runs-on:", "run-on:")),
        ("gitlab-ci", [".gitlab/policydiff.yml", "gitlab/.gitlab-ci.yml"], ("when: always", "when: sometimes")),
    ],
)  # fmt: skip
def test_files_for_services_keep_to_their_schemas(
    schema: str, files: list[str], spoil: tuple[str, str], laid: Path, tmp_path: Path
) -> None:
    paths = [path for name in files for path in (ROOT / name, laid / name) if path.is_file()]
    assert len(paths) == len(files)
    assert judged(schema, *paths)[0] == 0
    spoilt = tmp_path / "spoilt.yml"
    spoilt.write_text(paths[0].read_text("utf-8").replace(*spoil), "utf-8")
    assert judged(schema, spoilt)[0] == 1


@pytest.mark.parametrize("what", ["manifest", "config"])
def test_pre_commit_reads_its_files(what: str, laid: Path) -> None:
    file = ROOT / ".pre-commit-hooks.yaml" if what == "manifest" else laid / "github/.pre-commit-config.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", f"validate-{what}", file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_what_pip_installs_is_named_as_it_was_given(laid: Path) -> None:
    source = "policydiff @ git+https://example.org/a b: #c@main"
    job = parsed(laid / "github/.github/workflows/policydiff.yml")["jobs"]["policydiff"]
    assert job["env"] == {"POLICYDIFF": source}
    assert parsed(laid / "gitlab/.gitlab-ci.yml")["policydiff"]["variables"]["POLICYDIFF"] == source
    hook = parsed(laid / "github/.pre-commit-config.yaml")["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"] == [source]


def test_editors_find_the_schema_of_every_file_that_people_edit(laid: Path) -> None:
    top = laid / "github"
    rows = json.loads((top / ".vscode/settings.json").read_text("utf-8"))["json.schemas"]
    assert {row["url"] for row in rows} == {f"./schema/{name}.schema.json" for name, files in SCHEMAS.items() if files}
    assert all((top / row["url"]).is_file() for row in rows)
    directive = (top / "policydiff.toml").read_text("utf-8").splitlines()[0]
    assert directive == "#:schema ./schema/config.schema.json" and (top / directive.split()[1]).is_file()
    snapshot = json.loads((ROOT / "snapshots/xiamen-2020.json").read_text("utf-8"))
    assert (top / "snapshots" / snapshot["$schema"]).resolve() == (top / "schema/snapshot.schema.json").resolve()
