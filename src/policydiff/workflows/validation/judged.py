"""What `validate` judges: everything, what is named, what changed since a revision, or what is staged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, LookupFailedError, UsageError
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.validation.base import (
    Base,
    base_of_commit,
    base_of_index,
    base_since,
    heads_in,
    heads_of_index,
)
from policydiff.workflows.validation.choice import Choice, Chosen, Heads, kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be judged: all, or what has these names, what changed since a revision, or is staged."""

    names: Sequence[str] = ()
    since: str | None = None
    staged: bool = False


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What is judged, with what all snapshots of the folder say of themselves, and what they are compared with.

    `is_all` says that nothing was left out, `is_staged` that what the index holds is judged,
    `is_named` that only what was named is, `present` which files of
    corrections and decisions there are; `names` are all ids and aliases with the ids that bear them.
    `unchecked` says why nothing is compared with the last commit although there is one.
    """

    chosen: Chosen
    heads: Heads
    present: frozenset[str]
    base: Base | None = None
    is_all: bool = False
    is_staged: bool = False
    is_named: bool = False
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unchecked: str | None = None

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """The file of each snapshot."""
        return files_by_id(self.heads)

    @cached_property
    def unnamed(self) -> tuple[str, ...]:
        """What files are called that do not say that they are that."""
        return unnamed_files(self.heads)


def unnamed_files(heads: Heads) -> tuple[str, ...]:
    """What files are called that say nothing of themselves, or bear another id: what is named after them is sound."""
    stems = {PurePosixPath(path).stem: head for path, head in heads.items()}
    return tuple(stem for stem, head in stems.items() if head is None or head.id != stem)


def files_by_id(heads: Heads) -> Mapping[str, str]:
    """The file of each snapshot; of two with one id the one that is named after it."""
    found: dict[str, str] = {}
    for path, head in heads.items():
        if head and (head.id not in found or path == f"{head.id}.json"):
            found[head.id] = path
    return found


def judged(wanted: Wanted, corpus: Corpus, *, with_history: bool = True) -> Judged:
    """What is to be judged, and with what it is compared; without history only what is in the folder.

    Raises:
        UsageError: what is wanted does not fit together.
        LookupFailedError: a name means no snapshot, or there is none at all.
        HistoryError: a base is wanted and cannot be found, or git refuses.
    """
    if wanted.since is not None and wanted.staged:
        raise UsageError("does not go with --staged", where="--since", remedy="use one of them")
    base, unchecked = _base(wanted, corpus) if with_history else (None, None)
    heads = heads_of_index(corpus, base) if wanted.staged and base else heads_in(corpus)
    choice = Choice(corpus, heads, base, _present(corpus, base if wanted.staged else None))
    is_all = not wanted.names and wanted.since is None and not wanted.staged
    if is_all and not heads:
        raise LookupFailedError("no snapshot to check", where=str(corpus.folder), remedy="ingest a document first")
    chosen = choice.all() if is_all else choice.named(wanted.names) if wanted.names else choice.changed()
    if wanted.names and (wanted.since is not None or wanted.staged):
        chosen = choice.changed() & chosen
    return Judged(
        chosen=chosen,
        heads=heads,
        present=choice.present,
        base=base,
        is_all=is_all,
        is_staged=wanted.staged,
        is_named=bool(wanted.names),
        names=_bearers(heads),
        unchecked=unchecked,
    )


def _base(wanted: Wanted, corpus: Corpus) -> tuple[Base | None, str | None]:
    """What is compared with, and why nothing is."""
    if wanted.since is not None:
        return base_since(corpus, wanted.since), None
    if wanted.staged:
        return base_of_index(corpus), None
    try:
        return base_of_commit(corpus), None
    except HistoryError as error:  # nobody asked for the history
        return None, str(error)


def _present(corpus: Corpus, base: Base | None) -> frozenset[str]:
    """The files of corrections and decisions: of the folder, or of the index that a base is beside."""
    if base:
        held = base.ends.after.blobs
        return frozenset(path for path in held if kind_of(path) in (CORRECTIONS, DECISIONS) and path.endswith(".json"))
    kinds = (CORRECTIONS, DECISIONS)
    return frozenset(f"{kind}/{path.name}" for kind in kinds for path in (corpus.folder / kind).glob("*.json"))


def _bearers(heads: Heads) -> Mapping[str, tuple[str, ...]]:
    """Each id and alias with the ids of those that bear it."""
    bearers: dict[str, tuple[str, ...]] = {}
    for head in filter(None, heads.values()):
        for name in dict.fromkeys((head.id, *head.aliases)):
            bearers[name] = (*bearers.get(name, ()), head.id)
    return bearers
