"""The files that a command writes: checked before any work is done, written all or none."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from policydiff.corpus import Corpus, is_path, write_files
from policydiff.errors import UsageError, did_you_mean
from policydiff.report.formats import Formats, Shown
from policydiff.workflows.places import free_place, place_of


def check_outputs(
    outputs: Sequence[Path],
    formats: Formats[Any],
    corpus: Corpus,
    templates: Sequence[Path] = (),
    names: Iterable[str] = (),
) -> None:
    """Refuse what cannot be written, before any work is done; `names` are those of the snapshots that are read.

    Raises:
        UsageError: a suffix is none of the formats, a file lies in the folder of the snapshots, is of the judge, or is
            a template or one of the snapshots that are read, a template has no output, or an output has two.
    """
    read = {place_of(path) for path in (*templates, *(Path(name) for name in names if is_path(name)))}
    for path in outputs:
        _known_suffix(path, formats)
        place = free_place(path)
        if place.is_relative_to(corpus.folder.resolve()):
            remedy = "write it elsewhere; this folder holds the data"
            raise UsageError("is in the folder of the snapshots", where=str(path), remedy=remedy)
        if place in read:
            raise UsageError("is read for this, and would be written over", where=str(path), remedy="name another file")
    wanted = set(map(_suffix, outputs))
    taken: set[str] = set()
    for template in templates:
        if not template.is_file():
            raise UsageError("no such file", where=f"--template {template}", remedy="check the path")
        suffix = _of_template(template)
        if suffix not in wanted or not formats[suffix].takes_template:
            taking = ", ".join(name for name, one in formats.items() if one.takes_template)
            remedy = f"its name ends as the output's does, one of {taking}"
            raise UsageError("is a template of no output", where=f"--template {template}", remedy=remedy)
        if suffix in taken:
            what = f"is a second template of .{suffix}"
            raise UsageError(what, where=f"--template {template}", remedy="give one for each format")
        taken.add(suffix)


def prepare(outputs: Sequence[Path], formats: Formats[Any]) -> None:
    """Start early what takes long to start: the engine of charts, where a page that has some is wanted."""
    if any(formats[_suffix(path)].has_charts for path in outputs):
        from policydiff.report.charts.engine import warm

        warm()


def write_outputs(
    shown: Shown, outputs: Sequence[Path], formats: Formats[Shown], templates: Sequence[Path] = ()
) -> list[Path]:
    """Write what is shown as each of the files, all or none; which files there are now.

    A name that comes twice with the same content is one file.

    Raises:
        UsageError: two names lead to one file, a file beside an output is a link, or a template is none.
        StorageError: a folder refuses to be written; what was there before is there still.
    """
    by_suffix = {_of_template(path): path for path in templates}
    files: dict[Path, bytes] = {}
    there: dict[Path, bytes] = {}
    for path in outputs:
        suffix = _known_suffix(path, formats)
        for part, content in formats[suffix].render(shown, by_suffix.get(suffix)).items():
            target = _beside(path, part)
            if there.setdefault(place_of(target), content) != content:
                remedy = "give one of the outputs another name"
                raise UsageError("would be written twice", where=str(target), remedy=remedy)
            files[target] = content
    write_files(files)
    return list(files)


def _beside(path: Path, part: str) -> Path:
    """The file of a part, which nobody has named.

    Raises:
        UsageError: there is a link of this name, which may lead to what is to stay.
    """
    if not part:
        return path
    target = path.with_suffix(f".{part}{path.suffix}")
    if target.is_symlink():
        raise UsageError("would be written, and is a link", where=str(target), remedy="give the output another name")
    return target


def _known_suffix(path: Path, formats: Formats[Any]) -> str:
    """The suffix of a file, which is one of the formats.

    Raises:
        UsageError: there is no such format.
    """
    suffix = _suffix(path)
    if suffix not in formats:
        remedy = did_you_mean(suffix, formats) if suffix else f"end it in one of {', '.join(formats)}"
        raise UsageError("no format is known by the end of this name", where=str(path), remedy=remedy)
    return suffix


def _suffix(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _of_template(path: Path) -> str:
    """The end of a template's name that says its format; it may stand before `.j2`."""
    return _suffix(path.with_suffix("") if path.suffix == ".j2" else path)
