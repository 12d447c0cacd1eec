"""Compare two versions of the data row by row.

Rows are matched by their keys wherever they stand. Values are read one column after the other and compared by their
digests, so that what is held grows with the number of rows (some sixty bytes for each) and never with their texts.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from pipeline.difference import Cell, ColumnChange, Difference, Some, TableDifference, schema_changes
from pipeline.errors import DataError
from pipeline.snapshots import NOT_COMPARED, SPLIT
from schemas import released
from schemas.documents import DOCUMENTS, SPLITS
from schemas.exclusions import EXCLUSIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from pipeline.rowdigests import Digests
    from pipeline.snapshots import Codes, Snapshot

    Places = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]
    Flips = dict[tuple[str, str], int]

Read = TypeVar("Read")

_EXAMPLES = 5
_CELLS = 3


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """Everything in which two versions differ."""
    before, after = old.described["tables"], new.described["tables"]
    shared = [name for name in released.BY_NAME if name in before and name in after]
    vanished, taken_down, tables = Some(), Some(), []
    for name in (name for name in shared if before[name]["key"] == after[name]["key"]):
        pair = _Pair(name, old, new)
        tables.append(pair.difference())
        if name == DOCUMENTS.name:
            vanished, taken_down = _fates(pair)
    versions: list[str] = [side.described["version"] for side in (old, new)]
    return Difference(
        old=versions[0],
        new=versions[1],
        tables=tuple(tables),
        schema=schema_changes(before, after),
        vanished=vanished,
        taken_down=taken_down,
        files=_pages(old, new),
    )


class _Match(NamedTuple):
    """Places of the rows that both versions hold, in one order, and of those that one holds alone."""

    old: Places
    new: Places
    gone: Places
    fresh: Places


class _Pair:
    """One table in both versions."""

    def __init__(self, table: str, old: Snapshot, new: Snapshot) -> None:
        self.table, self.old, self.new = table, old, new
        self.columns = [side.described["tables"][table]["columns"] for side in (old, new)]
        self.match = _match(table, *self._both(lambda side: side.keys(table)))

    def difference(self) -> TableDifference:
        """What became of the rows."""
        changed = np.zeros(len(self.match.old), np.bool_)
        columns: dict[str, ColumnChange] = {}
        flips: dict[str, Flips] = {}
        for name in self._labelled():
            differ, flips[name] = self._flipped(name)
            changed |= differ
            columns[name] = self._change(name, differ)
        whole = self.old.has_values and self.new.has_values
        if whole:
            for name in self._others():
                differ = self._differ(lambda side, name=name: side.column(self.table, name))  # type: ignore[misc]
                changed |= differ
                columns[name] = self._change(name, differ)
        else:
            changed |= self._rows_differ()
        return TableDifference(
            self.table,
            len(self.match.old) + len(self.match.gone),
            len(self.match.new) + len(self.match.fresh),
            added=self.named(self.new, self.match.fresh),
            removed=self.named(self.old, self.match.gone),
            changed=self.named(self.new, self.match.new[changed]),
            columns={name: columns[name] for name in sorted(columns) if columns[name].count} if whole else None,
            flips={name: counts for name, counts in flips.items() if counts},
        )

    def named(self, side: Snapshot, places: Places) -> Some:
        """Rows by their keys."""
        key = side.described["tables"][self.table]["key"]
        return Some(len(places), tuple(side.cells(self.table, key, sorted(places[:_EXAMPLES].tolist()))))

    def _both(self, read: Callable[[Snapshot], Read]) -> tuple[Read, Read]:
        """Read the same from both versions, at the same time."""
        with ThreadPoolExecutor(2) as pool:
            old, new = pool.map(read, (self.old, self.new))
        return old, new

    def _labelled(self) -> list[str]:
        """Columns of fixed labels, and the split."""
        old, new = self.columns
        shared = [name for name in sorted(old.keys() & new.keys()) if "labels" in old[name] and "labels" in new[name]]
        return [*shared, SPLIT] if self.table == DOCUMENTS.name else shared

    def _others(self) -> list[str]:
        """Columns of other values; the key is equal wherever rows match."""
        key = self.new.described["tables"][self.table]["key"]
        shared = self.columns[0].keys() & self.columns[1].keys()
        return sorted(shared - NOT_COMPARED - set(self._labelled()) - {key})

    def _flipped(self, name: str) -> tuple[Mask, Flips]:
        """Where the labels of a column differ, and how often one took the place of another."""
        labels = [SPLITS if name == SPLIT else columns[name]["labels"] for columns in self.columns]
        names = list(dict.fromkeys([*labels[0], *labels[1]]))
        old, new = self._matched(lambda side: side.labels(self.table, name, names))
        differ: Mask = old != new
        pairs, counts = np.unique(np.stack([old[differ], new[differ]]), axis=1, return_counts=True)
        shown = [*names, "null"]  # a null has the number -1
        return differ, {
            (shown[before], shown[after]): count
            for (before, after), count in zip(pairs.T.tolist(), counts.tolist(), strict=True)
        }

    def _rows_differ(self) -> Mask:
        """Where digests of rows differ, over the columns that a digest at hand was made of."""
        fixed = [
            sorted(columns.keys() - NOT_COMPARED)
            for side, columns in zip((self.old, self.new), self.columns, strict=True)
            if not side.has_values
        ]
        known = all(set(fixed[0]) <= columns.keys() for columns in self.columns)
        if not known or fixed[0] != fixed[-1]:
            return np.zeros(len(self.match.old), np.bool_)  # the schema broke, which says more
        return self._differ(lambda side: side.rows(self.table, fixed[0]))

    def _differ(self, read: Callable[[Snapshot], Digests]) -> Mask:
        old, new = self._matched(read)
        differ: Mask = old != new
        return differ

    def _matched(self, read: Callable[[Snapshot], Digests | Codes]) -> tuple[Digests | Codes, Digests | Codes]:
        """What both versions say of the rows that they share."""
        old, new = self._both(read)
        return _at(old, self.match.old), _at(new, self.match.new)

    def _change(self, name: str, differ: Mask) -> ColumnChange:
        places = np.flatnonzero(differ)
        if not len(places) or name == SPLIT or not (self.old.has_values and self.new.has_values):
            return ColumnChange(len(places))
        some = places[:_CELLS]
        key = self.new.described["tables"][self.table]["key"]
        old = _cells(self.old, self.table, name, self.match.old[some])
        ids, new = (_cells(self.new, self.table, column, self.match.new[some]) for column in (key, name))
        return ColumnChange(len(places), tuple(map(Cell.of, ids, old, new)))


def _match(table: str, old: Digests, new: Digests) -> _Match:
    if np.array_equal(old, new):
        both, none = np.arange(len(old)), np.arange(0)
        return _Match(both, both, none, none)
    order_old, order_new = np.argsort(old), np.argsort(new)
    old, new = old[order_old], new[order_new]
    for keys in (old, new):
        if (keys[1:] == keys[:-1]).any():
            raise DataError(f"{table}: two rows have one key; `python -m pipeline verify` says which.")
    place = np.searchsorted(old, new)
    inside = place < len(old)
    inside[inside] = old[place[inside]] == new[inside]
    partner = np.full(len(new), -1)
    partner[order_new[inside]] = order_old[place[inside]]
    shared = np.flatnonzero(partner >= 0)
    left = np.ones(len(old), np.bool_)
    left[partner[shared]] = False
    return _Match(partner[shared], shared, np.flatnonzero(left), np.flatnonzero(partner < 0))


def _at(values: Digests | Codes, places: Places) -> Digests | Codes:
    """The values at some places, without a copy where these are all."""
    whole = len(places) == len(values) and len(places) and places[0] == 0 and (np.diff(places) == 1).all()
    return values if whole else values[places]


def _cells(side: Snapshot, table: str, column: str, places: Places) -> list[Any]:
    """The values at some places, in their order."""
    order = np.argsort(places)
    values = dict(zip(order.tolist(), side.cells(table, column, places[order].tolist()), strict=True))
    return [values[number] for number in range(len(places))]


def _fates(documents: _Pair) -> tuple[Some, Some]:
    """Documents that vanished, and those that were taken down: an exclusion says so for their key."""
    withdrawn = _taken_down(documents.new)
    gone = documents.match.gone
    down = np.array([key in withdrawn for key in documents.old.cells("documents", "key", gone.tolist())], np.bool_)
    return documents.named(documents.old, gone[~down]), documents.named(documents.old, gone[down])


def _taken_down(side: Snapshot) -> set[str]:
    table = side.described["tables"].get(EXCLUSIONS.name)
    if table is None or "takedown" not in table["columns"]["reason"]["labels"]:
        return set()
    labels = table["columns"]["reason"]["labels"]
    reasons = side.labels(EXCLUSIONS.name, "reason", labels)
    places = np.flatnonzero(reasons == labels.index("takedown"))
    return set(side.cells(EXCLUSIONS.name, table["key"], places.tolist()))


def _pages(old: Snapshot, new: Snapshot) -> Some | None:
    """The files that say something else, if that is known; one version under two lock files may state other sizes."""
    before, after = old.pages(), new.pages()
    told = [[side.described[name] for name in ("version", "lock_sha256")] for side in (old, new)]
    if before is None or after is None or (told[0][0] == told[1][0] and told[0][1] != told[1][1]):
        return None
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return Some(len(names), tuple(names[:_EXAMPLES]))
