"""The YAML block at the head of the card, as the Hub and ``datasets`` read it."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import yaml

from pipeline.datasheet import SHEET
from schemas.table import dtype

if TYPE_CHECKING:
    from pipeline.datasheet import Work
    from pipeline.manifest import Released
    from pipeline.statistics import Statistics
    from schemas.table import Column, Table

# What the Hub accepts.
VOCABULARY: dict[str, Any] = tomllib.loads(
    files("pipeline.card").joinpath("vocabulary.toml").read_text(encoding="utf-8")
)


def front_matter(work: Work, tables: tuple[Released, ...], statistics: Statistics) -> str:
    """YAML between the two lines of dashes; a table without rows is left out, for ``datasets`` cannot load one."""
    present = [released for released in tables if released.rows]
    # The Hub knows languages, not their regions.
    languages = sorted({language.partition("-")[0] for language in statistics.languages})
    return yaml.safe_dump(
        {
            "pretty_name": work.title,
            "language": languages,
            **_license(statistics),
            "annotations_creators": _annotators(statistics),
            "language_creators": ["found"],
            "multilinguality": ["multilingual" if len(languages) > 1 else "monolingual"],
            "size_categories": [size(sum(released.rows for released in tables))],
            "source_datasets": ["original"],
            "task_categories": ["text-classification", "token-classification"],
            "task_ids": ["fact-checking"],
            "tags": SHEET.tags,
            "version": work.version,
            "configs": [_config(work.version, released) for released in present],
            "dataset_info": [_info(released) for released in present],
        },
        sort_keys=False,
        allow_unicode=True,
        width=1_000,
    )


def _license(statistics: Statistics) -> dict[str, Any]:
    """The licences of the sources, where the Hub has a name for each of them."""
    names = sorted({license_.lower() for _, _, license_, _ in statistics.sources})
    if names and set(names) <= set(VOCABULARY["licenses"]) - {"unknown", "other"}:
        return {"license": names}
    return {"license": "other", "license_name": "see-sources-and-rights"}


def _annotators(statistics: Statistics) -> list[str]:
    """Who made the labels; what people they were is not known here, so theirs are `other`."""
    kinds = {kind for _, _, kind in statistics.annotators}
    made = ["machine-generated"] if kinds - {"human"} else []
    return made + (["other"] if "human" in kinds else []) or ["no-annotation"]


def size(rows: int) -> str:
    """The Hub's name for a number of rows."""
    sizes = VOCABULARY["size_categories"]
    limits = [1_000 * 10**power for power in range(len(sizes) - 2)]
    return str(sizes[bisect_right(limits, rows)])


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
