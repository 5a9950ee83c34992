"""Transformations of a source or a snapshot that change no measure: a reader and a comparison must not see them."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from policydiff.model.document import Location, Measure, Section, Snapshot

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


PROBE = "附件（〔2020〕12号）列明《目录》中的“甲类”“乙类”A·B项、C—D项：占比5%，共100家；其余从略……（2）见第Ⅱ表。"
"""Signs that not every document has; put behind the first measure of both sides, so that each transformation bites."""

_COMPATIBILITY = {
    ord(plain): code
    for plain, code in zip(
        "金立不六理女年行例料利",
        (0xF90A, 0xF9F7, 0xF967, 0xF9D1, 0xF9E4, 0xF981, 0xF98E, 0xFA08, 0xF9B5, 0xF9BE, 0xF9DD),
        strict=True,
    )
}
_KANGXI = str.maketrans("人力大工心方日水生用行金", "⼈⼒⼤⼯⼼⽅⽇⽔⽣⽤⾏⾦")
_SMALL = str.maketrans("，、；：？！（）％%", "﹐﹑﹔﹕﹖﹗﹙﹚﹪﹪")
_VERTICAL = str.maketrans("，、。；：（）《》〔〕【】", "︐︑︒︔︓︵︶︽︾︹︺︻︼")
_BOLD_DIGITS = {ord("0") + digit: 0x1D7CE + digit for digit in range(10)}


def _every(sign: str, step: int) -> Callable[[str], str]:
    """Puts a sign behind every so many characters."""
    return lambda text: sign.join(text[at : at + step] for at in range(0, len(text), step))


def _table(before: str, after: str) -> Callable[[str], str]:
    return lambda text: text.translate(str.maketrans(before, after))


QUIET_TEXTS: dict[str, Callable[[str], str]] = {
    "full-width": lambda text: text.translate(_FULL),
    "half-width-signs": lambda text: text.translate(_HALF_SIGNS),
    "half-width-stops": _table("。、“”", "｡､｢｣"),
    "small-signs": lambda text: text.translate(_SMALL),
    "vertical-signs": lambda text: text.translate(_VERTICAL),
    "straight-quotes": lambda text: text.translate(_STRAIGHT),
    "corner-quotes": lambda text: text.translate(_CORNERS),
    "quotes-of-one-side": _table("“”", "””"),
    "no-quotes": lambda text: re.sub('[“”‘’"]', "", text),
    "ideographic-blanks": _every("\u3000", 7),
    "blanks-around-figures": lambda text: re.sub(r"\s*(\d+)\s*", r" \1 ", text),
    "blanks-everywhere": _every(" ", 1),
    "line-wraps": _every("\n", 17),
    "line-wraps-with-indent": _every("\r\n\u3000\u3000", 23),
    "tabs": _every("\t", 13),
    "zero-width-blanks": _every("\u200b", 3),
    "zero-width-joiners": _every("\u200d", 5),
    "soft-hyphens": _every("\u00ad", 5),
    "direction-marks": _every("\u200e", 8),
    "variation-selectors": _every("\ufe00", 6),
    "compatibility-ideographs": lambda text: text.translate(_COMPATIBILITY),
    "radicals": lambda text: text.translate(_KANGXI),
    "bold-digits": lambda text: text.translate(_BOLD_DIGITS),
    "roman-numerals": lambda text: text.replace("Ⅱ", "II").replace("Ⅰ", "I"),
    "numbers-in-brackets": lambda text: text.replace("（2）", "⑵"),
    "letter-case": str.swapcase,
    "square-brackets": _table("〔〕", "［］"),
    "lens-brackets": _table("〔〕", "【】"),
    "title-brackets": _table("《》", "〈〉"),
    "dashes": _table("—-", "–－"),
    "long-dashes": lambda text: re.sub("[—-]", "——", text),
    "middle-dots": _table("·", "•"),
    "ellipses": lambda text: text.replace("……", "..."),
    "short-ellipses": lambda text: text.replace("……", "…"),
    "doubled-stops": lambda text: text.replace("。", "。。"),
    "doubled-commas": lambda text: re.sub("[，,]", "，，", text),
    "semicolons-for-stops": lambda text: re.sub("。(?=.)", "；", text),
    "colons-for-commas": lambda text: text.replace("：", "，"),
    "no-stop-at-the-end": lambda text: text.rstrip("。"),
    "bullets": lambda text: "• " + text,
    "blanks-at-the-ends": lambda text: f"\u3000\u3000{text} ",
}
"""Transformations of the printed text of every measure."""


def _renumbered(snapshot: Snapshot) -> Snapshot:
    """Every measure bears another number, and another id with it."""

    def renumber(measure: Measure) -> Measure:
        number = str(1000 - int(measure.id.split("-")[0]))
        return replace(measure, id=number, number=number)

    return replace(snapshot, measures=tuple(map(renumber, snapshot.measures)))


def _shuffled(snapshot: Snapshot) -> Snapshot:
    measures = list(snapshot.measures)
    Random(1).shuffle(measures)
    return replace(snapshot, measures=tuple(measures))


def _in_one_section(snapshot: Snapshot) -> Snapshot:
    section = Section(id="x", label="一、", title="其他")
    measures = tuple(replace(measure, section="x") for measure in snapshot.measures)
    return replace(snapshot, sections=(section,), measures=measures)


def _in_other_sections(snapshot: Snapshot) -> Snapshot:
    sections = tuple(Section(id=f"s{at}", label=f"（{at}）", title=f"第{at}类") for at in range(7))
    measures = tuple(replace(m, section=f"s{at % 7}") for at, m in enumerate(snapshot.measures))
    return replace(snapshot, sections=sections, measures=measures)


def _elsewhere(snapshot: Snapshot) -> Snapshot:
    measures = tuple(
        replace(m, location=Location(lines=(m.location.lines[0] + 40, m.location.lines[1] + 40)))
        for m in snapshot.measures
    )
    return replace(snapshot, measures=measures)


QUIET_SNAPSHOTS: dict[str, Callable[[Snapshot], Snapshot]] = {
    "renumbered": _renumbered,
    "shuffled": _shuffled,
    "backwards": lambda snapshot: replace(snapshot, measures=snapshot.measures[::-1]),
    "shuffled-and-renumbered": lambda snapshot: _renumbered(_shuffled(snapshot)),
    "in-one-section": _in_one_section,
    "in-other-sections": _in_other_sections,
    "elsewhere-in-the-source": _elsewhere,
}
"""Transformations of the order and the frame."""


def probed(snapshot: Snapshot) -> Snapshot:
    """The snapshot with the probe behind its first measure."""
    first, *others = snapshot.measures
    return replace(snapshot, measures=(replace(first, text=first.text + PROBE), *others))


def quiet(snapshot: Snapshot, change: Callable[[str], str]) -> Snapshot:
    """The snapshot with the titles and texts of its measures transformed."""

    def changed(measure: Measure) -> Measure:
        return replace(measure, title=measure.title and change(measure.title), text=change(measure.text))

    return replace(snapshot, measures=tuple(map(changed, snapshot.measures)))
