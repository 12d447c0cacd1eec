from __future__ import annotations

import datetime as dt

from pipeline import annotation, segmentation

TEXT = """By Jane Roe | Nov 27, 2025

Officials said on Wednesday that at least 36 boats were destroyed near Venezuela.

Why now?
"""


def labels(text: str, published: dt.date | None = None) -> list[annotation.Label]:
    return annotation.annotate(text, segmentation.units(text), published)


def test_a_claim_has_the_labels_of_every_extractor_in_the_offsets_of_the_document() -> None:
    claim = labels(TEXT)[1].claim
    assert claim is not None
    (amount,) = claim["quantities"]
    assert (amount["value"], amount["comparator"]) == (36.0, "at_least")
    for column in ("quantities", "dates", "entities", "hedges"):
        for one in claim[column]:
            assert TEXT[one["start"] : one["end"]] == one["text"]
    assert TEXT[claim["claimer_start"] : claim["claimer_end"]] == claim["claimer_text"] == "Officials"
    assert (claim["cue_text"], claim["quote_type"], claim["claimer_kind"]) == ("said", "indirect", "group")


def test_a_byline_anchors_relative_dates_and_a_stated_date_comes_first() -> None:
    assert labels(TEXT)[1].claim["dates"][0]["value"] == "2025-11-26"
    assert labels(TEXT, dt.date(2025, 10, 3))[1].claim["dates"][0]["value"] == "2025-10-01"


def test_a_question_and_a_byline_are_no_claims() -> None:
    found = labels(TEXT)
    assert [one.checkworthiness for one in (found[0], found[2])] == ["NFS", "NFS"]
    assert (found[0].score, found[0].claim) == (0.0, None)


def test_a_text_without_units_has_no_labels() -> None:
    assert labels("") == []
