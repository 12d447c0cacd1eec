"""Cost and memory of the stage ``deduplicate``, parts in and parts out, as the corpus grows.

    python tests/benchmarks/deduplicate_scale.py FOLDER ENGINES ROUNDS TEXTS...
    python tests/benchmarks/deduplicate_scale.py scale serial,processes:2 3 20000 200000
    python tests/benchmarks/deduplicate_scale.py scale serial 1 20000 2000000

For each number of texts the stage runs on parts of 4,000, each time in a fresh process and from the start; rounds go
through the engines in turn. Printed are CPU microseconds and wall seconds per run, and the highest memory of any
process in bytes per text. Parts of the corpus that lie in FOLDER already are used again: two million take minutes to
write and 2 GB. With 0 rounds they are only written.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import near_duplicate_corpus as corpus

from pipeline import deduplicate, ids, params, store
from pipeline.engine import Engine
from schemas.stages import CLEAN

PART = 4_000


def write_parts(count: int, folder: Path) -> None:
    """Clean documents, a part at a time: what is not text is the same in all."""
    known = corpus.vocabulary()
    for number in range(-(-count // PART)):
        path = folder / CLEAN.name / f"part-{number:04d}.parquet"
        if path.exists():
            continue
        texts = [corpus.write(text, known) for text in corpus.shard(number, min(PART, count - number * PART))]
        names = [f"{number:04d}-{i:04d}" for i in range(len(texts))]
        rows = sorted(map(_row, names, texts), key=lambda row: str(row["doc_id"]))
        store.write_part(path, CLEAN.rows(rows), CLEAN)


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


def main(folder: Path, engines: list[str], rounds: int, counts: list[int]) -> None:
    print(f"{'texts':>9} {'engine':<12} {'CPU us/text':>11} {'wall s':>8} {'bytes/text':>11}")
    for count in counts:
        place = folder / str(count)
        write_parts(count, place / "clean")
        for _ in range(rounds):
            for engine in engines:
                print(f"{count:>9} {engine:<12} {_measured(place, engine, count)}", flush=True)
            _same_bytes(place, engines)
            for engine in engines:
                shutil.rmtree(place / engine)


def _measured(folder: Path, engine: str, count: int) -> str:
    made = subprocess.run(
        [sys.executable, __file__, "stage", str(folder), engine],
        env=os.environ | {"PYTHONPATH": str(store.ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    cpu, wall, most = map(float, made.stdout.split())
    return f"{cpu / count * 1e6:>11.1f} {wall:>8.1f} {most / count:>11.0f}"


def _same_bytes(folder: Path, engines: list[str]) -> None:
    first, *others = (store.digests(folder / engine / "unique") for engine in engines)
    assert all(other == first for other in others), "engines differ"


if __name__ == "__main__":
    if sys.argv[1:2] == ["stage"]:
        stage(Path(sys.argv[2]), sys.argv[3])
    else:
        main(Path(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3]), [int(count) for count in sys.argv[4:]])
