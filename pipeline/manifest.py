"""What a release holds, for machines: versions, rows and digests of every table and file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.table import Table

NAME = "manifest.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class File:
    """One Parquet file of a split: its path in the release, digest and size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Split:
    """The rows of a table in one split, with the digest of their values in the order of the release.

    ``num_bytes`` is their size in memory, as the Hub counts it.
    """

    name: str
    rows: int
    num_bytes: int
    values_sha256: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class Released:
    """A released table: its splits that have rows."""

    table: Table
    splits: tuple[Split, ...]

    @property
    def values_sha256(self) -> str:
        """Digest over the digests of the splits."""
        lines = "".join(f"{split.name}\0{split.values_sha256}\n" for split in self.splits)
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def rows(self) -> int:
        """Rows over all splits."""
        return sum(split.rows for split in self.splits)

    @property
    def pattern(self) -> dict[str, str]:
        """The files of each split, as the card names them."""
        return {split.name: f"data/{self.table.name}/{split.name}-*.parquet" for split in self.splits}


def describe(
    version: str, tables: tuple[Released, ...], parameters: Mapping[str, Any], lock_sha256: str
) -> dict[str, Any]:
    """The content of manifest.json; a table or split without rows stands here and nowhere else."""
    return {
        "name": "claimset",
        "version": version,
        "parameters_sha256": hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest(),
        "lock_sha256": lock_sha256,
        "tables": {
            released.table.name: {
                "rows": released.rows,
                "values_sha256": released.values_sha256,
                "splits": {
                    split.name: {
                        "rows": split.rows,
                        "values_sha256": split.values_sha256,
                        "files": [{"path": f.path, "sha256": f.sha256, "bytes": f.size} for f in split.files],
                    }
                    for split in released.splits
                },
            }
            for released in tables
        },
    }


def sums(digests: Mapping[str, str]) -> str:
    """The content of SHA256SUMS, as ``sha256sum --check`` reads it."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def parse_sums(text: str) -> dict[str, str]:
    """The inverse of ``sums``: path to digest. Raises ``ValueError`` for a line of another form."""
    digests = {}
    for line in text.splitlines():
        digest, separator, path = line.partition("  ")
        if not separator or len(digest) != 64:
            raise ValueError(f"no line of SHA256SUMS: {line!r}")
        digests[path] = digest
    return digests
