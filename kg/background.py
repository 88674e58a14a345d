"""Work shared out to other processes, its results in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from kg.errors import KgError

__all__ = ["map_in_processes", "usable_cores"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def map_in_processes(work: Callable[[_Item], _Result], items: Iterable[_Item], processes: int) -> Iterator[_Result]:
    """`map(work, items)`, with `work` done in so many other processes.

    Items are taken as there is room, one ahead for each process, so that memory stays bounded. `work`, its items and
    results must be picklable. Processes are spawned, which a script that asks for it must allow by the usual
    `if __name__ == "__main__":`. What `work` raises is raised here. Ctrl-C ends the others at once, and raises
    KeyboardInterrupt here.

    Raises:
        KgError: a process was killed.
    """
    pool = ProcessPoolExecutor(processes, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL))
    pending: deque[Future[_Result]] = deque()
    waiting = iter(items)
    try:
        pending.extend(pool.submit(work, item) for item in islice(waiting, 2 * processes))
        while pending:
            yield pending.popleft().result()
            pending.extend(pool.submit(work, item) for item in islice(waiting, 1))
    except BrokenProcessPool as error:
        raise KgError("a process that extracts facts was ended from outside; is there enough memory?") from error
    finally:
        pool.shutdown(cancel_futures=True)


def usable_cores(most: int = 4) -> int:
    """How many processor cores this process may use, at most `most`."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, most)
