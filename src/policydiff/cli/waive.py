"""`policydiff waive`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import corpus, snapshots_option
from policydiff.cli.output import emit, tell_written
from policydiff.errors import UsageError
from policydiff.report.printable import plain

if TYPE_CHECKING:
    from policydiff.corpus import Corpus
    from policydiff.model.waiver import ChangeWaiver, FindingWaiver, Waivers
    from policydiff.workflows.waive import Word

_LONGEST = 60
"""Signs of words that are shown."""


@click.command(name="waive")
@click.argument("names", nargs=-1, metavar="LEFT RIGHT KEY... | --since REV KEY... | --finding FINGERPRINT...")
@click.option("--since", metavar="REV", help="Accept what changed since a revision, as report --since tells it.")
@click.option("--finding", is_flag=True, help="Accept findings of validate, by their fingerprints.")
@click.option("--why", metavar="TEXT", help="Why it is accepted.")
@click.option("--by", metavar="NAME", help="Who accepts it.  [default: the name that git knows]")
@click.option("--until", metavar="DATE", help="The last day on which it counts (2027-01-31).")
@click.option("--list", "listed", is_flag=True, help="List what is accepted, and what is past its day.")
@snapshots_option
def command(
    names: tuple[str, ...],
    since: str | None,
    finding: bool,
    why: str | None,
    by: str | None,
    until: str | None,
    listed: bool,
    snapshots: str | None,
) -> None:
    """Accept single differences or findings, each by its content, for a reason and until a day.

    KEY stands in brackets in the verdict of a gate: the id of a change, or RULE#MEASURE. What is accepted is kept in
    policydiff-waivers.json and carries over edits elsewhere in the measure and other numbers; it accepts nothing else.
    """
    data = corpus(snapshots)
    if listed:
        if names or since or finding or why or until:
            raise UsageError("goes alone", where="--list", remedy="leave the others out")
        _list(data)
        return
    if since is not None and finding:
        raise UsageError("goes without --finding", where="--since", remedy="leave one of them out")
    for option, value in (("--why", why), ("--until", until)):
        if value is None:
            raise UsageError("is missing", where=option, remedy="a waiver has a reason and a last day")
    from policydiff.cli.gate import today
    from policydiff.workflows.waive import word

    given = word(why or "", by, until or "", today(), data)
    least = 1 if since is not None or finding else 3
    if len(names) < least:
        remedy = "give fingerprints" if finding else "give keys" if since is not None else "give LEFT, RIGHT and keys"
        raise UsageError("nothing is named", where="waive", remedy=remedy)
    _waive(names, since, data, given, finding=finding)


def _waive(names: tuple[str, ...], since: str | None, data: "Corpus", given: "Word", *, finding: bool) -> None:
    from policydiff.workflows.waive import waive_differences, waive_findings, waive_since

    if finding:
        path, findings = waive_findings(names, data, given)
        told = [f"{one.finding.id} {one.path}:{one.line}" for one in findings]
    else:
        path, found = (
            waive_since(since, names, data, given)
            if since is not None
            else waive_differences((names[0], names[1]), names[2:], data, given)
        )
        told = [f"{one.rule} {one.left.snapshot} → {one.right.snapshot} {one.place}".rstrip() for one in found]
    emit("".join(f"{plain(line)} until {given.until}\n" for line in told))
    tell_written(path)


def _list(data: "Corpus") -> None:
    from policydiff.cli.gate import today
    from policydiff.workflows.waive import listed_waivers

    emit("".join(f"{plain(line)}\n" for line in _lines(listed_waivers(data), today())))


def _lines(waivers: "Waivers", day: str) -> Iterator[str]:
    """A line a waiver: what it accepts, who, until when, and why."""
    for finding in waivers.findings:
        what = f"{finding.check}  {finding.snapshot}  {_quoted(finding.excerpt or finding.measure)}"
        yield f"{what}  {_word(finding, day)}"
    for one in waivers.changes:
        names = f"{one.left.snapshot} → {one.right.snapshot}"
        words = " → ".join(_quoted(side.words if side.says is None else side.says) for side in (one.left, one.right))
        yield f"{one.rule}  {names}  {words}  {_word(one, day)}"


def _word(one: "FindingWaiver | ChangeWaiver", day: str) -> str:
    return f"{one.by}, {'expired' if one.is_expired(day) else 'until'} {one.until}: {one.reason}"


def _quoted(text: str | None) -> str:
    line = " ".join((text or "").split())
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}”" if line else "–"
