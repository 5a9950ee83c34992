"""What git asks of policydiff: a snapshot as text, how two versions of one differ, and a merge.

Nothing here may fail for what a file holds: git would stop in the middle of what it does.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.errors import PolicydiffError, SnapshotError

if TYPE_CHECKING:
    from policydiff.history.merging.conflicts import Merged
    from policydiff.report.terminal.edition import Page

_NO_FILE = "/dev/null"
_NO_DATA = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What working on data of another form than expected raises."""
_FEW = 5
"""So many conflicts are named."""


def text_of(data: bytes, language: str) -> bytes:
    """A snapshot file as plain text by measure, one with conflicts as well; any other file as it is."""
    from policydiff.report.plain import text_view

    try:
        return text_view(json.loads(data), language).encode()
    except _NO_DATA:
        pass
    if b"\n<<<<<<<" not in data:
        return data
    from policydiff.report.conflicted import text_view_of_conflicts

    try:
        return text_view_of_conflicts(data.decode(), language).encode()
    except _NO_DATA:
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One side of a difference that git shows: the file that holds it, and its mode."""

    file: str
    mode: str

    def read(self) -> bytes | None:
        """What the file holds; None where the side has none.

        Raises:
            SnapshotError: it cannot be read.
        """
        if self.file == _NO_FILE:
            return None
        try:
            return Path(self.file).read_bytes()
        except OSError as error:
            raise SnapshotError(f"cannot be read ({error.strerror})", where=self.file) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What git asks to be shown; `renamed` are git's own lines on how the path changed."""

    path: str
    old: Version
    new: Version
    renamed: str = ""


def wants_colour() -> bool:
    """Whether git is set to colour differences on a terminal."""
    from policydiff.history.drivers import caller

    return caller.wants_colour()


def unmerged(path: str, page: "Page") -> str:
    """The line for a path that is not merged yet."""
    from policydiff.report.printable import plain
    from policydiff.report.wording import words

    return words(page.language)("edition.unmerged", path=plain(path)) + "\n"


def difference(asked: Difference, page: "Page") -> str:
    """How two versions of a snapshot differ, by measure; as plain text where that cannot be said."""
    from policydiff.report.printable import plain
    from policydiff.report.wording import words

    head = [plain(asked.path), *(plain(line) for line in asked.renamed.splitlines() if line.startswith("rename "))]
    if asked.old.mode != asked.new.mode and _NO_FILE not in (asked.old.file, asked.new.file):
        head.append(words(page.language)("edition.mode", old=plain(asked.old.mode), new=plain(asked.new.mode)))
    bold, end = ("\x1b[1m", "\x1b[0m") if page.colour else ("", "")
    try:
        body = _body(asked, page)
    except Exception as error:  # noqa: BLE001 - git dies with its driver, and with it what the user wanted to see
        body = f"{plain(type(error).__name__)}: {plain(str(error))}\n"
    return "".join(f"{bold}{line}{end}\n" for line in head) + body


def _body(asked: Difference, page: "Page") -> str:
    from policydiff.report.wording import words

    say = words(page.language)
    old, new = asked.old.read(), asked.new.read()
    if old == new:
        return ""
    if old is None or new is None:
        reason = say("edition.new" if old is None else "edition.deleted")
    else:
        try:
            return _by_measure(old, new, page)
        except _UnreadError as error:
            reason = say(f"edition.unread-{error.side}", what=error.what)
    return "\n".join(_as_text(reason, old or b"", new or b"", page)) + "\n"


class _UnreadError(Exception):
    """One side is no snapshot of today's format."""

    def __init__(self, side: str, what: str) -> None:
        super().__init__(what)
        self.side = side
        self.what = what


def _by_measure(old: bytes, new: bytes, page: "Page") -> str:
    """The report of two snapshots.

    Raises:
        _UnreadError: one of them is none.
    """
    from policydiff.compare.editions.pair import compare_editions
    from policydiff.report.terminal import edition
    from policydiff.snapshot import load_snapshot

    sides = {}
    for side, data in (("old", old), ("new", new)):
        try:
            sides[side] = load_snapshot(data.decode(), side)
        except UnicodeDecodeError:
            raise _UnreadError(side, "this is not UTF-8") from None
        except PolicydiffError as error:
            raise _UnreadError(side, f"{error.where}: {error.what}" if error.where else error.what) from None
    return edition.render(compare_editions(sides["old"], sides["new"]), page)


def _as_text(reason: str, old: bytes, new: bytes, page: "Page") -> Iterator[str]:
    """Two versions as a unified difference of plain lines: of measures where both are data of a snapshot."""
    from difflib import unified_diff

    from policydiff.report.printable import plain

    yield plain(reason)
    views = [text_of(data, page.language) if data else data for data in (old, new)]
    if views[0] == views[1] or any(data and view is data for data, view in zip((old, new), views, strict=True)):
        views = [old, new]
    before, after = (view.decode(errors="replace").split("\n") if view else [] for view in views)
    styles = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"} if page.colour else {}
    for line in list(unified_diff(before, after, lineterm=""))[2:]:  # without the names of the files
        style = styles.get(line[:1], "")
        yield f"{style}{plain(line)}\x1b[0m" if style else plain(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOutcome:
    """How a merge ended: git's exit code, and what to say of it."""

    code: int
    messages: tuple[str, ...] = ()


def merge_files(base: Path, ours: Path, theirs: Path, size: int, name: str) -> MergeOutcome:
    """Merge `theirs` into the file `ours` by measure, or entry by entry; `name` is the path for people.

    What is no sound snapshot, and no file of decisions or corrections, is merged as text by git.

    Raises:
        StorageError: the result cannot be written.
    """
    from policydiff.corpus import write_files
    from policydiff.history.drivers.caller import merge_as_text, shows_base
    from policydiff.history.merging.conflicts import Markers

    try:
        found = _merged(*(path.read_bytes() for path in (base, ours, theirs)))
    except Exception as error:  # noqa: BLE001 - git would take our side for the result, and theirs would be lost
        code = merge_as_text(str(ours), str(base), str(theirs), size)
        what = error.what if isinstance(error, PolicydiffError) else str(error)
        return MergeOutcome(code=code, messages=(f"{name}: merged as text, not by measure: {what}",))
    conflicts = found.conflicts
    markers = Markers(size=size, with_base=bool(conflicts) and shows_base())
    write_files({ours: found.marked(markers).encode()})
    if not conflicts:
        return MergeOutcome(code=0)
    named = "; ".join(conflicts[:_FEW]) + ("; …" if len(conflicts) > _FEW else "")
    many = f"{len(conflicts)} conflicts" if len(conflicts) > 1 else "1 conflict"
    return MergeOutcome(code=1, messages=(f"{name}: {many}: {named}",))


def _merged(base: bytes, ours: bytes, theirs: bytes) -> "Merged":
    """The merge by measure or by entry; an empty base is none.

    Raises:
        SnapshotError: a version is no sound snapshot, or the result would be none.
        ValueError, LookupError, TypeError: the versions are of no form that is merged.
    """
    from policydiff.history.merging.entries import LISTS, merge_entries
    from policydiff.snapshot import parse_json

    texts = [data.decode() for data in (base, ours, theirs)]
    old, one, other = (parse_json(text, where) if text else {} for text, where in zip(texts, _SIDES, strict=True))
    key = next((key for key in ("measures", *LISTS) if _holds(one, key) and _holds(other, key)), None)
    if key is None or (old and not _holds(old, key)):
        raise ValueError("the files are no snapshots, decisions or corrections")
    return _merged_snapshots(texts) if key == "measures" else merge_entries(old or None, one, other, key)


_SIDES = ("base", "ours", "theirs")


def _holds(version: Any, key: str) -> bool:
    return isinstance(version, dict) and isinstance(version.get(key), list)


def _merged_snapshots(texts: Sequence[str]) -> "Merged":
    from policydiff.history.merging.snapshots import merge_snapshots
    from policydiff.snapshot import dump_snapshot, load_snapshot

    base, ours, theirs = (
        load_snapshot(text, where) if text else None for text, where in zip(texts, _SIDES, strict=True)
    )
    if ours is None or theirs is None:
        raise ValueError("a side is empty")
    found = merge_snapshots(base, ours, theirs)
    for picked in dict.fromkeys((found.ours, found.theirs)):
        if dump_snapshot(load_snapshot(picked, "merged")) != picked:
            raise ValueError("the result would not be canonical")
    return found
