from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import store
from pipeline.errors import DataError
from pipeline.explain import explain

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_claim_is_followed_from_its_bytes_to_its_rules(built: Path, corpus: Path) -> None:
    path = next((built / "claims" / "claims").glob("*.parquet"))
    for claim in pq.read_table(path).to_pylist()[:5]:
        found = explain(built, claim["claim_id"])
        raw = (corpus / found["item"]["key"]).read_bytes()
        assert raw[claim["raw_start"] : claim["raw_end"]].decode() == found["bytes"]
        assert found["row"]["rules"]


def test_each_rule_that_touched_an_item_stands_with_its_bytes(built: Path, run: Run) -> None:
    done = run("explain", "002_d712047a3b5ac81b.txt", "--data", built)
    assert done.returncode == 0, done.stderr
    assert "odd_spaces" in done.stdout
    assert "c2 a0" in done.stdout
    assert "duplicate_cluster_id" in done.stdout


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("empty.txt", ["ingest", "empty"]),
        ("short.txt", ["clean", "too_short"]),
        ("picture.txt", ["clean", "binary"]),
        ("sub/shouted.txt", ["removed as a copy", "exact"]),
    ],
)
def test_what_was_dropped_says_where_and_why(key: str, words: list[str], built: Path, run: Run) -> None:
    done = run("explain", key, "--data", built)
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in words), done.stdout


def test_programs_get_json(built: Path, run: Run) -> None:
    told = json.loads(run("explain", "short.txt", "--data", built, "--json").stdout)
    assert told["excluded"]["reason"] == "too_short"


def test_an_unknown_name_is_one_message(built: Path, run: Run) -> None:
    done = run("explain", "nothing.txt", "--data", built)
    assert (done.returncode, "nothing.txt: no id and no key" in done.stderr, "Traceback" in done.stderr) == (
        1,
        True,
        False,
    )
    with pytest.raises(DataError):
        explain(built, "d" + "9" * 16)
    assert store.ROOT
