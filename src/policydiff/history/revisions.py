"""Revisions: what the part behind the `@` of an edition means."""

import re
from datetime import date

from policydiff.errors import HistoryError
from policydiff.history.graph import History
from policydiff.history.repository import first_line

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EDITION = "behind @"
"""Where the revision of an edition stands."""
ISSUED = "issued:"
"""Begins a revision that names the day on which the policy spoke, not the one on which we knew."""


def commit_of(history: History, revision: str, where: str = _EDITION) -> str:
    """The full hash of the commit that a revision means: anything that git understands, or a day, which is
    what was known on it: the last commit of the branch until its end, by the clock of who committed.
    `where` it was given is for messages.

    Raises:
        HistoryError: it means no commit, or nothing was known yet.
    """
    _check(revision, where)
    if _DAY.fullmatch(revision):
        return _known_on(history, day_of(revision, revision), where)
    answer = history.repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    sha = answer.text.strip()
    if answer.code or not re.fullmatch(r"[0-9a-f]{40,64}", sha):
        why = f": {first_line(answer.error)}" if answer.error.strip() else ""
        raise HistoryError(f"“{revision}” is no revision here{why}{_fix(history)}", where=str(history.repository.top))
    return sha


def common_commit(history: History, one: str, other: str) -> str:
    """The commit from which two lines went on that are given by their hashes; one of them if it is behind the other.

    Raises:
        HistoryError: they have none in common, as far as is known.
    """
    answer = history.repository.ask("merge-base", one, other)
    sha = answer.text.strip()
    if answer.code or not sha:
        raise HistoryError(
            f"{one[:10]} and {other[:10]} have no commit in common{_fix(history)}",
            where=str(history.repository.top),
            remedy="name a revision of the same history",
        )
    return sha.split()[0]


def day_of(text: str, revision: str) -> str:
    """A day of the calendar, as it is written.

    Raises:
        HistoryError: it is none.
    """
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "").isoformat()
    except ValueError:
        raise HistoryError(
            f"“{text}” is no day of the calendar", where=revision, remedy="write it as 2020-08-31"
        ) from None


def _known_on(history: History, day: str, where: str) -> str:
    repository = history.repository
    if repository.head is None:
        raise HistoryError("there is no commit yet", where=str(repository.top), remedy="run policydiff save")
    chain = history.chain(repository.head)
    found = next((sha for sha, known in chain if known <= day), None)
    if found is None:
        raise HistoryError(
            f"nothing was known on {day}: the history begins on {chain[-1][1]}{_fix(history)}",
            where=str(repository.top),
            remedy="name a later day" + f", or {ISSUED}{day} for what was issued by then" * (where == _EDITION),
        )
    return found


def _check(revision: str, where: str) -> None:
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise HistoryError(
            f"“{revision}” cannot be a revision",
            where=where,
            remedy="name a commit, a tag, a branch, or a day as 2020-08-31",
        )


def _fix(history: History) -> str:
    return " (the clone is shallow; git fetch --unshallow brings the rest)" if history.repository.is_shallow else ""
