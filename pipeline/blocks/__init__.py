"""Find the blocks of a document: title, headings, paragraphs, lists, tables, quotations and page furniture."""

from __future__ import annotations

from pipeline.blocks.scan import SENTENCE_KINDS, Block, find

__all__ = ["SENTENCE_KINDS", "Block", "find"]
