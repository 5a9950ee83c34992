"""`policydiff review` as a user runs it: on a terminal, with files, and with input that is wrong."""

import json
import os
import pty
import re
import select
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policydiff.snapshot import schema_errors
from tests.cli.process import become, run
from tests.conftest import SNAPSHOTS

FILE = "snapshots/decisions/national-2020--xiamen-2020.json"
MIRROR = "snapshots/decisions/xiamen-2020--national-2020.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("decisions"))
    return tmp_path


def kept(folder: Path) -> list[dict[str, Any]]:
    path = folder / FILE
    if not path.exists():
        return []
    data = json.loads(path.read_text("utf-8"))
    assert schema_errors("decisions", data) == []
    decisions: list[dict[str, Any]] = data["decisions"]
    return decisions


def said(folder: Path) -> list[tuple[str, str, str, str | None]]:
    return [(d["left"][0]["measure"], d["right"][0]["measure"], d["verdict"], d["why"]) for d in kept(folder)]


class Terminal:
    """A terminal on which the review of the national and the Xiamen plan runs."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LANG": "C.UTF-8", "LC_ALL": ""}
            arguments = ["review", "national", "xiamen", "--by", "李", *options]
            os._exit(become(environment, arguments, folder))
        self.output = ""

    def wait(self, pattern: str) -> str:
        """The output up to what matches the pattern."""
        deadline = time.monotonic() + 20
        while not (found := re.search(pattern, self.output, re.S)):
            assert time.monotonic() < deadline, self.output
            if select.select([self._fd], [], [], 0.2)[0]:
                try:
                    data = os.read(self._fd, 65536)
                except OSError:  # the other end is closed
                    data = b""
                assert data, self.output
                self.output += data.decode("utf-8", "replace")
        seen, self.output = self.output[: found.end()], self.output[found.end() :]
        return seen

    def question(self, number: int, answered: int) -> str:
        return self.wait(rf"Question {number} of \d+, {answered} answered.*\[q\] quit\r\n")

    def press(self, keys: str) -> None:
        time.sleep(0.15)  # keys typed before the question is asked are thrown away, as they should be
        os.write(self._fd, keys.encode())

    def close(self) -> int:
        _, status = os.waitpid(self.pid, 0)
        os.close(self._fd)
        return os.waitstatus_to_exitcode(status)


@pytest.fixture
def terminal(folder: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*options: str) -> Terminal:
        opened.append(Terminal(folder, *options))
        return opened[-1]

    yield start
    for one in opened:
        try:
            os.kill(one.pid, signal.SIGKILL)
            one.close()
        except (ProcessLookupError, ChildProcessError):
            continue


def first_questions(folder: Path, count: int) -> list[tuple[str, str]]:
    """The first and the last numbers of what is asked first."""
    lines = run("review", "national", "xiamen", "--list", cwd=folder).stdout.splitlines()
    found = [re.match(r"  0\.\d\d  ([\d+]+) → ([\d+]+) ", line) for line in lines]
    return [(one[1], one[2]) for one in found if one][:count]


def test_a_sitting(folder: Path, terminal: Callable[..., Terminal]) -> None:
    (l1, r1), (l2, r2), (l3, r3) = first_questions(folder, 3)
    page = terminal()
    screen = page.question(1, 0)
    assert f"national-2020#{l1}" in screen
    assert f"xiamen-2020#{r1}" in screen
    page.press("x")  # no key of the review
    page.question(1, 0)
    page.press("y")
    page.question(2, 1)
    assert said(folder) == [(l1, r1, "linked", None)]
    page.press("Ｎ")  # as an input method types it
    page.question(3, 2)
    page.press("w")
    page.wait("Reason for")
    page.press("不是一回事\n")
    page.question(3, 2)
    assert said(folder) == [(l1, r1, "linked", None), (l2, r2, "unrelated", "不是一回事")]
    page.press("s")
    page.question(4, 2)
    page.press("b")
    page.question(3, 2)
    page.press("p")
    page.question(4, 3)
    assert said(folder)[2] == (l3, r3, "partial", None)
    page.press("b")
    page.wait("Taken back")
    page.press("b")
    page.question(2, 1)
    assert said(folder) == [(l1, r1, "linked", None)]
    page.press("q")
    page.wait("1 answered, .* open")
    assert page.close() == 0
    listed = run("review", "national", "xiamen", "--list", cwd=folder).stdout
    assert f"1. effective: {l1} → {r1} linked, decided by 李 on" in listed
    assert [link["decided_by"] for link in links(folder) if (link["left"], link["right"]) == ([l1], [r1])] == [
        "decision"
    ]


def links(folder: Path, left: str = "national", right: str = "xiamen") -> list[dict[str, Any]]:
    data = json.loads(run("compare", left, right, "--format", "json", cwd=folder).stdout)
    assert schema_errors("comparison", data) == []
    found: list[dict[str, Any]] = data["links"]
    return found


def test_killed_after_an_answer_nothing_is_lost(folder: Path, terminal: Callable[..., Terminal]) -> None:
    (one, other), _ = first_questions(folder, 2)
    page = terminal()
    page.question(1, 0)
    page.press("n")
    page.question(2, 1)
    os.kill(page.pid, signal.SIGKILL)
    assert page.close() == -signal.SIGKILL
    assert said(folder) == [(one, other, "unrelated", None)]
    assert [path.name for path in (folder / "snapshots" / "decisions").iterdir()] == [Path(FILE).name]
    again = terminal()
    screen = again.question(1, 0)
    assert f"#{one} " not in screen or f"#{other} " not in screen
    again.press("\x04")
    again.wait("0 answered")
    assert again.close() == 0


def test_the_last_question_ends_the_sitting(folder: Path, terminal: Callable[..., Terminal]) -> None:
    page = terminal("--limit", "1")
    page.question(1, 0)
    page.press("n")
    page.wait("1 answered, .* open")
    assert page.close() == 0


def test_an_interrupt_stops_with_one_line(folder: Path, terminal: Callable[..., Terminal]) -> None:
    page = terminal()
    page.question(1, 0)
    page.press("\x03")
    page.wait("policydiff: stopped")
    assert page.close() == 2


def test_what_someone_else_decides_meanwhile_stays(folder: Path, terminal: Callable[..., Terminal]) -> None:
    asked = first_questions(folder, 1)[0]
    page = terminal()
    page.question(1, 0)
    assert take_in(folder, entry("linked", ["122"], ["88"])).returncode == 0
    page.press("n")
    page.question(2, 1)
    assert [(one, other) for one, other, *_ in said(folder)] == [("122", "88"), asked]


def test_text_of_a_document_never_reaches_the_terminal_as_it_is(
    folder: Path, terminal: Callable[..., Terminal]
) -> None:
    path = folder / "snapshots" / "national-2020.json"
    data = json.loads(path.read_text("utf-8"))
    for measure in data["measures"]:
        measure["text"] = measure["text"][:-1] + "\x1b]0;stolen\x07\u202e\x9b31m"
    path.write_text(json.dumps(data), "utf-8")
    screen = terminal().question(1, 0)
    assert "stolen" in screen
    assert not re.search("\x1b]|\x07|\u202e|\x9b", screen)


def entry(verdict: str | None, left: list[str], right: list[str], **more: object) -> dict[str, object]:
    sides = {"left": [{"measure": name} for name in left], "right": [{"measure": name} for name in right]}
    return {"verdict": verdict, **sides, **more}


def review(*entries: object, left: str = "national-2020", right: str = "xiamen-2020", **more: object) -> str:
    return json.dumps({"format": 1, "left": left, "right": right, "decisions": entries, **more})


def take_in(folder: Path, *entries: object, text: str | None = None) -> Any:
    (folder / "answers.json").write_text(text if text is not None else review(*entries), "utf-8")
    return run("review", "national", "xiamen", "--by", "王", "--import", "answers.json", cwd=folder)


def test_export_answer_import(folder: Path) -> None:
    done = run("review", "national", "xiamen", "--export", "open.json", "--limit", "5", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "open.json\n")
    data = json.loads((folder / "open.json").read_text("utf-8"))
    assert schema_errors("review", data) == []
    assert len(data["questions"]) == 5
    assert {question["verdict"] for question in data["questions"]} == {None}
    data["questions"][1]["verdict"], data["questions"][1]["why"] = "unrelated", "不同事项"
    data["questions"][2]["verdict"] = "linked"
    done = take_in(folder, text=json.dumps(data))
    assert (done.returncode, done.stdout) == (0, f"{folder / FILE}\n")
    assert done.stderr == "2 added, 0 replaced, 0 unchanged; decisions: 2, stale: 0\n"
    assert [(d["verdict"], d["by"], d["why"]) for d in kept(folder)] == [
        ("unrelated", "王", "不同事项"),
        ("linked", "王", None),
    ]
    before = (folder / FILE).read_bytes()
    assert "2 unchanged" in take_in(folder, text="\ufeff" + json.dumps(data)).stderr  # as editors on Windows save it
    assert (folder / FILE).read_bytes() == before


def test_an_import_says_what_it_replaces(folder: Path) -> None:
    take_in(folder, entry("linked", ["20"], ["10"]))
    done = take_in(folder, entry("unrelated", ["20"], ["10"], by="张", when="2026-03-04"))
    assert done.stderr.startswith("20 → 10: linked (decided by 王 on ")
    assert "is replaced by unrelated (decided by 张 on 2026-03-04)" in done.stderr
    assert said(folder) == [("20", "10", "unrelated", None)]


def test_the_file_serves_both_orders(folder: Path) -> None:
    take_in(folder, entry("linked", ["3", "81"], ["2"], relation="merged"))
    link = next(link for link in links(folder, "xiamen", "national") if link["decided_by"] == "decision")
    assert (link["left"], link["right"], link["relation"]) == (["2"], ["3", "81"], "split")
    (folder / "back.json").write_text(
        review(entry("partial", ["10"], ["20"]), left="xiamen-2020", right="national-2020"), "utf-8"
    )
    done = run("review", "xiamen", "national", "--by", "王", "--import", "back.json", cwd=folder)
    assert done.returncode == 0
    assert [(d["left"][0]["measure"], d["relation"]) for d in kept(folder)] == [("3", "merged"), ("20", None)]
    assert not (folder / MIRROR).exists()


def test_a_stale_decision_is_listed_and_kept(folder: Path) -> None:
    take_in(folder, entry("unrelated", ["20"], ["10"]))
    path = folder / "snapshots" / "national-2020.json"
    path.write_text(path.read_text("utf-8").replace("开通第五航权航线", "开通第六航权航线"), "utf-8")
    listed = run("review", "national", "xiamen", "--list", cwd=folder).stdout
    assert "1. stale: 20 → 10 unrelated" in listed
    assert "changed: national-2020#20" in listed
    compared = run("compare", "national", "xiamen", cwd=folder)
    assert compared.returncode == 0
    assert "Decision 1 is not applied" in compared.stdout
    assert len(kept(folder)) == 1
    assert "stale: 0" in take_in(folder, entry("linked", ["20"], ["10"])).stderr


def test_who_decides_is_known_to_git(folder: Path) -> None:
    (folder / "answers.json").write_text(review(entry("linked", ["20"], ["10"])), "utf-8")
    arguments = ("review", "national", "xiamen", "--import", "answers.json")
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": ""}
    done = run(*arguments, cwd=folder, **nobody)
    assert (done.returncode, done.stderr) == (
        2,
        "policydiff: --by: who decides?; give a name with --by NAME, or set user.name in git\n",
    )
    assert run(*arguments, cwd=folder, **{**nobody, "GIT_AUTHOR_NAME": "赵"}).returncode == 0
    assert kept(folder)[0]["by"] == "赵"


def measure(number: str, text: str) -> dict[str, object]:
    return {"measure": number, "title": None, "text": text}


def on_file(*decisions: object, **more: object) -> str:
    return json.dumps({"format": 1, "left": "national-2020", "right": "xiamen-2020", "decisions": decisions, **more})


def full(verdict: str = "linked", **more: object) -> dict[str, object]:
    sound = {
        "verdict": verdict,
        "left": [measure("20", "支持具备条件的试点地区开通第五航权航线。")],
        "right": [measure("10", "增加货运第五航权航线。")],
        "relation": None, "by": "李", "when": "2026-01-31", "why": None,
    }  # fmt: skip
    return {**sound, **more}


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "cut off": (on_file(full())[:-9], f"{FILE}:1:"),
    "empty": ("", f"{FILE}:1:1: the JSON is cut off here"),
    "no JSON": ("verdict: linked", f"{FILE}:1:1: this is no valid JSON"),
    "not UTF-8": (b"\xff\xfe{}", "byte 1 is not UTF-8"),
    "a list": ("[]", "[] is not of type object"),
    "a key twice": ('{"format": 1, "format": 1}', "key “format” stands twice"),
    "half a character": (on_file(full(why="\ud800")), "half a character"),
    "an unknown key": (on_file(full(because="x")), "decision 1, because: key “because” is not one of"),
    "a key missing": (on_file({k: v for k, v in full().items() if k != "by"}), "decision 1: key “by” is missing"),
    "another format": (on_file().replace('"format": 1', '"format": 2'), "format: 2 should be 1"),
    "an unknown verdict": (on_file(full("maybe")), 'decision 1, verdict: "maybe" is not one of linked'),
    "an unknown relation": (on_file(full(relation="same")), 'decision 1, relation: "same" is not one of'),
    "merged of one to one": (on_file(full(relation="merged")), "“merged” is no relation of 1 to 1"),
    "split of one to one": (on_file(full(relation="split")), "“split” is no relation of 1 to 1"),
    "a relation of what is unrelated": (on_file(full("unrelated", relation="modified")), "should be linked"),
    "no measures": (on_file(full(left=[])), "decision 1, left: "),
    "nobody": (on_file(full(by="  ")), "decision 1, by: "),
    "no day": (on_file(full(when="soon")), "decision 1, when: "),
    "a day no calendar has": (on_file(full(), full(when="2026-02-30")), "decision 2, when: “2026-02-30” is no day"),
    "a day with a line break": (on_file(full(when="2026-01-31\n")), "decision 1, when: "),
    "other documents": (on_file(left="national-2025"), "left: these are decisions on “national-2025”, where"),
    "the other order": (
        on_file(left="xiamen-2020", right="national-2020"),
        "left: these are decisions on “xiamen-2020”, where “national-2020” is expected",
    ),
    "a measure that is nowhere": (
        on_file(full(), full(left=[measure("999", "从前的文字。")])),
        f"{FILE}: decision 2 names measure 999 of national-2020: no measure has its words, and none this number",
    ),
    "a contradiction": (
        on_file(full(), full("unrelated")),
        f"{FILE}: decision 1 and decision 2 contradict each other on 20 → 10 (20 → 10 linked; 20 → 10 unrelated)",
    ),
    "two relations": (on_file(full(relation="modified"), full("partial")), "decision 1 and decision 2 contradict"),
}


@pytest.mark.parametrize("command", ["compare", "review"])
@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_stops_everything_with_one_line(
    content: str | bytes, message: str, command: str, folder: Path
) -> None:
    path = folder / FILE
    path.parent.mkdir()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = path.read_bytes()
    options = ("--list",) if command == "review" else ()
    done = run(command, "national", "xiamen", *options, cwd=folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert message in done.stderr
    assert path.read_bytes() == before


WORKS: dict[str, str] = {
    "no decisions": on_file(),
    "one": on_file(full()),
    "said twice": on_file(full(), full(by="王", why="同意")),
    "other signs and numbers": on_file(
        full(
            left=[measure("77", "支持具备条件的试点地区　开通第五航权航线．")],
            right=[measure("x", "增加货运第五航权航线.")],
        )
    ),
    "a changed text": on_file(full(left=[measure("20", "从前的文字。")])),
    "canonical or not": json.dumps(json.loads(on_file(full())), indent=7),
}


@pytest.mark.parametrize("content", WORKS.values(), ids=WORKS)
def test_files_that_work(content: str, folder: Path) -> None:
    path = folder / FILE
    path.parent.mkdir()
    path.write_text(content, "utf-8")
    assert run("compare", "national", "xiamen", cwd=folder).returncode == 0


def test_two_files_for_one_pair_of_documents(folder: Path) -> None:
    (folder / FILE).parent.mkdir()
    (folder / FILE).write_text(on_file(), "utf-8")
    (folder / MIRROR).write_text(on_file(left="xiamen-2020", right="national-2020"), "utf-8")
    done = run("compare", "national", "xiamen", cwd=folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert Path(FILE).name in done.stderr
    assert Path(MIRROR).name in done.stderr


NO_IMPORT: dict[str, tuple[str, str]] = {
    "broken": ("{", "answers.json:1:2: the JSON is cut off here"),
    "a snapshot": ((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"), "answers.json:1:1: "),
    "other documents": (review(right="national-2025"), "right: these are decisions on “national-2025”"),
    "an unknown measure": (
        review(entry("linked", ["20"], ["10"]), entry("linked", ["999"], ["1"])),
        "decision 2, left.0: no measure “999” in national-2020, whose measures are 1 to 122",
    ),
    "an unknown measure with words": (
        review(full(left=[measure("999", "从前的文字。")])),
        "answers.json: decision 1 names measure 999 of national-2020: no measure has its words",
    ),
    "a contradiction": (
        review(entry("linked", ["20"], ["10"]), questions=[entry("unrelated", ["20"], ["10"])]),
        "answers.json: decision 1 and question 1 contradict each other on 20 → 10",
    ),
    "a contradiction to what is kept": (
        review(entry("unrelated", ["3", "4"], ["2"])),
        f"answers.json: decision 1 of {Path(FILE).name} and decision 1 contradict each other on 3 → 2",
    ),
    "an unknown verdict": (review(entry("yes", ["20"], ["10"])), 'decision 1, verdict: "yes" is not one of'),
    "a relation beside partial": (review(entry("partial", ["20"], ["10"], relation="split")), "should be linked"),
    "no day": (review(entry("linked", ["20"], ["10"], when="2026-02-30")), "is no day of the calendar"),
    "an unknown key": (review(entry("linked", ["20"], ["10"], note="x")), "decision 1, note: key “note” is not one"),
    "a question without a verdict": (
        review(questions=[{k: v for k, v in entry(None, ["20"], ["10"]).items() if k != "verdict"}]),
        "question 1: key “verdict” is missing",
    ),
}


@pytest.mark.parametrize(("content", "message"), NO_IMPORT.values(), ids=NO_IMPORT)
def test_a_file_that_cannot_be_taken_in_changes_nothing(content: str, message: str, folder: Path) -> None:
    assert take_in(folder, entry("linked", ["3"], ["2"])).returncode == 0
    before = (folder / FILE).read_bytes()
    done = take_in(folder, text=content)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert message in done.stderr
    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "review: the questions need a terminal; use --list, or --export and --import"),
        (["--list", "--export", "x.json"], "--list, --export, --import: do not go together"),
        (["--import", "none.json"], "none.json: no such file"),
        (["--import", "snapshots"], "snapshots: cannot be read"),
        (["--export", "snapshots"], "snapshots: is there already"),
        (["--list", "--limit", "0"], "--limit"),
        (["--import", "answers.json", "--by", " "], "--by: this is no name"),
        (["--import", "answers.json", "--by", "a\x1b[1m"], "--by: this is no name"),
    ],
)
def test_trouble_is_one_line(options: list[str], message: str, folder: Path) -> None:
    (folder / "answers.json").write_text(review(), "utf-8")
    by = () if "--by" in options else ("--by", "李")
    done = run("review", "national", "xiamen", *by, *options, cwd=folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert message in done.stderr
