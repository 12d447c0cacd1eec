"""What a Dask cluster costs beside processes of this machine, and what the death of one of its workers does.

    PYTHONPATH=.:tests python tests/benchmarks/cluster.py MEGABYTES FOLDER [LONGEST]

makes a corpus with corpus.py, unless it is there, and builds it on two processes, on a scheduler with two workers of
one thread each, and once more on these with ``kill -9`` of a worker in the middle. All must give the same SHA256SUMS,
which must be those of a serial build of this corpus too when it is no larger than 20 MB; else the exit code is 1.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from threading import Timer

import corpus
import figures
from dask_cluster import cluster
from kills import sums

SMALL = 20  # MB that a serial build takes in a minute or two


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
