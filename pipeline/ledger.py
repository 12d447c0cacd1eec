"""Closed versions: of each the manifest and a compact table of its rows, so that the next one needs no old data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import manifest, rowdigests, store, versions
from pipeline.errors import DataError
from pipeline.snapshots import NOT_COMPARED, SPLIT, Release, numbered
from schemas import released
from schemas.documents import DOCUMENTS
from schemas.ledger import LEDGER
from schemas.published import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.snapshots import Codes

ROWS = "rows.parquet"
PAGES = "pages.json"
# Beside the versions: what the next deduplication needs of the newest.
PUBLISHED_DOCUMENTS = "published.parquet"
_VERSION = "since_version"


def closed(folder: Path) -> list[str]:
    """The versions that a ledger holds, the oldest first."""
    names = (path.parent.name for path in folder.glob(f"*/{manifest.NAME}"))
    return sorted(names, key=versions.parse)


class Closed:
    """A closed version as comparisons see it: digests and labels, no values."""

    has_values = False

    def __init__(self, folder: Path) -> None:
        """Take the folder of one version."""
        self._path = folder / ROWS
        self.described: dict[str, Any] = store.read_json(folder / manifest.NAME)
        if not self._path.is_file():
            raise DataError(f"{self._path}: missing; get it with `dvc pull {self._path}`.")

    def keys(self, table: str) -> rowdigests.Digests:
        """Digests of the ids."""
        return np.concatenate([rowdigests.empty(0), *map(rowdigests.values, self._stream(table, "id"))])

    def rows(self, table: str, columns: Iterable[str]) -> rowdigests.Digests:  # noqa: ARG002  # over all of them
        """The digests as they were written."""
        parts = (part.to_numpy() for part in self._stream(table, "digest"))
        return np.concatenate([rowdigests.empty(0), *parts])

    def column(self, table: str, name: str) -> rowdigests.Digests:
        """Raise ``DataError``: only digests were kept, as ``has_values`` says."""
        raise DataError(f"{self._path}: holds no values of {table}.{name}; compare folders of releases.")

    def labels(self, table: str, column: str, names: Sequence[str]) -> Codes:
        """Take the digit of the column out of the number that holds all labels of a row."""
        if column == SPLIT:
            parts = [numbered(part.dictionary_encode(), names) for part in self._stream(table, SPLIT)]
            return np.concatenate([np.empty(0, np.int64), *parts])
        place = 1
        labelled = _labelled(self.described["tables"][table])
        for name in labelled:
            if name == column:
                break
            place *= len(labelled[name]) + 1
        of_digits = np.array([-1, *map(names.index, labelled[column])], np.int64)
        packed = [part.to_numpy() for part in self._stream(table, "labels")]
        numbers: Codes = of_digits[np.concatenate([np.empty(0, np.int64), *packed]) // place % len(of_digits)]
        return numbers

    def cells(self, table: str, column: str, places: Sequence[int]) -> list[Any]:
        """Keys, and what else the ledger holds."""
        name = "id" if column == self.described["tables"][table]["key"] else column
        found: list[Any] = []
        first = 0
        for part in self._stream(table, name):
            inside = [place - first for place in places if first <= place < first + len(part)]
            found += part.take(pa.array(inside, pa.int64())).to_pylist()
            first += len(part)
        return found

    def pages(self) -> dict[str, str] | None:
        """The digests as they were written."""
        path = self._path.with_name(PAGES)
        return dict(store.read_json(path)) if path.is_file() else None

    def since(self, table: str) -> tuple[rowdigests.Digests, pa.ChunkedArray]:
        """The keys of a table, and the version of each row."""
        return self.keys(table), pa.chunked_array(self._stream(table, _VERSION), pa.string())

    def _stream(self, table: str, column: str) -> Iterator[pa.Array]:
        for batch in store.stream(self._path, ["table", column], ["table"]):
            yield batch.filter(pc.equal(batch.column("table"), table)).column(column)


class History:
    """What the closed versions say to a version that follows them."""

    def __init__(self, folder: Path | None, version: str) -> None:
        """Take the versions of a ledger that are lower than ``version``; without a ledger there are none."""
        known = {name: folder / name for name in closed(folder)} if folder is not None else {}
        self._version = version
        self._lower = [Closed(known[name]) for name in known if versions.parse(name) < versions.parse(version)]
        self._same = Closed(known[version]) if version in known else None
        self._since: dict[str, tuple[rowdigests.Digests, pa.Array]] = {}

    @property
    def previous(self) -> Closed | None:
        """The newest version below."""
        return self._lower[-1] if self._lower else None

    @property
    def same(self) -> Closed | None:
        """The version itself, where it is closed already."""
        return self._same

    @property
    def oldest(self) -> str:
        """The version of the rows that come first."""
        dated = [table.name for table in released.TABLES if _VERSION in table.names]
        found = {name for table in dated for name in pc.unique(self._known(table)[1]).to_pylist()}
        return min(found, key=versions.parse, default=self._version)

    def since(self, table: str, ids: pa.ChunkedArray) -> pa.Array:
        """The version in which each row first appeared: the one to come, where no other held its id."""
        keys, known = self._known(table)
        places = np.searchsorted(keys, wanted := rowdigests.values(ids))
        inside = places < len(keys)
        inside[inside] = keys[places[inside]] == wanted[inside]
        return pc.fill_null(known.take(pa.array(places, mask=~inside)), self._version)

    def _known(self, table: str) -> tuple[rowdigests.Digests, pa.Array]:
        """Every id that ever was, in the order of its digest, with the first version that held it."""
        if table not in self._since:
            pairs = [one.since(table) for one in self._lower if table in one.described["tables"]]
            every = np.concatenate([rowdigests.empty(0), *(keys for keys, _ in pairs)])
            keys, firsts = np.unique(every, return_index=True)
            names = pa.chunked_array([chunk for _, of_rows in pairs for chunk in of_rows.chunks], pa.string())
            self._since[table] = keys, names.take(pa.array(firsts)).combine_chunks()
        return self._since[table]


def write_published(release: Path, signed: Iterable[pa.Table], path: Path) -> None:
    """Write what the next deduplication needs of the documents of a release.

    ``signed`` holds ids and signatures: those of all its documents, and perhaps of others.
    """
    known = _published(Release(release))
    found = 0
    with store.open_writer(path, PUBLISHED) as append:
        for some in signed:
            places = pc.index_in(some["doc_id"], value_set=known["doc_id"].combine_chunks())
            rows = known.take(places.drop_null())
            signatures = some["signature"].filter(pc.is_valid(places))
            append(rows.append_column("signature", signatures).cast(PUBLISHED.arrow))
            found += len(rows)
    if found != len(known):
        raise DataError(f"{release}: {len(known) - found} documents have no signature; it is of another build.")


def _published(release: Release) -> pa.Table:
    """The columns of ``published`` that a release states."""
    table = PUBLISHED.without("signature")
    parts = [table.arrow.empty_table()]
    for split, path in release.files(DOCUMENTS.name):
        for batch in store.stream(path, [name for name in table.names if name != SPLIT]):
            rows = pa.Table.from_batches([batch]).append_column(SPLIT, pa.repeat(split, len(batch)))
            parts.append(rows.select(table.names).cast(table.arrow))
    return pa.concat_tables(parts)


def write(release: Path, folder: Path) -> None:
    """Write what the ledger holds of a release into the folder of its version."""
    snapshot = Release(release)
    described = snapshot.described
    with store.open_writer(folder / ROWS, LEDGER) as append:
        for table, of_table in described["tables"].items():
            for split, path in snapshot.files(table):
                for batch in store.stream(path, list(of_table["columns"]), list(_labelled(of_table))):
                    append(_entries(table, of_table, split, batch))
    store.write_json(folder / PAGES, snapshot.pages())
    store.write_json(folder / manifest.NAME, described)


def _entries(table: str, described: dict[str, Any], split: str, batch: pa.RecordBatch) -> pa.Table:
    """The rows of the ledger for some rows of a release."""
    nothing = pa.nulls(len(batch), pa.string())
    is_document = table == DOCUMENTS.name
    columns = {
        "table": pa.repeat(table, len(batch)),
        "id": batch.column(described["key"]),
        "digest": rowdigests.rows(batch, without=NOT_COMPARED),
        "labels": _packed(described, batch),
        "split": pa.repeat(split, len(batch)) if is_document else nothing,
        "key": batch.column("key") if is_document else nothing,
        _VERSION: batch.column(_VERSION) if _VERSION in batch.schema.names else nothing,
    }
    return pa.table(columns).cast(LEDGER.arrow)


def _packed(described: dict[str, Any], batch: pa.RecordBatch) -> Codes:
    """All labels of each row as one number."""
    packed = np.zeros(len(batch), np.int64)
    place = 1
    for column, labels in _labelled(described).items():
        packed += place * (numbered(batch.column(column), labels) + 1)
        place *= len(labels) + 1
    return packed


def _labelled(described: dict[str, Any]) -> dict[str, list[str]]:
    """The columns of labels of a table, by name, with their labels in order."""
    columns = sorted(described["columns"].items())
    return {name: column["labels"] for name, column in columns if "labels" in column}
