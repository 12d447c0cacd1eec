"""Certainty, polarity and hedges: what holds back a claim, what only a part of it, and what denies it."""

from __future__ import annotations

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import certainty
from pipeline.certainty import cues, scale
from pipeline.certainty.clauses import Role, roles
from pipeline.certainty.predicate import finiteness
from pipeline.certainty.sentence import Sentence
from pipeline.certainty.verbs import Form, can_be_base, can_be_finite, forms, is_auxiliary

WORDS = [
    "may",
    "might",
    "could",
    "not",
    "no",
    "never",
    "nobody",
    "if",
    "unless",
    "likely",
    "believed",
    "to",
    "be",
    "is",
    "said",
    "that",
    "who",
    "which",
    ",",
    "—",
    ";",
    ":",
    "(",
    ")",
    "?",
    '"',
    "officials",
    "the",
    "vessel",
    "and",
    "but",
    "so",
    "yet",
    "was",
    "expected",
    "suggests",
    "unclear",
    "whether",
    "about",
    "80",
    "denied",
    "İstanbul",
    "can't",
    "don’t",
    "May",
    "as",
    "appears",
]
SENTENCES = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))


def words(text: str) -> list[str]:
    return Sentence(text).words


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Police arrested three men on Tuesday.", "certain"),
        ("Police believe the fire was started deliberately.", "probable"),
        ("The storm is expected to make landfall on Monday.", "probable"),
        ("The death toll is likely to rise.", "probable"),
        ("The bomb was probably planted by insurgents.", "probable"),
        ("The attack appears to have been the work of one man.", "probable"),
        ("It seems that the pilot ignored the warning.", "probable"),
        ("The plane reportedly crashed after takeoff.", "possible"),
        ("The suspect allegedly stole a car.", "possible"),
        ("At least ten people may have been killed, local media said.", "possible"),
        ("The quake might have been caused by mining.", "possible"),
        ("The move could cost the company $20 million.", "possible"),
        ("The suspect is said to be of Russian origin.", "possible"),
        ("The crew is feared dead.", "possible"),
        ("He is suspected of planning the bombing.", "possible"),
        ("It is possible that more bodies will be found.", "possible"),
        ("There are fears that the dam will burst.", "possible"),
        ("The hope is that talks will resume.", "possible"),
        ("Rumours suggest that the band will split.", "possible"),
        ("The company hopes to open the plant in June.", "underspecified"),
        ("If approved, the drug will be sold from next year.", "underspecified"),
        ("Unless the talks succeed, the strike will begin on Friday.", "underspecified"),
        ("Should the bill pass, taxes would rise.", "underspecified"),
        ("On the other hand, if the bill fails, taxes will fall.", "underspecified"),
        ("The programme would cost $3 billion if Congress approved it.", "underspecified"),
        ("It is unclear whether the suspect acted alone.", "underspecified"),
        ("It was not immediately clear what caused the explosion.", "underspecified"),
        ("Is the vaccine safe?", "underspecified"),
    ],
)
def test_a_hedge_on_the_main_predicate_sets_the_certainty(sentence: str, level: str) -> None:
    assert certainty.find(sentence).certainty == level


@pytest.mark.parametrize(
    ("sentence", "hedge"),
    [
        ("Police arrested a suspected burglar on Tuesday.", ("suspected", "alleged")),
        ("They seized boats believed to be smuggling arms.", ("believed to", "belief")),
        ("A potential buyer has been found.", ("potential", "adjective")),
        ("He was arrested for allegedly stealing a car.", ("allegedly", "alleged")),
        ("The man, who may have been drunk, was taken to hospital.", ("may", "modal")),
        ("Police asked anyone who might have seen the car to call.", ("might", "modal")),
        ("Several buildings collapsed, possibly because of the rain.", ("possibly", "adverb")),
        ("The trial, which was expected to last a week, ended.", ("expected to", "belief")),
        ("Residents will be moved if the river rises.", ("if", "conditional")),
        ("The rebels said they would attack if the ship moved.", ("if", "conditional")),
        ("Nearly 300 people attended the rally.", ("Nearly", "approximator")),
        ("He said he believes that the plan is good.", ("believes", "belief")),
    ],
)
def test_a_hedge_elsewhere_is_listed_and_leaves_the_claim_certain(sentence: str, hedge: tuple[str, str]) -> None:
    found = certainty.find(sentence)
    assert found.certainty == "certain"
    assert [(one.text, one.kind) for one in found.hedges] == [hedge]


@pytest.mark.parametrize(
    "sentence",
    [
        "On May 5, voters went to the polls.",
        "Talks with Theresa May ended in May.",
        "The country's military might is well known.",
        "Users can download the program for free.",
        "The work was made possible by donations.",
        "The incident happened as soon as possible.",
        "The minister appeared before a committee.",
        "A can of petrol was found.",
        "The United States will deploy troops.",
        "The names would be engraved on a pole.",
        "They were told to leave, even so.",
    ],
)
def test_words_that_only_look_like_hedges_are_none(sentence: str) -> None:
    assert certainty.find(sentence) == ("certain", "positive", ())


@pytest.mark.parametrize(
    "sentence",
    [
        "No injuries were reported.",
        "Nobody was injured in the blast.",
        "None of the passengers survived.",
        "Police have not released the name of the victim.",
        "The aircraft did not, however, catch fire.",
        "The bill no longer includes the tax.",
        "The two leaders have yet to meet.",
        "There is no evidence of fraud.",
        "The prime minister has never visited the island.",
        "She could not be reached for comment.",
        "The company denied the allegations.",
        "Its leaders have denied involvement in the trade.",
        "Human error was not to blame.",
        "Not all of the victims have been identified.",
        "The president said he would not resign.",
        "A spokeswoman told reporters that the ship was not carrying oil.",
        "“We aren’t at war,” he said.",
        "The man who shot the officer was not charged.",
        "The company that owns the vessel did not respond.",
        "Whether the pilot was warned is not known.",
        "The man who was drunk was not charged.",
        "Police who searched the house on Monday have not found the gun.",
        "Although the vessel sank quickly, nobody died.",
        "No decision has been made, and the work would need approval.",
    ],
)
def test_a_denied_main_predicate_is_negative(sentence: str) -> None:
    assert certainty.find(sentence).polarity == "negative"


@pytest.mark.parametrize(
    "sentence",
    [
        "The ban does not only affect cars but also lorries.",
        "The film was not just a success; it broke records.",
        "No fewer than 40 people were hurt.",
        "There is no doubt that we will win.",
        "The stakes couldn't be higher.",
        "I can’t help but wonder about it.",
        "It is not uncommon for rivers to flood.",
        "Residents were told not to drink the water.",
        "They decided not to appeal.",
        "Although nobody died, the vessel was destroyed.",
        "He packed a map and nothing else.",
        "The vessel, which was not insured, sank.",
        "The vessel that was not insured sank.",
        "It was a turn you have never seen.",
        "The suspects, neither of whom has been named, were released.",
        "He left because he did not feel safe.",
        "The team won the cup, but the coach did not attend.",
        "The court denied him bail.",
        "He has declined to comment.",
        "Rescuers failed to reach the miners.",
        "Non-essential staff were sent home.",
        "The house was sold with no warning.",
        "Many people want peace, don't they?",
    ],
)
def test_a_negation_elsewhere_leaves_the_claim_positive(sentence: str) -> None:
    assert certainty.find(sentence).polarity == "positive"


@pytest.mark.parametrize(
    ("sentence", "level", "polarity"),
    [
        ("Officials say the strikes could spread.", "possible", "positive"),
        ("Critics warn that the plan may fail, adding that it is not popular.", "possible", "positive"),
        ("He said the flag has never been open to choice.", "certain", "negative"),
        ("The blaze may not have been an accident.", "possible", "negative"),
        ("The two sides will meet, and the talks could last for days.", "possible", "positive"),
        ("The ship sank — it was not insured — near the coast.", "certain", "positive"),
        ("The report (which may be wrong) was published.", "certain", "positive"),
    ],
)
def test_reported_and_coordinated_clauses_are_main_and_asides_are_not(sentence: str, level: str, polarity: str) -> None:
    assert certainty.find(sentence)[:2] == (level, polarity)


@pytest.mark.parametrize("sentence", ["Why did the bridge collapse?", "What do you think?", "Can you trust them?"])
def test_a_question_that_takes_its_clause_for_granted_or_asks_the_reader_stays_certain(sentence: str) -> None:
    assert certainty.find(sentence).certainty == "certain"


def test_offsets_are_code_points_also_behind_letters_that_change_length_in_lower_case() -> None:
    text = "İİ 😀 İstanbul may flood."
    assert [text[hedge.start : hedge.end] for hedge in certainty.find(text).hedges] == ["may"]


@given(SENTENCES)
def test_every_hedge_is_a_slice_of_the_sentence_and_they_stand_in_order(text: str) -> None:
    found = certainty.find(text)
    assert found.certainty in certainty.CERTAINTIES
    assert found.polarity in certainty.POLARITIES
    for hedge in found.hedges:
        assert text[hedge.start : hedge.end] == hedge.text != ""
        assert hedge.kind in certainty.HEDGE_KINDS
    starts = [hedge.start for hedge in found.hedges]
    assert starts == sorted(set(starts))


@given(SENTENCES)
def test_a_sentence_less_than_certain_has_a_hedge_that_says_so(text: str) -> None:
    found = certainty.find(text)
    assert found.certainty == "certain" or found.hedges


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_each_word_has_one_role_and_the_first_clause_comes_before_the_later_ones(some: list[str]) -> None:
    found = roles(words(" ".join(some)))
    main = [role for role in found if role is not Role.ASIDE]
    assert len(found) == len(words(" ".join(some)))
    assert main == sorted(main)


@given(SENTENCES)
def test_words_are_slices_of_the_sentence(text: str) -> None:
    sentence = Sentence(text)
    for i, word in enumerate(sentence.words):
        start, end = sentence.span(i, i + 1)
        assert sentence.folded[start:end] == word
        assert sentence.index(start) == i
    assert len(sentence.folded) == len(text)


@pytest.mark.parametrize("unit", ["may ", "not, ", "that ", "(", "“", "if, ", "who will ", "9", "\ud800", "believes "])
def test_long_input_of_one_kind_is_read_to_its_end(unit: str) -> None:
    text = unit * 20_000
    assert all(text[hedge.start : hedge.end] == hedge.text for hedge in certainty.find(text).hedges)


def test_the_enums_are_those_of_the_types() -> None:
    assert typing.get_args(scale.CertaintyLevel) == certainty.CERTAINTIES
    assert typing.get_args(scale.Polarity) == certainty.POLARITIES
    assert typing.get_args(scale.HedgeKind) == certainty.HEDGE_KINDS


def test_every_cue_has_a_kind_and_a_level_of_the_enums() -> None:
    for group in cues.CUES.values():
        for cue in group.values():
            assert cue.kind in certainty.HEDGE_KINDS
            assert cue.level in certainty.CERTAINTIES


@pytest.mark.parametrize(
    "line",
    [
        "Hackers attack a website",
        "New Zealand begins process to change its flag",
        "This highlights the balance",
        "Minister says sorry",
        "The police arrest three men.",
        "Some say otherwise.",
        "Contains murals.",
        "What’s next",
        "They fled.",
        "US military moves to tackle crime",
        "Critics warn of war",
        "We’re ready.",
    ],
)
def test_a_line_with_a_finite_verb_is_not_without_one(line: str) -> None:
    assert finiteness(words(line)) != "none"


@pytest.mark.parametrize(
    "line",
    [
        "The current flag of New Zealand.",
        "A New Front in the War on Drugs",
        "The Risks of Escalation",
        "Current Context",
        "Joint training to raise standards",
        "An insurgency against the Church.",
        "US to send more troops",
        "Maduro’s plan for the region",
        "The Plains of Arafat on the day of Hajj",
        "",
    ],
)
def test_a_noun_phrase_has_no_finite_verb(line: str) -> None:
    assert finiteness(words(line)) == "none"


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("began", Form.PAST),
        ("begun", Form.PARTICIPLE),
        ("carries", Form.THIRD_PERSON),
        ("carried", Form.PAST | Form.PARTICIPLE),
        ("strike", Form.BASE | Form.NOUN),
        ("put", Form.BASE | Form.PAST | Form.PARTICIPLE),
        ("stopped", Form.PAST | Form.PARTICIPLE),
        ("watches", Form.THIRD_PERSON | Form.NOUN),
    ],
)
def test_verbs_are_inflected(word: str, form: int) -> None:
    assert forms()[word] & form == form


@pytest.mark.parametrize(
    ("word", "auxiliary", "finite", "base"),
    [
        ("isn't", True, True, False),
        ("it's", True, True, False),
        ("maduro's", False, False, False),
        ("says", False, True, False),
        ("plans", False, False, False),
        ("zigzagged", False, True, False),
        ("united", False, False, False),
        ("send", False, False, True),
        ("be", False, False, True),
    ],
)
def test_forms_tell_what_a_word_can_be(word: str, auxiliary: bool, finite: bool, base: bool) -> None:  # noqa: FBT001 - a table
    assert (is_auxiliary(word), can_be_finite(word), can_be_base(word)) == (auxiliary, finite, base)


@pytest.mark.parametrize(
    "sentence", ["Children there were nine times more likely to fall ill.", "Men are less likely to call a doctor."]
)
def test_a_comparison_of_chances_is_no_hedge(sentence: str) -> None:
    assert certainty.find(sentence) == certainty.Certainty("certain", "positive", ())


def test_more_likely_than_not_is_listed_as_a_hedge() -> None:
    found = certainty.find("It is more likely than not that the dam will hold.")
    assert [hedge.text for hedge in found.hedges] == ["likely"]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The governor denies misusing county funds.", "negative"),
        ("The bank denied the man a loan.", "positive"),
        ("This is a slowdown, not a collapse.", "positive"),
        ("This is not a collapse.", "negative"),
    ],
)
def test_a_contrast_affirms_and_a_denied_deed_denies(text: str, polarity: str) -> None:
    assert certainty.find(text).polarity == polarity
