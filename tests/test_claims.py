"""Claim types and the units that can never be claims."""

from __future__ import annotations

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import claims
from pipeline.certainty.sentence import Sentence
from pipeline.claims import headlines, scope
from pipeline.claims.rules import TYPE_RULES
from pipeline.claims.scheme import ClaimType

KINDS = ("title", "heading", "sentence", "list_item", "table_header", "table_row", "pull_quote", "byline", "caption")

TYPED = [
    ("other", "Police arrested three men in London on Tuesday."),
    ("other", "A magnitude 6.3 earthquake struck central Italy, killing at least 150 people."),
    ("other", "The judge sentenced him to ten years in prison."),
    ("other", "The parliament passed a law banning smoking in public places."),
    ("other", "He was charged under the Official Secrets Act."),
    ("other", "At least 36 people were killed when a bus fell into a ravine."),
    ("other", "He may have been involved in the attack."),
    ("other", "The team led by two goals at half-time."),
    ("other", "The government broke its promise to rebuild the school."),
    ("other", "The next day, the man was released."),
    ("other", "The company said it was considering its options."),
    ("other", "“I am proud of this team,” said the coach."),
    ("quantity", "The death toll from the earthquake has risen to 278."),
    ("quantity", "The company employs 5,000 people worldwide."),
    ("quantity", "The city has a population of about 300,000."),
    ("quantity", "Unemployment rose to 8.1% in February."),
    ("quantity", "Sales fell by 12 percent compared with last year."),
    ("quantity", "More than half of the voters supported the proposal."),
    ("quantity", "About one in five adults smokes."),
    ("quantity", "The film earned $30 million in its first weekend."),
    ("quantity", "Around 40,000 people die on the roads each year."),
    ("quantity", "At least 36 people have died in the region since Monday."),
    ("quantity", "Oil prices have fallen by a third."),
    ("quantity", "Traffic to the site had increased 18-fold."),
    ("quantity", "The drug has been linked to tens of thousands of deaths annually."),
    ("quantity", "The United States is sending an additional 4,000 troops."),
    ("prediction", "The funeral will be held on Friday."),
    ("prediction", "A state funeral is scheduled for Friday."),
    ("prediction", "The president said the troops would leave by June."),
    ("prediction", "The company plans to close 20 stores."),
    ("prediction", "Officials warned that the river could burst its banks."),
    ("prediction", "The bridge is due to open in 2012."),
    ("prediction", "The two leaders are to meet in Paris."),
    ("prediction", "The tournament starts next week."),
    ("prediction", "The union has threatened to strike."),
    ("prediction", "The vote began in May and the talks will continue."),
    ("laws_rules", "Under Swedish law, the buying of sex is a crime."),
    ("laws_rules", "The law requires employers to pay the minimum wage."),
    ("laws_rules", "Voters are required to show identification."),
    ("laws_rules", "The offence carries a maximum penalty of ten years."),
    ("laws_rules", "Any strike would likely need congressional approval."),
    ("correlation_causation", "The crash was caused by engine failure."),
    ("correlation_causation", "Smoking causes lung cancer."),
    ("correlation_causation", "Smoking can cause lung cancer."),
    ("correlation_causation", "The delay was due to bad weather."),
    ("correlation_causation", "The drug has been linked to heart attacks."),
    ("correlation_causation", "The protests were sparked by a rise in fuel prices."),
    ("correlation_causation", "The power cut led to traffic chaos."),
    ("personal_experience", "“I saw a flash and then heard a loud bang,” said one witness."),
    ("other", "Police tracked down 40 of the stolen cars."),
    ("personal_experience", "“My house was destroyed,” said a resident."),
    ("personal_experience", "“Someone emailed me about the tool,” he wrote."),
    ("personal_experience", "“We have not slept for two days,” said a nurse."),
    ("personal_experience", "A driver told the paper that he had waited six hours in a queue."),
    ("personal_experience", "Amina Yusuf said her son had been turned away twice."),
    ("other", "He said he had met the president."),
    ("quantity", "The metro carried 410 million passengers in 2024, compared with 388 million the year before."),
    ("quantity", "The estimate for July was revised down to 89,000 from 114,000."),
    ("quantity", "The Red Cross estimates that 40,000 people have lost their homes."),
    ("quantity", "They have won only two of their last 14 matches."),
    ("quantity", "Bars shed jobs for the third straight month."),
    ("quantity", "The agency faces a $120 million deficit."),
    ("quantity", "The station recorded 214 mm of rain in a day."),
    ("quantity", "Sea ice reached its lowest level ever in September."),
    ("quantity", "Profits fall as cocoa price soars."),
    ("other", "He taught there from 1947 to 1960."),
    ("other", "The game ran from 8 to 7."),
    ("laws_rules", "Schools must report any outbreak within 24 hours."),
    ("laws_rules", "A federal judge must approve the agreement."),
    ("laws_rules", "Companies that break the rules can be fined up to 4% of their turnover."),
    ("laws_rules", "Under the Local Government Act, councils publish all spending."),
    ("laws_rules", "The motion needs the support of two-thirds of the members."),
    ("other", "We must act, he said."),
    ("prediction", "Talks brokered by Qatar are to resume on Monday."),
    ("other", "Our goals are to help the poor."),
    ("prediction", "Forecasters warned that another 150 millimetres of rain may fall."),
    ("prediction", "A preliminary report is due within thirty days."),
    ("prediction", "The phone goes on sale in November."),
    ("prediction", "The firm said it was disappointed and would appeal."),
    ("correlation_causation", "Teachers cut lunch because they lack staff."),
    ("other", "They spoke on condition of anonymity because the talks were private."),
    ("correlation_causation", "Officials blamed the delay on construction work."),
    ("correlation_causation", "A trial linked longer breaks to higher scores."),
    ("correlation_causation", "The end of the subsidy has made smuggling less attractive."),
    ("correlation_causation", "Coal is the main cause of the warming."),
    ("other", "Jane Roe in Abuja and two reporters in Lagos contributed."),
    ("correlation_causation", "Drought contributed to the shortage."),
    ("quantity", "He was the 40th person killed in the city this year."),
    ("quantity", "Police opened the city's 12th murder inquiry of the year."),
    ("other", "On May 4th the council met for the third time this year."),
    ("other", "On the 4th the council met again this year."),
    ("other", "They left on the 4th of July this year."),
    ("other", "Our intentions are to help the poor."),
    ("prediction", "The talks, which Qatar brokered, are to resume on Monday."),
    ("correlation_causation", "The man, named Brown, resigned because sales fell."),
    ("correlation_causation", "The victims were identified quickly because all carried papers."),
    ("other", "The officials asked not to be named because the talks were private."),
    ("other", "The girl can't be identified in reports because she is a minor."),
    ("quantity", "The clinic saw 90 patients, three times as many as in 2019."),
    ("correlation_causation", "Dust from the mine is causing skin complaints in the village."),
    ("laws_rules", "The state has outlawed plastic bags."),
    ("other", "The league has banned the player for six matches."),
    ("laws_rules", "Shops that sell them face fines of 900 euros."),
    ("prediction", "The shop could face fines of 900 euros."),
    ("laws_rules", "Anyone under 12 may enter without paying."),
    ("prediction", "Anyone who smokes may develop cancer, doctors warned."),
    ("laws_rules", "Under the ordinance, bars have to shut at midnight."),
    ("laws_rules", "Nobody may enter the park at night."),
    ("other", "Under the bridge, three men slept."),
]


@pytest.mark.parametrize(("claim_type", "sentence"), TYPED)
def test_type_of_a_claim(claim_type: str, sentence: str) -> None:
    assert claims.classify(sentence, "sentence") == claim_type


@pytest.mark.parametrize(
    ("sentence", "kind", "rule"),
    [
        ("Monitoring | 12 patrol vessels", "table_row", "claims.quantity.table_row"),
        ("Monitoring | Patrol vessels", "table_row", "claims.other.rest"),
        ("US to send more troops", "title", "claims.prediction.headline"),
        ("US to send more troops", "sentence", "claims.other.rest"),
        ("Town begins process to change its flag", "title", "claims.other.rest"),
        ("The vessel, which will be sold, sank.", "sentence", "claims.other.rest"),
        ("The vessel will be sold.", "sentence", "claims.prediction.will"),
        ("He agreed, and the court would decide.", "sentence", "claims.other.rest"),
    ],
)
def test_the_rule_that_decides_is_named(sentence: str, kind: str, rule: str) -> None:
    assert claims.decide(sentence, kind).rule == rule


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("Action | Risk", "table_header", "never.kind.table_header"),
        ("– Defense analyst", "attribution", "never.kind.attribution"),
        ("Friday, August 21, 2015", "byline", "never.kind.byline"),
        ("---|---", "boilerplate", "never.kind.boilerplate"),
        ("Also Read: Company rejects claim", "sentence", "never.teaser"),
        ("All rights reserved.", "sentence", "never.teaser"),
        ("But can you trust them?", "sentence", "never.question"),
        ("“Is it over?”", "pull_quote", "never.question"),
        ("Key obstacles include:", "sentence", "never.lead_in"),
        ("The Risks of Escalation", "heading", "never.heading"),
        ("The Stakes: Why This Matters", "heading", "never.heading"),
        ("Interview with a magician", "title", "never.title"),
        ("How to wash overalls", "title", "never.title"),
        ("The current flag of New Zealand.", "sentence", "never.fragment"),
        ("The bridge at night", "caption", "never.fragment"),
        ("Let’s talk about what could go wrong.", "sentence", "never.imperative"),
        ("In my view, the country is signaling more.", "sentence", "never.opinion"),
        ("A misstep could lead to violence.", "sentence", "never.own_forecast"),
        ("We must act before it is too late.", "sentence", "never.advice"),
        ("These steps are vital to securing the route.", "sentence", "never.advice"),
        ("It remains to be seen whether the plan works.", "sentence", "never.figure_of_speech"),
    ],
)
def test_what_can_never_be_a_claim(text: str, kind: str, rule: str) -> None:
    assert claims.never(text, kind) == rule


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hundreds dead in stampede", "title"),
        ("12 killed in crash", "title"),
        ("US to send more troops", "title"),
        ("Hackers attack a website", "title"),
        ("Deaths rose by a third in July", "heading"),
        ("Naval patrols with new systems", "list_item"),
        ("Monitoring | Patrol vessels", "table_row"),
        ("Over 100,000 overdose deaths annually", "sentence"),
        ('Critics objected, one writing "How can people see both sides?"', "sentence"),
        ("Officials warned that a misstep could lead to violence.", "sentence"),
        ("The storm could hit 300 villages.", "sentence"),
        ("He may have been involved in the attack.", "sentence"),
        ("The minister told the court:", "sentence"),
        ("Voters must show identification.", "sentence"),
        ("The minister said the army should leave.", "sentence"),
        ("Results should have been published in May.", "sentence"),
        ("The children of the town salute the flag", "caption"),
        ("To share intelligence against smugglers.", "sentence"),
    ],
)  # fmt: skip
def test_what_may_be_a_claim_is_left_to_the_model(text: str, kind: str) -> None:
    assert claims.never(text, kind) is None


@pytest.mark.parametrize("sentence", [sentence for _, sentence in TYPED if "could" not in sentence])
def test_no_plain_claim_is_ruled_out(sentence: str) -> None:
    assert claims.never(sentence, "sentence") is None


@pytest.mark.parametrize("rule", TYPE_RULES, ids=lambda rule: rule.name)
def test_a_rule_that_fits_is_also_triggered(rule: typing.Any) -> None:
    for _, text in TYPED:
        sentence = Sentence(text)
        if scope.found(rule.pattern, sentence, rule.scope):
            assert not rule.triggers.isdisjoint((*sentence.words, *("%" * ("%" in text))))


def test_each_type_has_a_rule_and_each_rule_its_own_name() -> None:
    assert {rule.claim_type for rule in TYPE_RULES} | {"other"} == set(claims.CLAIM_TYPES)
    assert len({rule.name for rule in TYPE_RULES}) == len(TYPE_RULES)


def test_the_enum_is_that_of_the_type() -> None:
    assert typing.get_args(ClaimType) == claims.CLAIM_TYPES


@given(st.text(), st.sampled_from(KINDS))
def test_any_text_of_any_kind_is_answered(text: str, kind: str) -> None:
    decision = claims.decide(text, kind)
    assert decision.claim_type == claims.classify(text, kind)
    assert decision.rule.startswith(f"claims.{decision.claim_type}.")
    assert (claims.never(text, kind) or "never.").startswith("never.")


@given(st.text())
def test_space_around_a_unit_changes_nothing(text: str) -> None:
    assert claims.never(f" {text}\n", "sentence") == claims.never(text, "sentence")


@pytest.mark.parametrize(
    "unit", ["will ", "3 each ", "since has 3 x ", "per ", "could ", "“", "one in ", "\ud800", "’s "]
)
def test_long_input_of_one_kind_is_read_to_its_end(unit: str) -> None:
    text = unit * 20_000
    assert claims.classify(text, "sentence") in claims.CLAIM_TYPES
    assert claims.never(text, "title") in {None, "never.title"}


def test_a_headline_announces_or_gives_a_state() -> None:
    assert headlines.announces(["us", "to", "send", "troops"])
    assert not headlines.announces(["the", "road", "to", "peace"])
    assert headlines.reports_state(["two", "held", "over", "fire"])
