"""A digest of the values of a table: independent of files, batches, compression and library versions.

Each column is hashed as streams of values: whether a row is present, how long it is, and its content. Two tables
have one digest exactly when they have the same columns and the same rows in the same order.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from schemas.table import Table


class TableDigest:
    """Takes rows batch by batch; where the batches are cut makes no difference."""

    def __init__(self, table: Table) -> None:
        """Start with no rows of ``table``."""
        self._streams: dict[str, hashlib._Hash] = {}
        self._names = table.names
        self.rows = 0

    def add(self, rows: pa.Table) -> None:
        """Take the next rows, in order."""
        self.rows += len(rows)
        for name in self._names:
            for chunk in rows[name].chunks:
                self._column(name, chunk)

    def hexdigest(self) -> str:
        """SHA-256 over the streams of all columns, in the order of their names."""
        whole = hashlib.sha256()
        for name in sorted(self._streams):
            whole.update(f"{name}\0{self._streams[name].hexdigest()}\n".encode())
        return whole.hexdigest()

    def _column(self, name: str, values: pa.Array) -> None:
        self._update(name, "present", pc.is_valid(values).cast(pa.uint8()))
        kind = values.type
        if pa.types.is_list(kind):
            self._update(name, "length", pc.fill_null(pc.list_value_length(values), 0).cast(pa.int64()))
            self._column(f"{name}[]", pc.list_flatten(values))
        elif pa.types.is_struct(kind):
            for field in kind:
                self._column(f"{name}.{field.name}", pc.struct_field(values, field.name))
        elif pa.types.is_string(kind):
            self._update(name, "length", pc.fill_null(pc.binary_length(values), 0).cast(pa.int64()))
            self._text(name, values)
        else:
            self._update(name, "value", _numbers(values))

    def _text(self, name: str, values: pa.Array) -> None:
        joined = pc.binary_join(pa.array([pc.drop_null(values)], pa.list_(pa.string())), "")[0]
        self._stream(name, "value").update(joined.as_buffer())

    def _update(self, name: str, what: str, values: pa.Array) -> None:
        self._stream(name, what).update(np.ascontiguousarray(values.to_numpy(zero_copy_only=False)).tobytes())

    def _stream(self, name: str, what: str) -> hashlib._Hash:
        return self._streams.setdefault(f"{name}\0{what}", hashlib.sha256())


def _numbers(values: pa.Array) -> pa.Array:
    """Any scalar as eight little-endian bytes; a null is 0, its absence stands in its own stream."""
    if pa.types.is_floating(values.type):
        return pc.fill_null(values.cast(pa.float64()), 0.0)
    if pa.types.is_date32(values.type):
        values = values.cast(pa.int32())
    return pc.fill_null(values.cast(pa.int64()), 0)
