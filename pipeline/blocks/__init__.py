"""Find the blocks of a document: title, headings, paragraphs, lists, tables, quotations and page furniture.

Line structure comes first (markers, bars, hashes, blank lines), then wording (bylines, captions, furniture), then case
and punctuation (titles, headings). `SENTENCE_KINDS` are the kinds that hold sentences, for `sentences.find` to split: a
block of any other kind is one unit.
"""

from __future__ import annotations

from pipeline.blocks.block import SENTENCE_KINDS, Block
from pipeline.blocks.scan import find

__all__ = ["SENTENCE_KINDS", "Block", "find"]
