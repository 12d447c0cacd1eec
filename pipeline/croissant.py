"""The release as a Croissant description: MLCommons Croissant 1.1 with the RAI vocabulary 1.0.

A record set stands for one file, because mlcroissant checks the digest of a file only where a field names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from pipeline.datasheet import SHEET

if TYPE_CHECKING:
    from pipeline.datasheet import Work
    from pipeline.manifest import File, Released, Split
    from pipeline.statistics import Statistics
    from schemas.table import Column, Table

# The terms of the standard; readers warn about any other list.
_TERMS = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty"),
    *("fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5"),
    *("parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator"),
    *("source", "subField", "transform"),
)
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS},
}


def describe(work: Work, tables: tuple[Released, ...], statistics: Statistics) -> dict[str, Any]:
    """The content of croissant.json: every file with its digest, every column of every table that has rows."""
    files = [(released.table, split, file) for released in tables for split in released.splits for file in split.files]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": work.name,
        "description": SHEET.summary,
        "version": work.version,
        "citeAs": work.bibtex(),
        "creator": work.creators(),
        "license": sorted({_license(license_) for _, _, license_, _ in statistics.sources}),
        "keywords": SHEET.tags,
        "inLanguage": sorted(statistics.languages),
        **_responsible(statistics),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.path,
                "name": file.path,
                "contentUrl": file.path,
                # The type that readers know; application/vnd.apache.parquet is registered, and no reader takes it.
                "encodingFormat": "application/x-parquet",
                "sha256": file.sha256,
                "contentSize": f"{file.size} B",
            }
            for _, _, file in files
        ],
        "recordSet": [_records(table, split, file) for table, split, file in files],
    }


def _license(name: str) -> str:
    """A licence as Croissant wants it: the address of one that SPDX knows; of others, what is known."""
    try:
        return f"https://spdx.org/licenses/{canonicalize_license_expression(name)}"
    except InvalidLicenseExpression:
        return f"{name} (see Sources and rights in README.md)"


def _responsible(statistics: Statistics) -> dict[str, Any]:
    """The RAI properties: how the data came about, and what to mind."""
    makers = sorted(f"{annotator} {version} ({kind})" for annotator, version, kind in statistics.annotators)
    by_people = any(kind == "human" for _, _, kind in statistics.annotators)
    return {
        "rai:dataCollection": SHEET.collection,
        "rai:dataCollectionMissingData": "What was left out stands in the table exclusions, with the reason.",
        "rai:dataCollectionRawData": "The table documents names each raw file with its SHA-256.",
        "rai:dataPreprocessingProtocol": SHEET.preprocessing,
        "rai:dataAnnotationProtocol": SHEET.annotation,
        "rai:dataAnnotationAnalysis": [f"{SHEET.gold} {SHEET.caution} The scores stand in quality.json."],
        "rai:annotationsPerItem": "1",
        "rai:annotatorDemographics": [
            "Not recorded; annotator_kind says which rows people labelled."
            if by_people
            else "No person labelled a row."
        ],
        "rai:machineAnnotationTools": makers,
        "rai:dataUseCases": [*SHEET.uses, *(f"Not fit for this: {line}" for line in SHEET.misuses)],
        "rai:dataBiases": SHEET.biases,
        "rai:dataLimitations": SHEET.limits,
        "rai:dataSocialImpact": SHEET.impact,
        "rai:personalSensitiveInformation": SHEET.personal,
        "rai:dataReleaseMaintenancePlan": SHEET.maintenance,
    }


def _records(table: Table, split: Split, file: File) -> dict[str, Any]:
    number = f"/{split.files.index(file)}" if len(split.files) > 1 else ""
    name = f"{table.name}/{split.name}{number}"
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{table.doc} Split {split.name}.",
        "key": {"@id": f"{name}/{table.key}"},
        "field": [_field(name, file.path, column) for column in table.columns],
    }


def _field(records: str, path: str, column: Column) -> dict[str, Any]:
    name = f"{records}/{column.name}"
    source = {"fileObject": {"@id": path}, "extract": {"column": column.name}}
    field = {"@type": "cr:Field", "@id": name, "name": column.name, "description": column.doc}
    if not pa.types.is_list(column.type):
        return field | {"dataType": _data_type(column.type), "source": source}
    if not pa.types.is_struct(column.type.value_type):
        return field | {"dataType": _data_type(column.type.value_type), "repeated": True, "source": source}
    return field | {
        "repeated": True,
        "subField": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{inner.name}",
                "name": inner.name,
                "dataType": _data_type(inner.type),
                "repeated": True,
                "source": source | {"transform": {"jsonPath": inner.name}},
            }
            for inner in column.type.value_type
        ],
    }


def _data_type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "sc:Integer"
    if pa.types.is_floating(kind):
        return "sc:Float"
    if pa.types.is_boolean(kind):
        return "sc:Boolean"
    return "sc:Date" if pa.types.is_date(kind) else "sc:Text"
