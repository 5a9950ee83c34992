"""Modality: words that say how strongly a measure binds, from packaged data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"

HEDGE, OBLIGATION, PROHIBITION, INTENSIFIER = "hedge", "obligation", "prohibition", "intensifier"


@dataclass(frozen=True, slots=True)
class Force:
    """How strongly a word binds: its class, and its place on the scale from 1 (研究) to 7 (必须)."""

    kind: str
    strength: float


@dataclass(frozen=True, slots=True)
class _Modality:
    bare: float
    forces: Mapping[str, Force]
    also_nouns: frozenset[str]
    as_noun: frozenset[str]
    compounds: frozenset[str]
    noun_heads: tuple[str, ...]
    actor_heads: tuple[str, ...]
    takes_actors: frozenset[str]
    verbs: frozenset[str]


@cache
def _data() -> _Modality:
    data: dict[str, Any] = json.loads((_DATA / "modality.json").read_text("utf-8"))
    forces = {word: Force(INTENSIFIER, data["bare"] + 1) for word in data["intensifiers"]}
    for key, kind in (("hedges", HEDGE), ("obligations", OBLIGATION), ("prohibitions", PROHIBITION)):
        forces |= {word: Force(kind, row["strength"]) for row in data[key] for word in row["words"]}
    return _Modality(
        bare=data["bare"],
        forces=forces,
        also_nouns=frozenset(data["also_nouns"]),
        as_noun=frozenset(data["keeps_force_as_noun"]),
        compounds=frozenset(data["forms_compounds"]),
        noun_heads=tuple(data["noun_heads"]),
        actor_heads=tuple(data["actor_heads"]),
        takes_actors=frozenset(data["takes_actors"]),
        verbs=frozenset(data["verbs"]),
    )


def force(word: str) -> Force | None:
    """The force of a word, wherever it stands."""
    return _data().forces.get(word)


def bare_strength() -> float:
    """The strength of a plain verb (开展): between what is encouraged and what is an obligation."""
    return _data().bare


def forms_compound(word: str) -> bool:
    """Whether a hedge and the verb behind it are read as one word (试点开展, 探索开通)."""
    return word in _data().compounds


def is_verb(word: str) -> bool:
    """Whether a word is a verb of policy language (开展, 建设)."""
    return word in _data().verbs


def force_words() -> tuple[str, ...]:
    """Words of force and verbs with more than one character, for segmenters that keep them whole."""
    return tuple(word for word in (*_data().forces, *sorted(_data().verbs)) if len(word) > 1)


def binds_here(word: str, before: str, behind: str, *, opens: bool) -> bool:
    """Whether a word of force governs what stands behind it, and is not a part of a name or a noun.

    `before` and `behind` are the words next to it, "" or a sign at the bounds of a clause; `opens`
    says whether a predicate may begin with it. 支持 is none in 支持政策, in 资金支持 or 支持的, 试点
    none in 试点地区, but one in 使用试点.
    """
    data = _data()
    if word not in data.forces or not (opens or word in data.as_noun):
        return False
    if behind.startswith(data.noun_heads) and word in data.also_nouns | data.as_noun:
        return False
    if behind.startswith(data.actor_heads) and word in data.takes_actors:
        return False
    ends = not behind or not _is_word(behind) or behind == "的"
    if ends and word in data.also_nouns and word not in data.as_noun:
        return False
    return not (behind == "的" and before and _is_word(before))


def _is_word(text: str) -> bool:
    return "一" <= text[0] <= "鿿" or text[0].isalnum() or text[0] in '"<('
