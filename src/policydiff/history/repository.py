"""A git repository that holds a folder of snapshots: finding it, its state, and asking git safely."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from policydiff.errors import HistoryError, StorageError

if TYPE_CHECKING:
    import git

_READING = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_GRAFT_FILE": "",
    **dict.fromkeys((f"GIT_{how}_PATHSPECS" for how in ("LITERAL", "GLOB", "NOGLOB", "ICASE")), "0"),
}
"""Messages that can be recognised; a command that only reads takes no lock; parents are those that were committed;
and a path means what it means to us, whatever the environment says."""
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR")
_SHA1 = 40
"""So many signs has the hash of an object, but in a repository of SHA-256."""
_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_LOG": "a bisection",
}
"""What git leaves in its folder while something is under way."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a git command said, and its exit code."""

    code: int
    output: bytes
    error: str

    @property
    def text(self) -> str:
        """The output as text; bytes that are no UTF-8 are shown as escapes."""
        return self.output.decode("utf-8", "backslashreplace")


class Repository:
    """A repository with a work tree, and the place of the snapshots folder in it."""

    def __init__(self, repo: "git.Repo", folder: Path) -> None:
        self._repo = repo
        self.top = Path(repo.working_tree_dir or "").resolve()
        self.git_folder = Path(repo.git_dir)
        self.shared_folder = Path(repo.common_dir)
        """Where a repository keeps what all its work trees share."""
        inside = os.path.relpath(folder.resolve(), self.top)
        self.folder = "" if inside == "." else Path(inside).as_posix()
        """The snapshots folder from the top, with `/` between names; empty where it is the top."""

    def ask(
        self, *arguments: str, given: bytes | None = None, env: Mapping[str, str] | None = None, apart: bool = False
    ) -> Answer:
        """Run a git command; `given` is its standard input. Nothing of a user's may stand among `arguments`
        but behind `--end-of-options` or `--`. What runs `apart` finishes even where this process is killed
        with its whole group.

        Raises:
            HistoryError: git is not installed.
            StorageError: there is no room for its standard input.
        """
        from git.exc import GitCommandNotFound

        try:
            with _standard_input(given) as file:
                code, output, error = self._repo.git.execute(
                    ["git", *arguments],
                    istream=file,
                    with_extended_output=True,
                    with_exceptions=False,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                    env={**_READING, **(env or {})},
                    start_new_session=apart,
                )
        except GitCommandNotFound:
            raise HistoryError("git is not installed", remedy="install git 2.31 or newer") from None
        return Answer(int(code or 0), bytes(output or b""), _text(error))

    def tell(
        self, *arguments: str, given: bytes | None = None, env: Mapping[str, str] | None = None, apart: bool = False
    ) -> Answer:
        """As `ask`, for what must not fail.

        Raises:
            HistoryError: git refuses; its first line says why.
        """
        answer = self.ask(*arguments, given=given, env=env, apart=apart)
        if answer.code:
            raise HistoryError(f"git refuses: {first_line(answer.error)}", where=str(self.top), remedy="mend it in git")
        return answer

    def blob(self, sha: str) -> bytes:
        """The bytes of an object by its full hash; one process of git answers for all.

        Raises:
            HistoryError: there is no such object.
        """
        if len(sha) != _SHA1:  # GitPython reads no others
            return self.tell("cat-file", "blob", sha).output
        try:
            return bytes(self._repo.git.get_object_data(sha)[3])
        except (ValueError, OSError):
            raise HistoryError(
                f"object {sha[:12]} is missing or damaged",
                where=str(self.top),
                remedy="run git fsck, or fetch it again",
            ) from None

    @cached_property
    def head(self) -> str | None:
        """The commit that is checked out, as git said when it was asked first; None before the first one.

        Raises:
            HistoryError: git cannot say.
        """
        return self.head_now()

    def head_now(self) -> str | None:
        """The commit that is checked out at this moment; see `head`."""
        found = self.ask("rev-parse", "--verify", "--quiet", "HEAD")
        if found.code == 0:
            return found.text.strip()
        branch = self.ask("symbolic-ref", "--quiet", "HEAD")
        if found.code != 1 or found.error or branch.code:  # 1: there is no such commit
            why = first_line(found.error or branch.error)
            raise HistoryError(
                f"git cannot say what is checked out: {why}", where=str(self.top), remedy="mend it in git"
            )
        return None

    @property
    def is_detached(self) -> bool:
        """Whether no branch is checked out."""
        return self.ask("symbolic-ref", "--quiet", "HEAD").code == 1

    @property
    def is_shallow(self) -> bool:
        """Whether the clone lacks the beginning of the history."""
        return (self.shared_folder / "shallow").is_file()

    @property
    def is_rewritten(self) -> bool:
        """Whether git shows another history than the one that was committed: cut off, or with objects replaced."""
        packed = self.shared_folder / "packed-refs"
        return (
            self.is_shallow
            or "GIT_REPLACE_REF_BASE" in os.environ
            or any((self.shared_folder / "refs" / "replace").glob("*"))
            or (packed.is_file() and b" refs/replace/" in packed.read_bytes())
        )

    @property
    def cut(self) -> frozenset[str]:
        """The commits of a shallow clone whose parents it lacks."""
        file = self.shared_folder / "shallow"
        return frozenset(file.read_text("ascii").split()) if file.is_file() else frozenset()

    @property
    def under_way(self) -> str | None:
        """The merge, rebase and so on in whose middle the repository is."""
        return next((words for name, words in _UNDER_WAY.items() if (self.git_folder / name).exists()), None)

    def path_of(self, file: Path) -> str:
        """A file's path from the top.

        Raises:
            HistoryError: it lies outside the work tree.
        """
        path = Path(os.path.abspath(file))  # noqa: PTH100 - a link in the tree is itself what git keeps
        for top in (self.top, Path(os.path.abspath(self._repo.working_tree_dir or ""))):  # noqa: PTH100
            if path.is_relative_to(top):
                return path.relative_to(top).as_posix()
        path = path.parent.resolve() / path.name
        if path.is_relative_to(self.top):
            return path.relative_to(self.top).as_posix()
        raise HistoryError(f"lies outside the repository {self.top}", where=str(file), remedy="move it inside")


def open_repository(folder: Path) -> Repository:
    """The repository that the snapshots `folder` lies in.

    Raises:
        HistoryError: there is none, it is bare, git refuses it or is not installed.
    """
    try:
        from git import Repo
        from git.exc import InvalidGitRepositoryError, NoSuchPathError
    except ImportError:  # GitPython looks for git when it is imported
        raise HistoryError("git is not installed", remedy="install git 2.31 or newer") from None
    try:
        repo = Repo(folder.resolve(), search_parent_directories=True)
    except (InvalidGitRepositoryError, NoSuchPathError):
        raise HistoryError(
            "is in no git repository, so it has no history", where=str(folder), remedy="run git init there"
        ) from None
    if repo.bare:
        raise HistoryError("is in a bare repository", where=str(folder), remedy="clone it, and work in the clone")
    repository = Repository(repo, folder)
    _check_environment(repository)
    return repository


def _check_environment(repository: Repository) -> None:
    """See that git works where the snapshots are: a hook, or a user, may have named another place.

    Raises:
        HistoryError: it does not.
    """
    names = [name for name in _ELSEWHERE if os.environ.get(name)]
    if not names:
        return
    asked = ("--absolute-git-dir", "--path-format=absolute", "--git-common-dir", "--show-toplevel")
    found = repository.ask("rev-parse", *asked).output.decode("utf-8", "surrogateescape").splitlines()
    link = repository.git_folder / "commondir"  # in a linked work tree; GitPython believes the environment
    shared = repository.git_folder / (os.fsdecode(link.read_bytes()).rstrip("\n") if link.is_file() else "")
    due = (repository.git_folder, shared, repository.top)
    if [Path(line).resolve() for line in found] != [place.resolve() for place in due]:
        what = f"{', '.join(names)} in the environment leads git elsewhere"
        raise HistoryError(what, where=str(repository.top), remedy="unset it")


def first_line(message: str) -> str:
    """The line of a message of git's that says what is wrong."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    line = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "no reason")
    return line.removeprefix("fatal: ").removeprefix("error: ").rstrip(".")


def _text(error: str | bytes | None) -> str:
    return error.decode("utf-8", "backslashreplace") if isinstance(error, bytes) else error or ""


@contextmanager
def _standard_input(given: bytes | None) -> "Iterator[BinaryIO | None]":
    """Standard input for a command: a file, so that no pipe can fill up."""
    if given is None:
        yield None
        return
    import tempfile

    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - what goes wrong later is no trouble of this file
        file.write(given)
        file.seek(0)
    except OSError as error:
        raise StorageError(
            f"cannot be written ({error.strerror or error})",
            where="a temporary file",
            remedy="check the free space, and TMPDIR",
        ) from None
    with file:
        yield cast("BinaryIO", file)
