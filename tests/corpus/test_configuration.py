"""The configuration: found where the data are, refused in one line where it says what there is not."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policydiff.changes import catalogue
from policydiff.changes.catalogue import GATE_RULES, PROFILES, Rule
from policydiff.corpus import configuration
from policydiff.corpus.configuration import Configuration, GateRules
from policydiff.errors import ConfigurationError
from policydiff.snapshot.schema import is_valid
from policydiff.workflows.configured import check_ids
from policydiff.workflows.configured import configuration as find_configuration
from tests.corpus.config_schema import FILE, filled, text_of

SOUND = [
    ("", Configuration()),
    ('profile = "unit"', Configuration(profile="unit")),
    ("[severities]", Configuration()),
    ('[severities]\nwording-changed = "warning"', Configuration(levels={"wording-changed": "warning"})),
    (
        'profile = "enterprise"\n[severities]\ncontent-added = "info"\n[severities.unit]\ncontent-added = "error"',
        Configuration(
            profile="enterprise", levels={"content-added": "info"}, profile_levels={"unit": {"content-added": "error"}}
        ),
    ),
    ('[severities]\nmeasure-left-out = "error"', Configuration(levels={"measure-left-out": "error"})),
    ("[checks]", Configuration()),
    ('[checks]\ncount-differs = "error"', Configuration(checks={"count-differs": "error"})),
    ("[gate]", Configuration()),
    ('[gate]\nfail-on = ["error"]', Configuration(gate=GateRules(fail_on=("error",)))),
    (
        '[gate]\nfail-on = ["audience", "measure-dropped", "audience"]\nnew = true\n[gate.unit]\nfail-on = ["info"]',
        Configuration(
            gate=GateRules(fail_on=("audience", "measure-dropped"), new=True),
            profile_gates={"unit": GateRules(fail_on=("info",))},
        ),
    ),
    ('[gate.unit]\nfail-on = ["snapshot"]', Configuration(profile_gates={"unit": GateRules(fail_on=("snapshot",))})),
    ("\ufeff# saved by an editor that marks UTF-8\r\n[severities]\r\n", Configuration()),
]
BROKEN = [
    ("[sevrities]", ": “sevrities” is no key; did you mean severities?"),
    ("[chekcs]", ": “chekcs” is no key; did you mean checks?"),
    ("checks = 1", ": checks: is no table; write [checks], and checks under it"),
    ('[checks]\ncount-difers = "error"', ": checks: “count-difers” is no check; did you mean count-differs?"),
    ('[checks]\ncount-differs = "off"', ": checks.count-differs: “off” is no severity; there are info, warning, error"),
    ("[checks]\ncount-differs = 1", ": checks.count-differs: “1” is no severity; there are info, warning, error"),
    ('[checks.unit]\ncount-differs = "error"', ": checks: “unit” is no check; did you mean "),
    ('gate = "error"', ": gate: is no table; write [gate], and fail-on = […] under it"),
    ('[gate]\nfailon = ["error"]', ": gate: “failon” is no key; did you mean fail-on?"),
    ('[gate]\nfail-on = "error"', ": gate.fail-on: is no list of rules, severities and kinds; write fail-on = "),
    ("[gate]\nfail-on = []", ": gate.fail-on: is no list of rules, severities and kinds; write fail-on = "),
    (
        '[gate]\nfail-on = ["eror"]',
        ": gate.fail-on: “eror” is no rule, severity or kind of change; did you mean error?",
    ),
    ("[gate]\nfail-on = [3]", ": gate.fail-on: “3” is no rule, severity or kind of change; did you mean "),
    ("[gate]\nnew = true", ": gate.fail-on: is missing; write fail-on = "),
    ('[gate]\nfail-on = ["info"]\nnew = "yes"', ": gate.new: “yes” is neither true nor false; write true"),
    ("[gate.unit]", ": gate.unit.fail-on: is missing; write fail-on = "),
    ('[gate.unit]\nunit = ["info"]', ": gate.unit: “unit” is no key; there are fail-on, new"),
    ("[gate]\nunit = 1", ": gate.unit: is no table; write [gate.unit], and fail-on = […] under it"),
    ('profil = "unit"', ": “profil” is no key; did you mean profile?"),
    ('colour = "blue"', ": “colour” is no key; there are profile, severities, checks, gate"),
    ('profile = "Unit"', ": profile: “Unit” is no profile; did you mean unit?"),
    ("profile = 3", ": profile: “3” is no profile; there are unit, enterprise, researcher"),
    ('profile = ["unit"]', ": profile: “['unit']” is no profile; did you mean unit?"),
    ('severities = "high"', ": severities: is no table; write [severities], and rules under it"),
    (
        '[severities]\naudience-widend = "info"',
        ": severities: “audience-widend” is no rule; did you mean audience-widened?",
    ),
    ('[severities]\nenterprice.x = "info"', ": severities: “enterprice” is no rule; did you mean enterprise?"),
    ('[severities]\n"适用对象" = "info"', ": severities: “适用对象” is no rule; did you mean "),
    (
        '[severities]\nscope-changed = "warn"',
        ": severities.scope-changed: “warn” is no severity; did you mean warning?",
    ),
    ("[severities]\nscope-changed = true", ": severities.scope-changed: “True” is no severity; there are info, warn"),
    ("[severities]\nscope-changed = {}", ": severities.scope-changed: “{}” is no severity; there are info, warning"),
    ('[severities]\nunit = "info"', ": severities.unit: is no table; write [severities.unit], and rules under it"),
    ('[severities.unit]\nunit = "info"', ": severities.unit: “unit” is no rule; did you mean "),
    (
        '[severities.unit]\nreach-widen = "info"',
        ": severities.unit: “reach-widen” is no rule; did you mean reach-widened?",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of snapshots in a data repository."""
    snapshots = tmp_path / "data" / "snapshots"
    snapshots.mkdir(parents=True)
    return snapshots


def as_section(text: str) -> str:
    """The same configuration as a table of a file that is not ours."""
    lines = re.sub(r"(?m)^\[", "[tool.policydiff.", text.removeprefix("\ufeff"))
    return f'[project]\nname = "data"\n\n[tool.policydiff]\n{lines}'


def message(folder: Path) -> str:
    with pytest.raises(ConfigurationError) as raised:
        find_configuration(folder)
    text = str(raised.value)
    assert "\n" not in text
    return text


def plain(found: Configuration) -> tuple[object, ...]:
    single = {name: dict(levels) for name, levels in found.profile_levels.items()}
    return found.profile, dict(found.levels), single, dict(found.checks), found.gate, dict(found.profile_gates)


@pytest.mark.parametrize(("text", "expected"), SOUND)
def test_sound_files(folder: Path, text: str, expected: Configuration) -> None:
    file = folder.parent / "policydiff.toml"
    file.write_text(text, "utf-8", newline="")
    assert plain(find_configuration(folder)) == plain(expected)
    file.unlink()
    (folder.parent / "pyproject.toml").write_text(as_section(text), "utf-8", newline="")
    assert plain(find_configuration(folder)) == plain(expected)


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_what_there_is_not_is_said_with_file_key_and_the_near_one(folder: Path, text: str, expected: str) -> None:
    file = folder.parent / "policydiff.toml"
    file.write_text(text, "utf-8")
    assert message(folder).startswith(f"{file}{expected}")
    file.unlink()
    shared = folder.parent / "pyproject.toml"
    shared.write_text(as_section(text), "utf-8")
    assert message(folder).startswith(f"{shared} [tool.policydiff]{expected}")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"profile = ", "is no TOML: "),
        (b"[severities\n", "is no TOML: "),
        (b'profile = "unit"\nprofile = "unit"', "is no TOML: "),
        (b"a = " + b"[" * 100_000, "is no TOML: "),
        (b"a = " + b"9" * 5000, "is no TOML: "),
        ('# 配置\nprofile = "unit"'.encode("gb18030"), "byte 3 is not UTF-8"),
        ('profile = "unit"'.encode("utf-16"), "byte 1 is not UTF-8"),
        (b"\x00", "is no TOML: "),
    ],
)
def test_files_that_are_no_toml(folder: Path, content: bytes, expected: str) -> None:
    file = folder.parent / "policydiff.toml"
    file.write_bytes(content)
    assert message(folder).startswith(f"{file}: {expected}")


@pytest.mark.parametrize("name", ["policydiff.toml", "pyproject.toml"])
def test_a_directory_in_its_place(folder: Path, name: str) -> None:
    (folder.parent / name).mkdir()
    assert message(folder).startswith(f"{folder.parent / name}: cannot be read (")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    file = folder.parent / "policydiff.toml"
    file.touch(mode=0)
    assert "cannot be read (Permission denied)" in message(folder)


@pytest.mark.parametrize(
    "text",
    [
        "[tool.policydiff]\nprofile = 'unit'",
        '  [ "tool" . "policydiff" ]\nprofile = "unit"',
        "tool.policydiff.profile = 'unit'",
        "tool = {policydiff = {profile = 'unit'}}",
        "[tool]\npolicydiff.profile = 'unit'",
        "[tool.other]\r\n[tool.policydiff]\r\nprofile = 'unit'\r\n",
    ],
)
def test_all_ways_to_write_a_section(folder: Path, text: str) -> None:
    (folder.parent / "pyproject.toml").write_text(text, "utf-8", newline="")
    assert find_configuration(folder).profile == "unit"


@pytest.mark.parametrize("table", ["policydiff = 1", 'policydiff = "unit"', "policydiff = []"])
def test_a_section_that_is_no_table(folder: Path, table: str) -> None:
    (folder.parent / "pyproject.toml").write_text(f"[tool]\n{table}\n", "utf-8")
    assert message(folder).endswith("tool.policydiff is no table; write [tool.policydiff]")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\nname = 'x'",
        "[tool.ruff]",
        "tool = 3 # policydiff",
        "[tool]\nx = 1",
        "no [ toml",
        "# [tool.policydiff]\n[",
    ],
)
def test_a_shared_file_that_does_not_speak_of_us_is_passed_over(folder: Path, text: str) -> None:
    (folder.parent / "pyproject.toml").write_text(text, "utf-8")
    (folder.parents[1] / "policydiff.toml").write_text('profile = "unit"', "utf-8")
    assert find_configuration(folder).profile == "unit"


def test_the_nearest_counts_from_the_snapshots_upwards(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = folder.parents[1] / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "policydiff.toml").write_text('profile = "unit"', "utf-8")
    monkeypatch.chdir(elsewhere)
    assert find_configuration(folder).profile == "researcher"
    (folder.parents[1] / "policydiff.toml").write_text('profile = "unit"', "utf-8")
    assert find_configuration(folder).profile == "unit"
    (folder.parent / "pyproject.toml").write_text('[tool.policydiff]\nprofile = "enterprise"', "utf-8")
    assert find_configuration(folder).profile == "enterprise"
    (folder / "policydiff.toml").write_text("", "utf-8")
    assert find_configuration(folder).profile == "researcher"


def test_two_side_by_side_are_refused(folder: Path) -> None:
    own, shared = folder.parent / "policydiff.toml", folder.parent / "pyproject.toml"
    own.write_text('profile = "unit"', "utf-8")
    shared.write_text("[project]\nname = 'policydiff-data'", "utf-8")
    assert find_configuration(folder).profile == "unit"
    shared.write_text("[tool.policydiff]", "utf-8")
    assert message(folder) == f"{own}: there is a table [tool.policydiff] in pyproject.toml too; keep one of them"


def test_what_is_said_of_a_profile_alone_comes_first() -> None:
    found = Configuration(
        profile="unit",
        levels={"content-added": "info", "wording-changed": "warning"},
        profile_levels={"unit": {"content-added": "warning"}, "enterprise": {"scope-changed": "info"}},
    )
    defaults = {profile: {rule.id: rule.severity[profile] for rule in GATE_RULES} for profile in PROFILES}
    expected = {
        None: ("unit", {"content-added": "warning", "wording-changed": "warning"}),
        "unit": ("unit", {"content-added": "warning", "wording-changed": "warning"}),
        "enterprise": ("enterprise", {"content-added": "info", "wording-changed": "warning", "scope-changed": "info"}),
        "researcher": ("researcher", {"content-added": "info", "wording-changed": "warning"}),
    }
    for asked, (profile, levels) in expected.items():
        severities = found.severities(asked)
        assert (severities.profile, severities.levels) == (profile, defaults[profile] | levels)


def test_a_renamed_rule_answers_to_its_old_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = Rule("wording-changed", "wording", "changed", "wording-changed", ("info",) * 3, ("wording-altered",))
    names = {**catalogue.GATE_RULE_BY_ID, "wording-altered": renamed, "wording-changed": renamed}
    monkeypatch.setattr(configuration, "GATE_RULE_BY_ID", names)
    file = folder.parent / "policydiff.toml"
    file.write_text('[severities]\nwording-altered = "error"', "utf-8")
    assert find_configuration(folder).levels == {"wording-changed": "error"}
    file.write_text('[severities]\nwording-altered = "error"\nwording-changed = "info"', "utf-8")
    assert message(folder).endswith(
        ": severities.wording-changed: the rule is also there under another name; keep wording-changed"
    )


def test_the_schema_knows_every_rule_check_profile_and_severity() -> None:
    text = FILE.read_text("utf-8")
    assert text == text_of(filled(json.loads(text))), "run python -m tests.corpus.config_schema"


@pytest.mark.parametrize("text", [text for text, _ in (*SOUND, *BROKEN)])
def test_the_schema_takes_what_the_reader_takes(folder: Path, text: str) -> None:
    import tomllib

    (folder.parent / "policydiff.toml").write_text(text, "utf-8", newline="")
    try:
        find_configuration(folder)
        taken = True
    except ConfigurationError:
        taken = False
    table = tomllib.loads(text.removeprefix("\ufeff"))
    assert is_valid("config", table) is taken


KEYS = ["profile", "severities", "sevrities", "checks", "gate", "unit", "fail-on", "new", "count-differs", "audience"]
NAMES = st.sampled_from([*KEYS, "wording-changed", "measure-dropped", "enterprise", "schema", ""])
VALUES = st.recursive(
    st.sampled_from(["error", "warning", "info", "unit", "audience", "off", "", 1, 1.5, True, False]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
LEVELS = st.dictionaries(NAMES, st.sampled_from(["error", "info"]) | VALUES, max_size=2)
GATES = st.fixed_dictionaries(
    {}, optional={"fail-on": st.lists(st.sampled_from(["error", "audience", "x"]), max_size=2), "new": st.booleans()}
)
TABLES = st.fixed_dictionaries(
    {},
    optional={
        "profile": st.sampled_from(["unit", "Unit", 1]),
        "severities": LEVELS,
        "checks": LEVELS | st.dictionaries(st.sampled_from(["schema", "count-differs"]), st.just("info")),
        "gate": GATES | st.fixed_dictionaries({"unit": GATES}) | VALUES,
    },
)


@given(TABLES | st.dictionaries(NAMES, VALUES, max_size=2))
@example({"gate": {"unit": {"fail-on": ["info"]}, "new": True}})
def test_what_one_takes_the_other_takes(table: dict[str, object]) -> None:
    """Of all tables, sound or not, the reader takes just those that keep to the schema."""
    content = "\n".join(f"{_toml(key)} = {_toml(value)}" for key, value in table.items()).encode()
    try:
        configuration.configuration_of(content, None, ("policydiff.toml", ""), check_ids)
        taken = True
    except ConfigurationError:
        taken = False
    assert is_valid("config", table) is taken


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


def test_a_file_of_a_commit_is_named_with_it() -> None:
    with pytest.raises(ConfigurationError, match=r"^policydiff\.toml@abc123: “colour” is no key"):
        configuration.configuration_of(b"colour = 1", None, ("policydiff.toml@abc123", ""), check_ids)
    assert configuration.configuration_of(None, b"[tool.other]", ("", "pyproject.toml@abc123"), check_ids) is None
