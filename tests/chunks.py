"""Content-defined chunks of files, as a store of chunks such as the Hub's cuts them, to tell what two versions share.

A gear hash over the last 64 bytes cuts where its upper 16 bits are zero, between 8 and 128 KiB: 64 KiB on average.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

SMALLEST, LARGEST = 8 << 10, 128 << 10
GEAR = np.random.default_rng(1).integers(0, 1 << 64, 256, dtype=np.uint64)


def cuts(data: np.ndarray) -> np.ndarray:
    """Every place after which the hash allows a cut."""
    rolled = GEAR[data]
    for reach in (1, 2, 4, 8, 16, 32):  # the hash of twice as many bytes from two of half as many
        rolled[reach:] += rolled[:-reach].copy() << np.uint64(reach)
    return np.flatnonzero(rolled >> np.uint64(48) == 0) + 1


def chunks(path: Path) -> Iterator[tuple[bytes, int]]:
    """Digest and size of each chunk."""
    data = np.fromfile(path, np.uint8)
    places = cuts(data)
    start = 0
    while start < len(data):
        allowed = places[np.searchsorted(places, start + SMALLEST) :]
        end = min(int(allowed[0]) if len(allowed) else len(data), start + LARGEST, len(data))
        yield hashlib.blake2b(data[start:end], digest_size=16).digest(), end - start
        start = end


def shared(old: list[Path], new: list[Path]) -> tuple[int, int]:
    """Bytes of the new files that lie in chunks of the old ones, and all their bytes."""
    known = {digest for path in old for digest, _ in chunks(path)}
    sizes = [(digest in known, size) for path in new for digest, size in chunks(path)]
    return sum(size for held, size in sizes if held), sum(size for _, size in sizes)
