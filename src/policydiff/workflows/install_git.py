"""Install-git: the diff and merge drivers and their attributes, in and out."""

from dataclasses import dataclass
from pathlib import Path

from policydiff.corpus import write_files
from policydiff.errors import HistoryError, StorageError
from policydiff.history.drivers.attributes import attribute_lines, with_lines, without_lines
from policydiff.history.drivers.settings import Drivers, settings, this_python
from policydiff.history.repository import open_repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What was done: the file of the settings, the files of attributes, and whether anything changed."""

    configuration: Path
    attributes: tuple[Path, ...]
    changed: bool


def install(snapshots: Path, *, shared: bool = False, force: bool = False) -> Installed:
    """Set up git's diff and merge by measure for a snapshots folder; what is there already stays.

    Raises:
        HistoryError: there is no repository, or settings of that name are there and are not ours.
        StorageError: the attributes cannot be read or written.
    """
    repository = open_repository(snapshots)
    setup, wanted = Drivers(repository), settings(this_python())
    lines = attribute_lines(repository.folder)
    foreign = setup.foreign(wanted)
    if foreign and not force:
        key, value = next(iter(foreign.items()))
        raise HistoryError(
            f"{key} is set to “{value}”, which is not ours", where=str(setup.top), remedy="overwrite it with --force"
        )
    path = setup.attributes(shared=shared)
    text = _read(path)
    new = with_lines(text, lines)
    changed = setup.set(wanted)
    if new != text:
        write_files({path: _bytes(new)})
    return Installed(configuration=setup.configuration, attributes=(path,), changed=changed or new != text)


def uninstall(snapshots: Path) -> Installed:
    """Take out exactly what `install` put in: the settings, and our lines of either file of attributes.

    Raises:
        HistoryError: there is no repository, or the settings are not ours.
        StorageError: the attributes cannot be read or written.
    """
    setup, wanted = Drivers(open_repository(snapshots)), settings(this_python())
    foreign = setup.foreign(wanted)
    changed: list[Path] = []
    for path in (setup.attributes(shared=False), setup.attributes(shared=True)):
        text = _read(path)
        if text is None or (new := without_lines(text)) == text:
            continue
        changed.append(path)
        if new is None:
            path.resolve().unlink()  # a link stays a link
        else:
            write_files({path: _bytes(new)})
    had_settings = setup.unset({key: value for key, value in wanted.items() if key not in foreign})
    return Installed(
        configuration=setup.configuration, attributes=tuple(changed), changed=bool(changed) or had_settings
    )


def _read(path: Path) -> str | None:
    """The text of a file, its bytes kept whatever they are; None if there is none."""
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check its permissions"
        ) from None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
