"""The catalogue of checks: one row a check.

The sentences, repairs and explanations of each are in `data/checks.json`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policydiff.check import (
    areas,
    bodies,
    cells,
    characters,
    numbering,
    references,
    sections,
    signs,
    source,
    values,
)
from policydiff.check.canonical import canonical_form
from policydiff.check.fault import Fault
from policydiff.check.reader import said_by_reader
from policydiff.check.subject import Subject
from policydiff.model.finding import ERROR, FILE, HISTORY, INFO, REPOSITORY, SNAPSHOT, WARNING


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its public id, how serious a fault is, what it looks at, and how it finds faults.

    `find` is None where something else finds them: a workflow, where more than one snapshot is needed, or comparing
    a snapshot with its source read again. `echo_of` names checks whose faults of the same part, or of all of the
    document, say the same of the same cause, and better. A renamed check answers to `formerly` too; an
    id is never used again. `is_more` says that a fault is about more than its excerpt, as it is of several parts, or of
    a file: a waiver then holds it by all of that.
    """

    id: str
    severity: str
    scope: str
    find: Callable[[Subject], Iterator[Fault]] | None = None
    echo_of: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    is_more: bool = False


_ODD = ("mojibake", "private-use", "invisible-character", "variant-glyph")
"""Checks of characters that make other words of those in which they stand."""

CHECKS = (
    Check("json", ERROR, FILE),
    Check("schema", ERROR, FILE),
    Check("format-newer", ERROR, FILE),
    Check("canonical-form", WARNING, FILE, canonical_form),
    Check("id-is-file-name", ERROR, FILE, references.id_is_file_name),
    Check("id-repeated", ERROR, SNAPSHOT, numbering.id_repeated),
    Check("number-repeated", ERROR, SNAPSHOT, numbering.number_repeated, echo_of=("id-repeated",)),
    Check("number-id", ERROR, SNAPSHOT, numbering.number_id, echo_of=("id-repeated", "number-repeated")),
    Check("number-missing", WARNING, SNAPSHOT, numbering.number_missing),
    Check("number-order", WARNING, SNAPSHOT, numbering.number_order, echo_of=("id-repeated", "number-id")),
    Check("count-differs", WARNING, SNAPSHOT, numbering.count_differs, echo_of=("number-missing",)),
    Check("section-dangling", ERROR, SNAPSHOT, sections.section_dangling),
    Check("section-empty", WARNING, SNAPSHOT, sections.section_empty),
    Check("section-order", WARNING, SNAPSHOT, sections.section_order),
    Check("note-dangling", ERROR, SNAPSHOT, references.note_dangling),
    Check("implements-itself", ERROR, SNAPSHOT, references.implements_itself),
    Check("date-order", ERROR, SNAPSHOT, values.date_order),
    Check("document-number", WARNING, SNAPSHOT, values.document_number, echo_of=_ODD),
    Check("region-code", ERROR, SNAPSHOT, values.region_code),
    Check("level-region", WARNING, SNAPSHOT, values.level_region),
    Check("cell-empty", WARNING, SNAPSHOT, cells.cell_empty, echo_of=("cut-off",)),
    Check("cut-off", WARNING, SNAPSHOT, cells.cut_off),
    Check("unplaced", ERROR, SNAPSHOT, said_by_reader("unplaced")),
    Check("bracket-unbalanced", WARNING, SNAPSHOT, signs.bracket_unbalanced),
    Check("quote-unbalanced", WARNING, SNAPSHOT, signs.quote_unbalanced),
    Check("mojibake", ERROR, SNAPSHOT, characters.mojibake),
    Check("private-use", WARNING, SNAPSHOT, characters.private_use),
    Check("invisible-character", WARNING, SNAPSHOT, characters.invisible_character, echo_of=("cell-empty",)),
    Check("variant-glyph", WARNING, SNAPSHOT, characters.variant_glyph),
    Check("unknown-body", WARNING, SNAPSHOT, bodies.unknown_body, echo_of=_ODD),
    Check("unknown-place", WARNING, SNAPSHOT, areas.unknown_place, echo_of=_ODD),
    Check("source-missing", ERROR, SNAPSHOT, source.source_missing),
    Check("source-changed", ERROR, SNAPSHOT, source.source_changed, is_more=True),
    Check("reader-old", WARNING, SNAPSHOT, source.reader_old),
    Check("measure-lost", ERROR, SNAPSHOT, is_more=True),
    Check("measure-invented", ERROR, SNAPSHOT, is_more=True),
    Check("section-lost", ERROR, SNAPSHOT, is_more=True),
    Check("section-invented", ERROR, SNAPSHOT, is_more=True),
    Check("note-lost", ERROR, SNAPSHOT, is_more=True),
    Check("note-invented", ERROR, SNAPSHOT, is_more=True),
    Check("text-edited", ERROR, SNAPSHOT),
    Check("not-reproducible", ERROR, SNAPSHOT),
    Check("corrected", INFO, SNAPSHOT, said_by_reader("corrected")),
    Check("correction-unfit", WARNING, SNAPSHOT, said_by_reader("correction-unfit")),
    Check("correction-needless", INFO, SNAPSHOT, said_by_reader("correction-needless")),
    Check("name-taken", ERROR, REPOSITORY),
    Check("implements-dangling", ERROR, REPOSITORY, references.implements_dangling),
    Check("implements-cycle", ERROR, REPOSITORY),
    Check("round-repeated", WARNING, REPOSITORY),
    Check("source-shared", WARNING, REPOSITORY),
    Check("source-unused", WARNING, REPOSITORY),
    Check("mixed-readers", WARNING, REPOSITORY),
    Check("corrections", ERROR, REPOSITORY),
    Check("decisions", ERROR, REPOSITORY),
    Check("stale-decision", WARNING, REPOSITORY),
    Check("waivers", ERROR, REPOSITORY),
    Check("waiver-expired", ERROR, REPOSITORY),
    Check("waiver-unused", ERROR, REPOSITORY),
    Check("waiver-long", WARNING, REPOSITORY),
    Check("judge-changed", WARNING, HISTORY),
    Check("measures-dropped", ERROR, HISTORY),
    Check("published-changed", ERROR, HISTORY),
    Check("snapshot-removed", ERROR, HISTORY),
    Check("id-renamed", WARNING, HISTORY),
)
CHECK_BY_ID = {name: check for check in CHECKS for name in (check.id, *check.formerly)}
