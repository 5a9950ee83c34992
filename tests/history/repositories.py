"""Real repositories in temporary folders, with fixed people and days."""

import os
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from policydiff.model.document import Snapshot
from policydiff.snapshot import dump_snapshot
from tests.history.identity import dates, identity

ENVIRONMENT = identity("李雷")


class Git:
    """A repository with a folder `snapshots`; `day` is the day of its next commits, at noon in China."""

    def __init__(self, top: Path, day: str = "2026-01-01", *, init: tuple[str, ...] = ()) -> None:
        self.top = top
        self.day = day
        self.folder = top / "snapshots"
        self.folder.mkdir(parents=True)
        self("init", "-q", "-b", "main", *init)

    def __call__(self, *arguments: str, time: str | None = None) -> str:
        """Run git; its output."""
        when = time or f"{self.day}T12:00:00+08:00"
        environment = {**os.environ, **ENVIRONMENT, **dates(when)}
        command = ["git", "-C", str(self.top), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()

    def write(self, snapshot: Snapshot, folder: str = "snapshots") -> Path:
        path = self.top / folder / f"{snapshot.id}.json"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(dump_snapshot(snapshot), "utf-8")
        return path

    def commit(self, *snapshots: Snapshot, message: str = "change", time: str | None = None) -> str:
        """Write and commit snapshots, with whatever else changed; the hash."""
        for snapshot in snapshots:
            self.write(snapshot)
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "-m", message, time=time)
        return self("rev-parse", "HEAD")


def with_texts(snapshot: Snapshot, texts: Iterable[str], **fields: object) -> Snapshot:
    """A snapshot whose measures have these texts, numbered from 1, and none of the notes and findings."""
    like = snapshot.measures[0]
    measures = tuple(
        replace(like, id=str(number), number=str(number), section=None, text=text)
        for number, text in enumerate(texts, 1)
    )
    return replace(snapshot, measures=measures, notes=(), findings=(), sections=(), **fields)  # type: ignore[arg-type]
