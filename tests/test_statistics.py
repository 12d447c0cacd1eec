from __future__ import annotations

from rows import TEXT, row

from pipeline.statistics import Statistics
from schemas.claim_links import CLAIM_LINKS
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


def test_examples_of_links_go_round_the_relations_the_independent_and_surest_first_and_name_no_claim_twice() -> None:
    table = CLAIM_LINKS

    def link(number: int, a: int, b: int, relation: str, **more: object) -> dict[str, object]:
        ids = {"link_id": f"l{number:016x}", "claim_id_a": f"c{a:016x}", "claim_id_b": f"c{b:016x}"}
        return row("claim_links", **ids, relation=relation, **{"score": 0.5, "independent": True, **more})

    counted = Statistics()
    links = [
        link(1, 1, 2, "refines"),
        link(2, 3, 4, "conflicts", score=0.9, independent=False),
        link(3, 5, 6, "conflicts", score=0.6),
        link(4, 6, 7, "conflicts", score=0.5),
        link(5, 8, 9, "corroborates", score=1.0),
        link(6, 10, 11, "refines", evidence="", score=0.9),
    ]
    for one in links:
        counted.add(table, table.rows([one]))
    assert [int(one["link_id"][1:], 16) for one in counted.telling_links()] == [3, 1, 2]
    assert (counted.links["conflicts", True], counted.links["conflicts", False]) == (2, 1)
    assert Statistics().telling_links() == []
