"""Waive: accept one finding, or one difference, for a reason and until a day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from policydiff.compare.gate import differences_of
from policydiff.corpus import Corpus, write_files
from policydiff.corpus.waivers import due_place, dump_waivers, find_waivers, read_waivers
from policydiff.errors import LookupFailedError, UsageError, WaiverError, did_you_mean
from policydiff.model.document import is_day
from policydiff.model.finding import ERROR, LocatedFinding
from policydiff.model.gate import Difference
from policydiff.model.waiver import ChangeWaiver, FindingWaiver, Waivers, last_day
from policydiff.workflows.author import author
from policydiff.workflows.compare import compare_by_name
from policydiff.workflows.configured import configuration
from policydiff.workflows.gate import differences_in
from policydiff.workflows.judging.weighed import waiver_on
from policydiff.workflows.period import period
from policydiff.workflows.validate import validate

Waiver = TypeVar("Waiver", FindingWaiver, ChangeWaiver)
_LONG = "waiver-long"
_SHORTEST = 6
"""So many signs of a fingerprint will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Why something is accepted, by whom, on which day, and until which one."""

    reason: str
    by: str
    when: str
    until: str


def word(why: str, by: str | None, until: str, today: str, corpus: Corpus) -> Word:
    """Somebody's word, checked.

    Raises:
        UsageError: there is no reason, no name, or no day that is still to come; or it is too far away where
            that is an error (`waiver-long`).
    """
    if not any(sign.isprintable() and not sign.isspace() for sign in why):
        raise UsageError("is empty", where="--why", remedy="say why it is accepted")
    if any("\ud800" <= sign <= "\udfff" for sign in why):
        raise UsageError("is no UTF-8", where="--why", remedy="say it in UTF-8")
    if not is_day(until):
        raise UsageError(f"“{until}” is no day of the calendar", where="--until", remedy="write it as 2027-01-31")
    if until < today:
        raise UsageError(f"{until} is past", where="--until", remedy="name a day that is still to come")
    if until > last_day(today) and configuration(corpus.folder).checks.get(_LONG) == ERROR:
        remedy = f"name a day until {last_day(today)}, and decide anew then"
        raise UsageError(f"{until} is more than a year away", where="--until", remedy=remedy)
    return Word(reason=why.strip(), by=author(by, corpus.folder), when=today, until=until)


def waive_differences(
    sides: tuple[str, str], keys: Sequence[str], corpus: Corpus, given: Word
) -> tuple[Path, list[Difference]]:
    """Accept differences of two snapshots by their keys, as the verdict of a gate shows them; where it is kept.

    Raises:
        LookupFailedError: a key names none of them.
    """
    found = compare_by_name(*sides, corpus)
    listed = differences_of(found.comparison, found.left, found.right, configuration(corpus.folder).severities())
    return _accept(_named(keys, listed), corpus, given)


def waive_since(since: str, keys: Sequence[str], corpus: Corpus, given: Word) -> tuple[Path, list[Difference]]:
    """Accept differences of what changed since a revision by their keys; where it is kept.

    Raises:
        LookupFailedError: a key names none of them, or several.
    """
    listed, _ = differences_in(period(since, corpus), configuration(corpus.folder).severities(), new=True)
    return _accept(_named(keys, listed), corpus, given)


def waive_findings(marks: Sequence[str], corpus: Corpus, given: Word) -> tuple[Path, list[LocatedFinding]]:
    """Accept findings by their fingerprints, of which the beginning will do; where it is kept.

    Raises:
        LookupFailedError: one belongs to no finding, or to several different ones.
        WaiverError: all are accepted already.
    """
    known = validate((), corpus)[1]
    found: list[LocatedFinding] = []
    for mark in marks:
        mine = [one for one in known if len(mark) >= _SHORTEST and one.fingerprint.startswith(mark)]
        if not mine or len({one.fingerprint for one in mine}) > 1:
            what = f"“{mark}” is the fingerprint of {'several findings' if mine else 'no finding'}"
            raise LookupFailedError(what, where="--finding", remedy="see policydiff validate --format json")
        found += mine
    new = [FindingWaiver(**waiver_on(one), **_fields(given)) for one in found]  # type: ignore[arg-type]
    path, waivers = _kept(corpus)
    kept = _without_expired(waivers.findings, new, given)
    accepted = Counter(map(_content, kept))
    due = []
    for one, waiver in zip(found, new, strict=True):
        if accepted[_content(waiver)] > 0:  # as many of the same as are accepted
            accepted[_content(waiver)] -= 1
        else:
            due.append((one, waiver))
    if not due:
        raise _twice(", ".join(marks), path)
    _write(path, replace(waivers, findings=(*kept, *(waiver for _, waiver in due))))
    return path, [one for one, _ in due]


def listed_waivers(corpus: Corpus) -> Waivers:
    """All waivers of the folder.

    Raises:
        WaiverError: their file is broken.
    """
    path = find_waivers(corpus.folder)
    return read_waivers(path) if path else Waivers()


def _named(keys: Sequence[str], listed: Sequence[Difference]) -> list[Difference]:
    found = []
    for key in keys:
        snapshot, sign, name = key.rpartition(":")
        mine = [one for one in listed if one.key == name and (not sign or one.right.snapshot == snapshot)]
        if not mine:
            known = [one.key for one in listed]
            remedy = did_you_mean(key, known) if known else "nothing differs"
            raise LookupFailedError(f"no difference is called “{key}”", where="KEY", remedy=remedy)
        if len(mine) > 1:
            names = ", ".join(f"{one.right.snapshot}:{name}" for one in mine)
            raise LookupFailedError(f"“{key}” names {len(mine)} differences", where="KEY", remedy=f"say one of {names}")
        found += mine
    return found


def _accept(found: list[Difference], corpus: Corpus, given: Word) -> tuple[Path, list[Difference]]:
    path, waivers = _kept(corpus)
    new = [
        ChangeWaiver(rule=one.rule, field=one.field, left=one.left, right=one.right, **_fields(given)) for one in found
    ]
    kept = _without_expired(waivers.changes, new, given)
    contents = {_content(one) for one in kept}
    for one, waiver in zip(found, new, strict=True):
        if _content(waiver) in contents:
            raise _twice(one.key, path)
    _write(path, replace(waivers, changes=(*kept, *new)))
    return path, found


def _twice(name: str, path: Path) -> WaiverError:
    what = f"{name} is accepted already"
    return WaiverError(what, where=str(path), remedy="remove that waiver first to say it anew")


def _without_expired(waivers: Sequence[Waiver], new: Sequence[Waiver], given: Word) -> tuple[Waiver, ...]:
    """The waivers but for those past their day whose content is accepted anew."""
    anew = {_content(one) for one in new}
    return tuple(one for one in waivers if not (one.is_expired(given.when) and _content(one) in anew))


def _content(one: Waiver) -> Waiver:
    """What a waiver accepts, without anybody's word on it."""
    return replace(one, reason="", by="", when="", until="")


def _fields(given: Word) -> dict[str, str]:
    return {"reason": given.reason, "by": given.by, "when": given.when, "until": given.until}


def _kept(corpus: Corpus) -> tuple[Path, Waivers]:
    path = due_place(corpus.folder)
    return path, read_waivers(path)


def _write(path: Path, waivers: Waivers) -> None:
    write_files({path: dump_waivers(waivers)})
