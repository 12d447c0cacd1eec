"""Put the rows of a release into the order of their versions, without holding them.

New rows then stand together at the end, so that the files of two versions share nearly all their bytes.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.compute as pc

from pipeline import store, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

    from schemas.table import Table

_VERSION = "since_version"


class Rows(NamedTuple):
    """Some rows of a table, all of one split."""

    table: Table
    split: str
    rows: pa.Table


class _Waiting(NamedTuple):
    table: Table
    split: str
    path: Path


def by_version(some: Iterable[Rows], oldest: str, folder: Path) -> Iterator[Rows]:
    """Give the rows of the oldest version as they come, then those of each later one; these wait in ``folder``."""
    waiting: dict[str, list[_Waiting]] = {}
    try:
        for number, (table, split, rows) in enumerate(some):
            for version, of_version in _parted(table, rows, oldest):
                if version == oldest:
                    yield Rows(table, split, of_version)
                else:
                    path = folder / version / f"{number}.parquet"
                    store.write_part(path, of_version, table)
                    waiting.setdefault(version, []).append(_Waiting(table, split, path))
        for version in sorted(waiting, key=versions.parse):
            for table, split, path in waiting[version]:
                yield Rows(table, split, store.read_part(path, table))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _parted(table: Table, rows: pa.Table, oldest: str) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each version; those of a table that states none count as the oldest."""
    found = pc.unique(rows[_VERSION]).to_pylist() if _VERSION in table.names else [oldest]
    for version in found:
        yield version, rows if len(found) == 1 else rows.filter(pc.equal(rows[_VERSION], version))
