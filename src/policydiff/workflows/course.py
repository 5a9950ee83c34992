"""The course of a snapshot: the stages that commits brought it to, what each of them is, and the steps between.

A commit that mixes an amended source with another reader makes two stages, wherever the earlier source can be read
again: first what the reader did, then what the policy did.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath

from policydiff.compare.editions.identity import difference_between
from policydiff.corpus import Corpus
from policydiff.corpus.folder import read_text
from policydiff.errors import LookupFailedError, PolicydiffError, SnapshotError
from policydiff.history.commits import CORRECTION, EXTRACTION, KINDS, POLICY, Commit
from policydiff.history.graph import History, Version
from policydiff.history.skeletons import MEASURES, Facts, Skeleton, Skeletons, skeleton_of
from policydiff.history.trees import files, text_of, versions_of
from policydiff.model.decision import NO_RULINGS
from policydiff.model.document import Snapshot
from policydiff.model.step import EditionDifference
from policydiff.snapshot import dump_snapshot, load_snapshot
from policydiff.snapshot.dump import to_data
from policydiff.snapshot.revive import revived
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.decisions import FOLDER, decision_text, resolved_decisions
from policydiff.workflows.editions import Place
from policydiff.workflows.fingerprint import digest, fingerprint, forget_others

_STEPS = "steps/"
_MADE_BY = "made-by"
_REMEMBERED = 4
"""So many snapshots stay loaded: a walk needs each with the one before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A snapshot as a commit left it; `commit` is None for what is not saved yet.

    `skeleton` is None where the commit removed the snapshot. `text` is given for what no commit holds: the file of the
    folder, and where `reread_of` says which stage that is, its source as a later reader reads it.
    """

    commit: Commit | None
    path: str
    key: str
    skeleton: Skeleton | None
    version: Version | None = None
    text: str | None = None
    reread_of: "Stage | None" = None


@dataclass(frozen=True, slots=True)
class Nature:
    """What a stage changes: its kind, what its commit says it is where that is not so, and whether a change of the
    source and one of the reader are mixed in it.
    """

    kind: str
    said: str | None = None
    is_mixed: bool = False


class Course:
    """The stages of one snapshot, newest first, and what lies between them."""

    def __init__(self, history: History, corpus: Corpus, place: Place) -> None:
        self._history = history
        self._corpus = corpus
        self._place = place
        forget_others(history.index, _MADE_BY, (_STEPS, MEASURES))
        self._skeletons = Skeletons(history, place.path, fingerprint())
        self._stages: dict[Version, Stage | None] = {}
        self._before: dict[Stage, tuple[Stage, ...]] = {}
        self._loaded: dict[str, Snapshot] = {}
        self._cut = history.repository.cut
        self.broken: dict[str, tuple[Commit | None, str]] = {}
        """What is wrong with versions that do not load, and the commits that made them."""

    @cached_property
    def versions(self) -> Sequence[Version]:
        """The versions of the file, newest first."""
        if self._place.commit is None:
            return ()
        return versions_of(self._history, self._place.path, self._place.commit)

    def stages(self) -> Iterator[Stage]:
        """All stages that load, newest first, beginning with what is not saved yet."""
        for stage in self._own_stages():
            yield stage
            yield from (one for one in self.before(stage) if one.reread_of)

    def _own_stages(self) -> Iterator[Stage]:
        if self._unsaved is not None:
            yield self._unsaved
        for version in self.versions:
            stage = self._stage(version)
            if stage is not None:
                yield stage

    def newest(self) -> Stage:
        """The newest stage that holds a snapshot.

        Raises:
            SnapshotError: there is none that loads.
        """
        found = next((stage for stage in self._own_stages() if stage.skeleton), None)
        if found is None:
            what = next((message for _, message in self.broken.values()), "no version of it loads")
            raise SnapshotError(what, where=self._place.id)
        return found

    def keep(self) -> None:
        """Keep what was worked out in the index."""
        self._skeletons.keep()

    @cached_property
    def _unsaved(self) -> Stage | None:
        """The file of the folder where it is not what the newest commit holds."""
        if self._place.entry is None:
            return None
        path = self._place.entry.path
        text = read_text(path).replace("\r\n", "\n")  # as git may check it out
        newest = self.versions[0] if self.versions else None
        if newest and newest.blob and self._history.repository.blob(newest.blob) == text.encode():
            return None
        try:
            skeleton = skeleton_of(text, str(path))
        except SnapshotError as error:
            self.broken[""] = None, str(error)
            return None
        stage = Stage(None, str(path), digest(text), skeleton, text=text)
        self._join(stage, self._grounds((newest,) if newest else ()))
        return stage

    def _stage(self, version: Version) -> Stage | None:
        if version not in self._stages:
            stage = None
            if version.blob is None:
                stage = Stage(version.commit, version.path, "", None, version)
            else:
                where = f"{version.path}@{version.commit.sha[:10]}"
                skeleton = self._skeletons.of(version.blob, where)
                if skeleton is None:
                    self.broken[version.commit.sha] = version.commit, self._skeletons.broken[version.blob]
                else:
                    stage = Stage(version.commit, version.path, version.blob, skeleton, version)
            self._stages[version] = stage
        return self._stages[version]

    def before(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages that a stage was made from, one for each line that a merge joined; none for the first."""
        if stage not in self._before:
            self._join(stage, self._grounds(stage.version.before if stage.version else ()))
        return self._before[stage]

    def _join(self, stage: Stage, grounds: tuple[Stage, ...]) -> None:
        """Put a stage behind those that it was made from, and what the reader did between them."""
        is_reading = stage.commit is not None and stage.commit.kind == EXTRACTION
        reread = self._reread(stage, grounds[0]) if len(grounds) == 1 and not is_reading else None
        if reread:
            self._before[reread] = grounds
        self._before[stage] = (reread,) if reread else grounds

    def _grounds(self, versions: Sequence[Version]) -> tuple[Stage, ...]:
        """The nearest stages that load and hold a snapshot."""
        found: dict[Stage, None] = {}
        ahead, seen = list(reversed(versions)), set(versions)
        while ahead:
            version = ahead.pop()
            stage = self._stage(version)
            if stage is not None and stage.skeleton:
                found[stage] = None
            else:
                new = [one for one in version.before if one not in seen]
                seen.update(new)
                ahead += reversed(new)
        return tuple(found)

    def is_cut(self, stage: Stage) -> bool:
        """Whether the clone lacks what was before a stage."""
        return stage.commit is not None and not self.before(stage) and stage.commit.sha in self._cut

    def is_returned(self, stage: Stage) -> bool:
        """Whether the snapshot was there before, but had been removed."""
        before = stage.version.before if stage.version else ()
        return bool(before) and all(version.blob is None for version in before)

    def nature(self, stage: Stage) -> Nature:
        """What a stage changes, by what it was made from; its commit's own word is believed where it can be true."""
        said = stage.commit.kind if stage.commit and stage.commit.kind in KINDS else None
        if stage.reread_of:
            return Nature(EXTRACTION)
        if self.is_cut(stage):  # nothing is known that could belie the commit
            return Nature(said if said in (POLICY, EXTRACTION, CORRECTION) else POLICY)
        grounds = [one.skeleton for one in self.before(stage) if one.skeleton]
        facts = stage.skeleton.facts if stage.skeleton else None
        possible, is_mixed = possible_kinds(facts, [one.facts for one in grounds])
        if self.is_returned(stage) and stage.skeleton in grounds:
            possible = (POLICY, *possible)
        kind = said if said in possible else possible[0]
        return Nature(kind, None if kind == said else said, is_mixed and kind == POLICY)

    def difference(self, old: Stage, new: Stage) -> EditionDifference:
        """How two stages differ, from the index where it is kept.

        Raises:
            DecisionError: the file of decisions between editions is broken or contradicts itself.
        """
        name = f"{_STEPS}{fingerprint()}/{old.key}-{new.key}/{self._decided(old, new)}"
        kept = self._history.index.get(name, partial(revived, EditionDifference))
        if kept is not None:
            return kept
        one, other = self.snapshot(old), self.snapshot(new)
        rulings = resolved_decisions(one, other, self._corpus, strict=False).rulings
        has_rulings = rulings.linked or rulings.barred
        found = difference_between(one, other, rulings if has_rulings else NO_RULINGS)
        self._history.index.put(name, to_data(found))
        return found

    def _decided(self, old: Stage, new: Stage) -> str:
        """A digest of the decisions between two editions."""
        names = [stage.skeleton.facts.id for stage in (old, new) if stage.skeleton]
        texts = []
        for name in dict.fromkeys(("--".join(names), "--".join(reversed(names)))):
            texts.append(decision_text(self._corpus.folder / FOLDER / f"{name}.json", self._corpus) or "")
        return digest("\0".join(texts)) if any(texts) else "none"

    def snapshot(self, stage: Stage) -> Snapshot:
        """The snapshot at a stage."""
        if stage.key not in self._loaded:
            text = stage.text if stage.text is not None else text_of(self._history, stage.key, stage.path)
            snapshot = load_snapshot(text, stage.path)
            while len(self._loaded) >= _REMEMBERED:
                del self._loaded[next(iter(self._loaded))]
            self._loaded[stage.key] = snapshot
        return self._loaded[stage.key]

    def _reread(self, stage: Stage, ground: Stage) -> Stage | None:
        """What a stage was made from, as the reader of the stage reads its source; None where that did not change
        together with the source, or where it is not the present reader.
        """
        one, other = (side.skeleton and side.skeleton.facts for side in (ground, stage))
        if not (one and other and ground.commit and one.sha256 != other.sha256 and one.reader != other.reader):
            return None
        try:
            text = dump_snapshot(self._read_again(ground, ground.commit))
        except (PolicydiffError, UnicodeDecodeError):
            return None
        skeleton = skeleton_of(text, ground.path)
        if skeleton.facts.reader != other.reader:
            return None
        return Stage(stage.commit, ground.path, digest(text), skeleton, text=text, reread_of=ground)

    def _read_again(self, stage: Stage, commit: Commit) -> Snapshot:
        """The source of a stage, read by the present reader.

        Raises:
            PolicydiffError, UnicodeDecodeError: it is missing, or cannot be read any more.
        """
        from policydiff.read.correction_files import load_corrections
        from policydiff.read.document import read_document
        from policydiff.workflows.reread import told_of

        snapshot = self.snapshot(stage)
        folder = PurePosixPath(stage.path).parent
        path = folder / snapshot.source.path
        data = self._object(commit, path)
        if data is None or hashlib.sha256(data).hexdigest() != snapshot.source.sha256:
            raise LookupFailedError("is not the source that was read", where=str(path))
        file = folder / CORRECTIONS / f"{snapshot.id}.json"
        kept = self._object(commit, file)
        corrections = load_corrections(kept.decode(), str(file), snapshot.id).corrections if kept else ()
        return read_document(data, str(path), snapshot.source.path, told_of(snapshot), corrections).snapshot

    def _object(self, commit: Commit, path: PurePosixPath) -> bytes | None:
        """The content of a file in a commit; None where there is none."""
        blob = files(self._history, commit.sha, str(path.parent)).get(str(path))
        return None if blob is None else self._history.repository.blob(blob)


def possible_kinds(facts: Facts | None, grounds: Sequence[Facts]) -> tuple[tuple[str, ...], bool]:
    """The kinds that a stage can be of, the likeliest first, and whether source and reader changed in one.

    Another source may be a better print of the same document: then no more than its reading differs.
    """
    is_reread = facts is not None and facts.reader not in {one.reader for one in grounds}
    if facts is None or facts.sha256 not in {one.sha256 for one in grounds}:
        kinds = (POLICY, EXTRACTION) if facts and grounds else (POLICY,)
        return kinds, is_reread and bool(grounds)
    return (EXTRACTION, CORRECTION) if is_reread else (CORRECTION, EXTRACTION), False
