"""Small documents, decisions on them, and ways of printing them anew."""

import random
from collections.abc import Sequence
from dataclasses import replace

from policydiff.model.decision import DecidedMeasure, Decision, Decisions
from policydiff.model.document import Location, Measure, Reader, Snapshot, Source

SIGNS = {"，": ",", "。": ".", "；": ";", "“": "「", "”": "」", "（": "(", "）": ")", "、": "､"}


def document(name: str, *texts: str, title: str | None = None) -> Snapshot:
    """A document with the measures 1, 2, … of these texts."""
    measures = tuple(
        Measure(id=str(n), number=str(n), title=title, text=text, location=Location(lines=(n, n)))
        for n, text in enumerate(texts, 1)
    )
    source = Source(
        path=f"sources/{name}.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        layout="tab-table",
        reader=Reader(name="tab-table", version="1"),
    )
    return Snapshot(id=name, title=name, level="city", source=source, measures=measures)


def named(snapshot: Snapshot, *ids: str) -> tuple[DecidedMeasure, ...]:
    by_id = {measure.id: measure for measure in snapshot.measures}
    return tuple(DecidedMeasure(measure=i, title=by_id[i].title, text=by_id[i].text) for i in ids)


def decision(
    left: Snapshot,
    ones: Sequence[str],
    right: Snapshot,
    others: Sequence[str],
    verdict: str = "linked",
    relation: str | None = None,
    why: str | None = None,
) -> Decision:
    return Decision(
        verdict=verdict,
        left=named(left, *ones),
        right=named(right, *others),
        relation=relation,
        by="李",
        when="2026-01-31",
        why=why,
    )


def decisions(left: Snapshot, right: Snapshot, *every: Decision) -> Decisions:
    return Decisions(left=left.id, right=right.id, decisions=every)


def retyped(text: str) -> str:
    """The text as another hand types it: other signs, other width, blanks; the words stay."""
    typed = []
    for at, sign in enumerate(text):
        beside_number = text[at - 1 : at].isascii() or text[at + 1 : at + 2].isascii()
        typed.append(sign if beside_number else SIGNS.get(sign, sign))
        if at % 7 == 3 and not beside_number:
            typed.append("\u3000")
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in typed)


def printed_anew(snapshot: Snapshot, seed: int) -> tuple[Snapshot, dict[str, str]]:
    """The same measures in another order, under other numbers, in other signs; and the new ids by the old."""
    shuffled = list(snapshot.measures)
    random.Random(seed).shuffle(shuffled)
    ids = {measure.id: str(at + 1) for at, measure in enumerate(shuffled)}
    measures = tuple(
        replace(m, id=ids[m.id], number=ids[m.id], title=m.title and retyped(m.title), text=retyped(m.text))
        for m in shuffled
    )
    return replace(snapshot, measures=measures), ids
