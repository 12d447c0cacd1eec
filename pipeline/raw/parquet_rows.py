"""Parquet: rows with a column of strings."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DataError
from pipeline.raw.folders import message
from pipeline.raw.records import FIELDS, Record
from pipeline.raw.streams import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

    from pipeline.params import Ingest

# What is held of a file at once.
_BATCH_ROWS: Final = 1_000
_BATCH_BYTES: Final = 16_000_000


def records(stream: BufferedReader, limits: Ingest) -> Iterator[Record]:
    """The rows of a file; a compressed one is unpacked into a temporary file, since its index stands at the end."""
    if stream.seekable():
        yield from _rows(stream, limits)
        return
    with tempfile.TemporaryFile() as unpacked:
        while block := stream.read(1 << 20):
            try:
                unpacked.write(block)
            except OSError as error:  # no fault of the file
                raise DataError(f"A temporary file cannot be written ({message(error)}); set TMPDIR.") from None
        unpacked.seek(0)
        yield from _rows(unpacked, limits)


def _rows(file: Any, limits: Ingest) -> Iterator[Record]:  # noqa: ANN401  # a file that can seek
    names = {name: getattr(limits.records, name) for name in FIELDS}
    try:
        there = pq.read_schema(file)
        if names["text"] not in there.names:
            raise Unusable("missing_text", f"no column {names['text']!r} among {', '.join(there.names)[:150]!r}")
        # As dictionaries, since a long text that a file holds once may stand in each of its rows.
        shared = [names["text"]] if _is_string(there.field(names["text"]).type) else []
        opened = pq.ParquetFile(file, read_dictionary=shared, pre_buffer=False)
        wanted = {name: column for name, column in names.items() if column in there.names}
        number = 1
        for batch in opened.iter_batches(_fitting(opened), columns=sorted(set(wanted.values()))):
            columns = {name: batch.column(column) for name, column in wanted.items()}
            for at in range(len(batch)):
                values = {name: _value(column[at]) for name, column in columns.items()}
                yield Record(f"row {number}", values)
                number += 1
    except (OSError, pa.ArrowException) as error:
        raise Unusable("unreadable", f"no Parquet: {message(error)}") from None


def _fitting(file: pq.ParquetFile) -> int:
    """Rows of usual length that may be held at once."""
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    size = sum(int(group.total_byte_size) for group in groups)
    return min(max(_BATCH_BYTES * int(file.metadata.num_rows) // max(size, 1), 1), _BATCH_ROWS)


def _is_string(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _value(cell: pa.Scalar) -> Any:  # noqa: ANN401  # as the column has it
    """The cell as Python has it; a string whose bytes are not UTF-8 with lone surrogates in their place."""
    if isinstance(cell, pa.DictionaryScalar) and cell.is_valid:
        cell = cell.value
    if cell.is_valid and _is_string(cell.type):
        return cell.as_buffer().to_pybytes().decode(errors="surrogateescape")
    return cell.as_py()
