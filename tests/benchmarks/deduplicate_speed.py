"""Speed, recall and memory of near-duplicate removal, beside other tools where they are installed.

    python tests/benchmarks/deduplicate_speed.py [TEXTS] [ROUNDS]

makes a corpus of TEXTS (200,000) with near_duplicate_corpus.py in a temporary folder. Rounds are interleaved; a row
gives the median of CPU seconds over the rounds, as MB of text per second. `bound` reads the texts from Parquet, hashes
their words and their shingles: less nobody can do. `ours` reads, signs, pairs, verifies and clusters. The peers
(datasketch, rensa, datatrove) only make signatures, from sets of shingles where they take them, of the first texts:
their cost does not depend on the size of a corpus.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path

import near_duplicate_corpus as corpus
import pyarrow.parquet as pq

from pipeline import minhash
from pipeline.minhash import graph, shingling, sketching, words

HASHES = 120
THRESHOLD = 0.8
SAMPLES = {"datasketch": 2_000, "rensa": 2_000, "datatrove": 100}


def read(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("shard-*.parquet")):
        yield from pq.read_table(path, columns=["text"])["text"].to_pylist()


def bound(folder: Path) -> None:
    texts = minhash.encoded(list(read(folder)))
    for cut in sketching.blocks(texts):
        shingling.shingles(words.tokens(texts[cut]), corpus.SHINGLE)


def ours(folder: Path) -> None:
    minhash.clusters(list(read(folder)))


def shingle_sets(texts: Iterator[str]) -> Iterator[set[str]]:
    """What a user of a MinHash library writes."""
    for text in texts:
        found = re.findall(r"\w+", text.lower())
        yield {" ".join(found[i : i + corpus.SHINGLE]) for i in range(max(1, len(found) - corpus.SHINGLE + 1))}


def datasketch(folder: Path) -> None:
    signature = import_module("datasketch").MinHash
    for shingles in shingle_sets(islice(read(folder), SAMPLES["datasketch"])):
        signature(num_perm=HASHES).update_batch([one.encode() for one in shingles])


def rensa(folder: Path) -> None:
    signature = import_module("rensa").RMinHash
    for shingles in shingle_sets(islice(read(folder), SAMPLES["rensa"])):
        one = signature(num_perm=HASHES, seed=1)
        one.update(list(shingles))
        one.digest()


def datatrove(folder: Path) -> None:
    document = import_module("datatrove.data").Document
    module = import_module("datatrove.pipeline.dedup.minhash")
    # Its other hash takes strings, which the locked xxhash does not.
    hashing = import_module("datatrove.utils.hashing").HashConfig(hash_fc="sha1")
    config = module.MinhashConfig(n_grams=corpus.SHINGLE, num_buckets=20, hashes_per_bucket=6, hash_config=hashing)
    with tempfile.TemporaryDirectory() as out:
        texts = islice(read(folder), SAMPLES["datatrove"])
        documents = (document(text=text, id=str(i)) for i, text in enumerate(texts))
        module.MinhashDedupSignature(output_folder=out, config=config).run(documents, 0, 1)


def seconds(function: Callable[[Path], None], folder: Path) -> float:
    begun = time.process_time()
    function(folder)
    return time.process_time() - begun


def megabytes(folder: Path, texts: int | None = None) -> float:
    return sum(len(text.encode()) for text in islice(read(folder), texts)) / 1e6


def speeds(folder: Path, rounds: int) -> None:
    contenders: dict[str, Callable[[Path], None]] = {"bound": bound, "ours": ours}
    for name, contender in (("datasketch", datasketch), ("rensa", rensa), ("datatrove", datatrove)):
        try:
            contenders[f"{name} {version(name)}"] = contender
        except PackageNotFoundError:
            print(f"{name}: not installed, left out")
    sizes = {name: megabytes(folder, SAMPLES.get(name.split()[0])) for name in contenders}
    for contender in contenders.values():
        contender(folder.parent / "warm")
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            taken[name].append(seconds(contender, folder))
    rates = {name: sizes[name] / statistics.median(taken[name]) for name in contenders}
    print(f"{'':<20} {'MB/s':>8} {'ours is':>8}")
    for name, rate in rates.items():
        print(f"{name:<20} {rate:>8.1f} {rates['ours'] / rate:>8.2f} times")


def accuracy(folder: Path) -> None:
    texts = list(read(folder))
    truth = pq.read_table(folder / "truth.parquet").to_pylist()
    known = {(row["left"], row["right"]): row["jaccard"] for row in truth}
    similar = [pair for pair, jaccard in known.items() if jaccard >= THRESHOLD]
    found = minhash.edges(texts)
    edges = set(zip(found.left.tolist(), found.right.tolist(), strict=True))
    labels = graph.alone(len(texts))
    graph.join(labels, [found])
    keepers = graph.keepers(len(texts), [found], published=0)
    gone = (keepers.keeper != graph.STAYS).nonzero()[0].tolist()
    partners = [known.get((int(keepers.keeper[one]), one), 0.0) for one in gone]
    print(
        f"pairs from {THRESHOLD}: {len(similar)}; recall as edges {_share(pair in edges for pair in similar)}, ", end=""
    )
    print(f"in one cluster {_share(labels[left] == labels[right] for left, right in similar)}")
    print(f"removed: {len(gone)}; partner truly at {THRESHOLD} or above: {_share(p >= THRESHOLD for p in partners)}")


def _share(of: Iterator[bool]) -> str:
    values = list(of)
    return f"{sum(values) / max(1, len(values)):.5f}"


def main(count: int = 200_000, rounds: int = 3) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, texts in (("warm", 200), ("corpus", count)):
            corpus.main(texts, Path(folder) / name)
        speeds(Path(folder) / "corpus", rounds)
        accuracy(Path(folder) / "corpus")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
