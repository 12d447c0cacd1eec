"""The five texts and a corpus of many, built on a Dask cluster of this machine: a scheduler and two workers.

    PYTHONPATH=.:tests python tests/benchmarks/cluster_demo.py [TEXTS]

``make cluster-demo`` runs it with 50,000 short texts. It prints the address, which any build can use as its
``PIPELINE_ENGINE``, and compares the bytes of the five texts with those of a serial build.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import corpus
import figures
from dask_cluster import cluster
from kills import BYTES, LONGEST, sums


def main(texts: int = 50_000) -> None:
    with tempfile.TemporaryDirectory() as folder, cluster() as (address, _):
        print(f"PIPELINE_ENGINE={address}", flush=True)
        few, many = figures.ROOT / "data" / "raw", Path(folder) / "raw"
        made = corpus.write(texts * BYTES / 1e6, many, LONGEST)
        for name, raw, engine in (("serial", few, "serial"), ("dask", few, address), ("many", many, address)):
            run = figures.refuse_failure(figures.build(raw, Path(folder) / name, engine=engine))
            print(f"{name}: {run.computed} parts in {run.wall:.1f} s", flush=True)
        if sums(Path(folder) / "serial") != sums(Path(folder) / "dask"):
            sys.exit("the five texts gave other bytes on the cluster")
        print(f"the five texts gave the same bytes; {made['files']} texts went through the cluster")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
