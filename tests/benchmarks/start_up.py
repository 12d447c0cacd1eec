"""What each stage takes on the five texts beside the mere import of what it needs from other projects.

    python tests/benchmarks/start_up.py [ROUNDS]

Both run in fresh processes, in turn; a row gives the medians of CPU seconds and their ratio.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import figures

from pipeline import STAGES, build

# Modules of other projects that a stage imports before it is given anything, in their order.
NEEDED = """
import importlib, json, sys
importlib.import_module("pipeline." + sys.argv[1])
from pipeline import engine, params, runner
files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
print(json.dumps([name for name, file in files.items() if "site-packages" in file]))
"""
IMPORT = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
"""
# Of the stages that compute parts, no worker may import these.
HEAVY = ("pandas", "pandera", "datasets")
WITHOUT = ("clean", "deduplicate", "segment", "annotate", "link")


def main(rounds: int = 5) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        figures.refuse_failure(figures.build(figures.ROOT / "data" / "raw", made))
        shutil.rmtree(made / ".parts")
        compare(made, rounds)


def compare(made: Path, rounds: int) -> None:
    """Time every stage on the inputs that a finished build has for it."""
    values: dict[str, float] = {}
    for stage in STAGES:
        needed = json.loads(_output("-c", NEEDED, stage))
        if stage in WITHOUT and set(needed) & set(HEAVY):
            sys.exit(f"{stage} imports {sorted(set(needed) & set(HEAVY))}")
        pairs = [(_stage(stage, made), _imports(needed)) for _ in range(rounds)]
        ours, bare = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
        values[stage] = figures.median([a / b for a, b in pairs])
        print(f"{stage:<12} {ours:.2f} s CPU, imports {bare:.2f} s: {values[stage]} times", flush=True)
    figures.record("start-up", "the five texts", ("pandera", "datasets"), rounds=rounds, times_imports=values)


def _output(*arguments: str) -> str:
    return figures.refuse_failure(figures.measured(arguments)).stderr


def _imports(needed: list[str]) -> float:
    return figures.refuse_failure(figures.measured(["-c", IMPORT, json.dumps(needed)])).cpu


def _stage(stage: str, made: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(made, Path(folder) / "data"))
        given = {"data/raw": "data/raw"}
        paths = [given.get(path, build._path(path, {}, data)) for path in build.wiring()[stage]]
        return figures.refuse_failure(figures.measured(["-m", "pipeline", stage, *paths], PIPELINE_ENGINE="serial")).cpu


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
