"""Transformations of a source that change no measure: a reader and a comparison must not see them."""

import re
from collections.abc import Callable

_FULL = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
_HALF_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF_SIGNS = str.maketrans("，。；：！？（）、", ",.;:!?(),")
_FULL_SIGNS = str.maketrans(",;:!?()", "，；：！？（）")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_CORNERS = str.maketrans("“”‘’", "「」『』")
_GLYPHS = str.maketrans("采民长青市", "釆⺠⻓⻘巿")


def _between_characters(text: str, sign: str, every: int = 7) -> str:
    """`sign` put behind every so many characters of a line, never beside a tab."""

    def spread(line: str) -> str:
        return "\t".join(
            re.sub(r"(?<=[一-鿿])(?=[一-鿿])", sign, cell) if every == 1 else _spread(cell, sign, every)
            for cell in line.split("\t")
        )

    return "\n".join(map(spread, text.split("\n")))


def _spread(cell: str, sign: str, every: int) -> str:
    parts = [cell[at : at + every] for at in range(0, len(cell), every)]
    return sign.join(parts)


def _wrapped_cells(text: str, width: int) -> str:
    """Cells longer than `width` go on in the next line, without the tab that opens a cell."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("\t") and len(line) > width:
            cell = line[1:]
            parts = [cell[at : at + width] for at in range(0, len(cell), width)]
            lines.append("\t" + "\n".join(parts))
        else:
            lines.append(line)
    return "\n".join(lines)


NOISE: dict[str, Callable[[str], bytes]] = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16-le-without-mark": lambda text: text.encode("utf-16-le"),
    "full-width-digits": lambda text: text.translate(_FULL_DIGITS).encode(),
    "half-width-signs": lambda text: text.translate(_HALF_SIGNS).encode(),
    "full-width-signs": lambda text: text.translate(_FULL_SIGNS).encode(),
    "full-width-latin": lambda text: text.translate(_FULL).encode(),
    "straight-quotes": lambda text: text.translate(_STRAIGHT).encode(),
    "corner-quotes": lambda text: text.translate(_CORNERS).encode(),
    "no-quotes": lambda text: re.sub("[“”‘’]", "", text).encode(),
    "trailing-blanks": lambda text: text.replace("\n", "  \n").encode(),
    "trailing-ideographic-blanks": lambda text: text.replace("\n", "\u3000\n").encode(),
    "no-break-spaces": lambda text: _between_characters(text, "\u00a0").encode(),
    "zero-width-spaces": lambda text: _between_characters(text, "\u200b").encode(),
    "zero-width-everywhere": lambda text: _between_characters(text, "\u200b", 1).encode(),
    "soft-hyphens": lambda text: _between_characters(text, "\u00ad", 5).encode(),
    "byte-order-marks-inside": lambda text: _between_characters(text, "\ufeff", 11).encode(),
    "look-alike-glyphs": lambda text: text.translate(_GLYPHS).encode(),
    "upper-case": lambda text: text.upper().encode(),
    "wrapped-cells-40": lambda text: _wrapped_cells(text, 40).encode(),
    "wrapped-cells-23": lambda text: _wrapped_cells(text, 23).encode(),
    "wrapped-cells-9": lambda text: _wrapped_cells(text, 9).encode(),
    "blank-line-at-end": lambda text: (text + "\n\n\n").encode(),
}
"""At least twenty-five, each by itself."""


def rewrapped(text: str, text_width: int, responsibility_width: int, section_width: int) -> str:
    """The text of the national plan with its cells wrapped at other widths.

    Blocks of lines are joined and wrapped again; what stood on one line may be torn, and a page
    break (blank lines) stays one.
    """
    lines = text.split("\n")
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            blocks.append([])
        else:
            blocks[-1].append(line)
    wrapped = []
    for block in blocks:
        wrapped.append("\n".join(_rewrap_block(block, text_width, responsibility_width, section_width)))
    return "\n\n".join(wrapped)


def joined_and_wrapped(text: str, width: int) -> str:
    """The text with all lines of a block joined and wrapped at one width, as a careless export does."""
    blocks = re.split(r"\n\s*\n", text)
    wrapped = []
    for block in blocks:
        whole = "".join(line.strip() for line in block.split("\n"))
        keep = "试点任务" in whole[:6] or block.lstrip().startswith("注：")
        wrapped.append(block if keep else "\n".join(whole[at : at + width] for at in range(0, len(whole), width)))
    return "\n\n".join(wrapped)


def _rewrap_block(block: list[str], text_width: int, responsibility_width: int, section_width: int) -> list[str]:
    pieces: list[tuple[str, int]] = []
    for line in block:
        stripped = line.strip()
        if re.fullmatch(r"\d{1,3}", stripped):
            pieces.append((stripped, 0))
        elif re.match(r"\d{1,3} \S", stripped):
            pieces.append((stripped, text_width))
        elif line.startswith("    "):
            indent = len(line) - len(line.lstrip())
            pieces.append((" " * indent + stripped, section_width))
        elif pieces and pieces[-1][1]:
            last, width = pieces[-1]
            if len(line) <= 10 or width == section_width:
                pieces[-1] = (last + stripped, width)
            elif last.rstrip().endswith("。") or (len(line) <= 28 and "。" in last):
                pieces.append((stripped, responsibility_width))
            else:
                pieces[-1] = (last + stripped, width)
        else:
            pieces.append((stripped, text_width))
    out = []
    for piece, width in pieces:
        if not width or "试点任务" in piece[:10] or piece.startswith("全面深化"):
            out.append(piece)
        else:
            out.extend(piece[at : at + width] for at in range(0, len(piece), width))
    return out
