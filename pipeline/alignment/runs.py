"""Runs of text and the bytes that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np
import pyarrow as pa

from pipeline.alignment.building import Columns, Rewritten, build
from pipeline.alignment.edits import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from pipeline.alignment.edits import Edit


class Run(NamedTuple):
    """A stretch of clean text, up to the next run's ``start``, and the raw bytes it stands for.

    ``width`` is the bytes of each of its code points: the one at ``start + i`` comes from the bytes at
    ``raw_start + i * width``. Width 0 marks an indivisible run: as a whole it stands for all bytes up to the next
    run's ``raw_start``. The last run is empty and closes the text: it starts at the length of both.
    """

    start: int
    raw_start: int
    width: int


class Alignment(Sequence[Run]):
    """The runs of one document as columns, of the types they have in Parquet; behaves as a list of `Run`.

    That of a rewritten text is built when it is first looked at, unless `align_all` builds it among others before.
    """

    __slots__ = ("_columns", "source")

    def __init__(self, source: Rewritten | None, columns: Columns | None = None) -> None:
        """Take what the columns are built from, or the columns themselves."""
        self.source = source
        self._columns = columns

    @classmethod
    def of(cls, runs: Iterable[tuple[int, int, int]]) -> Alignment:
        """Build from rows of (start, raw_start, width)."""
        start, raw_start, width = zip(*runs, strict=True)
        return cls(None, Columns(np.array(start, np.int32), np.array(raw_start, np.int64), np.array(width, np.int8)))

    def edited(self, edits: Sequence[Edit]) -> Alignment:
        """Return the alignment after edits of the text; ValueError for one of rows, which does not know its own."""
        if self.source is None:
            raise ValueError("the alignment was given by its rows and cannot be edited")
        raw, encoding, before = self.source
        return Alignment((raw, encoding, compose(before, edits)))

    @property
    def columns(self) -> Columns:
        """All runs, column by column."""
        if self._columns is None:
            assert self.source is not None
            self._columns = build([self.source])[1]
        return self._columns

    @property
    def start(self) -> NDArray[np.int32]:
        """The first code point of each run."""
        return self.columns.start

    @property
    def raw_start(self) -> NDArray[np.int64]:
        """The first byte of each run."""
        return self.columns.raw_start

    @property
    def width(self) -> NDArray[np.int8]:
        """The bytes of each code point of a run."""
        return self.columns.width

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

    def __repr__(self) -> str:
        return f"Alignment.of({list(self)!r})"


def align(raw: bytes, encoding: str, edits: Sequence[Edit]) -> Alignment:
    """Return the alignment of the text that ``edits`` made of ``raw`` decoded as ``encoding``.

    ``encoding`` is UTF-8, UTF-16 or UTF-32 with a byte order in its name, or any codec of one byte per code point.
    """
    return Alignment((raw, encoding, edits))


def align_all(alignments: Sequence[Alignment]) -> tuple[NDArray[np.int64], Columns]:
    """Build the alignments of many texts together, which takes a small part of the time.

    Returns the runs of all end to end; those of number ``n`` are from ``offsets[n]`` to ``offsets[n + 1]``. Raises
    ValueError for an alignment that was given by its rows.
    """
    sources = [one.source for one in alignments if one.source is not None]
    if len(sources) < len(alignments):
        raise ValueError("an alignment was given by its rows and is built already")
    return build(sources)


def of_column(lists: pa.ListArray) -> Iterator[Alignment]:
    """The alignments of a column of `documents`, in its order, without a Python object per run."""
    runs = lists.flatten()
    columns = [runs.field(name).to_numpy(zero_copy_only=False) for name in Columns._fields]
    bounds = (lists.offsets.to_numpy() - lists.offsets[0].as_py()).tolist() if len(lists) else [0]
    for first, last in pairwise(bounds):
        yield Alignment(None, Columns(*(column[first:last] for column in columns)))


def to_column(alignments: Sequence[Alignment], kind: pa.DataType) -> pa.ListArray:
    """Return alignments as a column of the type that `documents` has."""
    offsets, columns = align_all(alignments)
    runs = pa.StructArray.from_arrays([pa.array(column) for column in columns], fields=list(kind.value_type))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), runs, type=kind)
