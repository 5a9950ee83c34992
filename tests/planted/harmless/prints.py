"""Sources that print the same document otherwise: other bytes, other blanks, dates in other words."""

import re
from collections.abc import Callable

from tests.planted.folder import BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, DataFolder
from tests.planted.harmless.forms import SILENT
from tests.planted.table import HARMLESS


def _row(name: str, change: Callable[[str], str | bytes], *snapshots: str, is_same: bool = True) -> None:
    """A source that is ingested again; unless it prints other words, the snapshot's measures are the same."""

    def edit(folder: DataFolder, snapshot: str) -> frozenset[str]:
        before = [measure["text"] for measure in folder.data(snapshot)["measures"]]
        source = folder.source(snapshot)
        changed = change(source)
        assert changed != source
        folder.reingest(snapshot, changed)
        assert not is_same or [measure["text"] for measure in folder.data(snapshot)["measures"]] == before
        return SILENT

    HARMLESS.row("source", *snapshots, name=name)(edit)


_row("gb18030", lambda text: text.encode("gb18030"))
_row("utf_16", lambda text: text.encode("utf-16"))
_row("utf_16_big_endian", lambda text: "\ufeff".encode("utf-16-be") + text.encode("utf-16-be"), XIAMEN, DEPARTMENTS)
_row("utf_8_with_a_mark", lambda text: text.encode("utf-8-sig"))
_row("windows_line_ends_in_the_source", lambda text: text.replace("\n", "\r\n"))
_row("old_line_ends_in_the_source", lambda text: text.replace("\n", "\r"), NATIONAL, BATCH)
_row("blanks_at_line_ends_in_the_source", lambda text: text.replace("\n", "  \n"), NATIONAL, NEW)
_row("blank_lines_at_both_ends", lambda text: f"\n\n{text}\n\n\n")
_row("full_width_blanks_at_line_ends", lambda text: re.sub(r"(?<=[。；])\n", "　\n", text), NATIONAL, XIAMEN, NEW)
_row("final_newline_in_the_source", lambda text: text[:-1] if text.endswith("\n") else f"{text}\n")
_row("more_blank_lines", lambda text: re.sub(r"\n(?=\d+\t)", "\n\n", text), BATCH, DEPARTMENTS)
_row("more_blank_lines_between_paragraphs", lambda text: text.replace("\n\n", "\n\n\n"), NEW, BATCH)
_row("form_feed_between_pages", lambda text: text.replace("\n注：", "\n\f\n注：", 1), NATIONAL)

for _number, _day in enumerate(
    ("2020年06月28日", "2020 年 6 月 28 日", "二〇二〇年六月二十八日", "二○二○年六月二十八日")
):
    _row(f"day_{_number}", lambda text, day=_day: text.replace("2020年6月28日", day), BATCH)  # type: ignore[misc]
for _number, _day in enumerate(("2025年4月11日", "2025年04月11日", "2025-4-11", "2025.04.11", "2025/04/11")):
    _row(f"day_in_brackets_{_number}", lambda text, day=_day: text.replace("2025-04-11", day), NEW)  # type: ignore[misc]
for _number, _month in enumerate(("2018年6月", "2018.06", "2018-06", "2018年06月", "2018.6月")):
    _row(f"month_{_number}", lambda text, month=_month: text.replace("\t2018.6\t", f"\t{month}\t"), DEPARTMENTS)  # type: ignore[misc]
for _number, _number_ in enumerate(("国函[2020]96号", "国函〔2020〕 96 号", "国函（2020）96号")):
    _row(f"number_{_number}", lambda text, number=_number_: text.replace("国函〔2020〕96号", number), BATCH)  # type: ignore[misc]
