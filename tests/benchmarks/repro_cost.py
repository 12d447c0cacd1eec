"""What `dvc repro` of the five texts costs beside the same dvc.yaml whose commands only import and make outputs.

Usage: python tests/benchmarks/repro_cost.py [ROUNDS]. Both run in copies of the committed tree, in turn; CPU and wall
seconds and their ratio are printed, medians last.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import figures
import yaml

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = """
import importlib, json, sys
importlib.import_module("pipeline." + sys.argv[1]); importlib.import_module("pipeline.runner")
from pipeline import params, engine
site = [m for m, x in sys.modules.items() if "." not in m and "site-packages" in (getattr(x, "__file__", None) or "")]
print(json.dumps(sorted(m for m in site if not m.startswith("_"))))
"""


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        real, stub = Path(folder) / "real", Path(folder) / "stub"
        for copy in (real, stub):
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
        stubbed(stub)
        ratios = []
        for number in range(rounds):
            one, other = cost(real), cost(stub)
            ratios.append((one[0] / other[0], one[1] / other[1]))
            print(f"{number}: repro {one[0]:.2f} s CPU {one[1]:.2f} s wall; imports {other[0]:.2f} {other[1]:.2f}")
        cpu, wall = (figures.median(ratio) for ratio in zip(*ratios, strict=True))
        print(f"median ratio: CPU {cpu}, wall {wall} (bar: at most 2.5)")
        figures.record("dvc repro", "the five texts", ("dvc",), rounds=rounds, cpu=cpu, wall=wall)


def stubbed(folder: Path) -> None:
    """Replace every command by a script that imports what the stage needs from other projects and makes its outputs."""
    tree = yaml.safe_load((folder / "dvc.yaml").read_text(encoding="utf-8"))
    for name, stage in tree["stages"].items():
        found = subprocess.run(
            [sys.executable, "-c", IMPORTS, name], cwd=ROOT, capture_output=True, text=True, check=True
        )
        outs = [next(iter(out)) if isinstance(out, dict) else out for out in stage["outs"] + stage["metrics"]]
        lines = [f"import pathlib, {', '.join(json.loads(found.stdout))}", f"for out in {outs}:"]
        lines += ["    path = pathlib.Path(out)", "    path.parent.mkdir(parents=True, exist_ok=True)"]
        lines += ["    path.write_text('{}') if path.suffix else path.mkdir(exist_ok=True)"]
        (folder / f"stub_{name}.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
        stage["cmd"] = f"python stub_{name}.py"
    (folder / "dvc.yaml").write_text(yaml.safe_dump(tree), encoding="utf-8")


def cost(folder: Path) -> tuple[float, float]:
    """CPU and wall seconds of one full `dvc repro`, caches thrown away before."""
    for made in (
        "dvc.lock",
        ".dvc/cache",
        "data/.parts",
        *(f"data/{name}" for name in ("documents", "clean", "unique")),
    ):
        path = folder / made
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    # As people run it: modules are compiled once and kept.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = inherited | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(["dvc", "repro", "--force"], cwd=folder, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
