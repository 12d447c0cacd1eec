"""Terms as numbers, for indexes over many claims."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b


@lru_cache(1 << 18)
def digest(term: str) -> int:
    """A term as a number of 64 bits; never zero, which stands for none."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | 1
