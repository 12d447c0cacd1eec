from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline import blocks, segmentation, sentences
from schemas.sentences import KINDS

TEXT = "A Title Of The Day\n\nOne sentence here. Another one follows it.\n\n- a point\n- another point\n"


def test_a_paragraph_becomes_sentences_and_a_line_stays_one_unit() -> None:
    found = [(unit.kind, TEXT[unit.start : unit.end]) for unit in segmentation.units(TEXT)]
    assert found == [
        ("title", "A Title Of The Day"),
        ("sentence", "One sentence here."),
        ("sentence", "Another one follows it."),
        ("list_item", "a point"),
        ("list_item", "another point"),
    ]


def test_units_of_one_paragraph_share_its_number() -> None:
    assert [unit.block for unit in segmentation.units(TEXT)] == [0, 1, 1, 2, 3]


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_units_are_ordered_disjoint_not_blank_and_of_a_known_kind(text: str) -> None:
    found = segmentation.units(text)
    place = 0
    for unit in found:
        assert place <= unit.start < unit.end <= len(text)
        assert text[unit.start : unit.end].strip()
        assert unit.kind in KINDS
        place = unit.end


@given(
    st.lists(
        st.sampled_from(["Mr. Smith left. He", "# Why?", "- a. B", "said so.", "\n", "(1) No.\n", "“Why?” ", ". "]),
        max_size=20,
    )
)
def test_units_are_the_blocks_and_the_sentences_of_each(chosen: list[str]) -> None:
    text = "\n".join(chosen)
    alone = []
    for block in blocks.find(text):
        if block.kind in blocks.SENTENCE_KINDS:
            inner = sentences.find(text[block.start : block.end])
            alone += [(block.start + start, block.start + end) for start, end in inner]
        else:
            alone.append((block.start, block.end))
    assert [(unit.start, unit.end) for unit in segmentation.units(text)] == alone
