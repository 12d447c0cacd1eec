"""What a Dask cluster costs beside processes of this machine, and what the death of one of its workers does.

    python tests/benchmarks/cluster.py MEGABYTES FOLDER [LONGEST]

makes a corpus with corpus.py, unless it is there, and builds it on two processes, on a scheduler with two workers of
one thread each, and once more on these with ``kill -9`` of a worker in the middle. All must give the same SHA256SUMS,
which must be those of a serial build of this corpus too when it is no larger than 20 MB; else the exit code is 1.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import corpus
import figures
from kills import sums

SMALL = 20  # MB that a serial build takes in a minute or two


@contextmanager
def cluster(workers: int = 2) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers on loopback; gives the address for ``PIPELINE_ENGINE``, and the workers."""
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "scheduler.json"
        where = ["--scheduler-file", str(known)]
        started = [_start("dask_scheduler", *where, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
        try:
            while not (known.exists() and known.stat().st_size):
                time.sleep(0.1)
            alone = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
            started += [_start("dask_worker", *where, *alone, "--local-directory", folder) for _ in range(workers)]
            yield f"dask+{json.loads(known.read_text(encoding='utf-8'))['address']}", started[1:]
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait()


def _start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
        cwd=figures.ROOT,
        env=os.environ | {"PYTHONPATH": str(figures.ROOT)},
        stderr=subprocess.DEVNULL,
    )


def main(megabytes: float, folder: Path, longest: int | None = None) -> None:
    made = corpus.write(megabytes, folder, longest)
    out = folder.with_name(f"{folder.name}-built")
    runs, seen = {}, set()
    with cluster() as (address, workers):
        engines = {"serial": "serial"} if megabytes <= SMALL else {}
        engines |= {"processes": "processes:2", "dask": address, "dask, a worker killed": address}
        for name, engine in engines.items():
            shutil.rmtree(out, ignore_errors=True)
            if name.endswith("killed"):
                Timer(runs["dask"].wall / 2, workers[0].kill).start()
            runs[name] = figures.refuse_failure(figures.build(folder, out, engine=engine))
            seen.add(sums(out))
            print(f"{name}: {runs[name].wall:.1f} s", flush=True)
        killed = workers[0].poll() is not None
    shutil.rmtree(out)
    values = {
        "seconds": {name: round(run.wall, 1) for name, run in runs.items()},
        "dask_beside_processes": float(f"{runs['dask'].wall / runs['processes'].wall:.3g}"),
        "worker_killed": killed,
        "same_bytes": len(seen) == 1,
    }
    figures.record(f"cluster on {megabytes:g} MB", made, ("distributed",), **values)
    sys.exit(not (values["same_bytes"] and killed))


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
