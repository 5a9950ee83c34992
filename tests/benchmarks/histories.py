"""Long histories of one snapshot, written with `git fast-import`."""

import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from policydiff.model.document import Snapshot
from policydiff.snapshot import dump_snapshot
from tests.history.repositories import Git

_WORDS = ("探索", "支持", "鼓励", "推动", "允许", "试点")
_FIRST = date(2000, 1, 1)


def long_history(top: Path, snapshot: Snapshot, commits: int, *, seed: int = 1) -> Git:
    """A repository in which every commit of a day of its own amends one measure in turn of a few, the source and the
    day of issue; every fiftieth drops the first measure, so that all others bear a new number.
    """
    git = Git(top)
    stream = b"".join(_stream(snapshot, commits, random.Random(seed)))
    subprocess.run(["git", "-C", str(top), "fast-import", "--quiet"], input=stream, check=True)
    git("reset", "-q", "--hard", "main")
    return git


def day(number: int) -> str:
    """The day of a commit, counted from 0."""
    return (_FIRST + timedelta(days=number)).isoformat()


def person_on(number: int) -> str:
    """Who commits at noon of a day, counted from 0, as `git fast-import` reads it."""
    noon = datetime.combine(_FIRST, datetime.min.time(), UTC) + timedelta(days=number, hours=12)
    person = f"Li <li@example.org> {int(noon.timestamp())} +0000"
    return f"author {person}\ncommitter {person}\n"


def _stream(snapshot: Snapshot, commits: int, rng: random.Random) -> Iterator[bytes]:
    for number in range(commits):
        if number:
            snapshot = _amended(snapshot, number, rng)
        message = f"amendment {number}\n\nPolicydiff-Kind: policy\n".encode()
        text = dump_snapshot(snapshot).encode()
        yield f"commit refs/heads/main\n{person_on(number)}data {len(message)}\n".encode() + message
        yield f"M 100644 inline snapshots/{snapshot.id}.json\ndata {len(text)}\n".encode() + text + b"\n"


def _amended(snapshot: Snapshot, number: int, rng: random.Random) -> Snapshot:
    measures = list(snapshot.measures)
    if number % 50 == 0 and len(measures) > 60:
        measures = [replace(one, id=str(at), number=str(at)) for at, one in enumerate(measures[1:], 1)]
    at = rng.randrange(len(measures) - 1)
    text = measures[at].text
    word = rng.choice([one for one in _WORDS if not text.startswith(one)])
    old = next((one for one in _WORDS if text.startswith(one)), "")
    measures[at] = replace(measures[at], text=word + text.removeprefix(old))
    source = replace(snapshot.source, sha256=f"{number:064x}")
    return replace(snapshot, measures=tuple(measures), source=source, issued=day(number))
