from __future__ import annotations

import numpy as np

from pipeline import precedence, ranking
from schemas.published import PUBLISHED


def row(number: int, version: str, **changes: object) -> dict[str, object]:
    good = {"split": "test", "duplicate_cluster_id": f"k{number:016x}", "signature": bytes([number])}
    return {"doc_id": ranking.doc_id(number), "since_version": version} | good | changes


def test_documents_are_found_by_number_and_older_versions_come_first() -> None:
    earlier = precedence.Earlier(PUBLISHED.rows([row(1, "1.10.0"), row(9, "1.9.0", split="train"), row(5, "1.9.0")]))
    places = earlier.places(np.array([1, 5, 9, 0, 99], np.uint64))
    assert places.tolist() == [2, 0, 1, precedence.NONE, precedence.NONE]
    assert earlier.seniority(places).tolist() == [1, 0, 0, ranking.NEW, ranking.NEW]
    assert (earlier.cluster(0), earlier.split(1)) == ("k" + "0" * 15 + "5", "train")
    assert earlier.signatures(np.array([2, 0])) == [b"\x01", b"\x05"]


def test_before_the_first_release_everything_is_new() -> None:
    earlier = precedence.Earlier(PUBLISHED.rows([]))
    assert len(earlier) == 0
    assert earlier.places(np.array([3], np.uint64)).tolist() == [precedence.NONE]
