"""What analysts decided, in words that several reports share; the caller escapes them."""

from policydiff.model.comparison import Comparison
from policydiff.model.decision import Decision, StaleDecision, Word
from policydiff.model.history import DecisionChange
from policydiff.report.wording import Words


def said(word: Word, say: Words) -> str:
    """Who decided, when, and why where a reason was given."""
    if word.why:
        return say("decided-why", by=word.by, when=word.when, why=word.why)
    return say("decided", by=word.by, when=word.when)


def changed_measures(stale: StaleDecision, left: str, right: str, say: Words) -> str:
    """The measures of the documents `left` and `right` whose words changed since they were decided on."""
    changed = [f"{left}#{number}" for number in stale.changed.left]
    changed += [f"{right}#{number}" for number in stale.changed.right]
    return say("list-and").join(changed)


def said_of_stale(stale: StaleDecision, comparison: Comparison, say: Words) -> str:
    """That a decision is not applied, and which measures changed."""
    return said_between(stale, comparison.left.label, comparison.right.label, say)


def said_between(stale: StaleDecision, left: str, right: str, say: Words) -> str:
    """That a decision on the documents `left` and `right` is not applied, and which measures changed."""
    return say(
        "stale",
        number=stale.decision,
        left="+".join(stale.left),
        right="+".join(stale.right),
        verdict=say(f"verdict.{stale.verdict}"),
        word=said(stale.word, say),
        measures=changed_measures(stale, left, right, say),
    )


def decision_change(change: DecisionChange, say: Words) -> str:
    """That a decision was made, changed or taken back, and by whom."""
    shown = change.after or change.before
    if shown is None:
        return ""
    state = "made" if change.before is None else "taken-back" if change.after is None else "changed"
    before = _verdict(change.before, say) if change.before else ""
    if state == "changed" and before == _verdict(shown, say):
        state = "again"
    return say(
        f"history.decision.{state}",
        left="+".join(f"{change.left}#{one.measure}" for one in shown.left),
        right="+".join(f"{change.right}#{one.measure}" for one in shown.right),
        before=before,
        verdict=_verdict(shown, say),
        word=said(shown.word, say),
    )


def _verdict(decision: Decision, say: Words) -> str:
    verdict = say(f"verdict.{decision.verdict}")
    if decision.relation:
        return say("verdict-relation", verdict=verdict, relation=say(f"relation.{decision.relation}"))
    return verdict
