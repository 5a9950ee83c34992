"""Gates over what changed since a revision: policy is gated, readings are not, and what cannot be compared never passes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.corpus.waivers import dump_waivers
from policydiff.errors import GateError, UsageError, WaiverError
from policydiff.model.correction import Correction
from policydiff.model.gate import Verdict
from policydiff.model.waiver import Waivers
from policydiff.report.gate import to_text
from policydiff.report.period.to_json import render
from policydiff.snapshot import schema_errors
from policydiff.workflows.correct import correct
from policydiff.workflows.gate import Asked, gate_of, gate_period, require_compared, with_verdict
from policydiff.workflows.judging.judge import judge_of
from policydiff.workflows.period import period
from policydiff.workflows.waive import Word, waive_since
from tests.history.data_repository import IDENTITY, TEXTS, WIDER, DataRepository, table

TODAY = "2026-11-22"
WORD = Word(reason="已商定", by="李", when=TODAY, until="2027-01-31")
NARROWER = TEXTS[0].replace("港澳", "港")


@pytest.fixture
def data(saved_city: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataRepository:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    made = saved_city.copy(tmp_path / "data")
    made.git("switch", "-qc", "change")
    return made


def verdict(data: DataRepository, *fail_on: str, today: str = TODAY, since: str = "main", **asked: object) -> Verdict:
    gate = gate_of(Asked(today=today, fail_on=fail_on, **asked), judge_of(data.corpus, since))  # type: ignore[arg-type]
    found = period(since, gate.judge.corpus(data.corpus), severities=gate.severities)
    answer = gate_period(found, gate)
    told = with_verdict(found, answer)
    assert schema_errors("period", json.loads(render(told))) == []
    for language in ("zh", "en"):
        text = to_text(answer, language)
        assert "{" not in text and len(text.splitlines()) > 0
    return answer


def failing(found: Verdict) -> list[str]:
    return [f"{one.rule} {one.place}".rstrip() for one in found.failing]


def commit(data: DataRepository, message: str = "change") -> None:
    data.git("add", "-A")
    data.git("commit", "-qm", message)


def configure(data: DataRepository, text: str) -> None:
    """What the base says."""
    data.git("switch", "-q", "main")
    (data.top / "policydiff.toml").write_text(text, "utf-8")
    commit(data, "configure")
    data.git("switch", "-q", "change")
    data.git("merge", "-q", "main")


def test_nothing_changed_passes(data: DataRepository) -> None:
    found = verdict(data, "info")
    assert found.passes and found.compared == 0 and found.base == data.head


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_change_of_the_policy_fails_by_rule_kind_and_severity(data: DataRepository, is_saved: bool) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:4], "新设国际医疗旅游先行区，吸引知名机构。"]))
    if is_saved:
        commit(data)
    expected = ["audience-widened 1", "measure-dropped 5", "measure-added 5"]
    assert sorted(failing(verdict(data, "info"))) == sorted(expected)
    assert failing(verdict(data, "audience")) == failing(verdict(data, "audience-widened")) == expected[:1]
    assert failing(verdict(data, "error")) == ["measure-dropped 5"]
    assert sorted(failing(verdict(data, "error", profile="unit"))) == ["measure-added 5"]
    assert sorted(failing(verdict(data, "measure"))) == sorted(expected[1:])
    for passing in ("condition", "scope-narrowed", "snapshot"):
        assert verdict(data, passing).passes


def test_severities_are_those_of_the_base(data: DataRepository) -> None:
    configure(data, '[severities]\naudience-widened = "error"\n')
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    assert failing(verdict(data, "error")) == ["audience-widened 1"]
    (data.top / "policydiff.toml").write_text('[severities]\naudience-widened = "info"\n', "utf-8")
    found = verdict(data, "error")
    assert failing(found) == ["audience-widened 1"] and found.judge == ("policydiff.toml",)


def test_other_numbers_and_places_are_no_difference(data: DataRepository) -> None:
    data.ingest("city", table([*TEXTS[1:], TEXTS[0]]))
    assert verdict(data, "info").passes


def test_what_was_put_right_is_one_difference_of_the_snapshot(data: DataRepository) -> None:
    entry = Correction(measure="1", field="text", read="港澳", should="港澳台", why="印错", by="李", when=TODAY)
    correct("city", entry, data.corpus)
    commit(data)
    assert failing(verdict(data, "info")) == ["snapshot-corrected"]
    assert verdict(data, "audience").passes and verdict(data, "warning").passes


def test_an_edit_by_hand_is_policy(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("港澳银行业", "港银行业"), "utf-8")
    assert failing(verdict(data, "audience")) == ["audience-changed 1"]


def test_words_of_a_snapshot_are_no_command_to_a_service(data: DataRepository) -> None:
    data.ingest("city", table([*TEXTS, "支持##[stop-commands]x企业开展业务。"]))
    text = to_text(verdict(data, "info"), "en")
    assert "##<U+005B>stop-commands]x" in text and "##[" not in text


def test_another_source_is_policy_whatever_the_commit_calls_it(data: DataRepository) -> None:
    data.ingest("city", table([NARROWER, *TEXTS[1:]]))
    commit(data, "better print\n\nPolicydiff-Kind: extraction")
    assert failing(verdict(data, "audience")) == ["audience-changed 1"]


def test_what_is_said_of_the_document_is_gated(data: DataRepository) -> None:
    data.ingest("city", table(title="某市试点任务清单（修订）"))
    found = verdict(data, "document")
    assert [(one.rule, one.field, one.left.says) for one in found.failing] == [
        ("document-changed", "title", "某市试点任务清单")
    ]


def test_snapshots_that_come_go_and_are_renamed(data: DataRepository) -> None:
    (data.folder / "city.json").unlink()
    assert failing(verdict(data, "error")) == ["snapshot-removed"]
    data.git("checkout", "-q", ".")
    data.ingest("town")
    assert verdict(data, "warning").passes and failing(verdict(data, "snapshot")) == ["snapshot-added"]
    (data.folder / "town.json").unlink()
    path = data.folder / "city.json"
    text = path.read_text("utf-8").replace('"id": "city"', '"id": "village"')
    path.unlink()
    (data.folder / "village.json").write_text(text, "utf-8")
    assert failing(verdict(data, "info")) == ["snapshot-renamed"]


def test_a_new_snapshot_is_gated_against_its_plan_where_asked(data: DataRepository) -> None:
    data.ingest("town", table([WIDER, *TEXTS[1:]]), implements="city")
    assert verdict(data, "audience").passes
    found = verdict(data, "audience", new=True)
    assert [(one.left.snapshot, one.right.snapshot, one.rule) for one in found.failing] == [
        ("city", "town", "audience-widened")
    ]


def test_pairs_that_were_not_compared_never_pass(data: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydiff.workflows.period_pairs._MOST", 0)
    data.ingest("town", implements="city")
    assert verdict(data, "audience").passes
    found = verdict(data, "audience", new=True)
    assert not found.passes and found.not_compared == (
        "town: not compared with city, because so many snapshots are new",
    )
    with pytest.raises(GateError, match=r"^gate: could not compare town: not compared with city, .*; mend it"):
        require_compared(found)


def test_what_cannot_be_read_never_passes(data: DataRepository) -> None:
    path = data.folder / "city.json"
    text = path.read_text("utf-8")
    path.write_text(text[:200], "utf-8")
    for fail_on in ("snapshot-renamed", "error"):
        assert len(verdict(data, fail_on).not_compared) == 1
    path.write_text(text, "utf-8")
    data.ingest("town")
    data.decide("city", "town").write_text("{", "utf-8")
    assert len(verdict(data, "info").not_compared) == 1


def test_a_link_in_place_of_a_snapshot_never_passes(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.rename(data.top / "elsewhere.json")
    path.symlink_to("../elsewhere.json")
    commit(data)
    found = verdict(data, "audience")
    assert found.not_compared == ("snapshots/city.json: is a link, which is not followed",)


# The configured gate.


def test_the_configured_gate_is_that_of_the_base(data: DataRepository) -> None:
    configure(data, '[gate]\nfail-on = ["audience"]\n[gate.unit]\nfail-on = ["condition"]\n')
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    (data.top / "policydiff.toml").write_text('[gate]\nfail-on = ["snapshot-removed"]\n', "utf-8")
    assert failing(verdict(data, as_configured=True)) == ["audience-widened 1"]
    assert verdict(data, as_configured=True, profile="unit").passes
    assert failing(verdict(data, "audience", as_configured=True, profile="unit")) == ["audience-widened 1"]


def test_a_gate_that_a_change_brings_counts_where_there_was_none(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    with pytest.raises(GateError, match=r"^--gate: no gate is configured for the profile researcher; write \[gate\]"):
        verdict(data, as_configured=True)
    (data.top / "policydiff.toml").write_text('[gate]\nfail-on = ["audience"]\n', "utf-8")
    assert failing(verdict(data, as_configured=True)) == ["audience-widened 1"]


def test_what_there_is_not_is_refused(data: DataRepository) -> None:
    with pytest.raises(UsageError, match=r"^--fail-on: “audience-widend” is no rule.*; did you mean audience-widened"):
        verdict(data, "audience-widend")


# Waivers.


def waived_in_base(data: DataRepository, key: str) -> None:
    """The base accepts a difference of the change, and the change goes on from there."""
    path, _ = waive_since("main", [key], data.corpus, WORD)
    content = path.read_bytes()
    path.unlink()
    data.git("add", "-A")
    data.git("commit", "-qm", "change")
    data.git("switch", "-q", "main")
    path.write_bytes(content)
    commit(data, "accept")
    data.git("switch", "-q", "change")
    data.git("merge", "-q", "--no-edit", "main")


def key_of(data: DataRepository, rule: str) -> str:
    return next(one.key for one in verdict(data, rule).failing)


def test_a_waiver_counts_once_it_is_in_the_base_and_for_later_pushes(data: DataRepository) -> None:
    changed = [WIDER, NARROWER.replace("银行业、保险业", "医疗业"), *TEXTS[2:]]
    data.ingest("city", table(changed))
    key = key_of(data, "audience-widened")
    path, (accepted,) = waive_since("main", [key], data.corpus, WORD)
    assert accepted.key == key
    found = verdict(data, "audience-widened")
    assert failing(found) == ["audience-widened 1"] and found.judge == ("policydiff-waivers.json",)
    path.unlink()
    waived_in_base(data, key)
    found = verdict(data, "audience-widened")
    assert found.passes and [one.waived and one.waived.by for one in found.accepted] == ["李"]
    data.ingest("city", table(["新设国际医疗旅游先行区，吸引知名机构。", *changed[1:], WIDER]))
    assert verdict(data, "audience-widened").passes
    assert not verdict(data, "info").passes
    data.ingest("city", table([WIDER.replace("港澳台", "港澳台及外国"), *changed[1:]]))
    found = verdict(data, "error")
    assert found.accepted == () and [one.kind for one in found.waivers] == ["unused"]


def test_an_expired_waiver_accepts_nothing_and_fails(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    waived_in_base(data, key_of(data, "audience-widened"))
    assert verdict(data, "audience", today="2027-01-31").passes
    found = verdict(data, "audience", today="2027-02-01")
    assert failing(found) == ["audience-widened 1"] and [one.kind for one in found.waivers] == ["expired"]
    found = verdict(data, "condition", today="2027-02-01")
    assert not found.passes and failing(found) == []


def test_a_spent_waiver_fails_until_it_is_removed_and_only_where_its_pair_is_judged(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:]]))
    waived_in_base(data, key_of(data, "audience-widened"))
    data.git("switch", "-q", "main")
    data.git("merge", "-q", "change")
    data.git("switch", "-qc", "next")
    data.ingest("town")
    assert verdict(data, "error").passes
    data.ingest("city", table([WIDER, *TEXTS[1:4]]))
    assert [one.kind for one in verdict(data, "condition").waivers] == ["unused"]
    (data.top / "policydiff-waivers.json").write_bytes(dump_waivers(Waivers()))
    assert verdict(data, "condition").passes


def test_broken_waivers_judge_nothing(data: DataRepository) -> None:
    (data.top / "policydiff-waivers.json").write_text("{", "utf-8")
    with pytest.raises(WaiverError):
        verdict(data, "error")


def test_decisions_of_the_change_do_not_count(data: DataRepository) -> None:
    """A decision that the narrowed measure is another one would hide that it was narrowed."""
    narrowed = TEXTS[0].replace("港澳", "港")
    data.ingest("city", table([narrowed, *TEXTS[1:]]))
    assert failing(verdict(data, "audience")) == ["audience-changed 1"]
    before = data.git("show", "HEAD:snapshots/city.json")
    assert TEXTS[0] in before
    from policydiff.decisions import dump_decisions
    from policydiff.model.decision import DecidedMeasure, Decision, Decisions

    sides = ((DecidedMeasure(measure="1", text=TEXTS[0]),), (DecidedMeasure(measure="1", text=narrowed),))
    made = Decision(verdict="unrelated", left=sides[0], right=sides[1], by="李", when=TODAY)
    path = data.folder / "decisions" / "city--city.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(dump_decisions(Decisions(left="city", right="city", decisions=(made,))), "utf-8")
    plain = period("main", data.corpus)
    (leg,) = plain.snapshots[0].legs
    assert [(row.before, row.after) for row in leg.editions.difference.measures] == [(("1",), ()), ((), ("1",))]
    found = verdict(data, "audience")
    assert failing(found) == ["audience-changed 1"]
    assert found.judge == ("snapshots/decisions/city--city.json",)


def test_counts_put_the_most_serious_first(data: DataRepository) -> None:
    data.ingest("city", table([WIDER, *TEXTS[1:4]]))
    found = verdict(data, "info")
    assert list(found.counts.items()) == [(("error", "measure-dropped"), 1), (("warning", "audience-widened"), 1)]
    assert replace(found, failing=()).passes
