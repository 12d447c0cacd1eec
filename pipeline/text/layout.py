"""Which blanks and empty lines carry no meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.text.changes import Change

# Matches somewhere in each text that `find` changes.
UNEVEN: Final = r"[ \t]\n|\n\n\n|\A[ \t\n]|[ \t\n]\z"
_BLANK: Final = " \t"
_BREAK: Final = re.compile(r"\n[ \t\n]*")
_PIECE: Final = re.compile(r"\n+|[ \t]+")


def find(text: str) -> list[Change]:
    """Return the blanks that end lines, the line ends after the second of a run, and the blank ends of the text.

    One empty line parts paragraphs as well as five do, and files that differ in a final line end hold the same text.
    Blanks at the start of a line stay.
    """
    start = len(text) - len(text.lstrip("\n" + _BLANK))
    end = max(start, len(text.rstrip("\n" + _BLANK)))
    changes: list[Change] = [(0, start, "", "outer_blanks")] if start else []
    changes += _between(text, start, end)
    if end < len(text):
        changes.append((end, len(text), "", "outer_blanks"))
    return changes


def _between(text: str, start: int, end: int) -> Iterator[Change]:
    for match in _BREAK.finditer(text, start, end):
        line = text[start : match.start()]
        if blanks := len(line) - len(line.rstrip(_BLANK)):
            yield match.start() - blanks, match.start(), "", "trailing_blanks"
        start = match.end()
        if match[0] not in {"\n", "\n\n"}:
            yield from _in_break(match)


def _in_break(match: re.Match[str]) -> Iterator[Change]:
    """Yield the changes from the first line end of a break on; the last blanks belong to the next line."""
    line_ends = 0
    for piece in _PIECE.finditer(match.string, *match.span()):
        if piece[0][0] == "\n":
            kept = max(0, 2 - line_ends)
            line_ends += len(piece[0])
            if len(piece[0]) > kept:
                yield piece.start() + kept, piece.end(), "", "blank_runs"
        elif piece.end() < match.end():
            yield *piece.span(), "", "trailing_blanks"
