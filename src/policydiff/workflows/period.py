"""Period: what became of the snapshots of a folder since a revision, for a pull request or a span of time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from policydiff.changes.severities import Severities
from policydiff.compare.editions.period import REMARKS, DecisionsChange, FileRemark, Period, SnapshotChange
from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError, did_you_mean
from policydiff.workflows.editions import Editions
from policydiff.workflows.period_decisions import DecisionChanges
from policydiff.workflows.period_ends import Ends, open_ends
from policydiff.workflows.period_remarks import FileRemarks
from policydiff.workflows.period_snapshots import Pairing, SnapshotChanges, pairings


def period(
    since: str,
    corpus: Corpus,
    names: Sequence[str] = (),
    until: str | None = None,
    severities: Severities | None = None,
    profile: str | None = None,
) -> Period:
    """What became of the snapshots since a revision, or of those that are named; until another one, else until now
    with what is not saved. New snapshots are compared with `severities`, else with those that are configured for
    the `profile`.

    Only files that differ are read: the others have the same hash at both ends.

    Raises:
        HistoryError: there is no repository, no commit, no such revision, or a file is in conflict.
        LookupFailedError: a name means no snapshot at either end.
    """
    ends = open_ends(Editions(corpus).history, since, until)
    found = pairings(ends)
    chosen = _chosen(names, found, ends) if names else found
    teller = SnapshotChanges(ends, corpus, severities, profile)
    changes = {one.path: change for one in chosen for change in teller.all([one])}
    told = tuple(changes.values())
    renamed = {_stem(one.after): _stem(one.before) for one in found if one.is_renamed and one.after and one.before}
    altered = {_stem(path) for path in ends.touched & {*ends.before.snapshot_paths, *ends.after.snapshot_paths}}
    decisions = DecisionChanges(ends, renamed, altered)
    pairs = tuple(decisions.all())
    remarks = [*FileRemarks(ends, found, changes).all(teller.reprinted, corpus), *decisions.remarks]
    return Period(
        since=ends.since,
        until=ends.until,
        asked=tuple(dict.fromkeys(_stem(one.path) for one in chosen)) if names else (),
        before=sum(one.before is not None for one in chosen),
        after=sum(one.after is not None for one in chosen),
        untouched=sum(one.before is not None for one in chosen) - sum(one.status != "added" for one in told),
        snapshots=told,
        decisions=tuple(_of_these(pairs, chosen) if names else pairs),
        remarks=tuple(_sorted(_remarks_of(remarks, chosen, told) if names else remarks)),
    )


def _chosen(names: Sequence[str], known: Sequence[Pairing], ends: Ends) -> list[Pairing]:
    """The snapshots that names mean: ids, aliases or paths, at either end.

    Raises:
        LookupFailedError: a name means none, or several.
    """
    found: dict[Pairing, None] = {}
    for name in names:
        wanted = PurePosixPath(name).name if name.endswith(".json") else f"{name}.json"
        mine = [one for one in known if wanted in (one.after, one.before)]
        mine = [one for one in mine if one.after == wanted] or mine or list(_bearers(name, known, ends))
        if not mine:
            ids = [_stem(one.path) for one in known]
            remedy = did_you_mean(name, ids)
            raise LookupFailedError(f"no snapshot “{name}” at either end", where="report --since", remedy=remedy)
        if len(mine) > 1:
            ids = [_stem(one.path) for one in mine]
            raise LookupFailedError(
                f"alias “{name}” is borne by {', '.join(ids)}", where="report --since", remedy="use an id"
            )
        found[mine[0]] = None
    return list(found)


def _bearers(name: str, known: Sequence[Pairing], ends: Ends) -> Iterator[Pairing]:
    for one in known:
        end, path = (ends.after, one.after) if one.after else (ends.before, one.before)
        head = end.head(path or "")
        if head and name in (head.id, *head.aliases):
            yield one


def _of_these(pairs: Sequence[DecisionsChange], chosen: Sequence[Pairing]) -> Iterator[DecisionsChange]:
    ids = {_stem(path) for one in chosen for path in (one.before, one.after)}
    return (pair for pair in pairs if ids & {pair.left, pair.right})


def _remarks_of(
    remarks: Sequence[FileRemark], chosen: Sequence[Pairing], told: Sequence[SnapshotChange]
) -> Iterator[FileRemark]:
    """The remarks on files of some snapshots."""
    ids = {_stem(path) for one in chosen for path in (one.before, one.after) if path} | {one.id for one in told}
    return (one for one in remarks if one.snapshot in ids or _stem(one.path) in ids)


def _sorted(remarks: Iterator[FileRemark] | Sequence[FileRemark]) -> list[FileRemark]:
    return sorted((replace(one) for one in remarks), key=lambda one: (REMARKS.index(one.code), one.path))


def _stem(path: str | None) -> str:
    return PurePosixPath(path or "").stem
