"""What reading gives: an item with its bytes, or the reason why it has none."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.raw.streams import Unusable

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Item:
    """A raw item: its bytes and what is said of it beside them, or the reason why there are no bytes.

    ``format`` says how the bytes are to be read: ``text`` in the encoding that they show, ``record`` as UTF-8, ``html``
    as UTF-8 that an extractor took from a page, whose own digest is ``file_sha256``.
    """

    key: str
    raw: bytes | None
    sha256: str | None
    size: int | None
    reason: str | None = None
    detail: str = ""
    format: str = "text"
    title: str | None = None
    published: datetime.date | None = None
    date_not_read: bool = False
    url: str | None = None
    file_sha256: str | None = None


def unusable(key: str, why: Unusable) -> Item:
    """The item of which only the reason is known."""
    return Item(key, None, why.sha256, why.size, why.reason, why.detail)


def digest(raw: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def published(value: object) -> datetime.date | None:
    """A date as a record or a page states it: a date, a time, or ISO 8601 with more or less after the day."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    found = _DATE.match(value.strip()) if isinstance(value, str) else None
    try:
        return datetime.date.fromisoformat(found[0]) if found else None
    except ValueError:  # such as the 30th of February
        return None
