"""Gates and waivers as a user runs them: streams, exit codes, files, and options that do not fit."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from policydiff.snapshot import schema_errors
from tests.cli.process import run
from tests.conftest import ROOT
from tests.history.data_repository import IDENTITY, TEXTS, WIDER, DataRepository, table

ENVIRONMENT = {**IDENTITY, "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def data(saved_city: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataRepository:
    """A repository whose snapshot `city` speaks of Taiwan too since the last commit, and has a plan."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    made = saved_city.copy(tmp_path / "data")
    made.ingest("plan")
    made.git("add", "-A")
    made.git("commit", "-qm", "plan")
    made.ingest("city", table([WIDER, *TEXTS[1:]]))
    return made


def policydiff(data: DataRepository, *arguments: str, **environment: str) -> tuple[int, str, str]:
    done = run(*arguments, cwd=data.top, **{**ENVIRONMENT, **environment})
    return done.returncode, done.stdout, done.stderr


COMPARED = ("compare", "plan", "city", "--lang", "en")
SINCE = ("report", "--since", "HEAD", "--lang", "en")


@pytest.mark.parametrize("command", [COMPARED, SINCE], ids=["compare", "since"])
@pytest.mark.parametrize(
    ("fail_on", "code"),
    [
        (["audience-widened"], 1),
        (["audience"], 1),
        (["warning"], 1),
        (["info"], 1),
        (["error", "audience"], 1),
        (["error"], 0),
        (["condition", "measure", "snapshot"], 0),
    ],
)
def test_exit_codes(data: DataRepository, command: tuple[str, ...], fail_on: list[str], code: int) -> None:
    plain = policydiff(data, *command)
    gated = policydiff(data, *command, *(part for one in fail_on for part in ("--fail-on", one)))
    assert plain[0] == 0 and plain[2] == ""
    assert gated[:2] == (code, plain[1])
    state = "Failed: differences that nobody accepted: 1." if code else "Passed: nothing differs that it fails on."
    assert gated[2].startswith(f"Gate: {state} Fails on: {', '.join(fail_on)}. Profile: a researcher.\n")


def test_the_verdict_says_which_rules_how_many_and_where(data: DataRepository) -> None:
    code, _, told = policydiff(data, *COMPARED, "--fail-on", "audience")
    key = json.loads(policydiff(data, *COMPARED, "--format", "json")[1])["links"][0]["changes"][0]["id"]
    assert (code, told.splitlines()) == (
        1,
        [
            "Gate: Failed: differences that nobody accepted: 1. Fails on: audience. Profile: a researcher.",
            "  Who may benefit is widened (audience-widened, warning): 1",
            f"    plan → city № 1: “港澳” → “港澳台” [{key}]",
            "  To accept a difference, by its key from the brackets: policydiff waive plan city KEY --why TEXT --until YYYY-MM-DD",
        ],
    )
    _, _, told = policydiff(data, "compare", "plan", "city", "--lang", "zh", "--fail-on", "audience")
    assert told.splitlines()[0] == "门禁：未通过：未获认可的差异 1 处。拦下：audience。视角：研究人员。"
    assert told.splitlines()[1] == "  适用对象扩大（audience-widened，警告）：1"
    assert told.splitlines()[2] == f"    plan → city 第 1 条：“港澳” → “港澳台”［{key}］"


def test_reports_are_written_though_it_fails_and_say_so_first(data: DataRepository, tmp_path: Path) -> None:
    names = [str(tmp_path / f"out.{suffix}") for suffix in ("html", "md", "json", "docx")]
    outputs = [part for name in names for part in ("-o", name)]
    code, _, told = policydiff(data, *SINCE, "--fail-on", "audience", *outputs)
    assert code == 1 and told.count("written: ") == 4 and "Gate: Failed" in told
    assert f": policydiff waive {SINCE[1]} {SINCE[2]} KEY --why" in told
    page, text = (Path(name).read_text("utf-8") for name in names[:2])
    assert '<section class="gate failed" aria-labelledby="gate">' in page
    assert page.index("Failed: differences that nobody accepted: 1.") < page.index('<p class="headline">')
    assert text.index("## ❌ Gate") < text.index("audience-widened") < text.index("1 changed")
    found = json.loads(Path(names[2]).read_text("utf-8"))
    assert schema_errors("period", found) == []
    assert (found["gate"]["passes"], found["gate"]["fail_on"]) == (False, ["audience"])
    assert [one["rule"] for one in found["gate"]["failing"]] == ["audience-widened"]
    code, *_ = policydiff(data, *SINCE, "--fail-on", "error", *outputs)
    assert code == 0 and "## ✅ Gate" in Path(names[1]).read_text("utf-8")
    policydiff(data, *SINCE, *outputs)
    assert (
        "Gate" not in Path(names[1]).read_text("utf-8")
        and json.loads(Path(names[2]).read_text("utf-8"))["gate"] is None
    )


def test_a_comparison_is_written_though_it_fails(data: DataRepository, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    code, _, told = policydiff(data, "report", "plan", "city", "-o", str(file), "--fail-on", "info", "--lang", "en")
    assert (
        code == 1 and "Gate: Failed" in told and schema_errors("comparison", json.loads(file.read_text("utf-8"))) == []
    )


def test_exit_code_and_gate_go_together(data: DataRepository) -> None:
    assert policydiff(data, *COMPARED, "--fail-on", "error", "--exit-code")[0] == 1
    assert policydiff(data, *COMPARED, "--fail-on", "error")[0] == 0


def test_profiles(data: DataRepository) -> None:
    data.ingest("city", table([*TEXTS, "新设国际医疗旅游先行区，吸引知名机构。"]))
    for command in (COMPARED, SINCE):
        for profile, code in (("unit", 1), ("enterprise", 0), ("researcher", 0)):
            assert policydiff(data, *command, "--fail-on", "error", "--profile", profile)[0] == code


def test_the_configured_gate(data: DataRepository) -> None:
    code, out, told = policydiff(data, *COMPARED, "--gate")
    assert (code, out, told.count("\n")) == (2, "", 1) and "no gate is configured" in told
    (data.top / "policydiff.toml").write_text('[gate]\nfail-on = ["audience"]\n[gate.unit]\nfail-on = ["error"]\n')
    assert [policydiff(data, *command, "--gate")[0] for command in (COMPARED, SINCE)] == [1, 1]
    assert policydiff(data, *COMPARED, "--gate", "--profile", "unit")[0] == 0
    (data.top / "policydiff.toml").write_text('[gate]\nfailon = ["audience"]\n')
    code, out, told = policydiff(data, *COMPARED, "--gate")
    assert (code, out, told.count("\n")) == (2, "", 1) and "did you mean fail-on?" in told


def test_a_base_judges(data: DataRepository) -> None:
    (data.top / "policydiff.toml").write_text('[gate]\nfail-on = ["audience"]\n')
    data.git("add", "-A")
    data.git("commit", "-qm", "strict")
    (data.top / "policydiff.toml").write_text('[gate]\nfail-on = ["snapshot"]\n')
    assert policydiff(data, *COMPARED, "--gate")[0] == 0
    code, _, told = policydiff(data, *COMPARED, "--gate", "--base", "HEAD")
    assert code == 1 and "alters what it is judged by: policydiff.toml. That counts once it is merged, best in" in told


def test_what_cannot_be_compared_is_trouble_in_one_last_line(data: DataRepository, tmp_path: Path) -> None:
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8")[:300], "utf-8")
    file = tmp_path / "out.md"
    code, _, told = policydiff(data, *SINCE, "--fail-on", "snapshot-renamed", "-o", str(file))
    assert code == 2 and told.splitlines()[-1].startswith("policydiff: gate: could not compare city: ")
    assert "what is not compared does not pass" in file.read_text("utf-8")
    code, out, told = policydiff(data, *COMPARED, "--fail-on", "error")
    assert (code, out, told.count("\n")) == (2, "", 1)
    assert policydiff(data, *SINCE)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (*COMPARED, "--fail-on", "eror"),
            "--fail-on: “eror” is no rule, severity or kind of change; did you mean error?",
        ),
        ((*COMPARED, "--fail-on", ""), "--fail-on: “” is no rule"),
        ((*SINCE, "--fail-on", "audience-wide"), "did you mean audience-widened?"),
        ((*COMPARED, "--base", "HEAD"), "--base: goes with --fail-on or --gate; add one of them"),
        ((*COMPARED, "--explain", "1", "--gate"), "--explain: goes with --format text or json alone"),
        ((*COMPARED, "--gate", "--base", "nix"), "“nix” is no revision here"),
        (("report", "plan", "city", "-o", "x.md", "--new", "--gate"), "--new: goes with --since alone"),
    ],
)
def test_what_does_not_fit(data: DataRepository, arguments: tuple[str, ...], message: str) -> None:
    code, out, told = policydiff(data, *arguments)
    assert (code, out, told.count("\n")) == (2, "", 1) and message in told


def test_signs_of_a_document_never_reach_the_terminal(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("港澳台", "港澳\\u001b[31m台"), "utf-8")
    *_, told = policydiff(data, *COMPARED, "--fail-on", "info")
    assert "\x1b" not in told and "Gate: Failed" in told


# Waivers.

UNTIL = (date.today() + timedelta(days=300)).isoformat()
WORD = ("--why", "已商定", "--by", "李", "--until", UNTIL)


def key(data: DataRepository) -> str:
    *_, told = policydiff(data, *COMPARED, "--fail-on", "audience")
    return told.partition("[")[2].partition("]")[0]


def test_a_difference_is_accepted_by_its_key(data: DataRepository) -> None:
    name = key(data)
    code, out, told = policydiff(data, "waive", "plan", "city", name, *WORD)
    file = data.top / "policydiff-waivers.json"
    assert (code, out) == (0, f"audience-widened plan → city 1 until {UNTIL}\n") and "written: " in told
    kept = json.loads(file.read_text("utf-8"))
    assert schema_errors("waivers", kept) == []
    (entry,) = kept["changes"]
    assert (entry["rule"], entry["by"], entry["left"]["says"], entry["right"]["says"]) == (
        "audience-widened",
        "李",
        "港澳",
        "港澳台",
    )
    code, _, told = policydiff(data, *COMPARED, "--fail-on", "audience")
    assert code == 0 and "Passed: all that it fails on was accepted (1)." in told
    assert policydiff(data, *COMPARED, "--fail-on", "audience", "--base", "HEAD")[0] == 1
    assert policydiff(data, *SINCE, "--fail-on", "audience")[0] == 1
    code, out, _ = policydiff(data, "waive", "--list")
    assert (code, out) == (0, f"audience-widened  plan → city  “港澳” → “港澳台”  李, until {UNTIL}: 已商定\n")
    data.ingest("city", table(TEXTS))
    code, _, told = policydiff(data, *COMPARED, "--fail-on", "audience")
    assert code == 1 and "The waiver of audience-widened (plan → city) is on nothing that was found" in told


def test_what_changed_since_is_accepted_too(data: DataRepository) -> None:
    *_, told = policydiff(data, *SINCE, "--fail-on", "audience")
    name = told.partition("[")[2].partition("]")[0]
    assert policydiff(data, "waive", "--since", "HEAD", f"city:{name}", *WORD)[0] == 0
    assert policydiff(data, *SINCE, "--fail-on", "audience")[0] == 1
    data.git("add", "policydiff-waivers.json")
    data.git("commit", "-qm", "accept")
    assert policydiff(data, *SINCE, "--fail-on", "audience")[0] == 0


def test_an_expired_one_fails(data: DataRepository) -> None:
    policydiff(data, "waive", "plan", "city", key(data), *WORD)
    file = data.top / "policydiff-waivers.json"
    file.write_text(file.read_text("utf-8").replace(UNTIL, "2020-01-31"), "utf-8")
    code, _, told = policydiff(data, *COMPARED, "--fail-on", "error")
    assert code == 1 and "was good until 2020-01-31 and does not count any more (李)." in told
    assert "李, expired 2020-01-31: 已商定" in policydiff(data, "waive", "--list")[1]
    code, out, _ = policydiff(data, "validate", "--lang", "en")
    assert code == 1 and '"until": "2020-01-31"' in out  # the very line, not where its waiver begins
    assert policydiff(data, "waive", "plan", "city", key(data), *WORD)[0] == 0  # anew, in place of the one that ended
    assert [one["until"] for one in json.loads(file.read_text("utf-8"))["changes"]] == [UNTIL]


def test_a_finding_is_accepted_by_its_fingerprint(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("港澳台银行业", "港澳台银行业等"), "utf-8")
    found = json.loads(policydiff(data, "validate", "--format", "json")[1])["findings"]
    one = next(one for one in found if one["snapshot"] == "city" and one["finding"]["severity"] == "error")
    code, out, _ = policydiff(data, "waive", "--finding", one["fingerprint"][:12], *WORD)
    assert code == 0 and out.startswith(one["finding"]["id"])
    kept = json.loads((data.top / "policydiff-waivers.json").read_text("utf-8"))
    assert schema_errors("waivers", kept) == [] and kept["findings"][0]["check"] == one["finding"]["id"]
    code, _, told = policydiff(data, "waive", "--finding", one["fingerprint"], *WORD)
    assert code == 2 and "is accepted already" in told  # a second one would be of no use, and fail
    file = data.top / "policydiff-waivers.json"
    file.write_text(file.read_text("utf-8").replace(UNTIL, "2020-01-31"), "utf-8")
    assert policydiff(data, "waive", "--finding", one["fingerprint"], *WORD)[0] == 0
    assert json.loads(file.read_text("utf-8")) == kept


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan", "city", "nix", *WORD), "KEY: no difference is called “nix”; "),
        (("plan", "city", *WORD), "waive: nothing is named; give LEFT, RIGHT and keys"),
        (("--since", "HEAD", *WORD), "waive: nothing is named; give keys"),
        (("plan", "city", "KEY", "--by", "李", "--until", UNTIL), "--why: is missing"),
        (("plan", "city", "KEY", "--why", " ", "--until", UNTIL), "--why: is empty"),
        (("plan", "city", "KEY", "--why", "\u200b", "--until", UNTIL), "--why: is empty"),
        (("plan", "city", "KEY", "--why", "x\udcff", "--until", UNTIL), "--why: is no UTF-8"),
        (("plan", "city", "KEY", "--why", "x"), "--until: is missing"),
        (("plan", "city", "KEY", "--why", "x", "--until", "soon"), "--until: “soon” is no day of the calendar"),
        (("plan", "city", "KEY", "--why", "x", "--until", "2020-01-31"), "--until: 2020-01-31 is past"),
        (("--finding", "abcdef", *WORD), "--finding: “abcdef” is the fingerprint of no finding"),
        (("--finding", "--since", "HEAD", "x", *WORD), "--since: goes without --finding"),
        (("--list", "x"), "--list: goes alone"),
    ],
)
def test_what_cannot_be_accepted(data: DataRepository, arguments: tuple[str, ...], message: str) -> None:
    code, out, told = policydiff(data, "waive", *arguments)
    assert (code, out, told.count("\n")) == (2, "", 1) and message in told
    assert not (data.top / "policydiff-waivers.json").exists()


@pytest.mark.parametrize(("severity", "code"), [(None, 0), ("info", 0), ("error", 2)])
def test_what_is_accepted_for_more_than_a_year_is_as_serious_as_is_configured(
    data: DataRepository, severity: str | None, code: int
) -> None:
    name = key(data)
    if severity:
        (data.top / "policydiff.toml").write_text(f'[checks]\nwaiver-long = "{severity}"\n', "utf-8")
        data.git("add", "-A")
        data.git("commit", "-qm", "configuration")
    given, _, told = policydiff(data, "waive", "plan", "city", name, "--why", "x", "--until", "9999-12-31")
    assert given == code
    assert ("--until: 9999-12-31 is more than a year away" in told) == (code == 2)
    said = [line for line in policydiff(data, "validate")[1].splitlines() if " waiver-long:" in line]
    assert [line.split()[1] for line in said] == ([severity or "warning"] if code == 0 else [])


def test_nothing_is_accepted_twice_and_broken_waivers_are_kept(data: DataRepository) -> None:
    name = key(data)
    policydiff(data, "waive", "plan", "city", name, *WORD)
    code, _, told = policydiff(data, "waive", "plan", "city", name, *WORD)
    assert code == 2 and "is accepted already" in told
    file = data.top / "policydiff-waivers.json"
    file.write_text("{", "utf-8")
    assert policydiff(data, "waive", "plan", "city", name, *WORD)[0] == 2
    assert file.read_text("utf-8") == "{"
    assert policydiff(data, *COMPARED, "--fail-on", "error")[0] == 2


# Waivers and the judge in validate.


def faulty(data: DataRepository) -> str:
    """Put an error into a snapshot; the fingerprint of the finding, the only error."""
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("港澳台银行业", "港澳台银行业等"), "utf-8")
    found = json.loads(policydiff(data, "validate", "city", "--format", "json")[1])["findings"]
    (mark,) = [one["fingerprint"] for one in found if one["finding"]["severity"] == "error"]
    return str(mark)


def test_what_is_waived_does_not_fail_and_counts_once_it_is_in_the_base(data: DataRepository) -> None:
    mark = faulty(data)
    assert policydiff(data, "validate")[0] == 1
    assert policydiff(data, "waive", "--finding", mark, *WORD)[0] == 0
    code, _, told = policydiff(data, "validate")
    assert code == 0 and ", 1 waived" in told
    code, out, _ = policydiff(data, "validate", "--since", "HEAD")
    assert code == 1 and "judge-changed" in out
    data.git("add", "policydiff-waivers.json")
    data.git("commit", "-qm", "accept")
    code, out, _ = policydiff(data, "validate", "--since", "HEAD")
    assert code == 0 and "judge-changed" not in out
    assert policydiff(data, "validate", "plan")[0] == 0
    data.ingest("city")
    code, out, _ = policydiff(data, "validate")
    assert code == 1 and "waiver-unused" in out and "policydiff-waivers.json" in out


def test_a_check_has_the_severity_that_is_configured_in_the_base(data: DataRepository) -> None:
    faulty(data)
    found = json.loads(policydiff(data, "validate", "--format", "json")[1])["findings"]
    checks = {one["finding"]["id"] for one in found if one["finding"]["severity"] == "error"}
    lowered = "".join(f'{check} = "info"\n' for check in checks)
    (data.top / "policydiff.toml").write_text(f"[checks]\n{lowered}", "utf-8")
    assert policydiff(data, "validate")[0] == 0
    code, out, _ = policydiff(data, "validate", "--since", "HEAD")
    assert code == 1 and "judge-changed" in out and "error → info" in out
    (data.top / "policydiff.toml").write_text("[cheks]\n", "utf-8")
    code, out, told = policydiff(data, "validate")
    assert (code, out, told.count("\n")) == (2, "", 1) and "did you mean checks?" in told
    code, out, _ = policydiff(data, "validate", "--since", "HEAD")
    assert code == 1 and "nothing can be judged" in out


def test_broken_waivers_are_an_error(data: DataRepository) -> None:
    data.git("checkout", "-q", ".")
    (data.top / "policydiff-waivers.json").write_text("{", "utf-8")
    code, out, _ = policydiff(data, "validate")
    assert code == 1 and "policydiff-waivers.json" in out and "waivers" in out
