"""What a check yields: what is wrong, and where, before it is put into words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Place = tuple[str | int, ...]
"""The JSON path of a value: `("measures", 3, "text")`."""
TextEdit = tuple[int, int, str]
"""Characters from the first to before the second offset, and what the source gives in place of them."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of a cell as its source has them, and what stands before and behind them there."""

    words: str
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault with one cause.

    `values` fill the sentence of the check, `form` chooses among its sentences where it has several. `place` is the
    value that is at fault; `excerpt` the exact characters of it, from `offset` on if it is a text. `lines` of the
    source are those of the measure in which the place lies, if not said. `severity` is that of the check, if not said.
    `measure` is the id of the measure that it is about, where that is not the one at the place. `printed` is what the
    source has where the place has other words, and `mend` the check whose repair is the one to make.
    `edits` turn the text of the place into what the source gives, as far as this fault goes: see `mended`.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    form: str = ""
    place: Place = ()
    excerpt: str = ""
    offset: int | None = None
    lines: tuple[int, int] | None = None
    severity: str | None = None
    measure: str | None = None
    printed: Printed | None = None
    mend: str = ""
    edits: tuple[TextEdit, ...] = ()


def cell(at: int, column: str) -> Place:
    """The place of a printed cell of the measure at a position: of one that is taken apart its `raw`."""
    raw = ("raw",) if column in ("responsibility", "guidance", "reach", "promoted", "basis") else ()
    return ("measures", at, column, *raw)


def mended(text: str, faults: Iterable[Fault]) -> str:
    """A text with the edits of its faults made.

    If that is what the source gives, the faults explain the whole difference.
    """
    last = len(text)
    for start, end, given in sorted({edit for fault in faults for edit in fault.edits}, reverse=True):
        if end <= last:  # two faults may explain one difference, each by its own edit
            text = text[:start] + given + text[end:]
            last = start
    return text
