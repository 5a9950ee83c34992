"""Checks: for each a fault that it catches and a near miss that it lets pass."""

import pkgutil
from dataclasses import replace
from importlib import import_module

import pytest

from policydiff.check import CHECKS, Subject, check_snapshot
from policydiff.check.wording import about, repair, sentence, title
from policydiff.model.document import Reach, Snapshot
from policydiff.read.parties import read_responsibility
from tests.check import cases
from tests.check.cases.change import Cases, with_measure

MODULES = [import_module(f"{cases.__name__}.{module.name}") for module in pkgutil.iter_modules(cases.__path__)]
CASES: Cases = {name: case for module in MODULES for name, case in getattr(module, "CASES", {}).items()}


@pytest.fixture
def subject(snapshots: dict[str, Snapshot]) -> Subject:
    snapshot = snapshots["ftz-departments-2019"]
    nationwide = Reach(raw="全国", kind="nationwide")  # in place of the one reach that is no list of places
    measures = tuple(replace(m, reach=nationwide) if m.id == "5" else m for m in snapshot.measures)
    snapshot = replace(snapshot, measures=measures)
    names = {name: (name,) for name in snapshots}
    return Subject(snapshot, snapshot.id, names, snapshot.source.sha256)


def test_every_check_that_looks_at_a_snapshot_has_its_cases() -> None:
    assert {check.id for check in CHECKS if check.find} <= set(CASES) <= {check.id for check in CHECKS}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_check_has_its_words(language: str) -> None:
    for check in CHECKS:
        assert all(word(check.id, language) for word in (title, repair, about))


def test_a_sound_snapshot_has_no_finding(subject: Subject) -> None:
    assert check_snapshot(subject) == []


@pytest.mark.parametrize("check", CASES)
def test_the_fault_is_caught_and_the_near_miss_is_not(check: str, subject: Subject) -> None:
    fault, near_miss = CASES[check]
    assert [found.check.id for found in check_snapshot(fault(subject))].count(check) == 1
    assert check not in [found.check.id for found in check_snapshot(near_miss(subject))]


@pytest.mark.parametrize("check", CASES)
def test_a_fault_is_put_into_words(check: str, subject: Subject) -> None:
    for found in check_snapshot(CASES[check][0](subject)):
        for language in ("zh", "en"):
            assert "{" not in sentence(found.check.id, found.fault, language)


def test_by_its_form_alone_a_name_is_known_only_if_the_source_prints_it(snapshots: dict[str, Snapshot]) -> None:
    sound = snapshots["xiamen-2020"]
    subject = Subject(sound, sound.id, {name: (name,) for name in snapshots}, sound.source.sha256, again=sound)
    edited = with_measure(0, responsibility=read_responsibility("市审管办"))(subject)

    def names(one: Subject) -> list[str]:
        return [found.fault.excerpt for found in check_snapshot(one) if found.check.id == "unknown-body"]

    assert names(edited) == ["市审管办"]
    assert names(replace(edited, again=edited.snapshot)) == []
    assert names(subject) == []


def test_a_bare_field_is_a_body_in_a_list_of_fields_alone(snapshots: dict[str, Snapshot]) -> None:
    sound = snapshots["xiamen-2020"]

    def told(cell: str) -> list[str]:
        rows = (replace(sound.measures[0], responsibility=read_responsibility(cell)), *sound.measures[1:])
        one = replace(sound, measures=rows)
        subject = Subject(one, one.id, {name: (name,) for name in snapshots}, one.source.sha256)
        return [found.fault.excerpt for found in check_snapshot(subject) if found.check.id == "unknown-body"]

    assert told("教育、市商务等部门") == told("教育、商务部门") == told("市商务局、税务机关") == []
    assert told("市商务、市教育局") == ["市商务"]
    assert told("市教育；市商务局等部门") == ["市教育"]


def test_what_is_put_off_is_no_place_that_acts(snapshots: dict[str, Snapshot]) -> None:
    sound = snapshots["xiamen-2020"]
    cell = read_responsibility("商务部、今后推进组")
    sound = replace(sound, measures=(replace(sound.measures[0], responsibility=cell), *sound.measures[1:]))
    subject = Subject(sound, sound.id, {name: (name,) for name in snapshots}, sound.source.sha256)
    found = [one.fault.excerpt for one in check_snapshot(subject) if one.check.id == "unknown-body"]
    assert found == ["今后推进组"]


def test_an_unknown_body_is_named_with_its_place_and_the_nearest_one(subject: Subject) -> None:
    cell = read_responsibility("市商物局，商务部、有关部门")
    (found,) = check_snapshot(with_measure(0, guidance=cell)(subject))
    assert (found.check.id, found.check.severity) == ("unknown-body", "warning")
    assert (found.fault.place, found.fault.excerpt) == (("measures", 0, "guidance", "raw"), "市商物局")
    said = sentence("unknown-body", found.fault)
    assert said.startswith("“市商物局” is no body that is known; the nearest one is 市")
