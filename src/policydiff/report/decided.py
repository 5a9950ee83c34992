"""What analysts decided, in words that several reports share; the caller escapes them."""

from policydiff.model.comparison import Comparison
from policydiff.model.decision import StaleDecision, Word
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
    return say(
        "stale",
        number=stale.decision,
        left="+".join(stale.left),
        right="+".join(stale.right),
        verdict=say(f"verdict.{stale.verdict}"),
        word=said(stale.word, say),
        measures=changed_measures(stale, comparison.left.label, comparison.right.label, say),
    )
