"""The flow of the lines from each round to the next, as figures."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from policydiff.model.document import number_key
from policydiff.model.lifecycle import GONE, SECTION, Lifecycle, Passage
from policydiff.report.dossier.parts import Figure
from policydiff.report.wording import Words

_COLUMNS = ("from", "to", "measures")
_LINKED, _LEFT_OUT, _OWN = "linked", "left-out", "own"
"""What flows, by the codes of charts: from section to section, to nowhere, from nowhere."""


def flows(found: Lifecycle, say: Words) -> Iterator[Figure]:
    """For every two successive rounds, how many lines went from which section to which, came new, or are gone."""
    places = {one.id: _places(found, one.id) for one in found.rounds}
    for before, after in pairwise(found.rounds):
        flow: Counter[tuple[str, str, str]] = Counter()
        for line in found.lines:
            passages = {one.snapshot: one for one in line.passages}
            here, there = passages.get(before.id), passages.get(after.id)
            if there is not None:
                flow[_flow(here, there)] += 1
        if flow:
            left, right = places[before.id], places[after.id]
            yield Figure(
                chart="flow",
                title=say("timeline.flow", left=before.id, right=after.id),
                alt=say("timeline.flow.alt", left=before.id, right=after.id),
                columns={name: say(f"timeline.flow.{name}") for name in _COLUMNS},
                rows=tuple(
                    {
                        "from": say(f"lifecycle.status.{one}") if code == _OWN else one or say("no-section"),
                        "to": say(f"lifecycle.status.{other}") if code == _LEFT_OUT else other or say("no-section"),
                        "measures": count,
                        "code": code,
                        "from-place": left.get(one, len(left)),
                        "to-place": right.get(other, len(right)),
                    }
                    for (one, other, code), count in flow.items()
                ),
            )


def _flow(here: Passage | None, there: Passage) -> tuple[str, str, str]:
    """The section or the status at both ends, and which of them is a section."""
    if there.status in GONE:
        return _section(there), there.status, _LEFT_OUT
    if here is None or here.status in GONE:
        return there.status, _section(there), _OWN
    return _section(here), _section(there), _LINKED


def _section(one: Passage) -> str:
    return next(iter(one.rows[SECTION]), "")


def _places(found: Lifecycle, document: str) -> Mapping[str, int]:
    """How far down in a round each section stands, by the first measure that it has there."""
    first: dict[str, tuple[int, ...]] = {}
    for one in (one for line in found.lines for one in line.passages):
        if one.snapshot == document and one.refs:
            at = number_key(one.refs[0].rpartition("#")[2])
            first[_section(one)] = min(first.get(_section(one), at), at)
    return {name: at for at, name in enumerate(sorted(first, key=first.__getitem__))}
