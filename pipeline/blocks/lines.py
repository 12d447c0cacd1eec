"""Read a document as lines and tell the shape of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.blocks.shapes import RULE, STRUCTURAL, shape

# Without leading and trailing blanks.
_LETTER_MARKS = frozenset(".)")
_LINE = re.compile(r"\S(?:.*\S)?")


@dataclass(slots=True)
class Lines:
    """The lines of a document that are not blank, column by column.

    `start` and `end` leave out blanks and the markers of the shape; `edge` is where the first marker stands. `fresh` tells
    that a blank line or the beginning of the document comes before.
    """

    shape: list[str | None] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    edge: list[int] = field(default_factory=list)
    fresh: list[bool] = field(default_factory=list)


def read(text: str) -> Lines:
    """Return the lines of a document with their shapes; a shape of None is plain text."""
    lines = Lines()
    bars, tabs = "|" in text, "\t" in text
    previous = -2
    for match in _LINE.finditer(text):
        start, end = match.span()
        lines.edge.append(start)
        lines.fresh.append(start - previous > 1 and text.count("\n", max(previous, 0), start) > 1)
        previous = end
        kind: str | None = None
        if bars and _is_row(text, start, end):
            kind = "row"
        elif tabs and text.find("\t", start, end) >= 0:
            kind = "tabbed"
        elif text[start] in STRUCTURAL or text[start + 1 : start + 2] in _LETTER_MARKS:
            kind, inner_start, inner_end = shape(text[start:end])
            start, end = start + inner_start, start + inner_end
        lines.shape.append(kind)
        lines.start.append(start)
        lines.end.append(end)
    if lines.fresh:
        lines.fresh[0] = True
    return lines


def _is_row(text: str, start: int, end: int) -> bool:
    count = text.count("|", start, end)
    row = count > 1 or (count == 1 and (text[start] == "|" or text[end - 1] == "|"))
    return row and RULE.match(text, start, end) is None
