"""Which measures decisions mean: found by their words, told apart by their numbers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydiff.errors import DecisionError
from policydiff.model.comparison import PARTIAL
from policydiff.model.decision import (
    PARTLY,
    UNRELATED,
    Changed,
    DecidedGroup,
    DecidedMeasure,
    Decision,
    Decisions,
    Pair,
    Rulings,
    StaleDecision,
)
from policydiff.model.document import Measure, Snapshot, bearer
from policydiff.text.fold import bare


@dataclass(frozen=True, slots=True)
class Meaning:
    """The measures that a decision means, by id; those of `changed` by their recorded number alone."""

    decision: Decision
    name: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    changed: Changed

    @property
    def is_effective(self) -> bool:
        """Whether every measure still has the words that were decided on."""
        return not (self.changed.left or self.changed.right)

    @property
    def measures(self) -> tuple[frozenset[str], frozenset[str]]:
        """The measures of both sides, in no order."""
        return frozenset(self.left), frozenset(self.right)

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every left measure with every right one."""
        return ((one, other) for one in self.left for other in self.right)

    @property
    def relation(self) -> str | None:
        """The relation that is decided, if one is."""
        return PARTIAL if self.decision.verdict == PARTLY else self.decision.relation

    def agrees(self, other: "Meaning") -> bool:
        """Whether both can hold where they share a pair."""
        unrelated = [one.decision.verdict == UNRELATED for one in (self, other)]
        if any(unrelated):
            return all(unrelated)
        return self.measures == other.measures and self.relation == other.relation


@dataclass(frozen=True, slots=True)
class Resolved:
    """What decisions rule for two snapshots, and what each of them means."""

    rulings: Rulings
    meanings: tuple[Meaning, ...]


def resolve(
    decisions: Decisions,
    left: Snapshot,
    right: Snapshot,
    where: str,
    names: Sequence[str] | None = None,
    *,
    strict: bool = True,
) -> Resolved:
    """What the decisions of the file `where` rule for two snapshots; `names` say which is which in errors.

    Unless `strict`, a decision on a measure that is nowhere to be found is stale.

    Raises:
        DecisionError: a measure is found neither by its words nor by its number, or two
            decisions contradict each other.
    """
    found = meanings(decisions.decisions, left, right, where, names, strict=strict)
    effective = [(at, meaning) for at, meaning in enumerate(found, 1) if meaning.is_effective]
    _check_agreement(effective, where)
    linked = {  # the last word of those that say the same
        meaning.measures: _group(at, meaning) for at, meaning in effective if meaning.decision.verdict != UNRELATED
    }
    rulings = Rulings(
        linked=frozenset(pair for group in linked.values() for pair in group.pairs),
        barred=frozenset(
            pair for _, meaning in effective if meaning.decision.verdict == UNRELATED for pair in meaning.pairs
        ),
        groups=tuple(linked.values()),
        stale=tuple(_stale(at, meaning) for at, meaning in enumerate(found, 1) if not meaning.is_effective),
    )
    return Resolved(rulings, found)


def meanings(
    decisions: Sequence[Decision],
    left: Snapshot,
    right: Snapshot,
    where: str,
    names: Sequence[str] | None = None,
    *,
    strict: bool = True,
) -> tuple[Meaning, ...]:
    """Which measures each decision means, whether or not they agree.

    Raises:
        DecisionError: a measure is found neither by its words nor by its number.
    """
    names = names or [f"decision {at}" for at in range(1, len(decisions) + 1)]
    one = _Side(left, [named for decision in decisions for named in decision.left])
    other = _Side(right, [named for decision in decisions for named in decision.right])
    return tuple(
        _meaning((at, decision), name, one, other, where if strict else None)
        for at, (decision, name) in enumerate(zip(decisions, names, strict=True), 1)
    )


class _Side:
    """The measures of a snapshot by their words, and by the numbers that decisions name them by."""

    def __init__(self, snapshot: Snapshot, named: Sequence[DecidedMeasure]) -> None:
        self.id = snapshot.id
        self._measures = snapshot.measures
        with_words: dict[tuple[str, str], list[Measure]] = defaultdict(list)
        for measure in snapshot.measures if named else ():
            with_words[_words(measure)].append(measure)
        numbers: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for one in named:
            numbers[_words(one)][one.measure] = None
        self._by_words = {words: _told_apart(numbers[words], same) for words, same in with_words.items()}

    def with_words(self, named: DecidedMeasure) -> str | None:
        """The id of the measure that has the recorded words."""
        return self._by_words.get(_words(named), {}).get(named.measure)

    def with_number(self, number: str) -> str | None:
        """The id of the measure that bears a number."""
        found = bearer(self._measures, number)
        return found.id if found else None


def _words(measure: Measure | DecidedMeasure) -> tuple[str, str]:
    """The words of a measure, signs aside: a full stop that a better reader finds is no reason to decide anew."""
    return bare(measure.title or ""), bare(measure.text)


def _told_apart(numbers: Mapping[str, None], same: Sequence[Measure]) -> dict[str, str]:
    """Which of the measures with the same words each number means: the one that bears it, and where
    none does, what is left over in the order of both.
    """
    meant = {number: one.id for number in numbers if (one := bearer(same, number))}
    rest = sorted((one.id for one in same if one.id not in meant.values()), key=_order)
    for number in sorted(numbers.keys() - meant.keys(), key=_order):
        meant[number] = rest.pop(0) if rest else min((one.id for one in same), key=_order)
    return meant


def _order(number: str) -> tuple[tuple[int, ...], str]:
    """Numbers by size, `16-2` behind `16` and before `16-10`; what is no number by its signs."""
    return tuple(int(part) if part.isdecimal() else 0 for part in number.split("-")), number


def _meaning(numbered: tuple[int, Decision], name: str, left: _Side, right: _Side, where: str | None) -> Meaning:
    """What a decision means, given with its place from 1; with `where` (a file), one that means nothing is an error."""
    at, decision = numbered
    ids: list[tuple[str, ...]] = []
    changed: list[tuple[str, ...]] = []
    for side, named in ((left, decision.left), (right, decision.right)):
        by_words = [side.with_words(one) for one in named]
        found = [words or side.with_number(one.measure) for words, one in zip(by_words, named, strict=True)]
        if None in found and where is not None:
            lost = named[found.index(None)].measure
            raise DecisionError(
                f"{name} names measure {lost} of {side.id}: no measure has its words, and none this number",
                where=where,
                remedy="correct its text or remove the decision",
                form="lost",
                values={"at": at, "measure": lost, "snapshot": side.id},
                decision=at,
            )
        ids.append(tuple(dict.fromkeys(measure for measure in found if measure)))
        changed.append(tuple(one.measure for one, words in zip(named, by_words, strict=True) if words is None))
    return Meaning(decision, name, ids[0], ids[1], Changed(left=changed[0], right=changed[1]))


def _check_agreement(meanings: Sequence[tuple[int, Meaning]], where: str) -> None:
    said: dict[Pair, Meaning] = {}
    for at, meaning in meanings:
        for pair in meaning.pairs:
            earlier = said.setdefault(pair, meaning)
            if not earlier.agrees(meaning):
                raise DecisionError(
                    f"{earlier.name} and {meaning.name} contradict each other on {pair[0]} → {pair[1]} "
                    f"({_said(earlier)}; {_said(meaning)})",
                    where=where,
                    remedy="change or remove one of them",
                    form="contradicts",
                    values={"at": at, "left": pair[0], "right": pair[1]},
                    decision=at,
                )


def _said(meaning: Meaning) -> str:
    relation = f" as {meaning.decision.relation}" if meaning.decision.relation else ""
    return f"{'+'.join(meaning.left)} → {'+'.join(meaning.right)} {meaning.decision.verdict}{relation}"


def _group(at: int, meaning: Meaning) -> DecidedGroup:
    return DecidedGroup(
        left=meaning.left,
        right=meaning.right,
        relation=meaning.relation,
        decision=at,
        word=meaning.decision.word,
    )


def _stale(at: int, meaning: Meaning) -> StaleDecision:
    one = meaning.decision
    return StaleDecision(
        decision=at,
        verdict=one.verdict,
        left=tuple(measure.measure for measure in one.left),
        right=tuple(measure.measure for measure in one.right),
        by=one.by,
        when=one.when,
        why=one.why,
        changed=meaning.changed,
    )
