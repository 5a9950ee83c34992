"""The proof: what the left side says, with the changes, is what the right side says.

It reads the printed cells anew and knows of the changes their rule, words and spans alone; nothing is
taken from the code that finds them but the keys of bodies and areas.
"""

import re
from collections.abc import Iterable, Sequence

from policydiff.changes.columns import Pairing
from policydiff.changes.columns.identity import SAME, area_key, body_key, compare_reach
from policydiff.compare.order import in_order_of
from policydiff.model.comparison import Change, Link
from policydiff.model.document import Measure, Party, Region, Snapshot
from policydiff.registry.citations import citations
from policydiff.text.fold import bare

Roles = dict[str, set[str]]
_NOTHING = ("", "-", "/", "无")


def lost(left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing, changes: Iterable[Change]) -> list[str]:
    """What of a pair of columns the changes do not account for; empty is the proof."""
    own = [change for change in changes if change.field == pairing.field]
    wrong = [c.id for c in own if not _is_literal(c, left, right, pairing)]
    if pairing.field in ("responsibility", "guidance"):
        return (
            wrong + _bodies(left, right, pairing, own) + ([] if pairing.across else _areas(left, right, pairing, own))
        )
    return wrong + {"reach": _reach, "basis": _basis, "promoted": _promoted}.get(pairing.field, _cells)(
        left, right, own
    )


def _is_literal(change: Change, left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing) -> bool:
    one = next(m for m in left if m.id == change.left).printed(pairing.left) or ""
    other = next(m for m in right if m.id == change.right).printed(pairing.right) or ""
    return (
        {one[slice(*span)] for span in change.spans.left} == {change.before}
        and {other[slice(*span)] for span in change.spans.right} == {change.after}
        and change.count == len(change.spans.left) == len(change.spans.right)
        and change.before != change.after
    )


def _parties(measures: Sequence[Measure], column: str) -> list[Party]:
    return [party for m in measures for party in (getattr(m, column).bodies if getattr(m, column) else ())]


def _bodies(
    left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing, changes: Sequence[Change]
) -> list[str]:
    one, other = _parties(left, pairing.left), _parties(right, pairing.right)
    sides = (one, pairing.one.region, pairing.one.issued), (other, pairing.other.region, pairing.other.issued)
    here, there = (_roles(*side) for side in sides)
    if pairing.across:
        here, there = (
            _guiding(here, there, is_plan=pairing.left != pairing.field),
            _guiding(there, here, is_plan=pairing.right != pairing.field),
        )
    state = {key: set(roles) for key, roles in here.items()}
    for change in changes:
        if "-area-" in change.rule:
            continue
        gone, come = _named(change.before, *sides[0]), _named(change.after, *sides[1])
        told = gone & come if "-role-" in change.rule else gone | come
        for key in told & set(state):
            del state[key]
        if "-removed" not in change.rule:
            state |= {key: set(there[key]) for key in told if key in there}
    wrong = [key for key in {**state, **there} if state.get(key) != there.get(key)]
    alone = [key for key in wrong if key in state and key in there]
    if pairing.across:
        said = all(any("lead" in roles for roles in side.values()) for side in (here, there))
        return [key for key in wrong if key not in alone or (said and ("lead" in state[key]) != ("lead" in there[key]))]
    sole = _sole(here, there)
    return [key for key in wrong if not (key in sole and key in alone and _leads_alike(state[key], there[key]))]


def _sole(*sides: Roles) -> set[str]:
    """The body that a cell names alone as responsible, so that it leads without the word."""
    return {key for side in sides if len(side) == 1 for key, roles in side.items() if roles == {"responsible"}}


def _leads_alike(one: set[str], other: set[str]) -> bool:
    return "lead" in one | other and (one | other) <= {"lead", "responsible"}


def _roles(parties: Iterable[Party], region: Region | None, issued: str | None) -> Roles:
    roles: Roles = {}
    for party in parties:
        roles.setdefault(body_key(party, region, issued), set()).add(party.role)
    return roles


def _guiding(side: Roles, other: Roles, *, is_plan: bool) -> Roles:
    """Of a plan the bodies that guide; who carries it out counts where the local version names it."""
    if not is_plan:
        return side
    return {key: roles for key, roles in side.items() if roles - {"responsible", "cooperate"} or key in other}


def _named(words: str, parties: Iterable[Party], region: Region | None, issued: str | None) -> set[str]:
    """The bodies that a stretch of a cell names: as a whole, or in a list that ends with the words for a role."""
    names = set(re.split(r"[、，,；; 和及与]", words))
    found = set()
    for party in parties:
        plain = party.name if party.name in party.printed else party.printed
        if words in (plain, party.printed) or any(name.startswith(plain) for name in names):
            found.add(body_key(party, region, issued))
    return found


def _area_keys(cells: Iterable[str], pairing: Pairing) -> set[str]:
    return {area_key(cell, pairing.one.region) for cell in cells}


def _areas(left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing, changes: Sequence[Change]) -> list[str]:
    one, other = (
        [area for m in side for area in (getattr(m, column).areas if getattr(m, column) else ())]
        for side, column in ((left, pairing.left), (right, pairing.right))
    )
    state = _area_keys(one, pairing)
    for change in changes:
        if "-area-" in change.rule:
            state -= _area_keys((area for area in one if area in change.before), pairing)
            state |= _area_keys((area for area in other if area in change.after), pairing)
    return sorted(state ^ _area_keys(other, pairing))


def _places(cell: str) -> set[str]:
    return {area_key(part, None) for part in re.split("[、，,；; ]", cell) if bare(part) not in _NOTHING}


def _reach(left: Sequence[Measure], right: Sequence[Measure], changes: Sequence[Change]) -> list[str]:
    if compare_reach([m.reach for m in left], [m.reach for m in right]) == SAME:
        return [change.id for change in changes]
    one, other = ({key for m in side for key in _places(m.printed("reach") or "")} for side in (left, right))
    for change in changes:
        one = (one - _places(change.before)) | _places(change.after)
    return sorted(one ^ other) if changes else ["reach"]


def _promoted(left: Sequence[Measure], right: Sequence[Measure], changes: Sequence[Change]) -> list[str]:
    one, other = ([m.promoted for m in side if m.promoted] for side in (left, right))
    times = [{time for cell in side for time in (cell.start, cell.end) if time} for side in (one, other)]
    if not changes and all(times):
        return [] if (min(times[0]), max(times[0])) == (min(times[1]), max(times[1])) else ["promoted"]
    return _cells(left, right, changes, "promoted")


def _basis(left: Sequence[Measure], right: Sequence[Measure], changes: Sequence[Change]) -> list[str]:
    one, other = ([m.basis.raw for m in side if m.basis] for side in (left, right))
    state, due = _documents(one), _documents(other)
    for change in changes:
        if change.rule == "basis-renamed":
            own = _documents(m.basis.raw for m in left if m.basis and m.id == change.left)
            state |= {key: bare(change.after) for key, title in own.items() if title == bare(change.before)}
            continue
        gone, come = _documents([change.before]), _documents([change.after])
        titles = [state.pop(key) for key in list(state) if key in gone]
        state |= {key: title or (titles or [""])[0] for key, title in come.items()}
    missing = {k: t for k, t in state.items() if k not in due or (t and due[k] and due[k] != t)}
    extra = {k: t for k, t in due.items() if k not in state}
    loose = {t for t in missing.values() if t} & {t for t in extra.values() if t}  # a number on one side alone
    both = {k for k, t in (*missing.items(), *extra.items()) if t in loose}
    numbered = [{t for k, t in side.items() if k in both and not isinstance(k, str)} for side in (missing, extra)]
    both -= {k for k, t in (*missing.items(), *extra.items()) if t in numbered[0] & numbered[1]}
    return [str(k) for k in (*missing, *extra) if k not in both]


def _documents(cells: Iterable[str]) -> dict[object, str]:
    found: dict[object, str] = {}
    for cell in cells:
        cited = citations(cell)
        for citation in cited:
            key = citation.number.key if citation.number else bare(citation.title)
            found[key] = found.get(key) or bare(citation.title)
        if not cited and bare(cell) not in _NOTHING:
            found[bare(cell)] = bare(cell)
    titles = {title for key, title in found.items() if not isinstance(key, str)}
    return {key: title for key, title in found.items() if key not in titles}  # cited with its number besides


def _cells(
    left: Sequence[Measure], right: Sequence[Measure], changes: Sequence[Change], column: str | None = None
) -> list[str]:
    column = column or (changes[0].field if changes else None)
    if column is None:
        return []
    one, other = ({bare(m.printed(column) or "") for m in side} - set(_NOTHING) for side in (left, right))
    for change in changes:
        one = (one - {bare(change.before)}) | {bare(change.after)}
    return sorted((one - {""}) ^ other)


def differs_unsaid(
    left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing, changes: Sequence[Change]
) -> bool:
    """Whether a column of words differs and no change says so."""
    cells = [{bare(m.printed(pairing.left) or "") for m in side} - set(_NOTHING) for side in (left, right)]
    return cells[0] != cells[1] and not any(change.field == pairing.field for change in changes)


def lost_text(link: Link, left: Snapshot, right: Snapshot, changes: Iterable[Change]) -> bool:
    """Whether the left texts of a link with the changes are other than its right texts."""
    lefts, rights = ({m.id: m for m in side.measures} for side in (left, right))
    one, other = in_order_of([lefts[name] for name in link.left], [rights[name] for name in link.right])
    starts = [_starts(side) for side in (one, other)]
    texts = ["".join(m.text for m in side) for side in (one, other)]
    places = sorted(
        (
            (starts[0][change.left] + a, starts[0][change.left] + b),
            (starts[1][change.right] + c, starts[1][change.right] + d),
        )
        for change in changes
        if change.field == "text"
        for (a, b), (c, d) in zip(change.spans.left, change.spans.right, strict=True)
    )
    text, at = "", 0
    for (start, end), (begin, stop) in places:
        text += texts[0][at:start] + texts[1][begin:stop]
        at = max(at, end)
    return bare(text + texts[0][at:]) != bare(texts[1])


def _starts(measures: Iterable[Measure]) -> dict[str, int]:
    starts, at = {}, 0
    for measure in measures:
        starts[measure.id] = at
        at += len(measure.text)
    return starts
