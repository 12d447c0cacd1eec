"""Record files as items: what a record must have, what it is called, and what of it cannot be used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.raw import keys
from pipeline.raw.items import Item, digest, published
from pipeline.raw.streams import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.params import Ingest

FIELDS: Final = ("text", "id", "title", "date", "url")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its place in the file as messages call it, and its values by `FIELDS`, or why it has none.

    ``stored`` are the bytes of the whole record, where the file has them in one piece.
    """

    place: str
    values: Mapping[str, Any] = field(default_factory=dict)
    stored: bytes | None = None
    broken: Unusable | None = None


def items(file: str, records: Iterable[Record], limits: Ingest) -> Iterator[Item]:
    """The items of a file's records. Raises `Unusable` where there is none, or where the texts exceed all limits.

    A record without an id is called by the digest of its text: row numbers would change with every row added.
    """
    total = 0
    found = None
    for found in records:
        item = _item(file, found, limits)
        total += item.size or 0
        if total > limits.max_file_bytes:
            raise Unusable("too_large", f"texts of more than {limits.max_file_bytes} bytes before {found.place}")
        yield item
    if found is None:
        raise Unusable("empty", "no records")


def _item(file: str, record: Record, limits: Ingest) -> Item:
    text = record.values.get("text")
    raw = text.encode(errors="surrogatepass") if isinstance(text, str) else record.stored
    sha256, size = (None, None) if raw is None else (digest(raw), len(raw))
    why = record.broken or _unfit(record, size or 0, limits)
    if why is not None:
        sha256, size = why.sha256 or sha256, why.size or size
    key = _key(file, record, sha256)
    if why is not None or raw is None:
        assert why is not None
        return Item(key, None, sha256, size, why.reason, f"{record.place}: {why.detail}")
    title, url = (_line(record.values.get(name)) for name in ("title", "url"))
    stated = record.values.get("date")
    when = published(stated)
    unread = when is None and stated not in {None, ""}
    return Item(key, raw, sha256, size, format="record", title=title, published=when, date_not_read=unread, url=url)


def _key(file: str, record: Record, sha256: str | None) -> str:
    own = record.values.get("id")
    if isinstance(own, float) and own.is_integer():  # as pandas writes whole numbers where one is missing
        own = int(own)
    if isinstance(own, str | int) and not isinstance(own, bool) and own != "":
        return keys.of_record(file, str(own))
    content = sha256 or digest(repr(sorted(record.values.items())).encode(errors="surrogatepass"))
    return f"{file}#sha256:{content[:16]}"


def _unfit(record: Record, size: int, limits: Ingest) -> Unusable | None:
    """Why a record that could be parsed gives no item."""
    text = record.values.get("text")
    if not isinstance(text, str):
        detail = f"no {limits.records.text!r}" if text is None else f"{type(text).__name__}, no string"
        return Unusable("missing_text", detail)
    for name in ("text", "title", "url"):
        value = record.values.get(name)
        if isinstance(value, str) and (lone := _SURROGATE.search(value)):
            return Unusable("undecodable", f"{name} is not Unicode at code point {lone.start()}")
    if size > limits.max_item_bytes:
        return Unusable("too_large", f"{size} bytes, limit {limits.max_item_bytes}")
    if not text.strip():
        return Unusable("empty", f"{size} bytes, all blank")
    return None


def _line(value: object) -> str | None:
    """A title or an address: one line, or nothing."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
