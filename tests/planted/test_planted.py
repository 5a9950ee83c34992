"""Faults as people make them are found, each by its own check, once, where it is; what is harmless calls up nothing."""

from pathlib import Path

import pytest

from policydiff.check import CHECKS
from policydiff.corpus import Corpus
from policydiff.workflows.validate import validate
from tests.cli.process import run
from tests.planted.faults import FAULTS
from tests.planted.folder import ALL, SNAPSHOTS, Expected
from tests.planted.harmless import HARMLESS
from tests.planted.judge import judge_fault, judge_harmless
from tests.planted.table import Case

ELSEWHERE = {"corrected", "waivers", "waiver-expired", "waiver-unused", "waiver-long", "judge-changed"}
"""What is no fault, or needs more than a data folder."""
FAULTY = FAULTS.sample(but=2)
SOUND = HARMLESS.sample(but=4)
"""Of each kind more than half; `python -m tests.planted` plants all."""


def test_every_check_has_faults() -> None:
    assert {check.id for check in CHECKS} - ELSEWHERE - {"canonical-form", "mixed-readers"} <= set(FAULTS.groups)


def test_so_many_are_planted_in_all_snapshots() -> None:
    assert min(len(FAULTY), len(SOUND)) >= 300
    assert {case.snapshot for case in FAULTY} == {case.snapshot for case in SOUND} == set(ALL)


def test_of_the_untouched_snapshots_only_what_their_sources_leave_out_is_told() -> None:
    found = validate((), Corpus(SNAPSHOTS))[1]
    known = sorted((Path(one.path).stem, one.finding.id, one.finding.measure) for one in found)
    assert known == [
        ("ftz-batch-6", "cell-empty", "37"),
        ("xiamen-2020", "cut-off", "88"),
    ]
    assert {one.finding.severity for one in found} == {"info"}


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_a_planted_fault_is_found_once_by_its_own_check_where_it_is(case: Case[Expected], tmp_path: Path) -> None:
    verdict = judge_fault(case, tmp_path)
    assert verdict.all, (verdict.wanted, verdict.said)


@pytest.mark.parametrize("case", SOUND, ids=str)
def test_a_harmless_edit_calls_up_nothing(case: Case[frozenset[str]], tmp_path: Path) -> None:
    assert judge_harmless(case, tmp_path) == []


@pytest.mark.parametrize("case", FAULTY[::60], ids=str)
def test_the_command_says_so_too(case: Case[Expected], tmp_path: Path) -> None:
    folder, wanted = case.plant(tmp_path)
    done = run("validate", "--snapshots", str(folder.folder))
    assert done.returncode == (wanted.severity == "error")
    assert any(
        f"{wanted.path}:" in line and f"{wanted.severity} {wanted.check}:" in line for line in done.stdout.split("\n")
    )


@pytest.mark.parametrize("case", SOUND[::60], ids=str)
def test_the_command_lets_it_pass(case: Case[frozenset[str]], tmp_path: Path) -> None:
    folder, _ = case.plant(tmp_path)
    assert run("validate", "--snapshots", str(folder.folder)).returncode == 0
