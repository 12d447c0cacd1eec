"""What the card tells in figures: counted while the rows of the release go by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

if TYPE_CHECKING:
    import pyarrow as pa

    from schemas.table import Table


class Statistics:
    """Counts of enum values, sources, repairs and reasons, and one example row of each table."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.labels: dict[str, dict[str, Counter[str]]] = {}
        self.sources: Counter[tuple[str, str, str, str]] = Counter()
        self.repairs: Counter[str] = Counter()
        self.annotators: Counter[tuple[str, str, str]] = Counter()
        self.examples: dict[str, dict[str, Any]] = {}
        self.languages: set[str] = set()
        self.rights: set[str] = set()
        self.characters = 0

    def add(self, table: Table, rows: pa.Table) -> None:
        """Count some rows of a released table."""
        if not len(rows):
            return
        for column in table.columns:
            if column.enum:
                counter = self.labels.setdefault(table.name, {}).setdefault(column.name, Counter())
                counter.update(_counts(rows[column.name]))
        self.examples.setdefault(table.name, rows.slice(0, 1).to_pylist()[0])
        if table.name == "documents":
            self._documents(rows)
        if table.name == "claims":
            columns = (rows[name].to_pylist() for name in ("annotator", "annotator_version", "annotator_kind"))
            self.annotators.update(zip(*columns, strict=True))

    def _documents(self, rows: pa.Table) -> None:
        columns = (rows[name].to_pylist() for name in ("source_id", "source", "license", "redistributable"))
        self.sources.update(zip(*columns, strict=True))
        self.languages.update(rows["language"].to_pylist())
        self.rights.update(rows["redistributable"].to_pylist())
        for repair in pc.list_flatten(rows["repairs"]).to_pylist():
            self.repairs[repair["rule"]] += repair["count"]
        self.characters += pc.sum(pc.utf8_length(rows["text"])).as_py()


def _counts(values: pa.ChunkedArray) -> dict[str, int]:
    return {one["values"]: one["counts"] for one in pc.value_counts(values).to_pylist()}
