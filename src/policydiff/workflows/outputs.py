"""The files that a command writes: checked before any work is done, written all or none."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from policydiff.corpus import Corpus, write_files
from policydiff.errors import UsageError, did_you_mean


def check_outputs(
    outputs: Sequence[Path], formats: Collection[str], corpus: Corpus, kept: Collection[Path] = ()
) -> None:
    """Refuse what cannot be written, before any work is done.

    Raises:
        UsageError: a suffix is none of the formats, a file lies in the folder of the snapshots, or is one of those
            `kept`, which are read.
    """
    read = {_place(path) for path in kept}
    for path in outputs:
        known_suffix(path, formats)
        place = _place(path)
        if place.is_relative_to(corpus.folder.resolve()):
            remedy = "write it elsewhere; this folder holds the data"
            raise UsageError("is in the folder of the snapshots", where=str(path), remedy=remedy)
        if place in read:
            raise UsageError("is read for this, and would be written over", where=str(path), remedy="name another file")


def _place(path: Path) -> Path:
    """Where a name leads to.

    Raises:
        UsageError: it is the name of a folder or the like, or no name that there can be.
    """
    try:
        place = path.resolve()
        if place.exists() and not place.is_file():
            raise UsageError("is no file", where=str(path), remedy="name a file")
    except (OSError, RuntimeError) as error:  # a link that leads to itself; a name that is too long
        what = error.strerror if isinstance(error, OSError) else "its link leads to itself"
        raise UsageError(f"cannot be a file ({what})", where=str(path), remedy="name another file") from None
    return place


def known_suffix(path: Path, formats: Collection[str]) -> str:
    """The suffix of a file, which is one of the formats.

    Raises:
        UsageError: there is no such format.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in formats:
        remedy = did_you_mean(suffix, formats) if suffix else f"end it in one of {', '.join(formats)}"
        raise UsageError("no format is known by the end of this name", where=str(path), remedy=remedy)
    return suffix


def write_outputs(outputs: Sequence[Path], render: Callable[[str], bytes]) -> list[Path]:
    """Write what is rendered for the suffix of each file; which files there are now.

    Raises:
        UsageError: two names lead to one file.
        StorageError: a folder refuses to be written; what was there before is there still.
    """
    return write_named((path, render(path.suffix.lower().removeprefix("."))) for path in outputs)


def write_named(files: Iterable[tuple[Path, bytes]]) -> list[Path]:
    """Write all files or none; which there are now. A name that comes twice with the same content is one file.

    Raises:
        UsageError: two names lead to one file.
        StorageError: a folder refuses to be written; what was there before is there still.
    """
    named: dict[Path, bytes] = {}
    there: dict[Path, bytes] = {}
    for path, content in files:
        if there.setdefault(_place(path), content) != content:
            raise UsageError("would be written twice", where=str(path), remedy="give one of the outputs another name")
        named[path] = content
    write_files(named)
    return list(named)
