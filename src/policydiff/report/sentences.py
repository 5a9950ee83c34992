"""What a change says, as a sentence."""

from policydiff.model.comparison import Change
from policydiff.report.wording import Words

_HEAD, _TAIL = 18, 8
"""Characters that are kept of the ends of long quotations."""
_TAKEN, _GIVEN = ("dropped", "removed"), ("added",)


def sentence(change: Change, say: Words, *, whole: bool = True) -> str:
    """The sentence of a change, with its words; long quotations are cut in their middle unless it is `whole`."""
    before, after = (text.replace("\n", " ") if whole else _cut(text) for text in (change.before, change.after))
    head = say(f"rule.{change.rule}")
    said_by_head = change.direction in (_GIVEN if after else _TAKEN)
    if before and after:
        text = say("words.changed", head=head, before=before, after=after)
    elif said_by_head:
        text = say("words.alone", head=head, words=before or after)
    elif after:
        text = say("words.added", head=head, after=after)
    else:
        text = say("words.removed", head=head, before=before)
    if change.field == "title":
        text = say("words.in-field", sentence=text, field=say("field.title"))
    return say("words.times", sentence=text, count=change.count) if change.count > 1 else text


def _cut(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _HEAD + _TAIL + 2 else f"{text[:_HEAD]}…{text[-_TAIL:]}"
