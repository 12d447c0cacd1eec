"""How long `diff` takes for two releases of many sentences, beside pyarrow's time to read the same columns of both.

python tests/benchmarks/diff_speed.py [ROWS]     (10,000,000 rows need about 4 GB of disk and ten minutes)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import manifest, store
from pipeline.shards import Shards
from schemas.sentences import CHECKWORTHINESS, KINDS, SENTENCES

BAR_TIMES, BAR_BYTES = 4, 2_000_000_000
ROUNDS = 2
BATCH, OF_A_DOCUMENT = 100_000, 40
COMPARED = [name for name in SENTENCES.names if name != "since_version"]


def texts(random: np.random.Generator) -> pa.Array:
    """Sentences of words whose frequencies fall as those of English do; a news sentence has some 130 characters."""
    letters = np.array(list("etaoinshrdlucmfwypvbgkjqxz"))
    words = ["".join(random.choice(letters, random.integers(2, 11))) for _ in range(20_000)]
    ranks = np.minimum(random.zipf(1.2, (100_000, 20)) - 1, len(words) - 1)
    return pa.array([" ".join(words[rank] for rank in row) for row in ranks])


def hexadecimal(letter: str, numbers: np.ndarray) -> pa.Array:
    return pa.array([f"{letter}{number:016x}" for number in numbers.tolist()])


def batch(random: np.random.Generator, pool: pa.Array, version: str) -> pa.Table:
    position = np.arange(BATCH) % OF_A_DOCUMENT
    owners = np.sort(random.integers(0, 1 << 63, BATCH // OF_A_DOCUMENT + 1))
    text = pool.take(pa.array(random.integers(0, len(pool), BATCH)))
    length = pc.utf8_length(text).to_numpy()
    start = (np.cumsum(length) % 50_000).astype(np.int32)
    columns = {
        "sentence_id": hexadecimal("s", random.integers(0, 1 << 63, BATCH)),
        "doc_id": hexadecimal("d", owners).take(pa.array(np.arange(BATCH) // OF_A_DOCUMENT)),
        "position": position,
        "block": position // 3,
        "kind": pa.array(KINDS).take(pa.array(random.choice(len(KINDS), BATCH, p=[0.02, 0.05, 0.8, *[0.13 / 8] * 8]))),
        "text": text,
        "start": start,
        "end": start + length,
        "raw_start": start,
        "raw_end": start + length,
        "checkworthiness": pa.array(CHECKWORTHINESS).take(pa.array(random.integers(0, 3, BATCH))),
        "checkworthy_score": random.integers(0, 10_001, BATCH) / 10_000,
        "n_documents": random.choice(4, BATCH, p=[0.9, 0.06, 0.03, 0.01]) + 1,
        "since_version": pa.repeat(version, BATCH),
    }
    return pa.table(columns).cast(SENTENCES.arrow)


def changed(rows: pa.Table, random: np.random.Generator) -> pa.Table:
    """Some labels flipped, some rows gone."""
    flipped = np.where(random.random(len(rows)) < 0.01, "CFS", rows["checkworthiness"].to_numpy())
    place = SENTENCES.names.index("checkworthiness")
    rows = rows.set_column(place, SENTENCES.arrow.field(place), pa.array(flipped))
    return rows.filter(pa.array(random.random(len(rows)) >= 0.001))


def write(folder: Path, rows: int) -> tuple[Path, Path]:
    """Two releases; the second has 1 % more rows, 1 % other labels, and lacks 0.1 %."""
    random = np.random.default_rng(7)
    pool = texts(random)
    old, new = (Shards(folder / name, SENTENCES, ("train",)) for name in ("old", "new"))
    for _ in range(rows // BATCH):
        some = batch(random, pool, "1.0.0")
        old.add("train", some)
        new.add("train", changed(some, random))
    new.add("train", batch(random, pool, "1.1.0").slice(0, rows // 100))
    for name, version, shards in (("old", "1.0.0", old), ("new", "1.1.0", new)):
        store.write_json(folder / name / manifest.NAME, manifest.describe(version, (shards.close(),), {}, ""))
        store.write_text(folder / name / manifest.SUMS, "")
    return folder / "old", folder / "new"


def read(*folders: Path) -> None:
    """What the comparison has to read, and nothing else."""
    for folder in folders:
        for path in sorted((folder / "data" / "sentences").glob("*.parquet")):
            for _ in pq.ParquetFile(path).iter_batches(columns=COMPARED, batch_size=1 << 16):
                pass


def timed(*command: str) -> tuple[float, float, int, str]:
    """Seconds on the clock and on the processors, peak memory and last line of a command in a process of its own."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    assert status == 0
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, output.splitlines()[-1] if output else ""


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = write(Path(folder), rows)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
        print(f"{rows:,} rows, {size / 1e6:,.0f} MB in both releases")
        ratios = []
        for _ in range(ROUNDS):
            clock, processors, _, _ = timed(__file__, "read", str(old), str(new))
            print(f"pyarrow reads   {clock:8.1f} s   {processors:8.1f} CPU s")
            wall, cpu, peak, last = timed("-m", "pipeline", "diff", str(old), str(new))
            ratios.append((wall / clock, cpu / processors))
            print(f"diff            {wall:8.1f} s   {cpu:8.1f} CPU s   peak {peak / 1e6:,.0f} MB   {last}")
            assert peak <= BAR_BYTES
    best = [min(of_round) for of_round in zip(*ratios, strict=True)]
    print(f"{best[0]:.2f} times pyarrow on the clock, {best[1]:.2f} times in CPU time (bar {BAR_TIMES})")
    assert max(best) <= BAR_TIMES


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        read(*map(Path, sys.argv[2:]))
    else:
        main(int((sys.argv[1:] or ["10000000"])[0].replace(",", "").replace("_", "")))
