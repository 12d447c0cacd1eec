"""A phrase that may be a name, as the modules of this package hand it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.entities.lists import Label
    from pipeline.entities.tokens import Token


class Mention:
    """A phrase of capitalised words; without a label when its own words do not tell.

    `sure`: its words alone prove the label, so the document may build on it. `doubtful`: it may be a common noun
    with a capital. `article`: where a "The" stands that opens the sentence and may be part of the name.
    """

    __slots__ = ("article", "doubtful", "end", "label", "start", "sure", "text", "tokens")

    def __init__(self, tokens: list[Token], text: str, label: Label | None = None, *, sure: bool = True) -> None:
        self.tokens = tokens
        self.start = tokens[0].start
        self.end = tokens[-1].end
        self.text = text[self.start : self.end]
        self.label = label
        self.sure = sure and label is not None
        self.doubtful = False
        self.article: int | None = None

    def begin_at(self, start: int, text: str) -> None:
        """Move the start, to take in an article."""
        self.start = start
        self.text = text[start : self.end]
