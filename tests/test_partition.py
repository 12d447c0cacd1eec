from __future__ import annotations

from collections import Counter

from pipeline.ids import cluster_id
from pipeline.partition import split_of

IDS = [cluster_id(str(i)) for i in range(4_000)]


def test_clusters_fall_into_the_splits_by_their_shares() -> None:
    counts = Counter(split_of(one, {"train": 0.8, "validation": 0.1, "test": 0.1}) for one in IDS)
    assert abs(counts["train"] - 3_200) < 120
    assert abs(counts["validation"] - 400) < 80


def test_a_share_of_one_takes_everything_and_a_share_of_none_nothing() -> None:
    assert {split_of(one, {"train": 1.0, "validation": 0.0, "test": 0.0}) for one in IDS} == {"train"}
    assert {split_of(one, {"train": 0.0, "validation": 0.0, "test": 1.0}) for one in IDS} == {"test"}


def test_a_cluster_stays_where_it_is_whatever_else_there_is() -> None:
    shares = {"train": 0.5, "validation": 0.25, "test": 0.25}
    assert [split_of(one, shares) for one in IDS[:3]] == [split_of(one, shares) for one in reversed(IDS[:3])][::-1]
    assert split_of("k0000000000000000", shares) == split_of("k0000000000000000", shares)


def test_shares_that_rounding_leaves_below_one_still_place_everything() -> None:
    shares = {"train": 0.1, "validation": 0.2, "test": 0.7 - 1e-12}
    assert {split_of(one, shares) for one in IDS} == {"train", "validation", "test"}
