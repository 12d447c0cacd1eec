"""What computing a part costs: seconds, memory, and the documents that take longest. None of it reaches a result."""

from __future__ import annotations

import heapq
import os
import platform
import resource
import sys
import time
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = TypeVar("Row")

SLOWEST = 5
_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Cost(NamedTuple):
    """What a part took, and where; ``slowest`` are the seconds of single documents, longest first."""

    seconds: float
    peak_bytes: int
    worker: str
    slowest: tuple[tuple[float, str], ...]


class Stopwatch:
    """Runs from its start to its ``cost``."""

    def __init__(self) -> None:
        self.documents: list[tuple[float, str]] = []
        self._began = time.perf_counter()
        _reset_peak()

    def cost(self) -> Cost:
        """What has been spent until now."""
        seconds = time.perf_counter() - self._began
        slowest = tuple(heapq.nlargest(SLOWEST, self.documents))
        return Cost(seconds, _peak(), f"{platform.node()}:{os.getpid()}", slowest)


_RUNNING: ContextVar[Stopwatch | None] = ContextVar("running", default=None)


@contextmanager
def running() -> Iterator[Stopwatch]:
    """Run a stopwatch that ``each`` tells of single documents."""
    watch = Stopwatch()
    token = _RUNNING.set(watch)
    try:
        yield watch
    finally:
        _RUNNING.reset(token)


def each(doc_ids: Iterable[str], rows: Iterable[Row]) -> Iterator[Row]:
    """Give the row of each document, and note how long the caller takes for it."""
    watch = _RUNNING.get()
    for doc_id, row in zip(doc_ids, rows, strict=True):
        began = time.perf_counter()
        yield row
        if watch is not None:
            watch.documents.append((time.perf_counter() - began, doc_id))


def _reset_peak() -> None:
    """Let Linux count the peak anew; elsewhere it stays that of the process."""
    try:
        _RESET.write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> int:
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
