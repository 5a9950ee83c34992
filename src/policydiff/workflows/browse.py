"""Browse: what snapshots there are, and what one of them says."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError, SnapshotError
from policydiff.model.document import Measure, Snapshot, bearer


@dataclass(frozen=True, slots=True)
class Shown:
    """A snapshot, and the measure of it that was asked for."""

    snapshot: Snapshot
    measure: Measure | None
    source: Path
    source_lines: tuple[str, ...] = ()


def list_snapshots(corpus: Corpus) -> list[Snapshot]:
    """All sound snapshots of the folder, by id; `corpus.broken` says what is wrong with the others."""
    found = []
    for entry in corpus.entries:
        try:
            found.append(entry.load())
        except SnapshotError as error:
            corpus.broken[entry.path] = error
    return found


def show(name: str, corpus: Corpus) -> Shown:
    """The snapshot called `name`, or the measure of it in `NAME#MEASURE`.

    Raises:
        LookupFailedError: there is no such snapshot or measure.
    """
    document, sign, number = name.partition("#")
    entry = corpus.resolve(document)
    snapshot = entry.load()
    source = entry.path.parent / snapshot.source.path
    if not sign:
        return Shown(snapshot, None, source)
    measure = measure_of(snapshot, number)
    return Shown(snapshot, measure, source, _source_lines(source, measure))


def measure_of(snapshot: Snapshot, number: str) -> Measure:
    """The measure of a snapshot with an id or a printed number.

    Raises:
        LookupFailedError: there is none.
    """
    if (found := bearer(snapshot.measures, number)) is not None:
        return found
    near = get_close_matches(number, [measure.id for measure in snapshot.measures], n=3, cutoff=0.6)
    first, last = snapshot.measures[0].id, snapshot.measures[-1].id
    remedy = f"did you mean {' or '.join(near)}?" if near else f"its measures are {first} to {last}"
    raise LookupFailedError(f"no measure “{number}”", where=snapshot.id, remedy=remedy)


def _source_lines(source: Path, measure: Measure) -> tuple[str, ...]:
    """The lines of the source that a measure was read from; none where the source is missing."""
    if not source.is_file():
        return ()
    first, last = measure.location.lines
    from policydiff.read.source import decode, read_bytes

    lines = decode(read_bytes(source), str(source)).lines[first - 1 : last]
    return tuple(line.text for line in lines)
