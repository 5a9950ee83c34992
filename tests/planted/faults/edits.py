"""Edits of one printed text of a measure, by hand, in the snapshot."""

from collections.abc import Callable, Sequence

from tests.planted.folder import CannotPlantError, DataFolder, Expected, line_of

Edited = Callable[[DataFolder, str], str]


def edited_text(folder: DataFolder, name: str, check: str, edit: Edited, enough: int = 12) -> Expected:
    """The text of a measure changed by `edit`; the finding must point at the text, and into the measure's lines."""
    data = folder.data(name)
    for at in shuffled(folder, data["measures"]):
        measure = data["measures"][at]
        text = measure["text"]
        try:
            measure["text"] = edit(folder, text) if len(text) >= enough else text
        except CannotPlantError:
            continue
        if measure["text"] != text:
            folder.write(name, data)
            first, last = measure["location"]["lines"]
            return folder.at(check, name, ("measures", at, "text"), source=(first, last))
    raise CannotPlantError


def shuffled(folder: DataFolder, things: Sequence[object]) -> list[int]:
    """The places of a list in the order of chance."""
    return folder.random.sample(range(len(things)), len(things))


def inside(folder: DataFolder, text: str) -> int:
    """A place inside a text, not at its ends."""
    return folder.random.randrange(2, len(text) - 2)


def put_in(what: str) -> Edited:
    def edit(folder: DataFolder, text: str) -> str:
        at = inside(folder, text)
        return text[:at] + what + text[at:]

    return edit


def instead(old: str, new: str) -> Edited:
    """One occurrence of some words replaced."""

    def edit(folder: DataFolder, text: str) -> str:
        found = [at for at in range(len(text)) if text.startswith(old, at)]
        if not found:
            raise CannotPlantError(old)
        at = folder.random.choice(found)
        return text[:at] + new + text[at + len(old) :]

    return edit


def between(folder: DataFolder, name: str, kind: str, at: int, check: str, source: tuple[int, int] | None) -> Expected:
    """A finding on what stood at a place of a list: somewhere from what stands before to what stands behind."""
    text, count = folder.text(name), len(folder.data(name)[kind])
    first = line_of(text, (kind, at - 1)) if at else line_of(text, (kind,))
    last = line_of(text, (kind, at)) if at < count else text.count("\n")
    return Expected(check=check, path=f"{name}.json", first=first, last=last, source=source)
