"""Putting a change report together."""

from collections.abc import Iterator, Sequence

from policydiff.compare.editions.period import (
    ADDED,
    CHANGED,
    CORRECTION,
    EXTRACTION,
    NATURES,
    POLICY,
    REMOVED,
    RENAMED,
    STATUSES,
    UNREADABLE,
    FileRemark,
    Period,
    Point,
)
from policydiff.report.dossier.parts import Balance, Count, Term, Terms
from policydiff.report.gate import part_of
from policydiff.report.period.decisions import decisions_entry
from policydiff.report.period.parts import DECISIONS, ChangeReport, Chapter, Entry
from policydiff.report.period.snapshots import SnapshotTexts, cell_name, sorted_changes
from policydiff.report.wording import Words, day, words
from policydiff.text.revisions import shortened

_SHORT = 10
_ORDER = (POLICY, ADDED, REMOVED, UNREADABLE, EXTRACTION, CORRECTION, RENAMED)
"""What matters most comes first."""


def report_of(found: Period, language: str) -> ChangeReport:
    """What changed since a revision, in a language (zh or en)."""
    say = words(language)
    texts = SnapshotTexts(found.since.revision or "", say, language)
    entries = [texts.entry(change) for change in sorted_changes(found.snapshots)]
    pairs = tuple(decisions_entry(pair, say) for pair in found.decisions)
    names = {"since": _revision(found.since, say), "until": _revision(found.until, say)}
    return ChangeReport(
        language=language,
        title=say("period.title", **names),
        subtitle=say(
            "period.subtitle", since=_point(found.since, say, language), until=_point(found.until, say, language)
        ),
        gate=part_of(found.gate, language) if found.gate else None,
        headline=_headline(found, say),
        lines=tuple(_lines(found, say)),
        overview={name: say(f"period.overview.{name}") for name in ("snapshot", "what", "lead")},
        balances=tuple(_balances(found, say)),
        chapters=tuple(_chapters(entries, pairs, say)),
        remarks_title=say("period.remarks", count=len(found.remarks)),
        remarks=tuple(_remark(one, say) for one in found.remarks),
        glossary=tuple(_glossary(say)),
        method=tuple(say(f"period.method.{name}") for name in ("hashes", "kinds", "fork", "measures")),
        period=found,
    )


def _revision(point: Point, say: Words) -> str:
    return shortened(point.revision) if point.revision else say("period.now")


def _point(point: Point, say: Words, language: str) -> str:
    """An end in words: the revision, its commit and its day."""
    known = {"commit": (point.commit or "")[:_SHORT], "day": day(point.day, language) if point.day else ""}
    if point.revision is None:
        return say("period.point-now", **known)
    return say("period.point-fork" if point.is_fork else "period.point", revision=shortened(point.revision), **known)


def _headline(found: Period, say: Words) -> str:
    """What became of all snapshots, in one sentence whose counts add up."""
    counts, natures = found.summary["snapshots"], found.summary["changed"]
    decided = {name: count for name, count in found.summary["decisions"].items() if count}
    if not found.differs:
        return say("period.headline.nothing", total=counts["after"])
    parts = []
    for name in (CHANGED, ADDED, REMOVED, RENAMED):
        if counts[name]:
            kinds = [say(f"period.kind.{kind}", count=natures[kind]) for kind in NATURES if natures[kind]]
            what = say("period.of-kinds", kinds=say("list-and").join(kinds)) if name == CHANGED else ""
            parts.append(say(f"period.count.{name}", count=counts[name]) + what)
    parts.append(say("period.count.untouched", count=counts["untouched"]))
    told = [
        say("period.headline", before=counts["before"], after=counts["after"], parts=say("period.join").join(parts))
    ]
    if decided:
        shown = [say(f"period.decisions.{name.replace('_', '-')}", count=count) for name, count in decided.items()]
        told.append(say("period.headline.decisions", parts=say("list-and").join(shown)))
    if found.remarks:
        told.append(say("period.headline.remarks", count=len(found.remarks)))
    return say("period.sentences").join(told)


def _lines(found: Period, say: Words) -> Iterator[str]:
    files = found.summary["files"]
    if found.asked:
        yield say("period.asked", ids=say("list-and").join(found.asked))
    if found.since.is_fork:
        yield say(
            "period.forked", revision=shortened(found.since.revision or ""), commit=(found.since.commit or "")[:_SHORT]
        )
    if files["unsaved"]:
        yield say("period.has-unsaved", count=files["unsaved"])
    if files["broken"]:
        yield say("period.has-broken", count=files["broken"])


def _balances(found: Period, say: Words) -> Iterator[Balance]:
    """The snapshots at both ends, and those that changed, as sums."""
    counts, natures = found.summary["snapshots"], found.summary["changed"]
    sides = {"before": ("untouched", CHANGED, RENAMED, REMOVED), "after": ("untouched", CHANGED, RENAMED, ADDED)}
    for side, names in sides.items():
        parts = [_count(say(f"period.status.{name}"), counts[name], name) for name in names]
        yield _sum(_count(say(f"period.total.{side}"), counts[side], side), parts, say)
    if counts[CHANGED]:
        parts = [_count(say(f"period.code.{name}"), natures[name], name) for name in NATURES]
        yield _sum(_count(say(f"period.status.{CHANGED}"), counts[CHANGED], CHANGED), parts, say)


def _count(name: str, count: int, value: str) -> Count:
    return Count(name=name, count=count, facet="status", value=value)


def _sum(total: Count, parts: Sequence[Count], say: Words) -> Balance:
    shown = say("plus").join(say("period.sum-part", count=part.count, name=part.name) for part in parts if part.count)
    text = say("sum", total=say("period.sum-part", count=total.count, name=total.name), parts=shown or "0")
    return Balance(total=total, parts=tuple(parts), text=text)


def _chapters(entries: Sequence[Entry], pairs: tuple[Entry, ...], say: Words) -> Iterator[Chapter]:
    for code in _ORDER:
        mine = tuple(entry for entry in entries if entry.code == code)
        if mine:
            yield Chapter(code=code, title=say(f"period.chapter.{code}", count=len(mine)), entries=mine)
    if pairs:
        yield Chapter(code=DECISIONS, title=say(f"period.chapter.{DECISIONS}", count=len(pairs)), entries=pairs)


def _remark(one: FileRemark, say: Words) -> str:
    cell = cell_name(one.cell.kind, one.cell.name, one.cell.field, say) if one.cell else ""
    text = say(
        f"period.remark.{one.code}", path=one.path, snapshot=one.snapshot or "", cell=cell, other=one.other or ""
    )
    return say("period.remark-unsaved", text=text) if one.is_unsaved else text


def _glossary(say: Words) -> Iterator[Terms]:
    codes = (*NATURES, *(status for status in STATUSES if status != CHANGED))
    terms = tuple(
        Term(code=code, name=say(f"period.code.{code}"), meaning=say(f"period.meaning.{code}")) for code in codes
    )
    yield Terms(code="period", title=say("period.glossary"), terms=terms)
