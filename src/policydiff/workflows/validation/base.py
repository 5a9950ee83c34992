"""What is judged and what it is compared with: the folder, or what the index holds of it, beside an earlier state."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, SnapshotError
from policydiff.snapshot.head import SIZE, Head, head_of, start_of

if TYPE_CHECKING:
    from policydiff.workflows.period_ends import Ends
    from policydiff.workflows.period_snapshots import Pairing

HEAD = "HEAD"


@dataclass(frozen=True)
class Base:
    """The state that the folder is compared with, and what differs; paths are those inside the folder.

    `name` is the revision as it was given.
    """

    name: str
    ends: "Ends"

    @property
    def touched(self) -> frozenset[str]:
        """The files that differ, and those that are links: what these lead to may differ."""
        return self.ends.touched | self.ends.after.links

    @cached_property
    def pairings(self) -> list["Pairing"]:
        """The files of all snapshots, before and after."""
        from policydiff.workflows.period_snapshots import pairings

        return pairings(self.ends)

    @cached_property
    def former(self) -> Mapping[str, str]:
        """What the file of each snapshot was called that is at both ends."""
        return {one.after: one.before for one in self.pairings if one.after and one.before}

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """The files of snapshots that are not there any more under any name."""
        return tuple(one.before for one in self.pairings if one.before and not one.after)

    def text(self, path: str) -> str | None:
        """What a file of the folder held; None where there was none, or it was no text."""
        try:
            return self.ends.before.text(path)
        except SnapshotError:
            return None


def base_since(corpus: Corpus, since: str) -> Base:
    """The state where the present line and that of a revision parted.

    Raises:
        HistoryError: there is no repository, no commit or no such revision, or the clone is too shallow to say.
    """
    from policydiff.workflows.editions import Editions
    from policydiff.workflows.period_ends import open_ends

    return Base(since, open_ends(Editions(corpus).history, since, None))


def base_of_commit(corpus: Corpus) -> Base | None:
    """The last commit; None where there is none, or no repository.

    Raises:
        HistoryError: git refuses.
    """
    start = corpus.folder.resolve()
    if not any((place / ".git").exists() for place in (start, *start.parents)):
        return None
    base = _base_of_commit(corpus, is_staged=False)
    return base if base.ends.before.commit else None


def base_of_index(corpus: Corpus) -> Base:
    """The last commit, or nothing before the first one, beside what the index holds.

    Raises:
        HistoryError: there is no repository, or a file is in conflict.
    """
    return _base_of_commit(corpus, is_staged=True)


def _base_of_commit(corpus: Corpus, *, is_staged: bool) -> Base:
    from policydiff.compare.editions.period import Point
    from policydiff.workflows.editions import Editions
    from policydiff.workflows.period_ends import End, Ends, differing

    history = Editions(corpus).history
    folder, commit = history.repository.folder, history.repository.head or ""
    before = End(history, commit, folder)
    after = End(history, commit, folder, with_unsaved=not is_staged, is_staged=is_staged)
    since, until = Point(revision=HEAD, commit=commit, day=""), Point(revision=None, commit=commit, day="")
    ends = Ends(history=history, before=before, after=after, since=since, until=until, touched=differing(before, after))
    return Base(HEAD, ends)


def heads_in(corpus: Corpus) -> Mapping[str, Head | None]:
    """What the files of snapshots say of themselves, by name; None of one that is broken."""
    return {path.name: _head(path) for path in corpus.paths}


def heads_of_index(corpus: Corpus, base: Base) -> Mapping[str, Head | None]:
    """As `heads_in`, of what the index holds; read from the folder where that holds the same."""
    repository = base.ends.history.repository
    output = repository.tell("diff-files", "--name-only", "-z", "--ignore-submodules=all").output
    after = base.ends.after
    others = {path.decode("utf-8", "surrogateescape") for path in output.split(b"\0")}
    links = {path for path in after.links if path.endswith(".json") and "/" not in path}
    found: dict[str, Head | None] = dict.fromkeys(links)  # a link is no snapshot: what it leads to is not staged
    for path in sorted(after.snapshot_paths):
        is_same = after.place(path) not in others and (corpus.folder / path).is_file()
        found[path] = _head(corpus.folder / path) if is_same else after.head(path)
    return found


def _head(path: Path) -> Head | None:
    try:
        with path.open("rb") as file:
            start = file.read(SIZE)
        return start_of(start.decode("utf-8", "ignore")) or head_of(path.read_bytes().decode("utf-8"), str(path))
    except (OSError, UnicodeDecodeError, SnapshotError):
        return None  # said where the file is checked


@contextmanager
def exported(base: Base, paths: Collection[str]) -> Iterator[Path]:
    """A temporary folder of snapshots that holds these files as the index holds them.

    Raises:
        HistoryError: git refuses.
    """
    import tempfile

    after, repository = base.ends.after, base.ends.history.repository
    wanted = [after.place(path) for path in sorted(paths) if path in after.blobs]
    with tempfile.TemporaryDirectory(prefix="policydiff-") as name:
        top = Path(name).resolve()
        given = b"".join(path.encode("utf-8", "surrogateescape") + b"\0" for path in wanted)
        answer = repository.ask("checkout-index", "-q", "-z", "--stdin", f"--prefix={top}/", given=given)
        folder = top / repository.folder
        if answer.code or not all((top / path).is_file() for path in wanted):
            raise HistoryError("git cannot write out what is staged", where=str(folder), remedy="mend it in git")
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
