"""Slips in printed texts as faults: those that the source itself prints, and those that it has not."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydiff.check.fault import Fault
from policydiff.check.printed import PrintedText
from policydiff.model.finding import ERROR, INFO
from policydiff.text.mojibake import merged

PRINTED, ADDED = "printed", "added"
"""Forms of a sentence: the source itself prints it; the source has it not. Without a form the source is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A stretch of a text at fault. Those with one `cause` are one fault; what is `doubtful` may be meant so."""

    start: int
    end: int
    cause: str = ""
    doubtful: bool = False


def faults_of(
    found: Iterable[tuple[PrintedText, Sequence[Slip]]],
    values: Callable[[str, Sequence[Slip]], Mapping[str, object]],
    printed_severity: str = INFO,
) -> Iterator[Fault]:
    """The faults of slips: one for each cause in a text, but one in all for a cause that the source itself prints."""
    printed: dict[str, list[tuple[PrintedText, Slip]]] = {}
    for text, slips in found:
        added = [slip for slip in slips if text.is_added(slip.start, slip.end)]
        others = [slip for slip in slips if not slip.doubtful and slip not in added]
        for group in _by_cause(added).values():
            yield fault_at(text, group, values(text.text, group), ADDED, ERROR)
        for cause, group in _by_cause(others).items():
            if text.given is None:
                yield fault_at(text, group, values(text.text, group))
            else:
                printed.setdefault(cause, []).extend((text, slip) for slip in group)
    for places in printed.values():
        first = places[0][0]
        group = [slip for text, slip in places if text is first]
        told = {**values(first.text, group), "count": len(places)}
        yield fault_at(first, group, told, PRINTED, printed_severity)


def fault_at(
    text: PrintedText,
    group: Sequence[Slip],
    values: Mapping[str, object],
    form: str = "",
    severity: str | None = None,
) -> Fault:
    """The fault of slips with one cause, at the first run of them."""
    runs = merged([(slip.start, slip.end) for slip in group])
    start, end = runs[0]
    return Fault(
        values=values,
        form=form,
        place=text.place,
        excerpt=text.text[start:end],
        offset=start,
        severity=severity,
        runs=tuple(runs),
    )


def _by_cause(slips: Iterable[Slip]) -> dict[str, list[Slip]]:
    groups: dict[str, list[Slip]] = {}
    for slip in slips:
        groups.setdefault(slip.cause, []).append(slip)
    return groups
