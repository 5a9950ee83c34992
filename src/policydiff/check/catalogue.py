"""The catalogue of checks: one row a check.

The sentences, repairs and explanations of each are in `data/checks.json`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policydiff.check import areas, bodies, cells, characters, numbering, references, signs, source
from policydiff.check.fault import Fault
from policydiff.check.reader import said_by_reader
from policydiff.check.subject import Subject
from policydiff.model.finding import ERROR, INFO, WARNING

FILE, SNAPSHOT, REPOSITORY, HISTORY = "file", "snapshot", "repository", "history"
SCOPES = (FILE, SNAPSHOT, REPOSITORY, HISTORY)
"""What a check looks at: a file's form, a snapshot with its source, all files together, what was there before."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its public id, how serious a fault is, what it looks at, and how it finds faults.

    `find` is None where a workflow finds them, because more than one snapshot is needed. `echo_of` names checks whose
    faults at the same place say the same of the same cause, and better. A renamed check answers to `formerly` too; an
    id is never used again.
    """

    id: str
    severity: str
    scope: str
    find: Callable[[Subject], Iterator[Fault]] | None = None
    echo_of: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


CHECKS = (
    Check("json", ERROR, FILE),
    Check("schema", ERROR, FILE),
    Check("id-is-file-name", ERROR, FILE, references.id_is_file_name),
    Check("number-repeated", ERROR, SNAPSHOT, numbering.number_repeated),
    Check("number-missing", WARNING, SNAPSHOT, numbering.number_missing),
    Check("number-order", WARNING, SNAPSHOT, numbering.number_order),
    Check("count-differs", WARNING, SNAPSHOT, numbering.count_differs),
    Check("section-dangling", ERROR, SNAPSHOT, references.section_dangling),
    Check("note-dangling", ERROR, SNAPSHOT, references.note_dangling),
    Check("cell-empty", WARNING, SNAPSHOT, cells.cell_empty),
    Check("cut-off", WARNING, SNAPSHOT, cells.cut_off),
    Check("unplaced", ERROR, SNAPSHOT, said_by_reader("unplaced")),
    Check("bracket-unbalanced", WARNING, SNAPSHOT, signs.bracket_unbalanced),
    Check("quote-unbalanced", WARNING, SNAPSHOT, signs.quote_unbalanced),
    Check("mojibake", ERROR, SNAPSHOT, characters.mojibake),
    Check("private-use", WARNING, SNAPSHOT, characters.private_use),
    Check("invisible-character", WARNING, SNAPSHOT, characters.invisible_character, echo_of=("cell-empty",)),
    Check("variant-glyph", WARNING, SNAPSHOT, characters.variant_glyph),
    Check("unknown-body", WARNING, SNAPSHOT, bodies.unknown_body),
    Check("unknown-place", WARNING, SNAPSHOT, areas.unknown_place),
    Check("source-missing", ERROR, SNAPSHOT, source.source_missing),
    Check("source-changed", ERROR, SNAPSHOT, source.source_changed),
    Check("reader-old", WARNING, SNAPSHOT),
    Check("not-reproducible", ERROR, SNAPSHOT),
    Check("corrected", INFO, SNAPSHOT, said_by_reader("corrected")),
    Check("correction-unfit", ERROR, SNAPSHOT, said_by_reader("correction-unfit")),
    Check("correction-needless", WARNING, SNAPSHOT, said_by_reader("correction-needless")),
    Check("name-taken", ERROR, REPOSITORY, references.name_taken),
    Check("implements-dangling", ERROR, REPOSITORY, references.implements_dangling),
    Check("corrections", ERROR, REPOSITORY),
    Check("decisions", ERROR, REPOSITORY),
    Check("stale-decision", WARNING, REPOSITORY),
    Check("measures-dropped", ERROR, HISTORY),
    Check("published-changed", ERROR, HISTORY),
    Check("snapshot-removed", ERROR, HISTORY),
    Check("id-renamed", WARNING, HISTORY),
)
CHECK_BY_ID = {name: check for check in CHECKS for name in (check.id, *check.formerly)}
