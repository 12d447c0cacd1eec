"""Cost and memory of the stage ``deduplicate``, parts in and parts out, as the corpus grows.

    python tests/benchmarks/deduplicate_scale.py 20000 200000

For each number of texts the stage runs on parts of 4,000, serially and on two processes, each run in a fresh process.
Printed are CPU microseconds and wall seconds, and the highest memory of any process in bytes per text.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import near_duplicate_corpus as corpus

from pipeline import deduplicate, ids, params, store
from pipeline.engine import Engine
from schemas.stages import CLEAN

PART = 4_000
ENGINES = ("serial", "processes:2")


def write_parts(count: int, folder: Path) -> None:
    """Clean documents, a part at a time: what is not text is the same in all."""
    known = corpus.vocabulary()
    for number in range(-(-count // PART)):
        texts = [corpus.write(text, known) for text in corpus.shard(number, min(PART, count - number * PART))]
        names = [f"{number:04d}-{i:04d}" for i in range(len(texts))]
        rows = sorted(map(_row, names, texts), key=lambda row: str(row["doc_id"]))
        store.write_part(folder / CLEAN.name / f"part-{number:04d}.parquet", CLEAN.rows(rows), CLEAN)


def _row(name: str, text: str) -> dict[str, object]:
    size = len(text)
    runs = [{"start": 0, "raw_start": 0, "width": 1}, {"start": size, "raw_start": size, "width": 0}]
    digest = ids.text_digest(text)
    row: dict[str, object] = {column.name: None if column.nullable else "unknown" for column in CLEAN.columns}
    row |= {
        "source_id": f"source{name[-1]}",
        "doc_id": ids.document_id("local", name),
        "key": name,
        "text": text,
        "text_sha256": digest,
    }
    row |= {"raw_sha256": digest, "raw_bytes": size, "raw_encoding": "utf-8", "alignment": runs, "repairs": []}
    return row | {"language": "en", "priority": 0}


def stage(folder: Path, engine: str) -> None:
    """Run the stage and print what it took, the start of this process apart."""
    begun, started = time.perf_counter(), time.process_time()
    chosen = params.load(store.ROOT / "params.yaml")
    with Engine(engine) as workers:
        deduplicate.run(folder / "clean", None, folder / engine / "unique", params=chosen, engine=workers)
    wall = time.perf_counter() - begun
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = time.process_time() - started + children.ru_utime + children.ru_stime
    print(f"{cpu} {wall} {max(own.ru_maxrss, children.ru_maxrss) * 1024}")


def main(counts: list[int]) -> None:
    print(f"{'texts':>9} {'engine':<12} {'CPU us/text':>11} {'wall s':>8} {'bytes/text':>11}")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_parts(count, folder / "clean")
            for engine in ENGINES:
                made = subprocess.run(
                    [sys.executable, __file__, "stage", name, engine],
                    env=os.environ | {"PYTHONPATH": str(store.ROOT)},
                    check=True,
                    capture_output=True,
                    text=True,
                )
                cpu, wall, most = map(float, made.stdout.split())
                print(
                    f"{count:>9} {engine:<12} {cpu / count * 1e6:>11.1f} {wall:>8.1f} {most / count:>11.0f}", flush=True
                )
            _same_bytes(folder)


def _same_bytes(folder: Path) -> None:
    first, *others = (store.digests(folder / engine / "unique") for engine in ENGINES)
    assert all(other == first for other in others), "engines differ"


if __name__ == "__main__":
    if sys.argv[1:2] == ["stage"]:
        stage(Path(sys.argv[2]), sys.argv[3])
    else:
        main([int(count) for count in sys.argv[1:]])
