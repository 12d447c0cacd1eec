"""``build`` beside the nearest pipeline of datatrove: formatter, MinHash deduplication, sentence statistics.

    python tests/benchmarks/against_datatrove.py MEGABYTES FOLDER [ROUNDS]

makes a corpus with corpus.py, unless it is there. datatrove gets it as JSON lines, since it reads no folder of texts;
that is not timed. It repairs the texts (ftfy), removes near-copies (shingles of five words, 20 bands of 6 hashes, as
here), and counts the sentences that spaCy finds in each; it writes no sentence, reads no claim, and checks nothing.
Both run on two processes, in turn; medians of wall seconds count, since the system does not tell the CPU seconds of
the processes that datatrove starts.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import corpus
import figures

TASKS = 8


def main(megabytes: float, folder: Path, rounds: int = 1) -> None:
    made = corpus.write(megabytes, folder)
    lines = folder.with_name(f"{folder.name}-lines")
    if not lines.exists():
        as_lines(folder, lines)
    ours, early, theirs = [], [], []
    for _ in range(rounds):
        for runs, until in ((early, ("--until", "segment")), (ours, ())):
            with tempfile.TemporaryDirectory(dir=folder.parent) as out:
                runs.append(figures.refuse_failure(figures.build(folder, Path(out) / "out", *until)))
                print(f"build {' '.join(until)}: {runs[-1].wall:.1f} s, {runs[-1].cpu:.1f} s CPU", flush=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as out:
            theirs.append(figures.refuse_failure(figures.measured([__file__, "datatrove", str(lines), out])))
            print(f"datatrove: {theirs[-1].wall:.1f} s", flush=True)
    values: dict[str, float] = {"rounds": rounds}
    for name, runs in (("whole", ours), ("until_segment", early)):
        values[name] = figures.median([b.wall / a.wall for a, b in zip(runs, theirs, strict=True)])
    figures.record(f"datatrove on {megabytes:g} MB", made, ("datatrove", "ftfy", "spacy"), **values)


def as_lines(folder: Path, out: Path) -> None:
    """The texts as JSON lines, one file for each task."""
    out.mkdir()
    streams = [(out / f"{number:03d}.jsonl").open("w", encoding="utf-8") for number in range(TASKS)]
    for number, path in enumerate(sorted(folder.rglob("*.txt"))):
        text = path.read_bytes().decode("utf-8", "replace")
        streams[number % TASKS].write(json.dumps({"id": path.name, "text": text}) + "\n")
    for stream in streams:
        stream.close()


def datatrove(lines: Path, out: Path) -> None:
    """The pipeline of datatrove, as its documentation puts one together."""
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.dedup import minhash
    from datatrove.pipeline.formatters.ftfy import FTFYFormatter
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.stats import SentenceStats
    from datatrove.pipeline.writers import JsonlWriter
    from datatrove.utils.hashing import HashConfig

    # Its other hash takes strings, which the locked xxhash does not.
    hashing = HashConfig(hash_fc="sha1")
    config = minhash.MinhashConfig(n_grams=5, num_buckets=20, hashes_per_bucket=6, hash_config=hashing)
    repaired, signatures, buckets, removed = (str(out / name) for name in ("repaired", "signatures", "buckets", "gone"))
    stages = [
        (TASKS, [JsonlReader(str(lines)), FTFYFormatter(), JsonlWriter(repaired)]),
        (TASKS, [JsonlReader(repaired), minhash.MinhashDedupSignature(signatures, config)]),
        (config.num_buckets, [minhash.MinhashDedupBuckets(signatures, buckets, config=config)]),
        (1, [minhash.MinhashDedupCluster(buckets, removed, config)]),
        (
            TASKS,
            [
                JsonlReader(repaired),
                minhash.MinhashDedupFilter(removed),
                SentenceStats(str(out / "statistics"), groups_to_compute=["summary"]),
                JsonlWriter(str(out / "kept")),
            ],
        ),
    ]
    for number, (tasks, steps) in enumerate(stages):
        LocalPipelineExecutor(steps, tasks=tasks, workers=2, logging_dir=str(out / f"log{number}")).run()
    kept = sum(1 for path in (out / "kept").glob("*") for _ in path.open("rb"))
    if not kept:
        sys.exit("datatrove kept no text")


if __name__ == "__main__":
    if sys.argv[1] == "datatrove":
        datatrove(Path(sys.argv[2]), Path(sys.argv[3]))
        shutil.rmtree(sys.argv[3], ignore_errors=True)
    else:
        main(float(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
