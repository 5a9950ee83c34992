"""Save: what is unsaved is checked, judged of which kind it is, and committed, one kind a commit."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policydiff.corpus import Corpus
from policydiff.corpus.writing import locked
from policydiff.decisions import load_decisions
from policydiff.errors import HistoryError, PolicydiffError, UsageError
from policydiff.history.commits import EXTRACTION, KINDS, POLICY
from policydiff.history.repository import Repository, open_repository
from policydiff.history.saving.commit import FOLDER, Entry, MovedError, check_state, commit
from policydiff.history.saving.message import Decided, Step, message
from policydiff.history.saving.worktree import hashes, ignored, mode_of, raw_hash
from policydiff.model.decision import Decisions
from policydiff.model.finding import LocatedFinding
from policydiff.snapshot import parse_json
from policydiff.workflows.unsaved import (
    CORRECTIONS,
    DECISIONS,
    SOURCES,
    DecisionUnit,
    Folder,
    SnapshotUnit,
    choose,
)
from policydiff.workflows.unsaved_kinds import Item, judged_items
from policydiff.workflows.validate import validate, validate_decisions

FORMAT = 1
"""Version of the format of the result. History: 1, the first."""
OTHER_KIND, GONE, STRANGE = "other-kind", "gone", "strange"
_TRIES = 5
_SPLIT_ORDER = (EXTRACTION, *(kind for kind in KINDS if kind != EXTRACTION))
"""What is read otherwise is saved before what builds upon it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a user asks for; `command` begins the commands that are proposed."""

    kind: str | None = None
    message: str | None = None
    dry_run: bool = False
    command: str = "policydiff save"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is unsaved still, and why."""

    name: str
    reason: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was saved, or would be in a dry run; nothing where there is no `kind`."""

    commit: str | None = None
    kind: str | None = None
    message: str = ""
    snapshots: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    dry_run: bool = False
    format: int = FORMAT

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]


class FaultsError(PolicydiffError):
    """Snapshots or decisions have errors, so they are not saved."""

    def __init__(self, found: Sequence[LocatedFinding]) -> None:
        count = f"{len(found)} error{'' if len(found) == 1 else 's'}"
        super().__init__(f"{count}, nothing was saved", where=found[0].path, remedy="mend them first")
        self.found = tuple(found)


def save(names: Sequence[str], corpus: Corpus, wanted: Wanted) -> Saved:
    """Commit what is unsaved of the snapshots and decisions that `names` mean, or of all.

    Raises:
        HistoryError: there is no repository that a commit can be made in, or git or a hook refuses; changes are of
            several kinds, made by hand, or of another kind than the one that is wanted.
        FaultsError: something to be saved has an error.
        LookupFailedError: a name means nothing.
        UsageError: the message is empty.
    """
    if wanted.message is not None and not wanted.message.strip():
        raise UsageError("is empty", where="--message", remedy="leave it out, or say something")
    repository = open_repository(corpus.folder)
    check_state(repository)
    if wanted.dry_run:
        return _save(names, repository, corpus, wanted)
    with locked(repository.git_folder / FOLDER):
        for _ in range(_TRIES - 1):
            try:
                return _save(names, repository, Corpus(corpus.folder), wanted)
            except MovedError:
                continue
        return _save(names, repository, Corpus(corpus.folder), wanted)


def _save(names: Sequence[str], repository: Repository, corpus: Corpus, wanted: Wanted) -> Saved:
    folder = Folder(repository, corpus)
    chosen = choose(names, folder)
    touched = [name for name in chosen.ids if folder.is_touched(name)]
    decided = [unit for unit in chosen.decisions if folder.differs(unit.path)]
    _check(touched, decided, folder)
    units = [unit for name in touched if (unit := folder.unit(name))]
    items = judged_items(units, decided, folder, is_better_print=bool(names) and wanted.kind == EXTRACTION)
    kept, others = _of_one_kind(items, wanted, folder, is_named=bool(names))
    left_out = (
        *(LeftOut(item.name, OTHER_KIND, item.judged.kind) for item in others),
        *(LeftOut(name, GONE) for name in chosen.gone),
        *(LeftOut(path, STRANGE) for path in chosen.strange),
    )
    if not kept:
        return Saved(left_out=left_out, dry_run=wanted.dry_run)
    kind = kept[0].judged.kind
    saved = replace(_described(kind, kept, folder, wanted), left_out=left_out)
    entries = _entries(saved.files, folder, write=not wanted.dry_run)
    if wanted.dry_run:
        return saved
    made = commit(repository, folder.head, entries, saved.message)
    said = (*made.said, *(f"a hook added {path} to the commit" for path in made.added_by_hook))
    return replace(saved, commit=made.sha, said=said)


def _described(kind: str, kept: Sequence[Item], folder: Folder, wanted: Wanted) -> Saved:
    """What is going to be saved, in words and names."""
    units = [item.unit for item in kept if isinstance(item.unit, SnapshotUnit)]
    decided = [item.unit for item in kept if isinstance(item.unit, DecisionUnit)]
    text = message(
        kind,
        [Step(unit.id, unit.before, unit.after) for unit in units],
        [Decided(unit.name, *_decisions(unit, folder)) for unit in decided],
        wanted.message,
    )
    return Saved(
        kind=kind,
        message=text,
        snapshots=tuple(unit.id for unit in units),
        decisions=tuple(unit.name for unit in decided),
        files=tuple(sorted({path for item in kept for path in item.paths})),
        doubts=tuple(f"{item.name}: {item.judged.doubt}" for item in kept if item.judged.doubt),
        dry_run=wanted.dry_run,
    )


def _check(ids: Iterable[str], decided: Sequence[DecisionUnit], folder: Folder) -> None:
    """See that what is to be saved has no errors.

    Raises:
        FaultsError: it has.
        HistoryError: decisions are on a snapshot that was not saved yet, or that is removed.
    """
    base = folder.corpus.folder
    for name in ids:
        corrections = folder.now(folder.place(CORRECTIONS, f"{name}.json"))
        if corrections is not None:
            parse_json(corrections.decode("utf-8", "replace"), str(base / CORRECTIONS / f"{name}.json"))
    present = [str(base / f"{name}.json") for name in ids if name in folder.ids[1]]
    found = validate(present, folder.corpus)[1] if present else []
    paths = {base / DECISIONS / f"{unit.name}.json" for unit in decided if folder.now(unit.path) is not None}
    found += validate_decisions(folder.corpus, paths)
    errors = [located for located in found if located.finding.severity == "error"]
    if errors:
        raise FaultsError(errors)


def _of_one_kind(
    items: Sequence[Item], wanted: Wanted, folder: Folder, *, is_named: bool
) -> tuple[list[Item], list[Item]]:
    """The items that are saved now, and those that are not.

    Raises:
        HistoryError: they are of several kinds and none is wanted, or what was named is of another kind.
    """
    kinds = [kind for kind in _SPLIT_ORDER if any(item.judged.kind == kind for item in items)]
    if wanted.kind is None and len(kinds) > 1:
        groups = {kind: [item for item in items if item.judged.kind == kind] for kind in kinds}
        what = ", ".join(f"{kind} ({', '.join(item.name for item in found)})" for kind, found in groups.items())
        steps = "; ".join(_command(wanted, kind, found, folder) for kind, found in groups.items())
        raise HistoryError(
            f"{len(kinds)} kinds of change, one a commit: {what}", remedy=f"save them one by one: {steps}"
        )
    kept = [item for item in items if wanted.kind in (None, item.judged.kind)]
    others = [item for item in items if item not in kept]
    if is_named and others and not kept:
        first = others[0]
        steps = _command(wanted, first.judged.kind, [first], folder)
        raise HistoryError(
            f"is a change of kind {first.judged.kind}, not {wanted.kind}", where=first.name, remedy=f"run {steps}"
        )
    _check_saved(kept, folder)
    return kept, others


def _command(wanted: Wanted, kind: str, items: Sequence[Item], folder: Folder) -> str:
    """The command that saves some items alone."""
    names = [
        item.unit.id
        if isinstance(item.unit, SnapshotUnit)
        else str(folder.corpus.folder / DECISIONS / f"{item.unit.name}.json")
        for item in items
    ]
    return f"{wanted.command} {' '.join(map(shlex.quote, names))} --kind {kind}"


def _check_saved(kept: Sequence[Item], folder: Folder) -> None:
    """See that decisions are on snapshots that were saved."""
    for item in kept:
        if isinstance(item.unit, DecisionUnit) and folder.now(item.unit.path) is not None:
            new = next((name for name in item.unit.names if name not in folder.ids[0]), None)
            if new is not None:
                raise HistoryError(
                    f"holds decisions on {new}, which was never saved",
                    where=item.unit.path,
                    remedy=f"run policydiff save {new} --kind {POLICY} first",
                )


def _decisions(unit: DecisionUnit, folder: Folder) -> tuple[Decisions | None, Decisions | None]:
    """The decisions of a file as they were saved last, and as they are now."""
    before, after = folder.before(unit.path), folder.now(unit.path)
    loaded = [
        None if data is None else load_decisions(data.decode("utf-8", "replace"), where, unit.names)
        for data, where in ((before, f"{unit.path}@HEAD"), (after, unit.path))
    ]
    return loaded[0], loaded[1]


def _entries(paths: Sequence[str], folder: Folder, *, write: bool) -> list[Entry]:
    """What the files are to be in the commit; it is what was read and checked, or nothing is saved.

    Raises:
        HistoryError: a file changed in between, git ignores it, or would keep something else than was read.
    """
    repository = folder.repository
    there = [path for path in paths if folder.now(path) is not None]
    new = [path for path in there if path not in folder.held]
    for path in ignored(repository, new)[:1]:
        raise HistoryError("is ignored by git", where=path, remedy="take it out of .gitignore, or git add -f it")
    folder.hash_all(there)
    blobs = hashes(repository, there, write=write)
    for path in paths:
        data = folder.now(path)
        if folder.read(path) != data or blobs.get(path) != folder.blob(path):
            raise HistoryError("changed while it was being saved", where=path, remedy="save again")
        if data is not None and not path.endswith(".json") and raw_hash(data, blobs[path]) != blobs[path]:
            raise HistoryError(
                "git would keep it otherwise than it was read (line ends, or a filter)",
                where=path,
                remedy=f"say “{folder.place(SOURCES)}/* -text -filter” in .gitattributes",
            )
    return [Entry(path, mode_of(folder.held.get(path)), blobs.get(path)) for path in paths]
