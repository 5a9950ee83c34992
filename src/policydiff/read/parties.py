"""Responsibility cells: the bodies in them, the role of each, and the areas named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policydiff.model.document import Party, Responsibility
from policydiff.registry.places import place_by_name
from policydiff.registry.roles import (
    COOPERATE,
    LEAD,
    RESPONSIBLE,
    area_words,
    body_ending,
    body_words,
    clause_words,
    policy_verbs,
    role_labels,
    role_phrases,
    task_words,
)

_BRACKETS = {"（": "）", "(": ")"}
_NOBODY = frozenset(("-", "—", "——", "/", "无"))
"""Cells that say there is nobody."""
_LONGEST_NAME, _LONGEST_GROUP = 24, 400
_LONGEST_VERB_NAME = 8
"""建设银行 and 推进办公室 are bodies; what is longer and begins with such a word is a sentence."""
_REMARK = re.compile(r"[（(][^（()）]*[）)]$")
_LEADING = re.compile(r"^(?:先由|由)")
_TRAILING = re.compile(r"等(?:(?:有关|相关)?(?:部门|单位))?$")
_AND = re.compile(
    r"(?<=[）)部委局会署院办行司区门位府关站厅])(?:和|及|会同)(?=\S{2,})(?!社会资本)|(?<=等地)[和及]|以及"
)


def read_responsibility(printed: str, role: str | None = None) -> Responsibility:
    """Work out bodies, roles and areas of a printed cell; the cell itself is kept as `raw`.

    `role` is that of bodies that no phrase gives one: what the column says of all of them.
    """
    if printed.strip() in _NOBODY:
        return Responsibility(raw=printed)
    parts = [_part(group) for group in _labelled(_unwrapped(printed))]
    bodies: list[Party] = []
    areas: list[str] = []
    for at, part in enumerate(parts):
        of_part = part.role or role or _role_without_phrase([part.role for part in parts], at)
        areas += part.areas
        for name in _names(part.names):
            if _is_area(name):
                areas.append(_area(name))
            elif not any(word in name for word in clause_words()):
                bodies.append(Party(name=_TRAILING.sub("", _LEADING.sub("", name)) or name, role=of_part, printed=name))
    return Responsibility(raw=printed, bodies=tuple(bodies), areas=tuple(dict.fromkeys(areas)))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a cell: names with one role, and the areas in which they act (在有关试点地区推进)."""

    names: str
    role: str | None = None
    areas: tuple[str, ...] = ()


def _part(labelled: tuple[str, str | None]) -> _Part:
    group, label = labelled
    names, role = _said(group)
    acting, within, where = names.rpartition("在")
    if within and acting and all(_is_area(name) for name in _names(where)):
        acting, inner = _said(acting)
        return _Part(acting, inner or role or label, tuple(_area(name) for name in _names(where)))
    return _Part(names, role or label)


def _unwrapped(printed: str) -> str:
    """A cell without the brackets around the whole of it."""
    plain = printed.strip()
    if plain[:1] in _BRACKETS and plain.endswith(_BRACKETS[plain[0]]) and not re.search("[（()）]", plain[1:-1]):
        return plain[1:-1]
    return plain


def _labelled(printed: str) -> Iterator[tuple[str, str | None]]:
    """The groups of a cell with the role of the label before them; a label holds until the next one."""
    labels = "|".join(sorted(role_labels(), key=len, reverse=True))
    label: str | None = None
    for group in _groups(re.sub(f"(?<=.)(?=(?:{labels})[：:])", "；", printed)):
        found = re.match(f"({labels})[：:]", group)
        label = role_labels()[found[1]] if found else label
        if rest := group[found.end() :] if found else group:
            yield rest, label


def reads_as_responsibility(text: str) -> bool:
    """Whether a text is nothing but names of bodies and areas, and words for what they do."""
    groups = [group for group in _groups(text.replace(" ", "")) if group]
    if not groups or len(groups[0]) > _LONGEST_GROUP:
        return False
    named = False
    for group in groups:
        task = task_words().search(group)
        names = group[: task.start()] if task else group
        if not names and not named:
            return False
        if not all(_is_name(name) for name in _names(names)):
            return False
        named = True
    return True


def _is_name(name: str) -> bool:
    plain = re.sub(r"[（(][^（()）]*[）)]", "", _TRAILING.sub("", name))
    plain = re.sub("(?:等试点地区|等地区|等地|等)$", "", plain)
    return (
        2 <= len(plain) <= _LONGEST_NAME
        and not (len(plain) > _LONGEST_VERB_NAME and plain.startswith(policy_verbs()))
        and (bool(body_ending().search(plain)) or place_by_name(plain) is not None)
    )


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(phrase for phrase, _ in role_phrases())


def _said(group: str) -> tuple[str, str | None]:
    """The names in a group, and the role that the phrase behind them gives; a remark in brackets behind it goes."""
    for text in (group, _REMARK.sub("", group)):
        if text.endswith(_phrases()):  # mostly it does not
            phrase, role = next(row for row in role_phrases() if text.endswith(row[0]))
            return text[: -len(phrase)], role
    return group, None


def _role_without_phrase(roles: list[str | None], at: int) -> str:
    """In a cell of names alone the first group leads the others; else the next phrase counts."""
    following = next((role for role in roles[at:] if role), None)
    if following:
        return following
    return RESPONSIBLE if len(roles) == 1 else LEAD if at == 0 else COOPERATE


def _split(text: str, signs: str) -> Iterator[str]:
    """Split at `signs` outside brackets."""
    closing: list[str] = []
    part = ""
    for character in text:
        if character in _BRACKETS:
            closing.append(_BRACKETS[character])
        elif closing and character == closing[-1]:
            closing.pop()
        if character in signs and not closing:
            yield part
            part = ""
        else:
            part += character
    yield part


def _groups(printed: str) -> Iterator[str]:
    return (group for part in _split(printed, "；;，,。") if (group := part.strip()))


def _names(group: str) -> Iterator[str]:
    for part in _split(group, "、/／ \u3000\n"):
        for name in _AND.split(part.strip()):
            if name.strip():
                yield name.strip()


def _area(name: str) -> str:
    """The area a name stands for: a place loses the words behind it (广州等试点地区)."""
    place = re.sub(r"^(?:先由|由)|(?:等试点地区|等地区|等地)$", "", name)
    return place or name


def _is_area(name: str) -> bool:
    plain = re.sub(r"[（(][^（）()]*[）)]", "", _area(name))
    if plain.endswith(body_words()):
        return False
    return place_by_name(plain) is not None or any(word in name for word in area_words()) or plain.endswith("新区")
