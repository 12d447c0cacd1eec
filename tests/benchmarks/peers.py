"""The parts of the pipeline beside the tools that people use for the same: CPU time on the same texts, in turn.

    python tests/benchmarks/peers.py [MEGABYTES] [ROUNDS]

Texts are those of corpus.py. Slow tools get the first texts only, as many as their row says; their cost does not grow
with the corpus. A tool that is not installed is left out. Ours does more in every row: `text.clean` keeps the way back
to each byte, units have kinds and offsets, amounts and dates have spans, values and comparators.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import corpus
import deduplicate_speed
import figures
import near_duplicate_corpus

from pipeline import dates, minhash, quantities, segmentation, text

Work = Callable[[Sequence[str]], object]


class Peer(NamedTuple):
    """A tool, what it does with texts, and the texts that it gets."""

    package: str
    does: Work
    texts: int


class Task(NamedTuple):
    """Something that texts are put through, by us and by others."""

    name: str
    ours: Work
    peers: tuple[Peer, ...]


def each(function: Callable[[str], object]) -> Work:
    """The function on every text."""

    def work(texts: Sequence[str]) -> None:
        for one in texts:
            function(one)

    return work


def of_sentences(function: Callable[[str], object]) -> Work:
    """The function on every line of every text."""
    return each(lambda one: [function(line) for line in one.splitlines() if line])


def load(module: str, name: str) -> Callable[..., Any]:
    """A function of a package that is imported when it is first called."""

    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **options)

    return call


def quantulum(line: str) -> None:
    """Without its classifier, which needs packages that it does not bring."""
    import_module("quantulum3.classifier").USE_CLF = False
    load("quantulum3.parser", "parse")(line)


def shingled(module: str) -> Work:
    """MinHash signatures as users of the library make them."""
    sign = {"datasketch": _datasketch, "rensa": _rensa}[module]

    def work(texts: Sequence[str]) -> None:
        for shingles in deduplicate_speed.shingle_sets(iter(texts)):
            sign(shingles)

    return work


def _datasketch(shingles: set[str]) -> None:
    load("datasketch", "MinHash")(num_perm=minhash_size()).update_batch([one.encode() for one in shingles])


def _rensa(shingles: set[str]) -> None:
    signature = load("rensa", "RMinHash")(num_perm=minhash_size(), seed=1)
    signature.update(list(shingles))
    signature.digest()


def minhash_size() -> int:
    """Hashes of a signature, as in params.yaml."""
    return deduplicate_speed.HASHES


def datatrove(texts: Sequence[str]) -> None:
    """Its signatures, which it writes to files."""
    document = load("datatrove.data", "Document")
    hashing = load("datatrove.utils.hashing", "HashConfig")(hash_fc="sha1")
    module = import_module("datatrove.pipeline.dedup.minhash")
    config = module.MinhashConfig(
        n_grams=near_duplicate_corpus.SHINGLE, num_buckets=20, hashes_per_bucket=6, hash_config=hashing
    )
    with tempfile.TemporaryDirectory() as out:
        documents = (document(text=one, id=str(number)) for number, one in enumerate(texts))
        module.MinhashDedupSignature(output_folder=out, config=config).run(documents, 0, 1)


def mapped(texts: Sequence[str]) -> None:
    """`Dataset.map` with the function that our stage computes; it writes no table."""
    datasets = import_module("datasets")
    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as folder:
        rows = datasets.Dataset.from_dict({"text": list(texts)})
        rows.map(_units, batched=True, cache_file_name=f"{folder}/units.arrow")


def _units(batch: dict[str, list[str]]) -> dict[str, list[Any]]:
    return {"units": [[tuple(unit) for unit in segmentation.units(one)] for one in batch["text"]]}


def ours_mapped(texts: Sequence[str]) -> None:
    """The stage `segment` with its ids, byte spans, Parquet files and digests."""
    from deduplicate_scale import _row

    from pipeline import params, segment, store
    from pipeline.engine import Engine
    from schemas.stages import UNIQUE

    names = [f"{number:06d}" for number in range(len(texts))]
    rows = [_row(name, one.encode("ascii", "ignore").decode()) for name, one in zip(names, texts, strict=True)]
    rows = [row | {"duplicate_cluster_id": "k" + "0" * 16, "split": "train"} for row in rows]
    kept = [{name: row[name] for name in UNIQUE.names} for row in sorted(rows, key=lambda row: str(row["doc_id"]))]
    with tempfile.TemporaryDirectory() as folder, Engine("serial") as engine:
        store.write_part(Path(folder) / "unique" / UNIQUE.name / "part-all.parquet", UNIQUE.rows(kept), UNIQUE)
        chosen = params.load(store.ROOT / "params.yaml")
        segment.run(Path(folder) / "unique", Path(folder) / "sentences", params=chosen, engine=engine)


ALL = sys.maxsize
TASKS = (
    Task(
        "clean text",
        each(lambda one: text.clean(one.encode("utf-8", "surrogatepass"))),
        (Peer("ftfy", each(load("ftfy", "fix_text")), ALL),),
    ),
    Task(
        "MinHash signatures",
        lambda texts: minhash.signatures(texts, shingle_words=5, hashes=minhash_size()),
        (
            Peer("rensa", shingled("rensa"), 1_000),
            Peer("datasketch", shingled("datasketch"), 300),
            Peer("datatrove", datatrove, 100),
        ),
    ),
    Task(
        "sentences and other units",
        each(segmentation.units),
        (
            Peer("sentencex", each(lambda one: list(load("sentencex", "segment")("en", one))), 300),
            Peer("nupunkt", each(load("nupunkt", "sent_tokenize")), 300),
        ),
    ),
    Task(
        "amounts",
        of_sentences(quantities.find),
        (Peer("quantulum3", of_sentences(quantulum), 30),),
    ),
    Task(
        "dates",
        of_sentences(lambda line: dates.find(line, None)),
        (
            Peer(
                "dateparser",
                of_sentences(lambda line: load("dateparser.search", "search_dates")(line, languages=["en"])),
                30,
            ),
        ),
    ),
    Task("a stage over parts (segment)", ours_mapped, (Peer("datasets", mapped, ALL),)),
)


def main(megabytes: float = 3, rounds: int = 3) -> None:
    warnings.simplefilter("ignore")
    texts = [one.decode("utf-8", "replace") for one in corpus.texts(megabytes) if len(one) > 100 and b"\0" not in one]
    rows = [row for task in TASKS for row in compare(task, texts, rounds)]
    packages = sorted({str(row["peer"]) for row in rows})
    figures.record("peers", {"texts": len(texts), "seed": corpus.SEED}, packages, rounds=rounds, rows=rows)


def compare(task: Task, texts: Sequence[str], rounds: int) -> list[dict[str, object]]:
    """A row for each tool: MB per CPU second of ours and of the tool, and how many times as fast ours is."""
    found = []
    for peer in task.peers:
        try:
            version(peer.package)
            peer.does(texts[:2])
        except ImportError:
            print(f"{peer.package}: not installed, or lacks a package; left out")
            continue
        task.ours(texts[:2])
        some = texts[: peer.texts]
        size = sum(len(one.encode("utf-8", "surrogatepass")) for one in some) / 1e6
        pairs = [(seconds(task.ours, some), seconds(peer.does, some)) for _ in range(rounds)]
        ours, theirs = (size / statistics.median(spent) for spent in zip(*pairs, strict=True))
        found.append(
            {
                "task": task.name,
                "peer": peer.package,
                "texts": len(some),
                "ours_mb_per_second": float(f"{ours:.3g}"),
                "peer_mb_per_second": float(f"{theirs:.3g}"),
                "times": figures.median([b / a for a, b in pairs]),
            }
        )
        print(
            f"{task.name:<30} {peer.package:<12} {ours:8.2f} {theirs:8.3f} MB/s: {found[-1]['times']} times", flush=True
        )
    return found


def seconds(work: Work, texts: Sequence[str]) -> float:
    """CPU seconds of this process."""
    began = time.process_time()
    work(texts)
    return time.process_time() - began


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]), *map(int, sys.argv[2:]))
