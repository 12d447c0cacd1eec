"""What a release holds, for machines: versions, rows and digests of every table and file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from schemas.table import Failure, dtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.table import Column, Table

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

    ``num_bytes`` is the size of the values (pipeline/rowsizes.py). ``hydrated_sha256`` is the digest that the values
    have with all texts in place, where some may be withheld.
    """

    name: str
    rows: int
    num_bytes: int
    values_sha256: str
    files: tuple[File, ...]
    hydrated_sha256: str | None = None


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
        "version": version,
        "parameters": dict(parameters),
        "parameters_sha256": hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest(),
        "lock_sha256": lock_sha256,
        "tables": {
            released.table.name: {
                "rows": released.rows,
                "values_sha256": released.values_sha256,
                "key": released.table.key,
                "columns": {column.name: _column(column) for column in released.table.columns},
                "splits": {split.name: _split(split) for split in released.splits},
            }
            for released in tables
        },
    }


def _split(split: Split) -> dict[str, Any]:
    told = {
        "rows": split.rows,
        "values_sha256": split.values_sha256,
        "files": [{"path": file.path, "sha256": file.sha256, "bytes": file.size} for file in split.files],
    }
    return told | ({"hydrated_sha256": split.hydrated_sha256} if split.hydrated_sha256 else {})


def _column(column: Column) -> dict[str, Any]:
    """What programs of readers rely on: the type, and the labels in the order of their numbers."""
    return {"type": _type(column.type)} | ({"labels": list(column.enum)} if column.enum else {})


def _type(kind: pa.DataType) -> str:
    """The type in words of our own: Arrow's differ between its versions."""
    if pa.types.is_list(kind):
        return f"list<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{field.name}: {_type(field.type)}' for field in kind)}>"
    return dtype(kind)


def failures(made: Mapping[str, Any], closed: Mapping[str, Any]) -> list[Failure]:
    """In what a release differs from the manifest of a closed version.

    Values must be the same; the bytes of the files only where the same lock file made them.
    """
    found = []
    if made["version"] != closed["version"]:
        found.append(Failure("manifest", "version == that of the closed version", 1, (made["version"],)))
    bytes_too = made["lock_sha256"] == closed["lock_sha256"]
    for name, table in closed["tables"].items():
        held = made["tables"].get(name, {"columns": None, "splits": {}})
        if held["columns"] != table["columns"]:
            found.append(Failure(name, "columns == those of the closed version", 1, ()))
        for split in sorted(table["splits"].keys() | held["splits"].keys()):
            found += _split_failures(
                name, split, held["splits"].get(split), table["splits"].get(split), bytes_too=bytes_too
            )
    return found


def _split_failures(
    table: str, split: str, made: Mapping[str, Any] | None, closed: Mapping[str, Any] | None, *, bytes_too: bool
) -> list[Failure]:
    if made is None or closed is None or made["values_sha256"] != closed["values_sha256"]:
        return [Failure(table, "values_sha256 == that of the closed version", 1, (split,))]
    if bytes_too and made["files"] != closed["files"]:
        names = tuple(file["path"] for file in made["files"] if file not in closed["files"])
        return [Failure(table, "sha256 of files == that of the closed version", len(names), names[:5])]
    return []


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
