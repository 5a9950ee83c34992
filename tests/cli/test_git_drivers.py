"""Git itself with the drivers set up: diff, log, show, merge, rebase, cherry-pick and stash speak of measures."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.model.document import Reader, Snapshot
from policydiff.snapshot import dump_snapshot, load_snapshot
from tests.cli.served import program
from tests.cli.test_install_git import policydiff
from tests.conftest import SNAPSHOTS
from tests.history.edits import changed, inserted, small, without
from tests.history.merging.test_snapshots import picks
from tests.history.plain_repository import ENVIRONMENT, Repository, new_repository

FILE = "snapshots/xiamen-2020.json"
BASE = replace(
    small(load_snapshot((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"), "xiamen-2020")), notes=(), findings=()
)
TEXT = BASE.measures[1].text
ADDED = "并及时总结推广经验。"


def amended(snapshot: Snapshot) -> Snapshot:
    """The snapshot as of another source: the policy spoke again."""
    return replace(snapshot, source=replace(snapshot.source, sha256="0" * 64))


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with one snapshot and the drivers set up; it is only ever copied."""
    made = new_repository(tmp_path_factory.mktemp("drivers") / "repository")
    made.write(FILE, dump_snapshot(BASE))
    made.commit("first")
    set_up_drivers(made)
    return made


def set_up_drivers(repository: Repository) -> None:
    """Set up the drivers, and have git call them by a program that answers sooner than a new Python."""
    assert policydiff(repository.folder, "install-git").returncode == 0
    quicker = program(repository.folder / ".git" / "policydiff")
    for key in ("diff.policydiff.command", "diff.policydiff.textconv", "merge.policydiff.driver"):
        python, command = repository.git("config", key).rstrip("\n").split(" -P ")
        assert python.strip("'") == sys.executable
        repository.git("config", key, f"{shlex.quote(str(quicker))} -P {command}")


@pytest.fixture
def repository(set_up: Repository, tmp_path: Path) -> Repository:
    shutil.copytree(set_up.folder, tmp_path / "repository")
    made = Repository(tmp_path / "repository")
    made.git("update-index", "-q", "--refresh")
    return made


def put(repository: Repository, snapshot: Snapshot, path: str = FILE) -> None:
    repository.write(path, dump_snapshot(snapshot))


def commit(repository: Repository, snapshot: Snapshot, message: str = "change") -> None:
    put(repository, snapshot)
    repository.commit(message)


def both_sides(repository: Repository, ours: Snapshot, theirs: Snapshot) -> None:
    """A branch `theirs` with one commit, and `main`, where we are, with another."""
    repository.git("switch", "-q", "-c", "theirs")
    commit(repository, theirs, "theirs")
    repository.git("switch", "-q", "main")
    commit(repository, ours, "ours")


NARROWED = amended(changed(BASE, "2", text=TEXT + ADDED))
DIFF = f"""{FILE}
xiamen-2020 (9 measures): 1 changed in substance
  № 2  modified  widened
    …应生产条件的企业生产样品或产品。{{+并及时总结推广经验。+}}
    !! content  A commitment is added: “并及时总结推广经验”
"""


def test_diff_of_the_work_tree_and_of_the_index(repository: Repository) -> None:
    put(repository, NARROWED)
    assert repository.git("diff") == DIFF
    repository.git("add", "-A")
    assert repository.git("diff") == ""
    assert repository.git("diff", "--cached") == DIFF
    repository.commit("second")
    assert repository.git("diff", "HEAD~1", "HEAD") == DIFF
    assert repository.git("diff") == ""


def test_just_as_they_are_installed(tmp_path: Path) -> None:
    made = new_repository(tmp_path / "repository")
    commit(made, BASE, "first")
    assert policydiff(made.folder, "install-git").returncode == 0
    put(made, NARROWED)
    assert made.git("diff") == DIFF
    made.git("checkout", "-q", ".")
    both_sides(made, OURS, THEIRS)
    made.git("merge", "-q", "theirs")
    assert made.read(FILE) == dump_snapshot(BOTH)


def test_the_language_is_that_of_the_locale(repository: Repository) -> None:
    put(repository, NARROWED)
    printed = repository.git("diff", LANG="zh_CN.UTF-8")
    assert "xiamen-2020（9 项举措）：1 项有实质变化" in printed
    assert "№ 2  修改  扩大" in printed
    repository.commit("second")
    assert "+举措" not in repository.git("show", LANG="zh_CN.UTF-8")
    assert " 责任分工：市市场监管局" in repository.git("show", LANG="zh_CN.UTF-8")


@pytest.mark.parametrize("command", [["log", "-p", "-1"], ["show"], ["diff", "--no-ext-diff", "HEAD~1"]])
def test_log_and_show_are_of_plain_lines(repository: Repository, command: list[str]) -> None:
    commit(repository, amended(changed(BASE, "7", remark="年内完成")))
    lines = repository.git(*command).splitlines()
    assert "+remark: 年内完成" in lines
    changes = [line for line in lines if re.match(r"[-+](?![-+])", line)]
    assert changes == [
        "-source: sources/xiamen-2020.txt (sha256 4c5a0342b8fc)",
        "+source: sources/xiamen-2020.txt (sha256 000000000000)",
        "+remark: 年内完成",
    ]


def test_a_hunk_is_headed_by_its_measure(repository: Repository) -> None:
    long = "。".join(f"第{at}句的文字" for at in range(1, 21)) + "。"
    commit(repository, changed(BASE, "2", text=long))
    commit(repository, changed(BASE, "2", text=long.replace("第15句", "第十五句")))
    headed = [line for line in repository.git("show").splitlines() if line.startswith("@@")]
    assert len(headed) == 1
    assert headed[0].endswith(" @@ № 2")


def test_a_reading_is_no_change_of_the_policy(repository: Repository) -> None:
    read = replace(BASE, source=replace(BASE.source, reader=Reader(name="text", version="9.1")))
    read = replace(
        read,
        measures=tuple(replace(one, location=replace(one.location, lines=(1, 2))) for one in read.measures),
    )
    put(repository, changed(read, "2", text=TEXT + ADDED))
    printed = repository.git("diff")
    assert (
        "read again by reader text 9.1, from the same source; cells that read otherwise: 1. The policy did not"
        in printed
    )
    assert f"{{+{ADDED}+}}" in printed
    for word in ("modified", "widened", "changed in substance", "content"):
        assert word not in printed
    put(repository, read)
    assert repository.git("diff").splitlines()[1:] == [
        "xiamen-2020: read again by reader text 9.1, from the same source; cells that read otherwise: 0. The policy did not change."
    ]
    repository.commit("read again")
    assert not re.search(r"^[-+@]", repository.git("show"), re.M)


def test_a_correction_is_no_change_of_the_policy(repository: Repository) -> None:
    put(repository, changed(BASE, "2", text=TEXT.replace("样品", "样 品")))
    printed = repository.git("diff")
    assert "the same source, read by the same reader text 2.1; cells put right or edited: 1." in printed
    assert "样{+ +}品" in printed


def test_added_dropped_and_renumbered(repository: Repository) -> None:
    put(repository, amended(inserted(without(BASE, "8"), 3, "支持开展航空维修业务。")))
    lines = repository.git("diff").splitlines()[1:]
    assert [line for line in lines if not line.startswith("    ")] == [
        "xiamen-2020 (9 measures): 1 added, 1 dropped, 4 renumbered",
        "  № 8  dropped",
        "  № 4  added",
        "  Renumbered: 4–7 → 5–8",
    ]
    assert "    text  {+支持开展航空维修业务。+}" in lines


def test_new_and_deleted_snapshots(repository: Repository) -> None:
    put(repository, replace(BASE, id="other"), "snapshots/other.json")
    repository.git("add", "-A")
    printed = repository.git("diff", "--cached")
    assert printed.startswith("snapshots/other.json\nNew snapshot.\n@@ -0,0 +1,")
    assert f"\n+{TEXT}\n" in printed
    repository.commit("new")
    (repository.folder / FILE).unlink()
    printed = repository.git("diff")
    assert printed.startswith(f"{FILE}\nThe snapshot is deleted.\n@@ -1,")
    assert f"\n-{TEXT}\n" in printed


def test_a_renamed_snapshot(repository: Repository) -> None:
    repository.git("mv", FILE, "snapshots/renamed.json")
    put(repository, NARROWED, "snapshots/renamed.json")
    repository.git("add", "-A")
    lines = repository.git("diff", "--cached", "-M").splitlines()
    assert lines[:3] == ["snapshots/renamed.json", f"rename from {FILE}", "rename to snapshots/renamed.json"]
    assert lines[3:] == DIFF.splitlines()[1:]


BROKEN = [
    ("no JSON", "{", "The new version cannot be compared by measure: new:1:2: the JSON is cut off here"),
    ("another form", '{"measures": 5}\n', "The new version cannot be compared by measure: new:1:1: key"),
    (
        "a future format",
        dump_snapshot(BASE).replace('"format": 1', '"format": 99'),
        "format 99 is newer than what this release reads",
    ),
    ("nothing", "", "The new version cannot be compared by measure: "),
    ("control characters", '{"\x1b[31m": 1}\n', "The new version cannot be compared by measure: "),
]


@pytest.mark.parametrize(("text", "reason"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_is_no_snapshot_is_shown_as_text(repository: Repository, text: str, reason: str) -> None:
    repository.write(FILE, text)
    printed = repository.git("diff")
    assert reason in printed.splitlines()[1]
    assert "@@" in printed
    assert "\x1b" not in printed
    repository.commit("broken")
    assert repository.run("show").returncode == 0
    put(repository, BASE)
    assert "The old version cannot be compared by measure" in repository.git("diff")


def test_bytes_that_are_no_text(repository: Repository) -> None:
    (repository.folder / FILE).write_bytes(b"\xff\xfe\x00\x01")
    assert "this is not UTF-8" in repository.git("diff")
    repository.commit("bytes")
    assert repository.run("log", "-p").returncode == 0


def test_escapes_never_reach_the_terminal(repository: Repository) -> None:
    evil = "\x1b[2J\x9b31m\u202e\r"
    put(repository, amended(changed(replace(BASE, title=f"题{evil}"), "2", text=TEXT + evil, remark=evil)))
    printed = repository.git("diff")
    repository.commit("evil")
    printed += repository.git("show") + repository.git("log", "-p")
    (repository.folder / FILE).unlink()
    printed += repository.git("diff")
    assert "<U+001B>[2J" in printed
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", printed)


def test_colour_where_a_pager_shows_it(repository: Repository) -> None:
    put(repository, NARROWED)
    assert "\x1b[32;4m并及时总结推广经验。\x1b[0m" in repository.git("diff", GIT_PAGER_IN_USE="true")
    assert "\x1b" not in repository.git("diff", GIT_PAGER_IN_USE="true", NO_COLOR="1")
    assert "\x1b" not in repository.git("diff")
    assert "\x1b" not in repository.git("-c", "color.ui=never", "diff", GIT_PAGER_IN_USE="true")


def test_two_files_stand_apart(repository: Repository) -> None:
    put(repository, replace(BASE, id="other"), "snapshots/other.json")
    repository.commit("other")
    put(repository, NARROWED)
    put(repository, replace(NARROWED, id="other"), "snapshots/other.json")
    other = DIFF.replace(FILE, "snapshots/other.json").replace("xiamen-2020 (", "other (")
    assert repository.git("diff") == f"{other}\n{DIFF}"


def test_blame_and_log_with_the_report(repository: Repository) -> None:
    commit(repository, NARROWED, "second")
    assert repository.git("log", "-p", "--ext-diff", "-1", "--format=").lstrip("\n") == DIFF
    blamed = [line for line in repository.git("blame", "-s", FILE).splitlines() if line.endswith(ADDED)]
    assert len(blamed) == 1
    assert blamed[0].startswith(repository.git("rev-parse", "--short=8", "HEAD").strip())


def test_parts_are_staged_as_lines_of_the_file(repository: Repository) -> None:
    """What `git add -p` cuts into pieces must be the file itself."""
    put(repository, NARROWED)
    assert json.loads(repository.git("show", ":" + FILE, "--no-textconv").strip())["source"]["sha256"] != "0" * 64
    done = subprocess.run(
        ["git", "add", "-p"],
        cwd=repository.folder,
        env=ENVIRONMENT,
        input="y\nn\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert '"sha256"' in done.stdout
    staged = json.loads(repository.git("cat-file", "blob", ":" + FILE))
    assert staged["source"]["sha256"] == "0" * 64
    assert staged["measures"][1]["text"] == TEXT


@pytest.mark.parametrize("folder", ["a b/snapshots", "-x", "it's", 'say "x"', "$(touch hacked)", "数据", "a;b"])
def test_odd_paths(tmp_path: Path, folder: str) -> None:
    repository = new_repository(tmp_path / "an odd; 'repository'")
    path = f"{folder}/xiamen-2020.json"
    put(repository, BASE, path)
    repository.commit("first")
    done = policydiff(repository.folder, "install-git", "--snapshots", f"./{folder}")
    assert done.returncode == 0, done.stderr
    put(repository, NARROWED, path)
    assert repository.git("diff").splitlines() == [path, *DIFF.splitlines()[1:]]
    repository.git("switch", "-q", "-c", "theirs")
    repository.commit("theirs")
    assert f"+{ADDED}" in repository.git("show")
    repository.git("switch", "-q", "main")
    put(repository, changed(BASE, "2", remark="年内完成"), path)
    repository.commit("ours")
    repository.git("merge", "-q", "theirs")
    assert repository.read(path) == dump_snapshot(changed(NARROWED, "2", remark="年内完成"))
    put(repository, changed(BASE, "2", text=TEXT + "甲。"), path)
    repository.commit("ours again")
    assert sorted(one.name for one in repository.folder.iterdir()) == sorted([".git", folder.partition("/")[0]])


OURS, THEIRS = changed(BASE, "2", text=TEXT + ADDED), changed(BASE, "2", remark="年内完成")
BOTH = changed(OURS, "2", remark="年内完成")
OTHERWISE = changed(BASE, "2", text=TEXT + "另有规定的除外。")


def test_merge_of_two_cells(repository: Repository) -> None:
    both_sides(repository, OURS, THEIRS)
    repository.git("merge", "-q", "theirs")
    assert repository.read(FILE) == dump_snapshot(BOTH)
    assert repository.git("status", "--porcelain") == ""


def test_rebase_cherry_pick_and_stash(repository: Repository) -> None:
    both_sides(repository, OURS, THEIRS)
    repository.git("cherry-pick", "theirs")
    assert repository.read(FILE) == dump_snapshot(BOTH)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("rebase", "-q", "theirs")
    assert repository.read(FILE) == dump_snapshot(BOTH)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    put(repository, changed(THEIRS, "5", remark="试行"))
    repository.git("stash", "-q")
    commit(repository, BOTH)
    repository.git("stash", "pop", "-q")
    assert repository.read(FILE) == dump_snapshot(changed(BOTH, "5", remark="试行"))


def combined_diff(command: list[str]) -> list[str]:
    """What `git diff` shows of the conflict: lines of the measure, on a rebase with the sides the other way."""
    ours, theirs = f" +{ADDED}", "+ 另有规定的除外。"
    if command[0] == "rebase":
        return ["++<<<<<<< ours", " +另有规定的除外。", "++=======", f"+ {ADDED}", "++>>>>>>> theirs"]
    return ["++<<<<<<< ours", ours, "++=======", theirs, "++>>>>>>> theirs"]


@pytest.mark.parametrize("command", [["merge", "-q"], ["rebase", "-q"], ["cherry-pick"]])
def test_a_conflict_is_readable_and_either_pick_is_sound(repository: Repository, command: list[str]) -> None:
    both_sides(repository, replace(OURS, title="厦门市任务"), OTHERWISE)
    done = repository.run(*command, "theirs")
    assert done.returncode == 1
    assert f"{FILE}: 1 conflict: measure 2, text" in done.stderr
    marked = repository.read(FILE)
    assert marked.count("<<<<<<< ours: measure 2, text\n") == 1
    assert marked.count("\n>>>>>>> theirs: measure 2, text\n") == 1
    titled = [dump_snapshot(replace(one, title="厦门市任务")) for one in (OURS, OTHERWISE)]
    assert sorted(picks(marked)) == sorted(titled)
    assert repository.git("status", "--porcelain") == f"UU {FILE}\n"
    assert repository.git("diff", "--cached") == f"* {FILE}: not merged yet; conflicts are marked in the file.\n"
    combined = [line for line in repository.git("diff").splitlines() if line.startswith(("++", "+ ", " +", "- ", " -"))]
    assert [line for line in combined if not line.startswith("+++")] == combined_diff(command)


def test_a_conflict_with_its_base_where_git_is_told_so(repository: Repository) -> None:
    repository.git("config", "merge.conflictStyle", "diff3")
    both_sides(repository, OURS, OTHERWISE)
    assert repository.run("merge", "theirs").returncode == 1
    marked = repository.read(FILE)
    assert f'||||||| base: measure 2, text\n      "text": "{TEXT}",\n=======\n' in marked
    assert picks(marked) == (dump_snapshot(OURS), dump_snapshot(OTHERWISE))


def test_a_conflict_in_a_stash(repository: Repository) -> None:
    put(repository, OTHERWISE)
    repository.git("stash", "-q")
    commit(repository, OURS)
    assert repository.run("stash", "pop").returncode == 1
    assert picks(repository.read(FILE)) == (dump_snapshot(OURS), dump_snapshot(OTHERWISE))


def test_deleted_on_one_side_and_changed_on_the_other(repository: Repository) -> None:
    both_sides(repository, without(BASE, "2"), THEIRS)
    done = repository.run("merge", "theirs")
    assert done.returncode == 1
    assert "measure 2, which the other side deleted" in done.stderr
    assert picks(repository.read(FILE)) == (dump_snapshot(without(BASE, "2")), dump_snapshot(THEIRS))


def test_a_renamed_snapshot_merges(repository: Repository) -> None:
    repository.git("switch", "-q", "-c", "theirs")
    commit(repository, THEIRS, "theirs")
    repository.git("switch", "-q", "main")
    repository.git("mv", FILE, "snapshots/renamed.json")
    put(repository, OURS, "snapshots/renamed.json")
    repository.commit("renamed")
    repository.git("merge", "-q", "theirs")
    assert repository.read("snapshots/renamed.json") == dump_snapshot(BOTH)


def test_both_add_one_snapshot(repository: Repository) -> None:
    path = "snapshots/other.json"
    repository.git("switch", "-q", "-c", "theirs")
    put(repository, OTHERWISE, path)
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    put(repository, OURS, path)
    repository.commit("ours")
    assert repository.run("merge", "theirs").returncode == 1
    assert picks(repository.read(path)) == (dump_snapshot(OURS), dump_snapshot(OTHERWISE))


def test_a_criss_cross_merge(repository: Repository) -> None:
    both_sides(repository, OURS, THEIRS)
    repository.git("branch", "old-main")
    repository.git("merge", "-q", "--no-ff", "theirs")
    repository.git("switch", "-q", "theirs")
    repository.git("merge", "-q", "--no-ff", "old-main")
    commit(repository, changed(BOTH, "5", remark="试行"), "theirs again")
    repository.git("switch", "-q", "main")
    commit(repository, changed(BOTH, "6", remark="试行"), "ours again")
    repository.git("merge", "-q", "theirs")
    assert repository.read(FILE) == dump_snapshot(changed(changed(BOTH, "5", remark="试行"), "6", remark="试行"))


def test_broken_files_are_merged_as_text(repository: Repository) -> None:
    lines = ["{", *(f'"{at}": 1,' for at in range(20)), "}"]
    repository.write(FILE, "\n".join(lines) + "\n")
    repository.commit("no snapshot")
    repository.git("switch", "-q", "-c", "theirs")
    repository.write(FILE, "\n".join([*lines[:-1], '"theirs": 1}']) + "\n")
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    repository.write(FILE, "\n".join(["{ ", *lines[1:]]) + "\n")
    repository.commit("ours")
    done = repository.run("merge", "theirs")
    assert done.returncode == 0
    assert "merged as text, not by measure" in done.stderr
    assert repository.read(FILE) == "\n".join(["{ ", *lines[1:-1], '"theirs": 1}']) + "\n"
    repository.git("switch", "-q", "-C", "theirs", "HEAD")
    repository.write(FILE, "{theirs\n")
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    repository.write(FILE, "{ours\n")
    repository.commit("ours")
    assert repository.run("merge", "theirs").returncode == 1
    assert repository.read(FILE) == "<<<<<<< ours\n{ours\n=======\n{theirs\n>>>>>>> theirs\n"


def decisions(*numbers: int) -> str:
    def side(number: int) -> list[dict[str, object]]:
        return [{"measure": str(number), "title": None, "text": f"第{number}项。"}]

    entries = [
        {
            "verdict": "linked",
            "left": side(number),
            "right": side(number),
            "relation": None,
            "by": "li",
            "when": f"2026-01-{number:02}",
            "why": None,
        }
        for number in numbers
    ]
    data = {"format": 1, "left": "a", "right": "b", "decisions": entries}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def test_decisions_of_two_analysts(repository: Repository) -> None:
    path = "snapshots/decisions/a--b.json"
    repository.write(path, decisions(1))
    repository.commit("one")
    repository.git("switch", "-q", "-c", "theirs")
    repository.write(path, decisions(1, 3))
    repository.commit("theirs")
    repository.git("switch", "-q", "main")
    repository.write(path, decisions(1, 2))
    repository.commit("ours")
    repository.git("merge", "-q", "theirs")
    assert repository.read(path) == decisions(1, 2, 3)


def test_what_git_does_not_call_is_refused_in_one_line(tmp_path: Path) -> None:
    for arguments in (["git-diff"], ["git-diff", "a", "b"], ["git-diff", "--textconv"], ["git-merge", "a"]):
        done = policydiff(tmp_path, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
    done = policydiff(tmp_path, "git-diff", "--textconv", "none.json")
    assert done.stderr == "policydiff: none.json: cannot be read (No such file or directory); check the path\n"


def test_textconv_needs_no_git_and_no_model() -> None:
    """What git runs for each version of each file starts with next to nothing."""
    code = (
        "import sys; sys.argv = ['policydiff', 'git-diff', '--textconv', '--', sys.argv[1]]\n"
        "import atexit; heavy = ('git', 'jsonschema', 'deepdiff', 'policydiff.model.document', 'policydiff.corpus')\n"
        "atexit.register(lambda: print([name for name in heavy if name in sys.modules], file=sys.stderr))\n"
        "from policydiff.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SNAPSHOTS / "national-2020.json")],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == "[]\n"
    assert done.stdout.count("\n№ ") == 122


def test_a_merge_that_cannot_be_written_is_no_result(repository: Repository) -> None:
    folder = repository.folder / "sides"
    for name, snapshot in (("base", BASE), ("ours", OURS), ("theirs", THEIRS)):
        put(repository, snapshot, f"sides/{name}")
    arguments = ["git-merge", "--", "base", "none/ours", "theirs", "7", FILE]
    done = policydiff(folder, *arguments)
    assert done.returncode >= 128
    arguments[3] = "ours"
    assert policydiff(folder, *arguments).returncode == 0
    assert (folder / "ours").read_text("utf-8") == dump_snapshot(BOTH)
