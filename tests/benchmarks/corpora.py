"""Folders of many snapshots that were really read from their sources."""

import hashlib
import random
from pathlib import Path

from policydiff.corpus import Corpus
from policydiff.read.document import Told
from policydiff.snapshot import load_snapshot
from policydiff.workflows.ingest import ingest

_HEADER = "序号\t具体举措\t责任单位\t备注"
_TWELVE = 12


def many_snapshots(folder: Path, like: Path, count: int, measures: int = 200, *, seed: int = 1) -> Corpus:
    """A folder of so many documents of so many measures each, whose words are those of the snapshots in `like`.

    A dozen are read; the others are these under other names and titles, which is all that reading them would add.
    """
    rng = random.Random(seed)
    known = [load_snapshot(path.read_text("utf-8"), path.name) for path in sorted(like.glob("*.json"))]
    rows = [
        (measure.text, measure.responsibility.raw if measure.responsibility else "商务部")
        for snapshot in known
        for measure in snapshot.measures
    ]
    folder.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(folder)
    source = folder.parent / "source.txt"
    for number in range(count):
        name = f"document-{number:04}"
        if number >= _TWELVE:
            _copied(folder, number % _TWELVE, number)
            continue
        chosen = [rng.choice(rows) for _ in range(measures)]
        lines = (f"{at}\t{text}\t{bodies}\t" for at, (text, bodies) in enumerate(chosen, 1))
        source.write_text("\n".join((_title(number), _HEADER, *lines)) + "\n", "utf-8")
        ingest(source, Told(id=name, layout="tab-table"), corpus)
    return corpus


def _title(number: int) -> str:
    return f"某市第{number:04}批试点任务清单"


def _copied(folder: Path, like: int, number: int) -> None:
    known, name = f"document-{like:04}", f"document-{number:04}"
    source = (folder / f"sources/{known}.txt").read_bytes()
    copy = source.replace(_title(like).encode(), _title(number).encode())
    text = (folder / f"{known}.json").read_text("utf-8").replace(known, name).replace(_title(like), _title(number))
    text = text.replace(hashlib.sha256(source).hexdigest(), hashlib.sha256(copy).hexdigest())
    (folder / f"sources/{name}.txt").write_bytes(copy)
    (folder / f"{name}.json").write_text(text, "utf-8")
