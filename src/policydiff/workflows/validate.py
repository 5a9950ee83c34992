"""Validate: every finding on snapshots, one broken file not hiding the others."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path, PurePosixPath

from policydiff.check import CHECK_BY_ID, CHECKS
from policydiff.corpus import Corpus
from policydiff.model.finding import LocatedFinding, Report
from policydiff.text.revisions import shortened
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.period_ends import readable
from policydiff.workflows.validation.base import exported, heads_in
from policydiff.workflows.validation.canonical import fix
from policydiff.workflows.validation.folder import check_folder
from policydiff.workflows.validation.history import Former, removals
from policydiff.workflows.validation.jobs import Job, Work, check_all, workers_for
from policydiff.workflows.validation.judged import Judged, Wanted, files_by_id, judged, unnamed_files
from policydiff.workflows.validation.kept import check_corrections, check_decisions, sides_of
from policydiff.workflows.validation.sources import SOURCES

Told = Callable[[int, int], None]
Weigh = Callable[[Sequence[LocatedFinding], Collection[str] | None], list[LocatedFinding]]
_ORDER = {check.id: at for at, check in enumerate(CHECKS)}


def validate(names: Sequence[str], corpus: Corpus, language: str = "en") -> tuple[list[Path], list[LocatedFinding]]:
    """Check the snapshots that `names` mean with their corrections, or all with the decisions on them, as they stand
    and not beside what was before. Returns the files and the findings.

    Raises:
        LookupFailedError: a name means no snapshot.
    """
    report = validation(judged(Wanted(names=names), corpus, with_history=False), corpus, language=language)
    return [Path(path) for path in report.judged], list(report.findings)


def validation(
    what: Judged,
    corpus: Corpus,
    *,
    language: str = "en",
    jobs: int | None = None,
    told: Told = lambda _done, _of: None,
    weigh: Weigh | None = None,
) -> Report:
    """Check what is judged, with what it was before; `told` hears now and then how many files of how many are done.

    `weigh` gives findings their severities and waivers, told what was looked at: None for everything.

    Raises:
        HistoryError: git refuses.
        WorkerError: a worker ended before it was done.
    """
    with _opened(what, corpus) as folder:
        chosen = what.chosen
        work = Work(names=what.names, language=language)
        count = len(chosen.snapshots) + len(chosen.dependents) + len(chosen.elsewhere)
        found = check_all(_jobs(what, folder), work, workers_for(count, jobs), lambda done: told(done, count))
        touched = what.base.touched if what.base else ()
        in_turn = sorted(what.heads, key=lambda path: (path in touched, path))  # what was there before comes first
        heads = {folder / path: what.heads[path] for path in in_turn}
        found = check_folder(folder, heads, found, language, None if what.is_all else _told_of(what, folder))
        paths = {name: folder / path for name, path in what.by_id.items()}
        found += check_corrections(folder, chosen.corrections, [*paths, *what.unnamed], language)
        found += check_decisions(Corpus(folder), chosen.decisions, paths, what.unnamed, language)
        found += _removed(what, corpus, language)
        found = weigh(found, _looked_at(what)) if weigh else found
        found = [_shown(one, folder, corpus.folder) for one in found]
    base = what.base.name if what.base and what.base.ends.before.commit else None
    files = [*(str(corpus.folder / path) for path in sorted(chosen.snapshots)), *map(str, chosen.elsewhere)]
    return Report(findings=tuple(sorted(found, key=_key)), judged=tuple(map(readable, files)), since=base)


def fix_form(what: Judged, corpus: Corpus) -> list[Path]:
    """Bring the snapshots that are judged into canonical form, in the folder; which were not.

    Raises:
        StorageError: the folder refuses to be written.
    """
    return fix([*(corpus.folder / path for path in sorted(what.chosen.snapshots)), *what.chosen.elsewhere])


def validate_decisions(
    corpus: Corpus, only: Collection[Path] | None = None, language: str = "en"
) -> list[LocatedFinding]:
    """What is wrong with the files of decisions, or with some of them, and which decisions are stale; broken
    snapshots are passed over.
    """
    heads = heads_in(corpus)
    files = (corpus.folder / DECISIONS).glob("*.json") if only is None else only
    paths = {name: corpus.folder / path for name, path in files_by_id(heads).items()}
    names = [f"{DECISIONS}/{path.name}" for path in files]
    found = check_decisions(corpus, names, paths, unnamed_files(heads), language)
    return sorted(found, key=_key)


def _opened(what: Judged, corpus: Corpus) -> AbstractContextManager[Path]:
    """The folder that the files are read from: a copy of what is staged, else the folder itself."""
    if what.base is None or not what.is_staged:
        return nullcontext(corpus.folder)
    needed = {*what.chosen.files, *(path for path in what.base.touched if path.startswith(f"{SOURCES}/"))}
    by_id = what.by_id
    for path in what.chosen.decisions:
        needed |= {by_id[name] for name in sides_of(PurePosixPath(path).stem, by_id) or ()}
    for path in (*what.chosen.snapshots, *what.chosen.dependents):
        head = what.heads[path]
        names = {PurePosixPath(path).stem, *([head.id] if head else [])}
        needed |= {*(f"{CORRECTIONS}/{name}.json" for name in names), *([head.path] if head else [])}
    return exported(what.base, needed)


def _looked_at(what: Judged) -> frozenset[str] | None:
    """What findings may be on: ids of snapshots, names of other files; None for everything."""
    if what.is_all:
        return None
    chosen = what.chosen
    heads = ((path, what.heads.get(path)) for path in chosen.snapshots)
    ids = (head.id if head else PurePosixPath(path).stem for path, head in heads)
    files = (PurePosixPath(path).stem for path in (*chosen.corrections, *chosen.decisions))
    return frozenset((*ids, *files, *(path.stem for path in chosen.elsewhere)))


def _told_of(what: Judged, folder: Path) -> frozenset[Path]:
    """The files that what all snapshots say together must have to do with."""
    touched = what.base.touched if what.base and not what.is_named else ()
    return frozenset(folder / path for path in (*what.chosen.snapshots, *what.chosen.dependents, *touched))


def _jobs(what: Judged, folder: Path) -> Iterator[Job]:
    chosen = what.chosen
    for path in sorted(chosen.snapshots):
        yield Job(path=folder / path, former=_former(what, path))
    for path in sorted(chosen.dependents):
        yield Job(path=folder / path, is_dependent=True)
    for file in chosen.elsewhere:
        yield Job(path=file)


def _former(what: Judged, path: str) -> Former | None:
    """The previous edition of a snapshot, where it may differ from this one."""
    base = what.base
    was = base.former.get(path) if base else None
    if base is None or was is None or (was == path and path not in base.touched):
        return None
    text = base.text(was)
    return None if text is None else Former(text, shortened(base.name))


def _removed(what: Judged, corpus: Corpus, language: str) -> Iterator[LocatedFinding]:
    if what.base is None:
        return
    before = what.base.ends.before
    heads = {path: before.head(path) for path in sorted(what.chosen.removed)}
    gone = [(head.id, readable(str(corpus.folder / path))) for path, head in heads.items() if head]
    yield from removals(gone, shortened(what.base.name), what.names, language)


def _shown(one: LocatedFinding, folder: Path, place: Path) -> LocatedFinding:
    """A finding on a copy of a file, as one on the file itself; names that are no UTF-8 are shown as escapes."""

    def shown(text: str) -> str:
        return readable(text.replace(str(folder), str(place)) if folder != place else text)

    return replace(
        one,
        path=shown(one.path),
        finding=replace(one.finding, message=shown(one.finding.message)),
        source=one.source and replace(one.source, path=shown(one.source.path)),
    )


def _key(one: LocatedFinding) -> tuple[str, int, int, int, str]:
    """Files in their order, and in each from the top; at one place as in the catalogue."""
    check = CHECK_BY_ID[one.finding.id].id
    return one.path, one.line, one.column, _ORDER[check], one.finding.message
