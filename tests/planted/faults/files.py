"""Files that are no JSON any more: cut off, merged badly, edited with the wrong tool."""

from collections.abc import Callable

from tests.planted.folder import BATCH, DEPARTMENTS, NATIONAL, NEW, XIAMEN, DataFolder, Expected, line_at
from tests.planted.table import FAULTS


def _broken(name: str, first: int, last: int | None = None, check: str = "json") -> Expected:
    return Expected(check=check, path=f"{name}.json", first=first, last=last or first)


def _line_where(folder: DataFolder, name: str, wanted: Callable[[str], object]) -> tuple[list[str], int]:
    """The lines of a file, and the place of any that is wanted."""
    lines = folder.text(name).split("\n")
    return lines, folder.random.choice([at for at, line in enumerate(lines) if wanted(line)])


@FAULTS.row("json", times=2)
def truncated(folder: DataFolder, name: str) -> Expected:
    text = folder.text(name)
    kept = text[: folder.random.randrange(200, len(text) - 5)]
    folder.write(name, kept)
    return _broken(name, line_at(kept, len(kept.rstrip())), line_at(kept, len(kept)))


@FAULTS.row("json", NATIONAL, BATCH)
def truncated_inside_a_character(folder: DataFolder, name: str) -> Expected:
    content = folder.text(name).encode()
    at = next(i for i in range(folder.random.randrange(2000, len(content) - 2000), len(content)) if content[i] >= 0xE0)
    folder.path(name).write_bytes(content[: at + 1])
    return _broken(name, content.count(b"\n", 0, at) + 1)


@FAULTS.row("json", XIAMEN)
def emptied(folder: DataFolder, name: str) -> Expected:
    folder.write(name, "")
    return _broken(name, 1)


@FAULTS.row("json")
def merge_markers(folder: DataFolder, name: str) -> Expected:
    lines, at = _line_where(folder, name, lambda line: '"text":' in line)
    other = lines[at].replace("的", "之", 1)
    lines[at : at + 1] = ["<<<<<<< HEAD", lines[at], "=======", other, ">>>>>>> add-document"]
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1)


@FAULTS.row("json", XIAMEN, BATCH)
def two_roots(folder: DataFolder, name: str) -> Expected:
    text = folder.text(name)
    folder.write(name, text + text)
    return _broken(name, text.count("\n") + 1)


@FAULTS.row("json", NATIONAL, NEW, DEPARTMENTS)
def comma_left_out(folder: DataFolder, name: str) -> Expected:
    lines, at = _line_where(folder, name, lambda line: line.endswith('",'))
    lines[at] = lines[at][:-1]
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1, at + 2)


@FAULTS.row("json", XIAMEN, NEW, BATCH)
def comma_too_many(folder: DataFolder, name: str) -> Expected:
    lines = folder.text(name).split("\n")
    closing = [at for at, line in enumerate(lines) if line.strip() in ("}", "]") and at < len(lines) - 3]
    at = folder.random.choice([at for at in closing if lines[at + 1].strip()[:1] in ("}", "]")])
    lines[at] += ","
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1, at + 2)


@FAULTS.row("json", NATIONAL, XIAMEN, BATCH)
def bare_quotation_mark(folder: DataFolder, name: str) -> Expected:
    lines, at = _line_where(folder, name, lambda line: '"text":' in line and len(line) > 40)
    lines[at] = lines[at][:30] + '"' + lines[at][30:]
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1)


@FAULTS.row("json", NEW, DEPARTMENTS)
def comment_in_the_file(folder: DataFolder, name: str) -> Expected:
    lines, at = _line_where(folder, name, lambda line: line == "    {")
    lines.insert(at, "    // TODO 待核对")
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1)


@FAULTS.row("json", XIAMEN, BATCH)
def line_break_inside_a_text(folder: DataFolder, name: str) -> Expected:
    lines, at = _line_where(folder, name, lambda line: '"text":' in line and len(line) > 40)
    lines[at] = lines[at][:30] + "\n" + lines[at][30:]
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1)


@FAULTS.row("json", NATIONAL, XIAMEN, NEW, BATCH)
def repeated_key(folder: DataFolder, name: str) -> Expected:
    lines, at = _line_where(folder, name, lambda line: line.startswith('      "text":'))
    lines.insert(at, lines[at].replace("，", "。", 1))
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1, at + 2)


@FAULTS.row("json", XIAMEN, DEPARTMENTS)
def saved_as_gb18030(folder: DataFolder, name: str) -> Expected:
    text = folder.text(name)
    folder.path(name).write_bytes(text.encode("gb18030"))
    first = next(at for at, sign in enumerate(text) if sign > "~")
    return _broken(name, line_at(text, first))


@FAULTS.row("json", NATIONAL)
def saved_as_utf_16(folder: DataFolder, name: str) -> Expected:
    folder.path(name).write_bytes(folder.text(name).encode("utf-16"))
    return _broken(name, 1)


@FAULTS.row("json", NATIONAL, NEW, BATCH)
def one_byte_broken(folder: DataFolder, name: str) -> Expected:
    content = bytearray(folder.text(name).encode())
    at = folder.random.choice([at for at, byte in enumerate(content) if byte >= 0xE4])
    content[at] = 0xFF
    folder.path(name).write_bytes(bytes(content))
    return _broken(name, content.count(b"\n", 0, at) + 1)


@FAULTS.row("json", XIAMEN, NEW)
def half_a_character(folder: DataFolder, name: str) -> Expected:
    lines, at = _line_where(folder, name, lambda line: '"text":' in line and len(line) > 40)
    lines[at] = lines[at][:30] + "\\ud83d" + lines[at][30:]
    folder.write(name, "\n".join(lines))
    return _broken(name, at + 1)


@FAULTS.row("json", BATCH)
def a_web_page_instead(folder: DataFolder, name: str) -> Expected:
    folder.write(name, "<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n")
    return _broken(name, 1)


@FAULTS.row("format-newer", XIAMEN, BATCH)
def format_of_tomorrow(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["format"] = folder.random.choice((2, 3, 7))
    folder.write(name, data)
    return folder.at("format-newer", name, ("format",))


@FAULTS.row("id-is-file-name", XIAMEN, NEW, BATCH, DEPARTMENTS)
def file_renamed(folder: DataFolder, name: str) -> Expected:
    folder.path(name).rename(folder.path("renamed"))
    return folder.at("id-is-file-name", "renamed", ("id",))


@FAULTS.row("id-is-file-name", XIAMEN, BATCH, DEPARTMENTS)
def id_edited(folder: DataFolder, name: str) -> Expected:
    data = folder.data(name)
    data["id"] = name.replace("-", "_")
    folder.write(name, data)
    return folder.at("id-is-file-name", name, ("id",))


@FAULTS.row("id-is-file-name", XIAMEN, BATCH)
def file_copied(folder: DataFolder, name: str) -> Expected:
    folder.write(f"{name}-copy", folder.text(name))
    return folder.at("id-is-file-name", f"{name}-copy", ("id",))
