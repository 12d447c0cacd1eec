"""Attributions of headlines: a speaker before a colon, or after it at the end."""

from __future__ import annotations

import re
from typing import Final

from pipeline.attribution.draft import Draft

# Who speaks in a headline without being a name: anything else before a colon is a rubric ("The Stakes: Why This Matters").
_SOURCES: Final = "report|reports|poll|study|survey|police|officials?|sources?|experts?|analysts?|minister|president|government"
_NAME: Final = r"[^\W\d_a-z][\w.’'-]*"
_OPENING: Final = re.compile(rf"(?P<source>(?:{_SOURCES}))\s?: (?P<content>\S.*)", re.IGNORECASE)
_CLOSING: Final = re.compile(rf"(?P<content>[^:]{{10,}}\S)(?:: | [–—-] )(?P<source>(?:{_SOURCES}))$", re.IGNORECASE)


def find(text: str, start: int, end: int) -> list[Draft]:
    """Read the attribution of a headline text[start:end] that a colon marks."""
    match = _OPENING.fullmatch(text, start, end) or _CLOSING.fullmatch(text, start, end)
    if match is None:
        return []
    colon = text.find(":", start, end)
    cue = (colon, colon + 1) if colon >= 0 else None
    return [Draft(match.span("source"), cue, [match.span("content")], "headline")]
