"""How far a stage is: a bar on a terminal, a line of JSON for each part elsewhere, and both in a log file.

The log is for people and lies where DVC does not look: what it tells of differs from run to run.
"""

from __future__ import annotations

import heapq
import json
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from pipeline import store, workshop
from pipeline.parts.stopwatch import SLOWEST

if TYPE_CHECKING:
    from pathlib import Path

    from rich.progress import Progress as Bar

    from pipeline.parts.computing import Done
    from pipeline.parts.stopwatch import Cost


class Progress:
    """Tells of the parts of one stage as they are done."""

    def __init__(self, stage: str, parts: int, log: Path) -> None:
        """Begin with none of ``parts`` done."""
        self.computed = self.reused = 0
        self._stage, self._parts, self._log = stage, parts, log
        self._began = time.perf_counter()
        self._slowest: list[tuple[float, str]] = []
        self._bar: Bar | None = None
        self._rows = 0

    def __enter__(self) -> Self:
        self._open = ExitStack()
        if sys.stderr.isatty() and self._parts > 1:
            self._bar = self._open.enter_context(_bar())
            self._bar.add_task(self._stage, total=self._parts, rate="")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._open.close()
        if kind is None:
            self._tell_end()

    def add(self, part: str, done: Done) -> None:
        """One more part is done."""
        if done.cost is None:
            self.reused += 1
        else:
            self.computed += 1
            self._rows += done.tally.read
            self._tell_part(part, done.tally.read, done.cost)
        if self._bar is not None:
            rate = self._rows / (time.perf_counter() - self._began)
            self._bar.update(self._bar.task_ids[0], advance=1, rate=f"{rate:,.0f} rows/s")

    def _tell_part(self, part: str, rows: int, cost: Cost) -> None:
        self._slowest = heapq.nlargest(SLOWEST, [*self._slowest, *cost.slowest])
        line = {
            "stage": self._stage,
            "part": part,
            "rows": rows,
            "seconds": round(cost.seconds, 3),
            "peak_mb": round(cost.peak_bytes / 1e6),
            "worker": cost.worker,
        }
        workshop.append(self._log, json.dumps(line) + "\n")
        if self._bar is None:
            store.say(json.dumps(line))

    def _tell_end(self) -> None:
        seconds = time.perf_counter() - self._began
        line: dict[str, Any] = {
            "stage": self._stage,
            "computed": self.computed,
            "reused": self.reused,
            "rows": self._rows,
            "seconds": round(seconds, 3),
            "slowest": [{"doc_id": doc_id, "seconds": round(spent, 3)} for spent, doc_id in self._slowest],
        }
        workshop.append(self._log, json.dumps(line) + "\n")
        store.say(f"{self._stage}: parts computed {self.computed}, reused {self.reused}")


def _bar() -> Bar:
    from rich.console import Console  # noqa: PLC0415  # nobody needs it where nobody looks
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
