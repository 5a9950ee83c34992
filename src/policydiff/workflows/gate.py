"""Gates: whether what was compared has what nobody may let pass; what could not be compared never passes.

Of a period, what it changes in the policy is gated: every snapshot that was read from another source, or edited by
hand, by what its measures say otherwise; snapshots that came, went, or got another name. Cells that only read
otherwise, or were put right, are one difference of a snapshot. A new snapshot against its plan, or the round before
it, is gated where that is asked for: it says what a document says, not what a change does to one.
"""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.changes.severities import Severities
from policydiff.compare.editions.period import (
    ADDED,
    BY_HAND,
    CORRECTION,
    LINK,
    POLICY,
    REMOVED,
    UNREADABLE,
    Leg,
    NewPair,
    Period,
    SnapshotChange,
)
from policydiff.compare.gate import conditions, differences_between, differences_of, fails, whole
from policydiff.compare.waiving import Pair, faults, waived
from policydiff.errors import GateError
from policydiff.model.gate import EXPIRED, Difference, Verdict, WaiverFault
from policydiff.text.revisions import shortened
from policydiff.workflows.compare import Compared
from policydiff.workflows.judging.judge import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a gate is asked: to fail on these, or `as_configured`; for which reader; on which day (ISO date); and
    whether new snapshots are gated against what they follow.
    """

    today: str
    fail_on: tuple[str, ...] = ()
    as_configured: bool = False
    profile: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A gate that is ready: its judge, what it fails on, and the severities for the reader at hand."""

    judge: Judge
    asked: Asked
    fail_on: tuple[str, ...]
    new: bool
    severities: Severities


def gate_of(asked: Asked, judge: Judge) -> Gate:
    """The gate that is asked for. Where the base has none that is configured, the one that a change brings counts: it
    can only be stricter.

    Raises:
        UsageError: something to fail on is neither a rule, nor a severity, nor a kind.
        GateError: the configured gate is asked for, and there is none.
        WaiverError: the file of waivers is broken.
    """
    if judge.broken is not None:
        raise judge.broken
    fail_on, new = conditions(asked.fail_on, "--fail-on"), asked.new
    if asked.as_configured:
        profile = asked.profile or judge.configuration.profile
        known = (judge.configuration, judge.proposed)
        rules = next((found for one in known if one and (found := one.gate_for(profile))), None)
        if rules is None:
            remedy = 'write [gate] with fail-on = ["error"] into policydiff.toml, or use --fail-on'
            raise GateError(f"no gate is configured for the profile {profile}", where="--gate", remedy=remedy)
        fail_on, new = tuple(dict.fromkeys((*fail_on, *rules.fail_on))), new or rules.new
    severities = judge.configuration.severities(asked.profile)
    return Gate(judge=judge, asked=asked, fail_on=fail_on, new=new, severities=severities)


def gate_comparison(found: Compared, gate: Gate) -> Verdict:
    """What a gate says of two snapshots. Between two editions of one, a waiver may be of another pair of editions, so
    that none is of no use.
    """
    listed = differences_of(found.comparison, found.left, found.right, gate.severities)
    pair = found.comparison.left.id, found.comparison.right.id
    verdict = _verdict(listed, [pair] if pair[0] != pair[1] else [], (), gate)
    sides = found.comparison.left.label, found.comparison.right.label
    return replace(verdict, compared=1, between=shlex.join(sides))


def gate_period(found: Period, gate: Gate) -> Verdict:
    """What a gate says of what changed since a revision."""
    listed, pairs = differences_in(found, gate.severities, new=gate.new)
    verdict = _verdict(listed, pairs, list(dict.fromkeys(_not_compared(found, new=gate.new))), gate)
    return replace(verdict, between=shlex.join(("--since", shortened(found.since.revision or ""))))


def differences_in(found: Period, severities: Severities, *, new: bool) -> tuple[list[Difference], list[Pair]]:
    """The differences of a period, and the pairs of snapshots that were compared."""
    by_hand = {one.snapshot for one in found.remarks if one.code == BY_HAND}
    listed: list[Difference] = []
    pairs: list[Pair] = []
    for change in found.snapshots:
        pairs.append((change.former or change.id, change.id))
        listed += _of_snapshot(change, severities, is_by_hand=change.id in by_hand)
        for pair in change.pairs if new else ():
            if pair.comparison is not None and change.after is not None:
                listed += differences_of(pair.comparison, pair.left, change.after, severities)
                pairs.append((pair.left.id, change.id))
    return listed, pairs


def _of_snapshot(change: SnapshotChange, severities: Severities, *, is_by_hand: bool) -> Iterator[Difference]:
    sides = change.former or change.id, change.id
    if change.status in (ADDED, REMOVED):
        yield whole(f"snapshot-{change.status}", sides, severities)
    if change.former:
        yield whole("snapshot-renamed", sides, severities)
    told = [leg for leg in change.legs if leg.editions.difference.document or leg.editions.difference.measures]
    for leg in told:
        if _is_policy(leg) or is_by_hand:
            yield from differences_between(leg.editions, severities)
    kinds = [leg.kind for leg in told if not (_is_policy(leg) or is_by_hand)]
    kinds += [CORRECTION] if change.corrections else []
    for kind in dict.fromkeys(kinds):
        yield whole("snapshot-corrected" if kind == CORRECTION else "snapshot-reread", sides, severities)


def _is_policy(leg: Leg) -> bool:
    """Whether the policy may have changed: a commit that calls another source a better print proves nothing."""
    return leg.kind == POLICY or leg.editions.left.source.sha256 != leg.editions.right.source.sha256


def _not_compared(found: Period, *, new: bool) -> Iterator[str]:
    """What could not be compared, each in a few words."""
    for change in found.snapshots:
        yield from (f"{change.id}: {fault}" for fault in change.faults)
        if change.nature == UNREADABLE and not change.faults:
            yield f"{change.id}: a version cannot be read"
        yield from (_pair(pair, change) for pair in change.pairs if new and pair.comparison is None)
    for decided in found.decisions:
        yield from (f"{decided.left}--{decided.right}: {fault}" for fault in decided.faults)
    yield from (f"{one.path}: is a link, which is not followed" for one in found.remarks if one.code == LINK)


def _pair(pair: NewPair, change: SnapshotChange) -> str:
    return f"{change.id}: not compared with {pair.left.id}, because so many snapshots are new"


def _verdict(listed: Sequence[Difference], pairs: Sequence[Pair], broken: Sequence[str], gate: Gate) -> Verdict:
    judge, today = gate.judge, gate.asked.today
    told, used = waived(listed, judge.waivers.changes, today)
    mine = [one for one in told if fails(one, gate.fail_on)]
    return Verdict(
        fail_on=gate.fail_on,
        profile=gate.severities.profile,
        base=judge.base,
        compared=len(pairs),
        failing=tuple(one for one in mine if one.waived is None),
        accepted=tuple(one for one in mine if one.waived is not None),
        waivers=tuple(_waiver_faults(judge, used, pairs, today)),
        not_compared=tuple(broken),
        judge=tuple(dict.fromkeys(one.place for one in judge.changes)),
    )


def _waiver_faults(judge: Judge, used: frozenset[int], pairs: Sequence[Pair], today: str) -> Iterator[WaiverFault]:
    """The waivers of no use that the folder still holds: what a change takes away is settled."""
    there = set(judge.there.changes)
    for at, one in enumerate(judge.waivers.changes):
        if one in there:
            yield from faults([one], [0] if at in used else [], pairs, today)
    counting = set(judge.waivers.changes)
    new = [one for one in judge.there.changes if one not in counting]
    yield from (one for one in faults(new, range(len(new)), pairs, today) if one.kind == EXPIRED)


def require_compared(verdict: Verdict) -> None:
    """See that all could be compared.

    Raises:
        GateError: something could not.
    """
    if verdict.not_compared:
        first, more = verdict.not_compared[0], len(verdict.not_compared) - 1
        what = f"could not compare {first}" + (f" (and {more} more)" if more else "")
        raise GateError(what, where="gate", remedy="mend it: what is not compared does not pass")


def with_verdict(found: Period, verdict: Verdict) -> Period:
    """A period with what its gate says."""
    return replace(found, gate=verdict)
