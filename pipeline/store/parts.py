"""Tables in parts, as stages leave them: a folder of ``part-<prefix>.parquet``.

The prefix is that of the document ids inside, so a row that is added touches one part, and parts of neighbouring tables
match by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DataError
from pipeline.store.parquet import open_writer, readable
from pipeline.store.places import link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from schemas.table import Table

# What to do about a part that is damaged.
_AGAIN = "delete it and run the stage that makes it again"


def part_name(prefix: str) -> str:
    """File name of the part that holds the ids whose digits begin with ``prefix``."""
    return f"part-{prefix or 'all'}.parquet"


def part_names(folder: Path) -> list[str]:
    """File names of the parts of one table, in the order of their document ids."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such table; run the stage that makes it (`dvc repro`).")
    return sorted(path.name for path in folder.glob("part-*.parquet"))


def read_part(path: Path, table: Table) -> pa.Table:
    """Read one part and check that it has the table's columns."""
    with readable(path, _AGAIN):
        rows = pq.read_table(path)
    if not rows.schema.equals(table.arrow):
        raise DataError(f"{path}: its columns are not those of {table.name}; run the stage that makes it again.")
    return rows


def read(folder: Path, table: Table) -> Iterator[pa.Table]:
    """Read the parts of a table, one after the other."""
    for name in part_names(folder):
        yield read_part(folder / name, table)


def find(folder: Path, table: Table, column: str, value: str) -> list[dict[str, Any]]:
    """The rows of the parts of a table that have a value in a column; none where there is no such table yet."""
    rows: list[dict[str, Any]] = []
    for name in part_names(folder) if folder.is_dir() else ():
        found = read_columns(folder / name, table, [column])[column]
        mask = pc.equal(found, value)
        if pc.any(mask).as_py():
            rows += read_part(folder / name, table).filter(mask).to_pylist()
    return rows


def read_whole(folder: Path, table: Table, columns: Sequence[str]) -> pa.Table:
    """Read some columns of all parts at once: for ids and counts, never for texts."""
    parts = [read_columns(folder / name, table, columns) for name in part_names(folder)]
    return pa.concat_tables([_schema(table, columns).empty_table(), *parts])


def read_columns(path: Path, table: Table, columns: Sequence[str]) -> pa.Table:
    """Read some columns of one part."""
    try:
        with readable(path, _AGAIN):
            return pq.read_table(path, columns=list(columns)).cast(_schema(table, columns))
    except ValueError:
        raise DataError(f"{path}: its columns are not those of {table.name}; {_AGAIN}.") from None


def _schema(table: Table, columns: Sequence[str]) -> pa.Schema:
    return pa.schema([table[name].field for name in columns])


def read_sorted(folders: Sequence[Path], table: Table) -> pa.Table:
    """Read a small table whole, from one folder of parts or several, in the order of its key.

    Memory grows with what was left out: some 100 bytes for a duplicate, 130 for an exclusion, twice while sorting.
    """
    parts = [rows for folder in folders for rows in read(folder / table.name, table)]
    return pa.concat_tables([table.rows([]), *parts]).sort_by(table.key).combine_chunks()


def write_part(path: Path, rows: pa.Table, table: Table) -> None:
    """Check the rows against the table and write them as one file."""
    with open_writer(path, table) as write:
        write(rows)


def link_parts(folder: Path, target: Path) -> None:
    """Give the parts of a table second names in another folder."""
    target.mkdir(parents=True)
    for name in part_names(folder):
        link(folder / name, target / name)
