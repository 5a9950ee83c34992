"""`policydiff` as a program for shells and for git, which start it over and over.

It asks a process that was forked from that of the tests to fork once more, so that no Python imports all modules
again: the command has the folder, environment and streams of who calls it, and gives back its exit code.
"""

import atexit
import gc
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import NoReturn

from tests.cli.process import become, warm
from tests.conftest import ROOT

_ASK = Path(__file__).with_name("ask.py")


def program(path: Path) -> Path:
    """Write the program. What a Python is given to run the command (`-m policydiff`) it takes no notice of.

    Where another checkout is asked for (`PYTHONPATH`) a new Python runs that.
    """
    path.write_text(
        f"""#!/bin/sh
case "$PYTHONPATH" in
""|"{ROOT / "src"}") exec "{sys.executable}" -I -S "{_ASK}" "{_server()}" "$@" ;;
*) exec "{sys.executable}" -m policydiff "$@" ;;
esac
""",
        "utf-8",
    )
    path.chmod(0o755)
    return path


@cache
def _server() -> Path:
    """The socket of the process that is asked; it ends with the process of the tests, however that ends."""
    warm()
    path = Path(tempfile.mkdtemp()) / "socket"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen()
    alive, held = os.pipe()  # the other end is open as long as this process lives
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking where a library has threads
        pid = os.fork()
    if pid == 0:
        os.close(held)
        _serve(listening, alive, path.parent)
    os.close(alive)
    listening.close()
    atexit.register(_end, pid, path.parent)
    return path


def _end(server: int, folder: Path) -> None:
    os.kill(server, signal.SIGTERM)
    os.waitpid(server, 0)
    shutil.rmtree(folder, ignore_errors=True)


def _serve(listening: socket.socket, alive: int, folder: Path) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _close_all_but(listening.fileno(), alive)
    gc.freeze()  # what is never collected is never written to, and stays one copy for all
    while alive not in select.select([listening.fileno(), alive], [], [])[0]:
        asked = listening.accept()[0]
        if os.fork() == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            listening.close()
            os._exit(_answer(asked))
        asked.close()
        _reap()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _close_all_but(*kept: int) -> None:
    """Let go of what the tests had open: a program that they talk to ends only when nobody holds its pipe any more."""
    ends = sorted((*kept, os.sysconf("SC_OPEN_MAX")))
    for before, end in zip((2, *ends), ends, strict=False):
        os.closerange(before + 1, end)


def _reap() -> None:
    """Let those go that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _answer(asked: socket.socket) -> int:
    """Run what is asked for; how it was asked is said in `ask.py`."""
    data, streams, *_ = socket.recv_fds(asked, 1, 3)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    while part := asked.recv(65536):
        data += part
    folder, count, *words = os.fsdecode(data[1:]).split("\0")
    arguments, variables = words[: int(count)], words[int(count) :]
    if "policydiff" in arguments[:3]:  # python -P -m policydiff
        arguments = arguments[arguments.index("policydiff") + 1 :]
    code = become(dict(one.split("=", 1) for one in variables), arguments, Path(folder))
    asked.sendall(str(code).encode())
    return code
