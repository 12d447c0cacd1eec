"""A document as units: every sentence of its paragraphs, and every line that stands for itself."""

from __future__ import annotations

from typing import NamedTuple

from pipeline import blocks, sentences


class Unit(NamedTuple):
    """A unit of text: the number of its block, what it is, and its half-open span in the document."""

    block: int
    kind: str
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """Find the units of a whole document, in reading order; a sentence of a paragraph is of kind ``sentence``."""
    found = []
    for number, block in enumerate(blocks.find(text)):
        if block.kind not in blocks.SENTENCE_KINDS:
            found.append(Unit(number, block.kind, block.start, block.end))
            continue
        kind = "sentence" if block.kind == "paragraph" else block.kind
        found.extend(
            Unit(number, kind, block.start + start, block.start + end)
            for start, end in sentences.find(text[block.start : block.end])
        )
    return found
