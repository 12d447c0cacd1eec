from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from pipeline import annotation, segmentation

TEXT = """By Jane Roe | Nov 27, 2025

Officials said on Wednesday that at least 36 boats were destroyed near Venezuela.

Why now?
"""


MODEL = "checkworthiness.linear_model"


def labels(
    text: str, published: dt.date | None = None, given: Mapping[int, str] | None = None
) -> list[annotation.Label]:
    return annotation.annotate(text, segmentation.units(text), published, given)


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
    ("sentence", "kind"),
    [
        ("The head of the port quit after an audit found that money was missing.", "author"),
        ("The bridge was closed because engineers said that it was unsafe.", "author"),
        ("An audit found that money was missing after the head quit.", "document"),
        ("On Monday, officials said that the bridge was unsafe.", "group"),
    ],
)
def test_a_report_in_a_clause_of_time_or_cause_is_not_the_source_of_the_whole_claim(sentence: str, kind: str) -> None:
    claim = labels(sentence)[0].claim
    assert claim is not None
    assert claim["claimer_kind"] == kind


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


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("The coming weeks will tell us much about ourselves.", "NFS"),
        ("The next few months would tell us much about ourselves.", "NFS"),
        ("On Friday, we will talk about ourselves.", "UFS"),
        ("Tomorrow we will talk about ourselves.", "UFS"),
    ],
)
def test_a_prediction_that_says_when_is_a_claim_and_one_whose_subject_is_a_time_is_none(
    sentence: str, check: str
) -> None:
    (one,) = labels(sentence + "\n")
    assert one.checkworthiness == check


def test_the_score_stays_the_model_s_where_a_rule_decides_the_class() -> None:
    (one,) = labels("Bars shed jobs for the third straight month.\n")
    assert (one.checkworthiness, one.score < 0.5) == ("CFS", True)


def test_the_model_is_named_only_where_it_was_asked() -> None:
    text = "Why now?\n\nSomething is wrong with us.\n"
    forbidden, judged = labels(text, given={0: "UFS", 1: "UFS"})
    assert forbidden.claim is not None
    assert judged.claim is not None
    assert [MODEL in one.claim["rules"] for one in (forbidden, judged)] == [False, True]


def test_a_text_without_units_has_no_labels() -> None:
    assert labels("") == []
