from __future__ import annotations

import copy
from typing import Any

import pytest

from pipeline import agreement

UNIT = {
    "text": "A.",
    "kind": "sentence",
    "check": "UFS",
    "type": "other",
    "claimer": None,
    "quote": "none",
    "modality": "asserted",
    "quantities": [],
    "dates": [],
    "entities": [],
}


def passes(*units: dict[str, Any], links: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    return [{"doc": "a.txt", "units": [UNIT | unit for unit in units]}, *([{"links": links}] if links else [])]


def test_kappa_is_that_of_the_table_that_cohen_gives() -> None:
    """Cohen 1960, table 1: 200 cases, observed agreement 0.70, by chance 0.41, kappa 0.492."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = [(a, b) for a, row in enumerate(table) for b, count in enumerate(row) for _ in range(count)]
    assert len(pairs) == 200
    assert agreement.kappa(pairs) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


def test_kappa_of_one_label_is_one_and_of_opposites_below_zero() -> None:
    assert agreement.kappa([("a", "a")] * 3) == 1
    assert agreement.kappa([("a", "b"), ("b", "a")]) == -1


def test_two_equal_passes_agree_in_every_column() -> None:
    amount = {"text": "3 boats"}
    one = passes({"quantities": [amount]}, {"check": "NFS", "entities": [{"text": "Oslo", "label": "GPE"}]})
    found = agreement.measure(one, copy.deepcopy(one))
    assert {column: entry["value"] for column, entry in found.items() if column != "dates"} == dict.fromkeys(
        set(found) - {"dates"}, 1.0
    )
    assert [found[column]["n"] for column in ("checkworthiness", "quantities", "dates", "entities")] == [2, 1, 0, 1]
    assert "links" not in found


def test_mentions_count_once_in_a_unit_and_differ_by_text_and_label() -> None:
    def named(*pairs: tuple[str, str]) -> dict[str, Any]:
        return {"entities": [{"text": text, "label": label} for text, label in pairs]}

    first = passes(named(("Oslo", "GPE"), ("Oslo", "GPE"), ("Ada", "PERSON")))
    second = passes(named(("Oslo", "GPE"), ("Ada", "ORG")))
    assert agreement.measure(first, second)["entities"] == {"measure": "F1", "value": 0.5, "n": 3}


def test_links_are_pairs_without_order_and_their_relations_count_where_both_have_them() -> None:
    def link(a: str, b: str, relation: str) -> dict[str, Any]:
        return {"a": ["a.txt", a], "b": ["a.txt", b], "relation": relation}

    first = passes({}, links=[link("A.", "B.", "refines"), link("A.", "C.", "conflicts"), link("B.", "C.", "refines")])
    second = passes({}, links=[link("B.", "A.", "refines"), link("A.", "C.", "refines"), link("D.", "C.", "refines")])
    found = agreement.measure(first, second)
    assert found["links"] == {"measure": "F1", "value": round(2 / 3, 4), "n": 4}
    assert found["links (relation)"] == {"measure": "accuracy, of pairs in both", "value": 0.5, "n": 2}


def test_passes_of_different_units_are_refused() -> None:
    with pytest.raises(ValueError, match=r"different units: 'A\.' and 'B\.'"):
        agreement.measure(passes({}), passes({"text": "B."}))
    with pytest.raises(ValueError, match="shorter"):
        agreement.measure(passes({}, {}), passes({}))
