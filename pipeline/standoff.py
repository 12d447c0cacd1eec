"""Rows without the words of their documents: ids, offsets, labels and digests stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.table import Column, Table

    Words = Mapping[tuple[int, int], Mapping[str, Any]]


@dataclass(frozen=True)
class Withheld:
    """Whose words are not passed on: those of every document, or of some, by their ids and those of their claims.

    ``put_back`` says that nothing is withheld although some documents may not be passed on: a copy for its owner.
    """

    everything: bool
    documents: pa.Array
    claims: pa.Array
    put_back: bool

    @property
    def any(self) -> bool:
        """Whether a row can be concerned at all."""
        return self.everything or len(self.documents) > 0

    def of(self, rows: pa.Table) -> pa.Array:
        """Which of some rows are concerned; a link is where one of its claims is, and a table without either never."""
        owners = {"doc_id": self.documents, "claim_id_a": self.claims, "claim_id_b": self.claims}
        held = [column for column in owners if column in rows.column_names]
        found = pa.repeat(pa.scalar(self.everything and bool(held)), len(rows))
        for column in held:
            found = pc.or_(found, pc.is_in(rows[column].combine_chunks(), value_set=owners[column]))
        return found


def restored(table: Table, row: dict[str, Any], text: str, words: Words) -> dict[str, Any]:
    """A withheld row with its words again: slices of the document's text, and ``words`` that no span gives.

    ``words`` hold, by the span of an item of a list column, the words that its fields had.
    """
    whole = dict(row)
    for column in table.columns:
        if isinstance(column.quotes, tuple):
            whole[column.name] = [_filled(item, column.quotes, text, words) for item in row[column.name]]
        elif column.quotes and row[column.name] is not None:
            span = column.name.removesuffix("text")
            whole[column.name] = text[row[f"{span}start"] : row[f"{span}end"]]
    return whole


def _filled(item: dict[str, Any], fields: tuple[str, ...], text: str, words: Words) -> dict[str, Any]:
    span = (item["start"], item["end"])
    known = dict(words.get(span, {})) | {"text": text[slice(*span)]}
    return item | {name: known.get(name, "") for name in fields if item[name] is not None}


def withhold(table: Table, rows: pa.Table, withheld: pa.Array) -> pa.Table:
    """Empty every column that quotes a document, in the rows where ``withheld`` is true; null stays null."""
    if not pc.any(withheld).as_py():
        return rows
    for number, column in enumerate(table.columns):
        if column.quotes:
            values = rows[column.name].combine_chunks()
            rows = rows.set_column(number, column.field, _emptied(column, values, withheld))
    return rows


def _emptied(column: Column, values: pa.Array, withheld: pa.Array) -> pa.Array:
    if isinstance(column.quotes, tuple):
        of_items = withheld.take(pc.list_parent_indices(values))
        items = values.flatten()
        fields = [
            _empty_text(items.field(field.name), of_items) if field.name in column.quotes else items.field(field.name)
            for field in items.type
        ]
        structs = pa.StructArray.from_arrays(fields, fields=list(items.type))
        offsets = pa.array([0, *pc.cumulative_sum(pc.list_value_length(values)).to_pylist()], pa.int32())
        return pa.ListArray.from_arrays(offsets, structs, type=column.type)
    return _empty_text(values, withheld)


def _empty_text(values: pa.Array, withheld: pa.Array) -> pa.Array:
    return pc.if_else(pc.and_(withheld, pc.is_valid(values)), "", values)
