"""Read a document as lines and tell the shape of each."""

from __future__ import annotations

from typing import TypeAlias

from pipeline.blocks.shapes import RULE, STRUCTURAL, shape

# The shape of a line (None for plain text); start and end without blanks and without the markers of the shape; and the
# edge, where the first marker stands. A bare tuple, because one is made for every line of a corpus.
Line: TypeAlias = "tuple[str | None, int, int, int]"

_LETTER_MARKS = frozenset(".)")


def read(text: str) -> list[Line]:
    """Return the lines of a document that are not blank."""
    lines: list[Line] = []
    bars, tabs = "|" in text, "\t" in text
    after = 0
    for raw in text.split("\n"):
        before, after = after, after + len(raw) + 1
        line = raw.strip()
        if not line:
            continue
        start = before if line[0] == raw[0] else before + len(raw) - len(raw.lstrip())
        if bars and "|" in line and (bar := _bar(line)):
            lines.append((bar, start, start + len(line), start))
        elif tabs and "\t" in line:
            lines.append(("tabbed", start, start + len(line), start))
        elif line[0] in STRUCTURAL or line[1:2] in _LETTER_MARKS or (line[0] == "o" and line[1:2] == " "):
            kind, inner_start, inner_end = shape(line)
            if inner_start < inner_end:
                lines.append((kind, start + inner_start, start + inner_end, start))
        else:
            lines.append((None, start, start + len(line), start))
    return lines


def is_fresh(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether a line comes after a blank line or first of all."""
    return i == 0 or text.count("\n", lines[i - 1][2], lines[i][3]) > 1


def _bar(line: str) -> str | None:
    """Return the shape of a line with bars; one bar between blanks makes a row only among others of the kind."""
    if line[0] in STRUCTURAL and RULE.match(line):
        return None
    if line.count("|") > 1 or "|" in (line[0], line[-1]):
        return "row"
    return "barred" if " | " in line else None
