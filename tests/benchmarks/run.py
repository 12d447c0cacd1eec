"""Run benchmarks against other tools, keep their figures, and print the table that the README shows.

    PYTHONPATH=.:tests python tests/benchmarks/run.py [NAME ...]

NAMEs are those of `BENCHMARKS` below; without one all run, which takes half an hour on two cores. The figures go to
benchmarks.json beside this file; `python tests/readme_tables.py` puts them into the README.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import figures
import readme_tables

HERE = Path(__file__).parent
# Script and arguments; CORPUS stands for a folder that is thrown away.
BENCHMARKS: dict[str, tuple[str, ...]] = {
    "peers": ("peers.py", "3", "3"),
    "build": ("build_speed.py", "14", "CORPUS", "3"),
    "datatrove": ("against_datatrove.py", "3", "CORPUS", "1"),
    "start-up": ("start_up.py", "3"),
    "increment": ("increment.py",),
    "kills": ("kills.py", "10"),
    "cluster": ("cluster.py", "14", "CORPUS"),
}


def main(names: list[str]) -> None:
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        sys.exit(f"{', '.join(sorted(unknown))}: no such benchmark; there are {', '.join(BENCHMARKS)}")
    failed = [name for name in names or BENCHMARKS if not passed(*BENCHMARKS[name])]
    print(readme_tables.benchmarks())
    if failed:
        sys.exit(f"{', '.join(failed)}: failed; see above")
    print(f"kept in {figures.FILE}; `python tests/readme_tables.py` puts the table into the README")


def passed(script: str, *arguments: str) -> bool:
    """Whether a benchmark ran to its end and held its laws."""
    with tempfile.TemporaryDirectory() as folder:
        given = [str(Path(folder) / "corpus") if one == "CORPUS" else one for one in arguments]
        return (
            subprocess.run([sys.executable, str(HERE / script), *given], cwd=figures.ROOT, check=False).returncode == 0
        )


if __name__ == "__main__":
    main(sys.argv[1:])
