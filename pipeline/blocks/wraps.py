"""Join the lines of paragraphs that were broken at a fixed width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.blocks.headings import is_heading
from pipeline.blocks.lines import is_fresh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.blocks.lines import Line

# Widths at which mail clients, editors and plain-text archives break lines.
_NARROWEST, _WIDEST = 45, 100
_FINAL = frozenset('.!?:;…"”’)]|')
# A line of a running sentence may begin with one of these marks, and is no list item then.
_INNER_MARKS = frozenset("-–—(")


def join(text: str, lines: list[Line]) -> list[Line]:
    """Return the lines with every paragraph that was filled to a fixed width made into one.

    A break is a wrap when the first word of the next line would not have fitted on its line. A run of lines is wrapped
    when at least one such break stands inside a sentence, or when an earlier run was wrapped at that width.
    """
    if not any(text[start].islower() for _, start, _, _ in lines):
        return lines
    wraps: set[int] = set()
    width = 0
    for first, last in _runs(text, lines):
        lengths = [end - text.rfind("\n", 0, edge) - 1 for _, _, end, edge in lines[first:last]]
        widest = max(lengths)
        filled = {i for i in range(first + 1, last) if _is_filled(text, lines[i], lengths[i - first - 1], widest)}
        filled = {i for i in filled if i + 1 in filled or not _is_headed(text, lines, i)}
        inner = {i for i in range(first + 1, last) if _is_inside_sentence(text, lines, i)}
        if widest >= _NARROWEST and filled & inner:
            # A line of such a paragraph may be short, when it was edited after it was filled; most are not.
            wraps.update(filled, inner if 2 * len(filled & inner) >= len(inner) else ())
            width = max(width, widest)
        elif widest <= width:
            wraps.update(i for i in filled if _is_filled(text, lines[i], lengths[i - first - 1], width))
    return _without(lines, wraps) if wraps else lines


def _runs(text: str, lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of two and more lines that may be one wrapped paragraph."""
    first = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines):
            shape, _, end, edge = lines[i]
            inner = shape is None or (lines[first][0] is None and shape == "list_item" and _is_inner(text, lines, i))
            if inner and end - edge <= _WIDEST and not is_fresh(text, lines, i):
                continue
        if i - first > 1:
            yield first, i
        first = i


def _is_inner(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether a line with the marker of a list goes on with the sentence of the line before it."""
    return text[lines[i][3]] in _INNER_MARKS and _is_inside_sentence(text, lines, i)


def _is_inside_sentence(text: str, lines: list[Line], i: int) -> bool:
    return text[lines[i][1]].islower() and text[lines[i - 1][2] - 1] not in _FINAL


def _is_filled(text: str, line: Line, length: int, width: int) -> bool:
    """Tell whether the first word of a line would have gone beyond the width on the line before it."""
    _, _, end, edge = line
    blank = text.find(" ", edge, end)
    return length + 1 + (end if blank < 0 else blank) - edge > width


def _is_headed(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether a line reads like a heading below the end of a paragraph, whose last line happens to be full."""
    _, start, end, _ = lines[i]
    return text[lines[i - 1][2] - 1] in _FINAL and is_heading(text[start:end])


def _without(lines: list[Line], wraps: set[int]) -> list[Line]:
    joined: list[Line] = []
    for i, line in enumerate(lines):
        if i in wraps:
            shape, start, _, edge = joined[-1]
            joined[-1] = (shape, start, line[2], edge)
        else:
            joined.append(line)
    return joined
