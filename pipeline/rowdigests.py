"""A digest of each row: eight bytes that change when one of its values changes.

It is defined on values alone, in arithmetic of 64 bits that wraps around, so that it is the same for any cut into
batches or files, any compression, machine and version of a library:

    mix(x)                the finaliser of SplitMix64 (Steele, Lea and Flood 2014)
    name(s)               the first eight bytes of SHA-256 of s as UTF-8, little-endian
    fold(n, x1, x2, ...)  mix(n + mix(x1 + G) + mix(x2 + 2 * G) + ...), G being SplitMix64's increment

    null                  name("null")
    number, date, truth   mix of its eight bytes (two's complement or IEEE 754; -0 counts as 0)
    text                  fold(bytes, words...): little-endian words of its UTF-8, the last one padded with 0
    list                  fold(items, digests of the items...)
    struct, row           mix of the sum over the fields of mix(name(field) ^ digest of the field)

Two rows that differ have one digest by chance alone, once in 2**64 pairs. It is no protection against somebody who
means to deceive: that is what the SHA-256 digests of the manifest are for.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Digests = npt.NDArray[np.uint64]
    Places = npt.NDArray[np.int64]

_INCREMENT = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLIERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
# Texts are folded so many words at a time: they then stay in the processor's cache.
_SLICE = 1 << 15
_PADDING = pa.array(["\0" * count for count in range(8)])


def _ramp(count: int) -> Digests:
    return np.arange(1, count + 1, dtype=np.uint64) * _INCREMENT


_RAMP = _ramp(_SLICE)


def rows(table: pa.Table | pa.RecordBatch, without: Iterable[str] = ()) -> Digests:
    """The digest of each row over the columns that are not in ``without``, whatever their order."""
    total = empty(len(table))
    for name in sorted(set(table.column_names) - set(without)):
        add(total, name, values(table[name]))
    return whole(total)


def empty(count: int) -> Digests:
    """The sums of rows that have no columns yet, for ``add`` and ``whole``."""
    return np.zeros(count, np.uint64)


def add(sums: Digests, name: str, digests: Digests) -> None:
    """Add the digests of one column to the sums of the rows."""
    sums += _mix(digests ^ _name(name))


def whole(sums: Digests) -> Digests:
    """The digests of rows from the sums over all their columns."""
    return _mix(sums.copy())


def values(column: pa.Array | pa.ChunkedArray) -> Digests:
    """The digest of each value of a column."""
    if isinstance(column, pa.ChunkedArray):
        return np.concatenate([empty(0), *(values(chunk) for chunk in column.chunks)])
    digests = _present(column)
    if column.null_count:
        digests[pc.is_null(column).to_numpy(zero_copy_only=False)] = _name("null")
    return digests


def _present(column: pa.Array) -> Digests:
    """Digests that are right wherever the column is not null."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        of_codes = np.append(values(column.dictionary), np.uint64(0))  # of a column that is all null, too
        return of_codes[_integers(pc.fill_null(column.indices, 0))]
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _lists(column)
    if pa.types.is_struct(kind):
        sums = empty(len(column))
        for field in kind:
            add(sums, field.name, values(pc.struct_field(column, field.name)))
        return whole(sums)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _texts(column)
    return _numbers(column)


def _numbers(column: pa.Array) -> Digests:
    if pa.types.is_floating(column.type):
        # Adding 0 turns -0 into 0.
        floats = pc.fill_null(column.cast(pa.float64()), 0.0).to_numpy(zero_copy_only=False) + 0.0
        return _mix(floats.view(np.uint64))
    return _mix(_integers(pc.fill_null(_plain(column), 0)).astype(np.uint64))


def _plain(column: pa.Array) -> pa.Array:
    return column.cast(pa.int32()) if pa.types.is_date32(column.type) else column.cast(pa.int64())


def _integers(column: pa.Array) -> Places:
    numbers: Places = column.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return numbers


def _lists(column: pa.Array) -> Digests:
    counts = _integers(pc.fill_null(pc.list_value_length(column), 0))
    return _folded(counts, _bounds(counts), values(column.flatten()))


def _texts(column: pa.Array) -> Digests:
    column = column.cast(pa.string())
    lengths = _integers(pc.fill_null(pc.binary_length(column), 0))
    # Padded by one kernel, for then every text begins at a word of its own.
    padding = _PADDING.take(pa.array(-lengths % 8))
    data = pc.binary_join_element_wise(column, padding, "").buffers()[2]
    bounds = _bounds((lengths + 7) // 8)
    words = np.frombuffer(data, "<u8", bounds[-1]) if bounds[-1] else empty(0)
    digests = empty(len(column))
    start = 0
    while start < len(column):
        end = max(start + 1, int(np.searchsorted(bounds, bounds[start] + _SLICE, "right")) - 1)
        cut = bounds[start : end + 1]
        digests[start:end] = _folded(lengths[start:end], cut - cut[0], words[cut[0] : cut[-1]])
        start = end
    return digests


def _bounds(counts: Places) -> Places:
    return np.concatenate([[0], np.cumsum(counts)])


def _folded(sizes: Places, bounds: Places, items: Digests) -> Digests:
    """Fold the items between each two of ``bounds``."""
    digests = sizes.astype(np.uint64)
    if len(items):
        counts = np.diff(bounds)
        starts = bounds[:-1].astype(np.uint64) * _INCREMENT
        ramp = (
            _RAMP[: len(items)] if len(items) <= _SLICE else np.arange(1, len(items) + 1, dtype=np.uint64) * _INCREMENT
        )
        placed = items + ramp
        placed -= np.repeat(starts, counts)
        some = np.flatnonzero(counts)
        digests[some] += np.add.reduceat(_mix(placed), bounds[:-1][some])
    return _mix(digests)


def _mix(numbers: Digests) -> Digests:
    """SplitMix64's finaliser, in place."""
    spare = np.empty_like(numbers)
    for shift, multiplier in zip(_SHIFTS, (*_MULTIPLIERS, None), strict=True):
        np.right_shift(numbers, shift, out=spare)
        numbers ^= spare
        if multiplier is not None:
            numbers *= multiplier
    return numbers


@cache
def _name(text: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little"))
