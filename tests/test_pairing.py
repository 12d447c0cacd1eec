from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT

from pipeline import arrays, pairing, params
from pipeline.minhash import buckets
from pipeline.pairing import layout, verifying


def corpus(folder: Path, **sizes: int) -> pairing.Corpus:
    return pairing.Corpus(folder, folder, folder, sizes, params.load(ROOT / "params.yaml").deduplicate)


def test_parts_are_grouped_in_order_until_a_group_is_worth_a_task(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "GROUP_ROWS", 10)
    groups = corpus(tmp_path, a=4, b=6, c=1, d=20, e=0, f=3).groups
    assert [(group.first, group.rows, "".join(name for name, _ in group.parts)) for group in groups] == [
        (0, 10, "ab"),
        (10, 1, "c"),
        (11, 20, "d"),
        (31, 3, "ef"),
    ]
    assert [group.number for group in groups] == [0, 1, 2, 3]
    assert corpus(tmp_path).groups == ()


def test_ranges_hold_both_ends_up_to_the_greatest_number() -> None:
    ordered = np.array([0, 1, 1, 5, (1 << 64) - 1], np.uint64)
    cuts = [(0, 0), (1, 4), (5, (1 << 64) - 1)]
    assert [ordered[layout.between(ordered, *cut)].tolist() for cut in cuts] == [[0], [1, 1], [5, (1 << 64) - 1]]


def test_every_pair_falls_into_one_range_and_those_of_one_left_document_into_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "RANGE_PAIRS", 50)
    rng = np.random.default_rng(2)
    left = rng.integers(0, 60, 900).astype(np.uint32)
    pairs = buckets.pack(left, left + np.uint32(1) + rng.integers(0, 9, 900).astype(np.uint32))
    paths = [tmp_path / f"{i}.npy" for i in range(3)]
    for i, path in enumerate(paths):
        arrays.save(path, np.unique(pairs[i::3]))
    cuts = verifying._cuts(paths)
    assert len(cuts) > 5
    assert all(sum(low <= pair <= high for low, high in cuts) == 1 for pair in map(int, pairs))
    assert all(low >> 32 << 32 == low and (high + 1) >> 32 << 32 == high + 1 for low, high in cuts)
