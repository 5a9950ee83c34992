"""Characters, signs, cells."""

from policydiff.model.document import Note
from tests.check.cases.change import Cases, Change, with_snapshot
from tests.check.cases.first import said


def with_note(text: str) -> Change:
    return with_snapshot(notes=(Note(text=text),))


CASES: Cases = {
    "cell-empty": (said("cell-empty"), said("other")),
    "cut-off": (said("cut-off"), said("other")),
    "bracket-unbalanced": (
        with_note("修订《外商投资产业指导目录。"),
        with_note("1）修订《〈外商投资法〉实施条例》（2019年)."),
    ),
    "quote-unbalanced": (with_note("推进“放管服改革。"), with_note('推进‘放管服’改革，don’t，15"屏幕，"两业"融合。')),
    "mojibake": (with_note("推进鏈嶅姟璐告槗发展。"), with_note("推进São Paulo、××××年、25℃±2℃发展。")),
    "private-use": (with_note("推进\ue5e5发展。"), with_note("推进𠮷发展。")),
    "invisible-character": (with_note("推进\u200b发展。"), with_note("推进　发展 👨\u200d👩。")),
    "variant-glyph": (with_note("推进⼒量。"), with_note("推进ＡＢＣ１２３、①、℃、Ⅱ力量。")),
}
