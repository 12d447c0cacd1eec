"""A Dask cluster of this machine: a scheduler and workers, each a process that nobody starts again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def cluster(workers: int = 2, failures: int = 3) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers on loopback; gives the address for ``PIPELINE_ENGINE``, and the workers.

    A task is given up when it has killed more than so many of them as ``failures`` says.
    """
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "scheduler.json"
        where = ["--scheduler-file", str(known)]
        started = [
            _start("dask_scheduler", *where, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", failures=failures)
        ]
        try:
            while not (known.exists() and known.stat().st_size):
                time.sleep(0.1)
            alone = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
            started += [_start("dask_worker", *where, *alone, "--local-directory", folder) for _ in range(workers)]
            yield f"dask+{json.loads(known.read_text(encoding='utf-8'))['address']}", started[1:]
        finally:
            # Killed, not asked: a worker that loses its scheduler while it says farewell waits for it without end.
            for process in reversed(started):
                process.kill()
                process.wait()


def _start(program: str, *arguments: str, failures: int = 3) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures)},
        stderr=subprocess.DEVNULL,
    )
