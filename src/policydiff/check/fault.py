"""What a check yields: what is wrong, and where, before it is put into words."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[str | int, ...]
"""The JSON path of a value: `("measures", 3, "text")`."""


CONTENT = "content"
"""The value that holds what a fault is about and its sentence does not print in full, as `content_mark` of it."""
BASE = "base"
"""The value that names what is compared with: it is another from run to run, and no fault is another for that."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of a cell as its source has them, and what stands before and behind them there."""

    words: str
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault with one cause.

    `values` fill the sentence of the check, and tell it from others of its check at the same place: what its sentence
    leaves out of them stands there as its `CONTENT`, for accepting one is not accepting all. `form` chooses among its
    sentences where it has several. `place` is the value that is at fault; `excerpt` the exact characters of it, from
    `offset` on if it is a text. `lines` of the source are those of the measure in which the place lies, if not said.
    `severity` is that of the check, if not said. `measure` is the id of the measure that it is about, where that is not
    the one at the place. `printed` is what the source has where the place has other words, and `mend` the check whose
    repair is the one to make. `runs` are all stretches of the text that it is about, of which the excerpt is the first.
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
    runs: tuple[tuple[int, int], ...] = ()


def cell(at: int, column: str) -> Place:
    """The place of a printed cell of the measure at a position: of one that is taken apart its `raw`."""
    raw = ("raw",) if column in ("responsibility", "guidance", "reach", "promoted", "basis") else ()
    return ("measures", at, column, *raw)


def content_mark(*parts: object) -> str:
    """What tells contents from others: of texts, numbers, and tuples and records of them."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
