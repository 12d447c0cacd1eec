from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import certainty, dates, entities, links, quantities
from pipeline.errors import ConfigurationError, DataError
from pipeline.links import apart, candidates, clusters, dating, negation, reasons, setting, statement, words
from pipeline.links.apart import Document
from pipeline.links.candidates import Postings
from pipeline.links.clusters import Speaker
from pipeline.links.statement import Statement
from pipeline.links.weights import Weights

NO_COUNTS = Weights(np.empty(0, np.uint64), np.empty(0, np.int64), 1)
TOLERANCES = links.Tolerances(round=0.05, about=0.1, days=14)


def stated(text: str, **changes: Any) -> Statement:
    """The statement of a sentence, as the extractors see it alone; fields of its row may be given."""
    doc = changes.get("doc_id", "d1")
    row = {
        "claim_id": f"{doc} {text}",
        "doc_id": doc,
        "text": text,
        "start": 0,
        "certainty": certainty.find(text).certainty,
        "quantities": [one._asdict() for one in quantities.find(text)],
        "dates": [one._asdict() for one in dates.find(text, dt.date(2026, 5, 4))],
        "entities": [one._asdict() for one in entities.find(text)],
        **dict.fromkeys(("claimer", "claimer_start", "claimer_end", "cue_start", "cue_end", "published")),
        "source_id": doc,
        "duplicate_cluster_id": doc,
        "kind": "sentence",
    }
    alone = statement.of(row | changes)
    (around,) = setting.of_documents([doc], [alone.told])
    return alone._replace(setting=around)


def compared(one: str, other: str, **of_other: Any) -> links.Link | None:
    return links.compare(stated(one), stated(other, **({"doc_id": "d2"} | of_other)), NO_COUNTS, TOLERANCES)


@pytest.mark.parametrize(
    ("one", "other", "relation", "evidence"),
    [
        (
            "The fire in Lisbon destroyed at least 36 homes.",
            "More than 30 houses were destroyed by the fire in Lisbon.",
            "refines",
            (
                "The first gives 36 or more homes destroyed and the second more than 30 houses destroyed; "
                "the first is the narrower; both name Lisbon."
            ),
        ),
        (
            "The storm killed 12 people in Manila.",
            "Twelve deaths were reported after the storm in Manila.",
            "corroborates",
            "The first gives 12 people dead and the second 12 deaths, which agree; both name Manila.",
        ),
        (
            "The ministry sent 4,000 soldiers to the border with Chad.",
            "The ministry sent more than 4,000 troops to the border with Chad.",
            "corroborates",
            (
                "The first gives 4,000 soldiers and the second more than 4,000 troops, which agree once rounded; "
                "both name Chad."
            ),
        ),
        (
            "The ministry sent 4,000 soldiers to the border with Chad.",
            "The ministry sent 4,012 soldiers to the border with Chad.",
            "refines",
            "The first gives 4,000 soldiers and the second 4,012 soldiers; the second is the narrower; both name Chad.",
        ),
        (
            "Malaria alone causes tens of thousands of deaths each year in Uganda.",
            "Malaria and other fevers cost over 200,000 lives each year in Uganda.",
            "refines",
            (
                "The first gives tens of thousands (20,000 to 99,999) of deaths and the second more than 200,000 lives "
                "lost; the first is a part of the other; both name Uganda."
            ),
        ),
        (
            "Malaria alone causes over 200,000 deaths each year in Uganda.",
            "Malaria and other fevers cost thousands of lives each year in Uganda.",
            "conflicts",
            (
                "The first gives more than 200,000 deaths and the second thousands (2,000 to 9,999) of lives lost; "
                "the first counts but a part, and yet more; both name Uganda."
            ),
        ),
        (
            "Officials from 47 nations met in Geneva on the treaty.",
            "The treaty was signed in Geneva by 47 ministers of the nations.",
            "corroborates",
            "The first gives 47 nations and the second 47 ministers, which agree; both name Geneva.",
        ),
        (
            "Kenya is not a major producer of coffee.",
            "In Kenya, farmers produce coffee for half of Europe.",
            "conflicts",
            "The first denies what the second says (producer, coffee); both name Kenya.",
        ),
    ],
)
def test_two_statements_stand_to_each_other_as_their_amounts_and_negations_say(
    one: str, other: str, relation: str, evidence: str
) -> None:
    link = compared(one, other)
    assert link is not None
    assert (link.relation, link.evidence) == (relation, evidence)
    turned = links.compare(stated(other, doc_id="d2"), stated(one), NO_COUNTS, TOLERANCES)
    assert turned is not None
    assert (turned.relation, turned.basis, turned.score) == (link.relation, link.basis, link.score)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm killed 12 people in Manila.", "The storm injured 40 people in Manila."),
        ("The storm killed 12 people in Manila.", "Sales of bread rose by 12 percent in Norway."),
        ("On May 1, the flood killed 12 people in Lima.", "On May 3, the flood killed 30 people in Lima."),
        ("More than 345 pilgrims died in the crush at Mecca.", "1,426 pilgrims died in the crush at Mecca."),
        ("He saw one study of malaria in Uganda.", "She read one study of malaria in Uganda."),
        ("The council may build a bridge in Porto.", "The council built a bridge in Porto last year."),
    ],
)
def test_in_doubt_there_is_no_link(one: str, other: str) -> None:
    assert compared(one, other) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Floods in Kerala killed at least 17 people.", "Floods in Assam killed 23 people."),
        ("In Odesa, Ukraine, drones killed three people.", "In Kharkiv, Ukraine, missiles killed seven people."),
        ("Unemployment in Spain stood at 5.1 percent.", "Unemployment in France stood at 6.2 percent."),
        ("Velo in Turin lost 310 euros.", "In Turin, Velo had sales of 900 euros and lost 290 euros."),
        (
            "Velo in Turin plans a mill for 8.3 billion euros.",
            "Turin gives Velo 2.5 billion euros for the mill it plans.",
        ),
        (
            "On May 1, 2026, 12 people were killed in Lima.",
            "12 killed in May 2019, Lima has 30 killed since May 2, 2026.",
        ),
    ],
)
def test_amounts_of_other_places_parties_roles_and_times_are_no_link(one: str, other: str) -> None:
    assert compared(one, other) is None


def test_reports_that_stand_far_apart_need_a_date_in_both() -> None:
    one, other = "The storm killed 12 people in Manila.", "The storm killed 12 people, Manila was told."
    near, far = dt.date(2026, 5, 10), dt.date(2026, 7, 1)
    a = stated(one, published=dt.date(2026, 5, 1))
    assert links.compare(a, stated(other, doc_id="d2", published=near), NO_COUNTS, TOLERANCES)
    assert links.compare(a, stated(other, doc_id="d2", published=far), NO_COUNTS, TOLERANCES) is None


def test_in_one_document_a_number_and_more_than_it_tell_nothing() -> None:
    one = "The ministry sent 4,000 soldiers to the border with Chad."
    assert compared(one, "The ministry sent more than 4,000 soldiers to the border with Chad.", doc_id="d1") is None


def amounts_of(text: str) -> list[tuple[float, str, str]]:
    return [(one.value, one.counted, one.event) for one in stated(text).amounts]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It killed 14 people and injured more than 200.", [(14, "=person", "=kill"), (200, "=person", "=injure")]),
        ("The death toll from the quake has risen to 31.", [(31, "=person", "=kill")]),
        ("The number of people killed by cholera has reached 73.", [(73, "=person", "=kill")]),
        ("At least 40 drowned.", [(40, "=person", "=kill")]),
        ("The man, 54, was killed.", []),
        ("They won 48 of the 141 seats.", [(48, "seat", ""), (141, "seat", "")]),
        ("The fire destroyed 350 homes.", [(350, "=house", "=destroy")]),
        ("The firm employs 41,000 people.", [(41_000, "=worker", "")]),
        ("There were 86 cases of measles.", [(86, "measl", "")]),
        ("The number of measles cases has reached 117.", [(117, "measl", "")]),
    ],
)
def test_what_an_amount_counts_and_what_befell_it(text: str, amounts: list[tuple[float, str, str]]) -> None:
    assert amounts_of(text) == amounts


def test_a_count_of_what_befell_things_is_outdated_by_a_later_one() -> None:
    a = stated("The fire destroyed 350 homes in Lisbon.", published=dt.date(2026, 5, 1))
    b = stated(
        "Officials in Lisbon say that the fire destroyed 1,120 homes.", doc_id="d2", published=dt.date(2026, 5, 3)
    )
    link = links.compare(a, b, NO_COUNTS, TOLERANCES)
    assert link is not None
    assert link.relation == "supersedes"
    assert link.evidence.startswith(
        "The second is the later report: the first gives 350 homes destroyed and the second"
    )


@pytest.mark.parametrize(
    ("one", "other", "told_apart"),
    [
        ("Latvia cut taxes.", "The Latvian parliament cut taxes.", False),
        ("Cuts await British schools.", "The United Kingdom cut taxes.", False),
        ("Talks failed, Norwegians fear.", "Norway left the talks.", False),
        ("Austria cut taxes.", "The Australian parliament cut taxes.", True),
        ("Niger cut taxes.", "The Nigerian parliament cut taxes.", True),
        ("A new Malay school opened.", "The Malaysian parliament cut taxes.", True),
        ("A new Roman road was found.", "The Romanian parliament cut taxes.", True),
        ("Indiana cut taxes.", "The Indian parliament cut taxes.", True),
        ("Shares of the Bank fell.", "Jobs will go at the Bank of America.", True),
        ("Velo Motors cut jobs in Turin.", "Jobs will go at Velo.", False),
        ("Kenya cut taxes.", "The Latvian parliament cut taxes.", True),
    ],
)
def test_documents_are_of_one_story_where_each_names_what_the_other_opens_with(
    one: str, other: str, *, told_apart: bool
) -> None:
    assert setting.one_story(stated(one), stated(other, doc_id="d2")) is not told_apart


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("More than 30 ships sank since May 2026.", True),
        ("As of May 4, 2026, 30 ships had sunk.", True),
        ("The toll rose to 31 on May 4, 2026.", True),
        ("It was calm since May 4, 2026, when ten ships sank.", False),
        ("On May 4, 2026, ten ships sank.", False),
    ],
)
def test_a_date_since_when_or_of_counting_is_not_that_of_the_event(text: str, *, bound: bool) -> None:
    found = stated(text)
    assert found.dates
    assert bool(found.context) is not bound


def test_what_stands_behind_the_saying_is_no_part_of_what_is_said() -> None:
    text = "The army will leave, Ada Byron said during a visit to Chad."
    start = text.index("Ada")
    said = stated(text, claimer_start=start, claimer_end=start + 9, cue_start=start + 10, cue_end=start + 14)
    assert said.names.known == frozenset()
    assert said.names.parties >= {"@byron", "@chad"}


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026", "2026"), ("2026-05", "May 2026"), ("2026-05-04T10:00", "4 May 2026"), ("2026-Q1", "2026-Q1")],
)
def test_dates_in_reasons_are_written_out(date: str, words: str) -> None:
    assert reasons.in_full(date) == words


def test_a_later_and_larger_count_supersedes_an_earlier_one() -> None:
    one, other = "The quake killed 120 people in Ecuador.", "The quake killed 350 people in Ecuador."
    early = {"published": dt.date(2026, 5, 1)}
    a, b = stated(one, **early), stated(other, doc_id="d2", published=dt.date(2026, 5, 3))
    link = links.compare(a, b, NO_COUNTS, TOLERANCES)
    assert link is not None
    assert link.relation == "supersedes"
    c = stated(other, doc_id="d2", published=dt.date(2026, 4, 3))
    assert links.compare(a, c, NO_COUNTS, TOLERANCES) is None


def test_equal_wording_is_the_same_text_whatever_its_case_and_marks() -> None:
    link = compared("Police closed the bridge in Porto.", "POLICE closed the bridge – in Porto", doc_id="d1")
    assert link == links.Link("same_text", ("text",), 1.0, "The wording is the same; both name Porto.")
    assert compared("“No,” I said.", "No, I said.") is None


def test_a_date_after_the_verb_of_saying_is_that_of_the_saying() -> None:
    text = "The army will leave Chad, Ada Byron said on Monday."
    assert stated(text).dates
    assert not stated(text, cue_end=text.index("said") + 4).dates


def test_a_sentence_that_goes_on_takes_over_the_date_before_it() -> None:
    day = {"timex": "DATE", "grain": "day", "value": "2026-05-01", "start": 0, "end": 8}
    texts = ["On May 1 a ship sank.", "The ship was new.", "Ships are safe.", "It had no crew."]
    rows = [
        {"doc_id": "d1", "block": 0, "start": 0, "text": text, "dates": [day] if "May" in text else [], "cue_end": None}
        for text in texts
    ]
    assert dating.before(rows) == [[], ["2026-05-01"], [], []]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Venezuela is not a major cocaine producer, but a hub.", {"=drug", "=produce"}),
        ("The leader denied involvement in fraud.", {"fraud"}),
        ("Its role in oil production is minimal.", {"=oil", "=produce"}),
        ("They are not above launching attacks.", set()),
        ("Not only banks failed.", set()),
        ("Nobody knows.", set()),
    ],
)
def test_what_a_negation_governs(text: str, denied: set[str]) -> None:
    assert {stem for scope in negation.scopes(text, words.find(text)) for stem in scope.stems} == denied


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("deployments", "deploying"),
        ("traffickers", "smuggling"),
        ("planned", "plans"),
        ("policies", "policy"),
        ("boats", "vessel"),
    ],
)
def test_forms_and_synonyms_meet(one: str, other: str) -> None:
    assert words.reduced(one) == words.reduced(other) != ""


def test_the_police_are_no_policy() -> None:
    assert words.reduced("police") != words.reduced("policy")


@given(st.text())
def test_any_text_is_a_statement(text: str) -> None:
    made = stated(text, quantities=[], dates=[], entities=[], certainty="certain")
    assert all(0 <= share <= 1 for share in made.fresh.values())
    assert all(text[term.start : term.end].lower() == term.word for term in words.find(text))


NAMES = ["Lisbon", "Porto", "Chad", "Lima"]
FACTS = ["killed 12 people", "killed more than 10 people", "destroyed 40 homes", "was not seen", "sent 400 troops"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(FACTS), st.sampled_from(NAMES), st.sampled_from(FACTS))
def test_comparing_is_symmetric(here: str, fact: str, there: str, other: str) -> None:
    a, b = stated(f"The flood in {here} {fact}."), stated(f"The flood in {there} {other}.", doc_id="d2")
    one, two = links.compare(a, b, NO_COUNTS, TOLERANCES), links.compare(b, a, NO_COUNTS, TOLERANCES)
    assert (one and one[:3]) == (two and two[:3])


def test_candidates_are_the_claims_that_share_two_terms() -> None:
    chosen = np.array([[5, 7, 0], [7, 5, 9], [7, 11, 0], [0, 0, 0]], np.uint64)
    texts = np.array([1, 3, 1, 13], np.uint64)
    listed = candidates.postings((chosen, chosen.astype(float)), texts, first=10, least=0.0)
    ours, theirs = candidates.split(candidates.pairs(listed, block=4, window=1))
    assert list(zip(ours.tolist(), theirs.tolist(), strict=True)) == [(10, 11), (10, 12)]


@given(st.integers(2, 40), st.integers(2, 8), st.integers(1, 4))
def test_a_long_list_gives_each_claim_few_neighbours_and_a_short_one_all(n: int, block: int, window: int) -> None:
    rows = np.arange(n, dtype=np.uint64)
    listed = Postings.ordered(np.zeros(n, np.uint64), rows * np.uint64(7) % np.uint64(5), rows)
    found = candidates.pairs(listed, block, window)
    assert len(found) == n * (n - 1) // 2 if n <= block else len(found) <= n * min(window, block - 1)


def test_the_order_of_postings_changes_no_candidate() -> None:
    rng = np.random.default_rng(7)
    keys, ranks = rng.integers(0, 9, 60).astype(np.uint64), rng.integers(0, 99, 60).astype(np.uint64)
    rows = np.arange(60, dtype=np.uint64)
    mixed = rng.permutation(60)
    one = candidates.pairs(Postings.ordered(keys, ranks, rows), 4, 2)
    assert (one == candidates.pairs(Postings.ordered(keys[mixed], ranks[mixed], rows[mixed]), 4, 2)).all()


def test_clusters_join_what_links_join_and_count_independent_sources() -> None:
    speakers = {
        "c1": Speaker("k1", "a", "byron"),
        "c2": Speaker("k2", "b", "byron"),
        "c3": Speaker("k3", "c", "\0c"),
        "c4": Speaker("k4", "d", "\0d"),
        "c5": Speaker("k5", "a", "\0a"),
    }
    found = clusters.find([("c1", "c2"), ("c2", "c3"), ("c4", "c5")], speakers)
    assert found["c1"] == found["c2"] == found["c3"]
    assert found["c1"].independent_sources == 2  # c1 and c2 quote one person
    assert found["c4"].independent_sources == 2
    assert found["c1"].claim_cluster_id != found["c4"].claim_cluster_id


def test_where_the_text_speaks_for_itself_its_source_is_the_voice() -> None:
    assert clusters.speaker("k1", "a", None) != clusters.speaker("k1", "b", None)
    assert clusters.speaker("k1", "a", "Ada Byron").voice == clusters.speaker("k1", "b", "ADA BYRON").voice


SCHEMA = {"type": "object", "required": ["not_about_the_same"]}
LINE = {"not_about_the_same": [{"key": "a.txt", "exact": "A ship sank."}, {"key": "b.txt", "exact": "It sank."}]}


def test_a_quotation_of_a_claim_gives_its_id() -> None:
    ((a, b),) = apart.parse([("links.jsonl:1", LINE)], SCHEMA)
    document = Document("A ship sank. It sank.", {(0, 12): "c1"})
    assert apart.resolve(a, document) == "c1"
    with pytest.raises(DataError, match=r"links.jsonl:1: the quotation is no whole claim of b.txt"):
        apart.resolve(b, document)
    with pytest.raises(DataError, match=r"links.jsonl:1: 'A ship sank.' is not in the text"):
        apart.resolve(a, Document("Nothing.", {}))
    with pytest.raises(DataError, match=r"links.jsonl:1: 'b.txt' is no document of the corpus"):
        apart.resolve(b, None)


def test_a_line_of_another_form_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"links.jsonl:2: 'not_about_the_same' is a required property"):
        apart.parse([("links.jsonl:2", {})], SCHEMA)
