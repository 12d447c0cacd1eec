"""Raw texts as items: the files of a folder at any address, and the records in them, each read once.

    folder = raw.locate("my-texts")
    for listed in raw.walk(folder):
        for item in raw.read(folder, listed, limits): ...

What cannot be read is an item too, with the reason why.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pipeline.raw import csv_rows, json_lines, keys, parquet_rows, records
from pipeline.raw.folders import Folder, Listed, locate, message, walk
from pipeline.raw.items import Item, digest, unusable
from pipeline.raw.streams import CODECS, Unusable, opened, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader

    from pipeline.params import Ingest
    from pipeline.raw.records import Record

__all__ = ["Folder", "Item", "Listed", "expanded", "locate", "of_records", "read", "walk"]

_PAGES: Final = (".html", ".htm")
_WHOLE: Final = (".txt", ".md", *_PAGES)
_RECORDS: Final[dict[str, Callable[[BufferedReader, Ingest], Iterator[Record]]]] = {
    ".jsonl": json_lines.records,
    ".csv": csv_rows.records,
    ".parquet": parquet_rows.records,
}


def of_records(listed: Listed) -> bool:
    """Whether the file holds records, each an item of its own."""
    return listed.reason is None and _kind(listed.key)[0] in _RECORDS


def expanded(listed: Listed) -> int:
    """About how many bytes the file holds, where it is smaller on disk: text shrinks to a fourth."""
    kind, codec = _kind(listed.key)
    return listed.size * 4 if codec or kind == ".parquet" else listed.size


def read(folder: Folder, listed: Listed, limits: Ingest) -> Iterator[Item]:
    """The item of a file, or those of its records; an exclusion at the end says what could not be read."""
    if listed.reason is not None:
        yield unusable(listed.key, Unusable(listed.reason, listed.detail))
        return
    try:
        yield from _read(folder, listed.key, limits)
    except Unusable as why:
        yield unusable(listed.key, why)
    except FileNotFoundError:
        yield unusable(listed.key, Unusable("changed_while_read", "the file vanished"))
    except OSError as error:
        yield unusable(listed.key, Unusable("unreadable", message(error)))


def _read(folder: Folder, key: str, limits: Ingest) -> Iterator[Item]:
    kind, codec = _kind(key)
    name = keys.name(key)
    if kind in _RECORDS:
        with opened(folder, name, codec, limits.max_file_bytes) as stream:
            yield from records.items(key, _RECORDS[kind](stream, limits), limits)
    elif kind in _WHOLE:
        limit = limits.max_page_bytes if kind in _PAGES else limits.max_item_bytes
        with opened(folder, name, codec, limits.max_file_bytes) as stream:
            raw = whole(stream, limit, compressed=codec is not None)
        yield _page(key, raw) if kind in _PAGES else _text(key, raw)
    else:
        with opened(folder, name, None, limits.max_file_bytes) as stream:
            whole_file = hashlib.file_digest(stream, "sha256")
            size = stream.tell()
        raise Unusable(
            "unsupported", f"no reader for {kind or 'a name without extension'}", whole_file.hexdigest(), size
        )


def _text(key: str, raw: bytes) -> Item:
    if not raw.strip():
        raise Unusable("empty", f"{len(raw)} bytes, all blank", digest(raw), len(raw))
    return Item(key, raw, digest(raw), len(raw))


def _page(key: str, raw: bytes) -> Item:
    # Imported late: the extractor takes a second, and few folders hold pages.
    from pipeline.raw import pages  # noqa: PLC0415

    return pages.read(key, raw)


def _kind(key: str) -> tuple[str, str | None]:
    """The extension that says how to read a file, and the codec of the one that says how it is compressed."""
    path = PurePosixPath(key.lower())
    codec = CODECS.get(path.suffix)
    return (path.with_suffix("") if codec else path).suffix, codec
