"""Files that say the same, written otherwise by an editor or another program; and files that are none of ours."""

import json
import os
import re
from collections.abc import Callable
from typing import Any

from tests.planted.folder import ALL, BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, DataFolder
from tests.planted.table import HARMLESS

FORM = frozenset(("canonical-form",))
SILENT: frozenset[str] = frozenset()


def _row(name: str, change: Callable[[str], str], *snapshots: str) -> None:
    def edit(folder: DataFolder, snapshot: str) -> frozenset[str]:
        text = folder.text(snapshot)
        changed = change(text)
        assert changed != text
        folder.write(snapshot, changed)
        return FORM

    HARMLESS.row("form", *snapshots, name=name)(edit)


def _dump(text: str, **options: Any) -> str:
    return json.dumps(json.loads(text), **{"ensure_ascii": False, "indent": 2, **options}) + "\n"


def _escaped(text: str) -> str:
    """A few characters as escapes, as some serializers write them."""
    return re.sub("[“”（）]", lambda found: f"\\u{ord(found[0]):04x}", text)


_row("indent_of_four", lambda text: _dump(text, indent=4))
_row("indent_of_one", lambda text: _dump(text, indent=1), NATIONAL, NEW)
_row("indent_of_tabs", lambda text: _dump(text, indent="\t"), XIAMEN, BATCH, DEPARTMENTS)
_row("one_line", lambda text: _dump(text, indent=None), XIAMEN, NEW, DEPARTMENTS)
_row("without_blanks", lambda text: _dump(text, indent=None, separators=(",", ":")), NATIONAL, BATCH)
_row("keys_sorted", lambda text: _dump(text, sort_keys=True))
_row("ascii_only", lambda text: _dump(text, ensure_ascii=True))
_row("some_escapes", _escaped, NATIONAL, BATCH)
_row("slashes_escaped", lambda text: text.replace('"sources/', '"sources\\/'), XIAMEN, NEW)
_row("windows_line_ends", lambda text: text.replace("\n", "\r\n"))
_row("byte_order_mark", lambda text: "\ufeff" + text)
_row("no_final_newline", lambda text: text.rstrip("\n"))
_row("two_final_newlines", lambda text: text + "\n", NATIONAL, DEPARTMENTS)
_row("blanks_at_line_ends", lambda text: text.replace(",\n", ", \n"), XIAMEN, NEW)
_row("no_schema", lambda text: re.sub(r'  "\$schema": "[^"]*",\n', "", text))
_row("schema_by_address", lambda text: text.replace("../schema/", "https://example.org/schema/"), XIAMEN, BATCH)
_row("schema_last", lambda text: _dump(json.dumps(_with_schema_last(json.loads(text)))), NATIONAL, DEPARTMENTS)
_row("lists_on_one_line", lambda text: re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text), NATIONAL, NEW, BATCH)


def _with_schema_last(data: Any) -> Any:
    return {**{key: value for key, value in data.items() if key != "$schema"}, "$schema": data["$schema"]}


@HARMLESS.row("form")
def file_touched(folder: DataFolder, name: str) -> frozenset[str]:
    for file in folder.folder.rglob("*.*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    return SILENT


@HARMLESS.row("form", NATIONAL, XIAMEN)
def file_read_only(folder: DataFolder, name: str) -> frozenset[str]:
    folder.path(name).chmod(0o444)
    return SILENT


for _number, (_called, _path) in enumerate(
    {
        "readme": "README.md",
        "git_keeps_the_folder": "sources/.gitkeep",
        "file_of_a_desktop": "sources/.DS_Store",
        "file_of_an_editor": ".xiamen-2020.json.swp",
        "backup_of_an_editor": "xiamen-2020.json~",
        "ignored_files": ".gitignore",
        "folder_of_drafts": "drafts/plan.json",
        "lock": ".policydiff.lock",
    }.items()
):

    def _stray(folder: DataFolder, name: str, path: str = _path) -> frozenset[str]:
        folder.put(path, "{\n")
        return SILENT

    HARMLESS.row("form", ALL[_number % 5], name=_called)(_stray)
