"""The facts of a comparison, without a judgement."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

_CHARACTERS = 80


@dataclass(frozen=True)
class Some:
    """Rows or files: how many, and the first few by name."""

    count: int = 0
    examples: tuple[str, ...] = ()


_NOTHING = Some()


@dataclass(frozen=True)
class Cell:
    """One value that changed: the row's id, what stood there and what stands there now."""

    id: str
    old: Any
    new: Any

    @classmethod
    def of(cls, id_: str, old: Any, new: Any) -> Cell:  # noqa: ANN401  # a value of any column
        """The cell; of long values only what stands around the place where they part."""
        shown = [value if isinstance(value, str) else json.dumps(value, default=str) for value in (old, new)]
        if max(map(len, shown)) <= _CHARACTERS:
            return cls(id_, old, new)
        apart = next((i for i, (a, b) in enumerate(zip(*shown, strict=False)) if a != b), min(map(len, shown)))
        start = max(0, apart - _CHARACTERS // 3)
        cuts = (f"{'…' * (start > 0)}{text[start : start + _CHARACTERS]}" for text in shown)
        return cls(id_, *(cut + "…" * (start + _CHARACTERS < len(text)) for cut, text in zip(cuts, shown, strict=True)))


@dataclass(frozen=True)
class ColumnChange:
    """The rows in which a column changed."""

    count: int
    examples: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class SchemaChange:
    """A change of the declared tables; one that ``breaks`` makes programs of readers fail or misread."""

    table: str
    what: str
    breaks: bool


@dataclass(frozen=True)
class TableDifference:
    """One table: its rows before and after, and what became of them.

    ``columns`` count the rows in which each column changed; of a version whose values are not at hand only the
    labels are known, and ``columns`` is None. ``flips`` count, for each column of labels, how often one label took
    the place of another.
    """

    table: str
    before: int = 0
    after: int = 0
    added: Some = _NOTHING
    removed: Some = _NOTHING
    changed: Some = _NOTHING
    columns: dict[str, ColumnChange] | None = None
    flips: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether no row was added, removed or changed."""
        return not (self.added.count or self.removed.count or self.changed.count)


@dataclass(frozen=True)
class Difference:
    """Two versions side by side; ``since_version`` is not compared.

    ``vanished`` are documents that are gone without a takedown, ``taken_down`` those gone by one. ``files`` are the
    other files of the release that differ beyond their version and digests; None where they are not at hand.
    """

    old: str
    new: str
    tables: tuple[TableDifference, ...]
    schema: tuple[SchemaChange, ...] = ()
    vanished: Some = _NOTHING
    taken_down: Some = _NOTHING
    files: Some | None = None
