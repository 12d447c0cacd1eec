"""What a block is."""

from __future__ import annotations

from typing import NamedTuple

# Kinds whose text is running sentences, to be split by `sentences.find`; a block of any other kind is one unit.
SENTENCE_KINDS = frozenset({"paragraph", "pull_quote"})


class Block(NamedTuple):
    """One block: its kind, and its half-open span in code points of the document."""

    kind: str
    start: int
    end: int
