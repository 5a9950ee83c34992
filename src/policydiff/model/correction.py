"""Corrections: what an analyst says is wrong in the cells that were read, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = 1
"""Version of the format of corrections. History: 1, the first."""

DOCUMENT, SECTION, MEASURE, NOTE = "document", "section", "measure", "note"

FIELDS = {
    MEASURE: (
        "number", "section", "title", "text", "responsibility", "guidance", "reach", "promoted", "basis", "field",
        "remark",
    ),
    SECTION: ("label", "title", "intro"),
    NOTE: ("text",),
    DOCUMENT: ("title", "document_number", "issued", "issuers"),
}  # fmt: skip
"""The cells that can be corrected, by what they belong to."""

APPLIED, NEEDLESS, UNFIT = "applied", "needless", "unfit"
FINDINGS = ("corrected", "correction-unfit", "correction-needless")
"""What a snapshot says of its corrections, by the ids of its findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The paper by which the authority itself corrected what it had printed."""

    title: str | None = None
    number: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is read in a cell and what it should be: the whole cell, or a part that stands in it once.

    The cell is that of a measure or a section (by id), of a note (by its place, from 1), or else of the document.
    `read` is None for a cell that is empty; `should` is None where nothing is to stand. `words` is the text of the
    measure when it was corrected: it tells the measure from others when their numbers change.
    """

    measure: str | None = None
    words: str | None = None
    section: str | None = None
    note: int | None = None
    field: str
    read: str | None
    should: str | None
    why: str
    by: str
    when: str
    authority: Authority | None = None

    @property
    def kind(self) -> str:
        """What the cell belongs to."""
        named = ((MEASURE, self.measure), (SECTION, self.section), (NOTE, self.note))
        return next((kind for kind, name in named if name is not None), DOCUMENT)

    @property
    def place(self) -> str:
        """The cell in words: `measure 12, text`."""
        return place_of(self.kind, self.measure or self.section or str(self.note), self.field)

    @property
    def part(self) -> str:
        """What the cell belongs to, in words: `measure 12`."""
        return f"{self.kind} {self.measure or self.section or self.note}"


def place_of(kind: str, name: str, field: str) -> str:
    """A cell in words: `measure 12, text`."""
    return f"document, {field}" if kind == DOCUMENT else f"{kind} {name}, {field}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """The corrections of one snapshot, in the order in which they are replayed."""

    snapshot: str
    corrections: tuple[Correction, ...] = ()
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a correction does not fit: in words, and as the form and the values that other languages say it by."""

    words: str
    form: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What became of a correction: applied, needless, or unfit and for what reason.

    `target` is the measure, section or note that it was applied to, `was_moved` that it bears another name in the
    correction.
    """

    correction: Correction
    outcome: str
    target: str | None = None
    was_moved: bool = False
    reason: Reason | None = None
