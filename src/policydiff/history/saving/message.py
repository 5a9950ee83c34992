"""The message of a commit: a subject that says what changed in measures, a body with each, trailers for machines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from policydiff.compare.editions.cells import CellDifference, as_printed, document_cells
from policydiff.history.commits import CORRECTION, DECISION, EXTRACTION, KIND, POLICY
from policydiff.history.saving.effects import EFFECTS, effect_of, effects, totals
from policydiff.model.comparison import Change
from policydiff.model.correction import DOCUMENT, MEASURE
from policydiff.model.decision import DecidedMeasure, Decision, Decisions
from policydiff.model.document import Snapshot
from policydiff.model.step import ADDED, DROPPED, Transition, runs

_MOST_LINES = 40
_MOST_CHANGES = 3
_SHOWN = 30
_CONTEXT = 8
"""Characters shown before those in which two long cells differ."""
_INDENT = "  "
"""No line of the body begins with a sign that git takes for a comment, or could be taken for a trailer."""
_LIKE_TRAILER = re.compile(r"Policydiff-|#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A snapshot as it was saved last and as it is saved now."""

    id: str
    before: Snapshot | None
    after: Snapshot | None


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions on two snapshots as they were saved last and as they are saved now; None where there is no file."""

    name: str
    before: Decisions | None
    after: Decisions | None


@dataclass(frozen=True, slots=True)
class _Part:
    """What the message says of one snapshot or one file of decisions."""

    name: str
    says: str
    counts: Mapping[str, int]
    lines: tuple[str, ...]


def message(kind: str, steps: Sequence[Step], decided: Sequence[Decided], own: str | None = None) -> str:
    """The whole message; `own` takes the place of the subject, which then begins the body."""
    parts = [*(_PARTS[kind](step) for step in steps), *map(_decision_part, decided)]
    names = ", ".join(part.name for part in parts)
    subject = _subject(kind, parts, steps)
    paragraphs = [*_own(own, names), subject] if own is not None else [subject]
    body = list(_body(parts))
    if body:
        paragraphs.append("\n".join(body))
    paragraphs.append("\n".join(_trailers(kind, steps, decided)))
    return "\n\n".join(paragraphs) + "\n"


def _own(text: str, names: str) -> Iterator[str]:
    """A message of the user's: its first line, and the others as a paragraph."""
    first, _, rest = text.strip().partition("\n")
    first = _line(first)
    yield f"{names}: {first}" if _LIKE_TRAILER.match(first) else first
    lines = [_line(line) for line in rest.strip("\n").split("\n")]
    if any(lines):
        yield "\n".join(f"{_INDENT}{line}" if _LIKE_TRAILER.match(line) else line for line in lines)


def _subject(kind: str, parts: Sequence[_Part], steps: Sequence[Step]) -> str:
    if len(parts) == 1:
        return f"{parts[0].name}: {parts[0].says}"
    counts: dict[str, int] = {}
    for part in parts:
        for words, count in part.counts.items():
            counts[words] = counts.get(words, 0) + count
    what = "pairs of snapshots" if kind == DECISION else "snapshots"
    new = [step.after for step in steps if step.after and not step.before]
    if kind == POLICY and len(new) == len(parts):
        return f"{len(parts)} {what}: {_number(sum(len(one.measures) for one in new), 'measure')}, new"
    if kind == POLICY:
        return f"{len(parts)} {what}: {_counted(counts)}"
    said = dict.fromkeys(part.says for part in parts)
    return f"{len(parts)} {what}: {'; '.join(said) if len(said) == 1 else _SUMS[kind](counts)}"


def _policy_part(step: Step) -> _Part:
    before, after = step.before, step.after
    if after is None:
        return _Part(step.id, "removed from the snapshots", {"removed": 1}, ())
    if before is None:
        what = _number(len(after.measures), "measure")
        return _Part(step.id, f"{what}, new", {"new": 1}, (_line(after.title),))
    rows = effects(before, after)
    counts = totals(rows)
    lines = tuple(map(_measure_lines, runs(rows)))
    cells = [cell for cell in document_cells(before, after) if cell.kind != MEASURE]
    if not counts:
        what = _number(len(cells), "cell") + " changed" if cells else "another source"
        return _Part(step.id, f"no measure changed, {what}", {}, tuple(map(_cell_line, cells)))
    return _Part(step.id, _counted(counts), counts, (*lines, *map(_cell_line, cells)))


def _counted(counts: Mapping[str, int]) -> str:
    """`2 measures narrowed, 1 added`."""
    snapshots = [f"{count} {words}" for words in ("new", "removed") if (count := counts.get(words))]
    rest = [(words, count) for words, count in counts.items() if words not in ("new", "removed")]
    measures = [f"{_number(count, 'measure')} {words}" for words, count in rest[:1]]
    measures += [f"{count} {words}" for words, count in rest[1:]]
    return ", ".join([*snapshots, *measures]) or "no measure changed"


def _extraction_part(step: Step) -> _Part:
    before, after = _both(step)
    cells = list(document_cells(before, after))
    count = f"{_number(len(cells), 'cell')} otherwise" if cells else "no cell otherwise"
    lines = tuple(map(_cell_line, cells))
    says = f"read again by reader {after.source.reader.version}, {count}"
    if before.source.sha256 != after.source.sha256:
        says = f"read from a better print by reader {after.source.reader.version}, {count}"
    return _Part(step.id, says, {"cells": len(cells)}, lines)


def _correction_part(step: Step) -> _Part:
    before, after = _both(step)
    cells = [cell for cell in document_cells(before, after) if (cell.kind, cell.field) != (DOCUMENT, "id")]
    says = f"{_number(len(cells), 'cell')} put right" if cells else "no cell changed"
    if before.id != after.id:
        says = f"renamed, was {before.id}" + (f", {says}" if cells else "")
    elif not cells:
        says = "what is kept beside it put right, no cell changed"
    return _Part(step.id, says, {"cells": len(cells)}, tuple(map(_cell_line, cells)))


def _decision_part(decided: Decided) -> _Part:
    sides = [
        {(one.left, one.right): one for one in (side.decisions if side else ())}
        for side in (decided.before, decided.after)
    ]
    old, new = _mated(*sides)
    groups = {
        "decided": [one for key, one in new.items() if key not in old],
        "decided anew": [one for key, one in new.items() if key in old and old[key] != one],
        "taken back": [one for key, one in old.items() if key not in new],
    }
    counts = {words: len(found) for words, found in groups.items() if found}
    lines = tuple(
        f"{'+'.join(m.measure for m in one.left)} → {'+'.join(m.measure for m in one.right)}: {one.verdict}"
        + (f", {words}" if words != "decided" else "")
        + (f": {_cut(one.why)}" if one.why else "")
        for words, found in groups.items()
        for one in found
    )
    return _Part(decided.name, _links(counts), counts, lines)


_Pair = tuple[tuple[DecidedMeasure, ...], tuple[DecidedMeasure, ...]]


def _mated(
    old: dict[_Pair, Decision], new: dict[_Pair, Decision]
) -> tuple[dict[_Pair, Decision], dict[_Pair, Decision]]:
    """Decisions before and after by what they are on: one on other words of the same measures is decided anew."""
    known = {_numbers(key): key for key in new if key not in old}
    mates = {key: known.pop(_numbers(key), key) for key in old if key not in new}
    return {mates.get(key, key): one for key, one in old.items()}, new


def _numbers(pair: _Pair) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.measure for one in side) for side in pair)


def _links(counts: Mapping[str, int]) -> str:
    """`3 links decided, 1 taken back`."""
    parts = [f"{_number(count, 'link')} {words}" for words, count in list(counts.items())[:1]]
    return ", ".join([*parts, *(f"{count} {words}" for words, count in list(counts.items())[1:])]) or "no link changed"


_PARTS = {POLICY: _policy_part, EXTRACTION: _extraction_part, CORRECTION: _correction_part, DECISION: _policy_part}
_SUMS = {
    EXTRACTION: lambda counts: f"read again, {_number(counts.get('cells', 0), 'cell')} otherwise",
    CORRECTION: lambda counts: f"{_number(counts.get('cells', 0), 'cell')} put right",
    DECISION: _links,
}


def _both(step: Step) -> tuple[Snapshot, Snapshot]:
    if step.before is None or step.after is None:
        raise ValueError(step.id)
    return step.before, step.after


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _body(parts: Sequence[_Part]) -> Iterator[str]:
    """A line for each change, a heading for each of several snapshots, and no more than can be read."""
    lines: list[str] = []
    for part in parts:
        if len(parts) == 1:
            lines += [f"{_INDENT}{line}" for line in part.lines]
            continue
        room = max(0, _MOST_LINES // len(parts) - 2)  # beside the heading and what says that there is more
        lines.append(f"{_INDENT}{part.name}: {part.says}")
        lines += [f"{_INDENT * 2}{line}" for line in part.lines[:room]]
        if room and len(part.lines) > room:
            lines.append(f"{_INDENT * 2}and {len(part.lines) - room} more")
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield f"{_INDENT}and {len(lines) - _MOST_LINES} more"


def _measure_lines(run: Sequence[Transition]) -> str:
    """`#9–#88 → #10–#89: renumbered (80)`, or the line of one."""
    if len(run) == 1:
        return _measure_line(run[0])
    (first, to_first), (last, to_last) = ((one.before[0], one.after[0]) for one in (run[0], run[-1]))
    return f"#{first}–#{last} → #{to_first}–#{to_last}: {EFFECTS[effect_of(run[0])]} ({len(run)})"


def _measure_line(row: Transition) -> str:
    """`#20 → #21: audience widened: 港澳 → 港澳台`."""
    sides = ["+".join(f"#{name}" for name in names) for names in (row.before, row.after)]
    ref = sides[0] or sides[1] if not all(sides) or sides[0] == sides[1] else " → ".join(sides)
    words = EFFECTS[effect_of(row)]
    if row.fate in (ADDED, DROPPED):
        return f"{ref}: {words}: {_cut(next((cell.after or cell.before or '' for cell in row.cells), ''))}"
    if not row.changes:
        return f"{ref}: {words}"
    shown = [_change(one) for one in row.changes[:_MOST_CHANGES]]
    more = len(row.changes) - len(shown)
    several = f"{words}: " if len(row.before) > 1 or len(row.after) > 1 else ""
    return f"{ref}: {several}{'; '.join(shown)}{f'; and {more} more' if more else ''}"


def _change(change: Change) -> str:
    words = [_cut(text) for text in (change.before, change.after)]
    return f"{change.kind} {change.direction}: {' → '.join(filter(None, words))}"


def _cell_line(cell: CellDifference) -> str:
    place = {MEASURE: f"#{cell.name}, {cell.field}", DOCUMENT: cell.field}.get(cell.kind, cell.place)
    before, after = _value(cell.before), _value(cell.after)
    if max(len(before), len(after)) > _SHOWN:
        differ = (at for at, signs in enumerate(zip(before, after, strict=False)) if signs[0] != signs[1])
        same = max(0, next(differ, min(len(before), len(after))) - _CONTEXT)
        before, after = (f"{'…' if same else ''}{text[same:]}" for text in (before, after))
    return f"{place}: {_cut(before)} → {_cut(after)}"


def _value(value: object) -> str:
    value = as_printed(value)
    if isinstance(value, (list, tuple)):
        value = "、".join(map(str, value))
    return _line(str(value)) if value not in (None, "") else "nothing"


def _cut(text: str) -> str:
    text = _line(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _line(text: str) -> str:
    """A text of a document or a user in one line that holds nothing that acts on a terminal."""
    text = " ".join(text.split())
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)


def _trailers(kind: str, steps: Sequence[Step], decided: Sequence[Decided]) -> Iterator[str]:
    yield f"{KIND}: {kind}"
    yield from (f"Policydiff-Snapshot: {step.id}" for step in steps)
    yield from _pairs(decided)
    for step in steps:
        if step.after is None:
            continue
        source = step.after.source
        yield f"Policydiff-Reader: {step.id} {source.reader.name} {source.reader.version} {source.layout}"
        yield f"Policydiff-Source: {step.id} sha256:{source.sha256}"
        if step.before is not None and step.before.source.sha256 != source.sha256:
            yield f"Policydiff-Source-Before: {step.id} sha256:{step.before.source.sha256}"
        if step.before is not None and step.before.id != step.id:
            yield f"Policydiff-Renamed: {step.before.id} {step.id}"
    yield f"Policydiff-Version: {_version()}"


def _pairs(decided: Iterable[Decided]) -> Iterator[str]:
    yield from (f"Policydiff-Decisions: {one.name}" for one in decided)


def _version() -> str:
    try:
        return version("policydiff")
    except PackageNotFoundError:
        return "unknown"
