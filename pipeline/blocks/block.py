"""What a block is."""

from __future__ import annotations

from typing import NamedTuple

# Kinds whose text is running sentences. A caption may hold some; a list item is one unit however long it is.
SENTENCE_KINDS = frozenset({"paragraph", "pull_quote", "caption"})


class Block(NamedTuple):
    """One block: its kind, and its half-open span in code points of the document."""

    kind: str
    start: int
    end: int
