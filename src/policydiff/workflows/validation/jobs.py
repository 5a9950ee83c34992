"""Checking many files: in this process, or by several workers that each take a few at a time."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.check import CHECK_BY_ID
from policydiff.errors import WorkerError
from policydiff.model.finding import REPOSITORY, LocatedFinding
from policydiff.workflows.validation.file import check_file
from policydiff.workflows.validation.history import Former, history_of

if TYPE_CHECKING:
    from concurrent.futures import Future

Names = Mapping[str, tuple[str, ...]]
Told = Callable[[int], None]
_FEW = 16
"""So many files are checked sooner than workers are started."""
_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to be checked, with its previous edition; of a dependent only what it says of other snapshots counts."""

    path: Path
    former: Former | None = None
    is_dependent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is the same for all files: the names of the folder, and the language."""

    names: Names
    language: str = "en"

    def do(self, job: Job) -> list[LocatedFinding]:
        """The findings on one file."""
        found = check_file(job.path, self.names, self.language)
        if job.is_dependent:
            return [one for one in found if CHECK_BY_ID[one.finding.id].scope == REPOSITORY]
        history = history_of(job.path, job.former, found, self.language) if job.former else []
        is_dropped = any(one.finding.id == "measures-dropped" for one in history)
        return [*(one for one in found if not (is_dropped and one.finding.id == "count-differs")), *history]


def workers_for(count: int, wanted: int | None = None) -> int:
    """So many processes for so many files: those wanted, else one a core where that pays."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(wanted or (cores if count > _FEW else 1), count))


def check_all(jobs: Iterable[Job], work: Work, workers: int, told: Told) -> list[LocatedFinding]:
    """The findings on all files; `told` hears after each few how many are done.

    Raises:
        WorkerError: a worker ended before it was done.
    """
    if workers > 1:
        return _shared(jobs, work, workers, told)
    found: list[LocatedFinding] = []
    for done, job in enumerate(jobs, 1):
        found += work.do(job)
        told(done)
    return found


def _shared(jobs: Iterable[Job], work: Work, workers: int, told: Told) -> list[LocatedFinding]:
    from concurrent.futures import ProcessPoolExecutor  # late: few files are checked in this process
    from concurrent.futures.process import BrokenProcessPool

    found: list[LocatedFinding] = []
    done = 0
    pending: dict[Future[list[LocatedFinding]], int] = {}
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(work,)) as pool:
        try:
            for batch in _batches(jobs):
                pending[pool.submit(_do, batch)] = len(batch)
                while len(pending) >= 2 * workers:  # no more than are needed soon: each may hold a previous edition
                    done += _gather(pending, found)
                    told(done)
            while pending:
                done += _gather(pending, found)
                told(done)
        except BrokenProcessPool:
            raise WorkerError(
                "a worker ended before it was done, so nothing is known of its files",
                where="validate",
                remedy="check the memory, or try --jobs 1",
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found


def _gather(pending: "dict[Future[list[LocatedFinding]], int]", found: list[LocatedFinding]) -> int:
    """Take up what is done; how many files that are."""
    from concurrent.futures import FIRST_COMPLETED, wait

    count = 0
    for future in wait(pending, return_when=FIRST_COMPLETED).done:
        count += pending.pop(future)
        found += future.result()
    return count


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    source = iter(jobs)
    while batch := list(islice(source, _AT_ONCE)):
        yield batch


_work = Work(names={})
"""What a worker does; set once in each."""


def _begin(work: Work) -> None:
    """Prepare a worker: it leaves Ctrl-C to the process that started it, and ends with it."""
    import gc
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    global _work  # noqa: PLW0603 - the names of a large folder are not sent with each file
    _work = work
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait as wait_for

    wait_for([sentinel])
    os._exit(1)


def _do(batch: list[Job]) -> list[LocatedFinding]:
    return [one for job in batch for one in _work.do(job)]
