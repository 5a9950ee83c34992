"""In Chinese no finding has an English sentence in it: for every planted fault, and for every broken file of people."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import policydiff.check
from policydiff.corpus import Corpus
from policydiff.model.finding import LocatedFinding
from policydiff.workflows.judging.judge import judge_of
from policydiff.workflows.judging.weighed import weighed
from policydiff.workflows.validate import validation
from policydiff.workflows.validation.judged import Wanted, judged
from tests.history.data_repository import DataRepository
from tests.planted.faults import FAULTS
from tests.planted.folder import Expected
from tests.planted.table import Kind
from tests.read.corrected import read
from tests.read.test_corrections import UNFITS

CHECKS = json.loads((Path(policydiff.check.__file__).parent / "data/checks.json").read_text("utf-8"))["checks"]
ENGLISH = {"message", "what", "details"}
"""Values in which an error or the reader speaks."""
NESTED = {("corrections", ""), ("decisions", ""), ("waivers", "")}
"""Sentences round that of another check, which is put in by its form."""
DETAILS = {("judge-changed", form) for form in ("added", "changed", "removed", "link", "lowered", "step")}
"""Sentences with settings, as they stand in the file."""


def english(text: str) -> list[str]:
    """Latin words side by side that are no quotation, no command, no setting as it stands in a file, and no name that Unicode gives
    a character.
    """
    rest = re.sub(
        r" \[.*?\]|U\+[0-9A-F]+ [A-Z][A-Z -]+|“[^”]*”|「[^」]*」|policydiff [a-z-]+|git [a-z]+(?: --[a-z]+)*|--[a-z-]+",
        "",
        text,
    )
    return re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,})+", rest)


@pytest.mark.parametrize("check", CHECKS)
def test_no_sentence_passes_on_what_is_said_in_english(check: str) -> None:
    for form, sentence in CHECKS[check]["sentences"].items():
        named = {name for _, name, _, _ in Formatter().parse(sentence["zh"]) if name}
        assert not named & ENGLISH or (check, form) in NESTED | DETAILS, (form, sentence["zh"])
        assert english(sentence["zh"]) == []
    for repair in CHECKS[check].get("repairs", {}).values():
        assert english(repair["zh"]) == []
    assert english(CHECKS[check]["repair"]["zh"] + CHECKS[check]["about"]["zh"] + CHECKS[check]["title"]["zh"]) == []


def found_in(corpus: Corpus, since: str | None = None, language: str = "zh") -> list[LocatedFinding]:
    found = validation(judged(Wanted(), corpus), corpus, language=language).findings
    return weighed(found, None, judge=judge_of(corpus, since), today="2026-11-22", language=language)


@pytest.mark.parametrize("kind", FAULTS.kinds.values(), ids=lambda kind: kind.name)
def test_a_planted_fault_is_told_in_chinese(kind: Kind[Expected], tmp_path: Path) -> None:
    case = next(one for one in FAULTS.cases() if one.kind is kind)
    folder, wanted = case.plant(tmp_path)
    found = found_in(Corpus(folder.folder))
    assert wanted.check in {one.finding.id for one in found}
    assert {one.finding.message: told for one in found if (told := english(one.finding.message + one.repair))} == {}


def entry(**change: Any) -> dict[str, Any]:
    sound = {
        "measure": "1",
        "field": "text",
        "read": "支持",
        "should": "鼓励",
        "why": "印错",
        "by": "李",
        "when": "2026-03-02",
    }
    return {key: value for key, value in {**sound, **change}.items() if value is not ...}


def corrections(*entries: dict[str, Any], snapshot: str = "city") -> str:
    return json.dumps({"format": 1, "snapshot": snapshot, "corrections": entries}, ensure_ascii=False)


def decision(**change: Any) -> dict[str, Any]:
    side = [{"measure": "1", "words": "支持符合条件的港澳银行业、保险业企业设立分支机构。"}]
    return {
        "verdict": "linked",
        "relation": None,
        "left": side,
        "right": side,
        "by": "李",
        "when": "2026-03-02",
        **change,
    }


def decisions(*entries: dict[str, Any], **change: Any) -> str:
    return json.dumps(
        {"format": 1, "left": "city", "right": "town", "decisions": entries, **change}, ensure_ascii=False
    )


WAIVER = {
    "check": "cut-off", "snapshot": "city", "measure": None, "field": None, "excerpt": "", "fingerprint": "x",
    "reason": "原文如此", "by": "李", "when": "2026-03-02", "until": "2026-12-31",
}  # fmt: skip


def waivers(**change: Any) -> str:
    return json.dumps({"format": 1, "findings": [{**WAIVER, **change}], "changes": []}, ensure_ascii=False)


def broken(good: str) -> Iterator[tuple[str, bytes]]:
    """What any file of people can suffer."""
    yield "empty", b""
    yield "cut", good.encode()[:-3]
    yield "invalid", good.replace(":", " ", 1).encode()
    yield "conflict", f"<<<<<<< ours\n{good}\n=======\n>>>>>>> theirs\n".encode()
    yield "twice", good.replace("{", '{"format": 1, ', 1).encode()
    yield "utf-8", b"\xff" + good.encode()
    yield "deep", b"[" * 100_000
    yield "value", good.replace(": 1", ": " + "1" * 5000, 1).encode()
    yield "half", good.replace("李", "\\ud800").encode()
    yield "missing", good.replace('"format"', '"formt"').encode()
    yield "unknown", good.replace("{", '{"zzzz": 1, ', 1).encode()
    yield "type", good.replace('"李"', "7").encode()
    yield "blank", good.replace('"李"', '" "').encode()
    yield "day", good.replace("2026-03-02", "2026-3-2").encode()
    yield "no-day", good.replace("2026-03-02", "2026-02-30").encode()
    yield "list", b"[]"


FILES = {
    **{f"corrections/{name}": ("snapshots/corrections/city.json", text) for name, text in broken(corrections(entry()))},
    **{
        f"corrections/{name}": ("snapshots/corrections/city.json", text.encode())
        for name, text in {
            "of-another": corrections(snapshot="other"),
            "same": corrections(entry(should="支持")),
            "needless": corrections(entry(read="鼓励", should="支持")),
            "minimum": corrections(entry(measure=..., note=0)),
            "no-measure": corrections(entry(measure="9")),
            "authority": corrections(entry(authority={})),
        }.items()
    },
    "corrections/orphan": ("snapshots/corrections/none.json", corrections().encode()),
    **{f"decisions/{name}": ("snapshots/decisions/city--town.json", text) for name, text in broken(decisions(decision()))},
    **{
        f"decisions/{name}": ("snapshots/decisions/city--town.json", text.encode())
        for name, text in {
            "of-another": decisions(left="other"),
            "relation": decisions(decision(relation="merged")),
            "lost": decisions(decision(left=[{"measure": "9", "words": "没有这样的举措。"}])),
            "contradicts": decisions(decision(), decision(verdict="unrelated")),
            "enum": decisions(decision(verdict="maybe")),
            "few": decisions(decision(left=[])),
        }.items()
    },
    "decisions/orphan": ("snapshots/decisions/city--none.json", decisions().encode()),
    **{f"waivers/{name}": ("policydiff-waivers.json", text) for name, text in broken(waivers())},
    "waivers/expired": ("policydiff-waivers.json", waivers(until="2026-03-03").encode()),
    "waivers/unused": ("policydiff-waivers.json", waivers().encode()),
    "configuration/key": ("policydiff.toml", b"profil = 'unit'\n"),
    "snapshot/list": ("snapshots/town.json", b"[]"),
}  # fmt: skip


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> DataRepository:
    made = DataRepository(tmp_path_factory.mktemp("two") / "data")
    for name in ("city", "town"):
        made.ingest(name)
    made.git("add", "-A")
    made.git("-c", "user.name=L", "-c", "user.email=l@example.org", "commit", "-qm", "begin")
    return made


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_of_people_is_told_in_chinese(name: str, two: DataRepository, tmp_path: Path) -> None:
    data = two.copy(tmp_path / "data")
    path, content = FILES[name]
    (data.top / path).parent.mkdir(exist_ok=True)
    (data.top / path).write_bytes(content)
    found = [one for one in found_in(data.corpus, since="HEAD") if one.finding.id != "source-shared"]
    assert found
    same = {one.fingerprint for one in found_in(data.corpus, since="HEAD", language="en")}
    assert {one.fingerprint for one in found} <= same
    assert {one.finding.message: told for one in found if (told := english(one.finding.message + one.repair))} == {}


def test_why_a_correction_does_not_fit_has_a_sentence() -> None:
    forms = {reason.form for unfit, _ in UNFITS if (reason := read(unfit).replayed[0].reason)}
    assert len(forms) >= 10
    assert forms <= CHECKS["correction-unfit"]["sentences"].keys()
