from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_each_conflict_and_refinement_stands_with_both_quotations(built: Path, run: Run) -> None:
    done = run("discrepancies", built / "release", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    folder = built / "release" / "data" / "claim_links"
    links = pq.read_table(folder).to_pylist() if folder.is_dir() else []
    wanted = [one for one in links if one["relation"] in {"conflicts", "supersedes", "refines"}]
    assert len(told) == len(wanted)


def test_the_page_is_markdown(built: Path, run: Run) -> None:
    done = run("discrepancies", built / "release")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("#")


def test_a_folder_that_is_no_release_is_wrong_usage(tmp_path: Path, run: Run) -> None:
    done = run("discrepancies", tmp_path)
    assert (done.returncode, "no folder of a release" in done.stderr) == (2, True)
