"""Builds of many parts that are disturbed, as the benchmarks disturb them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_500)]


def benchmark(folder: Path, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.run(
        [sys.executable, str(ROOT / "tests" / "benchmarks" / script), *arguments],
        env=os.environ | {"PYTHONPATH": paths, "CLAIMSET_BENCHMARKS": str(folder / "benchmarks.json")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_builds_that_are_killed_go_on_and_end_with_the_same_bytes(tmp_path: Path) -> None:
    done = benchmark(tmp_path, "kills.py", "4")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"laws_broken": 0' in done.stdout


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_a_serial_build(tmp_path: Path) -> None:
    done = benchmark(tmp_path, "cluster.py", "1.1", str(tmp_path / "corpus"), "250")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"same_bytes": true' in done.stdout


def test_one_text_in_a_hundred_more_costs_a_part_of_the_whole_and_changes_no_byte(tmp_path: Path) -> None:
    done = benchmark(tmp_path, "increment.py", "4500")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"same_bytes": true' in done.stdout
