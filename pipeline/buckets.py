"""Rows on disk by the digits that their document ids begin with: how a stream of any length becomes parts.

Rows come in any order and in any number. They are put down in a folder for each prefix, and a prefix that holds too
much is divided by further digits: no step holds more than a buffer, and each row is copied once or twice.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from schemas.table import Table

# A part is what one worker holds in memory; these bounds change no row and no released byte.
PART_ROWS: Final = 4_000
PART_BYTES: Final = 16_000_000
# What waits in memory before it is put down.
_BUFFER_BYTES: Final = 32_000_000
_BUFFER_ROWS: Final = 50_000
# Each prefix has an open file: two digits make 256.
_MOST_DIGITS: Final = 2
_ALL: Final = "all"


def digits(rows: int, size: int) -> int:
    """By how many digits more so many rows of so many bytes are to be divided to make parts; two at most."""
    parts = max(rows / PART_ROWS, size / PART_BYTES)
    return next((n for n in range(_MOST_DIGITS) if parts <= 16**n), _MOST_DIGITS)


class Buckets:
    """Puts rows with a column ``doc_id`` down below ``folder``, one file in the folder of each prefix.

    ``name`` is that of the files; ``length`` the number of digits of the prefixes. A context manager: the files
    appear when it ends well.
    """

    def __init__(self, folder: Path, table: Table, name: str, length: int) -> None:
        self._folder, self._table, self._name, self._length = folder, table, name, length
        self._waiting: list[pa.Table] = []
        self._rows = self._bytes = 0
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._put_down()
        self._open.__exit__(kind, error, trace)

    def add(self, rows: pa.Table) -> None:
        """Take some rows."""
        self._waiting.append(rows)
        self._rows += len(rows)
        self._bytes += rows.nbytes
        if self._rows >= _BUFFER_ROWS or self._bytes >= _BUFFER_BYTES:
            self._put_down()

    def _put_down(self) -> None:
        if not self._rows:
            return
        rows = pa.concat_tables(self._waiting).sort_by("doc_id")
        counts = pc.value_counts(pc.utf8_slice_codeunits(rows["doc_id"], 1, 1 + self._length)).to_pylist()
        start = 0
        for one in counts:
            self._writer(one["values"])(rows.slice(start, one["counts"]))
            start += one["counts"]
        self._waiting, self._rows, self._bytes = [], 0, 0

    def _writer(self, prefix: str) -> Any:  # noqa: ANN401  # what store gives
        if prefix not in self._writers:
            path = bucket(self._folder, prefix) / f"{self._name}.parquet"
            self._writers[prefix] = self._open.enter_context(store.open_writer(path, self._table))
        return self._writers[prefix]


def bucket(folder: Path, prefix: str) -> Path:
    """The folder of a prefix."""
    return folder / (prefix or _ALL)


def prefixes(folder: Path) -> list[str]:
    """The prefixes that have rows, in order."""
    return sorted("" if path.name == _ALL else path.name for path in folder.iterdir()) if folder.is_dir() else []


class Measure(NamedTuple):
    """How much a prefix holds: rows, the sum of their column ``size``, and whether all are of one document id."""

    rows: int
    size: int
    one_id: bool


def measure(folder: Path, prefix: str) -> Measure:
    """Count what a prefix holds."""
    rows = size = 0
    ids: set[str] = set()
    for path in _files(folder, prefix):
        for batch in store.stream(path, ["doc_id", "size"]):
            rows, size = rows + len(batch), size + pc.sum(batch["size"]).as_py()
            ids.update(pc.min_max(batch["doc_id"]).as_py().values())
    return Measure(rows, size, len(ids) == 1)


def read(folder: Path, prefix: str, table: Table) -> Iterator[pa.Table]:
    """The rows of a prefix, so many at a time as were put down together."""
    for path in _files(folder, prefix):
        yield from store.row_groups(path, table)


def divide(folder: Path, prefix: str, table: Table, more: int) -> list[str]:
    """Move the rows of a prefix to prefixes of so many digits more; gives those."""
    with Buckets(folder, table, "divided", len(prefix) + more) as finer:
        for rows in read(folder, prefix, table):
            finer.add(rows)
    shutil.rmtree(bucket(folder, prefix))
    return [one for one in prefixes(folder) if one.startswith(prefix)]


def _files(folder: Path, prefix: str) -> list[Path]:
    return sorted(bucket(folder, prefix).glob("*.parquet"))
