"""The YAML block at the head of the card, as the Hub and ``datasets`` read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import yaml

from schemas.table import dtype

if TYPE_CHECKING:
    from pipeline.manifest import Released
    from pipeline.statistics import Statistics
    from schemas.table import Column, Table

# The Hub's own names for numbers of rows.
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
)
# Identifiers of licences that the Hub knows and a source may name; any other stands as `other`.
_LICENSES = frozenset({"apache-2.0", "cc-by-2.5", "cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0", "mit", "odc-by", "pddl"})


def front_matter(version: str, tables: tuple[Released, ...], statistics: Statistics) -> str:
    """YAML between the two lines of dashes; a table without rows is left out, for ``datasets`` cannot load one."""
    present = [released for released in tables if released.rows]
    return yaml.safe_dump(
        {
            "pretty_name": "Claimset",
            "language": sorted(statistics.languages),
            **_license(statistics),
            "annotations_creators": ["machine-generated"],
            "language_creators": ["found"],
            "multilinguality": ["monolingual" if len(statistics.languages) == 1 else "multilingual"],
            "size_categories": [_size(sum(released.rows for released in tables))],
            "source_datasets": ["original"],
            "task_categories": ["text-classification", "token-classification"],
            "task_ids": ["fact-checking"],
            "tags": ["claim-detection", "check-worthiness", "attribution", "computational-journalism"],
            "version": version,
            "configs": [_config(version, released) for released in present],
            "dataset_info": [_info(released) for released in present],
        },
        sort_keys=False,
        allow_unicode=True,
        width=1_000,
    )


def _license(statistics: Statistics) -> dict[str, str]:
    names = {license_.lower() for _, _, license_, _ in statistics.sources}
    if len(names) == 1 and names <= _LICENSES:
        return {"license": names.pop()}
    return {"license": "other", "license_name": "see-sources", "license_link": "#sources-and-rights"}


def _size(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), "n>100M")


def _config(version: str, released: Released) -> dict[str, Any]:
    """One config; version and digest keep ``datasets`` from serving an older build of a folder of the same name."""
    config: dict[str, Any] = {
        "config_name": released.table.name,
        "version": version,
        "description": f"sha256:{released.values_sha256}",
        "data_files": [{"split": split, "path": path} for split, path in released.pattern.items()],
    }
    if released.table.name == "claims":
        config["default"] = True
    return config


def _info(released: Released) -> dict[str, Any]:
    splits = [{"name": s.name, "num_bytes": s.num_bytes, "num_examples": s.rows} for s in released.splits]
    return {
        "config_name": released.table.name,
        "features": features(released.table),
        "splits": splits,
        "download_size": sum(file.size for split in released.splits for file in split.files),
        "dataset_size": sum(split.num_bytes for split in released.splits),
    }


def features(table: Table) -> list[dict[str, Any]]:
    """The columns as ``dataset_info`` writes them; a column of an enum is a class label."""
    return [{"name": column.name, **_column(column)} for column in table.columns]


def _column(column: Column) -> dict[str, Any]:
    if column.enum:
        return {"dtype": {"class_label": {"names": {str(i): name for i, name in enumerate(column.enum)}}}}
    return _type(column.type)


def _type(kind: pa.DataType) -> dict[str, Any]:
    if not pa.types.is_list(kind):
        return {"dtype": dtype(kind)}
    if pa.types.is_struct(kind.value_type):
        return {"list": [{"name": field.name, **_type(field.type)} for field in kind.value_type]}
    return {"list": dtype(kind.value_type)}
