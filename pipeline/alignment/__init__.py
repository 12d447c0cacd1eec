"""Where each code point of a clean text stands in the raw bytes it came from.

An alignment is a list of runs instead of an offset per character: it takes a few bytes per document, and a
reader of the Parquet files needs no code of ours to follow it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from pipeline.alignment.building import Columns
from pipeline.alignment.edits import Edit, compose
from pipeline.alignment.runs import Alignment, Run, align, align_all, of_column, to_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = [
    "Alignment",
    "Columns",
    "Edit",
    "Run",
    "align",
    "align_all",
    "compose",
    "of_column",
    "raw_span",
    "raw_spans",
    "text_position",
    "to_column",
    "uncovered",
]


def raw_span(runs: Sequence[Run], start: int, end: int) -> tuple[int, int]:
    """Return the half-open byte span of the raw item that ``text[start:end]`` came from.

    A span that cuts an indivisible run is widened to the edges of that run. Bytes dropped inside the span are
    inside the result; bytes dropped before or after it are not. Raises ValueError outside the text.
    """
    if not 0 <= start <= end <= runs[-1].start:
        raise ValueError(f"span {start}:{end} does not lie in a text of {runs[-1].start} code points")
    first = bisect_right(runs, start, key=_start_of) - 1
    raw_start = runs[first].raw_start + (start - runs[first].start) * runs[first].width
    if start == end:
        return raw_start, raw_start
    last = bisect_right(runs, end - 1, key=_start_of) - 1
    if runs[last].width == 0:
        return raw_start, runs[last + 1].raw_start
    return raw_start, runs[last].raw_start + (end - runs[last].start) * runs[last].width


def _start_of(run: Run) -> int:
    return run.start


def raw_spans(
    runs: Alignment, starts: NDArray[np.integer], ends: NDArray[np.integer]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Do what `raw_span` does for all spans of a document at once."""
    length = runs.start[-1]
    if np.any((starts < 0) | (ends < starts) | (ends > length)):
        raise ValueError(f"a span does not lie in a text of {length} code points")
    first = np.searchsorted(runs.start, starts, side="right") - 1
    raw_starts = runs.raw_start[first] + (starts - runs.start[first]) * runs.width[first].astype(np.int64)
    last = np.searchsorted(runs.start, np.maximum(ends - 1, starts), side="right") - 1
    width = runs.width[last].astype(np.int64)
    after = runs.raw_start[np.minimum(last + 1, len(runs) - 1)]
    raw_ends = np.where(width == 0, after, runs.raw_start[last] + (ends - runs.start[last]) * width)
    return raw_starts, np.where(starts == ends, raw_starts, raw_ends)


def text_position(runs: Alignment, byte: int) -> int:
    """Return how many code points come from before a byte of the raw item; an indivisible run counts as a whole."""
    run = int(runs.raw_start.searchsorted(byte, "left")) - 1
    if run < 0:
        return 0
    start, raw_start, width = runs[run]
    end = runs[run + 1].start if run + 1 < len(runs) else start
    return min(end, start - (raw_start - byte) // width) if width else end


def uncovered(runs: Sequence[Run], raw_bytes: int) -> list[tuple[int, int]]:
    """Return the byte spans of a raw item of ``raw_bytes`` bytes that no code point of the text stands for."""
    gaps = []
    covered = 0
    for run, following in pairwise(runs):
        if run.raw_start > covered:
            gaps.append((covered, run.raw_start))
        size = (following.start - run.start) * run.width
        covered = run.raw_start + size if run.width else following.raw_start
    if covered < raw_bytes:
        gaps.append((covered, raw_bytes))
    return gaps
