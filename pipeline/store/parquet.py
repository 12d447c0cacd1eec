"""Parquet files: read in pieces of bounded size, written with checks, and told in one line when they are damaged."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DataError
from pipeline.store.places import beside, writable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from schemas.table import Failure, Table

# Content-defined chunking keeps bytes that two versions share (tests/test_sharing.py); the page index serves readers
# over the network.
_PARQUET = {
    "compression": "zstd",
    "compression_level": 3,
    "write_page_index": True,
    "use_content_defined_chunking": True,
}
# What a command holds at once when it reads a release: so many rows, or fewer where texts are long.
_BATCH_ROWS = 10_000
_STREAM_ROWS = 1 << 16
_STREAM_BYTES = 64_000_000
# What to do about a released file that is damaged, and how much of the library's reason is told.
_RELEASED = "it is damaged: get it again, or build it again"
_TOLD = 200


def batches(path: Path, table: Table) -> Iterator[pa.Table]:
    """Read a released file in batches of bounded size, and check that it has the table's columns."""
    file = _open(path)
    if not file.schema_arrow.equals(table.arrow):
        raise DataError(f"{path}: its columns are not those of {table.name} in this version of the project.")
    for batch in _each(path, file.iter_batches(batch_size=_fitting(file, _BATCH_ROWS))):
        yield pa.Table.from_batches([batch]).replace_schema_metadata(table.arrow.metadata)


def row_groups(path: Path, table: Table) -> Iterator[pa.Table]:
    """The rows of a Parquet file, each time those that were written together."""
    file = _open(path)
    for number in range(file.metadata.num_row_groups):
        with readable(path, _RELEASED):
            rows = file.read_row_group(number).cast(table.arrow)
        yield rows


def stream(path: Path, columns: Sequence[str], encoded: Sequence[str] = ()) -> Iterator[pa.RecordBatch]:
    """Some columns of a Parquet file as it declares them, in batches of bounded size.

    ``encoded`` columns come as dictionaries, where their values are few.
    """
    file = _open(path, encoded)
    yield from _each(path, file.iter_batches(batch_size=_fitting(file, _STREAM_ROWS), columns=list(columns)))


def _fitting(file: pq.ParquetFile, most: int) -> int:
    """Rows of usual length that may be held at once, and no more than so many."""
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    size = sum(int(group.total_byte_size) for group in groups)
    return min(max(_STREAM_BYTES * int(file.metadata.num_rows) // max(size, 1), 1), most)


def cells(path: Path, column: str, places: Sequence[int]) -> list[Any]:
    """The values of a column in some rows of a Parquet file, by their places in rising order."""
    file = _open(path)
    found: list[Any] = []
    first = 0
    for number in range(file.metadata.num_row_groups):
        following = first + file.metadata.row_group(number).num_rows
        inside = [place - first for place in places if first <= place < following]
        if inside:
            with readable(path, _RELEASED):
                group = file.read_row_group(number, columns=[column])
            found += group[column].take(pa.array(inside)).to_pylist()
        first = following
    return found


def read_owned(paths: Sequence[Path], table: Table, documents: pa.ChunkedArray) -> pa.Table:
    """The rows of some released files that belong to the documents."""
    owned = pc.field("doc_id").isin(documents)
    parts = [table.rows([])]
    for path in paths:
        with readable(path, _RELEASED):
            parts.append(pq.read_table(path, filters=owned).cast(table.arrow))
    return pa.concat_tables(parts)


def count_rows(path: Path) -> int:
    """Rows of one Parquet file, from its footer."""
    return int(_open(path).metadata.num_rows)


@contextmanager
def open_writer(path: Path, table: Table) -> Iterator[Any]:
    """Give a function that checks rows and appends them to one Parquet file; the file appears when all are written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path) as temporary:
        with writable(path):
            writer = pq.ParquetWriter(temporary, table.arrow, **_PARQUET)

        def write(rows: pa.Table) -> None:
            refuse(table.failures(rows))
            # One chunk per write: Parquet bytes depend on the chunks of the input.
            chunk = rows.replace_schema_metadata(table.arrow.metadata).combine_chunks()
            with writable(path):
                writer.write_table(chunk)

        try:
            yield write
        finally:
            with writable(path):
                writer.close()


def refuse(failures: Sequence[Failure]) -> None:
    """Raise ``DataError`` with a table of what is broken, if anything is."""
    if failures:
        lines = [
            f"  {failure.table:<14} {failure.count:>7}  {failure.rule}  (e.g. {', '.join(failure.examples)})"
            for failure in failures
        ]
        raise DataError("These rules are broken:\n" + "\n".join(lines))


def _open(path: Path, encoded: Sequence[str] = ()) -> pq.ParquetFile:
    with readable(path, _RELEASED):
        return pq.ParquetFile(path, read_dictionary=list(encoded))


def _each(path: Path, some: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The batches of a released file; what is damaged may show only when its pages are read."""
    while True:
        with readable(path, _RELEASED):
            batch = next(some, None)
        if batch is None:
            return
        yield batch


@contextmanager
def readable(path: Path, advice: str) -> Iterator[None]:
    """Tell in one line that a Parquet file is damaged or gone, and what to do."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:  # damaged bytes may look like any Arrow error
        told = " ".join(str(error).split())[:_TOLD].rstrip(".")
        raise DataError(f"{path}: cannot be read as Parquet ({told}); {advice}.") from None
