"""Behaviour of `pipeline.blocks`."""

from __future__ import annotations

import textwrap
import time
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks import SENTENCE_KINDS, Block, find, vocabulary

LONG = "The ministry said on Monday that it would send more ships to the region, and that others would follow in May."
PROSE = f"{LONG} Nobody objected. {LONG} {LONG}"

PIECES = st.sampled_from(
    [
        *"aA1 .!?…\"“”'()[]-–—\n\t,:;/|#>*•=",
        "\n\n",
        "- ",
        "1. ",
        "# ",
        "> ",
        "By ",
        "Also Read: ",
        "© ",
        "Photo: ",
        "May 5, 2015",
        "—",
        "– Senior official",
        "LONDON — ",
        "\ud800",
        "\x00",
        "😀",
        "\u00a0",
        "\u2028",
        "http://a.b",
        "---|---",
        LONG,
        PROSE,
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in find(text)]


def body(text: str) -> list[tuple[str, str]]:
    """Return the blocks that follow a title and a first paragraph."""
    found = kinds(f"A Title\n\n{PROSE}\n\n{text}")
    assert found[:2] == [("title", "A Title"), ("paragraph", PROSE)]
    return found[2:]


def test_a_block_is_a_kind_and_a_span() -> None:
    assert get_type_hints(Block) == {"kind": str, "start": int, "end": int}
    assert find("A Title") == [Block("title", 0, 7)]


def test_the_kinds_that_hold_sentences() -> None:
    assert {"paragraph", "pull_quote", "caption"} == SENTENCE_KINDS


# Titles and headings


@pytest.mark.parametrize(
    "line",
    [
        "US to Send More Troops to Expand Mission",
        "Hundreds dead in stampede",
        "Korea puts military in 'quasi-state of war'",
        "Will the ships come back?",
        "# A Title",
    ],
)
def test_the_first_line_without_a_full_stop_is_the_title(line: str) -> None:
    assert kinds(f"{line}\n{PROSE}") == [("title", line.lstrip("# ")), ("paragraph", PROSE)]


@pytest.mark.parametrize("line", ["The ships left.", LONG, "Did they leave? Nobody knows."])
def test_a_first_line_of_sentences_is_a_paragraph(line: str) -> None:
    assert kinds(line) == [("paragraph", line)]


def test_a_title_may_follow_bylines_and_furniture_and_comes_once() -> None:
    text = f"Advertisement\nMay 5, 2015\nShips Leave Port\n{PROSE}\nShips Come Back\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["boilerplate", "byline", "title", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Current Context",
        "A New Front in the War on Drugs",
        "The Stakes: Why This Matters",
        "What’s Next?",
        "BACKGROUND",
        "Early life",
        "Why it matters",
        "Key Findings:",
        "2.1 Measures of the Location",
    ],
)
def test_headings_inside_a_document(line: str) -> None:
    assert body(f"{line}\n{PROSE}") == [("heading", line), ("paragraph", PROSE)]


@pytest.mark.parametrize(
    "line",
    [
        "The troops arrived on Monday",
        "Troops arrived Monday",
        "The Plains of Arafat on the day of Hajj",
        "Troops stand guard outside the base in Puerto Rico",
        "Donald Trump met Nicolas Maduro",
        "Core elements of this deployment include:",
        "But why now?",
        "The Ships Left Port.",
        "it was late",
    ],
)
def test_a_short_line_in_sentence_case_is_a_paragraph(line: str) -> None:
    assert body(f"{line}\n{PROSE}") == [("paragraph", line), ("paragraph", PROSE)]


REST = "It was the third time this year, and nobody could say when the ships would come back to the port."


@pytest.mark.parametrize(
    "heads", [("A ban on all ships", "Fear of a long winter"), ("Early life", "What they will do next")]
)
def test_lines_in_sentence_case_that_head_paragraphs_are_headings_when_there_are_two(heads: tuple[str, str]) -> None:
    first, second = heads
    assert body(f"{first}\n{REST}\n{second}\n{REST}") == [
        ("heading", first),
        ("paragraph", REST),
        ("heading", second),
        ("paragraph", REST),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"A map of the whole region\n{REST}",
        f"A map of the whole region\n{REST}\nThe port in Lisbon after the storm\n{REST}",
        f"The ships were left to rot\n{REST}\nNobody has been found since then\n{REST}",
        "A ban on all ships\nThey left.\nFear of a long winter\nThey came back.",
        f"They want:\nA ban on all ships\n{REST}\nThey fear:\nThe end of a long winter\n{REST}",
        f"## The Plan\nA ban on all ships\n{REST}\nFear of a long winter\n{REST}",
    ],
)
def test_single_lines_names_sentences_items_and_lines_below_marked_headings_are_none(text: str) -> None:
    assert {kind for kind, line in body(text) if not line.startswith("The Plan")} == {"paragraph"}


@pytest.mark.parametrize("line", ["'No end in sight'", "‘Long overdue’", "- 'No end in sight' -", "- Long overdue -"])
def test_crossheads_in_quotation_marks_and_between_dashes(line: str) -> None:
    assert body(f"{line}\n{PROSE}") == [("heading", line.strip("- ")), ("paragraph", PROSE)]


def test_a_name_below_the_byline_is_no_heading() -> None:
    assert kinds(f"A Title\nMay 5, 2015\nFidel Castro in 2006\n{PROSE}")[2] == ("paragraph", "Fidel Castro in 2006")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("## What we know so far ##", "What we know so far"),
        ("**What we know so far**", "What we know so far"),
        ("###### deep", "deep"),
    ],
)
def test_markdown_headings_without_their_marks(text: str, heading: str) -> None:
    assert body(text) == [("heading", heading)]


def test_an_underlined_line_is_a_heading() -> None:
    assert body("what we know so far about it\n------") == [
        ("heading", "what we know so far about it"),
        ("boilerplate", "------"),
    ]
    assert body("The ships left.\n------")[0] == ("paragraph", "The ships left.")


def test_a_date_that_ran_into_the_title_is_a_byline() -> None:
    assert kinds(f"Interview with the mayor Sunday, May 28, 2006\n{PROSE}")[:2] == [
        ("title", "Interview with the mayor"),
        ("byline", "Sunday, May 28, 2006"),
    ]


# Bylines and datelines


@pytest.mark.parametrize(
    "line",
    [
        "By Global Leaders Insights Team | Nov 27, 2025",
        "By Jane Doe and John Roe, Associated Press",
        "by Alex Wilson",
        "Written by: Jane Doe",
        "Jane Doe | 27 November 2025",
        "Sunday, January 20, 2008",
        "14 August 1947",
        "Jan. 10",
        "2025-11-27",
        "9:45 PM",
        "Mon 4 Mar 2024 06.00 GMT",
        "Updated 11:02 PM GMT+1, January 9, 2024",
        "Jane Doe and John Roe contributed to this report.",
        "Published",
        "Last updated: 9:45 PM CET",
        "Jan 12, 2022 | Staff and agencies",
        "Published: 22:14, 3 May 2024 | Updated: 07:30, 4 May 2024",
        "First uploaded on: 04-03-2024 at 10:12 IST",
        "jd/abc/xy",
        "Published: Nov. 27, 2025 at 4:11 PM ET",
        "Last updated 27 November 2025, 10:00",
        "(Reporting by Jane Doe; Editing by John Roe)",
    ],
)
def test_bylines(line: str) -> None:
    assert body(line) == [("byline", line)]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("By Jane Doe", "Associated Press Writer"),
        ("By Jane Doe", "BBC News, Cardiff"),
        ("May 5, 2015", "Staff and Agencies"),
        ("May 5, 2015", "AFP, New Delhi"),
        ("May 5, 2015", "Jane Doe Environment correspondent"),
    ],
)
def test_whom_an_author_writes_for_is_a_byline_below_the_author_or_date_only(above: str, line: str) -> None:
    assert kinds(f"A Title\n{above}\n{line}\n{PROSE}")[2] == ("byline", line)
    assert body(line)[0][0] != "byline"


@pytest.mark.parametrize("line", ["Secret Service Agents Shoot Man", "News of the Day From the Port", "Editor Quits"])
def test_a_line_in_title_case_below_the_title_that_only_begins_so_is_no_byline(line: str) -> None:
    assert kinds(f"A Title\n{line}\n{PROSE}")[1] == ("heading", line)


@pytest.mark.parametrize("mark", ["*", "_", "**"])
def test_emphasis_around_a_line_hides_no_kind(mark: str) -> None:
    text = "\n".join(f"{mark}{line}{mark}" for line in ["By Jane Doe", "Share this article", "Photo: AP"])
    assert body(text) == [("byline", "By Jane Doe"), ("boilerplate", "Share this article"), ("caption", "Photo: AP")]


@pytest.mark.parametrize("line", ["By Monday the ships had left.", "May 5, 2015 was a Tuesday.", "By then it was late"])
def test_sentences_that_begin_like_bylines_are_paragraphs(line: str) -> None:
    assert body(line) == [("paragraph", line)]


@pytest.mark.parametrize(
    ("lead", "dash"),
    [
        ("WASHINGTON (AP)", " — "),
        ("WASHINGTON", " — "),
        ("NEW YORK, Jan. 5 (Reuters)", " - "),
        ("Caracas, Venezuela (AP)", " -- "),
        ("(CNN)", " — "),
        ("Thursday, May 7, 2015", " "),
        ("NEW DELHI", ": "),
    ],
)
def test_the_dateline_of_the_first_paragraph_is_a_byline(lead: str, dash: str) -> None:
    assert kinds(f"A Title\n{lead}{dash}{PROSE}") == [("title", "A Title"), ("byline", lead), ("paragraph", PROSE)]
    assert body(f"{lead}{dash}{PROSE}") == [("paragraph", f"{lead}{dash}{PROSE}")]


def test_the_dateline_may_come_after_lines_that_say_what_the_report_is_about() -> None:
    assert [
        kind for kind, _ in kinds(f"A Title\nShips leave the port\nNobody was hurt in Lisbon\n(CNN) -- {PROSE}")
    ] == [
        "title",
        "paragraph",
        "paragraph",
        "byline",
        "paragraph",
    ]


@pytest.mark.parametrize("first", ["The ministry — the largest — ", "NATO said — "])
def test_a_dash_alone_makes_no_dateline(first: str) -> None:
    assert kinds(f"A Title\n{first}{PROSE}")[1:] == [("paragraph", f"{first}{PROSE}")]


# Captions and furniture


@pytest.mark.parametrize(
    "line",
    [
        "Photo: AP",
        "Photo by Jane Doe under a CC license.",
        "File photo of the harbour",
        "FILE - Ships leave the harbour on Tuesday, Jan. 3, 2026. (AP Photo/Jane Doe)",
        "Ships in the harbour. Image: Jane Doe",
        "Figure 3: Ships by year",
        "Table A. Ships by year",
        "Source: Labour Office",
        "Photo (AP): the harbour",
        "Photograph by Jane Doe",
        "The harbour, from file.",
        "Ships in the harbour. Image: Jane Doe.",
    ],
)
def test_captions(line: str) -> None:
    assert body(line) == [("caption", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Also Read: Intel Rejects Claim",
        "Also Read:\u00a0Intel Rejects Claim",
        "Read more: ships",
        "Related",
        "Advertisement",
        "Subscribe to our newsletter",
        "Sign up for alerts.",
        "Share this article",
        "© 2025 Example Media",
        "Copyright 2025 Example Media. All rights reserved.",
        "For more stories, follow us on Mastodon",
        "Example Media 2025. All Rights Reserved.",
        "https://example.com/a",
        "![ships](a.png)",
        "* * *",
        "---",
        "Home | News | World",
        "Home / World / Europe",
        "Home › World",
        "Skip to main content",
        "Story continues below advertisement",
        "Advertisement - Scroll to continue",
        "**Read more:** [ships](a.html)",
        "[Related: ships]",
        "12 comments",
        "Comments (12)",
        "5 min read",
        "READ: Why the ships left",
        "[1]: https://example.com/a",
        "Leave a Reply",
        "File:Ship.jpg",
        "“",
        "Get all the news in your inbox.",
        "Jane Doe covers ships. Follow her on X.",
    ],
)
def test_furniture(line: str) -> None:
    assert body(line) == [("boilerplate", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, he said.",
        "Related cases rose by 5 percent.",
        "Share prices fell.",
        "Figure 24.7, for example, shows a ship.",
        "Next — so he said — came the ships.",
        "Share (or keep) what you have.",
        "Get ourselves out of here, they said.",
        "Watch what they do.",
        "Photo editors met on Monday.",
        "He came from Home | News.",
        "Photo editors: a dying trade",
        "Table manners in the navy were strict.",
        "It was either / or, he said.",
        "He showed a photo: it was the harbour.",
        "He said so in the comments of the report.",
    ],
)
def test_sentences_that_begin_like_furniture_are_paragraphs(line: str) -> None:
    assert body(line) == [("paragraph", line)]


@pytest.mark.parametrize("label", ["Image caption,", "Photo:"])
def test_what_a_caption_announces_is_a_caption(label: str) -> None:
    assert body(f"{label}\nShips in the harbour\n{PROSE}")[:2] == [
        ("caption", label),
        ("caption", "Ships in the harbour"),
    ]


def test_a_label_stands_in_one_list_and_a_label_of_teasers_is_one_of_furniture() -> None:
    labels = vocabulary.TABLES["furniture_labels"]
    assert len(labels) == len(set(labels))
    assert set(vocabulary.TABLES["teaser_labels"]) <= set(labels)


def test_headlines_below_a_teaser_label_are_furniture_up_to_a_heading_or_a_sentence() -> None:
    text = f"Also Read\nShips leave port early\nWhy did they leave?\nCurrent Context\n{PROSE}"
    assert [kind for kind, _ in body(text)] == ["boilerplate"] * 3 + ["heading", "paragraph"]
    assert [kind for kind, _ in body("Related\nThe ships left port.")] == ["boilerplate", "paragraph"]


# Lists


@pytest.mark.parametrize(
    "marker",
    [
        "- ",
        "* ",
        "+ ",
        "• ",
        "  • ",
        "– ",
        "— ",
        "‣ ",
        "●",
        "1. ",
        "1) ",
        "(1) ",
        "12. ",
        "a) ",
        "a. ",
        "(a) ",
        "(iv) ",
        "- [x] ",
        "o ",
        "⬤ ",
        "➤",
        "\t- ",
    ],
)
def test_list_items_without_their_markers(marker: str) -> None:
    assert body(f"{marker}Ships left port early\n{marker}Boats left too") == [
        ("list_item", "Ships left port early"),
        ("list_item", "Boats left too"),
    ]


def test_a_copyright_is_no_item() -> None:
    assert body("(c) 2024 Example Media") == [("boilerplate", "(c) 2024 Example Media")]
    assert body("(c) 24 ships") == [("list_item", "24 ships")]


@pytest.mark.parametrize(
    "line", ["-5 degrees were measured.", "A. Smith left.", "3.5 million left.", "2020. It was late."]
)
def test_lines_that_only_look_marked_are_paragraphs(line: str) -> None:
    assert body(line) == [("paragraph", line)]


def test_nested_items_are_items() -> None:
    text = "- one\n  - two\n    1. three"
    assert body(text) == [("list_item", "one"), ("list_item", "two"), ("list_item", "three")]


# Tables


def test_a_pipe_table_has_a_header_rows_and_furniture() -> None:
    assert body("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |") == [
        ("table_header", "| a | b |"),
        ("boilerplate", "|---|---|"),
        ("table_row", "| 1 | 2 |"),
        ("table_row", "| 3 | 4 |"),
    ]


def test_the_first_of_several_rows_is_the_header_without_a_rule_too() -> None:
    assert [kind for kind, _ in body("Action | Outcome |\nStrikes | Fear |\nTalks | Peace |")] == [
        "table_header",
        "table_row",
        "table_row",
    ]
    assert [kind for kind, _ in body("1 | 2 |\n3 | 4 |")] == ["table_row", "table_row"]


def test_rows_of_two_cells_need_no_outer_bars_where_there_are_several() -> None:
    assert body("Region | Rate\nNorth | 4.1%") == [("table_header", "Region | Rate"), ("table_row", "North | 4.1%")]
    assert body("the north | the south") == [("paragraph", "the north | the south")]
    assert body("By Jane Doe | May 5, 2015\nJane Roe | May 6, 2015") == [
        ("byline", "By Jane Doe | May 5, 2015"),
        ("byline", "Jane Roe | May 6, 2015"),
    ]


def test_a_tab_table_has_the_same_number_of_cells_in_its_rows() -> None:
    assert body("Name\tAge\nBob\t12") == [("table_header", "Name\tAge"), ("table_row", "Bob\t12")]
    assert body("He said\tno.") == [("paragraph", "He said\tno.")]


def test_a_blank_line_ends_a_table() -> None:
    assert [kind for kind, _ in body("a | b |\nc | d |\n\ne | f |\ng | h |")] == ["table_header", "table_row"] * 2


# Quotations


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("speaker", ["– Senior U.S. official", "— Jane Doe, analyst", "- Jane Doe", "―Jane Doe"])
def test_a_line_with_a_dash_and_a_name_makes_the_block_before_it_a_pull_quote(gap: str, speaker: str) -> None:
    quote = "Any action must be precise. A single misstep could ignite a firestorm."
    assert body(f"{quote}{gap}{speaker}\n{PROSE}") == [
        ("pull_quote", quote),
        ("attribution", speaker),
        ("paragraph", PROSE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They want:\n– Jane Doe",
        "They said so.\n– Ships left.",
        "They said so.\n- Ships Left\n- Boats Left",
        "They said so.\n- Ships Left\n\n- Boats Left",
        f"{PROSE * 3}\n– Jane Doe",
    ],
)
def test_other_lines_with_a_dash_are_list_items(text: str) -> None:
    assert [kind for kind, _ in body(text)][:2] == ["paragraph", "list_item"]


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ("\"So far, it's one to nil. But it's a long game.\"", "- Matthew Ingram"),
        ("“So far, it’s one to nil. But it’s a long game.”", "— Matthew Ingram, blogger"),
        ('"A new obsession is taking hold on the internet."', 'Anonymous blogger, "A war"'),
    ],
)
def test_a_quotation_and_its_speaker_on_one_line_are_two_blocks(quote: str, speaker: str) -> None:
    assert body(f"{quote} {speaker}") == [("pull_quote", quote), ("attribution", speaker)]


@pytest.mark.parametrize(
    "line",
    [
        '"So far, it\'s one to nil," said Matthew Ingram.',
        '"So far, it\'s one to nil." The crowd cheered.',
        '"So far, it\'s one to nil and so on," Ingram said on Monday',
        '"So far, it\'s one to nil and so on."',
    ],
)
def test_a_quotation_in_running_text_is_a_paragraph(line: str) -> None:
    assert body(line) == [("paragraph", line)]


def test_a_name_with_a_description_below_a_quotation_is_its_speaker() -> None:
    assert body("“It is over, and we lost.”\nJane Doe, analyst") == [
        ("pull_quote", "“It is over, and we lost.”"),
        ("attribution", "Jane Doe, analyst"),
    ]


def test_block_quotes_are_pull_quotes_without_their_sign() -> None:
    assert body("> It is over.\n>\n> — Jane Doe") == [("pull_quote", "It is over."), ("attribution", "— Jane Doe")]
    assert body("> Subscribe to our newsletter") == [("boilerplate", "Subscribe to our newsletter")]


# Wrapped lines


@pytest.mark.parametrize("width", [60, 70, 72, 78, 80, 100])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_wrapped_paragraph_is_one_block_with_its_newlines(width: int, gap: str) -> None:
    wrapped = textwrap.fill(PROSE, width)
    assert kinds(f"A Title{gap}{wrapped}{gap}Next Part{gap}{wrapped}") == [
        ("title", "A Title"),
        ("paragraph", wrapped),
        ("heading", "Next Part"),
        ("paragraph", wrapped),
    ]


def test_a_wrapped_list_item_is_one_block() -> None:
    item = textwrap.fill(LONG, 72, subsequent_indent="  ")
    assert body(f"- {item}\n- {item}") == [("list_item", item), ("list_item", item)]


def test_a_line_of_a_wrapped_paragraph_may_be_short() -> None:
    text = f"{textwrap.fill(LONG, 72)} and\nsome others."
    assert body(text) == [("paragraph", text)]


def test_lines_that_mostly_end_short_of_the_width_are_not_joined() -> None:
    verse = "Some say the ships that left the port at dawn\nwill come\nback home\nto us\nin time"
    assert [line for _, line in body(verse)][-3:] == ["back home", "to us", "in time"]


def test_a_wrapped_line_may_begin_with_a_dash() -> None:
    first = "The ministry said on Monday that it would send ships to the region"
    text = f"{first}\n— all it has — in May and the others in the month of June or later."
    assert body(text) == [("paragraph", text)]


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    lines = ["The ships left the port early on Monday morning.", "Nobody saw them leave, it seems.", LONG]
    assert body("\n".join(lines)) == [("paragraph", line) for line in lines]


# Laws


@given(TEXTS)
def test_blocks_are_ordered_and_carry_no_blanks_around_them(text: str) -> None:
    at = 0
    for block in find(text):
        assert at <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end


@given(TEXTS)
def test_only_markers_and_dashes_stand_outside_the_blocks(text: str) -> None:
    at, outside = 0, ""
    for block in find(text):
        outside += text[at : block.start]
        at = block.end
    assert not any(char.isalpha() and len(run) > 5 for run in outside.split() for char in run)
    assert text[at:].strip("*_#>: \t\n" + "".join(c for c in text[at:] if c.isspace())) == ""


@given(TEXTS, st.sampled_from([PROSE, "The End", "It was late.", "“No,” he said."]))
def test_an_appended_paragraph_changes_no_earlier_block_but_makes_headings_of_lines(text: str, paragraph: str) -> None:
    before = find(text)
    after = find(f"{text}\n\n{paragraph}")[: len(before)]
    assert [block[1:] for block in after] == [block[1:] for block in before]
    changes = {(old.kind, new.kind) for old, new in zip(before, after, strict=True) if old.kind != new.kind}
    assert changes <= {("paragraph", "heading")}


def test_a_heading_that_waits_for_its_paragraph_is_a_unit_before_and_after() -> None:
    text = f"A Title\n{PROSE}\nEarly life\n{REST}\nA ban, and its end"
    assert find(text)[-1].kind == "paragraph"
    assert find(f"{text}\n{REST}")[4] == find(text)[-1]._replace(kind="heading")


LONG_PIECES = [
    *[
        "a\n",
        "|",
        "- a\n",
        "a b\tc\n",
        "#",
        ">",
        '"',
        "By A\n",
        "\n",
        LONG + "\n",
        LONG[:70] + "\nand ",
        ".",
        "a",
        "\ud800",
    ],
    *[
        "> ",
        "a | b\n",
        "*",
        "*a* ",
        "a / ",
        "Also read\n",
        "Early life\n",
        f"A ban on ships\n{LONG}\n",
        "'",
        "(c) ",
        "o ",
    ],
]


@pytest.mark.parametrize("piece", LONG_PIECES)
def test_a_long_text_of_one_piece_is_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert (find(text) or [Block("", 0, len(text))])[-1].end >= len(text.rstrip()) - 3


@pytest.mark.slow
@pytest.mark.parametrize("piece", LONG_PIECES)
def test_ten_times_the_text_takes_ten_times_as_long(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        find(text)
        return time.process_time() - begun

    size = 10_000_000 if piece in {".", '"', "a", "\ud800"} else 1_000_000
    assert seconds(size) < 25 * min(seconds(size // 10), seconds(size // 10)) + 1
