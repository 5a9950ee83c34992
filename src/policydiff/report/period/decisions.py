"""What became of decisions, in words: an entry for each pair of snapshots."""

from policydiff.compare.editions.period import DecisionsChange
from policydiff.report.decided import decision_change, said_between
from policydiff.report.period.parts import DECISIONS, Block, Entry, Row
from policydiff.report.wording import Words

_SHORT = 40


def decisions_entry(pair: DecisionsChange, say: Words) -> Entry:
    """The decisions on two snapshots that were made, changed, taken back, or went stale."""
    states = {"made": 0, "changed": 0, "taken-back": 0}
    rows = []
    for change in pair.changes:
        states["made" if change.before is None else "taken-back" if change.after is None else "changed"] += 1
        shown = change.after or change.before
        if shown is None:
            continue
        sides = ((pair.left, shown.left), (pair.right, shown.right))
        notes = tuple(
            say("period.decided-on", id=name, number=one.measure, text=_cut(one.text))
            for name, side in sides
            for one in side
        )
        key = f"{'+'.join(one.measure for one in shown.left)}→{'+'.join(one.measure for one in shown.right)}"
        rows.append(Row(key=key, caption=decision_change(change, say), notes=notes))
    stale = [
        Row(key=f"{'+'.join(one.left)}→{'+'.join(one.right)}", caption=said_between(one, pair.left, pair.right, say))
        for one in pair.stale
    ]
    counts = {**states, "stale": len(stale)}
    parts = [say(f"period.decisions.{name}", count=count) for name, count in counts.items() if count]
    blocks = [
        Block(code=code, title=say(f"period.block.{code}", count=len(found)), rows=tuple(found))
        for code, found in (("stale", stale), ("decided", rows))
        if found
    ]
    return Entry(
        key=f"{pair.left}--{pair.right}",
        code=DECISIONS,
        code_name=say(f"period.code.{DECISIONS}"),
        title=say("comparison", left=pair.left, right=pair.right),
        labels=(say("period.label.unsaved"),) if pair.is_unsaved else (),
        lead=say("period.lead.decisions", parts=say("list-and").join(parts))
        if parts
        else say("period.lead.unreadable"),
        lines=tuple(say("period.fault", message=fault) for fault in pair.faults),
        blocks=tuple(blocks),
    )


def _cut(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
