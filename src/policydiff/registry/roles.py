"""Roles in responsibility cells: which printed phrase gives a body which role, from data."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"

LEAD, POLICY, SUPPORT, RESPONSIBLE, COOPERATE = "lead", "policy", "support", "responsible", "cooperate"


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_DATA / "roles.json").read_text("utf-8"))
    return data


@cache
def role_phrases() -> tuple[tuple[str, str], ...]:
    """Pairs of printed phrase and role, the longest phrases first."""
    pairs = [(phrase, row["role"]) for row in _data()["roles"] for phrase in row["phrases"]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def role_labels() -> Mapping[str, str]:
    """Roles by the label in front of names (牵头单位：)."""
    return {label: row["role"] for row in _data()["labels"] for label in row["labels"]}


@cache
def clause_words() -> tuple[str, ...]:
    """Words of a sentence among the names, which names nobody (后续视情扩大到其他地区)."""
    return tuple(_data()["clauses"])


@cache
def area_words() -> tuple[str, ...]:
    """Words for areas that are no names of places (试点地区)."""
    return tuple(_data()["areas"])


@cache
def body_words() -> tuple[str, ...]:
    """Endings that make a body of an area (各省（自治区、直辖市）人民政府)."""
    return tuple(_data()["bodies_of_areas"])


@cache
def body_ending() -> re.Pattern[str]:
    """How the name of a body or an area ends (部, 委, 局 …)."""
    return re.compile("(?:" + "|".join(_data()["endings"]) + ")$")


@cache
def task_words() -> re.Pattern[str]:
    """The words at the end of a text that say what a body does (牵头负责推进)."""
    word = "(?:" + "|".join(sorted(_data()["tasks"], key=len, reverse=True)) + ")"
    return re.compile(f"{word}(?:[和并]?{word})*$")


@cache
def policy_verbs() -> tuple[str, ...]:
    """Words that open a measure and never the name of a body (支持, 推动)."""
    return tuple(_data()["verbs"])
