"""Rows as columns of JSON: half the size of a list of objects, and quick to filter in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

# What the page cuts out of the document's text itself, by the offsets beside it.
_SLICED = frozenset({"text", "claimer_text", "cue_text"})


def encode(rows: pa.Table, *, keep: Sequence[str] = ()) -> dict[str, Any]:
    """The rows as ``{"rows": n, "columns": {name: column}}``.

    A column is ``{"plain": [...]}``, or ``{"values": [...], "codes": [...]}`` where values repeat, or for a list of
    structs ``{"fields": [...], "lists": [[[...], ...], ...]}``. Slices of a document's text are left out, but for the
    names in ``keep``.
    """
    names = [name for name in rows.column_names if name in keep or name not in _SLICED]
    return {"rows": len(rows), "columns": {name: _column(rows[name]) for name in names}}


def _column(column: pa.ChunkedArray) -> dict[str, Any]:
    kind = column.type
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        fields = [field.name for field in kind.value_type if field.name not in _SLICED]
        lists = [[[one[name] for name in fields] for one in some] for some in column.to_pylist()]
        return {"fields": fields, "lists": lists}
    if pa.types.is_string(kind):
        coded = column.combine_chunks().dictionary_encode()
        if 2 * len(coded.dictionary) <= len(coded):
            return {"values": coded.dictionary.to_pylist(), "codes": coded.indices.to_pylist()}
    if pa.types.is_date(kind):
        return {"plain": [value and value.isoformat() for value in column.to_pylist()]}
    return {"plain": column.to_pylist()}
