"""Where parts are computed: in this process, in a pool of processes, or on a Dask cluster.

Nothing here can change a row. ``PIPELINE_ENGINE`` is ``serial``, ``processes[:N]`` or ``dask+tcp://host:port``.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Task = TypeVar("Task")
Result = TypeVar("Result")

# Parts in flight per worker: one computes while the next waits.
_WINDOW = 2


class Engine:
    """Maps a function over tasks and gives the results in the order of the tasks."""

    def __init__(self, spec: str | None = None) -> None:
        """Take an address as in ``PIPELINE_ENGINE``; none means serial for one part and processes for more."""
        self.spec = spec
        self._parse(spec or "serial")

    def map(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        """Compute every task, a bounded number at a time."""
        if not tasks:
            return
        with self._executor(len(tasks)) as (executor, workers):
            waiting: deque[Future[Result]] = deque()
            for task in tasks:
                if len(waiting) >= _WINDOW * workers:
                    yield waiting.popleft().result()
                waiting.append(executor.submit(function, task))
            while waiting:
                yield waiting.popleft().result()

    @contextmanager
    def _executor(self, tasks: int) -> Iterator[tuple[Executor, int]]:
        kind, workers = self._parse(self.spec or ("serial" if tasks == 1 else "processes"))
        workers = min(workers, tasks)
        if kind == "serial":
            yield InProcess(), 1
        elif kind == "processes":
            # A fresh interpreter per worker: a fork would copy the threads' locks of Arrow.
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                yield pool, workers
        else:
            with _dask(kind) as (executor, cores):
                yield executor, cores

    @staticmethod
    def _parse(spec: str) -> tuple[str, int]:
        kind, _, number = spec.partition(":")
        if kind.startswith("dask+"):
            return spec.removeprefix("dask+"), 1
        if kind in {"serial", "processes"} and (not number or (number.isdigit() and int(number) > 0)):
            return kind, int(number or os.cpu_count() or 1)
        raise UsageError(f"PIPELINE_ENGINE={spec}: write serial, processes, processes:4 or dask+tcp://host:port.")


class InProcess(Executor):
    """An executor that computes at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Compute now; an exception waits in the future, as with any executor."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001  # result() raises it again
            future.set_exception(error)
        return future


@contextmanager
def _dask(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client  # noqa: PLC0415  # an extra; only this engine needs it
    except ImportError:
        raise UsageError("PIPELINE_ENGINE=dask+…: install the extra claimset[cluster].") from None
    try:
        client = Client(address, timeout="10s")
    except OSError as error:
        raise UsageError(f"PIPELINE_ENGINE=dask+{address}: no scheduler answers there ({error}).") from None
    with client:
        yield client.get_executor(pure=False), max(1, sum(client.ncores().values()))
