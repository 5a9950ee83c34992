"""Making a commit of exactly some files, whatever else is in the work tree or the index.

What is safe is the order. The objects are written and a private index is made of the last commit and the files;
then the files are put into the real index, which takes a moment; then `git commit` runs on the private index, with
its hooks and its signature. Killed anywhere, the repository is sound: at worst the files are staged.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from policydiff.errors import HistoryError
from policydiff.history.repository import Repository, first_line
from policydiff.history.saving.worktree import bytes_of, name_of

FOLDER = "policydiff"
"""In git's folder of a work tree: private indexes, and the lock that keeps two saves apart."""
_PATIENCE, _PAUSE = 3.0, 0.05
"""Seconds to wait for another process that holds the index."""
_OLD = 24 * 3600.0
"""Seconds after which no process can still work with a private index."""
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR")
_MADE = re.compile(r"^\[[^\n]*?\b([0-9a-f]{4,64})\] ")
_GONE = "0"


class MovedError(HistoryError):
    """Another commit came in between; what was planned no longer fits."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a path is to be in the commit: a blob with a mode, or, where the blob is None, nothing."""

    path: str
    mode: str
    blob: str | None


@dataclass(frozen=True, slots=True)
class Committed:
    """The commit that was made, what its hooks printed, and files that a hook added to it."""

    sha: str
    said: tuple[str, ...] = ()
    added_by_hook: tuple[str, ...] = ()


def check_state(repository: Repository) -> None:
    """See that a commit can be made.

    Raises:
        HistoryError: something else is under way, no branch is checked out, or nobody is named as the author.
    """
    top = str(repository.top)
    repository.head_now()  # raises where git itself is in trouble, which is not to be taken for anything else
    if repository.under_way:
        verb = repository.under_way.split()[-1]
        remedy = "run git bisect reset first" if verb == "bisection" else "finish it with --continue, or --abort it"
        raise HistoryError(f"{repository.under_way} is under way", where=top, remedy=remedy)
    if repository.is_detached:
        raise HistoryError(
            "no branch is checked out, so a commit would be lost", where=top, remedy="run git switch -c NAME first"
        )
    if any(os.environ.get(name) for name in _ELSEWHERE):
        folder = repository.tell("rev-parse", "--absolute-git-dir").text.strip()
        if os.environ.get("GIT_INDEX_FILE") or Path(folder).resolve() != repository.git_folder.resolve():
            names = ", ".join(name for name in _ELSEWHERE if os.environ.get(name))
            what = f"{names} in the environment leads git elsewhere"
            raise HistoryError(what, where=top, remedy="unset it, or wait until git's hook is over")
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if repository.ask("-c", "user.useConfigOnly=true", "var", who).code:
            raise HistoryError(
                "git does not know who you are",
                where=top,
                remedy='run git config user.name "NAME" and git config user.email "ADDRESS"',
            )


def head_of(repository: Repository) -> str | None:
    """The commit that is checked out, as git says now."""
    return repository.head_now()


def commit(repository: Repository, parent: str | None, entries: Sequence[Entry], message: str) -> Committed:
    """Commit these entries, and nothing else, onto `parent`, which is the commit that is checked out.

    Raises:
        MovedError: another commit came in between; nothing was changed.
        HistoryError: git or a hook refuses; nothing was changed.
    """
    with _private_index(repository) as index:
        env = {"GIT_INDEX_FILE": str(index)}
        _write(repository, "read-tree", parent or "--empty", env=env)
        _write(repository, "update-index", "-z", "--index-info", given=_index_info(entries, parent), env=env)
        tree = _write(repository, "write-tree", env=env).strip()
        before = _staged(repository, {entry.path for entry in entries})
        _stage(repository, entries)
        sha, said, error = _run(repository, env, parent, tree, message)
        if sha is None:
            _stage(repository, before)
            raise error or MovedError("another commit came in between", where=str(repository.top), remedy="save again")
        added = _verified(repository, sha, parent, entries, before)
    repository.ask("update-index", "-q", "--refresh", apart=True)  # times of the files, so that git need not read them
    return Committed(sha, said, added)


def _run(
    repository: Repository, env: Mapping[str, str], parent: str | None, tree: str, message: str
) -> tuple[str | None, tuple[str, ...], HistoryError | None]:
    """Let git commit the private index: the commit, None where there is none; what was printed; what is wrong."""
    if head_of(repository) != parent:
        return None, (), None
    own = {name: os.environ.get(name, "") for name in ("LC_ALL", "LANGUAGE")}  # hooks speak the user's language
    answer = repository.ask(
        *("-c", "i18n.commitEncoding=UTF-8", "commit", "--no-edit", "--file=-"),
        given=message.encode("utf-8", "backslashreplace"),
        env={**env, **own, "GIT_OPTIONAL_LOCKS": "1"},
        apart=not _has_terminal(),
    )
    said = tuple(line for line in answer.error.splitlines() if line.strip())
    if answer.code == 0:
        made = _MADE.search(answer.text)
        sha = _resolved(repository, made[1] if made else "HEAD")
        return sha, said, None
    now = head_of(repository)
    if now is not None and now != parent:  # either it was made, and only what comes after it failed
        return (now if _facts(repository, now) == (tree, parent) else None), said, None
    words = first_line(answer.error or answer.text)
    more = f" (and {len(said) - 1} more lines)" if len(said) > 1 else ""
    error = HistoryError(
        f"git or a hook refuses the commit: {words}{more}",
        where=str(repository.top),
        remedy="nothing was saved; mend it",
    )
    return None, said, error


def _has_terminal() -> bool:
    """Whether a user sits there: then hooks and signing may ask, and the keys that stop us reach git too."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def _verified(
    repository: Repository, sha: str, parent: str | None, entries: Sequence[Entry], before: Sequence[Entry]
) -> tuple[str, ...]:
    """See that a commit is what was planned; the files that a hook added to it are brought into the real index.

    Raises:
        MovedError, HistoryError: it is not, and was taken back.
    """
    actual = _facts(repository, sha)[1]
    made = {} if actual != parent else _difference(repository, parent, sha)
    wanted = {entry.path: entry.blob for entry in entries}
    if actual == parent and all(path in made and made[path].blob == blob for path, blob in wanted.items()):
        others = [entry for path, entry in made.items() if path not in wanted]
        if others:
            _stage(repository, others)
        return tuple(entry.path for entry in others)
    _take_back(repository, sha, actual)
    _stage(repository, before)
    top = str(repository.top)
    if actual != parent:
        raise MovedError("another commit came in between", where=top, remedy="save again")
    path = next(path for path, blob in wanted.items() if path not in made or made[path].blob != blob)
    raise HistoryError(
        f"a hook altered {path}, so that what would be saved is not what was checked",
        where=top,
        remedy="nothing was saved; keep hooks away from snapshots",
    )


def _take_back(repository: Repository, sha: str, parent: str | None) -> None:
    """Undo a commit, unless another one stands on it already."""
    back = [parent, sha] if parent else ["-d", "HEAD", sha]
    arguments = ("HEAD", *back) if parent else back
    repository.tell("update-ref", "-m", "policydiff: not what was checked", *arguments, apart=True)


def _facts(repository: Repository, sha: str) -> tuple[str, str | None]:
    """The tree of a commit, and its parent."""
    lines = repository.tell("cat-file", "commit", sha).text.partition("\n\n")[0].splitlines()
    tree, parents = lines[0].removeprefix("tree "), [line[7:] for line in lines if line.startswith("parent ")]
    return tree, parents[0] if parents else None


def _resolved(repository: Repository, name: str) -> str:
    return repository.tell("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}").text.split()[-1]


def _difference(repository: Repository, parent: str | None, sha: str) -> Mapping[str, Entry]:
    """What a commit changed, by path."""
    sides = ["--no-commit-id", "--root", sha] if parent is None else [parent, sha]
    words = repository.tell("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", *sides).output.split(b"\0")
    found = {}
    for facts, path in zip(words[::2], words[1::2], strict=False):
        _, mode, _, blob, _ = facts.decode("ascii").removeprefix(":").split(" ")
        found[name_of(path)] = Entry(name_of(path), mode, blob if blob.strip(_GONE) else None)
    return found


@contextmanager
def _private_index(repository: Repository) -> Iterator[Path]:
    """A file for an index of our own; those of processes that were killed are cleared away once they are old:
    a git that outlived its parent may still read one.
    """
    folder = repository.git_folder / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        for path in folder.glob("save-*"):
            if time.time() - path.stat().st_mtime > _OLD:
                path.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix="save-")
    except OSError as error:
        raise HistoryError(
            f"cannot be written ({error.strerror})",
            where=str(folder),
            remedy="check its permissions and the free space",
        ) from None
    os.close(handle)
    index = Path(name)
    index.unlink()  # git takes an empty file for a damaged index
    try:
        yield index
    finally:
        with suppress(OSError):
            index.unlink(missing_ok=True)


def _staged(repository: Repository, paths: set[str]) -> Sequence[Entry]:
    """What the real index holds of some paths."""
    found = {path: Entry(path, _GONE, None) for path in paths}
    for line in filter(None, repository.tell("ls-files", "--stage", "-z").output.split(b"\0")):
        facts, _, name = line.partition(b"\t")
        path = name_of(name)
        if path in paths:
            mode, blob, _ = facts.decode("ascii").split()
            found[path] = Entry(path, mode, blob)
    return list(found.values())


def _stage(repository: Repository, entries: Sequence[Entry]) -> None:
    """Put entries into the real index, waiting a little for who holds it.

    Raises:
        HistoryError: it is held for too long, or cannot be written.
    """
    given = _index_info(entries, head_of(repository))
    until = time.monotonic() + _PATIENCE
    while True:
        answer = repository.ask("update-index", "-z", "--index-info", given=given, apart=True)
        if answer.code == 0:
            return
        if "index.lock" not in answer.error or "File exists" not in answer.error or time.monotonic() > until:
            break
        time.sleep(_PAUSE)
    if "File exists" in answer.error:
        raise HistoryError(
            "another git process holds the index",
            where=str(repository.git_folder / "index.lock"),
            remedy="wait for it; if none runs, remove this file",
        )
    raise _refusal(repository, answer.error)


def _write(repository: Repository, *arguments: str, given: bytes | None = None, env: Mapping[str, str]) -> str:
    answer = repository.ask(*arguments, given=given, env=env, apart=True)
    if answer.code:
        raise _refusal(repository, answer.error)
    return answer.text


def _refusal(repository: Repository, error: str) -> HistoryError:
    return HistoryError(
        f"git cannot write: {first_line(error)}",
        where=str(repository.git_folder),
        remedy="nothing was saved; check the permissions and the free space",
    )


def _index_info(entries: Sequence[Entry], like: str | None) -> bytes:
    """The entries as `git update-index --index-info` reads them; hashes are as long as the one of `like`."""
    nothing = _GONE * len(like or "0" * 40)
    lines = [f"{entry.mode if entry.blob else _GONE} {entry.blob or nothing}\t{entry.path}\0" for entry in entries]
    return b"".join(map(bytes_of, sorted(lines)))
