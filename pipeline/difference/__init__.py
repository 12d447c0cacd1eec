"""What two versions of the data differ in, which version bump that demands, and how it reads."""

from __future__ import annotations

from pipeline.difference.demand import bump, enforce, reasons
from pipeline.difference.pages import as_json, as_markdown, as_text, counted
from pipeline.difference.record import Cell, ColumnChange, Difference, SchemaChange, Some, TableDifference
from pipeline.difference.schema import schema_changes

__all__ = [
    "Cell",
    "ColumnChange",
    "Difference",
    "SchemaChange",
    "Some",
    "TableDifference",
    "as_json",
    "as_markdown",
    "as_text",
    "bump",
    "counted",
    "enforce",
    "reasons",
    "schema_changes",
]
