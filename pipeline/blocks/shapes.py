"""Tell blocks by the characters that structure a line: markers, hashes, quote signs and rules."""

from __future__ import annotations

import re

# A line that begins with none of these, and with no letter before a full stop or bracket, is plain text.
STRUCTURAL = frozenset("-*+•‣▪◦●○■□·➢➤►✓✔⁃–—―|=_~#>(!`:0123456789")

RULE = re.compile(r"[\s|:=_*~+\-–—#]+\Z")
_BULLET = r"[-*+•‣▪◦●○■□·➢➤►✓✔⁃–—―](?=[ \t\u00a0])|[•‣▪◦●■➢➤►✓✔⁃](?=\S)"
_NUMBER = r"(?:\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|(?:\d{1,3}|[A-Ha-z])\)|\d{1,3}\.\)?|[a-z]\.(?=\s+[A-Z]))(?=[ \t\u00a0])"
_MARKER = re.compile(rf"(?:{_BULLET}|{_NUMBER})[ \t\u00a0]*(?:\[[ xX]\][ \t]+)?(?=\S)")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?[ \t]+(?=[A-Z])")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=[^\s#])")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,118})(?<=\S)\1:?\Z")
_EQUALS = re.compile(r"(={2,6})[ \t]*([^=\s][^=]{0,118}?)[ \t]*\1\Z")
_QUOTE_SIGNS = re.compile(r"(?:>[ \t]*)+(?=\S)")
_HEADING_MARKS = frozenset("#*_=0123456789")
_LONGEST_HEADING = 120


def shape(line: str) -> tuple[str | None, int, int]:
    """Return the shape of a stripped line, if it has one, and the part of the line without its markers."""
    length = len(line)
    if RULE.match(line):
        return "rule", 0, length
    if line[0] in _HEADING_MARKS and length <= _LONGEST_HEADING and (span := _heading(line)):
        return "heading", *span
    if line[0] == ">" and (marker := _QUOTE_SIGNS.match(line)):
        return "pull_quote", marker.end(), length
    if marker := _MARKER.match(line):
        return "list_item", marker.end(), length
    return None, 0, length


def _heading(line: str) -> tuple[int, int] | None:
    """Return the span of a heading between its marks; the number of a section stays."""
    if marker := _HASHES.match(line):
        return marker.end(), len(line.rstrip("#").rstrip())
    if marker := _BOLD.match(line) or _EQUALS.match(line):
        return marker.span(2)
    return (0, len(line)) if _SECTION.match(line) and line[-1] not in ".!?:;," else None
