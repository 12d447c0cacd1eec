"""A document as units: every sentence of its paragraphs, and every line that stands for itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pipeline import blocks, sentences

if TYPE_CHECKING:
    from collections.abc import Callable


class Unit(NamedTuple):
    """A unit of text: the number of its block, what it is, and its half-open span in the document."""

    block: int
    kind: str
    start: int
    end: int


# Units of a corpus are many: this leaves out the detour through `Unit.__new__`.
_UNIT: Callable[[tuple[int, str, int, int]], Unit] = partial(tuple.__new__, Unit)


def units(text: str) -> list[Unit]:
    """Find the units of a whole document, in reading order; a sentence of a paragraph is of kind ``sentence``."""
    found = blocks.find(text)
    divided = sentences.find_each(text, [block[1:] for block in found if block[0] in blocks.SENTENCE_KINDS])
    made: list[Unit] = []
    for number, (kind, start, end) in enumerate(found):
        if kind in blocks.SENTENCE_KINDS:
            name = "sentence" if kind == "paragraph" else kind
            made += [_UNIT((number, name, first, last)) for first, last in next(divided)]
        else:
            made.append(_UNIT((number, kind, start, end)))
    return made
