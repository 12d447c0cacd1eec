"""The Parquet files of a release: rows come in order, files and row groups close at fixed sizes."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pipeline import store
from pipeline.digests import TableDigest
from pipeline.manifest import File, Released, Split
from pipeline.rowsizes import sizes

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.table import Table

# A row group closes with the row that reaches this size: few large ones keep the bytes that two versions share (many
# small ones cost up to 28 points of sharing, measured with content-defined chunking).
_GROUP_BYTES = 64_000_000
# A file closes with the row group that reaches this size, below what the Hub's viewer reads at once (300 MB).
_FILE_BYTES = 256_000_000


class Shards:
    """Writes the splits of one table below ``folder`` and tells what it wrote."""

    def __init__(self, folder: Path, table: Table, splits: tuple[str, ...], *, withheld: bool = False) -> None:
        """Begin with no rows; a split that stays empty gets no file.

        ``withheld`` says that some rows will come without their texts.
        """
        self._table = table
        self._folder = folder
        self._splits = {name: _Split(folder / "data" / table.name, name, table, withheld) for name in splits}

    def add(self, split: str, rows: pa.Table, whole: pa.Table | None = None) -> None:
        """Append rows to a split, in the order of the release; ``whole`` are the same rows with all their texts."""
        self._splits[split].add(rows, rows if whole is None else whole)

    def close(self) -> Released:
        """Write what is left and give every file its final name."""
        splits = tuple(split.close(self._folder) for split in self._splits.values() if split.rows)
        return Released(self._table, splits)


class _Split:
    def __init__(self, folder: Path, name: str, table: Table, withheld: bool) -> None:  # noqa: FBT001  # one caller
        self.rows = 0
        self._folder, self._name, self._table = folder, name, table
        self._digest = TableDigest(table)
        self._hydrated = TableDigest(table) if withheld else None
        self._waiting: list[pa.Table] = []
        self._waiting_bytes = self._bytes = self._file_bytes = 0
        self._files: list[Path] = []
        self._open = ExitStack()
        self._write: Any = None

    def add(self, rows: pa.Table, whole: pa.Table) -> None:
        self.rows += len(rows)
        self._digest.add(rows)
        if self._hydrated:
            self._hydrated.add(whole)
        reached = self._waiting_bytes + np.cumsum(sizes(rows))
        while len(rows):
            end = int(np.searchsorted(reached, _GROUP_BYTES)) + 1
            some, rows = rows.slice(0, end), rows.slice(end)
            self._waiting.append(some)
            self._waiting_bytes = int(reached[len(some) - 1])
            reached = reached[end:] - self._waiting_bytes
            if self._waiting_bytes >= _GROUP_BYTES:
                self._flush()

    def close(self, root: Path) -> Split:
        self._flush()
        self._open.close()
        files = []
        for number, path in enumerate(self._files):
            final = path.with_name(f"{self._name}-{number:05d}-of-{len(self._files):05d}.parquet")
            path.rename(final)
            files.append(File(final.relative_to(root).as_posix(), store.digest(final), final.stat().st_size))
        hydrated = self._hydrated.hexdigest() if self._hydrated else None
        return Split(self._name, self.rows, self._bytes, self._digest.hexdigest(), tuple(files), hydrated)

    def _flush(self) -> None:
        if not self._waiting:
            return
        if self._write is None or self._file_bytes >= _FILE_BYTES:
            self._open.close()
            self._files.append(self._folder / f"{self._name}-{len(self._files):05d}.parquet")
            self._write = self._open.enter_context(store.open_writer(self._files[-1], self._table))
            self._file_bytes = 0
        self._write(pa.concat_tables(self._waiting))
        self._file_bytes += self._waiting_bytes
        self._bytes += self._waiting_bytes
        self._waiting, self._waiting_bytes = [], 0
