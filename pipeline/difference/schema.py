"""What changed in the declared tables, as two manifests state them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.difference.record import SchemaChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def schema_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[SchemaChange, ...]:
    """Compare the keys and columns of the tables of two manifests."""
    found = [SchemaChange(name, "table gone", breaks=True) for name in sorted(old.keys() - new.keys())]
    found += [SchemaChange(name, "table added", breaks=False) for name in sorted(new.keys() - old.keys())]
    for name in sorted(old.keys() & new.keys()):
        if old[name]["key"] != new[name]["key"]:
            found.append(SchemaChange(name, f"key: {old[name]['key']} -> {new[name]['key']}", breaks=True))
        found += _columns(name, old[name]["columns"], new[name]["columns"])
    return tuple(found)


def _columns(table: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SchemaChange]:
    for name in sorted(old.keys() - new.keys()):
        yield SchemaChange(table, f"column {name} gone", breaks=True)
    for name in sorted(new.keys() - old.keys()):
        yield SchemaChange(table, f"column {name} added", breaks=False)
    for name in sorted(old.keys() & new.keys()):
        if old[name]["type"] != new[name]["type"]:
            yield SchemaChange(table, f"type of {name}: {old[name]['type']} -> {new[name]['type']}", breaks=True)
        yield from _labels(table, name, old[name].get("labels"), new[name].get("labels"))


def _labels(table: str, column: str, old: list[str] | None, new: list[str] | None) -> Iterator[SchemaChange]:
    """Labels are numbers to readers of class labels: only one at the end leaves the others what they were."""
    if old == new:
        return
    if old is None or new is None:
        yield SchemaChange(table, f"{column} {'lost' if new is None else 'got'} its fixed labels", breaks=True)
    elif new[: len(old)] == old:
        yield SchemaChange(table, f"labels of {column}: {', '.join(new[len(old) :])} added", breaks=False)
    else:
        yield SchemaChange(table, f"labels of {column}: {', '.join(old)} -> {', '.join(new)}", breaks=True)
