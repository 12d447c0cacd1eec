"""One attribution as the grammar of a single sentence sees it, before names and neighbours are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
QuoteType = Literal["none", "direct", "indirect", "mixed"]


@dataclass(slots=True)
class Draft:
    """Source, cue and content spans with the rule that found them.

    `speech` is false for wishes, plans and agentless belief, which nobody is said to have uttered; `relay` is true for
    an outlet that passes on what somebody else in the same sentence says; `partial` where only a part of the
    sentence can be quoted; `subject` are the tokens of the source when the verb is finite; `sentence` and
    `reaches` are the numbers of the first and the last sentence in the document.
    """

    source: Span | None
    cue: Span | None
    content: list[Span]
    rule: str
    speech: bool = True
    relay: bool = False
    partial: bool = False
    subject: tuple[int, int] | None = None
    sentence: int = -1
    reaches: int = -1
    quote_type: QuoteType = "indirect"
