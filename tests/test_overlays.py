from __future__ import annotations

from typing import Any

import pytest

from pipeline import annotation, overlays, segmentation, store
from pipeline.errors import ConfigurationError, DataError

SCHEMA = store.read_json(store.ROOT / "schemas" / "annotations.schema.json")
TEXT = "The army said that 36 boats were destroyed near the coast.\n\nWhy should anyone care about boats?\n"
UNITS = segmentation.units(TEXT)
LINE = {
    "key": "a.txt",
    "exact": "The army said that 36 boats were destroyed near the coast.",
    "column": "claim_type",
    "value": "prediction",
    "annotator": "Ada",
    "annotator_kind": "human",
    "reason": "A test.",
}
QUESTION = {"exact": "Why should anyone care about boats?"}


def labels(*lines: dict[str, Any]) -> list[annotation.Label]:
    given = overlays.parse([(f"labels.jsonl:{i}", line) for i, line in enumerate(lines, 1)], SCHEMA)
    said = overlays.placed(TEXT, UNITS, given.get("a.txt", ()))
    automatic = annotation.annotate(TEXT, UNITS, None, overlays.checks(said))
    return overlays.apply(automatic, said, overlays.versions(given, "0" * 16))


def test_a_label_of_a_person_replaces_the_automatic_one_and_is_signed() -> None:
    claim = labels(LINE)[0].claim
    assert claim is not None
    assert (claim["claim_type"], claim["annotator"], claim["annotator_kind"]) == ("prediction", "Ada", "human")
    assert "overlay.claim_type" in claim["rules"]
    automatic = labels()[0].claim
    assert automatic is not None
    assert {name: claim[name] for name in ("quantities", "claimer")} == {
        name: automatic[name] for name in ("quantities", "claimer")
    }


def test_a_sentence_becomes_a_claim_or_stops_being_one() -> None:
    assert labels()[1].claim is None
    made = labels(LINE | QUESTION | {"column": "checkworthiness", "value": "UFS"})[1]
    assert (made.checkworthiness, made.claim is not None and made.claim["annotator"]) == ("UFS", "Ada")
    assert labels(LINE | {"column": "checkworthiness", "value": "NFS"})[0].claim is None


def test_a_changed_row_has_the_version_of_who_changed_it_and_no_confidence_in_what_somebody_decided() -> None:
    typed = labels(LINE)[0].claim
    made = labels(LINE | QUESTION | {"column": "checkworthiness", "value": "UFS"})[1].claim
    assert typed is not None
    assert made is not None
    assert (typed["confidence"] is None, made["confidence"]) == (False, None)
    assert typed["annotator_version"] != made["annotator_version"]
    assert "0" * 16 not in (typed["annotator_version"], made["annotator_version"])


def test_the_version_of_a_person_is_that_of_all_they_said_on_top_of_one_annotator() -> None:
    def version(*lines: dict[str, Any], automatic: str = "0" * 16) -> str:
        given = overlays.parse([(f"labels.jsonl:{i}", line) for i, line in enumerate(lines)], SCHEMA)
        return overlays.versions(given, automatic)["Ada"]

    other = LINE | QUESTION
    assert version(LINE, other) == version(other, LINE)
    assert version(LINE, other | {"annotator": "Bob"}) == version(LINE)
    assert len({version(LINE), version(LINE, other), version(other), version(LINE, automatic="1" * 16)}) == 4


def test_a_claimer_may_be_nobody_and_a_type_may_not() -> None:
    claim = labels(LINE | {"column": "claimer", "value": None})[0].claim
    assert claim is not None
    assert claim["claimer"] is None
    with pytest.raises(ConfigurationError, match=r"labels.jsonl:1: claim_type is one of .*, not None"):
        labels(LINE | {"value": None})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"column": "text"}, "'text' is not one of"),
        ({"value": "opinion"}, "claim_type is one of personal_experience"),
        ({"resaon": "x"}, "'resaon' was unexpected"),
        ({"annotator_kind": "robot"}, "'robot' is not one of"),
    ],
)
def test_a_wrong_line_is_named_with_its_place(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        labels(LINE | change)
    assert str(caught.value).startswith("labels.jsonl:1: ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"exact": "The navy said so."}, "is not in the text"),
        ({"exact": "36 boats"}, "no whole sentence or line of a.txt"),
        ({"exact": "boats"}, "more than once"),
        (QUESTION, "the sentence is NFS, so it has no claim_type"),
    ],
)
def test_a_line_that_fits_nothing_fails(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        labels(LINE | change)


def test_two_lines_that_contradict_one_another_fail() -> None:
    with pytest.raises(DataError, match="labels.jsonl:2: says 'laws_rules' of claim_type where labels.jsonl:1 says"):
        labels(LINE, LINE | {"value": "laws_rules", "annotator": "Bob"})


def test_a_line_of_a_document_that_is_not_there_is_unused() -> None:
    given = overlays.parse([("labels.jsonl:1", LINE)], SCHEMA)
    assert [one.place for one in overlays.unused(given, ["b.txt"])] == ["labels.jsonl:1"]
    assert overlays.unused(given, ["a.txt"]) == []
