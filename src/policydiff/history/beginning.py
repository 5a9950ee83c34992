"""Where a repository begins: whether there is one round a folder, and a new one."""

from pathlib import Path

from policydiff.errors import HistoryError
from policydiff.history.repository import Repository, open_repository

MAIN = "main"
"""The first branch of a new repository."""


def repository_round(folder: Path) -> Repository | None:
    """The repository that a folder lies in, or will lie in once it is made; None if there is none.

    Raises:
        HistoryError: there is one that cannot be worked in, or git is not installed.
    """
    try:
        from git import Repo
        from git.exc import InvalidGitRepositoryError
    except ImportError:  # GitPython looks for git when it is imported
        raise HistoryError("git is not installed", remedy="install git 2.31 or newer") from None
    place = folder.resolve()
    existing = next(one for one in (place, *place.parents) if one.is_dir())
    try:
        Repo(existing, search_parent_directories=True)
    except InvalidGitRepositoryError:
        return None
    return open_repository(existing)


def begin_repository(folder: Path) -> None:
    """Make a folder a repository.

    Raises:
        HistoryError: git refuses.
    """
    from git import Repo
    from git.exc import GitCommandError

    try:
        Repo.init(folder, initial_branch=MAIN)
    except (GitCommandError, OSError) as error:
        why = getattr(error, "stderr", None) or error
        raise HistoryError(
            f"git init refuses ({' '.join(str(why).split())[:160]})", where=str(folder), remedy="run git init there"
        ) from None


def branch_of(repository: Repository | None) -> str:
    """The branch that is checked out, else the one that a new repository begins with."""
    answer = repository and repository.ask("symbolic-ref", "--quiet", "--short", "HEAD")
    return (answer and answer.code == 0 and answer.text.strip()) or MAIN
