"""Tell headings in sentence case, which look like sentences without their full stop, by their place and their siblings.

One such line may be a caption or a slip; two that head paragraphs of one document are its headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.blocks.headings import is_closed, is_plain
from pipeline.blocks.vocabulary import AUXILIARIES, CLAUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 8
LONGEST = 70
# A heading heads something longer than itself.
_SHORTEST_PARAGRAPH = 90
_FEWEST = 2


def promote(text: str, blocks: list[tuple[str, int, int]], doubtful: Sequence[int]) -> None:
    """Turn the doubtful paragraphs into headings if they head paragraphs and at least two are no sentences.

    ``doubtful`` are places in ``blocks`` of short paragraphs without a full stop. Lines that hold a name stay what they
    are: those are the captions, mostly.
    """
    found = [i for i in doubtful if _heads(text, blocks, i)]
    siblings = [i for i in found if not _is_sentence(text[blocks[i][1] : blocks[i][2]])]
    siblings += [i for i, (kind, start, end) in enumerate(blocks) if kind == "heading" and is_plain(text[start:end])]
    if len(siblings) >= _FEWEST:
        for i in found:
            blocks[i] = ("heading", *blocks[i][1:])


def _heads(text: str, blocks: list[tuple[str, int, int]], i: int) -> bool:
    """Tell whether a block is a line without names that stands between a finished block and a long paragraph."""
    own, start, end = blocks[i]
    if (
        own != "paragraph"
        or i + 1 == len(blocks)
        or not is_plain(text[start:end])
        or len(text[start:end].split()) > _MOST_WORDS
    ):
        return False
    kind, below, below_end = blocks[i + 1]
    if kind != "paragraph" or below_end - below < _SHORTEST_PARAGRAPH or text[below_end - 1] in ":;,":
        return False
    above, above_start, above_end = blocks[i - 1] if i else ("title", 0, 1)
    if above != "paragraph":
        return above != "byline"
    return is_closed(text[above_start:above_end]) and text[above_end - 1] != ":"


def _is_sentence(line: str) -> bool:
    words = line.lower().replace("’", "'").split()
    return words[0] not in CLAUSES and not AUXILIARIES.isdisjoint(words)
