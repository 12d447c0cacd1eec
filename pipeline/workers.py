"""The executors of an engine: this process, processes that die alone, and the workers of a Dask cluster."""

from __future__ import annotations

import os
import platform
import signal
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from importlib.metadata import version
from multiprocessing import get_context
from threading import Thread
from typing import TYPE_CHECKING, Any

from pipeline import store
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

# Seconds that workers of a cluster may take to appear.
_PATIENCE = 30


class Workers(Executor):
    """An executor that says how many workers it has, and which errors tell that a task has killed one.

    ``patient`` ones give such a task to other workers by themselves before they tell.
    """

    number = 1
    deaths: tuple[type[BaseException], ...] = ()
    patient = False

    def close(self) -> None:
        """Stop what is being computed, and let the workers go."""


class InProcess(Workers):
    """Computes at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Compute now; an exception waits in the future, as with any executor."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001  # result() raises it again
            future.set_exception(error)
        return future


class Processes(Workers):
    """Processes of this machine, each a pool of its own: one that dies breaks no task of another."""

    deaths = (BrokenExecutor,)

    def __init__(self, number: int) -> None:
        """Allow for ``number`` processes; each is started when it is first needed."""
        self.number = number
        self._started: list[_Process] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Compute in a process that is free; wait for one while all are busy."""
        if len(self._started) == self.number and all(one.busy() for one in self._started):
            wait([one.future for one in self._started], return_when=FIRST_COMPLETED)
        for one in [one for one in self._started if one.dead()]:
            one.close()
            self._started.remove(one)
        free = next((one for one in self._started if not one.busy()), None)
        if free is None:
            free = _Process()
            self._started.append(free)
        return free.begin(fn, *args, **kwargs)

    def close(self) -> None:
        """End every process at once; what it has not finished is lost."""
        for one in self._started:
            one.close()
        self._started.clear()


class _Process:
    """A process that ends when this one closes the pipe between them, or ends itself, however that comes about."""

    def __init__(self) -> None:
        # A fresh interpreter: a fork would copy the locks that Arrow's threads hold.
        context = get_context("spawn")
        self._far_end, self._near_end = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(1, context, _end_with, (self._far_end,))
        self.future: Future[Any] = Future()

    def begin(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        self.future = self._pool.submit(fn, *args, **kwargs)
        self._far_end.close()  # by now the process has its own
        return self.future

    def busy(self) -> bool:
        return not self.future.done()

    def dead(self) -> bool:
        return self.future.done() and isinstance(self.future.exception(), BrokenExecutor)

    def close(self) -> None:
        self._near_end.close()
        self._pool.shutdown(cancel_futures=True)


def _end_with(parent: Connection) -> None:
    """Begin a worker process: Ctrl-C is for the parent, who ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_wait_for_end, args=(parent,), daemon=True).start()


def _wait_for_end(parent: Connection) -> None:
    parent.poll(None)  # nothing is ever sent: the other end is closed
    os._exit(1)


class Cluster(Workers):
    """The workers of a Dask cluster that runs already; they must see the same files under the same paths.

    Its scheduler gives a task whose worker died to others, as often as its ``allowed-failures`` says.
    """

    patient = True

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at ``address``; every worker must run this code, or its bytes would differ."""
        try:
            from distributed import Client, KilledWorker  # noqa: PLC0415  # an extra; only this engine needs it
        except ImportError:
            raise UsageError("PIPELINE_ENGINE=dask+…: install the extra claimset[cluster].") from None
        try:
            self._client = Client(address, timeout="10s", set_as_default=False)
        except OSError as error:
            raise UsageError(f"PIPELINE_ENGINE=dask+{address}: no scheduler answers there ({error}).") from None
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            self._client.close()
            raise UsageError(
                f"PIPELINE_ENGINE=dask+{address}: the scheduler has had no worker for {_PATIENCE} seconds; "
                f"start one with `dask worker {address}`."
            ) from None
        self._refuse_other_code(address)
        self.number = sum(self._client.ncores().values())
        self.deaths = (KilledWorker,)
        self._executor = self._client.get_executor(pure=False)
        self._begun: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Compute on a worker that the scheduler chooses."""
        self._begun = [future for future in self._begun if not future.done()]
        self._begun.append(self._executor.submit(fn, *args, **kwargs))
        return self._begun[-1]

    def close(self) -> None:
        """Withdraw what has not begun; a part that a worker computes is finished and kept there."""
        for future in self._begun:
            future.cancel()
        self._client.close()

    def _refuse_other_code(self, address: str) -> None:
        try:
            theirs = self._client.run(_fingerprint)
        except ImportError as error:
            raise UsageError(f"PIPELINE_ENGINE=dask+{address}: a worker lacks this project ({error}).") from None
        other = sorted(worker for worker, fingerprint in theirs.items() if fingerprint != _fingerprint())
        if other:
            raise UsageError(
                f"PIPELINE_ENGINE=dask+{address}: worker {other[0]} runs other code or libraries than this process; "
                "its bytes could differ. Start the workers from this checkout and its environment."
            )


def _fingerprint() -> tuple[str, ...]:
    """What decides bytes: the code, the interpreter, and the libraries that write and compute."""
    versions = (version(name) for name in ("numpy", "pyarrow", "google-re2", "ftfy"))
    return (platform.python_version(), *versions, store.code_digest())
