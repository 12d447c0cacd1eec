from __future__ import annotations

import datetime as dt

import pytest

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


@pytest.mark.parametrize(
    ("sentence", "check", "rule"),
    [
        ("The vote will probably end on Thursday.", "UFS", "checkworthiness.dated"),
        ("A trial is likely to start in October.", "UFS", "checkworthiness.typed"),
        ("Scientists say that warmer seas make storms stronger.", "UFS", "checkworthiness.typed"),
        ("Dunn's team believes that slower ships would do.", "UFS", "checkworthiness.reported"),
        ("Bars shed jobs for the third straight month.", "CFS", "checkworthiness.count"),
    ],
)
def test_a_unit_that_grammar_shows_to_state_something_is_a_claim_whatever_the_model_says(
    sentence: str, check: str, rule: str
) -> None:
    (one,) = labels(sentence + "\n")
    assert one.claim is not None
    assert (one.checkworthiness, rule in one.claim["rules"]) == (check, True)


def test_a_remark_that_nothing_shows_to_be_a_statement_stays_none() -> None:
    (one,) = labels("The coming weeks will tell us much about ourselves.\n")
    assert (one.checkworthiness, one.claim) == ("NFS", None)


def test_a_text_without_units_has_no_labels() -> None:
    assert labels("") == []
