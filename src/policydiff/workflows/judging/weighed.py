"""Findings as the judge weighs them: with the severities that are configured, those that somebody accepted marked so,
and with findings on the judge itself.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from policydiff.check import CHECK_BY_ID, Fault
from policydiff.compare.gate import printed_words
from policydiff.model.finding import LocatedFinding
from policydiff.model.waiver import ChangeWaiver, FindingWaiver
from policydiff.snapshot import parse_json
from policydiff.text.fold import fold
from policydiff.workflows.judging.changes import CHECK as JUDGE_CHANGED
from policydiff.workflows.judging.judge import Judge
from policydiff.workflows.validation.broken import broken_file
from policydiff.workflows.validation.locate import JsonFile, in_file, located

Texts = Callable[[str], str]
"""Reads a file that findings are on, by its path."""
Key = tuple[object, ...]


def weighed(
    found: Sequence[LocatedFinding],
    snapshots: Collection[str] | None,
    *,
    judge: Judge,
    today: str,
    language: str = "en",
    texts: Texts | None = None,
) -> list[LocatedFinding]:
    """The findings with severities and waivers, and behind them those on the judge.

    `snapshots` are those that were looked at, None for all: a waiver on any other is not said to be of no use. `today`
    is an ISO date; `texts` reads files from elsewhere than the folder.
    """
    told, idle = waived(levelled(found, judge), judge.waivers.findings, today, texts or _read)
    own = levelled([*_on_judge(judge, language), *_on_waivers(judge, idle, today, snapshots, language)], judge)
    return [*told, *own]


def levelled(found: Sequence[LocatedFinding], judge: Judge) -> list[LocatedFinding]:
    """The findings with the severities that are configured for their checks."""
    levels = judge.configuration.checks
    if not levels:
        return list(found)
    return [
        replace(one, finding=replace(one.finding, severity=levels.get(_present(one.finding.id), one.finding.severity)))
        for one in found
    ]


def waived(
    found: Sequence[LocatedFinding], waivers: Sequence[FindingWaiver], today: str, texts: Texts
) -> tuple[list[LocatedFinding], Counter[FindingWaiver]]:
    """The findings, each that a waiver is on with who accepted it, and the waivers that are on none.

    A waiver is on one finding: two that are the same in all respects need two.
    """
    waiting: dict[Key, list[FindingWaiver]] = {}
    for waiver in waivers:
        if not waiver.is_expired(today):
            waiting.setdefault(_accepted(waiver), []).append(waiver)
    about = {(_present(one.check), one.snapshot) for one in waivers}
    words = cache(lambda path: words_in(texts(path)))
    told: list[LocatedFinding] = []
    idle = Counter(waivers)
    for one in found:
        key = content_of(one, words) if (_present(one.finding.id), subject_of(one)) in about else None
        there = waiting.get(key) if key else None
        if there:
            waiver = there.pop(0)
            idle[waiver] -= 1
            told.append(replace(one, waived=waiver.waived))
        else:
            told.append(one)
    return told, idle


def content_of(one: LocatedFinding, words: Callable[[str], Mapping[str, str]]) -> Key:
    """What a finding is about: the check, the snapshot, the measure by its words, the column, the exact words.

    Where it has no words of its own, or is about more than these, its fingerprint tells it from others.
    """
    measure = words(one.path).get(one.finding.measure) if one.finding.measure else None
    rest = _rest(one.finding.id, one.excerpt, one.fingerprint)
    return (_present(one.finding.id), subject_of(one), _folded(measure), one.finding.field, rest)


def waiver_on(one: LocatedFinding, texts: Texts | None = None) -> dict[str, str | None]:
    """The content of a finding as a waiver keeps it."""
    measure = words_in((texts or _read)(one.path)).get(one.finding.measure) if one.finding.measure else None
    return {
        "check": one.finding.id,
        "snapshot": subject_of(one),
        "measure": measure,
        "field": one.finding.field,
        "excerpt": one.excerpt,
        "fingerprint": one.fingerprint,
    }


def _accepted(one: FindingWaiver) -> Key:
    rest = _rest(one.check, one.excerpt, one.fingerprint)
    return (_present(one.check), one.snapshot, _folded(one.measure), one.field, rest)


def _rest(check: str, excerpt: str, fingerprint: str) -> str:
    is_more = check in CHECK_BY_ID and CHECK_BY_ID[check].is_more
    return fingerprint if is_more else excerpt or fingerprint


def _present(check: str) -> str:
    """The present id of a check, which may be called by a former one; of one that is not known, what it is called."""
    return CHECK_BY_ID[check].id if check in CHECK_BY_ID else check


def subject_of(one: LocatedFinding) -> str:
    """The snapshot that a finding is on; of a file that holds none, its name."""
    return one.snapshot or PurePath(one.path).stem


def _folded(words: str | None) -> str | None:
    return None if words is None else fold(words).text


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def words_in(text: str) -> Mapping[str, str]:
    """The words of the measures of a snapshot's text, by their ids; none where it is broken."""
    try:
        data: Any = json.loads(text)
        return {one["id"]: printed_words(one.get("title"), one["text"]) for one in data["measures"]}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _on_judge(judge: Judge, language: str) -> Iterator[LocatedFinding]:
    for one in judge.changes:
        yield in_file(JUDGE_CHANGED, one.path, one.fault, language)
    if judge.broken is not None and judge.file is not None:
        yield broken_file(judge.broken, judge.file, "waivers", language)


def _on_waivers(
    judge: Judge,
    idle: Counter[FindingWaiver],
    today: str,
    snapshots: Collection[str] | None,
    language: str,
) -> Iterator[LocatedFinding]:
    """The waivers of the folder that are past their day, those that count and accept nothing, and those that are given
    for too long.
    """
    if judge.file is None or judge.content is None or judge.broken is not None:
        return
    text = judge.content.decode("utf-8-sig")
    file = JsonFile(str(judge.file), text, parse_json(text, str(judge.file)))
    lists: tuple[tuple[str, Sequence[FindingWaiver | ChangeWaiver]], ...] = (
        ("findings", judge.there.findings),
        ("changes", judge.there.changes),
    )
    for name, waivers in lists:
        for at, one in enumerate(waivers):
            check = None
            if one.is_expired(today):
                check = "waiver-expired"
            elif isinstance(one, FindingWaiver) and idle[one] > 0:
                idle[one] -= 1
                check = "waiver-unused" if snapshots is None or one.snapshot in snapshots else None
            if check is None and one.is_long(today):
                check = "waiver-long"
            if check:
                where = (name, at) if check == "waiver-unused" else (name, at, "until")
                yield located(check, Fault(values=_values(one, today), place=where), file, language)


def _values(one: FindingWaiver | ChangeWaiver, today: str) -> dict[str, object]:
    about = one.check if isinstance(one, FindingWaiver) else one.rule
    names = (one.snapshot,) if isinstance(one, FindingWaiver) else (one.left.snapshot, one.right.snapshot)
    return {"about": about, "names": " → ".join(names), "until": one.until, "by": one.by, "start": one.start(today)}
