"""How the passes of cleaning say what they change."""

from __future__ import annotations

from typing import TypeAlias

# Start and end in the text that the pass was given, what stands there afterwards, and the rule that says so.
Change: TypeAlias = tuple[int, int, str, str]


def apply(text: str, changes: list[Change]) -> str:
    """Return the text after all changes, which are sorted and disjoint."""
    pieces = []
    position = 0
    for start, end, replacement, _ in changes:
        pieces += text[position:start], replacement
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
