"""Figures for `dvc plots`, in long form: one row for each bar, whose name alone tells it from all others.

DVC sets the bars of one name side by side when it compares versions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import card

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.manifest import Released
    from pipeline.statistics import Statistics


def funnel(tables: tuple[Released, ...]) -> str:
    """How many raw items came to what, as CSV."""
    rows = card.funnel({released.table.name: released.rows for released in tables})
    return _csv(("step", "rows"), rows.items())


def labels(statistics: Statistics) -> str:
    """What share of rows each value of each enum has in the release, as CSV."""
    return _csv(
        ("label", "share", "rows"),
        (
            (f"{table}.{column}: {label}", round(counts[label] / sum(counts.values()), 4), counts[label])
            for table, columns in statistics.labels.items()
            for column, counts in columns.items()
            for label in sorted(counts)
        ),
    )


def quality(measured: Mapping[str, object]) -> str:
    """The score of every column on every gold set, as CSV."""
    sets = measured["sets"]
    assert isinstance(sets, dict)
    return _csv(
        ("measure", "score", "n"),
        (
            (f"{name}: {column}", score["value"], score["n"])
            for name, one in sets.items()
            for column, score in sorted(one["columns"].items())
        ),
    )


def _csv(names: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Names and enum values hold neither commas nor quotation marks."""
    return "".join(",".join(map(str, row)) + "\n" for row in (names, *rows))
