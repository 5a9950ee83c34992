"""A correction and one cell: whether it fits, whether it is needless, what it makes of the cell."""

from policydiff.model.correction import Correction, Reason

_LONGEST = 120


def fits(cell: str | None, correction: Correction) -> bool:
    """Whether a cell reads as the correction says: as a whole, or once in it."""
    read = correction.read
    return cell == read or (cell is not None and read is not None and occurrences(cell, read) == 1)


def occurrences(cell: str, part: str) -> int:
    """How often a part stands in a cell, overlapping itself too."""
    return sum(cell.startswith(part, at) for at in range(len(cell))) if part in cell else 0


def is_needless(cell: str | None, correction: Correction) -> bool:
    """Whether a cell already reads as it should: as a whole, or in the part that is corrected.

    A part that has to be longer (港澳 → 港澳台) still stands in the longer one.
    """
    read, should = correction.read, correction.should
    if cell in (read, should):
        return cell == should
    if cell is None or read is None or should is None:
        return False
    if read not in cell:
        return occurrences(cell, should) == 1
    start = cell.index(read)
    inside = (at for at in range(len(should)) if should.startswith(read, at) and at <= start)
    return occurrences(cell, read) == 1 and any(cell.startswith(should, start - at) for at in inside)


def corrected(cell: str | None, correction: Correction) -> str | None:
    """The cell that a correction fits, as it should be."""
    if cell == correction.read or cell is None:
        return correction.should
    return cell.replace(correction.read or "", correction.should or "", 1)


def misfit(cell: str | None, correction: Correction) -> Reason:
    """Why a correction does not fit a cell."""
    if cell is None:
        return Reason("the cell is empty", "empty")
    if correction.read is not None and occurrences(cell, correction.read) > 1:
        read = shown(correction.read)
        return Reason(f"{read} stands in it more than once", "several", {"read": read})
    return Reason(f"the cell reads {shown(cell)}", "reads", {"now": shown(cell)})


def shown(text: str | None) -> str:
    """A cell as messages show it."""
    if text is None:
        return "nothing"
    line = text.replace("\n", "⏎")
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}”"
