"""What a check looks at: a snapshot, what is around it, and the state of its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policydiff.check.edits import Rereading, rereading
from policydiff.check.printed import PrintedText, printed_texts
from policydiff.model.document import Snapshot


@dataclass(frozen=True)
class Subject:
    """A snapshot with its file's name, the names of the others, and the state of its source.

    `names` maps every id and alias of the folder to the ids that bear it; `source_sha256` is None where the source
    file is missing, `source_lines` are its lines; `is_source_alike` says of one that is not the file that was read
    that it is but for its line ends. `again` is what its source and its corrections give now; None where
    that cannot be said. `text` is the file of the snapshot.
    """

    snapshot: Snapshot
    stem: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source_sha256: str | None = None
    source_lines: tuple[str, ...] = ()
    is_source_alike: bool = False
    again: Snapshot | None = None
    text: str = ""

    @cached_property
    def measure_ids(self) -> frozenset[str]:
        """The ids of the snapshot's measures."""
        return frozenset(measure.id for measure in self.snapshot.measures)

    @cached_property
    def rereading(self) -> Rereading | None:
        """What was edited by hand; None where nothing was, or where it cannot be said: without a source that is the
        one that was read, or with a reader of another version.
        """
        again = self.again
        if again is None or again == self.snapshot or again.source.reader != self.snapshot.source.reader:
            return None
        return rereading(self.snapshot, again)

    def is_by_hand(self, *place: str | int) -> bool:
        """Whether the value at a place, or what holds it, was edited by hand; its order alone is no edit of it."""
        edits = self.rereading.edits if self.rereading else ()
        return any(place[: len(known)] == known for edit in edits for known in edit.places)

    @cached_property
    def texts(self) -> tuple[PrintedText, ...]:
        """Every printed text of the snapshot, each with what the source gives there."""
        return tuple(printed_texts(self.snapshot, self.again))
