"""The acceptance story, lived through the command in a real repository: log, blame, editions and both clocks at
every step, and no re-reading shown as policy.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from policydiff.errors import HistoryError, LookupFailedError
from tests.conftest import IDS, SNAPSHOTS
from tests.year import NEW, Year

CHAPTERS = ("begin", "decide", "renumber", "correct", "reread", "amend", "import_late")
FIVE = ("national-2025", "national-2020", "xiamen-2020", "ftz-batch-6", "ftz-departments-2019")
READINGS = {"corrected", "reread"}
"""The commits that change what is read and not what the policy says."""

POLICY = {
    "national-2025": """\
<national-2025>  policy  2026-01-01  李雷  national-2025: 155 measures, new
  national-2025:
    first saved, with 155 measures, issued on 2025-04-11
""",
    "national-2020": """\
<national-2020>  policy  2026-01-02  李雷  national-2020: 122 measures, new
  national-2020:
    first saved, with 122 measures, issued on 2020-08-12
""",
    "xiamen-2020": """\
<xiamen-2020>  policy  2026-01-03  李雷  xiamen-2020: 88 measures, new
  xiamen-2020:
    first saved, with 88 measures, issued on 2020-11-25
""",
    "ftz-batch-6": """\
<ftz-batch-6>  policy  2026-01-04  李雷  ftz-batch-6: 37 measures, new
  ftz-batch-6:
    first saved, with 37 measures, issued on 2020-06-28
""",
    "ftz-departments-2019": """\
<ftz-departments-2019>  policy  2026-01-05  李雷  ftz-departments-2019: 21 measures, new
  ftz-departments-2019:
    first saved, with 21 measures
""",
    "renumbered": f"""\
<renumbered>  policy  2026-03-01  李雷  xiamen-2020: 1 measure added, 80 renumbered
  xiamen-2020:
    issued: “2020-11-25” → “2026-02-15”
    9  added: {NEW}
    9–88 → 10–89  renumbered (80)
""",
    "amended": """\
<amended>  policy  2026-06-01  李雷  xiamen-2020: 1 measure softened, 1 widened
  xiamen-2020:
    issued: “2026-02-15” → “2026-05-20”
    12  changed  confidence 0.99
     !  The commitment is weakened: “探索” is added
    13  changed  confidence 0.99
     !  Who may benefit is widened: “港澳台” → “境外”
""",
    "imported": """\
<imported>  policy  2026-07-01  李雷  national-2018: 122 measures, new
  national-2018:
    first saved, with 122 measures, issued on 2018-06-08
""",
}
"""What `log --kind policy` says of each commit."""
SAVED = {
    **dict.fromkeys(POLICY, "policy"),
    "decided": "decision",
    "corrected": "correction",
    "reread": "extraction",
}
KNOWN = {
    "begin": FIVE,
    "decide": (*FIVE, "decided"),
    "renumber": (*FIVE, "decided", "renumbered"),
    "correct": (*FIVE, "decided", "renumbered", "corrected"),
    "reread": (*FIVE, "decided", "renumbered", "corrected", "reread"),
    "amend": (*FIVE, "decided", "renumbered", "corrected", "reread", "amended"),
    "import_late": (*FIVE, "decided", "renumbered", "corrected", "reread", "amended", "imported"),
}
"""The commits of each chapter, in the order of time."""

DAYS = ("2026-01-02", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31")
"""The ends of months: what was known on each day never changes afterwards."""
BANKS, AIR, TRIAL = "银行业、保险业企业设立分支机构", "货运第五航权航线", "推进生物制品分段生产试点"
AS_KNOWN: dict[str, dict[str, str]] = {
    "2026-01-02": {},
    "2026-01-31": {"12": f"支持符合条件的港澳台{BANKS}。", "10": f"增加{AIR}。"},
    "2026-02-28": {"12": f"支持符合条件的港澳台{BANKS}。", "10": f"增加{AIR}。"},
    "2026-03-31": {"13": f"支持符合条件的港澳台{BANKS}。", "11": f"增加{AIR}。"},
    "2026-04-30": {"13": f"支持符合条件的港澳台{BANKS}。", "11": f"增开{AIR}。"},
    "2026-05-31": {"13": f"支持符合条件的港澳台{BANKS}。", "11": f"增开{AIR}。"},
    "2026-06-30": {"13": f"支持符合条件的境外{BANKS}。", "11": f"增开{AIR}。"},
    "2026-07-31": {"13": f"支持符合条件的境外{BANKS}。", "11": f"增开{AIR}。"},
}
"""Two measures of Xiamen's version, as they were known on a day."""
END_OF = dict(zip(CHAPTERS, DAYS[1:], strict=True))
"""The end of the month of each chapter."""

PLAN, ROUND_2 = ("national-2020", "2020-08-12", 122, "开通"), ("national-2018", "2018-06-08", 122, "开通")
CITY, ANEW = ("xiamen-2020", "2020-11-25", 88, "增加"), ("xiamen-2020", "2026-02-15", 89, "增加")
MENDED, AMENDED = ("xiamen-2020", "2026-02-15", 89, "增开"), ("xiamen-2020", "2026-05-20", 89, "增开")
InForce = tuple[str, str, int, str] | str
IN_FORCE: dict[str, dict[str, InForce]] = {
    "xiamen@issued:2020-11-24": {"begin": "2020-11-25"},
    "xiamen@issued:2020-11-25": {"begin": CITY},
    "xiamen@issued:2026-02-20": {"begin": CITY, "renumber": ANEW, "correct": MENDED},
    "xiamen@issued:2026-05-20": {"begin": CITY, "renumber": ANEW, "correct": MENDED, "amend": AMENDED},
    "national@issued:2018-06-07": {"begin": "2020-08-12", "import_late": "2018-06-08"},
    "national@issued:2020-08-11": {"begin": "2020-08-12", "import_late": ROUND_2},
    "national@issued:2020-08-12": {"begin": PLAN},
}
"""What was in force on a day: the snapshot, its day of issue, its measures, what it does with the air traffic right;
or, where nothing was, the first day on which something was. A chapter that is not named holds what the one before held.
"""


class Observed:
    """What the commands say at the end of a chapter."""

    def __init__(self, year: Year, chapter: str) -> None:
        self.chapter = chapter
        self.policy = year.do("log", "--kind", "policy")
        self.log = year.told("log")
        ids = [entry["id"] for entry in year.told("list")]
        self.blame = {name: year.told("blame", name) for name in ids}
        self.blame_policy = {name: year.told("blame", name, "--kind", "policy") for name in ids}
        self.known = {day: self._xiamen(year, day) for day in DAYS if day <= END_OF[chapter]}
        self.force = {asked: self._in_force(year, asked) for asked in IN_FORCE}

    @staticmethod
    def _xiamen(year: Year, day: str) -> dict[str, str]:
        try:
            shown = year.told("show", f"xiamen@{day}")
        except LookupFailedError:
            return {}
        return {one["id"]: one["text"] for one in shown["measures"] if BANKS in one["text"] or AIR in one["text"]}

    @staticmethod
    def _in_force(year: Year, asked: str) -> InForce:
        try:
            shown = year.told("show", asked)
        except HistoryError as error:
            return str(error).partition("the first was issued on ")[2].partition(";")[0]
        air = next(one["text"] for one in shown["measures"] if "第五航权航线" in one["text"])
        verb = next(verb for verb in ("增加", "增开", "开通") if verb in air)
        return shown["id"], shown["issued"], len(shown["measures"]), verb


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Year, dict[str, Observed]]]:
    """The repository at the end of the year, and what the commands said at the end of each chapter."""
    with pytest.MonkeyPatch.context() as patch:
        year = Year(tmp_path_factory.mktemp("year") / "data", patch)
        seen = {}
        for chapter in CHAPTERS:
            getattr(year, chapter)()
            seen[chapter] = Observed(year, chapter)
        yield year, seen


@pytest.fixture
def year(told: tuple[Year, dict[str, Observed]]) -> Year:
    return told[0]


@pytest.fixture(params=CHAPTERS)
def seen(told: tuple[Year, dict[str, Observed]], request: pytest.FixtureRequest) -> Observed:
    return told[1][request.param]


def test_log_of_the_policy(seen: Observed) -> None:
    """The whole page: re-readings, corrections and decisions are not in it."""
    known = [POLICY[name] for name in reversed(KNOWN[seen.chapter]) if name in POLICY]
    assert seen.policy == "\n".join(known)


def test_each_commit_is_of_its_kind(seen: Observed) -> None:
    rows = [(entry["saved"]["commit"].strip("<>"), entry["kind"]) for entry in seen.log["entries"]]
    assert list(dict.fromkeys(rows)) == [(name, SAVED[name]) for name in reversed(KNOWN[seen.chapter])]


def test_no_reading_is_shown_as_policy(seen: Observed) -> None:
    for entry in seen.log["entries"]:
        if entry["saved"]["commit"].strip("<>") in READINGS:
            assert entry["kind"] != "policy"
            assert entry["transitions"] and not any(row["changes"] for row in entry["transitions"])
    for page in seen.blame_policy.values():
        assert {_commit(row["origin"]) for row in page["measures"]}.isdisjoint({*READINGS, "decided"})


def _commit(origin: dict[str, Any]) -> str:
    name: str = origin["saved"]["commit"]
    return name.strip("<>")


def test_blame(seen: Observed) -> None:
    known = KNOWN[seen.chapter]
    for name, page in seen.blame.items():
        found: dict[str, list[str]] = defaultdict(list)
        for row in page["measures"]:
            found[_commit(row["origin"])].append(row["measure"]["measure"])
        first = found.pop("imported" if name == "national-2018" else name)
        changed = {one for numbers in found.values() for one in numbers}
        assert first == [
            row["measure"]["measure"] for row in page["measures"] if row["measure"]["measure"] not in changed
        ]
        if name == "national-2025":
            assert {key: len(numbers) for key, numbers in found.items()} == (
                {"reread": 32} if "reread" in known else {}
            )
        else:
            assert found == (_blamed(known) if name == "xiamen-2020" else {})


def _blamed(known: tuple[str, ...]) -> dict[str, list[str]]:
    """The measures of Xiamen's version that a later commit changed."""
    rows = {"renumbered": ["9"], "corrected": ["11"], "amended": ["12", "13"]}
    return {name: numbers for name, numbers in rows.items() if name in known}


def test_blame_of_the_policy(seen: Observed) -> None:
    """Looking through what was only read otherwise, a measure comes from the commit that brought its document."""
    for name, page in seen.blame_policy.items():
        expected = {"imported" if name == "national-2018" else name: len(page["measures"])}
        if name == "xiamen-2020":
            blamed = {key: len(one) for key, one in _blamed(KNOWN[seen.chapter]).items() if key != "corrected"}
            expected = {name: len(page["measures"]) - sum(blamed.values()), **blamed}
        counts: dict[str, int] = defaultdict(int)
        for row in page["measures"]:
            counts[_commit(row["origin"])] += 1
        assert counts == expected


def test_what_was_known_on_a_day(seen: Observed) -> None:
    assert seen.known == {day: AS_KNOWN[day] for day in DAYS if day <= END_OF[seen.chapter]}


def test_what_was_in_force_on_a_day(seen: Observed) -> None:
    at = CHAPTERS.index(seen.chapter)
    expected = {asked: [rows[one] for one in CHAPTERS[: at + 1] if one in rows][-1] for asked, rows in IN_FORCE.items()}
    assert seen.force == expected


def test_log_of_a_measure(year: Year) -> None:
    """Through its two numbers, the decision, the correction."""
    assert year.do("log", "xiamen#11") == (
        "<corrected>  correction  2026-04-01  李雷  xiamen-2020: 1 cell put right\n"
        "    11  put right  confidence 0.99\n"
        "        text: “增加货运第五航权航线。” → “增开货运第五航权航线。”\n"
        "        in common: “货运第五航权航线”\n"
        "\n"
        "<renumbered>  policy  2026-03-01  李雷  xiamen-2020: 1 measure added, 80 renumbered\n"
        "    was 10 until here\n"
        "    10 → 11  renumbered  same words\n"
        "\n"
        "<decided>  decision  2026-02-01  李雷  national-2020--xiamen-2020: 2 links decided\n"
        "    national-2020#20 → xiamen-2020#10 linked, decided by 李雷 on 2026-02-01\n"
        "\n"
        "<xiamen-2020>  policy  2026-01-03  李雷  xiamen-2020: 88 measures, new\n"
        "    it first appears here\n"
    )
    assert year.do("log", "xiamen#13", "--kind", "policy", "--lang", "zh") == (
        "<amended>  政策  2026-06-01  李雷  xiamen-2020: 1 measure softened, 1 widened\n"
        "    13  有变化  关联可信度0.99\n"
        "     !  适用对象扩大：由“港澳台”改为“境外”\n"
        "        共同文字：“支持符合条件的”、“银行业、保险业企业设立分支机构”\n"
        "\n"
        "<renumbered>  政策  2026-03-01  李雷  xiamen-2020: 1 measure added, 80 renumbered\n"
        "    此前为第12项\n"
        "    12 → 13  编号变化  文字相同\n"
        "\n"
        "<xiamen-2020>  政策  2026-01-03  李雷  xiamen-2020: 88 measures, new\n"
        "    首次出现\n"
    )


def test_log_of_a_measure_that_was_read_again(year: Year) -> None:
    assert year.do("log", "national-2025#24").splitlines()[:3] == [
        "<reread>  extraction  2026-05-01  李雷  national-2025: read again by reader 2.1, 32 cells otherw…",
        "    24  read otherwise  confidence 0.99",
        "        text: “推进生物制品分段…” → “探索推进生物制品分段…”",
    ]
    assert year.do("log", "national-2025#24", "--kind", "policy") == (
        "<national-2025>  policy  2026-01-01  李雷  national-2025: 155 measures, new\n    it first appears here\n"
    )


def test_blame_of_the_clauses_of_a_measure(year: Year) -> None:
    parts = [(_commit(row["origin"]), row["text"][:8]) for row in year.told("blame", "national-2025#24")["parts"]]
    assert parts[:2] == [("reread", "探索推进生物制品"), ("national-2025", "试点品种应属于生")]
    assert {name for name, _ in parts[1:]} == {"national-2025"}
    page = year.told("blame", "national-2025#24", "--kind", "policy")
    assert {_commit(row["origin"]) for row in page["parts"]} == {"national-2025"}


def test_the_new_reader_reads_as_the_data_of_today(year: Year) -> None:
    """The document that was read again is as if it had been ingested today, to the byte."""
    name = "national-2025.json"
    assert (year.folder / name).read_bytes() == (SNAPSHOTS / name).read_bytes()
    assert set(FIVE) == set(IDS)


def test_the_late_round_takes_its_place(year: Year) -> None:
    rounds = year.told("lifecycle", "services-trade-pilot")["rounds"]
    assert [row["id"] for row in rounds] == ["national-2018", "national-2020"]
    families = year.told("trace", "national#23")["families"]
    assert [one["ref"] for one in families[0]["members"]] == ["national-2018#23", "national-2020#23", "xiamen-2020#13"]


def test_nothing_is_left_unsaved(year: Year) -> None:
    assert year.git("status", "--porcelain") == ""
    assert year.git("fsck", "--strict") == ""
    assert year.git("log", "--format=%(trailers:key=Policydiff-Kind,valueonly,separator=)").split() == [
        SAVED[name] for name in reversed(KNOWN["import_late"])
    ]


def test_two_readings_of_one_source_compared(year: Year) -> None:
    """Their differences are shown as cells that read otherwise, and said to be none of the policy."""
    name = "national-2025"
    asked = (f"{name}@2026-04-30", f"{name}@2026-05-31")
    assert year.told("compare", *asked)["reading"] == "same-source"
    said = " ".join(year.do("compare", *asked).split())
    assert f"{name}@2026-04-30 → {name}@2026-05-31" in said and "The policy did not change." in said
    assert "№ " in said and not {"strengthened", "weakened", "widened", "narrowed"} & set(said.split())
    full = " ".join(year.do("compare", *asked, "--full").split())
    assert f"Both editions of {name} were read from the same source: no difference is one of the policy" in full
    assert f"> {name}的两个版本读自同一来源文件：政策没有变化" in year.do(
        "compare", *asked, "--format", "markdown", "--lang", "zh"
    )


@pytest.mark.parametrize(
    "asked",
    [
        ("xiamen@2026-04-30", "xiamen"),  # amended
        ("xiamen@2026-01-31", "xiamen@2026-02-28"),  # nothing happened
        ("national", "xiamen"),
        ("national-2018", "national"),
    ],
)
def test_other_comparisons_speak_of_the_policy(asked: tuple[str, str], year: Year) -> None:
    assert year.told("compare", *asked)["reading"] is None
    assert "same source" not in year.do("compare", *asked)


@pytest.mark.parametrize(
    ("asked", "known", "of"),
    [
        ("national@issued:2019-01-01", "2026-07-01", "national-2018"),
        ("xiamen@issued:2026-02-20", "2026-04-01", "xiamen-2020"),
        ("xiamen@2026-03-31", "2026-03-01", "xiamen-2020"),
    ],
)
def test_an_edition_says_which_one_it_is(asked: str, known: str, of: str, year: Year) -> None:
    label = f"{of}@{asked.partition('@')[2]}"
    for name in (asked, f"{asked}#9"):
        said = year.do("show", name).splitlines()[1]
        assert said.startswith(f"{label}: as known on {known} (commit <")
    assert "as known" not in year.do("show", "xiamen")
