"""What was saved, in each format."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.report.terminal.lines import plain
from policydiff.report.wording import words
from policydiff.snapshot import to_json

_SHORT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A commit that was made, or, where `commit` is None, would be made; no `kind`: nothing is to be saved."""

    commit: str | None
    kind: str | None
    message: str
    files: Sequence[str] = ()
    left_out: Sequence[tuple[str, str, str | None]] = ()
    notes: Sequence[str] = ()
    language: str

    def text(self) -> str:
        """A line for the commit; the whole message and the files where it is yet to be made."""
        say = words(self.language)
        if self.kind is None:
            return ""
        kind = say(f"commit-kind.{self.kind}")
        subject, _, body = self.message.partition("\n")
        if self.commit:
            return plain(say("save.made", commit=self.commit[:_SHORT], kind=kind, subject=subject)) + "\n"
        lines = [say("save.would", kind=kind, subject=subject), *body.rstrip("\n").split("\n"), ""]
        lines += [say("save.file", path=path) for path in self.files]
        return "".join(plain(line) + "\n" for line in lines)

    def beside(self) -> Iterator[str]:
        """What is said about it: what is left out and why, what was not checked, what hooks printed."""
        say = words(self.language)
        if self.kind is None:
            yield plain(say("save.nothing"))
        for name, reason, kind in self.left_out:
            yield plain(say(f"save.left-out.{reason}", name=name, kind=say(f"commit-kind.{kind}") if kind else ""))
        yield from map(plain, self.notes)


# a path of bytes that are no UTF-8 stands in JSON as the escapes that Python reads it back from
RENDERERS: dict[str, Callable[[SavedPage, object], str]] = {
    "text": lambda page, _: page.text(),
    "json": lambda _, saved: to_json(saved).encode("utf-8", "backslashreplace").decode("utf-8"),
}
