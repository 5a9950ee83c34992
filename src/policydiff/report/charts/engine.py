"""Where charts are drawn: in a program beside ours that was started early, or here where there is none.

The engine of Vega takes half a second to start and lets nothing else run meanwhile, so the command asks for it before
it compares. The program beside ours ends with its input, and it is ended with us; whatever befalls it, the charts are
drawn here instead.
"""

import atexit
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from policydiff.report.charts import helper

_PATIENCE = 30
_helper: "subprocess.Popen[bytes] | None" = None


def warm() -> None:
    """Start the engine beside us, so that it is ready when there is something to draw. Never fails."""
    global _helper  # noqa: PLW0603 - one program a process
    if _helper is not None or not sys.executable:
        return
    try:
        _helper = subprocess.Popen(  # noqa: S603 - our own file; -P: no module of the folder that we stand in
            [sys.executable, "-P", str(Path(helper.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # the interrupt of a terminal is for us, and it ends with us
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return
    atexit.register(cool)


def cool() -> None:
    """End the engine beside us, if there is one."""
    global _helper
    if _helper is not None:
        started, _helper = _helper, None
        started.kill()
        with suppress(OSError, ValueError):  # its pipes may be closed already
            started.communicate()
        atexit.unregister(cool)


def render(drawings: Sequence[helper.Drawing]) -> list[str]:
    """Charts as SVG, as Vega writes them: by the engine beside us, or else by one of our own."""
    return _beside(drawings) or helper.render(drawings)


def _beside(drawings: Sequence[helper.Drawing]) -> list[str] | None:
    """What the engine beside us answers; None if there is none, or nothing of use."""
    if _helper is None:
        return None
    try:
        told, _ = _helper.communicate(json.dumps(drawings).encode("utf-8"), timeout=_PATIENCE)
        answer = json.loads(told)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    finally:
        cool()
    is_sound = isinstance(answer, list) and len(answer) == len(drawings) and all(isinstance(one, str) for one in answer)
    return answer if is_sound else None
