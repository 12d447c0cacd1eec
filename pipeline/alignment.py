"""Where each code point of a clean text stands in the raw bytes it came from.

An alignment is a list of runs instead of an offset per character: it takes a few bytes per document, and a
reader of the Parquet files needs no code of ours to follow it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, overload

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from numpy.typing import NDArray

# What a rewriting did in one place: the code points from start to end became so many others. The edits of a text are
# sorted and disjoint, and each takes the place of one code point at least.
Edit: TypeAlias = tuple[int, int, int]

# The bytes of a UTF-8 sequence by its first byte (RFC 3629, section 3).
_UTF8_WIDTH: Final = np.repeat(np.array([1, 2, 3, 4], dtype=np.int8), [0xC0, 0x20, 0x10, 0x10])
_MAX_WIDTH: Final = 127
_TRUE: Final = np.ones(1, dtype=bool)


class Run(NamedTuple):
    """A stretch of clean text, up to the next run's ``start``, and the raw bytes it stands for.

    ``width`` is the bytes of each of its code points: the one at ``start + i`` comes from the bytes at
    ``raw_start + i * width``. Width 0 marks an indivisible run: as a whole it stands for all bytes up to the next
    run's ``raw_start``. The last run is empty and closes the text: it starts at the length of both.
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
    def of(cls, runs: Iterable[tuple[int, int, int]]) -> Alignment:
        """Build from rows of (start, raw_start, width)."""
        start, raw_start, width = zip(*runs, strict=True)
        return cls(np.array(start, np.int32), np.array(raw_start, np.int64), np.array(width, np.int8))

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
        return list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


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


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> Sequence[Edit]:
    """Return the edits of a text rewritten by ``first`` and the result by ``second``, as edits of the original.

    Edits that overlap in the text between become one; neighbours that only touch stay apart.
    """
    if not first or not second:
        return first or second
    composed: list[Edit] = []
    done = shift = 0  # edits of `first` behind us, and what they added to offsets in the text between
    low = high = source = growth = 0  # the edit in the making: its span between, its source start, what it adds
    for start, end, size in second:
        if start >= high:
            if high:
                composed.append((source, high - shift, high - low + growth))
            while done < len(first) and first[done][0] + shift + first[done][2] <= start:
                composed.append(first[done])
                shift += _growth(*first[done])
                done += 1
            low, high, source, growth = start, end, start - shift, 0
        high = max(high, end)
        growth += _growth(start, end, size)
        while done < len(first) and first[done][0] + shift < high:
            low = min(low, first[done][0] + shift)
            high = max(high, first[done][0] + shift + first[done][2])
            source = min(source, first[done][0])
            shift += _growth(*first[done])
            done += 1
    composed.append((source, high - shift, high - low + growth))
    return [*composed, *first[done:]]


def _growth(start: int, end: int, size: int) -> int:
    return size - (end - start)


def align(raw: bytes, encoding: str, edits: Sequence[Edit]) -> Alignment:
    """Return the alignment of the text that ``edits`` made of ``raw`` decoded as ``encoding``.

    ``encoding`` is UTF-8, UTF-16 or UTF-32 with a byte order in its name, or any codec of one byte per code point.
    """
    decoded = _decoded(raw, encoding)
    if not edits:
        return decoded
    starts, raw_starts, widths = decoded.start.tolist(), decoded.raw_start.tolist(), decoded.width.tolist()
    runs: list[tuple[int, int, int]] = []
    position = byte = run = shift = 0  # how far we are in code points and bytes, and the run of `decoded` there
    for start, end, size in (*edits, (starts[-1], starts[-1], 0)):
        kept, run = run, bisect_right(starts, start, run) - 1
        if position < start:
            runs.append((position + shift, byte, widths[kept]))
            if run > kept:
                inner = slice(kept + 1, bisect_left(starts, start, kept))
                runs += zip([at + shift for at in starts[inner]], raw_starts[inner], widths[inner], strict=True)
        first_byte = raw_starts[run] + (start - starts[run]) * widths[run]
        run = bisect_right(starts, end, run) - 1
        position, byte = end, raw_starts[run] + (end - starts[run]) * widths[run]
        if size:
            divisible = size == 1 and byte - first_byte <= _MAX_WIDTH
            runs.append((start + shift, first_byte, byte - first_byte if divisible else 0))
        shift += size - (end - start)
    return Alignment.of([*runs, (position + shift, len(raw), 0)])


def _decoded(raw: bytes, encoding: str) -> Alignment:
    """Return the alignment of the decoded text: a run for each stretch of code points of equal width."""
    usual = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)
    if usual == 2:
        units = np.frombuffer(raw, dtype="<u2" if encoding.endswith("le") else ">u2")
        lead = 2 * ((units & 0xFC00) == 0xD800).nonzero()[0]
        width = np.full(len(lead), 4, dtype=np.int8)
    elif encoding != "utf-8" or raw.isascii():
        runs = slice(0 if raw else 1, 2)  # no run but the closing one in an empty text
        start, raw_start, kinds = (0, len(raw) // usual), (0, len(raw)), (usual, 0)
        return Alignment(
            np.array(start[runs], np.int32), np.array(raw_start[runs], np.int64), np.array(kinds[runs], np.int8)
        )
    else:
        octets = np.frombuffer(raw, dtype=np.uint8)
        lead = (octets >= 0xC0).nonzero()[0]
        width = _UTF8_WIDTH[octets[lead]]
    return _of_wide(lead, width, usual, len(raw))


def _of_wide(lead: NDArray[np.int64], width: NDArray[np.int8], usual: int, raw_bytes: int) -> Alignment:
    """Return the alignment of a text of code points of ``usual`` bytes but for those that begin at ``lead``.

    In turn the start of the text, each of the others and what follows it may open a run; the empty and those
    that only go on with the run before them fall out.
    """
    raw_start = np.zeros(2 * len(lead) + 2, dtype=np.int64)
    raw_start[1:-1:2] = lead
    raw_start[2::2] = lead + width
    raw_start[-1] = raw_bytes
    widths = np.zeros(len(raw_start), dtype=np.int8)
    widths[:-1:2] = usual
    widths[1:-1:2] = width
    size = np.zeros(len(raw_start), dtype=np.int64)
    np.subtract(raw_start[1:], raw_start[:-1], out=size[:-1])
    size[-1] = 1  # the closing run is told although it is empty
    start = np.zeros(len(raw_start), dtype=np.int32)
    (size[:-1] // widths[:-1]).cumsum(out=start[1:])
    told = size.nonzero()[0]
    width = widths[told]
    told = told[np.concatenate((_TRUE, width[1:] != width[:-1]))]
    return Alignment(start[told], raw_start[told], widths[told])


def of_column(lists: pa.ListArray) -> Iterator[Alignment]:
    """The alignments of a column of `documents`, in its order, without a Python object per run."""
    runs = lists.flatten()
    columns = [runs.field(name).to_numpy(zero_copy_only=False) for name in ("start", "raw_start", "width")]
    bounds = (lists.offsets.to_numpy() - lists.offsets[0].as_py()).tolist() if len(lists) else [0]
    for first, last in pairwise(bounds):
        yield Alignment(*(column[first:last] for column in columns))
