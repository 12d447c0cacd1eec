"""Behaviour of `pipeline.quantities`."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.quantities import Change, Comparator, Quantity, find


def only(text: str) -> Quantity:
    """Return the one quantity of a text."""
    found = find(text)
    assert len(found) == 1, found
    return found[0]


def values(text: str) -> list[float]:
    return [quantity.value for quantity in find(text)]


# The number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36 strikes", 36),
        ("4,000 troops", 4_000),
        ("1,234,567.89 euros", 1_234_567.89),
        ("12,34,567 rupees", 1_234_567),
        ("1.234.567,89 euros", 1_234_567.89),
        ("1 234 567 voters", 1_234_567),
        ("12 000 homes", 12_000),
        ("40\u202f000 homes", 40_000),
        (".5 percent", 0.5),
        ("4.5 million people", 4_500_000),
        ("5k runners", 5_000),
        ("1.2m people", 1_200_000),
        ("13 lakh voters", 1_300_000),
        ("three lakh crore rupees", 3e12),
        ("-5 degrees", -5),
        ("−459.67 °F", -459.67),
        ("minus five degrees", -5),
        ("2.48×10−5 grams", 2.48e-5),
        ("4e14 hertz", 4e14),
        ("10^6 cells", 1e6),
    ],
)
def test_reads_digits(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sixteen people", 16),
        ("twenty-one people", 21),
        ("twenty one people", 21),
        ("one hundred and sixty-one people", 161),
        ("two hundred and two thousand people", 202_000),
        ("Three hundred and thirty one people", 331),
        ("twenty-one trillion three hundred people", 21_000_000_000_300),
        ("a hundred people", 100),
        ("a million people", 1_000_000),
        ("two dozen people", 24),
        ("half a dozen people", 6),
        ("five point five million people", 5_500_000),
        ("two point zero three percent", 2.03),
        ("a couple hundred people", 200),
        ("no fewer than nine people", 9),
    ],
)
def test_composes_number_words(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value, rel=1e-12)


def test_keeps_numbers_apart_that_and_only_lists() -> None:
    assert values("two hundred and three hundred") == [200, 300]
    assert values("two men and three women") == [2, 3]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two thirds of voters", 2 / 3),
        ("two-thirds of voters", 2 / 3),
        ("a third of Democrats", 1 / 3),
        ("a quarter of citizens", 0.25),
        ("three quarters of members", 0.75),
        ("half of the states", 0.5),
        ("more than half the states", 0.5),
        ("half a million people", 500_000),
        ("two thirds of a million people", 2e6 / 3),
        ("five and a half million people", 5_500_000),
        ("3 million and a half", 3_500_000),
        ("10 1/2 miles", 10.5),
        ("1/4 mile", 0.25),
        ("2½ cups", 2.5),
        ("¾ cup", 0.75),
        ("one in three visits", 1 / 3),
        ("7 out of 10 adults", 0.7),
        ("a quarter of a percentage point", 0.25),
    ],
)
def test_reads_fractions_and_shares(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    ["in the first half", "the second half of the match", "in the third quarter", "a third man", "half brother"],
)
def test_halves_and_quarters_of_games_and_years_are_no_fractions(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens of deaths", 24, 99),
        ("Hundreds dead in stampede", 200, 999),
        ("thousands of lives", 2_000, 9_999),
        ("tens of thousands of deaths", 20_000, 99_999),
        ("hundreds of thousands of people", 200_000, 999_999),
        ("millions of people", 2_000_000, 9_999_999),
        ("tens of millions of people", 20_000_000, 99_999_999),
        ("several hundred people", 200, 999),
        ("a few dozen people", 24, 99),
        ("scores of people", 40, 99),
    ],
)
def test_vague_amounts_have_fixed_intervals(text: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.value_high, quantity.comparator) == (low, high, "vague")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10-15 people", 10, 15),
        ("10 to 15 people", 10, 15),
        ("10–15 people", 10, 15),
        ("between 5 and 7 people", 5, 7),
        ("from 3 to 5 people", 3, 5),
        ("two or three people", 2, 3),
        ("5-10%", 5, 10),
        ("$5 million to $10 million", 5e6, 10e6),
        ("$5-10 million", 5e6, 10e6),
        ("1.5 to 2 million barrels", 1.5e6, 2e6),
        ("8- to 16-metre mirrors", 8, 16),
        ("44 mg to 50 mg", 44, 50),
        ("between $ 30,000 and $ 45,000", 30_000, 45_000),
        ("5k-20k runners", 5_000, 20_000),
        ("-34 °C to -18 °C", -34, -18),
    ],
)
def test_a_range_is_one_quantity(text: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.value_high, quantity.comparator) == (low, high, "between")


def test_two_levels_of_a_change_are_two_quantities() -> None:
    assert values("Inflation rose from 3 percent to 5 percent") == [3, 5]
    assert values("The index rose 12 to 3,450") == [12, 3450]
    assert values("cut its staff from 30 to 20 people") == [30, 20]


def test_a_smaller_unit_goes_on_with_the_amount() -> None:
    assert only("he is 5 feet 3 inches tall").value == 5.25
    assert only("three dollars and fifty cents").value == 3.5


def test_twice_and_double_are_quantities() -> None:
    assert values("twice as many people") == [2]
    assert values("double the number") == [2]
    assert values("a double murder") == []


# Comparator and change


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("36 strikes", "exact"),
        ("at least 36 strikes", "at_least"),
        ("no fewer than 36 strikes", "at_least"),
        ("36 or more strikes", "at_least"),
        ("36 strikes or more", "at_least"),
        ("about 36 or more", "at_least"),
        ("36+ strikes", "at_least"),
        ("more than 36 strikes", "more_than"),
        ("over 36 strikes", "more_than"),
        ("more than a dozen strikes", "more_than"),
        ("at least another 36 strikes", "at_least"),
        ("up to 36 strikes", "at_most"),
        ("as many as 36 strikes", "at_most"),
        ("no more than 36 strikes", "at_most"),
        ("The load must not exceed 36 tons", "at_most"),
        ("The heat didn't rise above 36 degrees", "at_most"),
        ("Sales never fell below 36 million", "at_least"),
        ("The tax will exceed 36 euros, not fall", "more_than"),
        ("within 48 hours", "at_most"),
        ("36 strikes or fewer", "at_most"),
        ("fewer than 36 strikes", "less_than"),
        ("under $36", "less_than"),
        ("about 36 strikes", "about"),
        ("nearly 36 strikes", "about"),
        ("almost 15 years", "about"),
        ("some 36 strikes", "about"),
        ("36 strikes or so", "about"),
        ("an estimated 36 strikes", "about"),
        ("an estimated cost of NZ $ 26 million", "about"),
        (">= 36", "at_least"),
        ("<30 km", "less_than"),
        ("~36", "about"),
        ("under the 36 rules", "exact"),
        ("36 or less than", "exact"),
    ],
)
def test_comparators(text: str, comparator: str) -> None:
    assert only(text).comparator == comparator


def test_over_a_time_means_during_it() -> None:
    assert only("He lived there for over two years").comparator == "more_than"
    assert [q.comparator for q in find("killed 30 people over two days")] == ["exact", "exact"]
    assert only("over the 10-year period").comparator == "exact"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Shares rose 5 percent", "up"),
        ("Shares rose by more than 5 percent", "up"),
        ("was up 0.4 percent", "up"),
        ("The price was cut in half", "down"),
        ("Deaths fell in half the districts", "none"),
        ("Shares fell 3 % on Friday", "down"),
        ("Shares slipped only slightly less than 3 basis points", "down"),
        ("cut its annual oil output by 5 percent", "down"),
        ("a drop of 3 percent", "down"),
        ("a 3 percent drop", "down"),
        ("5 percent higher", "up"),
        ("Inflation rose to 5 percent", "none"),
        ("dropped 36 bombs", "none"),
        ("racked up $ 247 million", "none"),
        ("up to 5 percent", "none"),
        ("36 people", "none"),
    ],
)
def test_changes(text: str, change: str) -> None:
    assert only(text).change == change


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Turnout fell from 94 percent to 86 percent.", ["none", "down"]),
        ("Staff rose from 200 in 2019 to about 450.", ["none", "up"]),
        ("Inflation eased to 2.9 percent in May from 3.1 percent.", ["down", "none"]),
        ("The index rose 12 to 3,450.", ["up", "none"]),
        ("Buses from 10 towns went to 12 schools.", ["none", "none"]),
    ],
)
def test_of_two_levels_the_one_reached_has_the_direction(text: str, ways: list[str]) -> None:
    assert [quantity.change for quantity in find(text)] == ways


def test_the_same_change_told_twice_keeps_its_direction() -> None:
    assert [q.change for q in find("It gained 382 points, or 1.3 percent, to 3,824.68")] == ["up", "up", "none"]


# Unit, currency and noun


@pytest.mark.parametrize(
    ("text", "unit", "unit_text"),
    [
        ("5 %", "percent", "%"),
        ("five per cent", "percent", "per cent"),
        ("2 percentage points", "percentage point", "percentage points"),
        ("30 km", "kilometre", "km"),
        ("30 kilometers", "kilometre", "kilometers"),
        ("a 2.5-mile stretch", "mile", "mile"),
        ("190,000 square meters", "square metre", "square meters"),
        ("190 km2", "square kilometre", "km2"),
        ("188 miles an hour", "mile per hour", "miles an hour"),
        ("10km/hr", "kilometre per hour", "km/hr"),
        ("38 degrees Celsius", "degree Celsius", "degrees Celsius"),
        ("300 °C", "degree Celsius", "°C"),
        ("48 hours", "hour", "hours"),
        ("an 11-year lull", "year", "year"),
        ("a 15-year-old boy", "year", "year-old"),
        ("3 months of age", "month", "months of age"),
        ("500,000 barrels a day", "barrel per day", "barrels a day"),
        ("two-and-a-half times", "time", "times"),
        ("36 strikes", None, None),
    ],
)
def test_units(text: str, unit: str | None, unit_text: str | None) -> None:
    quantity = find(text)[0]
    assert (quantity.unit, quantity.unit_text) == (unit, unit_text)


@pytest.mark.parametrize(
    ("text", "value", "unit", "currency"),
    [
        ("$5.2 million", 5_200_000, "dollar", "USD"),
        ("$ 4.5 million", 4_500_000, "dollar", "USD"),
        ("$15m", 15_000_000, "dollar", "USD"),
        ("US$3bn", 3e9, "dollar", "USD"),
        ("45.2 dollars", 45.2, "dollar", "USD"),
        ("NZ $ 26 million", 26_000_000, "New Zealand dollar", "NZD"),
        ("125 million Australian dollars", 125_000_000, "Australian dollar", "AUD"),
        ("EUR 3bn", 3e9, "euro", "EUR"),
        ("EUR3bn", 3e9, "euro", "EUR"),
        ("a 750 billion euro fund", 750e9, "euro", "EUR"),
        ("£2,000", 2_000, "pound sterling", "GBP"),
        ("20 million pounds", 20_000_000, "pound sterling", "GBP"),
        ("25 pounds", 25, "pound", None),
        ("300 rupees", 300, "rupee", "INR"),
        ("Rs 4,500 crore", 45e9, "rupee", "INR"),
        ("10,000 Swiss francs", 10_000, "Swiss franc", "CHF"),
        ("528 million francs", 528_000_000, "franc", None),
        ("50 cents", 50, "cent", None),
        ("$98 a share", 98, "dollar per share", "USD"),
        ("-$5", -5, "dollar", "USD"),
        ("millions of dollars", 2_000_000, "dollar", "USD"),
    ],
)
def test_currencies(text: str, value: float, unit: str, currency: str | None) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.currency) == (pytest.approx(value), unit, currency)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("36 strikes were flown", "strikes"),
        ("all 34 defense chiefs met", "chiefs"),
        ("over 120 suspected traffickers killed", "traffickers"),
        ('over 120 alleged "narco-terrorists"', "narco-terrorists"),
        ("200 special operations personnel", "personnel"),
        ("over 100,000 Americans lose their lives", "Americans"),
        ("eighteen US troops", "troops"),
        ("leaving one survivor", "survivor"),
        ("thousands of lives", "lives"),
        ("40 percent of the voters", "voters"),
        ("2 million barrels of oil", "oil"),
        ("34 countries’ leaders", "leaders"),
        ("the 27-nation bloc", "nation"),
        ("36 or more people", "people"),
        ("36 in all", None),
        ("48 hours", None),
    ],
)
def test_the_noun_is_the_head_of_the_counted_phrase(text: str, noun: str | None) -> None:
    assert only(text).noun == noun


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("has resulted in at least 36 strikes so far", "at least 36 strikes"),
        ("from all 34 countries across the continent", "34 countries"),
        ("a contract of about $ 2.5 million a year", "about $ 2.5 million a year"),
        ("firing dozens of rounds of artillery", "dozens of rounds"),
        ("between 5 and 7 percent of it", "between 5 and 7 percent"),
        ("60 percent or more are", "60 percent or more"),
    ],
)
def test_the_span_covers_comparator_number_and_noun(text: str, span: str) -> None:
    assert only(text).text == span


# What is no quantity


@pytest.mark.parametrize(
    "text",
    [
        "in 2015",
        "since December 31, 2025, when",
        "On January 23 U.S. forces attacked",
        "on 20 and 21 August 2001",
        "Oct. 6",
        "5/17/2018",
        "2015-02-11",
        "in 2013-14",
        "the 1990s",
        "the '90s",
        "508 BC",
        "at 10:30",
        "at 10 pm",
        "at 9 a.m. on Friday",
        "ten o'clock",
        "two years ago",
        "three days later",
        "the 21st century",
        "twenty-first",
        "the two hundredth time",
        "ranked 5 in the world",
        "number 3 in the category",
        "No. 10",
        "Section 5 of the act",
        "posts 542 and 543 and",
        "the S&P 500 fell",
        "the S&P 500 companies",
        "a Group of Seven summit",
        "the Group of 20 leaders",
        "an update to iOS 14.5 brings",
        "a talk about Web 2.0",
        "type 2 diabetics",
        "an iPhone 11 case",
        "aboard Tren 3",
        "COVID-19",
        "an F-16 jet",
        "the Big Ten",
        "the reactor at Three Mile Island",
        "season four of the show",
        "10 Downing Street",
        "won 3-1",
        "lost 2-3 to them",
        "a 5-4 ruling",
        "call 713-853-3989",
        "+1-222-2222",
        "phone 44 20 7484 9866",
        "(415) 973-2776",
        "192.168.1.2",
        "version 2.0.1",
        "[12]",
        "24703L202",
        "1. Where is it?",
        "zero tolerance",
        "24/7",
        "a score of nothing",
    ],
)
def test_references_are_no_quantities(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "No one knows",
        "one can hope",
        "a one-on-one talk",
        "The one you mentioned is invalid",
        "Which one do you prefer?",
        "they hate one another",
        "one’s clear",
        "one thing’s clear",
        "one day he will see",
        "One official said so",
        "a notch or two",
        "the two lay their eggs",
    ],
)
def test_pronouns_are_no_quantities(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    ["one survivor", "at least one shell", "one more vote", "killing one and injuring", "only one day", "one percent"],
)
def test_one_counts_a_noun(text: str) -> None:
    assert 1 in values(text)


def test_a_year_with_an_amount_word_and_a_noun_is_a_count() -> None:
    assert values("more than 2000 troops") == [2000]
    assert values("1700 soldiers") == [1700]
    assert values("in 2019 36 people died") == [36]


def test_a_headline_does_not_make_its_numbers_names() -> None:
    assert values("Explosion Kills Twelve In Northern Province") == [12]
    assert values("Police Arrest 36 In Northern Province") == [36]


# Laws

_VOCABULARY = """
0 1 5 36 1,234 1.5 .5 2015 one two twenty hundred thousand million dozen dozens of thousands half third thirds quarter a
and or to - – in out over more than at least about up down rose by % percent $ NZ € USD k bn m km h / years old feet
inches cents ( ) ' ’ “ ” . , ; : # + ~ < > = ^ x10 e5 ½ S&P Section January no lost U.S. people strikes twice double the
zero point minus − several few couple 😀 İ
"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\n", "\ud800", "\x00"])
_TEXTS = st.one_of(
    st.text(),
    st.lists(st.tuples(_WORDS, st.sampled_from(["", " "]))).map(lambda parts: "".join(map("".join, parts))),
)


@settings(max_examples=400)
@given(_TEXTS)
def test_quantities_are_slices_in_order_without_overlaps(text: str) -> None:
    end = 0
    for quantity in find(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        end = quantity.end


@settings(max_examples=400)
@given(_TEXTS)
def test_fields_agree_with_one_another(text: str) -> None:
    for quantity in find(text):
        assert quantity.comparator in get_args(Comparator)
        assert quantity.change in get_args(Change)
        assert (quantity.value_high is not None) == (quantity.comparator in {"between", "vague"})
        assert quantity.value_high is None or quantity.value <= quantity.value_high
        assert (quantity.unit is None) == (quantity.unit_text is None)
        assert quantity.currency is None or quantity.unit is not None
        assert quantity.noun is None or quantity.noun in text


@given(_TEXTS, _TEXTS)
def test_lines_are_read_apart(first: str, second: str) -> None:
    """A line break ends every phrase, so a document has the quantities of its lines."""
    offset = len(first) + 1
    moved = [q._replace(start=q.start + offset, end=q.end + offset) for q in find(second)]
    assert find(f"{first}\n{second}") == find(first) + moved


@pytest.mark.parametrize(
    "unit", ["1", "9 ", "$5-", ".", '"', "-", "one ", "hundred ", "a", "half of ", "5/", "1,", "x^", "6'1 "]
)
def test_takes_a_large_monotonous_text(unit: str) -> None:
    find(unit * (100_000 // len(unit)))
