from __future__ import annotations

from rows import TEXT, row

from pipeline.statistics import Statistics
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS


def test_labels_sources_and_repairs_are_counted_over_batches() -> None:
    counted = Statistics()
    for language in ("en", "en", "de"):
        repairs = [{"rule": "odd_spaces", "count": 2}]
        counted.add(DOCUMENTS, DOCUMENTS.rows([row("documents", language=language, repairs=repairs)]))
    counted.add(CLAIMS, CLAIMS.rows([row("claims"), row("claims", polarity="negative")]))
    assert counted.repairs == {"odd_spaces": 6}
    assert counted.characters == 3 * len(TEXT)
    assert counted.languages == {"en", "de"}
    assert counted.sources == {("local", "local", "unknown", "unknown"): 3}
    assert counted.labels["claims"]["polarity"] == {"positive": 1, "negative": 1}
    assert counted.annotators == {("claimset", "0" * 16, "linear_model"): 2}
    assert counted.examples["claims"]["text"] == TEXT


def test_nothing_is_counted_where_there_is_nothing() -> None:
    counted = Statistics()
    counted.add(CLAIMS, CLAIMS.rows([]))
    assert (counted.labels, counted.examples) == ({}, {})
