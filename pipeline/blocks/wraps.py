"""Join the lines of paragraphs that were broken at a fixed width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.blocks.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

# Widths at which mail clients, editors and plain-text archives break lines.
_NARROWEST, _WIDEST = 45, 100
_FINAL = frozenset(".!?:;…\"”’)]|")


def join(text: str, lines: Lines) -> Lines:
    """Return the lines with every paragraph that was filled to a fixed width made into one.

    A break is a wrap when the first word of the next line would not have fitted on its line. A run of lines is wrapped when
    at least one such break stands inside a sentence, or when an earlier run of the document was wrapped at that width.
    """
    if not any(text[start].islower() for start, shape in zip(lines.start, lines.shape, strict=True) if shape is None):
        return lines
    wraps: set[int] = set()
    width = 0
    for first, last in _runs(lines):
        lengths = [lines.end[i] - text.rfind("\n", 0, lines.edge[i]) - 1 for i in range(first, last)]
        widest = max(width, *lengths)
        filled = [
            i
            for i in range(first + 1, last)
            if lengths[i - first - 1] + 1 + _first_word(text, lines.start[i], lines.end[i]) > widest
        ]
        if widest == width or (widest >= _NARROWEST and any(_inside_sentence(text, lines, i) for i in filled)):
            wraps.update(filled)
            width = widest
    return _without(lines, wraps) if wraps else lines


def _runs(lines: Lines) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of two and more lines that may be one wrapped paragraph."""
    first = 0
    for i in range(1, len(lines.shape) + 1):
        if i < len(lines.shape) and not lines.fresh[i] and lines.shape[i] is None and lines.end[i] - lines.edge[i] <= _WIDEST:
            continue
        if i - first > 1:
            yield first, i
        first = i


def _first_word(text: str, start: int, end: int) -> int:
    blank = text.find(" ", start, end)
    return (end if blank < 0 else blank) - start


def _inside_sentence(text: str, lines: Lines, i: int) -> bool:
    return text[lines.start[i]].islower() and text[lines.end[i - 1] - 1] not in _FINAL


def _without(lines: Lines, wraps: set[int]) -> Lines:
    heads = [i for i in range(len(lines.shape)) if i not in wraps]
    tails = [j - 1 for j in [*heads[1:], len(lines.shape)]]
    return Lines(
        [lines.shape[i] for i in heads],
        [lines.start[i] for i in heads],
        [lines.end[i] for i in tails],
        [lines.edge[i] for i in heads],
        [lines.fresh[i] for i in heads],
    )
