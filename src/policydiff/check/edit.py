"""One edit by hand: words of a cell, or a value, that the source and its corrections give otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any

from policydiff.check.fault import Fault, Place, Printed
from policydiff.check.spans import Spans, differing_spans
from policydiff.snapshot.dump import names_of, to_data, to_json

TEXT_EDITED, NOT_REPRODUCIBLE = "text-edited", "not-reproducible"
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit: the check that reports it and its fault, and the values that were edited.

    `spans` are those of a printed cell that has other words. `was` and `now` are those of a measure's section.
    `explained_by` are the only checks whose faults may say the same better, if not any.
    """

    check: str
    fault: Fault
    places: tuple[Place, ...]
    spans: Spans | None = None
    was: str | None = None
    now: str | None = None
    explained_by: tuple[str, ...] | None = None


def text_edit(
    place: Place, name: str, here: str | None, there: str | None, lines: tuple[int, int] | None = None
) -> Edit:
    """The edit of a printed cell: the words that differ, in the snapshot and in the source."""
    if here is None or there is None:
        form = "emptied" if here is None else "filled"
        values = {"cell": name, "now": shown(here or ""), "printed": shown(there or "")}
        printed = Printed(there or "")
        fault = Fault(form=form, values=values, place=place, excerpt=here or "", lines=lines, printed=printed)
        filled = Spans(here, "", (((0, len(here)), (0, 0)),)) if here else None
        return Edit(check=TEXT_EDITED, fault=fault, places=(place,), spans=filled)
    spans = differing_spans(here, there)
    now, printed = spans.excerpt, spans.printed
    form = "left-out" if not now else "put-in" if not printed.words else ""
    values = {"cell": name, "now": shown(now), "printed": shown(printed.words)}
    fault = Fault(
        form=form,
        values=values,
        place=place,
        excerpt=now,
        offset=spans.whole[0][0],
        lines=lines,
        printed=printed,
    )
    return Edit(check=TEXT_EDITED, fault=fault, places=(place,), spans=spans)


def value_edits(place: Place, name: str, here: object, there: object) -> Iterator[Edit]:
    """The edit of a value that is no printed words, at the first of its values that differs."""
    differing = list(_differing(here, there, place))
    if not differing:
        return
    first, own, printed = differing[0] if len(differing) == 1 else (differing[0][0], here, there)
    was, now = (value if isinstance(value, str) else None for value in (there, here))
    below = first[len(place) : -1] if isinstance(own, (tuple, list)) else first[len(place) :]
    inner = "".join(f".{part}" if isinstance(part, str) else f"[{part}]" for part in below)
    values = {"cell": name + (inner if len(differing) == 1 else ""), "now": _value(own), "printed": _value(printed)}
    excerpt = own if isinstance(own, str) else ""
    fault = Fault(form="value", values=values, place=first, excerpt=excerpt, printed=Printed(""))
    places = tuple(one for one, _, _ in differing)
    yield Edit(check=NOT_REPRODUCIBLE, fault=fault, places=places, was=was, now=now)


def _differing(here: Any, there: Any, place: Place) -> Iterator[tuple[Place, Any, Any]]:
    """The innermost values that differ: their places, and what they are here and there."""
    if here == there:
        return
    if is_dataclass(here) and type(here) is type(there):
        for name, key in names_of(here.__class__):
            yield from _differing(getattr(here, name), getattr(there, name), (*place, key))
    elif isinstance(here, Mapping) and isinstance(there, Mapping) and set(here) == set(there):
        for key in here:
            yield from _differing(here[key], there[key], (*place, str(key)))
    elif isinstance(here, (tuple, list)) and isinstance(there, (tuple, list)) and len(here) == len(there):
        for at, (one, other) in enumerate(zip(here, there, strict=True)):
            yield from _differing(one, other, (*place, at))
    elif isinstance(here, (tuple, list)) and isinstance(there, (tuple, list)):
        shorter = min(len(here), len(there))
        first = next((at for at in range(shorter) if here[at] != there[at]), shorter)
        yield (*place, first) if first < len(here) else place, here, there
    else:
        yield place, here, there


def several(names: list[str]) -> str:
    """Names for a message: the first ones and the last."""
    return ", ".join(names[:5]) + (f" … {names[-1]}" if len(names) > 5 else "")


def _value(value: object) -> str:
    return shown(" ".join(to_json(to_data(value)).split()))


def shown(text: str, most: int = _SHOWN) -> str:
    """A text for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
