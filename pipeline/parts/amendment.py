"""A part that differs from an earlier one in a few documents: only these are computed.

The law of a step, ``step(a + b) == step(a) + step(b)``, allows to take off what documents that went had given, and to
add what those that came give. The result is, row for row, that of computing the whole part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schemas.table import Table

OWNER = "doc_id"

# Beyond this share of documents that differ, taking off and adding costs more than computing anew.
_MOST = 1 / 3


class Step(Protocol):
    """The pure part of a stage: tables in, tables and counts out, with step(a + b) == step(a) + step(b)."""

    def __call__(self, tables: Mapping[str, pa.Table], /) -> tuple[dict[str, pa.Table], Tally]:
        """Compute the rows of one part."""
        ...


class Computed(NamedTuple):
    """A part that was computed: its input tables, its output tables and its counts."""

    inputs: Mapping[str, pa.Table]
    outputs: Mapping[str, pa.Table]
    tally: Tally


def amend(step: Step, before: Computed, now: Mapping[str, pa.Table], outputs: Iterable[Table]) -> Computed | None:
    """The part ``now``, from one ``before``; none where they differ in too many documents to be worth it."""
    gone, come = _differing(before.inputs, now)
    if len(gone) + len(come) > _MOST * len(_owners(now)):
        return None
    off, less = _apply(step, before.inputs, gone)
    on, more = _apply(step, now, come)
    made = {}
    for table in outputs:
        rows = before.outputs[table.name]
        if gone:
            column, values = (
                (OWNER, pa.array(gone)) if OWNER in table.names else (table.key, off[table.name][table.key])
            )
            rows = rows.filter(pc.invert(pc.is_in(rows[column], value_set=values)))
        made[table.name] = ordered(pa.concat_tables([rows, on[table.name]]) if come else rows, table)
    return Computed(now, made, before.tally - less + more)


def ordered(rows: pa.Table, table: Table) -> pa.Table:
    """Rows in the order in which a part keeps them: by document, or by their key where they name none."""
    values = rows[OWNER if OWNER in table.names else table.key].combine_chunks()
    places = pc.array_sort_indices(values)  # stable: the rows of a document keep their order
    return rows.take(places)


def only(tables: Mapping[str, pa.Table], owners: Iterable[str]) -> dict[str, pa.Table]:
    """The rows of some documents."""
    wanted = pa.array(list(owners), pa.string())
    return {name: rows.filter(pc.is_in(rows[OWNER], value_set=wanted)) for name, rows in tables.items()}


def _apply(step: Step, tables: Mapping[str, pa.Table], owners: list[str]) -> tuple[dict[str, pa.Table], Tally]:
    return step(only(tables, owners)) if owners else ({}, Tally())


def _differing(before: Mapping[str, pa.Table], now: Mapping[str, pa.Table]) -> tuple[list[str], list[str]]:
    """Documents whose rows are not the same in all tables: those of before, and those of now."""
    old, new = _owners(before), _owners(now)
    changed = set[str]()
    for name, rows in now.items():
        earlier, places, earlier_places = before[name], _places(rows), _places(before[name])
        changed.update(
            owner
            for owner in old & new
            if not rows.slice(*places.get(owner, (0, 0))).equals(earlier.slice(*earlier_places.get(owner, (0, 0))))
        )
    return sorted(old - new | changed), sorted(new - old | changed)


def _owners(tables: Mapping[str, pa.Table]) -> set[str]:
    return {owner for rows in tables.values() for owner in pc.unique(rows[OWNER]).to_pylist()}


def _places(rows: pa.Table) -> dict[str, tuple[int, int]]:
    """First row and number of rows of each document; they stand together."""
    owners = rows[OWNER].to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]]) if len(owners) else np.empty(0, np.int64)
    counts = np.diff(np.r_[starts, len(owners)])
    return {owners[start]: (start, count) for start, count in zip(starts.tolist(), counts.tolist(), strict=True)}
