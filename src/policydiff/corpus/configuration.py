"""The configuration of a data repository: `policydiff.toml`, or `[tool.policydiff]` in `pyproject.toml`.

It belongs to the data: the nearest one upwards from the snapshots folder counts, wherever a command is run. Which
checks there are is asked of who calls, and only where something is said of them.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policydiff.changes.catalogue import (
    GATE_KINDS,
    GATE_RULE_BY_ID,
    PROFILES,
    RESEARCHER,
    SEVERITIES,
)
from policydiff.changes.severities import Severities, severities_for
from policydiff.errors import ConfigurationError, did_you_mean

FILE, SHARED_FILE = "policydiff.toml", "pyproject.toml"
_TABLE = "policydiff"
PROFILE, LEVELS, CHECKS, GATE = "profile", "severities", "checks", "gate"
_KEYS = (PROFILE, LEVELS, CHECKS, GATE)
FAIL_ON, NEW = "fail-on", "new"
_MAY_SPEAK_OF_US = re.compile(
    r"""^[ \t]*\[{0,2}[ \t]*["']?tool["']?[ \t]*(?:\.[ \t]*["']?policydiff|[\]=])""", re.MULTILINE
)
"""A line that may begin our table in a file that is not ours; without one the file need not be parsed."""
Table = Mapping[str, Any]
Checks = Callable[[], Mapping[str, str]]
"""Tells the present id of every check by each of its names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRules:
    """What a gate fails on, and whether it looks at what new snapshots change against what they follow."""

    fail_on: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What is configured: the profile, severities by rule and by check, and gates, for all profiles and for single
    ones. `gate` is None where none is configured.
    """

    profile: str = RESEARCHER
    levels: Mapping[str, str] = field(default_factory=dict)
    profile_levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    gate: GateRules | None = None
    profile_gates: Mapping[str, GateRules] = field(default_factory=dict)

    def severities(self, profile: str | None = None) -> Severities:
        """The severities for `profile`, else for the one configured; what is said of it alone comes first."""
        chosen = profile or self.profile
        return severities_for(chosen, {**self.levels, **self.profile_levels.get(chosen, {})})

    def gate_for(self, profile: str | None = None) -> GateRules | None:
        """The gate for `profile`, else for the one configured: its own, else the one for all."""
        return self.profile_gates.get(profile or self.profile, self.gate)


def find_configuration(folder: Path, checks: Checks) -> Configuration:
    """What the nearest file upwards from the snapshots `folder` says; without one, the defaults.

    Raises:
        ConfigurationError: a file cannot be read, says something that there is not, or two stand side by side.
    """
    for place in places(folder):
        own, shared = place / FILE, place / SHARED_FILE
        found = configuration_of(read_file(own), read_file(shared), (str(own), str(shared)), checks)
        if found is not None:
            return found
    return Configuration()


def places(folder: Path) -> tuple[Path, ...]:
    """Where files of the data repository are looked for, the nearest place first."""
    start = folder.resolve()
    return (start, *start.parents)


def configuration_of(
    own: bytes | None, shared: bytes | None, names: tuple[str, str], checks: Checks
) -> Configuration | None:
    """What a file of our own and one that is not ours say that stand side by side; `names` are for messages.
    None where neither says anything.

    Raises:
        ConfigurationError: see `find_configuration`.
    """
    table = None if own is None else _parsed(own, names[0])
    section = None if shared is None else shared_table(shared, names[1])
    if table is not None and section is not None:
        raise ConfigurationError(
            f"there is a table [tool.{_TABLE}] in {SHARED_FILE} too", where=names[0], remedy="keep one of them"
        )
    if table is not None:
        return _Reader(names[0], checks).configuration(table)
    if section is not None:
        return _Reader(f"{names[1]} [tool.{_TABLE}]", checks).configuration(section)
    return None


def shared_table(content: bytes, name: str) -> Table | None:
    """Our table of a file that is not ours; where no line may begin one there is none, however broken it is.

    Raises:
        ConfigurationError: there is one, and the file is no TOML.
    """
    if not _MAY_SPEAK_OF_US.search(content.decode("utf-8", "replace")):
        return None
    tools = _parsed(content, name).get("tool", {})
    table = tools.get(_TABLE) if isinstance(tools, Mapping) else None
    if table is not None and not isinstance(table, Mapping):
        raise ConfigurationError(f"tool.{_TABLE} is no table", where=name, remedy=f"write [tool.{_TABLE}]")
    return table


def read_file(path: Path) -> bytes | None:
    """What a file holds; None if there is none.

    Raises:
        ConfigurationError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigurationError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check or remove it"
        ) from None


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"byte {error.start + 1} is not UTF-8", where=name, remedy="save it as UTF-8"
        ) from None
    except (ValueError, RecursionError) as error:  # also a number of too many digits, and brackets without end
        what = error if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        raise ConfigurationError(f"is no TOML: {what}", where=name, remedy="correct it") from None


class _Reader:
    """Takes a table apart; whatever there is not is said with its key and what comes near it."""

    def __init__(self, file: str, checks: Checks) -> None:
        self._file = file
        self._checks = checks

    def configuration(self, table: Table) -> Configuration:
        for key in table:
            self._one_of(key, _KEYS, self._file, "key")
        levels, by_profile = self._by_profile(table, LEVELS, "rules")
        rules = {name: rule.id for name, rule in GATE_RULE_BY_ID.items()}
        checks = self._table(table.get(CHECKS, {}), CHECKS, "checks")
        gates, profile_gates = self._by_profile(table, GATE, f"{FAIL_ON} = […]")
        return Configuration(
            profile=self._one_of(table.get(PROFILE, RESEARCHER), PROFILES, self._at(PROFILE), "profile"),
            levels=self._levels(levels, LEVELS, rules, "rule", PROFILES),
            profile_levels={
                name: self._levels(mine, f"{LEVELS}.{name}", rules, "rule") for name, mine in by_profile.items()
            },
            checks=self._levels(checks, CHECKS, self._checks(), "check") if checks else {},
            gate=self._gate(gates, GATE, PROFILES) if gates else None,
            profile_gates={name: self._gate(mine, f"{GATE}.{name}") for name, mine in profile_gates.items()},
        )

    def _by_profile(self, table: Table, key: str, what: str) -> tuple[Table, Mapping[str, Table]]:
        """What a table says for all profiles, and for single ones."""
        given = self._table(table.get(key, {}), key, what)
        single = {name: self._table(given[name], f"{key}.{name}", what) for name in PROFILES if name in given}
        return {name: value for name, value in given.items() if name not in PROFILES}, single

    def _levels(
        self, table: Table, key: str, known: Mapping[str, str], what: str, besides: Collection[str] = ()
    ) -> dict[str, str]:
        """Levels by the present id of each rule or check, which may be called by a former one."""
        levels: dict[str, str] = {}
        for name, level in table.items():
            present = known[self._one_of(name, (*known, *besides), self._at(key), what)]
            if present in levels:
                raise ConfigurationError(
                    f"the {what} is also there under another name",
                    where=self._at(f"{key}.{name}"),
                    remedy=f"keep {present}",
                )
            levels[present] = self._one_of(level, SEVERITIES, self._at(f"{key}.{name}"), "severity")
        return levels

    def _gate(self, table: Table, key: str, besides: Collection[str] = ()) -> GateRules:
        for name in table:
            self._one_of(name, (FAIL_ON, NEW, *besides), self._at(key), "key")
        given, new = table.get(FAIL_ON), table.get(NEW, False)
        where = self._at(f"{key}.{FAIL_ON}")
        if not isinstance(given, list) or not given:
            what = "is missing" if given is None else "is no list of rules, severities and kinds"
            raise ConfigurationError(what, where=where, remedy=f'write {FAIL_ON} = ["error"]')
        if not isinstance(new, bool):
            raise ConfigurationError(
                f"“{str(new)[:60]}” is neither true nor false", where=self._at(f"{key}.{NEW}"), remedy="write true"
            )
        known = (*GATE_RULE_BY_ID, *SEVERITIES, *GATE_KINDS)
        names = [self._one_of(name, known, where, "rule, severity or kind of change") for name in given]
        present = (GATE_RULE_BY_ID[name].id if name in GATE_RULE_BY_ID else name for name in names)
        return GateRules(fail_on=tuple(dict.fromkeys(present)), new=new)

    def _table(self, value: object, key: str, what: str) -> Table:
        if not isinstance(value, Mapping):
            raise ConfigurationError("is no table", where=self._at(key), remedy=f"write [{key}], and {what} under it")
        return value

    def _at(self, key: str) -> str:
        return f"{self._file}: {key}"

    def _one_of(self, value: object, known: Collection[str], where: str, what: str) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise ConfigurationError(f"“{str(value)[:60]}” is no {what}", where=where, remedy=did_you_mean(value, known))
