"""What benchmarks share: runs of the pipeline that are measured, and the file that keeps their figures.

``benchmarks.json`` lies beside this module, unless CLAIMSET_BENCHMARKS names another place: for each benchmark its
figures, with the machine, the versions, the corpus and the day. A benchmark that runs again replaces its own entry. The
table of the README is made from it.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(os.environ.get("CLAIMSET_BENCHMARKS", Path(__file__).with_name("benchmarks.json")))
WORD = re.compile(r"\w+")
_STAGE = re.compile(r"^(\w+): \d+ read, .* in ([\d.]+) s$", re.MULTILINE)
_PARTS = re.compile(r"^parts computed (\d+), reused (\d+)$", re.MULTILINE)


class Run(NamedTuple):
    """A finished command: wall and CPU seconds, the peak memory of its largest process, and its stages' seconds."""

    code: int
    wall: float
    cpu: float
    peak: int
    stages: dict[str, float]
    computed: int
    reused: int
    stderr: str


def build(raw: Path, out: Path, *more: str, engine: str = "processes:2") -> Run:
    """Run ``build`` in a process of its own, and measure it with all its workers."""
    return measured(["-m", "pipeline", "build", str(raw), str(out), *more], PIPELINE_ENGINE=engine)


def measured(arguments: Sequence[str], **environment: str) -> Run:
    """Run Python in a process of its own, and measure it with all its children."""
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    # As people run it: modules are compiled once and kept.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # A file and not a pipe: nobody reads before the end, and a full pipe would stop the command.
    log = Path(f"/proc/self/fd/{os.memfd_create('stderr')}")
    began = time.perf_counter()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=inherited | {"PYTHONPATH": paths} | environment,
            stdout=stream,
            stderr=stream,
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    text = log.read_text(encoding="utf-8")
    os.close(int(log.name))
    parts = _PARTS.search(text)
    computed, reused = (int(parts[1]), int(parts[2])) if parts else (0, 0)
    stages = {name: float(seconds) for name, seconds in _STAGE.findall(text)}
    return Run(
        process.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, stages, computed, reused, text
    )


def refuse_failure(run: Run) -> Run:
    """End with the message of a command that failed."""
    if run.code:
        sys.exit(run.stderr[-3000:])
    return run


def texts(folder: Path) -> list[str]:
    """The files of a corpus as strings."""
    return [path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.rglob("*.txt"))]


def words_per_second(some: Sequence[str], size: int) -> float:
    """Bytes per CPU second of one core that takes texts of so many bytes apart into lower-case words."""
    began = time.process_time()
    for text in some:
        WORD.findall(text.lower())
    return size / (time.process_time() - began)


def median(values: Sequence[float]) -> float:
    """The middle of some figures, to three significant digits."""
    return float(f"{statistics.median(values):.3g}")


def record(name: str, corpus: Mapping[str, Any] | str, packages: Sequence[str], **values: Any) -> None:
    """Print the figures of a benchmark and keep them in the file."""
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    kept[name] = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "machine": machine(),
        "load": round(os.getloadavg()[1], 1),  # of the last five minutes, this benchmark and what runs beside it
        "versions": {"python": platform.python_version(), **_versions(packages)},
        "corpus": corpus,
        "figures": values,
    }
    FILE.write_text(json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{name}: {json.dumps(values, ensure_ascii=False)}", flush=True)


def machine() -> str:
    """Processor, cores that may be used, and memory."""
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    found = re.search(r"model name\s*: (.+)", described)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    name = found[1] if found else platform.machine()
    return f"{name}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB"


def _versions(packages: Sequence[str]) -> dict[str, str]:
    found = {}
    for package in ("numpy", "pyarrow", *packages):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
