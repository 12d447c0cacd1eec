"""The release as a Croissant description (MLCommons Croissant 1.1), which tools read without this project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from pipeline.manifest import Released
    from pipeline.statistics import Statistics
    from schemas.table import Column

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def describe(version: str, tables: tuple[Released, ...], statistics: Statistics) -> dict[str, Any]:  # noqa: ARG001
    """The content of croissant.json: every file with its digest, every scalar column of every table with rows."""
    present = [released for released in tables if released.rows]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "claimset",
        "description": "News texts with annotated claims; every row is traceable to its bytes.",
        "version": version,
        "rai:dataAnnotationProtocol": "Rules and a linear model; scores in quality.json.",
        "rai:dataLimitations": "Automatic labels, English only, one claim per sentence.",
        "rai:personalSensitiveInformation": "Names of people in public life, as news texts hold them.",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.path,
                "name": file.path,
                "contentUrl": file.path,
                "encodingFormat": "application/vnd.apache.parquet",
                "sha256": file.sha256,
                "contentSize": f"{file.size} B",
            }
            for released in present
            for split in released.splits
            for file in split.files
        ],
        "recordSet": [
            _records(released, split.name, file.path)
            for released in present
            for split in released.splits
            for file in split.files
        ],
    }


def _records(released: Released, split: str, path: str) -> dict[str, Any]:
    number = path.rsplit("/", 1)[1].removesuffix(".parquet")
    name = f"{released.table.name}/{number}"
    columns = [column for column in released.table.columns if not pa.types.is_nested(column.type)]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{released.table.doc} Split {split}.",
        "key": {"@id": f"{name}/{released.table.key}"},
        "field": [_field(name, path, column) for column in columns],
    }


def _field(records: str, path: str, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{records}/{column.name}",
        "name": column.name,
        "description": column.doc,
        "dataType": _data_type(column.type),
        "source": {"fileObject": {"@id": path}, "extract": {"column": column.name}},
    }


def _data_type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "sc:Integer"
    if pa.types.is_floating(kind):
        return "sc:Float"
    return "sc:Date" if pa.types.is_date(kind) else "sc:Text"
