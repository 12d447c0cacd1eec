"""Arrays that the tasks of one stage leave for one another: plain files, read through memory maps.

A task reads of an array only the pages that it needs, so a reader may ask any task's array for any of its rows.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pipeline.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def save(path: Path, array: NDArray[Any]) -> None:
    """Write an array under a temporary name and rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            np.save(stream, array)
        temporary.replace(path)
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror or error}); make room and run again.") from None
    finally:
        temporary.unlink(missing_ok=True)


def load(path: Path) -> NDArray[Any]:
    """Map an array into memory; nothing is read yet."""
    try:
        return np.load(path, mmap_mode="r")  # type: ignore[no-any-return]
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read ({error}); delete its folder and run the stage again.") from None


class Stack:
    """The arrays of several tasks as one: rows are numbered through all of them, in order."""

    def __init__(self, paths: list[Path], starts: NDArray[np.int64]) -> None:
        """Take the path of each array and the number of its first row."""
        self._paths = paths
        self._starts = starts
        self._open: dict[int, NDArray[Any]] = {}

    def take(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Copy some rows, in the order asked for."""
        order = np.argsort(rows)
        ordered = rows[order].astype(np.int64)
        cuts = np.append(np.searchsorted(ordered, self._starts), len(ordered))
        filled = np.flatnonzero(np.diff(cuts)).tolist() or [0]
        some = [self._array(i)[ordered[cuts[i] : cuts[i + 1]] - self._starts[i]] for i in filled]
        taken = np.empty((len(rows), *some[0].shape[1:]), some[0].dtype)
        taken[order] = np.concatenate(some)
        return taken

    def _array(self, i: int) -> NDArray[Any]:
        if i not in self._open:
            self._open[i] = load(self._paths[i])
        return self._open[i]


def save_rows(path: Path, rows: pa.Table) -> None:
    """Write the rows of a table under a temporary name and rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with pa.OSFile(str(temporary), "wb") as sink, pa.ipc.new_file(sink, rows.schema) as writer:
            writer.write_table(rows.combine_chunks())
        temporary.replace(path)
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror or error}); make room and run again.") from None
    finally:
        temporary.unlink(missing_ok=True)


class Rows:
    """The rows of several tables as one, mapped into memory: nothing is read before it is asked for."""

    def __init__(self, paths: list[Path]) -> None:
        """Take the path of each table, in the order of their rows."""
        self._tables = [pa.ipc.open_file(pa.memory_map(str(path))).read_all() for path in paths]
        self._starts = np.cumsum([0, *(len(table) for table in self._tables)])

    def __getitem__(self, row: int) -> dict[str, Any]:
        number = int(np.searchsorted(self._starts, row, "right")) - 1
        one: dict[str, Any] = self._tables[number].slice(row - int(self._starts[number]), 1).to_pylist()[0]
        return one
