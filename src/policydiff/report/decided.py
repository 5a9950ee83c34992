"""What analysts decided, in words that several reports share; the caller escapes them."""

from policydiff.model.comparison import Comparison
from policydiff.model.decision import StaleDecision, Word
from policydiff.report.wording import Words


def said(word: Word, say: Words) -> str:
    """Who decided, when, and why where a reason was given."""
    if word.why:
        return say("decided-why", by=word.by, when=word.when, why=word.why)
    return say("decided", by=word.by, when=word.when)


def said_of_stale(stale: StaleDecision, comparison: Comparison, say: Words) -> str:
    """That a decision is not applied, and which measures changed."""
    changed = [f"{comparison.left.id}#{number}" for number in stale.changed.left]
    changed += [f"{comparison.right.id}#{number}" for number in stale.changed.right]
    word = Word(verdict=stale.verdict, by=stale.by, when=stale.when, why=stale.why)
    return say(
        "stale",
        number=stale.decision,
        left="+".join(stale.left),
        right="+".join(stale.right),
        verdict=say(f"verdict.{stale.verdict}"),
        word=said(word, say),
        measures=say("list-and").join(changed),
    )
