"""How many bytes the values of a row take, whatever arrays hold them.

A number takes eight, a text four and its UTF-8, a list four and its items, a struct its fields, a null nothing. Cuts
made by these sizes lie between the same rows however these arrive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import numpy.typing as npt

    Sizes = npt.NDArray[np.int64]


def sizes(rows: pa.Table) -> Sizes:
    """The bytes of each row."""
    total = np.zeros(len(rows), np.int64)
    for column in rows.columns:
        total += np.concatenate([np.zeros(0, np.int64), *map(_sizes, column.chunks)])
    return total


def _sizes(values: pa.Array) -> Sizes:
    present: Sizes = pc.is_valid(values).to_numpy(zero_copy_only=False).astype(np.int64)
    kind = values.type
    if pa.types.is_list(kind):
        lengths = _filled(pc.list_value_length(values))
        reached = np.concatenate([[0], np.cumsum(_sizes(values.flatten()))])
        ends = np.cumsum(lengths)
        inside: Sizes = 4 * present + reached[ends] - reached[ends - lengths]
        return inside
    if pa.types.is_struct(kind):
        return sum((_sizes(pc.struct_field(values, field.name)) for field in kind), np.zeros(len(values), np.int64))
    if pa.types.is_string(kind):
        return 4 * present + _filled(pc.binary_length(values))
    return 8 * present


def _filled(lengths: pa.Array) -> Sizes:
    filled: Sizes = pc.fill_null(lengths, 0).to_numpy(zero_copy_only=False).astype(np.int64)
    return filled
