"""How fast ``build`` is beside one core that only finds words, what memory it takes, and what a second process gives.

    python tests/benchmarks/build_speed.py 100 corpus [ROUNDS] [STAGE]

makes a corpus of so many megabytes with corpus.py, unless it is there. A round builds it on two processes and serially
and lets one core do ``re.findall(r"\\w+", text.lower())`` on the same texts, in turn; medians of the rounds count.
``whole`` and ``until_segment`` are MB/s of wall time on two processes, as shares of the MB/s of that core;
``on_free_cores`` is what they would be with the CPU seconds of the build spread over two cores that nobody else uses.
With a STAGE builds end there, on two processes only: what a large corpus costs beside a small one.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import corpus
import figures

BUILT = ("ingest", "clean", "deduplicate", "segment")
# The stages that compute one part from another, without regard to any third.
MAPS = ("clean", "segment", "annotate")


def main(megabytes: float, folder: Path, rounds: int = 3, until: str | None = None) -> None:
    made = corpus.write(megabytes, folder)
    size = int(str(made["bytes"]))
    texts = figures.texts(folder)
    bounds, pairs, alone = [], [], []
    for _ in range(rounds):
        bounds.append(figures.words_per_second(texts, size))
        pairs.append(_build(folder, until, "processes:2"))
        if not until:
            alone.append(_build(folder, None, "serial"))
    bounds.append(figures.words_per_second(texts, size))
    bound = figures.median(bounds)
    values: dict[str, object] = {
        "bound_mb_per_second": round(bound / 1e6, 1),
        "wall_seconds": figures.median([one.wall for one in pairs]),
        "cpu_seconds_per_mb": figures.median([one.cpu / size * 1e6 for one in pairs]),
        "peak_mb": round(max(one.peak for one in [*pairs, *alone]) / 1e6),
        "stage_seconds": {name: figures.median([one.stages[name] for one in pairs]) for name in pairs[0].stages},
        "until_segment": figures.median([size / _seconds(one, BUILT) / bound for one in pairs]),
        "on_free_cores": figures.median([2 * size / one.cpu / bound for one in pairs]),
        "rounds": rounds,
    }
    if not until:
        values["whole"] = figures.median([size / one.wall / bound for one in pairs])
        values["two_processes"] = {
            name: figures.median([a.stages[name] / b.stages[name] for a, b in zip(alone, pairs, strict=True)])
            for name in MAPS
        }
    figures.record(f"build of {megabytes:g} MB" + (f" until {until}" if until else ""), made, (), **values)


def _build(raw: Path, until: str | None, engine: str) -> figures.Run:
    out = raw.with_name(f"{raw.name}-built")
    shutil.rmtree(out, ignore_errors=True)
    run = figures.refuse_failure(figures.build(raw, out, *(["--until", until] if until else []), engine=engine))
    print(f"{engine}: {run.wall:.1f} s, {run.cpu:.1f} s CPU, {run.peak / 1e6:.0f} MB, {run.stages}", flush=True)
    shutil.rmtree(out)
    return run


def _seconds(run: figures.Run, stages: tuple[str, ...]) -> float:
    """Wall seconds up to the end of some stages, with those that the command takes to begin and to end."""
    return sum(run.stages[name] for name in stages) + run.wall - sum(run.stages.values())


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3, *sys.argv[4:5])
