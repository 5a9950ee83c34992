"""Init: a new data repository, with what editors, hooks and a CI service need; and its copies of the schemas."""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from policydiff.corpus import write_files
from policydiff.corpus.configuration import FILE, SHARED_FILE
from policydiff.corpus.folder import FOLDER
from policydiff.errors import StorageError, UsageError
from policydiff.history.beginning import begin_repository, branch_of, repository_round
from policydiff.history.drivers.attributes import attribute_lines, with_lines
from policydiff.snapshot.schema import schema_bytes

_DATA = Path(__file__).parent / "data" / "init"
SCHEMAS: Mapping[str, tuple[str, ...]] = {
    "snapshot": (f"/{FOLDER}/*.json",),
    "corrections": (f"/{FOLDER}/corrections/*.json",),
    "decisions": (f"/{FOLDER}/decisions/*.json",),
    "waivers": ("/policydiff-waivers.json",),
    "review": ("/*.review.json",),
    "config": (),
}
"""The schemas of the files that people edit, and the files that an editor knows by their place; the configuration
is no JSON and names its schema itself.
"""
NAME = "policydiff"
CI_FILES = {
    "github": (".github/workflows/policydiff.yml", "github.yml", "judges each change: annotations, and a summary"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml", "judges each change: code quality, tests, and a report"),
    "none": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What was done in a folder: files that were written, files that were there and differ, whether git began."""

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    began: bool


def init(folder: Path, *, ci: str, source: str, git: bool = True) -> LaidOut:
    """Lay out a data repository in a folder, which may be there and hold files: none of them is changed.

    `source` is what pip installs policydiff from in CI and in hooks.

    Raises:
        UsageError: `source` is none, or the folder lies inside a repository.
        HistoryError: git is missing or refuses.
        StorageError: the folder cannot be written, or a file stands where a folder is needed; nothing is written.
    """
    _check_folder(folder)
    wanted = _source(source)
    repository = repository_round(folder) if git else None
    if repository and repository.top != folder.resolve():
        what = f"lies inside the repository {repository.top}, and CI reads its files at the top alone"
        raise UsageError(what, where=str(folder), remedy="run init at the top, or use --no-git")
    files = dict(_files(ci, wanted, branch_of(repository)))
    if _is_configured(folder / SHARED_FILE):
        del files[FILE]
    done = _laid(folder, files, began=git and repository is None)
    if done.began:
        begin_repository(folder)
    return done


def update(folder: Path) -> LaidOut:
    """Bring the copies of the schemas up to this release; nothing else is touched.

    Raises:
        StorageError: there is no snapshots folder beside which they stand, or they cannot be written.
    """
    if not (folder / FOLDER).is_dir():
        raise StorageError(f"holds no folder “{FOLDER}”", where=str(folder), remedy="go to the top of the repository")
    files = {name: data for name, data in _schemas() if _read(folder / name) != data}
    _check(folder, files)
    write_files({folder / name: data for name, data in files.items()})
    return LaidOut(folder=folder, written=tuple(files), kept=(), began=False)


def installed_from() -> tuple[str, bool]:
    """What pip can install this very release from, and whether that is sure: it is not where this was installed from
    a folder, and is taken to be published.
    """
    try:
        found = distribution(NAME)
    except PackageNotFoundError:  # run from a checkout
        return NAME, False
    origin = json.loads(found.read_text("direct_url.json") or "{}")
    url, version = str(origin.get("url", "")), f"{NAME}=={found.version}"
    vcs = origin.get("vcs_info")
    if vcs:
        return f"{NAME} @ {vcs['vcs']}+{url}@{vcs['commit_id']}", True
    if url.startswith("https://"):
        return f"{NAME} @ {url}", True
    return version, not origin


def _check_folder(folder: Path) -> None:
    for place in (folder, *folder.parents):
        if os.path.lexists(place) and not place.is_dir():
            raise StorageError("is no folder", where=str(place), remedy="name a folder, or one to be made")
    try:
        folder.lstat()
    except FileNotFoundError:
        return
    except OSError as error:  # a name that is too long, say
        raise StorageError(
            f"cannot be a folder ({error.strerror})", where=str(folder), remedy="name another folder"
        ) from None


def _source(given: str) -> str:
    """What pip is to install: a folder is named by its whole path.

    Raises:
        UsageError: it cannot be what pip installs.
    """
    if not given.strip() or not given.isprintable() or given.startswith("-"):
        raise UsageError(
            "is nothing that pip installs", where="--from", remedy="name a requirement, as policydiff==1.0"
        )
    folder = Path(given)
    return folder.resolve().as_uri() if folder.is_dir() and (folder / SHARED_FILE).is_file() else given


def _files(ci: str, source: str, branch: str) -> Iterator[tuple[str, bytes]]:
    place = CI_FILES[ci]
    line = f"| `{place[0]}` | {place[2]} |\n" if place else ""
    values = {"@SOURCE@": json.dumps(source, ensure_ascii=False), "@BRANCH@": json.dumps(branch), "@CI@": line}
    for name, template in {
        "README.md": "README.md",
        FILE: "policydiff.toml",
        ".gitignore": "gitignore",
        ".pre-commit-config.yaml": "pre-commit.yaml",
        ".vscode/extensions.json": "extensions.json",
        **({place[0]: place[1]} if place else {}),
    }.items():
        text = (_DATA / template).read_text("utf-8")
        for key, value in values.items():
            text = text.replace(key, value)
        yield name, text.encode("utf-8")
    attributes = (_DATA / "gitattributes").read_text("utf-8")
    yield ".gitattributes", with_lines(attributes, attribute_lines(FOLDER)).encode("utf-8")
    yield ".vscode/settings.json", _settings()
    yield f"{FOLDER}/.gitkeep", b""
    yield from _schemas()


def _settings() -> bytes:
    mapping = [
        {"fileMatch": list(files), "url": f"./schema/{name}.schema.json"} for name, files in SCHEMAS.items() if files
    ]
    settings = {"json.schemas": mapping, "files.insertFinalNewline": True, "[json]": {"editor.tabSize": 2}}
    return (json.dumps(settings, indent=2) + "\n").encode("utf-8")


def _schemas() -> Iterator[tuple[str, bytes]]:
    yield from ((f"schema/{name}.schema.json", schema_bytes(name)) for name in SCHEMAS)


def _laid(folder: Path, files: Mapping[str, bytes], *, began: bool) -> LaidOut:
    """Write what is not there yet: all of it, or nothing."""
    there = {name for name in files if os.path.lexists(folder / name)}
    new = {name: data for name, data in files.items() if name not in there}
    _check(folder, new)
    write_files({folder / name: data for name, data in new.items()})
    kept = tuple(name for name in files if name in there and _read(folder / name) != files[name])
    return LaidOut(folder=folder, written=tuple(new), kept=kept, began=began)


def _check(folder: Path, files: Mapping[str, bytes]) -> None:
    """See that folders can be made where they are needed.

    Raises:
        StorageError: something else is there.
    """
    for name in files:
        for place in (folder / parent for parent in Path(name).parents):
            if os.path.lexists(place) and not place.is_dir():
                raise StorageError("is no folder", where=str(place), remedy=f"move it away: {name} is to stand in it")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _is_configured(shared: Path) -> bool:
    """Whether the configuration stands in the file of another tool already."""
    try:
        tools = tomllib.loads((_read(shared) or b"").decode("utf-8-sig")).get("tool", {})
    except ValueError:
        return False
    return isinstance(tools, Mapping) and NAME in tools
