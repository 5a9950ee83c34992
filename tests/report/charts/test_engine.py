"""The engine beside us: it draws what our own would, is missed by nobody, and never outlives us."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policydiff.report.charts import engine, helper
from policydiff.report.charts.draw import draw
from policydiff.report.charts.engine import warm
from tests.report.charts.test_charts import bodies, uptake

_FIGURES = [uptake(("一", "full", 3), ("二", "absent", 1)), bodies(("商务部", 1, 2))]
_SRC = Path(engine.__file__).parents[3]


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    engine.cool()
    yield
    engine.cool()


def test_it_draws_what_our_own_does(monkeypatch: pytest.MonkeyPatch) -> None:
    here = draw(_FIGURES, "zh")
    warm()
    warm()  # one is enough
    started = engine._helper
    monkeypatch.setattr(helper, "render", lambda _: pytest.fail("drawn here"))
    assert draw(_FIGURES, "zh") == here
    assert started is not None and started.returncode is not None and engine._helper is None


def test_one_that_was_ended_is_missed_by_nobody() -> None:
    here = draw(_FIGURES, "zh")
    warm()
    assert engine._helper is not None
    engine._helper.kill()
    assert draw(_FIGURES, "zh") == here


@pytest.mark.parametrize(
    "program", ["print('no drawing')", "print('[1, 2]')", "print('[]')", "raise SystemExit(3)", ""]
)
def test_an_answer_of_no_use_is_not_used(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = draw(_FIGURES, "zh")
    other = tmp_path / "other.py"
    other.write_text(program, "utf-8")
    monkeypatch.setattr(helper, "__file__", str(other))
    warm()
    assert draw(_FIGURES, "zh") == here


@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_where_none_can_be_started_we_draw(executable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    warm()
    assert engine._helper is None
    assert set(draw(_FIGURES, "zh")) == {"uptake", "bodies"}


_PARENT = """
import sys, time
from policydiff.report.charts import engine
from policydiff.report.charts.engine import warm
warm()
print(engine._helper.pid, flush=True)
{then}
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are looked up as POSIX does")
@pytest.mark.parametrize(
    ("then", "signalled"),
    [
        ("", None),
        ("raise SystemExit(2)", None),
        ("time.sleep(60)", signal.SIGINT),
        ("time.sleep(60)", signal.SIGTERM),
        ("time.sleep(60)", signal.SIGKILL),
    ],
)
def test_it_ends_with_us(then: str, signalled: signal.Signals | None) -> None:
    environment = {**os.environ, "PYTHONPATH": str(_SRC)}
    program = [sys.executable, "-c", _PARENT.format(then=then)]
    parent = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout
    beside = int(parent.stdout.readline())
    if signalled:
        parent.send_signal(signalled)
    told = parent.communicate(timeout=60)[1]
    assert "policydiff/report/charts" not in told  # no traceback of ours
    for _ in range(600):
        if not is_running(beside):
            return
        time.sleep(0.05)
    pytest.fail("it was left behind")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    asked = ["ps", "-o", "stat=", "-p", str(process)]
    return "Z" not in subprocess.run(asked, check=False, capture_output=True, text=True).stdout
