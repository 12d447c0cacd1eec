"""What the card tells in figures: counted while the rows of the release go by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from schemas.table import Table


class Statistics:
    """Counts of enum values, versions, sources, repairs and makers, and one example row of each table."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.labels: dict[str, dict[str, Counter[str]]] = {}
        self.versions: dict[str, Counter[str]] = {}
        self.sources: Counter[tuple[str, str, str, str]] = Counter()
        self.repairs: Counter[str] = Counter()
        self.annotators: Counter[tuple[str, str, str]] = Counter()
        self.examples: dict[str, dict[str, Any]] = {}
        self.languages: set[str] = set()
        self.rights: set[str] = set()
        self.characters = 0
        self._filled: dict[str, int] = {}

    def add(self, table: Table, rows: pa.Table) -> None:
        """Count some rows of a released table."""
        if not len(rows):
            return
        for column in table.columns:
            if column.enum:
                counter = self.labels.setdefault(table.name, {}).setdefault(column.name, Counter())
                counter.update(_counts(rows[column.name]))
        if "since_version" in table.names:
            self.versions.setdefault(table.name, Counter()).update(_counts(rows["since_version"]))
        self._example(table, rows)
        if table.name == "documents":
            self._documents(rows)
        if table.name == "claims":
            columns = (rows[name].to_pylist() for name in ("annotator", "annotator_version", "annotator_kind"))
            self.annotators.update(zip(*columns, strict=True))

    def _example(self, table: Table, rows: pa.Table) -> None:
        """Keep the row that shows most: the first of those with the most columns that say something."""
        said = _said(rows)
        best = pc.max(said).as_py()
        if best > self._filled.get(table.name, -1):
            self._filled[table.name] = best
            self.examples[table.name] = rows.slice(pc.index(said, best).as_py(), 1).to_pylist()[0]

    def _documents(self, rows: pa.Table) -> None:
        columns = (rows[name].to_pylist() for name in ("source_id", "source", "license", "redistributable"))
        self.sources.update(zip(*columns, strict=True))
        self.languages.update(rows["language"].to_pylist())
        self.rights.update(rows["redistributable"].to_pylist())
        for repair in pc.list_flatten(rows["repairs"]).to_pylist():
            self.repairs[repair["rule"]] += repair["count"]
        self.characters += pc.sum(pc.utf8_length(rows["text"])).as_py()


def _said(rows: pa.Table) -> pa.ChunkedArray:
    """How many columns of each row are neither null nor an empty list."""
    total = pa.chunked_array([pa.repeat(0, len(rows))])
    for column in rows.columns:
        says = pc.is_valid(column)
        if pa.types.is_list(column.type):
            says = pc.greater(pc.fill_null(pc.list_value_length(column), 0), 0)
        total = pc.add(total, says.cast(pa.int64()))
    return total


def _counts(values: pa.ChunkedArray) -> dict[str, int]:
    return {one["values"]: one["counts"] for one in pc.value_counts(values).to_pylist()}
