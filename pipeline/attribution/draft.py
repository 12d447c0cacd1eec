"""One attribution as the grammar of a single sentence sees it, before names and neighbours are looked up."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """Source, cue and content spans with the rule that found them.

    `speech` is false for wishes, plans and agentless belief, which nobody is said to have uttered; `relay` is true for
    an outlet that passes on what its content attributes to somebody else; `shared` marks a part of a quotation.
    """

    source: Span | None
    cue: Span | None
    content: list[Span]
    rule: str
    speech: bool = True
    relay: bool = False
    partial: bool = False
