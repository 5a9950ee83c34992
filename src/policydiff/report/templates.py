"""Templates, ours and those of users, which run in a sandbox; what is wrong with one of theirs is said in one line."""

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import UsageError

_FAULTS = (TypeError, ValueError, OSError, ArithmeticError, LookupError, AttributeError, RuntimeError)
"""What a template can lead to, whatever it is given."""
_COMPILED = Path(__file__).parent / "__pycache__"

if TYPE_CHECKING:
    from jinja2 import BaseLoader, BytecodeCache, Environment


def environment(
    shown: Callable[[object], object], loader: "BaseLoader | None" = None, *, is_ours: bool = False
) -> "Environment":
    """What templates are filled in with; `shown` makes text of what they print.

    Those of a user are no programs that may do as they like: they run in a sandbox, which takes its time.
    """
    from jinja2 import Environment, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return (Environment if is_ours else ImmutableSandboxedEnvironment)(
        loader=loader,
        bytecode_cache=_compiled(_COMPILED) if is_ours else None,
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _compiled(folder: Path) -> "BytecodeCache":
    """Our templates as programs, kept as Python keeps modules: beside them, if it may be, and only as long as they are
    the same. Compiling them takes as long as filling them in.
    """
    from jinja2 import FileSystemBytecodeCache
    from jinja2.bccache import Bucket

    class Beside(FileSystemBytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):  # what cannot be read is compiled anew
                super().load_bytecode(bucket)

        def dump_bytecode(self, bucket: Bucket) -> None:
            if not sys.dont_write_bytecode:
                with suppress(OSError):  # the folder of an installed package need not be writable
                    Path(self.directory).mkdir(exist_ok=True)
                    super().dump_bytecode(bucket)

    return Beside(str(folder), f"%s.{sys.implementation.cache_tag}.jinja")


def filled(template: Path, made_in: "Environment", given: Mapping[str, object]) -> bytes:
    """The page that a user's template makes of what it is given.

    Raises:
        UsageError: it cannot be read, is no template, or asks for what there is not.
    """
    from jinja2 import TemplateError

    try:
        content = template.read_bytes()
    except OSError as error:
        raise UsageError("cannot be read", where=f"--template {template}", remedy=error.strerror or "") from error
    try:
        page = made_in.from_string(content.decode("utf-8")).render(given)
        return page.encode("utf-8")  # a template can hold halves of characters, which no file can
    except (TemplateError, *_FAULTS) as error:
        line = getattr(error, "lineno", None)
        where = f"--template {template}" + (f", line {line}" if line else "")
        told = re.sub(r"\s+", " ", str(error)).rstrip(".") or type(error).__name__
        raise UsageError(
            f"is no sound template: {told}", where=where, remedy="mend it; docs/reference/reports.md"
        ) from error
