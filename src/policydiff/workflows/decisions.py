"""The file of decisions on two snapshots: finding it under either order, reading it, writing it."""

from dataclasses import dataclass
from pathlib import Path

from policydiff.corpus import Corpus, write_files
from policydiff.corpus.folder import read_text
from policydiff.decisions import Resolved, dump_decisions, load_decisions, mirrored, resolve
from policydiff.errors import DecisionError, LookupFailedError, SnapshotError
from policydiff.model.decision import Decisions
from policydiff.model.document import Snapshot

FOLDER = "decisions"


@dataclass(frozen=True, slots=True)
class Kept:
    """The decisions on two snapshots from left to right, and the file that keeps them.

    Where `is_mirrored` the file names the snapshots the other way round.
    """

    path: Path
    decisions: Decisions
    is_mirrored: bool


def kept_decisions(left: Snapshot, right: Snapshot, corpus: Corpus) -> Kept:
    """The decisions on two snapshots, none where there is no file.

    Raises:
        DecisionError: the file is broken or foreign, or there is one for either order.
    """
    path, other = (corpus.folder / FOLDER / f"{a.id}--{b.id}.json" for a, b in ((left, right), (right, left)))
    text, other_text = decision_text(path, corpus), decision_text(other, corpus) if other != path else None
    if text is not None and other_text is not None:
        raise DecisionError(
            f"the same two snapshots have decisions in {other.name} too",
            where=str(path),
            remedy="move them into one file and remove the other",
            form="twice",
            values={"other": other.name},
        )
    if other_text is not None:
        decisions = load_decisions(other_text, str(other), (right.id, left.id))
        return Kept(other, mirrored(decisions), is_mirrored=True)
    decisions = (
        load_decisions(text, str(path), (left.id, right.id))
        if text is not None
        else Decisions(left=left.id, right=right.id)
    )
    return Kept(path, decisions, is_mirrored=False)


def resolved_decisions(left: Snapshot, right: Snapshot, corpus: Corpus, *, strict: bool = True) -> Resolved:
    """What the decisions on two snapshots rule for them. Unless `strict`, a decision on measures that an earlier
    edition does not have is stale.

    Raises:
        DecisionError: see `kept_decisions` and `resolve`.
    """
    kept = kept_decisions(left, right, corpus)
    return resolve(kept.decisions, left, right, str(kept.path), strict=strict)


def write_decisions(kept: Kept, decisions: Decisions) -> None:
    """Keep `decisions`, left to right as in `kept`, in its file; it holds all of them or what it held before.

    Raises:
        StorageError: the folder refuses to be written.
    """
    written = mirrored(decisions) if kept.is_mirrored else decisions
    write_files({kept.path: dump_decisions(written).encode()})


def decision_text(path: Path, corpus: Corpus) -> str | None:
    """The text of a file of decisions; None where there is none."""
    if corpus.decisions is not None:
        return corpus.decisions(path.name)
    try:
        return read_text(path)
    except LookupFailedError:
        if path.is_symlink():
            raise
        return None
    except SnapshotError as error:
        raise DecisionError(
            error.what, where=error.where, remedy=error.remedy, form=f"json.{error.form}", values=error.values
        ) from None
