"""Responsibility cells: the bodies in them, the role of each, and the areas named."""

import re
from collections.abc import Iterator

from policydiff.model.document import Party, Responsibility
from policydiff.registry.places import place_by_name
from policydiff.registry.roles import (
    COOPERATE,
    LEAD,
    RESPONSIBLE,
    area_words,
    body_ending,
    policy_verbs,
    role_phrases,
    task_words,
)

_BRACKETS = {"（": "）", "(": ")"}
_NOBODY = frozenset(("-", "—", "——", "/", "无"))
"""Cells that say there is nobody."""
_LONGEST_NAME, _LONGEST_GROUP = 24, 400
_LONGEST_VERB_NAME = 8
"""建设银行 and 推进办公室 are bodies; what is longer and begins with such a word is a sentence."""
_LEADING = re.compile(r"^(?:先由|由|各有关|有关|各)")
_TRAILING = re.compile(r"(?:等有关部门|等部门|等)$")


def read_responsibility(printed: str, role: str | None = None) -> Responsibility:
    """Work out bodies, roles and areas of a printed cell; the cell itself is kept as `raw`.

    `role` is that of bodies that no phrase gives one: what the column says of all of them.
    """
    if printed.strip() in _NOBODY:
        return Responsibility(raw=printed)
    bodies: list[Party] = []
    areas: list[str] = []
    groups = list(_groups(printed))
    roles = [_role(group) for group in groups]
    for at, (phrase, said) in enumerate(roles):
        names = groups[at][: len(groups[at]) - len(phrase)]
        part = said or role or _role_without_phrase(roles, at)
        for name in _names(names):
            if _is_area(name):
                areas.append(_area(name))
            else:
                bodies.append(Party(name=_TRAILING.sub("", _LEADING.sub("", name)) or name, role=part, printed=name))
    return Responsibility(raw=printed, bodies=tuple(bodies), areas=tuple(dict.fromkeys(areas)))


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


def _role(group: str) -> tuple[str, str | None]:
    """The role phrase that a group ends with, and its role; no phrase gives no role."""
    for phrase, role in role_phrases():
        if group.endswith(phrase) and len(group) > len(phrase):
            return phrase, role
    return "", None


def _role_without_phrase(roles: list[tuple[str, str | None]], at: int) -> str:
    """In a cell of names alone the first group leads the others; else the next phrase counts."""
    following = next((role for _, role in roles[at:] if role), None)
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
    for part in _split(group, "、 \u3000"):
        for name in re.split(r"(?<=[）)部委局会署院办行司区])(?:和|及|会同)(?=\S{2,})|以及", part.strip()):
            if name.strip():
                yield name.strip()


def _area(name: str) -> str:
    """The area a name stands for: a place loses the words behind it (广州等试点地区)."""
    place = re.sub(r"^(?:先由|由)|(?:等试点地区|等地区|等地)$", "", name)
    return place or name


def _is_area(name: str) -> bool:
    plain = re.sub(r"[（(][^（）()]*[）)]", "", _area(name))
    return place_by_name(plain) is not None or any(word in name for word in area_words()) or plain.endswith("新区")
