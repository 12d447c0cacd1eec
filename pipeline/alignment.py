"""Where each code point of a clean text stands in the raw bytes it came from.

An alignment is a list of runs instead of an offset per character: it costs a few bytes per document,
and Parquet readers without this code can still use it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Integers = NDArray[np.integer]

# The bytes of a UTF-8 sequence by its first byte (RFC 3629, section 3).
_UTF8_WIDTH = np.repeat(np.array([1, 2, 3, 4], dtype=np.int64), [0xC0, 0x20, 0x10, 0x10])
_MAX_WIDTH = np.iinfo(np.int8).max
_NONE = np.zeros(0, dtype=np.int64)
_ZERO = np.zeros(1, dtype=np.int64)


class Run(NamedTuple):
    """A stretch of clean text, up to the next run's ``start``, and the raw bytes it stands for.

    ``width`` is the bytes of each of its code points: the one at ``start + i`` comes from the bytes at
    ``raw_start + i * width``. Width 0 marks an indivisible run: as a whole it stands for the bytes up to the next
    run's ``raw_start``. An empty run holds no text: one closes each alignment, at the length of the text and
    of the raw item, and one ends an indivisible run that dropped bytes follow.
    """

    start: int
    raw_start: int
    width: int


@dataclass(frozen=True, slots=True, eq=False)
class Alignment(Sequence[Run]):
    """The runs of one document as columns, of the types they have in Parquet; behaves as a list of `Run`."""

    start: NDArray[np.int32]
    raw_start: NDArray[np.int64]
    width: NDArray[np.int8]

    @classmethod
    def of(cls, runs: Iterable[Sequence[int]]) -> Alignment:
        """Build from rows of (start, raw_start, width)."""
        rows = np.array([tuple(run) for run in runs], dtype=np.int64).reshape(-1, 3)
        return cls(rows[:, 0].astype(np.int32), rows[:, 1], rows[:, 2].astype(np.int8))

    def __len__(self) -> int:
        return len(self.start)

    @overload
    def __getitem__(self, index: int) -> Run: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Run]: ...
    def __getitem__(self, index: int | slice) -> Run | Sequence[Run]:
        if isinstance(index, slice):
            return list(self)[index]
        return Run(int(self.start[index]), int(self.raw_start[index]), int(self.width[index]))

    def __iter__(self) -> Iterator[Run]:
        return map(Run, self.start.tolist(), self.raw_start.tolist(), self.width.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # the columns are mutable arrays


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


def raw_spans(runs: Alignment, starts: Integers, ends: Integers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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


def uncovered(runs: Sequence[Run], raw_bytes: int) -> list[tuple[int, int]]:
    """Return the byte spans of a raw item of ``raw_bytes`` bytes that no code point of the text stands for."""
    gaps = []
    covered = 0
    for run, following in pairwise(runs):
        if run.raw_start > covered:
            gaps.append((covered, run.raw_start))
        code_points = following.start - run.start
        if run.width:
            covered = run.raw_start + code_points * run.width
        else:
            covered = following.raw_start if code_points else run.raw_start
    if covered < raw_bytes:
        gaps.append((covered, raw_bytes))
    return gaps


class Edits(NamedTuple):
    """What one rewriting did: ``source[start:end]`` became ``size`` code points. Sorted, disjoint, not empty.

    An edit consumes at least one code point; offsets are code points of the text before the rewriting.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    size: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int]]) -> Edits:
        """Build from rows of (start, end, size)."""
        columns = np.array(list(rows), dtype=np.int64).reshape(-1, 3).T
        return cls(*columns)

    @classmethod
    def none(cls) -> Edits:
        """Return the edits of a text that was left alone."""
        return cls(_NONE, _NONE, _NONE)


def compose(first: Edits, second: Edits) -> Edits:
    """Return the edits of a text rewritten by ``first`` and the result by ``second``, as edits of the original.

    Edits that overlap in the text between become one; neighbours that only touch stay apart.
    """
    if not len(first.start):
        return second
    if not len(second.start):
        return first
    shift = np.cumsum(first.size - (first.end - first.start))
    middle_end = first.end + shift
    middle_start = middle_end - first.size
    before = np.concatenate(([0], shift))

    passed = np.searchsorted(middle_end, second.start, side="right")
    source_start = second.start - before[passed]
    passed = np.searchsorted(middle_start, second.end, side="left")
    inside = (passed > 0) & (middle_end[passed - 1] > second.end)
    source_end = np.where(inside, first.end[passed - 1], second.end - before[passed])

    starts = np.concatenate((middle_start, second.start))
    ends = np.concatenate((middle_end, second.end))
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    reach = np.maximum.accumulate(ends)
    head = np.flatnonzero(np.concatenate(([True], starts[1:] >= reach[:-1])))
    growth = np.concatenate((np.zeros_like(first.size), second.size - (second.end - second.start)))[order]
    return Edits(
        start=np.minimum.reduceat(np.concatenate((first.start, source_start))[order], head),
        end=np.maximum.reduceat(np.concatenate((first.end, source_end))[order], head),
        size=np.maximum.reduceat(ends, head) - starts[head] + np.add.reduceat(growth, head),
    )


def align(raw: bytes, encoding: str, edits: Edits) -> Alignment:
    """Return the alignment of the text that ``edits`` made of ``raw`` decoded as ``encoding``.

    ``encoding`` is UTF-8, UTF-16 or UTF-32 with a byte order in its name, or any codec of one byte per code point.
    """
    index, offset, width, length = _stretches(raw, encoding)
    if not len(edits.start):
        return _columns(
            np.concatenate((index, [length])),
            np.concatenate((offset, [len(raw)])),
            np.concatenate((width, [0])),
        )

    def byte_of(position: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        stretch = np.searchsorted(index, position, side="right") - 1
        return offset[stretch] + (position - index[stretch]) * width[stretch], width[stretch]

    shift = np.concatenate(([0], np.cumsum(edits.size - (edits.end - edits.start))))
    kept_start = np.concatenate(([0], edits.end))
    kept_end = np.concatenate((edits.start, [length]))
    segment = np.searchsorted(kept_start, index, side="right") - 1
    inner = (index > kept_start[segment]) & (index < kept_end[segment])
    kept = kept_end > kept_start
    replaced = edits.size > 0

    kept_offset, kept_width = byte_of(kept_start[kept])
    edit_offset, _ = byte_of(edits.start[replaced])
    edit_stop, _ = byte_of(edits.end[replaced])
    edit_bytes = edit_stop - edit_offset
    edit_size = edits.size[replaced]
    edit_start = (edits.start + shift[:-1])[replaced]
    edit_width = np.where((edit_size == 1) & (edit_bytes <= _MAX_WIDTH), edit_bytes, 0)
    whole = edit_width == 0

    start = np.concatenate(
        (
            (edit_start + edit_size)[whole],
            index[inner] + shift[segment[inner]],
            (kept_start + shift)[kept],
            edit_start,
            [length + shift[-1]],
        )
    )
    raw_start = np.concatenate((edit_stop[whole], offset[inner], kept_offset, edit_offset, [len(raw)]))
    widths = np.concatenate((edit_width[whole], width[inner], kept_width, edit_width, [0]))
    order = np.lexsort((raw_start, start))
    start, raw_start, widths = start[order], raw_start[order], widths[order]
    if whole.any():
        # An empty run says something only where it does not stand beside the run that follows it.
        told = np.concatenate(((start[1:] > start[:-1]) | (raw_start[1:] > raw_start[:-1]), [True]))
        start, raw_start, widths = start[told], raw_start[told], widths[told]
    return _columns(start, raw_start, widths)


def _columns(start: NDArray[np.int64], raw_start: NDArray[np.int64], width: NDArray[np.int64]) -> Alignment:
    return Alignment(start.astype(np.int32), raw_start, width.astype(np.int8))


def _stretches(raw: bytes, encoding: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], int]:
    """Return first code point, first byte and width of each stretch of equal width, and the code points of all."""
    if encoding.startswith("utf-8"):
        octets = np.frombuffer(raw, dtype=np.uint8)
        lead = np.flatnonzero(octets >= 0xC0)
        width = _UTF8_WIDTH[octets[lead]]
        usual = 1
    elif encoding.startswith("utf-16"):
        units = np.frombuffer(raw, dtype="<u2" if encoding.endswith("le") else ">u2")
        lead = 2 * np.flatnonzero((units & 0xFC00) == 0xD800)
        width = np.full(len(lead), 4)
        usual = 2
    else:
        lead = width = _NONE
        usual = 4 if encoding.startswith("utf-32") else 1
    extra = np.cumsum(width - usual)
    length = (len(raw) - int(extra[-1] if len(extra) else 0)) // usual
    if not len(lead):
        rest = _ZERO if length else _NONE
        return rest, rest, rest + usual, length
    position = (lead - extra + width - usual) // usual
    apart = position[1:] != position[:-1] + 1
    opens = np.flatnonzero(np.concatenate(([True], apart | (width[1:] != width[:-1]))))
    after = np.concatenate((apart, [position[-1] + 1 < length]))
    rest, rest_offset = position[after] + 1, (lead + width)[after]
    if position[0]:
        rest, rest_offset = np.concatenate((_ZERO, rest)), np.concatenate((_ZERO, rest_offset))
    index = np.concatenate((position[opens], rest))
    order = np.argsort(index)
    offset = np.concatenate((lead[opens], rest_offset))[order]
    width = np.concatenate((width[opens], np.full(len(rest), usual)))[order]
    return index[order], offset, width, length
