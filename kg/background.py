"""Work done beside the main thread: in a second process, for Python code; in a second thread, for code that lets go of Python's lock."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Generic, ParamSpec, Self, TypeVar

from kg.errors import KgError

__all__ = ["InOrder", "map_elsewhere"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Params = ParamSpec("_Params")

_AHEAD = 2
"""Items that may wait for the other process, so that memory stays bounded when it is the slower one."""


def map_elsewhere(
    load: Callable[[], object], work: Callable[[_Item], _Result], items: Iterable[_Item]
) -> Iterator[_Result]:
    """`map(work, items)`, with `work` done in a second process while this one makes the next item.

    `load` is called there first, so that what `work` needs is loaded meanwhile. Both must be picklable; the process is
    spawned, which a script that asks for it must allow by the usual `if __name__ == "__main__":`. What either raises
    is raised here. Ctrl-C is left to this process, which then ends the other.
    """
    pool = ProcessPoolExecutor(1, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    pending: deque[Future[_Result]] = deque()
    try:
        loaded = pool.submit(load)
        for item in items:
            pending.append(pool.submit(work, item))
            loaded.result()
            while pending and (pending[0].done() or len(pending) > _AHEAD):
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool as error:
        raise KgError("the second process was ended from outside; is there enough memory?") from error
    finally:
        pool.shutdown(cancel_futures=True)


class InOrder(Generic[_Params, _Result]):
    """Calls of one function in the order asked for: at once, or in a thread, at most one call behind."""

    def __init__(self, function: Callable[_Params, _Result], background: bool) -> None:
        self._function = function
        self._thread = ThreadPoolExecutor(1) if background else None
        self._waiting: Future[_Result] | None = None

    def __call__(self, *args: _Params.args, **kwargs: _Params.kwargs) -> list[_Result]:
        """Ask for a call. Gives the results there are by now, and raises what an earlier call raised."""
        if self._thread is None:
            return [self._function(*args, **kwargs)]
        before = self.finish()
        self._waiting = self._thread.submit(self._function, *args, **kwargs)
        return before

    def finish(self) -> list[_Result]:
        """Wait for the call in the background, and give its result."""
        waiting, self._waiting = self._waiting, None
        return [] if waiting is None else [waiting.result()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread is not None:
            self._thread.shutdown()
