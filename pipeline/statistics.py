"""What the card tells in figures: counted while the rows of the release go by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.table import Table

# Links of these relations are examples of what readers look for: so many are shown, chosen from so many of each.
_TELLING = ("conflicts", "supersedes", "refines")
_SHOWN = 3
_KEPT = 30


class Statistics:
    """Counts of enum values, versions, sources, repairs, makers and links, and one example row of each table.

    ``discrepancies`` are pages on some links, for whoever can read their claims to fill in.
    """

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.labels: dict[str, dict[str, Counter[str]]] = {}
        self.versions: dict[str, Counter[str]] = {}
        self.sources: Counter[tuple[str, str, str, str]] = Counter()
        self.repairs: Counter[str] = Counter()
        self.repaired: Counter[str] = Counter()
        self.links: Counter[tuple[str, bool]] = Counter()
        self.discrepancies: list[str] = []
        self.annotators: Counter[tuple[str, str, str]] = Counter()
        self.examples: dict[str, dict[str, Any]] = {}
        self.languages: set[str] = set()
        self.rights: set[str] = set()
        self.characters = 0
        self._filled: dict[str, int] = {}
        self._surest: dict[str, list[dict[str, Any]]] = {}

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
        if table.name == "claim_links":
            self._links(rows)
        self._example(table, rows)
        if table.name == "documents":
            self._documents(rows)
        if table.name == "claims":
            columns = (rows[name].to_pylist() for name in ("annotator", "annotator_version", "annotator_kind"))
            self.annotators.update(zip(*columns, strict=True))

    def telling_links(self) -> list[dict[str, Any]]:
        """The surest links between claims that disagree: one relation after the other, and no claim twice."""
        shown: list[dict[str, Any]] = []
        seen: set[str] = set()
        waiting = [list(self._surest.get(relation, [])) for relation in _TELLING]
        while any(waiting) and len(shown) < _SHOWN:
            for links in waiting:
                fresh = [one for one in links if not {one["claim_id_a"], one["claim_id_b"]} & seen]
                links[:] = fresh[1:]
                shown += fresh[:1]
                seen.update(*((one["claim_id_a"], one["claim_id_b"]) for one in fresh[:1]))
        return shown[:_SHOWN]

    def _links(self, rows: pa.Table) -> None:
        self.links.update(zip(rows["relation"].to_pylist(), rows["independent"].to_pylist(), strict=True))
        for relation in _TELLING:
            told = rows.filter(pc.and_(pc.equal(rows["relation"], relation), pc.not_equal(rows["evidence"], "")))
            self._surest[relation] = _first([*self._surest.get(relation, []), *told.to_pylist()])

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
            self.repaired[repair["rule"]] += 1
        self.characters += pc.sum(pc.utf8_length(rows["text"])).as_py()


def _first(links: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(links, key=lambda one: (not one["independent"], -one["score"], one["link_id"]))[:_KEPT]


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
