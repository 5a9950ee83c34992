"""Taking up new decisions: one on the same measures replaces the earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policydiff.decisions.resolve import Meaning, Resolved, meanings, resolve
from policydiff.model.decision import DecidedMeasure, Decision, Decisions
from policydiff.model.document import Snapshot


@dataclass(frozen=True, slots=True)
class Answer:
    """A new decision, and what it is called in errors."""

    decision: Decision
    name: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Decisions with new ones taken up: what was added, what replaced what, and what was said already."""

    decisions: Decisions
    resolved: Resolved
    added: tuple[Meaning, ...]
    replaced: tuple[tuple[Meaning, Meaning], ...]
    unchanged: tuple[Meaning, ...]


def decided(measures: Sequence[str], snapshot: Snapshot) -> tuple[DecidedMeasure, ...]:
    """Measures of a snapshot, by id, as a decision records them."""
    by_id = {measure.id: measure for measure in snapshot.measures}
    return tuple(DecidedMeasure(measure=name, title=by_id[name].title, text=by_id[name].text) for name in measures)


def merge(
    kept: Decisions, answers: Sequence[Answer], left: Snapshot, right: Snapshot, where: str, kept_in: str
) -> Merged:
    """The decisions of the file `kept_in` with the answers that stand in `where` taken up.

    Raises:
        DecisionError: an answer names no measure, or the answers contradict each other or what is kept.
    """
    names = [f"decision {at} of {kept_in}" for at in range(1, len(kept.decisions) + 1)] + [
        answer.name for answer in answers
    ]
    every = (*kept.decisions, *(answer.decision for answer in answers))
    found = meanings(every, left, right, where, names)
    slots, new = list(found[: len(kept.decisions)]), found[len(kept.decisions) :]
    added: list[Meaning] = []
    replaced: list[tuple[Meaning, Meaning]] = []
    unchanged: list[Meaning] = []
    answered: list[Meaning] = []
    for meaning in new:
        same = [at for at, slot in enumerate(slots) if slot.measures == meaning.measures]
        if any(_says(slots[at]) == _says(meaning) for at in same):
            unchanged.append(meaning)
            continue
        same = [at for at in same if slots[at] not in answered]
        answered.append(meaning)
        if same:
            replaced.append((slots[same[0]], meaning))
            slots[same[0]] = meaning
            slots = [slot for at, slot in enumerate(slots) if at not in same[1:]]
        else:
            added.append(meaning)
            slots.append(meaning)
    decisions = replace(kept, decisions=tuple(slot.decision for slot in slots))
    resolved = resolve(decisions, left, right, where, [slot.name for slot in slots])
    return Merged(decisions, resolved, tuple(added), tuple(replaced), tuple(unchanged))


def _says(meaning: Meaning) -> tuple[object, ...]:
    """What a decision says, whoever says it."""
    one = meaning.decision
    return one.verdict, one.relation, one.why, set(one.left), set(one.right)
