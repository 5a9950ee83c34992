"""How far long work is, on standard error: a line that is written over, or now and then one where nobody watches."""

import sys
import time
from types import TracebackType

from policydiff.cli.output import tell

_QUIET, _EVERY = 1.5, 0.2
"""So many seconds pass before anything is said, for short work needs no words, and between one time and the next."""
_IN_LOG = 15.0
"""The same where nobody watches."""


class Progress:
    """Tells how much is done; nothing if it is done soon. Its line is gone when the work is."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + (_QUIET if self._is_watched else _IN_LOG)
        self._shown = 0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            self._say("\r" + " " * self._shown + "\r")

    def __call__(self, done: int, of: int) -> None:
        """Tell that so many are done of so many."""
        now = time.monotonic()
        if now < self._next or done >= of:
            return
        line = f"{self._word} {done:,} of {of:,}"
        if self._is_watched:
            self._next = now + _EVERY
            self._say("\r" + line.ljust(self._shown))
            self._shown = len(line)
        else:
            self._next = now + _IN_LOG
            self._say(line + "\n")

    @staticmethod
    def _say(text: str) -> None:
        tell(text, nl=False)
