"""Characters that editors, converters and input methods leave in a text."""

from tests.planted.faults.edits import Edited, edited_text, inside, instead, put_in
from tests.planted.folder import ALL, BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, CannotPlantError, DataFolder, Expected
from tests.planted.table import FAULTS

INVISIBLE = {
    "zero_width_space": "\u200b",
    "zero_width_joiner": "\u200d",
    "word_joiner": "\u2060",
    "byte_order_mark_inside": "\ufeff",
    "soft_hyphen": "\u00ad",
    "right_to_left_override": "\u202e",
    "left_to_right_mark": "\u200e",
    "isolate": "\u2068",
    "bell": "\u0007",
    "escape": "\u001b",
    "vertical_tab": "\u000b",
    "delete_sign": "\u007f",
    "next_line": "\u0085",
    "variation_selector": "\ufe0f",
    "tag_letter": "\U000e0041",
    "hangul_filler": "\u3164",
}
PRIVATE = {"private_use": "\ue5e5", "private_use_of_a_font": "\uf0b7", "private_use_beyond": "\U000f0042"}
VARIANTS = (
    *zip(
        "行金里立良利年理量林流料力便不更北車落",
        "\ufa08\uf90a\uf9e9\uf9f7\uf97c\uf9dd\uf98e\uf9e4\uf97e\uf9f4\uf9ca\uf9be\uf98a\uf965\uf967\uf901\uf963\uf902\uf918",
        strict=True,
    ),
    *zip("一人入工生用行金方日高大小", "⼀⼈⼊⼯⽣⽤⾏⾦⽅⽇⾼⼤⼩", strict=True),
    ("民", "⺠"),
    ("长", "⻓"),
    ("门", "⻔"),
)


def _row(name: str, check: str, edit: Edited, snapshots: tuple[str, ...] = ALL, enough: int = 12) -> None:
    def plant(folder: DataFolder, snapshot: str) -> Expected:
        return edited_text(folder, snapshot, check, edit, enough)

    FAULTS.row(check, *snapshots, name=name)(plant)


def _some(number: int) -> tuple[str, ...]:
    """Two of the snapshots, in turn."""
    return ALL[number % 5], ALL[(number + 2) % 5]


for number, (called, sign) in enumerate(INVISIBLE.items()):
    _row(called, "invisible-character", put_in(sign), _some(number))
for number, (called, sign) in enumerate(PRIVATE.items()):
    _row(called, "private-use", put_in(sign), _some(number))


def _variant(folder: DataFolder, text: str) -> str:
    usual = [(at, other) for at, sign in enumerate(text) for one, other in VARIANTS if sign == one]
    if not usual:
        raise CannotPlantError
    at, other = folder.random.choice(usual)
    return text[:at] + other + text[at + 1 :]


def _spoilt(phrase: str) -> dict[str, str]:
    """What becomes of a phrase that is written in one encoding and read in another."""
    return {
        "gbk": phrase.encode().decode("gbk", "replace"),
        "latin": phrase.encode().decode("latin-1"),
        "windows": phrase.encode().decode("cp1252", "replace"),
        "gbk as latin": phrase.encode("gb18030").decode("latin-1"),
        "gbk as utf-8": phrase.encode("gb18030").decode("utf-8", "replace"),
        "question marks": "?" * len(phrase),
        "kun jin kao": "锟斤拷锟斤拷",
        "numbers": "".join(f"&#{ord(sign)};" for sign in phrase),
    }


def _mojibake(kind: str) -> Edited:
    def edit(folder: DataFolder, text: str) -> str:
        at = inside(folder, text)
        phrase = text[at : at + 6]
        return text[:at] + _spoilt(phrase)[kind] + text[at + 6 :]

    return edit


_row("variant_glyph", "variant-glyph", _variant)
_row("half_width_katakana", "variant-glyph", put_in("ｱ"), (NATIONAL,))
_row("replacement_character", "mojibake", put_in("\ufffd"))
_row("replacement_characters", "mojibake", put_in("\ufffd\ufffd\ufffd"), (BATCH, XIAMEN))
for number, kind in enumerate(
    ("gbk", "latin", "windows", "gbk as latin", "gbk as utf-8", "kun jin kao", "numbers", "question marks")
):
    _row(f"mojibake_{kind.replace(' ', '_')}", "mojibake", _mojibake(kind), _some(number), enough=20)

_row("title_mark_of_another_kind", "bracket-unbalanced", instead("》", "〉"), (NATIONAL, NEW, XIAMEN))
_row("closing_bracket_dropped", "bracket-unbalanced", instead("）", ""), (NATIONAL, XIAMEN, BATCH, DEPARTMENTS))
_row("opening_bracket_dropped", "bracket-unbalanced", instead("（", ""), (NATIONAL, XIAMEN, BATCH, DEPARTMENTS))
_row("half_width_bracket_dropped", "bracket-unbalanced", instead(")", ""), (NEW,))
_row("title_mark_dropped", "bracket-unbalanced", instead("《", ""), (NATIONAL, NEW))
_row("bracket_turned", "bracket-unbalanced", instead("）", "（"), (NATIONAL, XIAMEN, DEPARTMENTS))
_row("bracket_added", "bracket-unbalanced", put_in("】"), (NEW, BATCH))
_row("closing_quotation_mark_dropped", "quote-unbalanced", instead("”", ""))
_row("opening_quotation_mark_dropped", "quote-unbalanced", instead("“", ""), (NATIONAL, XIAMEN, BATCH))
_row("quotation_mark_turned", "quote-unbalanced", instead("”", "“"), (NATIONAL, XIAMEN, BATCH))
