from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import alignment, explanation, privacy, text
from pipeline.explanation import Document, Place, page, places

MASKING = dict.fromkeys(privacy.KINDS, "mask")


def after(raw: str, *edits: tuple[int, int, str], policies: dict[str, str] = MASKING) -> Document:
    """What cleaning, these corrections of the clean text and the masks leave."""
    cleaned = text.clean(raw.encode())
    pieces, position = [], 0
    for start, end, new in edits:
        pieces += [cleaned.text[position:start], new]
        position = end
    corrected = "".join([*pieces, cleaned.text[position:]])
    runs = cleaned.alignment.edited([(start, end, len(new)) for start, end, new in edits])
    return Document(privacy.apply(corrected, policies).text, runs)


def test_cleaning_corrections_and_masks_stand_in_the_order_in_which_they_act() -> None:
    raw = "The\u00a0mayor, Jon Doe, wrote to press@example.org.\r\n"
    final = after(raw, (11, 14, "John"))
    assert final.text == "The mayor, John Doe, wrote to xxxxx@xxxxxxx.xxx."
    document, found = places(raw.encode(), final, html=False)
    assert document == final
    assert found == [
        Place("odd_spaces", 3, 5, 3, 4, "\u00a0", " "),
        Place("line_ends", 48, 49, 48, 48, "\r", ""),
        Place("outer_blanks", 49, 50, 48, 48, "\n", ""),
        Place("correction", 12, 15, 11, 15, "Jon", "John"),
        Place("mask_email", 30, 47, 30, 47, "press@example.org", "xxxxx@xxxxxxx.xxx"),
    ]


def test_words_taken_out_anywhere_are_a_correction() -> None:
    raw = "Draft! The text. Sent from a phone"
    final = after(raw, (0, 7, ""), (16, 34, ""))
    _, found = places(raw, final, html=False)
    assert [(one.rule, one.before, one.after) for one in found] == [
        ("correction", "Draft! ", ""),
        ("correction", " Sent from a phone", ""),
    ]


def test_a_correction_as_long_as_what_it_replaces_is_no_mask() -> None:
    raw = "Call Jon or Jim."
    _, found = places(raw, after(raw, (5, 8, "Jan"), (12, 15, "xxx")), html=False)
    assert [(one.rule, one.before, one.after) for one in found] == [
        ("correction", "Jon", "Jan"),
        ("correction", "Jim", "xxx"),
    ]


def test_what_the_policy_keeps_is_not_told_as_masked() -> None:
    raw = "Write to press@example.org or call +1 202 555 0143."
    _, found = places(raw, after(raw, policies=MASKING | {"email": "keep"}), html=False)
    assert [one.rule for one in found] == ["mask_phone"]


def test_without_a_row_the_text_is_that_of_cleaning_alone() -> None:
    document, found = places("a&amp;b \n", None, html=True)
    assert document.text == "a&b"
    assert [one.rule for one in found] == ["html_entities", "outer_blanks"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "é", "e\u0301", "\r\n", "\u200b", "😀", "xÃ©y", " a@b.org "]), max_size=12))
def test_a_document_without_corrections_has_none(pieces: list[str]) -> None:
    raw = "".join(pieces)
    final = after(raw)
    _, found = places(raw, final, html=False)
    assert all(one.rule != "correction" for one in found)
    assert all(one.rule in explanation.RULES for one in found)
    for one in found:
        if one.rule.startswith("mask"):
            assert alignment.raw_span(final.alignment, one.start, one.end) == (one.raw_start, one.raw_end)


@pytest.mark.parametrize(
    ("words", "shown"),
    [("a\u00a0b\n", "a\\xa0b\\n"), ("e\u0301", "e\\u0301"), ("“é” 😀", "“é” 😀"), ("\udc80", "\\udc80")],
)
def test_what_cannot_be_seen_is_written_as_an_escape(words: str, shown: str) -> None:
    assert page.visible(words) == shown
