from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import entities

LABELS = {"PERSON", "ORG", "GPE", "LOC"}


def found(text: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.label) for entity in entities.find(text)]


def said(text: str) -> str:
    """The entities in order as `text=LABEL`, joined by `; `."""
    return "; ".join(f"{name}={label}" for name, label in found(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was signed by General Dan Caine today.", "Dan Caine=PERSON"),
        ("He met Dr. Maria Silva and Mr. Green.", "Maria Silva=PERSON; Green=PERSON"),
        ("It was led by President George W. Bush.", "George W. Bush=PERSON"),
        ("Police arrested John A. Smith Jr., 34, there.", "John A. Smith Jr.=PERSON"),
        ("They spoke with Kim Jong-un and Ban Ki-moon.", "Kim Jong-un=PERSON; Ban Ki-moon=PERSON"),
        ("The order came from Nuri al-Maliki.", "Nuri al-Maliki=PERSON"),
        ("A portrait of Ludwig van Beethoven hung there.", "Ludwig van Beethoven=PERSON"),
        ("A film about Jean d'Alembert was shown.", "Jean d'Alembert=PERSON"),
        ("He praised Bill Green and Gordon Brown.", "Bill Green=PERSON; Gordon Brown=PERSON"),
        ("The physicist Ada Lovelace FRS was there.", "Ada Lovelace=PERSON"),
        ("Biologist Nick Bos had it.", "Nick Bos=PERSON"),
        ("I’m Isabel Ruiz and I don’t know.", "Isabel Ruiz=PERSON"),
        ("It was said by a lawyer, who knew Rajiv Xqzt.", "Rajiv Xqzt=PERSON"),
    ],
)
def test_a_person_is_known_by_title_given_name_initial_suffix_or_form(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A report of the Korean Central News Agency came.", "Korean Central News Agency=ORG"),
        ("He left the Department of War in May.", "Department of War=ORG"),
        ("The United Nations Office on Drugs and Crime is here.", "United Nations Office on Drugs and Crime=ORG"),
        ("The Securities and Exchange Commission is here.", "Securities and Exchange Commission=ORG"),
        (
            "He left the National Aeronautics and Space Administration.",
            "National Aeronautics and Space Administration=ORG",
        ),
        ("It fired on the Korean People's Army.", "Korean People's Army=ORG"),
        ("He went to King's College.", "King's College=ORG"),
        ("In all, U.S. Southern Command has it.", "U.S. Southern Command=ORG"),
        ("He joined the US Marines in spring.", "US Marines=ORG"),
        ("They fly with Air France and Hitwise UK.", "Air France=ORG; Hitwise UK=ORG"),
        ("He plays for the Dallas Cowboys.", "Dallas Cowboys=ORG"),
        ("She works at the University of California, Berkeley.", "University of California, Berkeley=ORG"),
        ("He wrote for the New York Times.", "New York Times=ORG"),
        ("He wrote for The New York Times.", "The New York Times=ORG"),
        ("He told The Hill about it.", "The Hill=ORG"),
        ("A poster of The Church of Scientology hung there.", "Church of Scientology=ORG"),
        ("The Justice Department sued.", "Justice Department=ORG"),
        ("A spokesman of YouTube and the FBI came.", "YouTube=ORG; FBI=ORG"),
        ("They wrote it on the website Gigaloader.", "Gigaloader=ORG"),
        ("He fled from groups like Los Zorros Negros.", "Los Zorros Negros=ORG"),
    ],
)
def test_a_body_is_known_by_its_head_its_form_the_lists_or_its_neighbours(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It went from Mexico to Caracas, Venezuela.", "Mexico=GPE; Caracas=GPE; Venezuela=GPE"),
        ("Troops of the U.S. and U.S. officials left.", "U.S.=GPE; U.S.=GPE"),
        ("They crossed Trinidad and Tobago.", "Trinidad and Tobago=GPE"),
        ("They live in the town of Yeoncheon.", "Yeoncheon=GPE"),
        ("A fire broke out in Qxadi Qelt, Jordan.", "Qxadi Qelt=GPE; Jordan=GPE"),
        ("He lives in Springfield, IL.", "Springfield=GPE; IL=GPE"),
        ("He was seen in Helmand Province.", "Helmand Province=GPE"),
        ("A court in The Hague ruled.", "The Hague=GPE"),
        ("TEHRAN (AFP) - A contest opened.", "TEHRAN=GPE; AFP=ORG"),
        ("They met in San Quirico again.", "San Quirico=GPE"),
        ("Their anti-Pyongyang and Israel-Lebanon plans failed.", "Pyongyang=GPE; Israel=GPE; Lebanon=GPE"),
        ("They flew over the Eastern Pacific to Latin America.", "Eastern Pacific=LOC; Latin America=LOC"),
        ("All of North, Central, and South America came.", "North, Central, and South America=LOC"),
        ("It fell at Jamarat Bridge and Lake Garda.", "Jamarat Bridge=LOC; Lake Garda=LOC"),
        ("They stood on the Plains of Arafat.", "Plains of Arafat=LOC"),
    ],
)
def test_a_place_is_political_or_physical_by_list_head_or_neighbours(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Venezuelan and South Korean pilgrims, Muslims and Alaskans, slept.",
        "On Friday, January 23, the Prime Minister slept.",
        "The Second World War and the Olympic Games were long.",
        "They saw Operation Desert Shield and Hurricane Katrina.",
        "The CEO bought a TV, a DVD and an F-16 at 15:11 GMT.",
        "Don’t sleep. I’ve slept. They’ll sleep.",
        "Hackers slept. Dozens slept. Two-thirds slept.",
        "See http://www.example.com/Barack-Obama and Mary.Jones@Example.org now.",
        "THE MYTHS OF THE LONG NIGHT ARE TOLD",
        "Collaborative Challenges in Troop Deployment and Service",
        "She starred in The Trial.",
        "",
        "no capitals at all",
    ],
)
def test_peoples_days_offices_events_ships_and_plain_words_are_no_entities(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. Defense Secretary Pete Hegseth came.", "U.S.=GPE; Pete Hegseth=PERSON"),
        ("New York Mayor Michael Bloomberg came.", "New York=GPE; Michael Bloomberg=PERSON"),
        ("Microsoft CEO Steve Ballmer came.", "Microsoft=ORG; Steve Ballmer=PERSON"),
        ("The Secretary of State Hillary Clinton came.", "Hillary Clinton=PERSON"),
        ("The Sri Lankan and Saudi Interior Ministry officials came.", "Saudi Interior Ministry=ORG"),
        ("The Department of War’s Southern Command came.", "Department of War=ORG; Southern Command=ORG"),
        ("The State Department Iraq hands came.", "State Department=ORG; Iraq=GPE"),
        ("In the U.S. Open the U.S. Senate slept.", "U.S.=GPE; U.S. Senate=ORG"),
        ("The FBI and the Department of Justice came.", "FBI=ORG; Department of Justice=ORG"),
        ("He met Ann Lee of The Globe and Mail.", "Ann Lee=PERSON; The Globe and Mail=ORG"),
    ],
)
def test_offices_owners_and_peoples_are_cut_from_the_name_they_stand_by(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pete Hegseth slept.\nThen Hegseth woke.", "Pete Hegseth=PERSON; Hegseth=PERSON"),
        ("John Key slept. Key promised more. Key players left.", "John Key=PERSON; Key=PERSON"),
        ("Hu Jintao slept. Later Hu woke.", "Hu Jintao=PERSON; Hu=PERSON"),
        ("George Houston slept. A friend of Houston woke.", "George Houston=PERSON; Houston=PERSON"),
        ("A friend of Houston woke.", "Houston=GPE"),
        ("The Trump administration slept. Some like Trump.", "Trump administration=ORG; Trump=PERSON"),
        ("The Church of Scientology slept. Some left Scientology.", "Church of Scientology=ORG; Scientology=ORG"),
        ("The Flag Review Panel (FRVP) slept. An FRVP aide left.", "Flag Review Panel=ORG; FRVP=ORG; FRVP=ORG"),
        ("North Korea slept. South Korea slept. The North woke.", "North Korea=GPE; South Korea=GPE; North=GPE"),
        ("He told The Hill. The Hill slept.", "The Hill=ORG; The Hill=ORG"),
        ("The Hill slept.", ""),
        ("It fell in Qarabol again.\nSome left Qarabol.", "Qarabol=GPE; Qarabol=GPE"),
        ("Some left Qarabol.", ""),
    ],
)
def test_the_document_tells_what_a_short_form_means(text: str, expected: str) -> None:
    assert said(text) == expected


def test_a_heading_in_title_case_shows_only_what_the_document_or_the_lists_know() -> None:
    text = "Strange New Hegseth Orders Rattle Senior Officials in Latin America\nPete Hegseth gave orders."
    assert said(text) == "Hegseth=PERSON; Latin America=LOC; Pete Hegseth=PERSON"


def test_a_name_ends_at_the_end_of_its_line() -> None:
    assert all("\n" not in name for name, _ in found("The Bank of\nEngland and Dan\nCaine slept in New\nYork."))


def test_the_same_sentence_alone_and_in_a_document_gives_the_same_offsets() -> None:
    sentence = "Pete Hegseth met officials in Caracas, Venezuela."
    before = "He slept.\n"
    alone = [(e.start, e.end, e.label) for e in entities.find(sentence)]
    within = [(e.start - len(before), e.end - len(before), e.label) for e in entities.find(before + sentence)]
    assert alone == within
    assert len(alone) == 3


VOCABULARY = """
The the U.S. US of and , . ' 's ’s " “ ” ( ) - – / @ President Mr. Dr. J. Dan Caine Kim Jong-un North South
Korea America Central Army Department University Bank Lake Mount Hill House People General State said
administration in town like Trump-Era Israel-Lebanon al-Maliki van de WHO World Health Organization X İ ﬁ É
A.B.C 42 Friday Korean Operation Boston Red Sox http://A.b I’m Don’t III Jr.
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\t", "\x00", "\ud800"])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_entities_are_slices_of_one_line_in_order_without_overlap(text: str) -> None:
    end = 0
    for entity in entities.find(text):
        assert entity.label in LABELS
        assert end <= entity.start < entity.end <= len(text)
        assert entity.text == text[entity.start : entity.end]
        assert "\n" not in entity.text
        assert entity.text == entity.text.strip()
        end = entity.end


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "A",
            "A.",
            "Aa ",
            "A-",
            "A' ",
            "A–b",
            "The ",
            "President A ",
            "Army ",
            "North, ",
            "Army of ",
            "US and ",
            ". ",
        ),
        *('"', "(", "\ud800", "\x00", "Dan Caine said ", "\n", "The Hill\n", "Aa said ", "www.A", "Bank of Aa and "),
    ],
)
def test_a_long_repetition_ends_and_keeps_its_spans(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    last = 0
    for entity in entities.find(text):
        assert last <= entity.start
        assert entity.text == text[entity.start : entity.end]
        last = entity.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Stephen King who came. Then King said no.", "Stephen King=PERSON; King=PERSON"),
        ("He met Senators Ann Lee and Bob Ray.", "Ann Lee=PERSON; Bob Ray=PERSON"),
        ("It named Assistant U.S. Attorney Nina Cole.", "U.S.=GPE; Nina Cole=PERSON"),
        ("He works at Imperial College London.", "Imperial College London=ORG"),
        ("She went to St Mary's Hospital.", "St Mary's Hospital=LOC"),
        ("It was Dale Hutchins, R-Ohio, who did it.", "Dale Hutchins=PERSON; Ohio=GPE"),
        ("He left FactSet for the maker of the SuperFerry 9.", "FactSet=ORG"),
        ("They posted it with #EndTheWar.", ""),
        ("Forecasters warned. Planners said so.", ""),
        ("Chocolate maker Marlin Foods sells chocolate.", "Marlin Foods=ORG"),
        ("Life in Kesarpur. The Kesarpur Board knows.", "Kesarpur=GPE; Kesarpur Board=ORG"),
        ("Velia denied it. It was said that Velia's defence ministry knew.", "Velia=GPE; Velia=GPE"),
        ("Many residents of Mudichur left.", "Mudichur=GPE"),
        ("It closed its border with Velia in May.", "Velia=GPE"),
    ],
)  # fmt: skip
def test_what_a_name_is_shows_in_its_form_and_its_neighbours(text: str, expected: str) -> None:
    assert said(text) == expected
