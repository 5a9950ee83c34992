"""Report: a comparison written as files."""

from collections.abc import Sequence
from pathlib import Path

from policydiff.corpus import Corpus, is_path
from policydiff.errors import UsageError
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.formats import FORMATS, Format
from policydiff.report.view import view_of
from policydiff.workflows.compare import Compared
from policydiff.workflows.outputs import check_outputs as check_files
from policydiff.workflows.outputs import known_suffix, write_named

_WITH_CHARTS = ("html",)


def dossier(found: Compared, language: str) -> Dossier:
    """The dossier of a comparison."""
    return dossier_of(view_of(found.comparison, found.left, found.right), found.left, found.right, language)


def check_outputs(
    outputs: Sequence[Path], templates: Sequence[Path], corpus: Corpus, names: Sequence[str] = ()
) -> None:
    """Refuse what cannot be written, before anything is compared.

    Raises:
        UsageError: a suffix is none of ours, a file lies in the folder of the snapshots or is a template or one of
            the snapshots that are compared, a template has no output, or an output has two.
    """
    check_files(outputs, FORMATS, corpus, (*templates, *(Path(name) for name in names if is_path(name))))
    wanted = {_suffix(path) for path in outputs}
    taken: set[str] = set()
    for template in templates:
        if not template.is_file():
            raise UsageError("no such file", where=f"--template {template}", remedy="check the path")
        suffix = _suffix(template)
        if suffix not in wanted or not FORMATS[suffix].takes_template:
            taking = ", ".join(name for name, one in FORMATS.items() if one.takes_template)
            remedy = f"its name ends as the output's does, one of {taking}"
            raise UsageError("is a template of no output", where=f"--template {template}", remedy=remedy)
        if suffix in taken:
            what = f"is a second template of .{suffix}"
            raise UsageError(what, where=f"--template {template}", remedy="give one for each format")
        taken.add(suffix)


def prepare(outputs: Sequence[Path]) -> None:
    """Start early what takes long to start: the engine of charts, where a page is wanted."""
    if any(_suffix(path) in _WITH_CHARTS for path in outputs):
        from policydiff.report.charts import warm

        warm()


def write_report(found: Dossier, outputs: Sequence[Path], templates: Sequence[Path] = ()) -> list[Path]:
    """Write a dossier as each of the files, all or none; which files there are now.

    Raises:
        UsageError: two of the files would have one name, or a file beside an output is a link.
        StorageError: a folder refuses to be written; what was there before is there still.
    """
    by_suffix = {_suffix(path): path for path in templates}
    return write_named(
        (_beside(path, part), content)
        for path in outputs
        for part, content in format_of(path).render(found, by_suffix.get(_suffix(path))).items()
    )


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


def format_of(path: Path) -> Format:
    """The format of a file by its suffix.

    Raises:
        UsageError: there is no such format.
    """
    return FORMATS[known_suffix(path, FORMATS)]


def _suffix(path: Path) -> str:
    """The end of a name that says its format; that of a template stands before `.j2`."""
    return (path.with_suffix("") if path.suffix == ".j2" else path).suffix.lower().removeprefix(".")
