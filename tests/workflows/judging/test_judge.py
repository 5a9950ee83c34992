"""The judge: a change is judged by what was there before it, whatever it does to what judges it."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.corpus.configuration import GateRules
from policydiff.corpus.waivers import dump_waivers
from policydiff.errors import ConfigurationError, HistoryError, WaiverError
from policydiff.model.document import Finding
from policydiff.model.finding import LocatedFinding
from policydiff.model.waiver import FindingWaiver, Waivers
from policydiff.workflows.judging.judge import Judge, judge_of
from policydiff.workflows.judging.weighed import weighed
from tests.history.data_repository import IDENTITY, TEXTS, DataRepository, table

TODAY = "2026-11-22"
STRICT = '[checks]\ncount-differs = "error"\n[severities]\naudience-widened = "error"\n[gate]\nfail-on = ["error"]\n'
LOOSE = '[checks]\ncount-differs = "info"\n[severities]\naudience-widened = "info"\n[gate]\nfail-on = ["snapshot"]\n'


ACCEPTED = FindingWaiver(
    check="count-differs",
    snapshot="city",
    measure=None,
    field=None,
    excerpt="共6项",
    fingerprint="",
    reason="印错",
    by="李",
    when="2026-11-01",
    until="2027-01-31",
)


def waiver(**fields: str) -> FindingWaiver:
    return replace(ACCEPTED, **fields)


@pytest.fixture
def data(strict: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataRepository:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return strict.copy(tmp_path / "data")


@pytest.fixture(scope="module")
def strict(saved_city: DataRepository, tmp_path_factory: pytest.TempPathFactory) -> DataRepository:
    """A repository whose base is strict and accepts one finding."""
    made = saved_city.copy(tmp_path_factory.mktemp("strict") / "data")
    (made.top / "policydiff.toml").write_text(STRICT, "utf-8")
    (made.top / "policydiff-waivers.json").write_bytes(dump_waivers(Waivers(findings=(waiver(),))))
    (made.top / "schema").mkdir()
    (made.top / "schema" / "snapshot.schema.json").write_text('{"type": "object"}\n', "utf-8")
    (made.top / ".github" / "workflows").mkdir(parents=True)
    (made.top / ".github" / "workflows" / "ci.yml").write_text("run: policydiff validate --since main\n", "utf-8")
    (made.top / ".github" / "workflows" / "other.yml").write_text("run: make\n", "utf-8")
    made.ingest("country", table(TEXTS[:4]))
    made.decide("country", "city", why="同一举措")
    made.git("add", "-A")
    made.git("commit", "-qm", "base")
    made.git("switch", "-qc", "change")
    return made


def commit(data: DataRepository) -> None:
    data.git("add", "-A")
    data.git("commit", "-qm", "change")


def said(judge: Judge) -> dict[str, str]:
    """The files that change the judge, and in which way."""
    return {one.place: one.fault.form for one in judge.changes}


def is_strict(judge: Judge) -> bool:
    found = judge.configuration
    return (
        found.checks == {"count-differs": "error"}
        and found.severities().levels["audience-widened"] == "error"
        and found.gate == GateRules(fail_on=("error",))
        and judge.waivers.findings == (waiver(),)
        and (judge.decisions or (lambda _: None))("country--city.json") is not None
    )


def test_nothing_changed(data: DataRepository) -> None:
    judge = judge_of(data.corpus, "main")
    assert is_strict(judge) and judge.changes == () and judge.broken is None
    assert judge.base == data.head
    assert judge_of(data.corpus).changes == ()


def loosened(data: DataRepository) -> None:
    (data.top / "policydiff.toml").write_text(LOOSE, "utf-8")


def nearer(data: DataRepository) -> None:
    (data.folder / "policydiff.toml").write_text(LOOSE, "utf-8")


def in_pyproject(data: DataRepository) -> None:
    (data.top / "policydiff.toml").unlink()
    text = LOOSE.replace("[", "[tool.policydiff.", 3).replace("= [tool.policydiff.", "= [")
    (data.top / "pyproject.toml").write_text(f"[tool.other]\n{text}", "utf-8")


def removed(data: DataRepository) -> None:
    (data.top / "policydiff.toml").unlink()
    (data.top / "policydiff-waivers.json").unlink()


def linked(data: DataRepository) -> None:
    (data.top / "loose.txt").write_text(LOOSE, "utf-8")
    (data.top / "policydiff.toml").unlink()
    (data.top / "policydiff.toml").symlink_to("loose.txt")


def waived(data: DataRepository) -> None:
    added = waiver(check="number-repeated", excerpt="")
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(Waivers(findings=(waiver(), added))))


def waived_nearer(data: DataRepository) -> None:
    added = waiver(check="number-repeated", excerpt="")
    (data.folder / "policydiff-waivers.json").write_bytes(dump_waivers(Waivers(findings=(added,))))


def broken_waivers(data: DataRepository) -> None:
    (data.top / "policydiff-waivers.json").write_text("{", "utf-8")


def broken_configuration(data: DataRepository) -> None:
    (data.top / "policydiff.toml").write_text("[gate", "utf-8")


def undecided(data: DataRepository) -> None:
    (data.folder / "decisions" / "country--city.json").unlink()


def decided_otherwise(data: DataRepository) -> None:
    data.decide("country", "city", "unrelated")


def schema_edited(data: DataRepository) -> None:
    (data.top / "schema" / "snapshot.schema.json").write_text("true\n", "utf-8")


def pipeline_edited(data: DataRepository) -> None:
    (data.top / ".github" / "workflows" / "ci.yml").write_text("run: true\n", "utf-8")


def older_release(data: DataRepository) -> None:
    """What judges is to be an older release, wherever that may be said, and another one is to approve of it."""
    for name, text in (
        ("pyproject.toml", '[project]\ndependencies = ["policydiff==0.0.1"]\n'),
        ("constraints.txt", "policydiff==0.0.1\n"),
        ("uv.lock", '[[package]]\nname = "policydiff"\nversion = "0.0.1"\n'),
        ("CODEOWNERS", "policydiff.toml @me\n"),
    ):
        (data.top / name).write_text(text, "utf-8")


def another_source(data: DataRepository) -> None:
    """What judges is to come from elsewhere: the table is named after us, and the line that matters is not."""
    (data.top / "pyproject.toml").write_text('[tool.uv.sources.PolicyDiff]\ngit = "https://fork"\n', "utf-8")


def attributes(data: DataRepository) -> None:
    """Git is told to show nothing of the files, and to store one in another encoding."""
    text = "policydiff* -diff linguist-generated\n*.json binary\npolicydiff.toml text eol=crlf\n"
    (data.top / ".gitattributes").write_text(text, "utf-8")
    loosened(data)


def ignored(data: DataRepository) -> None:
    (data.top / ".gitignore").write_text("policydiff*\n", "utf-8")
    loosened(data)


def moved(data: DataRepository) -> None:
    """The folder goes where another configuration is the nearest."""
    (data.top / "new").mkdir()
    data.git("mv", "snapshots", "new/snapshots")
    data.folder = data.top / "new" / "snapshots"
    (data.top / "new" / "policydiff.toml").write_text(LOOSE, "utf-8")


def moved_and_renamed(data: DataRepository) -> None:
    moved(data)
    for path in sorted(data.folder.glob("*.json")):
        path.rename(path.with_stem(f"{path.stem}-x"))
        renamed = path.with_stem(f"{path.stem}-x")
        renamed.write_text(
            renamed.read_text("utf-8").replace(f'"id": "{path.stem}"', f'"id": "{path.stem}-x"'), "utf-8"
        )


def behind_a_link(data: DataRepository) -> None:
    moved(data)
    data.folder = data.top / "snapshots"
    data.folder.symlink_to("new/snapshots")


FOLDER = "snapshots/decisions/country--city.json"
TRICKS: list[tuple[Callable[[DataRepository], None], dict[str, str]]] = [
    (loosened, {"policydiff.toml": "lowered"}),
    (nearer, {"snapshots/policydiff.toml": "lowered"}),
    (in_pyproject, {"policydiff.toml": "lowered", "pyproject.toml": "lowered"}),
    (removed, {"policydiff.toml": "lowered", "policydiff-waivers.json": "removed"}),
    (linked, {"policydiff.toml": "link"}),
    (waived, {"policydiff-waivers.json": "changed"}),
    (waived_nearer, {"snapshots/policydiff-waivers.json": "added"}),
    (broken_waivers, {}),
    (broken_configuration, {"policydiff.toml": "broken"}),
    (undecided, {FOLDER: "removed"}),
    (decided_otherwise, {FOLDER: "changed"}),
    (schema_edited, {"schema/snapshot.schema.json": "changed"}),
    (pipeline_edited, {".github/workflows/ci.yml": "step"}),
    (
        older_release,
        {"pyproject.toml": "added", "constraints.txt": "step", "uv.lock": "step", "CODEOWNERS": "step"},
    ),
    (another_source, {"pyproject.toml": "added"}),
    (attributes, {".gitattributes": "step", "policydiff.toml": "lowered"}),
    (ignored, {"policydiff.toml": "lowered"}),
    (moved, {"new/policydiff.toml": "lowered", f"new/{FOLDER}": "added", FOLDER: "removed"}),
    (moved_and_renamed, {"new/policydiff.toml": "lowered", f"new/{FOLDER}": "added", FOLDER: "removed"}),
    (behind_a_link, {"new/policydiff.toml": "lowered", f"new/{FOLDER}": "added", FOLDER: "removed"}),
]


@pytest.mark.parametrize("is_saved", [True, False])
@pytest.mark.parametrize(("trick", "expected"), TRICKS, ids=[trick.__name__ for trick, _ in TRICKS])
def test_no_trick_loosens_the_judge(
    data: DataRepository, trick: Callable[[DataRepository], None], expected: dict[str, str], is_saved: bool
) -> None:
    trick(data)
    if is_saved:
        commit(data)
    judge = judge_of(data.corpus, "main")
    assert is_strict(judge)
    assert said(judge) == expected
    found = {one.finding.id: one for one in weighed([], (), judge=judge, today=TODAY)}
    assert set(found) == ({"judge-changed"} if expected else {"waivers"})
    for language in ("zh", "en"):
        assert all(
            "{" not in one.finding.message for one in weighed([], (), judge=judge, today=TODAY, language=language)
        )


def test_until_another_commit_it_is_judged_as_of_that(data: DataRepository) -> None:
    loosened(data)
    commit(data)
    removed(data)
    judge = judge_of(data.corpus, "main", "HEAD")
    assert is_strict(judge) and said(judge) == {"policydiff.toml": "lowered"}


def test_what_is_lowered_is_told(data: DataRepository) -> None:
    loosened(data)
    (found,) = weighed([], (), judge=judge_of(data.corpus, "main"), today=TODAY)
    assert (found.finding.id, found.finding.severity) == ("judge-changed", "warning")
    assert "audience-widened error → info, gate −error, count-differs error → info" in found.finding.message
    assert found.path == str(data.top / "policydiff.toml")


def test_which_waivers_come_is_told(data: DataRepository) -> None:
    waived(data)
    (found,) = weighed([], (), judge=judge_of(data.corpus, "main"), today=TODAY)
    assert "[+ number-repeated city – (李, 2027-01-31)]" in found.finding.message


def test_what_makes_it_stricter_is_told_too_but_lowers_nothing(data: DataRepository) -> None:
    (data.top / "policydiff.toml").write_text(STRICT + '[severities.unit]\nwording-changed = "error"\n', "utf-8")
    judge = judge_of(data.corpus, "main")
    assert said(judge) == {"policydiff.toml": "changed"}
    assert 'severities.unit.wording-changed "error"' in weighed([], (), judge=judge, today=TODAY)[0].finding.message


def test_another_place_that_we_come_from_is_told_though_its_line_does_not_name_us(data: DataRepository) -> None:
    data.git("switch", "-q", "main")
    another_source(data)
    commit(data)
    data.git("switch", "-q", "-c", "other")
    source = data.top / "pyproject.toml"
    source.write_text(source.read_text("utf-8") + '[tool.other]\nname = "policydiff-data"\n', "utf-8")
    assert said(judge_of(data.corpus, "main")) == {}
    source.write_text(source.read_text("utf-8").replace("https://fork", "https://worse"), "utf-8")
    assert said(judge_of(data.corpus, "main")) == {"pyproject.toml": "changed"}


HARMLESS: list[Callable[[Path], object]] = [
    lambda top: (top / "README.md").write_text("policydiff", "utf-8"),
    lambda top: (top / ".github" / "workflows" / "other.yml").write_text("run: make all\n", "utf-8"),
    lambda top: (top / "pyproject.toml").write_text('[project]\nname = "policydiff-data"\n', "utf-8"),
    lambda top: (top / "policydiff.toml").write_bytes(STRICT.replace("\n", "\r\n").encode()),
    lambda top: (top / "snapshots" / "sources" / "policydiff.toml").write_text("x", "utf-8"),
]


@pytest.mark.parametrize("edit", HARMLESS)
def test_what_judges_nothing_is_no_finding(data: DataRepository, edit: Callable[[Path], object]) -> None:
    edit(data.top)
    judge = judge_of(data.corpus, "main")
    assert is_strict(judge) and said(judge) == {}


def test_the_other_line_is_no_change_of_this_one(data: DataRepository) -> None:
    data.git("switch", "-q", "main")
    loosened(data)
    commit(data)
    data.git("switch", "-q", "change")
    judge = judge_of(data.corpus, "main")
    assert is_strict(judge) and said(judge) == {}


def test_without_a_base_the_folder_counts(data: DataRepository) -> None:
    loosened(data)
    waived(data)
    judge = judge_of(data.corpus)
    assert judge.configuration.checks == {"count-differs": "info"}
    assert len(judge.waivers.findings) == 2 and judge.changes == () and judge.decisions is None


@pytest.mark.parametrize("text", ["[cheks]", "a = " + "[" * 100_000, "[gate]\nfail-on = []", "\x00"])
def test_a_configuration_that_will_not_do_is_an_error_of_the_change(data: DataRepository, text: str) -> None:
    (data.top / "policydiff.toml").write_text(text, "utf-8")
    judge = judge_of(data.corpus, "main")
    assert is_strict(judge) and said(judge) == {"policydiff.toml": "broken"}
    (found,) = weighed([], (), judge=judge, today=TODAY)
    assert found.counts and "\n" not in found.finding.message


def test_a_name_that_is_no_utf8_is_shown_with_escapes(data: DataRepository) -> None:
    path = os.fsencode(data.top / "schema") + b"/\xff.schema.json"
    with open(path, "wb") as file:  # noqa: PTH123 - a name that no text is
        file.write(b"{}")
    assert said(judge_of(data.corpus, "main")) == {"schema/\\udcff.schema.json": "added"}


def test_a_broken_base_cannot_judge(data: DataRepository) -> None:
    broken_configuration(data)
    commit(data)
    with pytest.raises(ConfigurationError, match=rf"^policydiff\.toml@{data.head[:10]}: is no TOML"):
        judge_of(data.corpus, "HEAD")
    loosened(data)
    broken_waivers(data)
    commit(data)
    with pytest.raises(WaiverError, match=rf"^policydiff-waivers\.json@{data.head[:10]}"):
        judge_of(data.corpus, "HEAD")


def test_a_link_in_the_base_is_refused(data: DataRepository) -> None:
    linked(data)
    commit(data)
    with pytest.raises(ConfigurationError, match="is a link; put the file itself there"):
        judge_of(data.corpus, "HEAD")


def test_lines_without_a_commit_in_common_have_no_judge(data: DataRepository) -> None:
    data.git("switch", "-q", "--orphan", "alone")
    data.ingest("city")
    commit(data)
    with pytest.raises(HistoryError, match="have no commit in common"):
        judge_of(data.corpus, "main")


# Waivers of findings.


def finding(check: str = "count-differs", excerpt: str = "共6项", **fields: object) -> LocatedFinding:
    given = {"snapshot": "city", "excerpt": excerpt, "fingerprint": "f" * 32, **fields}
    return LocatedFinding("nowhere/city.json", 1, 1, Finding(id=check, severity="warning", message=""), **given)  # type: ignore[arg-type]


def told(
    data: DataRepository, *found: LocatedFinding, today: str = TODAY, seen: tuple[str, ...] = ("city",)
) -> list[str]:
    """What is said of findings in the folder as it stands: those accepted in brackets."""
    answers = weighed(found, seen, judge=judge_of(data.corpus), today=today)
    return [f"({one.finding.id})" if one.waived else one.finding.id for one in answers]


def test_a_waiver_holds_one_finding_by_its_content(data: DataRepository) -> None:
    assert told(data, finding()) == ["(count-differs)"]
    assert told(data, finding(), finding()) == ["(count-differs)", "count-differs"]
    for other in (finding("number-missing"), finding(excerpt="共7项"), finding(snapshot="country")):
        assert told(data, other) == [other.finding.id, "waiver-unused"]


def test_severities_are_those_configured_and_what_is_waived_does_not_count(data: DataRepository) -> None:
    judge = judge_of(data.corpus)
    found = weighed([finding(), finding(excerpt="共7项"), finding("number-missing")], (), judge=judge, today=TODAY)
    assert [(one.finding.severity, one.counts) for one in found] == [
        ("error", False),
        ("error", True),
        ("warning", False),
    ]
    assert found[0].waived is not None and found[0].waived.by == "李"


def test_a_second_waiver_of_the_same_is_of_no_use(data: DataRepository) -> None:
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(Waivers(findings=(ACCEPTED, ACCEPTED))))
    assert told(data, finding()) == ["(count-differs)", "waiver-unused"]
    assert told(data, finding(), finding()) == ["(count-differs)"] * 2


def test_a_finding_without_words_is_told_by_its_fingerprint(data: DataRepository) -> None:
    kept = Waivers(findings=(waiver(check="number-missing", excerpt="", fingerprint="a" * 32),))
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(kept))
    assert told(data, finding("number-missing", "", fingerprint="a" * 32)) == ["(number-missing)"]
    assert told(data, finding("number-missing", "", fingerprint="b" * 32)) == ["number-missing", "waiver-unused"]


@pytest.mark.parametrize("check", ["source-changed", "measure-lost"])
def test_a_finding_that_is_about_more_than_its_words_is_held_by_all_of_it(data: DataRepository, check: str) -> None:
    kept = Waivers(findings=(waiver(check=check, fingerprint="a" * 32),))
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(kept))
    assert told(data, finding(check, fingerprint="a" * 32)) == [f"({check})"]
    assert told(data, finding(check, fingerprint="b" * 32)) == [check, "waiver-unused"]


def test_the_same_file_of_the_judge_altered_otherwise_is_another_finding(data: DataRepository) -> None:
    marks = set()
    for text in ("run: true # policydiff\n", "run: false # policydiff\n"):
        (data.top / ".github" / "workflows" / "ci.yml").write_text(text, "utf-8")
        (one,) = weighed([], (), judge=judge_of(data.corpus, "main"), today=TODAY)
        marks.add(one.fingerprint)
    assert len(marks) == 2


def test_the_measure_is_known_by_its_words_whatever_number_it_bears(data: DataRepository) -> None:
    path = str(data.folder / "city.json")
    kept = Waivers(findings=(waiver(check="cut-off", measure=TEXTS[2], field="text", excerpt="单位"),))
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(kept))

    def cut_off(measure: str) -> LocatedFinding:
        found = Finding(id="cut-off", severity="warning", message="", measure=measure, field="text")
        return LocatedFinding(path, 1, 1, found, snapshot="city", excerpt="单位")

    assert told(data, cut_off("3")) == ["(cut-off)"]
    assert told(data, cut_off("2")) == ["cut-off", "waiver-unused"]
    data.ingest("city", table(["新设国际医疗旅游先行区。", *TEXTS]))
    assert told(data, cut_off("4")) == ["(cut-off)"]
    assert told(data, cut_off("3")) == ["cut-off", "waiver-unused"]


@pytest.mark.parametrize(
    ("when", "until", "said"),
    [
        ("2026-11-01", "2027-11-01", []),
        ("2026-11-01", "2027-11-02", ["waiver-long"]),
        ("2026-11-01", "9999-12-31", ["waiver-long"]),
        ("9999-01-01", "9999-12-31", ["waiver-long"]),
        ("2024-02-29", "2027-01-31", ["waiver-long"]),
    ],
)
def test_no_waiver_is_for_longer_than_a_year(when: str, until: str, said: list[str], data: DataRepository) -> None:
    """Whoever writes the file by hand may say any day on which it was given, and none that is to come counts."""
    kept = Waivers(findings=(waiver(when=when, until=until),))
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(kept))
    assert told(data, finding()) == ["(count-differs)", *said]


@pytest.mark.parametrize(("when", "start"), [("2026-11-01", "2026-11-01"), ("9999-01-01", TODAY)])
def test_a_waiver_for_too_long_is_told_with_the_day_that_it_counts_from(
    when: str, start: str, data: DataRepository
) -> None:
    kept = Waivers(findings=(waiver(when=when, until="9999-12-31"),))
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(kept))
    for language in ("zh", "en"):
        found = weighed([finding()], None, judge=judge_of(data.corpus, None), today=TODAY, language=language)
        assert start in found[-1].finding.message


def test_a_waiver_counts_until_the_end_of_its_day(data: DataRepository) -> None:
    assert told(data, finding(), today="2027-01-31") == ["(count-differs)"]
    assert told(data, finding(), today="2027-02-01") == ["count-differs", "waiver-expired"]
    assert told(data, today="2027-02-01", seen=()) == ["waiver-expired"]


def test_an_unused_waiver_is_only_told_where_its_snapshot_was_looked_at(data: DataRepository) -> None:
    assert told(data) == ["waiver-unused"]
    assert told(data, seen=("country",)) == []


def test_what_a_change_takes_away_of_the_waivers_is_settled(data: DataRepository) -> None:
    (data.top / "policydiff-waivers.json").unlink()
    judge = judge_of(data.corpus, "main")
    assert [one.finding.id for one in weighed([], None, judge=judge, today="2027-02-01")] == ["judge-changed"]
    assert weighed([finding()], None, judge=judge, today=TODAY)[0].waived is not None


def test_a_renamed_check_is_the_same_under_both_names(data: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    from policydiff.check import CHECK_BY_ID

    renamed = replace(CHECK_BY_ID["count-differs"], formerly=("total-differs",))
    monkeypatch.setitem(CHECK_BY_ID, "count-differs", renamed)
    monkeypatch.setitem(CHECK_BY_ID, "total-differs", renamed)
    (data.top / "policydiff.toml").write_text('[checks]\ntotal-differs = "error"', "utf-8")
    for name in ("count-differs", "total-differs"):
        (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(Waivers(findings=(waiver(check=name),))))
        assert told(data, finding()) == ["(count-differs)"]
    assert weighed([finding()], (), judge=judge_of(data.corpus), today=TODAY)[0].finding.severity == "error"
