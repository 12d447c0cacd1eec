"""A version of the data as a comparison sees it: rows by their places, with digests of their keys and values."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow.compute as pc

from pipeline import manifest, rowdigests, store
from pipeline.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt
    import pyarrow as pa

    Codes = npt.NDArray[np.int64]

# The version in which a row first appeared says where it comes from, not what it holds.
NOT_COMPARED = frozenset({"since_version"})
# Not a column of the files but of their names; it is compared for documents, whose rows all others follow.
SPLIT = "split"
# Columns without fixed labels that say the same again and again: their dictionaries are quicker to read.
_REPEATED = frozenset({"doc_id", "source_id", "source", "language", "license", "annotator", "annotator_version"})
# Files that say nothing of their own: they state the tables, the difference and the other files.
_FOLLOWING = frozenset({manifest.NAME, manifest.SUMS, "CHANGELOG.md"})
_PICTURE = ".png"
_DIGEST = re.compile(rb"[0-9a-f]{64}")
# Whole numbers of versions, for 1.0.0 is no part of 11.0.0; that of the Citation File Format is not one of ours.
_STATED = re.compile(rb"(?<!cff-version: )(?<![0-9.])[0-9]+(?:\.[0-9]+)+|[0-9a-f]{64}")


class Snapshot(Protocol):
    """What is known of a version. Rows are named by their places, from 0, in an order of the snapshot's own."""

    @property
    def described(self) -> dict[str, Any]:
        """The manifest."""

    @property
    def has_values(self) -> bool:
        """Whether the values of every column are at hand, or only labels and a digest of each row."""

    def keys(self, table: str) -> rowdigests.Digests:
        """The digest of each row's key."""

    def rows(self, table: str, columns: Iterable[str]) -> rowdigests.Digests:
        """The digest of each row over some columns; where values are not at hand, over all that are compared."""

    def column(self, table: str, name: str) -> rowdigests.Digests:
        """The digest of each value of a column; only where all values are at hand."""

    def labels(self, table: str, column: str, names: Sequence[str]) -> Codes:
        """The number of each row's label in ``names``, which hold all of them; -1 for null."""

    def cells(self, table: str, column: str, places: Sequence[int]) -> list[Any]:
        """The values of a column in the rows at some rising places; keys are always at hand."""

    def pages(self) -> dict[str, str] | None:
        """Digests of the files that are not tables, by name, without what versions state of themselves; if known."""


class Release:
    """The folder of a release."""

    has_values = True

    def __init__(self, folder: Path) -> None:
        """Take a folder that holds a manifest and the files it names."""
        if not (folder / manifest.NAME).is_file():
            raise DataError(f"{folder}: no release (it has no {manifest.NAME}); build one with `make release`.")
        self._folder = folder
        self.described: dict[str, Any] = store.read_json(folder / manifest.NAME)
        for table, stated in self.described["tables"].items():
            rows = sum(store.count_rows(path) for _, path in self.files(table))
            if rows != stated["rows"]:
                raise DataError(
                    f"{folder}: {table} has {rows} rows, its manifest states {stated['rows']}; get it again."
                )

    def keys(self, table: str) -> rowdigests.Digests:
        """Read the key column."""
        return self.column(table, self.described["tables"][table]["key"])

    def rows(self, table: str, columns: Iterable[str]) -> rowdigests.Digests:
        """Read one column after the other."""
        sums = rowdigests.empty(self.described["tables"][table]["rows"])
        for name in columns:
            rowdigests.add(sums, name, self.column(table, name))
        return rowdigests.whole(sums)

    def column(self, table: str, name: str) -> rowdigests.Digests:
        """Read the column."""
        digests = rowdigests.empty(self.described["tables"][table]["rows"])
        start = 0
        for batch in self._stream(table, name, encoded=name in _REPEATED):
            digests[start : start + len(batch)] = rowdigests.values(batch)
            start += len(batch)
        return digests

    def labels(self, table: str, column: str, names: Sequence[str]) -> Codes:
        """Read the column, or the names of the splits."""
        if column == SPLIT:
            splits = sorted(self.described["tables"][table]["splits"].items())
            parts = [np.full(held["rows"], names.index(name), np.int64) for name, held in splits]
        else:
            parts = [numbered(batch, names) for batch in self._stream(table, column, encoded=True)]
        return np.concatenate([np.empty(0, np.int64), *parts])

    def cells(self, table: str, column: str, places: Sequence[int]) -> list[Any]:
        """Read the row groups that hold the places."""
        found: list[Any] = []
        first = 0
        for _, path in self.files(table):
            following = first + store.count_rows(path)
            inside = [place - first for place in places if first <= place < following]
            found += store.cells(path, column, inside) if inside else []
            first = following
        return found

    def pages(self) -> dict[str, str]:
        """Read every file beside the tables; names with a dot are those of whoever passed the folder on."""
        found = {}
        stated = self._stated()
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            if path.is_file() and not name.startswith(("data/", ".")) and name not in _FOLLOWING:
                content = store.read_bytes(path)
                if path.suffix != _PICTURE:
                    content = _STATED.sub(lambda match: b"" if match[0] in stated else match[0], content)
                found[name] = hashlib.sha256(content).hexdigest()
        return found

    def _stated(self) -> set[bytes]:
        """What this version alone states: its number, those of its rows, and the digests of manifest and tables."""
        described = store.read_bytes(self._folder / manifest.NAME)
        names = {self.described["version"]}
        for table, of_table in self.described["tables"].items():
            for name in NOT_COMPARED & of_table["columns"].keys():
                for batch in self._stream(table, name, encoded=True):
                    names |= set(batch.dictionary.to_pylist())
        digests = {hashlib.sha256(described).hexdigest().encode(), *_DIGEST.findall(described)}
        return digests | {name.encode() for name in names}

    def files(self, table: str) -> Iterator[tuple[str, Path]]:
        """The Parquet files of a table with their splits, in the order of its places."""
        for split, held in sorted(self.described["tables"][table]["splits"].items()):
            for file in held["files"]:
                yield split, self._folder / file["path"]

    def _stream(self, table: str, name: str, *, encoded: bool) -> Iterator[pa.Array]:
        for _, path in self.files(table):
            for batch in store.stream(path, [name], [name] if encoded else []):
                yield batch.column(0)


def numbered(labels: pa.DictionaryArray, names: Sequence[str]) -> Codes:
    """The number of each label in ``names``; -1 for null."""
    found = labels.dictionary.to_pylist()
    if not set(names).issuperset(found):
        raise DataError(f"{', '.join(sorted(set(found) - set(names)))}: no declared label; verify the release first.")
    of_codes = [names.index(label) for label in found]
    codes = pc.fill_null(labels.indices, len(of_codes)).to_numpy(zero_copy_only=False)
    numbers: Codes = np.array([*of_codes, -1], np.int64)[codes]
    return numbers
