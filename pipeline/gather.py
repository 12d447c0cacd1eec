"""What lies in a raw folder, by document ids: the walk over files and the reading of records, for ingest and verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from pipeline import buckets, ids, raw, store
from pipeline.tally import Tally
from schemas.found import FOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

    from pipeline.params import Ingest

    Row = dict[str, Any]

# Record files that one worker reads.
_FILES_AT_ONCE: Final = 1_000
_BYTES_AT_ONCE: Final = 64_000_000
# Rows that become an Arrow table together.
_ROWS_AT_ONCE: Final = 1_000
_TABLE_BYTES: Final = 8_000_000


class Task(NamedTuple):
    """Record files that one worker reads: the number of the task, and each file with the id of its source."""

    number: int
    files: tuple[tuple[raw.Listed, str], ...]


class Laid(NamedTuple):
    """A raw folder as it was listed: the tasks that are left, and the digits by which rows are divided meanwhile."""

    tasks: list[Task]
    length: int
    files: int


def lay_out(folder: raw.Folder, source_of: Callable[[raw.Listed], str], scratch: Path) -> Laid:
    """List the files: those that are items are put down by their document ids, those of records are left to be read.

    The list may be longer than memory, so it lies on disk until its length says by how many digits to divide.
    """
    records: list[tuple[raw.Listed, str]] = []
    count = size = 0
    listing = scratch.parent / f"{scratch.name}.listing.parquet"
    with store.open_writer(listing, FOUND) as write, _Batches(write) as batches:
        for listed in raw.walk(folder):
            count, size = count + 1, size + raw.expanded(listed)
            source_id = source_of(listed)
            if raw.of_records(listed):
                records.append((listed, source_id))
            else:
                batches.add(_of_file(listed, source_id))
    length = buckets.digits(count, size)
    with buckets.Buckets(scratch, FOUND, "files", length) as put_down:
        for rows in store.row_groups(listing, FOUND):
            put_down.add(rows)
    listing.unlink()
    return Laid(list(tasks(records)), length, count)


def tasks(records: Iterable[tuple[raw.Listed, str]]) -> Iterator[Task]:
    """Record files in groups that are worth a worker's while."""
    waiting: list[tuple[raw.Listed, str]] = []
    number = size = 0
    for one in records:
        waiting.append(one)
        size += one[0].size
        if len(waiting) >= _FILES_AT_ONCE or size >= _BYTES_AT_ONCE:
            yield Task(number, tuple(waiting))
            waiting, number, size = [], number + 1, 0
    if waiting:
        yield Task(number, tuple(waiting))


def read_records(task: Task, *, folder: raw.Folder, limits: Ingest, scratch: Path, length: int) -> Tally:
    """Put the records of some files down by their document ids; the tally counts them as read."""
    tally = Tally()
    with (
        buckets.Buckets(scratch, FOUND, f"records-{task.number:05}", length) as put_down,
        _Batches(put_down.add) as batches,
    ):
        for listed, source_id in task.files:
            for position, item in enumerate(raw.read(folder, listed, limits)):
                batches.add(_of_record(item, source_id, position))
                tally.read += 1
                tally.measures["dates_not_read"] += item.date_not_read
    return tally


def _of_file(listed: raw.Listed, source_id: str) -> Row:
    """The row of a file that is still to be read, or never can be."""
    return {
        "doc_id": ids.document_id(source_id, listed.key),
        "source_id": source_id,
        "key": listed.key,
        "position": 0,
        "size": raw.expanded(listed),
        "raw": None,
        "title": None,
        "url": None,
        "published": None,
        "reason": listed.reason,
        "detail": listed.detail,
        "raw_sha256": None,
        "raw_bytes": None,
    }


def _of_record(item: raw.Item, source_id: str, position: int) -> Row:
    return {
        "doc_id": ids.document_id(source_id, item.key),
        "source_id": source_id,
        "key": item.key,
        "position": position,
        "size": len(item.raw or b""),
        "raw": item.raw,
        "title": item.title,
        "url": item.url,
        "published": item.published,
        "reason": item.reason,
        "detail": item.detail,
        "raw_sha256": item.sha256,
        "raw_bytes": item.size,
    }


class _Batches:
    """Hands rows on as tables of bounded size."""

    def __init__(self, hand_on: Callable[[pa.Table], None]) -> None:
        self._hand_on = hand_on
        self._rows: list[Row] = []
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._rows:
            self._flush()

    def add(self, row: Row) -> None:
        self._rows.append(row)
        self._bytes += len(row["raw"] or b"")
        if len(self._rows) >= _ROWS_AT_ONCE or self._bytes >= _TABLE_BYTES:
            self._flush()

    def _flush(self) -> None:
        self._hand_on(FOUND.rows(self._rows))
        self._rows, self._bytes = [], 0
