from __future__ import annotations

from pipeline import annotation, links, linkscores, segmentation

TOLERANCES = links.Tolerances(round=0.05, about=0.1, days=14)
A, B, C = ("a.txt", "one"), ("b.txt", "two"), ("a.txt", "three")


def pair(*units: tuple[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(units)


def test_pairs_that_both_passes_link_are_the_gold() -> None:
    passes = [{pair(A, B): "refines", pair(A, C): "corroborates"}, {pair(A, B): "conflicts"}]
    found = {pair(A, B): "supersedes", pair(A, C): "corroborates", pair(B, C): "same_text"}
    measured = linkscores.measure(found, passes, {A, C})
    assert measured["links (across documents)"] == {
        "measure": "F1",
        "value": 0.6667,
        "n": 1,
        "precision": 0.5,
        "recall": 1,
    }
    assert measured["links (amounts)"]["precision"] == 0  # A and C count, and one pass alone links them
    assert measured["links (relation)"] == {"measure": "accuracy, of pairs found", "value": 1.0, "n": 1}


def test_nothing_found_is_no_precision() -> None:
    measured = linkscores.measure({}, [{pair(A, B): "refines"}] * 2, set())
    assert [one["value"] for one in measured.values()] == [0, 0, 0]


def test_texts_are_linked_as_the_stage_would() -> None:
    texts = {
        "a.txt": "The storm killed at least 12 people in Manila on 4 May 2026, the mayor of Manila said.",
        "b.txt": "A storm on 4 May 2026 killed 12 people in Manila, the Philippine police said.",
    }
    stated = []
    for name, text in texts.items():
        units = segmentation.units(text)
        stated += linkscores.claims(name, text, units, annotation.annotate(text, units, None))
    found = linkscores.linked(stated, 0.0, TOLERANCES)
    assert found == {frozenset(texts.items()): "refines"}


def test_gold_is_quoted_as_the_clean_text_has_it() -> None:
    document = {"doc": "a.txt", "units": [{"text": " x ", "quantities": [1]}, {"text": "y", "quantities": []}]}
    link = {"links": [{"a": ["a.txt", " x "], "b": ["b.txt", "y"], "relation": "refines"}]}
    assert linkscores.gold([document, link], str.strip) == {pair(("a.txt", "x"), ("b.txt", "y")): "refines"}
    assert linkscores.counting([document, link], str.strip) == {("a.txt", "x")}
