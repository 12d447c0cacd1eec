"""Where parts are computed: in this process, in processes of this machine, or on a Dask cluster.

Nothing here can change a row. ``PIPELINE_ENGINE`` is ``serial``, ``processes[:N]`` or ``dask+tcp://host:port``. A task
that kills its worker twice is left to whoever asked for it.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from pipeline.errors import UsageError, WorkerDiedError
from pipeline.workers import Cluster, InProcess, Processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pipeline.workers import Workers

Task = TypeVar("Task")
Result = TypeVar("Result")

# Results that may wait for that of an earlier task, per worker: what a map holds is bounded.
_AHEAD = 8


class Engine:
    """Maps functions over tasks; workers stay for the next map, until the engine is closed."""

    def __init__(self, spec: str | None = None, attempts: int = 2) -> None:
        """Take an address as in ``PIPELINE_ENGINE``; none means serial for one task and processes for more.

        After so many ``attempts`` that ended with the death of a worker a task is held to be the cause.
        """
        self._kind, self._where = _parse(spec or "processes")
        self._attempts = attempts
        self._one_stays_here = not spec
        self.computed = self.reused = 0  # parts, over all maps
        self._workers: Workers | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the workers go; those that still compute are stopped."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        rescue: Callable[[Task], Result] | None = None,
    ) -> Iterator[Result]:
        """Compute every task, a bounded number at a time, and give the results in the order of the tasks.

        ``rescue`` gives the result of a task that killed its worker twice; without it that is an error. When a task
        fails, or the results are not asked for to the end, the workers are stopped.
        """
        workers = self._for(len(tasks))
        coming, waiting = deque(tasks), deque[_Call[Task, Result]]()
        try:
            while coming or waiting:
                busy = [call.future for call in waiting if not call.settled()]
                while coming and len(busy) < workers.number and len(waiting) < _AHEAD * workers.number:
                    waiting.append(_Call(function, coming.popleft(), workers, self._attempts))
                    busy.append(waiting[-1].future)
                if waiting[0].future in busy:
                    wait(busy, return_when=FIRST_COMPLETED)
                else:
                    yield waiting.popleft().result(rescue)
        finally:
            if coming or waiting:
                self.close()

    @staticmethod
    def apart() -> Engine:
        """An engine of one process, for what may kill it."""
        return Engine("processes:1", attempts=1)

    def reachable(self, path: Path) -> Path:
        """The path as workers of another folder can open it."""
        return path.absolute() if self._kind == "dask" else path

    def _for(self, tasks: int) -> Workers:
        if self._kind == "serial" or (tasks <= 1 and self._one_stays_here):
            return InProcess()
        if self._workers is None:
            self._workers = Cluster(self._where) if self._kind == "dask" else Processes(int(self._where))
        return self._workers


class _Call(Generic[Task, Result]):
    """A task under way, and how often it was begun."""

    def __init__(self, function: Callable[[Task], Result], task: Task, workers: Workers, attempts: int) -> None:
        self._function, self._task, self._workers = function, task, workers
        self._more = 0 if workers.patient else attempts - 1
        self.future: Future[Result] = workers.submit(function, task)

    def settled(self) -> bool:
        """Whether there is a result; after a death there may be another attempt instead."""
        if self.future.done() and self._more and self._died():
            self._more -= 1
            self.future = self._workers.submit(self._function, self._task)
        return self.future.done()

    def result(self, rescue: Callable[[Task], Result] | None) -> Result:
        """The result of a call that is settled."""
        if not self._died():
            return self.future.result()
        if rescue is not None:
            return rescue(self._task)
        name = self._task if isinstance(self._task, str) else getattr(self._task, "name", "a part")
        raise WorkerDiedError(
            f"{name}: two processes that computed it died, perhaps for want of memory; finished parts are kept. "
            "Give the machine more memory, or use fewer workers (PIPELINE_ENGINE=processes:1)."
        )

    def _died(self) -> bool:
        return isinstance(self.future.exception(), (WorkerDiedError, *self._workers.deaths))


def _parse(spec: str) -> tuple[str, str]:
    """Kind of workers, and their number or address."""
    kind, _, number = spec.partition(":")
    if kind.startswith("dask+"):
        return "dask", spec.removeprefix("dask+")
    if kind in {"serial", "processes"} and (not number or (number.isdigit() and int(number) > 0)):
        return kind, number or str(_cores())
    raise UsageError(f"PIPELINE_ENGINE={spec}: write serial, processes, processes:4 or dask+tcp://host:port.")


def _cores() -> int:
    """Cores that this process may use; a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
