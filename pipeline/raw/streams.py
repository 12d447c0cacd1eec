"""The bytes of a file as they are read: decompressed, within limits, and only as long as the file stays what it was."""

from __future__ import annotations

import hashlib
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer

    from pipeline.raw.folders import Folder

# Compression by the last part of a file's name.
CODECS: Final = {".gz": "gzip", ".zst": "zstd"}
_BLOCK: Final = 1 << 18


class Unusable(Exception):  # noqa: N818  # a state of the file, not a fault of the program
    """Why a file gives no item, or no more: the reason and detail of its exclusion, and what could be measured."""

    def __init__(self, reason: str, detail: str, sha256: str | None = None, size: int | None = None) -> None:
        super().__init__(reason, detail, sha256, size)
        self.reason = reason
        self.detail = detail
        self.sha256 = sha256
        self.size = size


@contextmanager
def opened(folder: Folder, name: str, codec: str | None, limit: int) -> Iterator[io.BufferedReader]:
    """Give the content of a file, decompressed.

    Raises `Unusable` when the file changes meanwhile, or when more than ``limit`` bytes come out of a compressed one.
    """
    before = folder.stamp(name)
    with folder.open(name) as stored:
        yield stored if codec is None else io.BufferedReader(_Limited(pa.CompressedInputStream(stored, codec), limit))
    if folder.stamp(name) != before:
        raise Unusable("changed_while_read", "size or time of change moved")


def whole(stream: io.BufferedReader, limit: int, *, compressed: bool) -> bytes:
    """All bytes of a stream.

    Above ``limit`` raises `Unusable` with their digest; not of what was compressed, which may hardly ever end.
    """
    raw = stream.read(_BLOCK)  # a larger read takes its whole size of memory at first
    if len(raw) == _BLOCK:
        raw += stream.read(max(0, limit + 1 - _BLOCK))
    if len(raw) <= limit:
        return raw
    if compressed:
        raise Unusable("too_large", f"more than {limit} bytes when decompressed")
    digest, size = hashlib.sha256(raw), len(raw)
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    raise Unusable("too_large", f"{size} bytes, limit {limit}", digest.hexdigest(), size)


class _Limited(io.RawIOBase):
    """A stream that ends in `Unusable` after so many bytes."""

    def __init__(self, stream: pa.NativeFile, limit: int) -> None:
        self._stream, self._limit, self._left = stream, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        got: int = self._stream.readinto(buffer)
        self._left -= got
        if self._left < 0:
            raise Unusable("too_large", f"more than {self._limit} bytes when decompressed")
        return got
