"""The configuration of a data repository: `policydiff.toml`, or `[tool.policydiff]` in `pyproject.toml`.

It belongs to the data: the nearest one upwards from the snapshots folder counts, wherever a command is run.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policydiff.changes.catalogue import PROFILES, RESEARCHER, RULE_BY_ID, SEVERITIES
from policydiff.changes.severities import Severities, severities_for
from policydiff.errors import ConfigurationError, did_you_mean

FILE, SHARED_FILE = "policydiff.toml", "pyproject.toml"
_TABLE = "policydiff"
PROFILE, LEVELS = "profile", "severities"
_MAY_SPEAK_OF_US = re.compile(
    r"""^[ \t]*\[{0,2}[ \t]*["']?tool["']?[ \t]*(?:\.[ \t]*["']?policydiff|[\]=])""", re.MULTILINE
)
"""A line that may begin our table in a file that is not ours; without one the file need not be parsed."""
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What is configured: the profile, and severities by rule, for all profiles and for single ones."""

    profile: str = RESEARCHER
    levels: Mapping[str, str] = field(default_factory=dict)
    profile_levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def severities(self, profile: str | None = None) -> Severities:
        """The severities for `profile`, else for the one configured; what is said of it alone comes first."""
        chosen = profile or self.profile
        return severities_for(chosen, {**self.levels, **self.profile_levels.get(chosen, {})})


def find_configuration(folder: Path) -> Configuration:
    """What the nearest file upwards from the snapshots `folder` says; without one, the defaults.

    Raises:
        ConfigurationError: a file cannot be read, says something that there is not, or two stand side by side.
    """
    start = folder.resolve()
    for place in (start, *start.parents):
        own, shared = place / FILE, place / SHARED_FILE
        table, section = _own(own), _section(shared)
        if table is not None and section is not None:
            raise ConfigurationError(
                f"there is a table [tool.{_TABLE}] in {SHARED_FILE} too", where=str(own), remedy="keep one of them"
            )
        if table is not None:
            return _Reader(str(own)).configuration(table)
        if section is not None:
            return _Reader(f"{shared} [tool.{_TABLE}]").configuration(section)
    return Configuration()


def _own(path: Path) -> Table | None:
    text = _text(path)
    return None if text is None else _parsed(text, path)


def _section(path: Path) -> Table | None:
    """Our table of a file that is not ours; where no line may begin one there is none, however broken it is."""
    try:
        if not _MAY_SPEAK_OF_US.search(path.read_bytes().decode("utf-8", "replace")):
            return None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        pass  # what is wrong is said below
    text = _text(path)
    if text is None:
        return None
    tools = _parsed(text, path).get("tool", {})
    table = tools.get(_TABLE) if isinstance(tools, Mapping) else None
    if table is not None and not isinstance(table, Mapping):
        raise ConfigurationError(f"tool.{_TABLE} is no table", where=str(path), remedy=f"write [tool.{_TABLE}]")
    return table


def _text(path: Path) -> str | None:
    """The text of a file; None if there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"byte {error.start + 1} is not UTF-8", where=str(path), remedy="save it as UTF-8"
        ) from None
    except OSError as error:
        raise ConfigurationError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check or remove it"
        ) from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of too many digits, and brackets without end
        what = error if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        raise ConfigurationError(f"is no TOML: {what}", where=str(path), remedy="correct it") from None


class _Reader:
    """Takes a table apart; whatever there is not is said with its key and what comes near it."""

    def __init__(self, file: str) -> None:
        self._file = file

    def configuration(self, table: Table) -> Configuration:
        for key in table:
            self._one_of(key, (PROFILE, LEVELS), self._file, "key")
        given = table.get(LEVELS, {})
        self._table(given, LEVELS)
        by_profile = {name: given[name] for name in PROFILES if name in given}
        for name, levels in by_profile.items():
            self._table(levels, f"{LEVELS}.{name}")
        shared = {rule: level for rule, level in given.items() if rule not in PROFILES}
        return Configuration(
            profile=self._one_of(table.get(PROFILE, RESEARCHER), PROFILES, self._at(PROFILE), "profile"),
            levels=self._levels(shared, LEVELS, RULE_BY_ID.keys() | set(PROFILES)),
            profile_levels={
                name: self._levels(levels, f"{LEVELS}.{name}", RULE_BY_ID.keys()) for name, levels in by_profile.items()
            },
        )

    def _levels(self, table: Table, key: str, known: Collection[str]) -> dict[str, str]:
        """Levels by the present id of each rule, which may be called by a former one."""
        levels: dict[str, str] = {}
        for name, level in table.items():
            rule = RULE_BY_ID[self._one_of(name, known, self._at(key), "rule")].id
            if rule in levels:
                raise ConfigurationError(
                    "the rule is also there under another name", where=self._at(f"{key}.{name}"), remedy=f"keep {rule}"
                )
            levels[rule] = self._one_of(level, SEVERITIES, self._at(f"{key}.{name}"), "severity")
        return levels

    def _table(self, value: object, key: str) -> None:
        if not isinstance(value, Mapping):
            raise ConfigurationError("is no table", where=self._at(key), remedy=f"write [{key}], and rules under it")

    def _at(self, key: str) -> str:
        return f"{self._file}: {key}"

    def _one_of(self, value: object, known: Collection[str], where: str, what: str) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise ConfigurationError(f"“{str(value)[:60]}” is no {what}", where=where, remedy=did_you_mean(value, known))
