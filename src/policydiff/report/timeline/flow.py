"""The flow of the lines from each round to the next, as figures."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from policydiff.model.lifecycle import GONE, SECTION, Lifecycle, Passage
from policydiff.report.dossier.figures import LEFT_OUT, LINKED, OWN
from policydiff.report.dossier.parts import Figure
from policydiff.report.wording import Words

_COLUMNS = ("from", "to", "measures")


def flows(found: Lifecycle, say: Words) -> Iterator[Figure]:
    """For every two successive rounds, how many lines went from which section to which, came new, or are gone."""
    for before, after in pairwise(found.rounds):
        flow: Counter[tuple[str, str, str]] = Counter()
        for line in found.lines:
            passages = {one.snapshot: one for one in line.passages}
            here, there = passages.get(before.id), passages.get(after.id)
            if there is not None:
                flow[_from(here, there, say), _to(there, say), _code(here, there)] += 1
        if flow:
            yield Figure(
                chart="flow",
                title=say("timeline.flow", left=before.id, right=after.id),
                alt=say("timeline.flow.alt", left=before.id, right=after.id),
                columns={name: say(f"timeline.flow.{name}") for name in _COLUMNS},
                rows=tuple(
                    {"from": one, "to": other, "measures": n, "code": code} for (one, other, code), n in flow.items()
                ),
            )


def _code(here: Passage | None, there: Passage) -> str:
    """Whether a line goes on, is gone, or came new; as in the flow of a comparison."""
    if there.status in GONE:
        return LEFT_OUT
    return OWN if here is None or here.status in GONE else LINKED


def _from(here: Passage | None, there: Passage, say: Words) -> str:
    if here is None or here.status in GONE:
        return say(f"lifecycle.status.{there.status}")
    return _section(here, say)


def _to(there: Passage, say: Words) -> str:
    return say(f"lifecycle.status.{there.status}") if there.status in GONE else _section(there, say)


def _section(one: Passage, say: Words) -> str:
    return next(iter(one.rows[SECTION]), say("no-section"))
