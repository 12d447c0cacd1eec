"""Raw files as items: walk a folder, read each file once, and say why one cannot be used."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from pipeline.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20


class Listed(NamedTuple):
    """A file of the raw folder: its key, its path and its size in bytes when it was listed."""

    key: str
    path: Path
    size: int


@dataclass(frozen=True)
class Item:
    """A raw item: its bytes, or the reason why there are none, with what could be measured."""

    key: str
    raw: bytes | None
    sha256: str | None
    size: int | None
    reason: str | None = None
    detail: str = ""


def walk(folder: Path) -> list[Listed]:
    """List every file below the folder, by key; hidden files are left out, and links to folders are not followed."""
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: no such folder of raw texts; create it or correct the path.")
    found = []
    folders = [folder]
    while folders:
        for path in folders.pop().iterdir():
            if path.name.startswith("."):
                continue
            if path.is_dir() and not path.is_symlink():
                folders.append(path)
            elif not path.is_dir():
                found.append(Listed(_key(path, folder), path, _size(path)))
    return sorted(found)


def read(listed: Listed, *, max_bytes: int) -> Item:
    """Read one file; an item above ``max_bytes`` gets a digest and is not kept in memory."""
    try:
        before = listed.path.stat()
        if not stat.S_ISREG(before.st_mode):
            return Item(listed.key, None, None, None, "unreadable", "not a regular file")
        if before.st_size > max_bytes:
            detail = f"{before.st_size} bytes, limit {max_bytes}"
            return Item(listed.key, None, _digest(listed.path), before.st_size, "too_large", detail)
        raw = listed.path.read_bytes()
        after = listed.path.stat()
    except FileNotFoundError:
        return Item(listed.key, None, None, None, "changed_while_read", "the file vanished")
    except OSError as error:
        return Item(listed.key, None, None, None, "unreadable", error.strerror or type(error).__name__)
    digest = hashlib.sha256(raw).hexdigest()
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size) or len(raw) != after.st_size:
        return Item(listed.key, None, digest, len(raw), "changed_while_read", "size or time of change moved")
    if not raw.strip():
        return Item(listed.key, None, digest, len(raw), "empty", f"{len(raw)} bytes, all blank")
    return Item(listed.key, raw, digest, len(raw))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # read() looks again and says why
        return 0


def _key(path: Path, folder: Path) -> str:
    """The path below the folder; a name that is not UTF-8, or holds ``%`` or ``#``, is percent-encoded."""
    key = path.relative_to(folder).as_posix()
    try:
        key.encode()
    except UnicodeEncodeError:
        return quote(key.encode("utf-8", "surrogateescape"), safe="/ ")
    return key
