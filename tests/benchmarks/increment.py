"""What a rebuild costs when one text in a hundred is new.

    python tests/benchmarks/increment.py [TEXTS]

builds a corpus of TEXTS (10,000) short news-like texts, adds 1 % and builds again into the same folder, and builds all
of it anew elsewhere: CPU seconds of each stage, and whether both have the same bytes.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import corpus
import figures
from kills import BYTES, LONGEST, sums


def main(texts: int = 10_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw, held = Path(folder) / "raw", Path(folder) / "held"
        made = corpus.write(texts * BYTES / 1e6, raw, LONGEST)
        held.mkdir()
        new = sorted(raw.rglob("*.txt"))[::100]
        for path in new:
            path.rename(held / path.name)
        first = figures.refuse_failure(figures.build(raw, Path(folder) / "out"))
        (raw / "new").mkdir()
        for path in sorted(held.iterdir()):
            path.rename(raw / "new" / path.name)
        again = figures.refuse_failure(figures.build(raw, Path(folder) / "out"))
        anew = figures.refuse_failure(figures.build(raw, Path(folder) / "anew"))
        same = sums(Path(folder) / "out") == sums(Path(folder) / "anew")
    computed = [json.loads(line) for line in again.stderr.splitlines() if line.startswith("{")]
    values = {
        "new_texts": len(new),
        "cpu_share": float(f"{again.cpu / anew.cpu:.3g}"),
        "stage_seconds": {name: [again.stages[name], anew.stages[name]] for name in anew.stages},
        "parts": [first.computed, again.computed, anew.computed],
        "parts_by_stage": {one: sum(line["stage"] == one for line in computed) for one in _stages(computed)},
        "same_bytes": same,
    }
    figures.record("increment of 1 %", made, (), **values)
    sys.exit(not same)


def _stages(lines: list[dict[str, str]]) -> list[str]:
    return sorted({line["stage"] for line in lines})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
