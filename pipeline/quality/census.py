"""Ids and nulls of the whole dataset, from tables read batch by batch in any order; texts are not kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.quality.failing import failing
from schemas.table import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.table import Table

# A column of fewer rows may be null by chance.
_ROWS_FOR_NULLS = 1_000


class Census:
    """Ids and counts of the tables that were read.

    Memory grows with the corpus: 21 bytes for each id and each reference, so 42 for a sentence and 63 for a claim, and
    as much again for the table whose ids are compared.
    """

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Take the declarations of the tables that will come, by name."""
        self._tables = tables
        self._values: dict[str, list[pa.Array]] = {}
        self._rows: Counter[str] = Counter()
        self._nulls: Counter[str] = Counter()

    def add(self, name: str, rows: pa.Table) -> None:
        """Take note of some rows of a table."""
        self._rows[name] += len(rows)
        for column in self._tables[name].columns:
            self._nulls[f"{name}.{column.name}"] += rows[column.name].null_count
        for column_name in self._wanted(name):
            self._values.setdefault(f"{name}.{column_name}", []).extend(rows[column_name].chunks)

    def rows(self, name: str) -> int:
        """How many rows of a table were seen."""
        return self._rows[name]

    def failures(self) -> list[Failure]:
        """Every law that the rows break, table by table."""
        found: list[Failure] = []
        for name, table in self._tables.items():
            for column in table.columns:
                if column.unique:
                    found += self._repeated(name, column.name)
                if column.references:
                    found += self._orphans(name, column.name, column.references)
                if column.nullable and not column.sparse:
                    found += self._all_null(name, column.name)
        return found

    def values(self, reference: str) -> pa.ChunkedArray:
        """All values of an id column, as ``table.column``."""
        table, _, column = reference.partition(".")
        return pa.chunked_array(self._values.get(reference, []), self._tables[table][column].type)

    def _wanted(self, name: str) -> set[str]:
        """Columns whose values a law compares."""
        wanted = {column.name for column in self._tables[name].columns if column.unique or column.references}
        for table in self._tables.values():
            for column in table.columns:
                target, _, field = (column.references or "").partition(".")
                if target == name:
                    wanted.add(field)
        return wanted

    def _repeated(self, name: str, column: str) -> list[Failure]:
        counts = pc.value_counts(self.values(f"{name}.{column}"))
        more = counts.filter(pc.greater(counts.field("counts"), 1))
        return failing(name, f"{column} is unique", more.field("values"))

    def _orphans(self, name: str, column: str, reference: str) -> list[Failure]:
        if reference.partition(".")[0] not in self._tables:
            return []
        values = self.values(f"{name}.{column}")
        known = pc.is_in(values, value_set=self.values(reference).combine_chunks())
        return failing(name, f"{column} stands in {reference}", values.filter(pc.invert(known)).drop_null())

    def _all_null(self, name: str, column: str) -> list[Failure]:
        if self._rows[name] < _ROWS_FOR_NULLS or self._nulls[f"{name}.{column}"] < self._rows[name]:
            return []
        return [Failure(name, f"{column} is not null in every row", self._rows[name], ())]
