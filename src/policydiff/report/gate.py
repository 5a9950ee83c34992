"""The verdict of a gate in words: whether it passes, what fails by rule with the first few, and what is to be known."""

from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.changes.catalogue import GATE_RULE_BY_ID, WHOLE_KINDS
from policydiff.model.gate import Difference, Verdict
from policydiff.report.printable import harmless
from policydiff.report.wording import Words, words

_FEW = 5
"""So many differences of a rule are shown."""
_LONGEST = 60
"""Signs of words that are shown."""
_SHORT = 10
FAILED, PASSED = "failed", "passed"


@dataclass(frozen=True, slots=True)
class GateGroup:
    """What fails under one rule: a title with the count, and the first few."""

    rule: str
    title: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePart:
    """The verdict as reports show it; `lines` are what is to be known besides."""

    title: str
    code: str
    headline: str
    asked: str
    groups: tuple[GateGroup, ...]
    lines: tuple[str, ...]


def part_of(verdict: Verdict, language: str) -> GatePart:
    """A verdict in the words of a language."""
    say = words(language)
    rules = ", ".join(verdict.fail_on)
    return GatePart(
        title=say("gate.title"),
        code=PASSED if verdict.passes else FAILED,
        headline=_headline(verdict, say),
        asked=say("gate.asked", conditions=rules, profile=say(f"profile.{verdict.profile}")),
        groups=tuple(_groups(verdict, say)),
        lines=tuple(_lines(verdict, say)),
    )


def to_text(verdict: Verdict, language: str) -> str:
    """The verdict in a few lines for a terminal."""
    part = part_of(verdict, language)
    lines = [words(language)("gate.said", title=part.title, headline=part.headline, asked=part.asked)]
    for group in part.groups:
        lines += [f"  {group.title}", *(f"    {row}" for row in group.rows)]
    lines += [f"  {line}" for line in part.lines]
    return "".join(f"{harmless(line)}\n" for line in lines)


def _headline(verdict: Verdict, say: Words) -> str:
    if verdict.not_compared:
        return say("gate.not-compared", count=len(verdict.not_compared))
    if verdict.failing:
        return say("gate.failed", count=len(verdict.failing))
    if verdict.waivers:
        return say("gate.failed-waivers", count=len(verdict.waivers))
    if verdict.accepted:
        return say("gate.passed-accepted", count=len(verdict.accepted))
    return say("gate.passed")


def _groups(verdict: Verdict, say: Words) -> Iterator[GateGroup]:
    for (severity, rule), count in verdict.counts.items():
        mine = [one for one in verdict.failing if (one.severity, one.rule) == (severity, rule)]
        rows = [_row(one, say) for one in mine[:_FEW]]
        rows += [say("gate.more", count=count - _FEW)] if count > _FEW else []
        is_whole = GATE_RULE_BY_ID[rule].kind in WHOLE_KINDS
        name = say(f"gate.rule.{rule}") if is_whole else say(f"rule.{rule}")
        title = say("gate.group", severity=say(f"finding.{severity}"), name=name, rule=rule, count=count)
        yield GateGroup(rule, title, tuple(rows))


def _row(one: Difference, say: Words) -> str:
    return say("gate.row", where=_where(one, say), words=_words(one, say), named=one.key)


def _where(one: Difference, say: Words) -> str:
    names = {"left": one.left.snapshot, "right": one.right.snapshot}
    kind = GATE_RULE_BY_ID[one.rule].kind
    if kind == "snapshot":
        return say("gate.where-snapshots" if names["left"] != names["right"] else "gate.where-snapshot", **names)
    if kind == "document":
        return say("gate.where-document", left=names["left"], field=say(f"gate.part.{one.field}"))
    return say("gate.where" if names["left"] != names["right"] else "gate.where-same", **names, place=one.place)


def _words(one: Difference, say: Words) -> str:
    """The exact words, on each side that has some; of a measure as a whole how it begins."""
    before, after = (_cut(side.words if side.says is None else side.says) for side in (one.left, one.right))
    if before and after:
        return say("gate.words-changed", before=before, after=after)
    if before:
        return say("gate.words-gone", before=before)
    return say("gate.words-new", after=after) if after else ""


def _cut(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _lines(verdict: Verdict, say: Words) -> Iterator[str]:
    yield from (say("gate.fault", what=" ".join(one.split())) for one in verdict.not_compared)
    for fault in verdict.waivers:
        names = {"rule": fault.rule, "pair": " → ".join(dict.fromkeys((fault.left, fault.right)))}
        yield say(f"gate.waiver-{fault.kind}", **names, until=fault.until, by=fault.by)
    if verdict.failing:
        yield say("gate.how", between=verdict.between)
    if verdict.accepted:
        yield say("gate.accepted", count=len(verdict.accepted))
    if verdict.base:
        yield say("gate.base", commit=verdict.base[:_SHORT])
    if verdict.judge:
        yield say("gate.judge", files=say("list-and").join(verdict.judge))
