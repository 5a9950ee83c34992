"""The sentences that say how many measures were taken up, left out, and selected; and what two readings differ in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from policydiff.model.comparison import ABSENT, ELSEWHERE, FULL, LEFT_OUT, NOT_MEANT, Comparison, Document
from policydiff.model.document import Finding
from policydiff.report.view import AloneView, LinkView, View
from policydiff.report.wording import Words

if TYPE_CHECKING:
    from policydiff.compare.editions.pair import Editions

Names = Mapping[str, str]
"""What both documents, `left` and `right`, are called."""


def headline(view: View, say: Words, called: Names | None = None) -> str:
    """The comparison in one sentence whose counts add up, with the documents called by their ids or as given."""
    called = called or names(view)
    summary, counts = view.comparison.summary, view.counts
    parts = say("list-and").join(
        say("uptake-part", count=count, uptake=uptake_name(name, view.comparison, say))
        for name, count in view.taken_up.items()
    )
    out = ""
    elsewhere = sum(row.applicability in ELSEWHERE and row.uptake not in LEFT_OUT for row in view.comparison.uptake)
    if summary.applicability and counts["left_out"]:
        out = say("out", absent=summary.uptake.get(ABSENT, 0), not_meant=summary.uptake.get(NOT_MEANT, 0))
    sentence = say(keyed("headline", view), **called, **counts, parts=parts, out=out)
    return sentence + say("elsewhere", count=elsewhere, **called) if elsewhere else sentence


def by_applicability(view: View, say: Words) -> str | None:
    """How many of those left out are named, general, …: None where nobody can say."""
    parts = [
        say("uptake-part", count=len(group), uptake=say(f"applicability.{name}"))
        for name, group in view.left_out
        if name
    ]
    return say("sum-only", only=len(view.left_only), parts=say("plus").join(parts)) if parts else None


def selected(view: View, say: Words, called: Names | None = None) -> str:
    """Which left measures are shown, and how many they are."""
    wanted = view.selection
    chosen = [
        say(f"selected-{kind}", values=say("or").join(say(f"{kind}.{value}") for value in values))
        for kind, values in (("applicability", wanted.applicability), ("uptake", wanted.uptake))
        if values
    ]
    total = view.comparison.summary.left.measures
    return say(
        "selected", **(called or names(view)), what=say("list-and").join(chosen), count=view.selected, total=total
    )


def remark(finding: Finding, say: Words) -> str:
    """What a reader could not settle, in the language of the report: by its id, with its measure and field."""
    place = ""
    if finding.measure:
        field = say(f"field.{finding.field}") if finding.field else ""
        place = say("finding-place", measure=finding.measure, field=field)
    return say(f"finding.{finding.id}", place=place, message=finding.message)


def edition(document: Document, say: Words, called: str | None = None) -> str | None:
    """Which edition of a snapshot it is; None for one as it stands in its folder."""
    found = document.edition
    if found is None:
        return None
    if found.commit is None:
        return say("edition-unsaved", document=called or document.id)
    return say("edition", document=called or document.label, day=found.day, commit=found.commit[:10])


def reading(found: Comparison, say: Words) -> str | None:
    """What is to be minded of two editions that were read, or put right, otherwise; None for any other pair."""
    return say(f"reading.{found.reading}", document=found.right.id) if found.reading else None


def effects(view: LinkView, say: Words) -> str | None:
    """What became of the left measures of a link; None where all were taken up in full, or nobody can say."""
    told = []
    for row in view.uptakes:
        if row.uptake != FULL:
            others = [say(f"uptake.{effect}") for effect in row.effects if effect != row.uptake]
            what = say(f"uptake.{row.uptake}")
            told.append(say("effects", what=what, others=say("list-and").join(others)) if others else what)
    return say("list-and").join(dict.fromkeys(told)) or None


def ground(view: AloneView, say: Words) -> str | None:
    """The printed words that decided whether a measure applies; None where it was not asked."""
    row = view.uptake
    if row is None or row.applicability is None:
        return None
    if row.ground is None:
        return say("no-ground")
    return say("ground", field=say(f"field.{row.ground.field}"), text=row.ground.text)


def uptake_name(uptake: str, found: Comparison, say: Words) -> str:
    """What became of a measure, in words that suit two documents or two editions of one."""
    own_words = uptake in (FULL, *LEFT_OUT) and found.left.id == found.right.id
    return say(f"uptake.{uptake}.same" if own_words else f"uptake.{uptake}")


def keyed(key: str, view: View) -> str:
    """The key of a sentence: one of its own where both sides are editions of one document."""
    return f"{key}.same" if is_one_document(view) else key


def is_one_document(view: View) -> bool:
    """Whether both sides are editions of one document: nothing is taken up or left out, measures stay, come or go."""
    return view.comparison.left.id == view.comparison.right.id


def names(view: View) -> Names:
    """The ids of both documents."""
    return {"left": view.comparison.left.label, "right": view.comparison.right.label}


def readings_headline(found: "Editions", say: Words) -> str:
    """What two readings of one source differ in, in one sentence: it is nothing of the policy."""
    rows, reader = found.difference.measures, found.right.source.reader
    both = [row for row in rows if row.before and row.after]
    count = sum(len(row.cells) + len(row.derived) or len(row.after) * bool(row.relation) for row in both)
    key = "edition.put-right" if found.is_same_reader else "edition.read-again"
    if found.is_same_reader and not any(row.alters or row.derived for row in rows):
        key = "edition.same-reading"
    return say(key, document=found.right.id, reader=f"{reader.name} {reader.version}", count=count)


def runs(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Renumbered measures, those that moved together as one: `20–88 → 21–89`."""
    together: list[list[tuple[str, str]]] = []
    for pair in pairs:
        if together and _follows(together[-1][-1], pair):
            together[-1].append(pair)
        else:
            together.append([pair])
    for run in together:
        (first, begin), (last, end) = run[0], run[-1]
        yield f"{first} → {begin}" if len(run) == 1 else f"{first}–{last} → {begin}–{end}"


def _follows(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return all(a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1 for a, b in zip(one, other, strict=True))
