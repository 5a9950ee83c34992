"""Checking the snapshots of a folder together, and one message for what the files and the folder say alike."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from policydiff.check.folder import FolderFault, Spot, check_heads
from policydiff.corpus.folder import read_text
from policydiff.errors import PolicydiffError
from policydiff.model.finding import ERROR, LocatedFinding
from policydiff.snapshot import parse_json
from policydiff.snapshot.head import Head
from policydiff.workflows.validation.locate import JsonFile, in_file, located
from policydiff.workflows.validation.sources import sources, with_twins

_OF_FILES = ("json", "schema", "format-newer")
_BY_HAND = ("not-reproducible", "text-edited")


def check_folder(
    folder: Path,
    heads: Mapping[Path, Head | None],
    found: Sequence[LocatedFinding],
    language: str = "en",
    only: Collection[Path] | None = None,
) -> list[LocatedFinding]:
    """What was found in the files of a folder, with what is wrong with all of them together; one message a cause.

    `heads` are those of the snapshots, None for what is none; what is told has to do with the files `only`, if given.
    Where a value of a file was edited by hand and that is at odds with another file, it is said once, as an error.
    """
    sound = {path: head for path, head in heads.items() if head}
    unreadable = {path.stem for path, head in heads.items() if head is None}
    broken = {Path(one.path).stem for one in found if one.finding.id in _OF_FILES}
    misnamed = {path.stem for path, head in sound.items() if path.stem != head.id}
    listed = sources(folder, sound, unreadable | broken | misnamed, only)
    names = {path.name: path for path in heads}
    mine = [one for one in found if not _is_misnamed(one, sound, unreadable, found)]
    kept = with_twins(mine, folder, sound, language)
    on_folder: list[LocatedFinding] = []
    changed = {one.path for one in found if one.finding.id == "source-changed"}
    own = {path.name: head for path, head in sound.items() if path.stem == head.id or not _is_copy(head, sound)}
    by_others = {Path(one.path).name for one in found if one.finding.id == "reader-old"}
    for fault in check_heads(own, listed, by_others):
        told = [spot for spot in fault.spots if only is None or folder / spot.file in only]
        if not told:
            continue
        if fault.check == "source-shared" and any(str(names[spot.file]) in changed for spot in fault.spots):
            continue  # the source of another in place of its own
        edited = {one.path for one in kept if one.finding.id in _BY_HAND}
        near = [told[0], *(spot for spot in told[1:] if str(names.get(spot.file)) in edited)]
        spots = [_located(fault, spot, folder, names, language) for spot in near]
        on_folder.append(_told_once(spots, kept))
    return [*kept, *on_folder]


def _told_once(spots: Sequence[LocatedFinding], kept: list[LocatedFinding]) -> LocatedFinding:
    """Which of the places of a fault is told: the one that was edited by hand, in whose place it then stands among what
    is `kept`; else the first.
    """
    edits = ((one, edit) for one in spots for edit in kept if _is_same(one, edit))
    chosen, edit = next(edits, (spots[0], None))
    if edit is None:
        return chosen
    kept.remove(edit)
    finding = replace(chosen.finding, severity=ERROR)
    return replace(chosen, finding=finding, repair=edit.repair, source=edit.source)


def _located(fault: FolderFault, spot: Spot, folder: Path, names: dict[str, Path], language: str) -> LocatedFinding:
    path = names.get(spot.file)
    if path is None:  # a source
        return in_file(fault.check, str(folder / spot.file), fault.fault, language)
    text = read_text(path)
    placed = fault.at(spot)
    try:
        data = parse_json(text, str(path))
    except PolicydiffError:
        return in_file(fault.check, str(path), placed, language)
    return located(fault.check, placed, JsonFile(str(path), text, data, path.stem), language)


def _is_same(one: LocatedFinding, edit: LocatedFinding) -> bool:
    return edit.finding.id in _BY_HAND and (edit.path, edit.line) == (one.path, one.line)


def _is_copy(head: Head, heads: Mapping[Path, Head]) -> bool:
    """Whether the snapshot stands in a file of its name as well: that the other is misnamed is said of that."""
    return any(path.stem == other.id == head.id for path, other in heads.items())


def _is_misnamed(
    one: LocatedFinding, heads: Mapping[Path, Head], unreadable: Collection[str], found: Sequence[LocatedFinding]
) -> bool:
    """Whether a document is missed that is there, in a file that is broken or bears another id, which is said there."""
    if one.finding.id != "implements-dangling":
        return False
    others: Iterator[str] = (path.stem for path, head in heads.items() if head.id != path.stem)
    is_there = one.excerpt in unreadable or one.excerpt in set(others)
    said = (other for other in found if other.finding.id in ("id-is-file-name", *_OF_FILES))
    return is_there and any(Path(other.path).stem == one.excerpt for other in said)
