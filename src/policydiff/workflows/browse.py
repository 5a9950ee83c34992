"""Browse: what snapshots there are, and what one of them says."""

from dataclasses import dataclass, replace
from difflib import get_close_matches

from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError, SnapshotError
from policydiff.model.comparison import Edition
from policydiff.model.document import Measure, Snapshot, bearer
from policydiff.workflows.editions import Editions, Opened


@dataclass(frozen=True, slots=True)
class Shown:
    """A snapshot, and the measure of it that was asked for; `source` is the path of its source, from the top of
    the repository with `@REV` behind it for an edition.
    """

    snapshot: Snapshot
    measure: Measure | None
    source: str
    source_lines: tuple[str, ...] = ()
    edition: Edition | None = None


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
    """The snapshot called `name` (`ID` or `ID@REV`), or the measure of it in `NAME#MEASURE`.

    Raises:
        LookupFailedError: there is no such snapshot or measure.
        HistoryError: there is no repository, or no such revision.
    """
    document, sign, number = name.rpartition("#")
    opened = Editions(corpus).open(document if sign else name)
    snapshot = opened.snapshot
    shown = Shown(snapshot, None, opened.source_path, edition=opened.edition)
    if not sign:
        return shown
    measure = measure_of(snapshot, number)
    return replace(shown, measure=measure, source_lines=_source_lines(opened, measure))


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


def _source_lines(opened: Opened, measure: Measure) -> tuple[str, ...]:
    """The lines of the source that a measure was read from; none where the source is missing."""
    data = opened.source()
    if data is None:
        return ()
    first, last = measure.location.lines
    from policydiff.read.source import decode

    lines = decode(data, opened.source_path).lines[first - 1 : last]
    return tuple(line.text for line in lines)
