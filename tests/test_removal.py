from __future__ import annotations

import pytest
from conftest import ROOT

from pipeline import params
from pipeline.removal import Removal

GONE = Removal({"paper": 900, "wire": 100}, {"paper": 1, "wire": 95}, [("d1", 60), ("d2", 2)])


def alarm(removal: Removal, *changes: str) -> str | None:
    return removal.alarm(params.load(ROOT / "params.yaml", changes).deduplicate)


def test_the_tables_name_the_sources_that_lose_most_and_the_largest_clusters() -> None:
    text = alarm(GONE) or ""
    assert text.splitlines()[0].startswith("deduplicate: 95 of 100 documents of source wire would be removed")
    lines = [line.split() for line in text.splitlines()[1:-1]]
    assert lines[1:3] == [["wire", "100", "95", "95.0%"], ["paper", "900", "1", "0.1%"]]
    assert lines[4:] == [["d1", "60", "6.0%"], ["d2", "2", "0.2%"]]


@pytest.mark.parametrize(
    ("removal", "changes"),
    [
        (Removal({"a": 99}, {"a": 49}, [("d1", 50)]), []),
        (Removal({"a": 10, "b": 90}, {"a": 10}, [("d1", 11)]), []),
        (Removal({"a": 200}, {"a": 199}, [("d1", 200)]), ["deduplicate.max_removed_share=1.0"]),
        (Removal({}, {}, []), []),
    ],
)
def test_what_is_expected_small_or_allowed_raises_no_alarm(removal: Removal, changes: list[str]) -> None:
    assert alarm(removal, *changes) is None


@pytest.mark.parametrize("limit", ["max_removed_share", "max_source_removed_share", "max_cluster_share"])
def test_each_limit_raises_its_own_alarm(limit: str) -> None:
    assert f"deduplicate.{limit} = 0.01 allows" in (alarm(GONE, f"deduplicate.{limit}=0.01") or "")
