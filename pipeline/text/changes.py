"""How the passes of cleaning say what they change."""

from __future__ import annotations

from typing import TypeAlias

# Start and end in the text that the pass was given, what stands there afterwards, and the rule that says so.
Change: TypeAlias = tuple[int, int, str, str]


def apply(text: str, changes: list[Change]) -> str:
    """Return the text after all changes, which are sorted and disjoint."""
    pieces: list[str] = []
    position = 0
    for start, end, replacement, _ in changes:
        pieces += text[position:start], replacement
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def trimmed(start: int, old: str, new: str, rule: str) -> list[Change]:
    """Return the change from ``old`` at ``start`` to ``new`` without what they share at both ends, if they differ."""
    if old == new:
        return []
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    shorter -= head
    tail = next((i for i in range(shorter) if old[-1 - i] != new[-1 - i]), shorter)
    return [(start + head, start + len(old) - tail, new[head : len(new) - tail], rule)]
