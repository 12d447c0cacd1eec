"""Join the lines of paragraphs that were broken at a fixed width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.blocks.lines import is_fresh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.blocks.lines import Line

# Widths at which mail clients, editors and plain-text archives break lines.
_NARROWEST, _WIDEST = 45, 100
_FINAL = frozenset('.!?:;…"”’)]|')


def join(text: str, lines: list[Line]) -> list[Line]:
    """Return the lines with every paragraph that was filled to a fixed width made into one.

    A break is a wrap when the first word of the next line would not have fitted on its line. A run of lines is wrapped when
    at least one such break stands inside a sentence, or when an earlier run of the document was wrapped at that width.
    """
    if not any(shape is None and text[start].islower() for shape, start, _, _ in lines):
        return lines
    wraps: set[int] = set()
    width = 0
    for first, last in _runs(text, lines):
        lengths = [end - text.rfind("\n", 0, edge) - 1 for _, _, end, edge in lines[first:last]]
        widest = max(width, *lengths)
        filled = [
            i for i in range(first + 1, last) if lengths[i - first - 1] + 1 + _first_word(text, lines[i]) > widest
        ]
        if widest == width or (widest >= _NARROWEST and any(_inside_sentence(text, lines, i) for i in filled)):
            wraps.update(filled)
            width = widest
    return _without(lines, wraps) if wraps else lines


def _runs(text: str, lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of two and more lines that may be one wrapped paragraph."""
    first = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines):
            shape, _, end, edge = lines[i]
            if shape is None and end - edge <= _WIDEST and not is_fresh(text, lines, i):
                continue
        if i - first > 1:
            yield first, i
        first = i


def _first_word(text: str, line: Line) -> int:
    _, start, end, _ = line
    blank = text.find(" ", start, end)
    return (end if blank < 0 else blank) - start


def _inside_sentence(text: str, lines: list[Line], i: int) -> bool:
    return text[lines[i][1]].islower() and text[lines[i - 1][2] - 1] not in _FINAL


def _without(lines: list[Line], wraps: set[int]) -> list[Line]:
    joined: list[Line] = []
    for i, line in enumerate(lines):
        if i in wraps:
            shape, start, _, edge = joined[-1]
            joined[-1] = (shape, start, line[2], edge)
        else:
            joined.append(line)
    return joined
