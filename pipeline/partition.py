"""Which split a duplicate cluster belongs to: decided by its id alone, so that no other cluster can move it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_STEPS = 1 << 64


def split_of(cluster_id: str, shares: Mapping[str, float]) -> str:
    """The split of a cluster: its hash, spread evenly over 0 to 1, falls into the share of one split.

    ``shares`` name the splits in order and add up to 1; a split of share 0 gets nothing.
    """
    place = int.from_bytes(sha256(cluster_id.encode()).digest()[:8], "big")
    reached = 0.0
    chosen = ""
    for name, share in shares.items():
        if share > 0:
            chosen = name
            reached += share
            if place < reached * _STEPS:
                break
    return chosen
