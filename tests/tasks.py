"""Functions that an engine maps in its tests. A worker process imports them fast."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from pipeline.errors import DataError


def late(task: int) -> int:
    """The earlier tasks take longer: results must still come in the order of the tasks."""
    time.sleep((5 - task) / 100)
    return task * task


def process(_: int) -> int:
    return os.getpid()


def fail(task: int) -> int:
    if task == 1:
        raise DataError("part 1: broken")
    return task


def die(task: str) -> str:
    """``always`` kills its process; a path does so for as long as there is no file."""
    if task == "always":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.startswith("/") and not Path(task).exists():
        Path(task).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def sleep(folder: str) -> None:
    """Tell that a worker is at work, and work for long."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


def start(task: str) -> int:
    if task == "sleep":
        time.sleep(60)
    return os.getpid()
