"""The judge: the configuration, the waivers and the decisions that a change is judged by.

A change is not judged by what it says itself: with a base, all three are read from the commit that the change began
at. What it alters of them takes effect once it is merged, and is told of by a finding of its own.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from policydiff.corpus import Corpus
from policydiff.corpus.configuration import FILE, SHARED_FILE, Configuration, configuration_of, read_file
from policydiff.corpus.waivers import FILE as WAIVERS_FILE
from policydiff.corpus.waivers import find_waivers, load_waivers, read_waivers
from policydiff.errors import ConfigurationError, DecisionError, WaiverError
from policydiff.history.graph import History
from policydiff.history.revisions import commit_of, common_commit
from policydiff.model.waiver import Waivers
from policydiff.workflows.configured import check_ids, configuration
from policydiff.workflows.decisions import FOLDER as DECISIONS_FOLDER
from policydiff.workflows.editions import Editions
from policydiff.workflows.judging.changes import JudgeChange, judge_changes
from policydiff.workflows.judging.files import CommitTree, Tree, WorkTree, altered, folder_in, upwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What counts: the configuration and the waivers, those of the commit `base` if there is one.

    `there` are the waivers that the folder holds now, in `file`: of what a change takes away nothing is demanded any
    more. `broken` says what is wrong with that file. `changes` are the files of the judge that the change alters, and
    `proposed` the configuration that it brings, None where that is broken.
    """

    configuration: Configuration
    waivers: Waivers
    there: Waivers
    file: Path | None = None
    content: bytes | None = None
    broken: WaiverError | None = None
    base: str | None = None
    proposed: Configuration | None = None
    changes: tuple[JudgeChange, ...] = ()
    decisions: Callable[[str], str | None] | None = field(default=None, compare=False)

    def corpus(self, corpus: Corpus) -> Corpus:
        """The snapshots with the decisions that count."""
        return Corpus(corpus.folder, self.decisions) if self.decisions else corpus


def judge_of(corpus: Corpus, since: str | None = None, until: str | None = None, option: str = "--since") -> Judge:
    """The judge of the folder as it stands or, with `since`, of what changed since then, until another revision if one
    is given.

    Raises:
        HistoryError: there is no repository, no such revision, or no commit in common.
        ConfigurationError, WaiverError: what counts is broken. Without `since`, broken waivers are in the judge.
    """
    if since is None:
        return _of_folder(corpus)
    history = Editions(corpus).history
    head = history.repository.head or ""
    tip = commit_of(history, until, "--until") if until is not None else head
    base = common_commit(history, commit_of(history, since, option), tip)
    return _of_change(history, corpus, base, tip if until is not None else None)


def _of_folder(corpus: Corpus) -> Judge:
    found = configuration(corpus.folder)
    file = find_waivers(corpus.folder)
    try:
        waivers, content = (read_waivers(file), read_file(file)) if file else (Waivers(), None)
    except WaiverError as error:
        return Judge(configuration=found, waivers=Waivers(), there=Waivers(), file=file, broken=error)
    return Judge(configuration=found, waivers=waivers, there=waivers, file=file, content=content)


def _of_change(history: History, corpus: Corpus, base: str, until: str | None) -> Judge:
    top = history.repository.top
    folder = history.repository.folder
    before = CommitTree(history, base)
    after: Tree = WorkTree(history) if until is None else CommitTree(history, until)
    was = folder_in(before, folder)
    found = configuration_in(before, was, top)
    waivers = _waivers_in(before, was, top)
    place = next((path for one in upwards(folder) if after.read(path := _joined(one, WAIVERS_FILE)) is not None), None)
    content = after.read(place) if place else None
    there, broken = _present(content, _shown(corpus, top, place or ""))
    files = tuple(altered(before, after, {was: None, folder: None}))
    brought = _brought(after, folder, top)
    changes = tuple(judge_changes(files, found, brought, lambda path: _shown(corpus, top, path)))
    return Judge(
        configuration=found,
        waivers=waivers,
        there=there,
        file=Path(_shown(corpus, top, place)) if place else None,
        content=content,
        broken=broken,
        base=base,
        proposed=brought if isinstance(brought, Configuration) else None,
        changes=changes,
        decisions=_decisions_in(before, was),
    )


def configuration_in(tree: Tree, folder: str, top: Path) -> Configuration:
    """What the nearest file upwards from a folder of a tree says, else the nearest one outside of the repository,
    which no change in it can alter.

    Raises:
        ConfigurationError: see `find_configuration`; a file is a link.
    """
    for place in upwards(folder):
        own, shared = _joined(place, FILE), _joined(place, SHARED_FILE)
        if tree.is_link(own):
            raise ConfigurationError("is a link", where=_named(tree, own), remedy="put the file itself there")
        names = _named(tree, own), _named(tree, shared)
        found = configuration_of(tree.read(own), tree.read(shared), names, check_ids)
        if found is not None:
            return found
    return configuration(top.parent)


def _brought(tree: Tree, folder: str, top: Path) -> Configuration | ConfigurationError:
    """The configuration that will count, or what is wrong with it."""
    try:
        return configuration_in(tree, folder, top)
    except ConfigurationError as error:
        return error


def _waivers_in(tree: Tree, folder: str, top: Path) -> Waivers:
    for place in upwards(folder):
        path = _joined(place, WAIVERS_FILE)
        if tree.is_link(path):
            raise WaiverError("is a link", where=_named(tree, path), remedy="put the file itself there")
        content = tree.read(path)
        if content is not None:
            return load_waivers(content, _named(tree, path))
    outside = find_waivers(top.parent)
    return read_waivers(outside) if outside else Waivers()


def _present(content: bytes | None, where: str) -> tuple[Waivers, WaiverError | None]:
    try:
        return (load_waivers(content, where) if content is not None else Waivers()), None
    except WaiverError as error:
        return Waivers(), error


def _decisions_in(tree: Tree, folder: str) -> Callable[[str], str | None]:
    def text(name: str) -> str | None:
        path = _joined(folder, f"{DECISIONS_FOLDER}/{name}")
        content = tree.read(path)
        try:
            return None if content is None else content.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"byte {error.start + 1} is not UTF-8"
            raise DecisionError(what, where=_named(tree, path), remedy="mend it in git") from None

    return text


def _joined(place: str, name: str) -> str:
    return f"{place}/{name}" if place else name


def _named(tree: Tree, path: str) -> str:
    return f"{path}@{tree.label}" if tree.label else path


def _shown(corpus: Corpus, top: Path, path: str) -> str:
    """A file as it is named from here, in the way in which the snapshots folder is."""
    inside = os.path.relpath(top / path, corpus.folder.resolve())
    return os.path.normpath(corpus.folder / inside)
