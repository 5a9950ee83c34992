"""The commands as a user runs them: exit codes, streams, one line for every kind of trouble."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from policydiff.snapshot import schema_errors
from tests.cli.process import run
from tests.conftest import ROOT, SNAPSHOTS

SOURCES = SNAPSHOTS / "sources"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A writable copy of the snapshots, in a data repository of its own."""
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots")
    return tmp_path


def test_compare_national_xiamen() -> None:
    done = run("compare", "national", "xiamen")
    assert (done.returncode, done.stderr) == (0, "")
    assert "122 of national-2020 = 79 taken up + 43 left out" in done.stdout
    assert "88 of xiamen-2020 = 78 from national-2020 + 10 its own" in done.stdout


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    outputs = {run("compare", "national", "xiamen", "--format", "json", PYTHONHASHSEED=seed).stdout for seed in "0123"}
    assert len(outputs) == 1
    data = json.loads(outputs.pop())
    assert schema_errors("comparison", data) == []
    assert (len(data["left_only"]), len(data["right_only"])) == (43, 10)


def test_exit_code() -> None:
    assert run("compare", "national", "xiamen", "--exit-code").returncode == 1
    assert run("compare", "national", "national", "--exit-code").returncode == 0


def test_only_one_kind() -> None:
    done = run("compare", "national", "xiamen", "--only", "wording")
    assert done.returncode == 0
    assert "Links (8)" in done.stdout
    assert "[-达成-]{+在达到+}" in done.stdout
    assert "{+港澳台+}" not in done.stdout


def numbers_of(page: str) -> list[str]:
    """The measures that a page lists as left out."""
    return re.findall(r"^ {4} *(\d+)  ", page, re.M)


def test_which_measures_name_the_city_and_were_left_out() -> None:
    done = run("compare", "national", "xiamen", "--applicability", "named", "--uptake", "absent")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Only measures of national-2020 with applicability named, uptake absent: 1 of 122" in done.stdout
    assert numbers_of(done.stdout) == ["9"]
    assert "← responsible: 厦门" in done.stdout
    assert "→ 8" not in done.stdout
    chinese = run("compare", "national", "xiamen", "--applicability", "named", "--uptake", "absent", "--lang", "zh")
    assert numbers_of(chinese.stdout) == ["9"]
    assert "← 责任分工：厦门" in chinese.stdout
    markdown = run(
        "compare", "national", "xiamen", "--applicability", "named", "--uptake", "absent", "--format", "markdown"
    )
    assert re.findall(r"^- \*\*(\d+)\*\*", markdown.stdout, re.M) == ["9"]


def test_the_selections_make_up_the_whole() -> None:
    """Each measure is under one applicability; those that are not meant are the last two."""
    data = json.loads(run("compare", "national", "xiamen", "--format", "json").stdout)
    left_out = {row["measure"]: row["applicability"] for row in data["left_only"]}
    pages = {
        value: numbers_of(run("compare", "national", "xiamen", "--applicability", value, "--uptake", "absent", "--uptake", "not-meant").stdout)
        for value in ("named", "general", "conditional", "others", "national-only")
    }  # fmt: skip
    assert {name: value for value, names in pages.items() for name in names} == left_out
    assert data["summary"]["uptake"]["not-meant"] == len(pages["others"]) + len(pages["national-only"])


def test_a_selection_goes_with_a_kind() -> None:
    done = run("compare", "national", "xiamen", "--applicability", "named", "--only", "wording")
    assert done.returncode == 0
    assert "Only measures of national-2020 with applicability named: 12 of 122" in done.stdout
    assert re.findall(r"^Links \((\d+)\)", done.stdout, re.M) == ["0"]


def test_languages() -> None:
    assert "承接79项" in run("compare", "national", "xiamen", LANG="zh_CN.UTF-8").stdout
    assert "承接79项" in run("compare", "national", "xiamen", "--lang", "zh").stdout
    assert "takes up" in run("compare", "national", "xiamen", "--lang", "en", LANG="zh_CN.UTF-8").stdout


def test_list_and_show() -> None:
    assert len(run("list").stdout.splitlines()) == 5
    rows = json.loads(run("list", "--format", "json").stdout)
    assert schema_errors("list", rows) == []
    assert rows[-1]["id"] == "xiamen-2020"
    shown = run("show", "xiamen#10").stdout
    assert "增加货运第五航权航线。" in shown
    assert "snapshots/sources/xiamen-2020.txt:75-78" in shown
    assert json.loads(run("show", "xiamen#10", "--format", "json").stdout)["id"] == "10"
    assert "122  鼓励和指导试点地区先行先试" in run("show", "national").stdout


def test_validate() -> None:
    done = run("validate")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        0,
        "5 snapshots: 0 errors, 0 warnings, 2 for information",
    )
    notices = re.findall(r"^snapshots/[a-z0-9-]+\.json:\d+:\d+: info ([a-z-]+): ", done.stdout, re.M)
    assert notices == ["cell-empty", "cut-off"]
    data = json.loads(run("validate", "xiamen", "--format", "json").stdout)
    assert schema_errors("findings", data) == []
    assert [row["finding"]["id"] for row in data["findings"]] == ["cut-off"]


def test_one_broken_snapshot_does_not_hide_another(folder: Path) -> None:
    (folder / "snapshots" / "broken.json").write_text('{"format": 1', "utf-8")
    (folder / "snapshots" / "sources" / "xiamen-2020.txt").write_bytes(b"other")
    done = run("validate", cwd=folder)
    assert done.returncode == 1
    errors = [line for line in done.stdout.splitlines() if " error " in line]
    assert ["broken.json:1:13: error json" in errors[0], "error source-changed" in errors[1]] == [True, True]


def test_ingest_and_read_again(folder: Path) -> None:
    before = (folder / "snapshots" / "xiamen-2020.json").read_bytes()
    arguments = (
        "ingest",
        str(SOURCES / "xiamen-2020.txt"),
        "--id",
        "xiamen-2020",
        "--alias",
        "xiamen",
        "--implements",
        "national",
    )
    assert run(*arguments, cwd=folder).returncode == 2
    done = run(*arguments, "--force", cwd=folder)
    assert done.returncode == 0
    assert "88 measures, 8 sections, 0 notes" in done.stderr
    assert (folder / "snapshots" / "xiamen-2020.json").read_bytes() == before


def test_dry_run_prints_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    done = run("ingest", str(SOURCES / "ftz-batch-6.txt"), "--id", "x", "--dry-run", cwd=tmp_path)
    assert json.loads(done.stdout)["id"] == "x"
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_a_new_folder(tmp_path: Path) -> None:
    done = run(
        "ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "a", "--snapshots", "data", "--set", "region=思明区=350203",
        "--set", "issued=2020-11-01", "--set", "issuers=厦门市人民政府、市商务局", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0
    data = json.loads((tmp_path / "data" / "a.json").read_text("utf-8"))
    assert data["region"] == {"name": "思明区", "code": "350203"}
    assert (data["level"], data["issued"], data["issuers"]) == (
        "district",
        "2020-11-01",
        ["厦门市人民政府", "市商务局"],
    )
    assert run("compare", "a", "a", POLICYDIFF_SNAPSHOTS="data", cwd=tmp_path).returncode == 0


BAD: list[tuple[str, Sequence[str], str]] = [
    ("unknown command", ["compar"], "there is no command “compar”; did you mean compare?"),
    ("missing argument", ["compare", "national"], "Missing argument 'RIGHT'"),
    ("unknown option", ["compare", "a", "b", "--fast"], "No such option"),
    ("unknown snapshot", ["compare", "national", "xiamn"], "no snapshot “xiamn”; did you mean xiamen or xiamen-2020?"),
    ("unknown measure", ["show", "xiamen#99"], "xiamen-2020: no measure “99”; did you mean 9"),
    (
        "unknown kind",
        ["compare", "national", "xiamen", "--only", "x"],
        "--only: “x” is no kind of change; there are locality, audience, scope, condition, modality, quantity",
    ),
    (
        "unknown applicability",
        ["compare", "national", "xiamen", "--applicability", "xiamen"],
        "--applicability: “xiamen” is no applicability; did you mean named?",
    ),
    (
        "unknown uptake",
        ["compare", "national", "xiamen", "--uptake", "lost"],
        "--uptake: “lost” is no uptake; there are full, narrowed, widened, softened, changed, absent, not-meant",
    ),
    (
        "json and a selection",
        ["compare", "national", "xiamen", "--uptake", "absent", "--format", "json"],
        "--uptake: JSON always holds everything",
    ),
    (
        "changes of what is left out",
        ["compare", "national", "xiamen", "--uptake", "absent", "--only", "wording"],
        "--only: what is left out has no changes",
    ),
    (
        "applicability without a place",
        ["compare", "national", "national-2025", "--applicability", "named"],
        "--applicability: national-2025 is of no place below that of national-2020",
    ),
    ("json and only", ["compare", "national", "xiamen", "--only", "wording", "--format", "json"], "--only: "),
    ("path that is not there", ["compare", "none/x.json", "xiamen"], "none/x.json: no such file"),
    ("missing source", ["ingest", "none.txt", "--id", "x"], "none.txt: no such file; check the path"),
    ("directory", ["ingest", "snapshots", "--id", "x"], "snapshots: this is a directory"),
    (
        "id that exists",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "xiamen-2020"],
        "snapshot “xiamen-2020” exists already",
    ),
    (
        "alias taken",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--alias", "national"],
        "the name “national” is taken by snapshot national-2020",
    ),
    (
        "id that is a path",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "../x"],
        "--id: “../x” cannot be a name",
    ),
    ("empty id", ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", ""], "cannot be a name"),
    (
        "no key and value",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--set", "level"],
        "--set: “level” is no KEY=VALUE",
    ),
    (
        "unknown key",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--set", "colour=red"],
        "“colour” cannot be set",
    ),
    (
        "unknown level",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--set", "level=town"],
        "“town” is no level",
    ),
    (
        "unknown place",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--set", "region=Atlantis"],
        "“Atlantis” is no place",
    ),
    (
        "bad date",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--set", "issued=soon"],
        "“soon” is no date",
    ),
    (
        "unknown layout",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--layout", "y"],
        "--layout: “y” is no layout; layouts are tab-table",
    ),
    (
        "a series that is no name",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--series", "A B"],
        "series: ",
    ),
    (
        "implements that is no name",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--implements", "A B"],
        "implements: ",
    ),
    (
        "an empty issuer",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--set", "issuers=a、、b"],
        "issuers.1: ",
    ),
    (
        "a day no calendar has",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--set", "issued=2020-02-31"],
        "is no date",
    ),
    ("no such folder", ["list", "--snapshots", "nowhere"], "nowhere: no such folder"),
    ("a folder name too long", ["list", "--snapshots", "x" * 300], "is no folder"),
    (
        "wrong layout",
        ["ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "x", "--layout", "glued-list"],
        "no table that this layout knows",
    ),
    ("control characters in a name", ["show", "a\x1b[31m\nb"], "\\x1b[31m"),
    ("no folder", ["list", "--snapshots", "README.md"], "README.md: this is a file"),
]


@pytest.mark.parametrize(("arguments", "message"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_trouble_is_one_line_and_exit_code_2(arguments: Sequence[str], message: str, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / "README.md").touch()
    done = run(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("policydiff: ")
    assert message in done.stderr
    (folder / "README.md").unlink()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_snapshot_that_fails_its_schema(folder: Path) -> None:
    path = folder / "snapshots" / "xiamen-2020.json"
    path.write_text(path.read_text("utf-8").replace('"number": "2"', '"number": 2'), "utf-8")
    done = run("compare", "national", "xiamen", cwd=folder)
    assert done.returncode == 2
    assert "xiamen-2020.json:" in done.stderr
    assert "measure 2, number: 2 is not of type string" in done.stderr


def test_no_snapshots_folder_anywhere(tmp_path: Path) -> None:
    done = run("list", cwd=tmp_path)
    assert (done.returncode, "no folder “snapshots” here or above" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments", ["compare national xiamen --full", "compare national xiamen --format json", "validate", "log"]
)
def test_a_reader_that_goes_away_is_no_trouble(arguments: str) -> None:
    shell = f"{sys.executable} -m policydiff {arguments} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Error" not in done.stderr


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", ["compare national xiamen", "validate"])
def test_an_output_that_takes_nothing(command: str, redirection: str) -> None:
    shell = f"{sys.executable} -m policydiff {command} {redirection}"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "standard output: " in done.stderr


@pytest.mark.parametrize("command", ["validate", "compare national xiamen --fail-on error"])
def test_the_work_is_done_though_nobody_hears_of_it(command: str) -> None:
    said = f"{sys.executable} -m policydiff {command}"
    heard, *unheard = (
        subprocess.run(["bash", "-c", f"{said} {to}"], cwd=ROOT, stdout=subprocess.PIPE, check=False)
        for to in ("2>/dev/null", "2>&-", "2>/dev/full", "2</dev/null", "2> >(true)")
    )
    assert heard.stdout
    assert {(one.returncode, one.stdout) for one in unheard} == {(heard.returncode, heard.stdout)}


def test_trouble_of_which_nobody_hears_is_trouble_still() -> None:
    for redirection in ("2>&-", "2>/dev/full", ">&- 2>&-"):
        shell = f"{sys.executable} -m policydiff compare national nowhere {redirection}"
        assert subprocess.run(["bash", "-c", shell], cwd=ROOT, stdout=subprocess.PIPE, check=False).returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gb18030"])
def test_json_is_utf_8_whatever_the_terminal_is(encoding: str) -> None:
    arguments = [sys.executable, "-m", "policydiff", "compare", "national", "xiamen", "--format", "json"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert json.loads(done.stdout.decode("utf-8"))["left"]["id"] == "national-2020"


def test_reading_again_keeps_what_was_told(folder: Path) -> None:
    before = (folder / "snapshots" / "national-2020.json").read_bytes()
    done = run("ingest", str(SOURCES / "national-2020.txt"), "--id", "national-2020", "--force", cwd=folder)
    assert done.returncode == 0
    assert (folder / "snapshots" / "national-2020.json").read_bytes() == before


def test_files_of_another_snapshot_are_not_written_over(folder: Path) -> None:
    path = folder / "snapshots" / "zz.json"
    path.write_text(
        (folder / "snapshots" / "xiamen-2020.json")
        .read_text("utf-8")
        .replace('"xiamen-2020"', '"other"', 1)
        .replace('"xiamen"', '"o"', 1),
        "utf-8",
    )
    before = path.read_bytes()
    done = run("ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "zz", cwd=folder)
    assert (done.returncode, "belongs to snapshot other" in done.stderr) == (2, True)
    assert path.read_bytes() == before


def test_one_broken_file_does_not_stop_work_on_others(folder: Path) -> None:
    (folder / "snapshots" / "bad.json").write_bytes(b"\xff\xfe")
    assert run("compare", "national", "xiamen", cwd=folder).returncode == 0
    listed = run("list", cwd=folder)
    assert (listed.returncode, len(listed.stdout.splitlines())) == (2, 5)
    assert "bad.json" in listed.stderr
    assert run("ingest", str(SOURCES / "xiamen-2020.txt"), "--id", "bad", "--force", cwd=folder).returncode == 0


@pytest.mark.parametrize("command", ["", "ingest", "list", "show", "validate", "compare", "review"])
def test_every_command_has_help(command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 200


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gb18030"])
def test_a_terminal_of_another_encoding(encoding: str) -> None:
    arguments = [sys.executable, "-m", "policydiff", "compare", "national", "xiamen"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_help_of_only_names_every_kind() -> None:
    from policydiff.changes.catalogue import KINDS, PROFILES

    text = " ".join(run("compare", "--help").stdout.split())
    assert f"of this kind: {', '.join(KINDS[:-1])} or {KINDS[-1]};" in text
    assert f"[{'|'.join(PROFILES)}]" in text


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        ("audiense", "did you mean audience?"),
        ("Quantity", "did you mean quantity?"),
        ("对象", "there are locality, aud"),
    ],
)
def test_only_an_unknown_kind(kind: str, remedy: str) -> None:
    done = run("compare", "national", "xiamen", "--only", kind)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"policydiff: --only: “{kind}” is no kind of change; {remedy}")
    assert done.stderr.count("\n") == 1


def test_only_a_kind_that_nothing_has() -> None:
    done = run("compare", "national", "national", "--only", "audience")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Links (0)" in done.stdout


def severities(*arguments: str, cwd: Path = ROOT) -> tuple[str, dict[str, set[str]]]:
    """The profile that a comparison states, and the severities of each rule in it."""
    data = json.loads(run("compare", "national", "xiamen", "--format", "json", *arguments, cwd=cwd).stdout)
    assert schema_errors("comparison", data) == []
    found: dict[str, set[str]] = {}
    for change in (change for link in data["links"] for change in link["changes"]):
        found.setdefault(change["rule"], set()).add(change["severity"])
    return data["profile"], found


@pytest.mark.parametrize("profile", [None, "unit", "enterprise", "researcher"])
def test_the_profile_gives_every_change_its_severity(profile: str | None) -> None:
    from policydiff.changes.catalogue import RULE_BY_ID

    stated, found = severities(*(("--profile", profile) if profile else ()))
    assert stated == (profile or "researcher")
    assert found == {rule: {RULE_BY_ID[rule].severity[stated]} for rule in found}
    assert len(found) > 3


def test_the_configuration_of_the_data_counts_and_the_option_comes_first(folder: Path) -> None:
    text = 'profile = "unit"\n[severities]\nlocality-dropped = "warning"\n[severities.enterprise]\nlocality-dropped = "error"\n'
    (folder / "policydiff.toml").write_text(text, "utf-8")
    data = ("--snapshots", str(folder / "snapshots"))
    for arguments, profile, level in (((), "unit", "warning"), (("--profile", "enterprise"), "enterprise", "error")):
        stated, found = severities(*data, *arguments)
        assert (stated, found["locality-dropped"]) == (profile, {level})
    page = run("compare", "national", "xiamen", "--profile", "enterprise", *data).stdout
    assert "!! major  ! notable, for an enterprise" in page
    assert re.search("    !! locality +A phrase of place is dropped: “", page)


def test_a_broken_configuration_is_one_line(folder: Path) -> None:
    (folder / "policydiff.toml").write_text('[severities]\nlocality-droped = "info"\n', "utf-8")
    done = run("compare", "national", "xiamen", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"policydiff: {folder / 'policydiff.toml'}: severities: “locality-droped” is no rule; did you mean locality-dropped?\n"
    )
    assert run("list", cwd=folder).returncode == 0


def test_a_profile_says_nothing_of_an_explanation() -> None:
    done = run("compare", "national", "xiamen", "--explain", "20", "--profile", "unit")
    assert (done.returncode, done.stdout) == (2, "")
