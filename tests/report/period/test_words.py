"""The words of change reports: a name for each code, and nothing of the policy about a reading."""

import json

import pytest

from policydiff.changes.catalogue import KINDS
from policydiff.compare.editions.period import NATURES, REMARKS, STATUSES
from policydiff.model.correction import FIELDS
from policydiff.report.wording import LANGUAGES, words
from tests.conftest import ROOT

TABLE = json.loads((ROOT / "src/policydiff/report/data/period.json").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_name(language: str) -> None:
    table = TABLE[language]
    codes = {*NATURES, *STATUSES} - {"changed"}
    assert {f"period.code.{code}" for code in codes} <= table.keys()
    assert {f"period.meaning.{code}" for code in codes} <= table.keys()
    assert {f"period.remark.{code}" for code in REMARKS} <= table.keys()
    assert {f"period.cell.{field}" for fields in FIELDS.values() for field in fields} <= table.keys()
    assert all(words(language)(f"kind.{kind}") for kind in KINDS)


OF_POLICY = {"en": ("narrow", "soften", "wide", "take up", "taken up"), "zh": ("缩小", "减弱", "扩大", "承接")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["lead.read-again", "lead.put-right", "reading.split"])
def test_a_reading_is_told_without_words_of_the_policy(language: str, key: str) -> None:
    assert not any(word in TABLE[language][f"period.{key}"] for word in OF_POLICY[language])
