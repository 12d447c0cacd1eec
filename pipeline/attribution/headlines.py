"""Attributions of headlines: a speaker before a colon, or after it at the end."""

from __future__ import annotations

import re
from typing import Final

from pipeline.attribution.draft import Draft

# Common nouns that speak in a headline; of capitalised words only people whom the document names do, because a rubric
# looks the same ("The Stakes: Why This Matters").
_SOURCES: Final = (
    "reports?|poll|study|survey|police|officials?|sources?|experts?|analysts?|minister|president|government"
)
_NAME: Final = r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,2}"
_OPENING: Final = re.compile(rf"(?P<source>{_SOURCES}): (?P<content>\S.*)", re.IGNORECASE)
_CLOSING: Final = re.compile(rf"(?P<content>[^:]{{10,}}\S)(?P<cue>: | [–—-] )(?P<source>{_SOURCES})", re.IGNORECASE)
_NAMED: Final = re.compile(rf"(?P<source>{_NAME}): (?P<content>\S.*)")

# The rule of a headline whose speaker has still to be found among the people of the document.
NAMED: Final = "headline.name"


def find(text: str, start: int, end: int) -> list[Draft]:
    """Read the attribution of a headline text[start:end] that a colon or a dash marks."""
    closing = _CLOSING.fullmatch(text, start, end)
    if closing:
        place = closing.start("cue") + (text[closing.start("cue")] == " ")
        return [Draft(closing.span("source"), (place, place + 1), [closing.span("content")], "headline")]
    rule = "headline"
    opening = _OPENING.fullmatch(text, start, end)
    if opening is None:
        opening, rule = _NAMED.fullmatch(text, start, end), NAMED
    if opening is None:
        return []
    return [
        Draft(
            opening.span("source"), (opening.end("source"), opening.end("source") + 1), [opening.span("content")], rule
        )
    ]
