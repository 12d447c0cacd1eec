"""Tell blocks by the characters that structure a line: markers, hashes, quote signs and rules."""

from __future__ import annotations

import re

# A line that begins with none of these, and with no letter before a full stop or bracket, is plain text.
_DOTS = "•‣▪▫◦●○■□◆◇❖▶▸▹►➢➤➔◉⬤⚫∙✓✔✅☑☐✗✘⁃"
STRUCTURAL = frozenset(f"-*+·–—―|=_~#>(!`:0123456789{_DOTS}")

RULE = re.compile(r"[\s|:=_*~+\-–—#]+\Z")
_BULLET = rf"(?:[-*+·–—―{_DOTS}]|o(?=\s+[A-Z]))(?=[ \t\u00a0])|[{_DOTS}](?=\S)"
# "(c) 2024" is a copyright.
_BRACKETED = r"\((?!c\) (?:19|20)\d\d)(?:\d{1,3}|[a-z]|[ivx]{1,5})\)"
_NUMBER = rf"(?:{_BRACKETED}|(?:\d{{1,3}}|[A-Ha-z])\)|\d{{1,3}}\.\)?|[a-z]\.(?=\s+[A-Z]))(?=[ \t\u00a0])"
_MARKER = re.compile(rf"(?:{_BULLET}|{_NUMBER})[ \t\u00a0]*(?:\[[ xX]\][ \t]+)?(?=\S)")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?[ \t]+(?=[A-Z])")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=[^\s#])")
# A crosshead of agencies: "- 'No end in sight' -".
_DASHED = re.compile(r"([-–—])[ \t]+(?=[^\s–—-])(.{1,78})(?<=[^\s.–—-])[ \t]+\1\Z")
_EMPHASIS = re.compile(r"([*_])(?=[^\s*_])[^*_]+(?<=\S)\1\Z")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,118})(?<=\S)\1:?\Z")
_EQUALS = re.compile(r"(={2,6})[ \t]*([^=\s][^=]{0,118}?)[ \t]*\1\Z")
_QUOTE_SIGNS = re.compile(r"(?:>\s*)+(?=[^\s>])")
_RULE_MARKS = frozenset("|:=_*~+-–—#")
_DASHES = frozenset("-–—")
_HEADINGS = {"#": _HASHES, "*": _BOLD, "_": _BOLD, "=": _EQUALS} | dict.fromkeys("0123456789", _SECTION)
_LONGEST_HEADING = 120


def shape(line: str) -> tuple[str | None, int, int]:
    """Return the shape of a stripped line, if it has one, and the part of the line without its markers.

    A line that is all emphasis has none, but its marks are no part of it; that of a bare quote sign is empty.
    """
    length, mark = len(line), line[0]
    if mark in _RULE_MARKS and RULE.match(line):
        return "rule", 0, length
    if (mark in _HEADINGS or line[-1] == mark) and length <= _LONGEST_HEADING and (span := _heading(line)):
        return "heading", *span
    if mark == ">":
        marker = _QUOTE_SIGNS.match(line)
        return ("pull_quote", marker.end(), length) if marker else (None, length, length)
    if mark in "*_" and _EMPHASIS.match(line):
        return None, 1, length - 1
    if marker := _MARKER.match(line):
        return "list_item", marker.end(), length
    return None, 0, length


def _heading(line: str) -> tuple[int, int] | None:
    """Return the span of a heading between its marks; the number of a section stays."""
    mark = line[0]
    pattern = _DASHED if mark in _DASHES else _HEADINGS.get(mark)
    match = pattern and pattern.match(line)
    if not match:
        return None
    if pattern is _HASHES:
        return match.end(), len(line.rstrip("#").rstrip())
    if pattern is _SECTION:
        return (0, len(line)) if line[-1] not in ".!?:;," else None
    return match.span(2)
