"""The files that a command writes: checked before any work is done, written all or none."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from policydiff.corpus import Corpus, write_files
from policydiff.errors import UsageError, did_you_mean


def check_outputs(outputs: Sequence[Path], formats: Collection[str], corpus: Corpus) -> None:
    """Refuse what cannot be written, before any work is done.

    Raises:
        UsageError: a suffix is none of the formats, or a file lies in the folder of the snapshots.
    """
    for path in outputs:
        known_suffix(path, formats)
        if path.resolve().is_relative_to(corpus.folder.resolve()):
            remedy = "write it elsewhere; this folder holds the data"
            raise UsageError("is in the folder of the snapshots", where=str(path), remedy=remedy)
        if path.exists() and not path.is_file():
            raise UsageError("is no file", where=str(path), remedy="name a file")


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
        StorageError: a folder refuses to be written; what was there before is there still.
    """
    rendered = {path: render(path.suffix.lower().removeprefix(".")) for path in outputs}
    write_files(rendered)
    return list(rendered)
