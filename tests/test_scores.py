from __future__ import annotations

from typing import Any

import pytest

from pipeline import scores
from pipeline.annotation import Label
from pipeline.segmentation import Unit

TEXT = "Police said 36 boats sank. Why?"
UNITS = [Unit(0, "sentence", 0, 26), Unit(0, "sentence", 27, 31)]
CLAIM: dict[str, Any] = {
    "claim_type": "quantity",
    "quote_type": "indirect",
    "claimer": "police",
    "certainty": "certain",
    "polarity": "positive",
    "quantities": [{"value": 36.0, "value_high": None}],
    "dates": [],
    "entities": [],
}
LABELS = [Label("CFS", 0.9, CLAIM), Label("NFS", 0.0, None)]
GOLD: list[dict[str, Any]] = [
    {
        "text": "Police said 36 boats sank.",
        "kind": "sentence",
        "check": "CFS",
        "type": "quantity",
        "claimer": "Police",
        "quote": "indirect",
        "modality": "asserted",
        "quantities": [{"value": 36}],
        "dates": [],
        "entities": [],
    },
    {
        "text": "Why?",
        "kind": "sentence",
        "check": "NFS",
        "type": "not_a_claim",
        "claimer": None,
        "quote": "none",
        "modality": "asserted",
        "quantities": [],
        "dates": [],
        "entities": [],
    },
]


def columns(gold: list[dict[str, Any]], units: list[Unit] = UNITS, labels: list[Label] = LABELS) -> dict[str, Any]:
    whole = scores.Scores()
    whole.add(TEXT, gold, units, labels)
    return whole.as_json()["columns"]


def test_labels_that_are_all_right_score_one() -> None:
    found = columns(GOLD)
    assert {name: one["value"] for name, one in found.items() if one["n"]} == dict.fromkeys(
        ("units", "kind", "checkworthiness", "claim", "claim_type", "quote_type", "claimer", "quantities"), 1.0
    )


def test_a_wrong_value_lowers_its_own_column_alone() -> None:
    wrong = [GOLD[0] | {"quantities": [{"value": 35}]}, GOLD[1]]
    found = columns(wrong)
    assert (found["quantities"]["value"], found["claimer"]["value"]) == (0.0, 1.0)


def test_a_unit_that_was_not_found_is_wrong() -> None:
    found = columns(GOLD, [UNITS[0]], [LABELS[0]])
    assert (found["kind"]["value"], found["units"]["n"]) == (0.5, 2)
    assert found["units"]["value"] == round(2 / 3, 4)


def test_a_claimer_is_compared_without_article_and_case() -> None:
    found = columns([GOLD[0] | {"claimer": "the police’s"}, GOLD[1]])
    assert found["claimer"]["value"] == 1.0


def test_a_vague_amount_is_compared_as_an_interval() -> None:
    claim = CLAIM | {"quantities": [{"value": 24.0, "value_high": 99.0}]}
    gold = [GOLD[0] | {"quantities": [{"value": [24, 99]}]}, GOLD[1]]
    assert columns(gold, labels=[Label("CFS", 0.9, claim), LABELS[1]])["quantities"]["value"] == 1.0


def test_macro_f1_leaves_out_classes_with_fewer_than_ten_units() -> None:
    pairs = [("a", "a")] * 10 + [("a", "b")] * 3
    assert scores.macro_f1(pairs) == pytest.approx(20 / 23)


def test_gold_of_another_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="not in its text"):
        list(scores.locate("Other text.", GOLD))


def test_the_f1_of_nothing_is_nothing() -> None:
    assert (scores.Counts().f1, scores.Counts().precision, scores.Counts().recall) == (0.0, 0.0, 0.0)
