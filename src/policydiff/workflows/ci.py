"""Ci: what a run of a CI service judges, and since when, from what the service says of itself."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydiff.corpus import Corpus
from policydiff.errors import GateError, HistoryError, UsageError
from policydiff.history.repository import Repository, open_repository

GITHUB, GITLAB, PLAIN = "github", "gitlab", "plain"
SERVICES = (GITHUB, GITLAB, PLAIN)
SARIF, QUALITY, JUNIT = "policydiff.sarif", "codequality.json", "junit.xml"
FINDINGS, CHANGES = "findings.md", "changes.md"
_HASH = re.compile(r"[0-9a-f]{40,64}")
_NONE = re.compile(r"0*")
"""What a service names where there is no commit before: a new branch."""
Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a service says that it runs for: the commit before, and the branch that the work goes into.

    `is_request` says that it is a request to merge, whose base is there for certain.
    """

    before: str = ""
    default_branch: str = ""
    is_request: bool = False

    @property
    def is_after_another(self) -> bool:
        """Whether a commit is named that was there before."""
        return bool(_HASH.fullmatch(self.before)) and not _NONE.fullmatch(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What whoever set up the run asks for beside the defaults."""

    base: str | None = None
    fail_on: Sequence[str] = ()
    gate: bool = False
    new: bool = False
    profile: str | None = None
    lang: str | None = None
    snapshots: str | None = None
    folder: Path = Path("policydiff-ci")


def service_of(environment: Environment) -> str:
    """The service that runs this."""
    for name, variable in ((GITHUB, "GITHUB_ACTIONS"), (GITLAB, "GITLAB_CI")):
        if environment.get(variable) == "true":
            return name
    return PLAIN


def change_of(service: str, environment: Environment) -> Change:
    """What the service runs for.

    Raises:
        UsageError: the file in which GitHub describes its event is none.
    """
    if service == GITLAB:
        base = environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
        before = base or environment.get("CI_COMMIT_BEFORE_SHA", "")
        return Change(before=before, default_branch=environment.get("CI_DEFAULT_BRANCH", ""), is_request=bool(base))
    path = environment.get("GITHUB_EVENT_PATH")
    if service != GITHUB or not path:
        return Change()
    try:
        event = json.loads(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError):
        raise UsageError("is no event of GitHub", where=path, remedy="name the base with --base") from None
    base = _text(event, "pull_request", "base", "sha") or _text(event, "merge_group", "base_sha")
    return Change(
        before=base or _text(event, "before"),
        default_branch=_text(event, "repository", "default_branch"),
        is_request=bool(base),
    )


def _text(event: Any, *keys: str) -> str:
    for key in keys:
        event = event.get(key) if isinstance(event, Mapping) else None
    return event if isinstance(event, str) else ""


def base_of(change: Change, folder: Path) -> str | None:
    """The commit that the work is compared with; None where nothing was there before, so that everything is judged.

    A commit that is gone from the history (it was pushed over by force) gives way to where the work left the branch
    that it goes into, as the first push of a branch does. That of a request to merge never does: snapshots that were
    put into a repository of their own, say, would be compared with nothing.

    Raises:
        HistoryError: there is no repository, the clone does not reach back as far, or does not hold the base of a
            request.
    """
    repository = open_repository(folder)
    before = change.before
    what = f"commit {before[:10]}, which the change is compared with, is not in this clone"
    if change.is_after_another:
        if _commit(repository, before):
            return before
        if repository.is_shallow:
            raise _too_shallow(repository, what)
    if change.is_request:
        remedy = "fetch the branch that it goes into, or name the base with --base"
        raise HistoryError(what, where=str(repository.top), remedy=remedy)
    return _parting(repository, change.default_branch) if change.default_branch else None


def require_base(base: str | None, change: Change, asked: Asked) -> None:
    """See that a gate has something to compare with where something was there before.

    Raises:
        GateError: a gate is asked for, and what was there before is gone.
    """
    if base is None and change.is_after_another and (asked.gate or asked.fail_on):
        what = f"could not compare with commit {change.before[:10]}, which is gone from the history"
        raise GateError(what, where="gate", remedy="name what it is to be compared with with --base")


def _parting(repository: Repository, branch: str) -> str | None:
    """Where the work left a branch; None on the branch itself, and where they have nothing in common."""
    head = repository.head
    tips = (_commit(repository, f"refs/{place}/{branch}") for place in ("remotes/origin", "heads"))
    tip = next(filter(None, tips), None)
    if head is None or tip is None or tip == head:
        return None
    answer = repository.ask("merge-base", tip, head)
    if answer.code and repository.is_shallow:
        raise _too_shallow(repository, f"this clone does not reach back to where the work left {branch}")
    return next(iter(answer.text.split()), None) if answer.code == 0 else None


def _commit(repository: Repository, name: str) -> str | None:
    if not name.isprintable():  # no commit is called so, and git cannot be asked
        return None
    answer = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    return answer.text.strip() if answer.code == 0 else None


def _too_shallow(repository: Repository, what: str) -> HistoryError:
    remedy = "fetch the whole history (GitHub: fetch-depth: 0 for actions/checkout; GitLab: GIT_DEPTH: 0)"
    return HistoryError(what, where=str(repository.top), remedy=remedy)


def is_new(base: str | None, corpus: Corpus) -> bool:
    """Whether there is nothing to judge yet: no snapshot now, and none before that was removed. What a base means that
    is no commit is for the commands to say.
    """
    if corpus.paths or base is None:
        return not corpus.paths
    repository = open_repository(corpus.folder)
    commit = _commit(repository, base)
    if commit is None:
        return False
    place = f"{repository.folder}/" if repository.folder else "./"
    listed = repository.tell("ls-tree", "--name-only", "--full-tree", "-z", commit, "--", place).text.split("\0")
    return not any(name.endswith(".json") for name in listed)


def commands(service: str, base: str | None, asked: Asked) -> Iterator[tuple[str, ...]]:
    """The commands of a run, as a person would type them: judge the snapshots, and tell what changed."""
    common = tuple(_given("--snapshots", asked.snapshots)) + tuple(_given("--lang", asked.lang))
    since = tuple(_given("--since", base))
    written = (("sarif", SARIF), ("gitlab", QUALITY), ("junit", JUNIT), ("markdown", FINDINGS))
    files = [part for name, file in written for part in ("--write", f"{name}={asked.folder / file}")]
    yield ("validate", *since, "--format", GITHUB if service == GITHUB else "text", *files, *common)
    if base is not None:
        gates = [part for rule in asked.fail_on for part in ("--fail-on", rule)] + ["--gate"] * asked.gate
        gates += ["--new"] * bool(asked.new and gates)
        profile = _given("--profile", asked.profile)
        yield ("report", *since, "-o", str(asked.folder / CHANGES), *gates, *profile, *common)


def _given(option: str, value: str | None) -> Iterator[str]:
    if value:
        yield from (option, value)
