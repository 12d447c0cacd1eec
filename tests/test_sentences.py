"""Behaviour of `pipeline.sentences`."""

from __future__ import annotations

import time
import tomllib
from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.sentences import find, find_each
from pipeline.sentences.language import Abbreviation, load

# What decides about boundaries, so that random texts meet the rules and not only their absence.
PIECES = st.sampled_from(
    [
        *"aA1 .!?…\"“”'()[]-—\n\t,:;/",
        "U.S.",
        "Mr.",
        "e.g.",
        "No.",
        "p.m.",
        "1.",
        "2)",
        "http://a.b",
        ". ",
        ".\n",
        ":)",
        "[7]",
        "said",
        "。",
        "」",
        "\ud800",
        "\x00",
        "😀",
        "\u00a0",
        " I ",
        " The ",
        "Yahoo!",
        "Friday, May 1, 2015",
        ". . .",
        "...",
        "iPhone",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find(text)]


def parts(text: str) -> None:
    """Check that a text with `|` between its sentences is found so when the `|` are left out."""
    expected = [part.strip() for part in text.split("|")]
    assert sentences(text.replace("|", "")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ship left. |It came back.",
        "Did it leave? |It did! |Nobody saw it.",
        "Really?! |Yes!! |No...... |Well.",
        "The ship left.\n|It came back.",
        "The ship left\non Monday. |It came back.",
        "  One.  |  Two. ",
        "One sentence without a full stop",
    ],
)
def test_marks_end_sentences(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones and Gen. Dan Caine.",
        "Sen. Rick Scott, R-Fla., and Rep. Ro Khanna, D-Calif., agreed.",
        "Lt. Gen. Smith outranks Maj. Doe.",
        "Costs rose, e.g. Fuel and food, i.e. Everything.",
        "It was Smith vs. Jones.",
        "See No. 5 and p. 12 and Fig. 3 and vol. 2.",
        "He (b. 1950, d. May 2020) wrote it.",
        "On Jan. 3 and Sept. 11 it rained.",
        "Acme Inc. and Bolt Ltd. merged with Pitt & Co. on Monday.",
        "He lives on 5th Ave. near St. Mary.",
    ],
)
def test_abbreviations_stay_inside(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "He works for Acme Inc. |The firm is small.",
        "Ask Jane and co. |They know.",
        "She lives on 5th St. |It is quiet.",
        "Bring pens, paper, etc. |Everyone must come.",
        "He said no. |Trump said yes.",
        "It rained on Sun. |It dried on Mon.",
        "The mass. |Boston saw it.",
    ],
)
def test_abbreviations_end_sentences_where_one_begins(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "He joined the U.S. Army in 1990.",
        "The U.S. has agreed.",
        "The U.N. Security Council met in Washington, D.C. on Monday.",
        "He left the U.S. |The plane was late.",
        "It is hostile to the U.S. |Could this spark a crisis?",
        "It is made in the U.S. |“We like it,” he said.",
        "It is made in the U.S. (and in the U.K.) by hand.",
        "Is this the U.S.? |Yes.",
        "George W. Bush met J. R. R. Tolkien.",
        "It was plan B. |Then came plan C.",
        "You and I. |Did you know?",
        "He went from A to B. |I knew the way.",
    ],
)
def test_initials_and_acronyms_end_sentences_before_a_starter_only(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "They met at 5 p.m. |Smith came at 6 p.m. |Nobody left.",
        "They met at 9 a.m. Monday and at 10 a.m. Eastern.",
        "They met at 11:00 a.m. (CDT) in Houston.",
        "They met at 9 a.m. 12 people came.",
    ],
)
def test_times_of_day_end_sentences_before_a_capital_that_names_no_day_or_zone(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "It cost $3.50. |That is 4.5 percent.",
        "Version 2.10.3 is out. |Get it.",
        "In 2025. |In 2026.",
        "About 50 came. |30 left. |5 stayed.",
        "Prices rose .5 percent.",
    ],
)
def test_decimals_stay_inside_and_numbers_end_sentences(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "“We will act,” he said. |“Now.” |She left.",
        '"It is over. |We lost." |Nobody moved.',
        '"Really?" asked Smith. |"Yes!" |He left.',
        "“Why?” Mr. Smith asked. |“Because.”",
        "“Stop!” he cried.",
        '"Are you there?" I called.',
        "Hundreds of millions? thought Chalmers.",
        "(It was late.) |[Editor's note.] |Then it rained.",
        "He called it a “crisis”. |Nobody agreed.",
        "They left (it was late). |It rained.",
    ],
)
def test_closing_marks_belong_to_the_sentence_and_speakers_to_their_question(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "He left … and came back.",
        "He left... |She stayed.",
        "He left.... |She stayed.",
        "He left . . . . |She stayed.",
        "I was ... well, late.",
        "... and then it rained.",
        "“... Tyler came.”",
        "The plan [...] was bold.",
        "They left. [...] |The rest stayed.",
        "It was here. |... Then it was gone.",
    ],
)
def test_ellipses(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Three died. [7] |It was the first. [8] [9] |Another came.",
        "Three died.[7] |It was the first.[citation needed] |Another came.",
        "The last one counts. [12]",
        "Institutions fail. 9 |For example, courts close.",
    ],
)
def test_citations_belong_to_the_sentence_before(text: str) -> None:
    parts(text)


def test_a_number_before_a_name_opens_a_sentence() -> None:
    parts("He resigned. |12 Republicans voted.")


@pytest.mark.parametrize(
    "text",
    [
        "Write to jane.doe@example.com. |She answers.",
        "Go to www.example.com. |It works.",
        "The file main.py runs under ASP.NET and Node.js.",
        "See https://example.com/a.Html?b=C.D for more. |It works.",
        "See https://example.com/page |The next part follows.",
        "See https://example.com/a |https://example.com/b",
        "It works. |https://example.com/a",
    ],
)
def test_addresses(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. The first item |2. The second item |3. The third item",
        "1) The first item. |2) The second item.",
        "• 9. The first item |• 10. The second item",
        "a. The first item |b. The second item",
        "The best men |3. Bill Gates |2. Oprah Winfrey |1. Jack Welch",
        "There are three aims: 1) To cut, 2) To raise, and 3) To hold.",
        "He is no. 1. |That is no. 2.",
        "They are: 1. Be quick. |2. Be good.",
    ],
)
def test_enumerations(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Figure 1. The map of the region.",
        "2.1. New Institutional Economics",
        "12. The twelfth chapter",
        "They saw figure 12. |It was late at night and cold.",
    ],
)
def test_numbers_of_figures_and_sections_end_no_sentence(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "She works at Yahoo! in Ohio.",
        "She left Yahoo! |The work was hard.",
        "Jeopardy! is on.",
        "Yum! Brands fell.",
        "It was a great time. =) |Thank you.",
        "It works! :) |Good.",
        "The strike came at dawn.|Nobody slept.",
        "It cost 1,000.|That is a lot.",
        "It is over .|  Nobody came .",
        "They did it.|They won.",
        "i liked it. |it was good. |would you go again? |i would.",
        "It is out. |iPhone sales rose.",
        "Has the approx. date been set?",
    ],
)
def test_informal_spelling(text: str) -> None:
    parts(text)


@pytest.mark.parametrize("text", ["他走了。|她来了！|为什么？|好", "彼は「はい。」と言った。|終わり。"])
def test_wide_full_stops_need_no_blank(text: str) -> None:
    parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, May 7, 2015 |On Tuesday, the government spoke.",
        "Interview with the 'Mets Poet' |Wednesday, October 3, 2007",
        "He was born on Wednesday, October 3, 2007",
        "Thursday, May 7, 2015 was a holiday.",
    ],
)
def test_date_lines_that_ran_into_the_text_stand_apart(text: str) -> None:
    parts(text)


@pytest.mark.parametrize("text", ["", " ", "\n\t \n"])
def test_a_blank_text_has_no_sentence(text: str) -> None:
    assert find(text) == []


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        find("Hello.", language="klingon")


def test_every_table_of_the_file_is_read_and_none_repeats_a_word() -> None:
    source = resources.files("pipeline.sentences").joinpath("english.toml").read_text(encoding="utf-8")
    tables = {name: words.split() for name, words in tomllib.loads(source).items()}
    for name, words in tables.items():
        assert len(set(words)) == len(words), name
    abbreviations = [word for kind in Abbreviation for word in tables[kind.value]]
    assert len(set(abbreviations)) == len(abbreviations) == len(load("english").abbreviations)


@given(TEXTS)
def test_spans_are_ordered_and_hold_all_that_is_no_blank(text: str) -> None:
    at = 0
    for start, end in find(text):
        assert at <= start < end
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@given(TEXTS)
def test_blanks_around_a_paragraph_change_nothing(text: str) -> None:
    inner = text.strip()
    assert [(start + 3, end + 3) for start, end in find(inner)] == find(f" \n {inner}\n ")


def paragraphs(text: str, size: int) -> list[tuple[int, int]]:
    """Spans of so many lines each, without the blanks around them."""
    lines = text.splitlines(keepends=True)
    found, end = [], 0
    for i in range(0, len(lines), size):
        part = "".join(lines[i : i + size])
        start, end = end, end + len(part)
        if part.strip():
            found.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
    return found


@given(TEXTS, st.integers(1, 2))
@example("It works.Thanks\nIt does.", 1)
@example("It was late.\n[7] Then it rained.", 1)
@example("It was late. =)\nThen it rained.", 1)
@example("“Why?” Smith\nasked him.", 1)
@example("See http://a.Com\nNext", 1)
@example("See no. 1.\nThe 2. Then\n3. Now", 1)
def test_the_paragraphs_of_a_document_are_divided_as_each_of_them_alone(text: str, size: int) -> None:
    spans = paragraphs(text, size)
    alone = [[(start + at, end + at) for start, end in find(text[at:to])] for at, to in spans]
    assert list(find_each(text, spans)) == alone


def test_paragraphs_that_share_their_lines_are_divided_too() -> None:
    text = "LONDON — It is late. Nobody came. Ask Jane. It is over."
    assert list(find_each(text, [(9, 33), (34, 55)])) == [[(9, 20), (21, 33)], [(34, 43), (44, 55)]]


@given(st.lists(st.sampled_from(["The ship left.", "Mr. Smith stayed at 5 p.m. Monday.", "“No,” he said.", "Why?"])))
def test_wrapping_a_paragraph_moves_no_boundary(chosen: list[str]) -> None:
    text = " ".join(chosen)
    assert find(text) == find(text.replace(" ", "\n"))


LONG_PIECES = [
    ".",
    '"',
    "a",
    "a. ",
    '." ',
    "? ",
    ". . ",
    "((",
    "[1]",
    "… ",
    "1. ",
    "\u3002",
    "http://a ",
    "\ud800",
    "A.b",
    "“",
]


@pytest.mark.parametrize("piece", LONG_PIECES)
def test_a_long_text_of_one_piece_is_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert find(text)[-1][1] == len(text.rstrip())


@pytest.mark.slow
@pytest.mark.parametrize("piece", LONG_PIECES)
def test_ten_times_the_text_takes_ten_times_as_long(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        assert find(text)[-1][1] == len(text.rstrip())
        return time.process_time() - begun

    size = 10_000_000 if piece in {".", '"', "a", "\ud800"} else 1_000_000
    assert seconds(size) < 25 * min(seconds(size // 10), seconds(size // 10)) + 1
