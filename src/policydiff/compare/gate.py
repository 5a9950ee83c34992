"""Gates: every difference as a row with its content, which of them a gate is to fail on, and which were accepted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.changes.catalogue import GATE_KINDS, GATE_RULE_BY_ID, GUIDANCE, RESPONSIBILITY, SEVERITIES
from policydiff.changes.severities import Severities
from policydiff.compare.editions.facts import differing_facts
from policydiff.errors import UsageError, did_you_mean
from policydiff.model.comparison import NOT_MEANT, SAME_SOURCE, Change, Comparison, Span
from policydiff.model.document import TEXT_FIELDS, Measure, Snapshot
from policydiff.model.gate import Difference, Side
from policydiff.model.step import CellChange
from policydiff.text.clauses import clauses
from policydiff.text.fold import fold

if TYPE_CHECKING:  # late: who asks for the words of a measure alone compares nothing
    from policydiff.compare.editions.pair import Editions

CONDITIONS = (*GATE_RULE_BY_ID, *SEVERITIES, *GATE_KINDS)
"""What a gate can be told to fail on: rules, by present or former ids, severities, and kinds."""


def conditions(given: Iterable[str], where: str) -> tuple[str, ...]:
    """What to fail on, each once and a rule by its present id.

    Raises:
        UsageError: something is neither a rule, nor a severity, nor a kind.
    """
    found: dict[str, None] = {}
    for name in given:
        if name not in CONDITIONS:
            what = f"“{name}” is no rule, severity or kind of change"
            raise UsageError(what, where=where, remedy=did_you_mean(name, CONDITIONS))
        found[GATE_RULE_BY_ID[name].id if name in GATE_RULE_BY_ID else name] = None
    return tuple(found)


def fails(difference: Difference, fail_on: Iterable[str]) -> bool:
    """Whether a gate that fails on these fails on a difference: a severity means that one or a worse one."""
    names = (difference.rule, GATE_RULE_BY_ID[difference.rule].kind)
    severity = SEVERITIES.index(difference.severity)
    return any(one in names or (one in SEVERITIES and SEVERITIES.index(one) <= severity) for one in fail_on)


def differences_of(found: Comparison, left: Snapshot, right: Snapshot, severities: Severities) -> list[Difference]:
    """The differences of two documents, or of two editions of one.

    Two editions that were read from one source differ in nothing of the policy: that they do is one difference.
    """
    if found.reading == SAME_SOURCE:
        is_same_reader = left.source.reader == right.source.reader
        rule = "snapshot-corrected" if is_same_reader else "snapshot-reread"
        return [whole(rule, (left.id, right.id), severities)] if found.differs else []
    rows = Rows(left, right, severities)
    listed = [rows.change(change) for link in found.links for change in link.changes]
    has_places = bool(found.summary.applicability)
    alone = {one.measure for one in found.left_only}
    for row in found.uptake:
        if row.measure in alone:
            left_out = "measure-not-meant" if row.uptake == NOT_MEANT else "measure-left-out"
            listed.append(rows.gone(row.measure, left_out if has_places else "measure-dropped"))
    listed += [rows.come(one.measure, "measure-own" if has_places else "measure-added") for one in found.right_only]
    if left.id == right.id:
        listed += [rows.fact(cell) for cell in differing_facts(left, right)]
    return list(_named_apart(listed))


def differences_between(found: "Editions", severities: Severities) -> list[Difference]:
    """The differences of two editions of a snapshot, as differences of the policy."""
    rows = Rows(found.left, found.right, severities)
    listed = [rows.fact(cell) for cell in found.difference.document]
    for row in found.difference.measures:
        listed += [rows.change(change) for change in row.changes]
        listed += [rows.gone(name, "measure-dropped") for name in row.before if not row.after]
        listed += [rows.come(name, "measure-added") for name in row.after if not row.before]
    return list(_named_apart(listed))


def whole(rule: str, sides: tuple[str, str], severities: Severities) -> Difference:
    """A difference of a snapshot as a whole, by its id on each side."""
    left, right = (Side(snapshot=name) for name in sides)
    return Difference(key=rule, rule=rule, severity=severities.levels[rule], left=left, right=right)


def _named_apart(found: Iterable[Difference]) -> Iterator[Difference]:
    """Differences with keys of which no two are the same."""
    seen: Counter[str] = Counter()
    for one in found:
        seen[one.key] += 1
        yield one if seen[one.key] == 1 else replace(one, key=f"{one.key}.{seen[one.key]}")


class Rows:
    """Makes rows of what differs between two snapshots."""

    def __init__(self, left: Snapshot, right: Snapshot, severities: Severities) -> None:
        self._ids = left.id, right.id
        self._lefts, self._rights = ({one.id: one for one in side.measures} for side in (left, right))
        self._severities = severities

    def change(self, change: Change) -> Difference:
        """A change inside a link."""
        left = self._side(0, self._lefts, change.left, change.field, change.spans.left, change.before)
        right = self._side(1, self._rights, change.right, change.field, change.spans.right, change.after)
        place = change.left if change.left == change.right else f"{change.left} → {change.right}"
        return Difference(
            key=change.id,
            rule=change.rule,
            severity=self._severities.of(change),
            field=change.field,
            place=place,
            left=left,
            right=right,
        )

    def gone(self, name: str, rule: str) -> Difference:
        """A measure of the left side alone."""
        left = Side(snapshot=self._ids[0], words=words_of(self._lefts[name]))
        return self._alone(rule, name, left, Side(snapshot=self._ids[1]))

    def come(self, name: str, rule: str) -> Difference:
        """A measure of the right side alone."""
        right = Side(snapshot=self._ids[1], words=words_of(self._rights[name]))
        return self._alone(rule, name, Side(snapshot=self._ids[0]), right)

    def fact(self, cell: CellChange) -> Difference:
        """Something that is said otherwise of the document as a whole."""
        left, right = (
            Side(snapshot=name, says=says) for name, says in zip(self._ids, (cell.before, cell.after), strict=True)
        )
        return replace(self._alone("document-changed", cell.field, left, right), field=cell.field)

    def _alone(self, rule: str, name: str, left: Side, right: Side) -> Difference:
        severity = self._severities.levels[rule]
        return Difference(key=f"{rule}#{name}", rule=rule, severity=severity, place=name, left=left, right=right)

    def _side(
        self, at: int, known: Mapping[str, Measure], name: str, field: str, spans: Sequence[Span], says: str
    ) -> Side:
        measure = known[name]
        printed = measure.printed(field) or (measure.printed(RESPONSIBILITY) if field == GUIDANCE else None) or ""
        passage = passage_of(printed, spans) if field in TEXT_FIELDS else printed
        return Side(snapshot=self._ids[at], words=words_of(measure), passage=passage, says=says)


def words_of(measure: Measure) -> str:
    """The words of a measure as printed: its title, if it has one, and its text."""
    return printed_words(measure.title, measure.text)


def printed_words(title: str | None, text: str) -> str:
    """Title, if there is one, and text of a measure in one."""
    return f"{title}\n{text}" if title else text


def passage_of(text: str, spans: Sequence[Span]) -> str:
    """The clauses of a printed text that spans of it touch; an empty span lies in the clause behind it."""
    folded = fold(text)
    bounds = [folded.span(*clause) for clause in clauses(folded.text)]
    touched = set()
    for begin, end in spans:
        inside = {at for at, (first, last) in enumerate(bounds) if first < end and begin < last}
        behind = max((at for at, (first, _) in enumerate(bounds) if first <= begin), default=None)
        touched |= inside or ({behind} if behind is not None else set())
    return "".join(text[slice(*bounds[at])] for at in sorted(touched))
