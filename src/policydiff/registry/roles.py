"""Roles in responsibility cells: which printed phrase gives a body which role, from data."""

import json
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

LEAD, POLICY, SUPPORT, RESPONSIBLE, COOPERATE = "lead", "policy", "support", "responsible", "cooperate"


@cache
def role_phrases() -> tuple[tuple[str, str], ...]:
    """Pairs of printed phrase and role, the longest phrases first."""
    data = json.loads((_DATA / "roles.json").read_text("utf-8"))
    pairs = [(phrase, row["role"]) for row in data["roles"] for phrase in row["phrases"]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def area_words() -> tuple[str, ...]:
    """Words for areas that are no names of places (试点地区)."""
    data = json.loads((_DATA / "roles.json").read_text("utf-8"))
    return tuple(data["areas"])
