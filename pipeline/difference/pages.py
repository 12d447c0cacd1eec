"""A difference as text for a terminal, as Markdown for a changelog, and as JSON for programs."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pipeline.difference.demand import bump, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.difference.record import Difference, Some, TableDifference


def as_text(difference: Difference) -> str:
    """For a person at a terminal; the last line is the bump."""
    lines = [f"{difference.old} -> {difference.new}", ""]
    for one in difference.tables:
        lines.append(
            f"{one.table:<12} {one.before} -> {one.after} rows: {one.added.count} added, {one.removed.count} removed, "
            f"{one.changed.count} changed"
        )
        lines += [f"  {line}" for line in _details(one)]
    lines += [f"{change.table}: {change.what}" for change in difference.schema]
    lines += [f"{what}: {_named(rows)}" for what, rows in _documents(difference)]
    return "\n".join([*lines, "", _last(difference), ""])


def as_markdown(difference: Difference) -> str:
    """For an issue or a page; the last line is the bump."""
    head = f"## {difference.old} -> {difference.new}\n\n"
    examples = [
        f"- {one.table}: {_code(line)}\n" for one in difference.tables for line in _examples(one) if not one.same
    ]
    shown = "\nExamples:\n\n" + "".join(examples) if examples else ""
    return f"{head}{counted(difference)}{shown}\n{_last(difference)}\n"


def counted(difference: Difference) -> str:
    """The figures alone, as a changelog tells them."""
    lines = [
        f"{bump(difference).name} against {difference.old}, row by row:",
        "",
        "| table | before | after | added | removed | changed |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.table} | {one.before} | {one.after} | {one.added.count} | {one.removed.count} | {one.changed.count} |"
        for one in difference.tables
    ]
    facts = [f"{change.table}: {change.what}" for change in difference.schema]
    facts += [f"{what}: {rows.count}" for what, rows in _documents(difference)]
    for one in difference.tables:
        facts += [f"`{one.table}`, columns that changed: {line}" for line in _columns(one)]
        facts += [f"`{one.table}.{column}`: {line}" for column, line in _flips(one)]
    return "\n".join([*lines, *([""] if facts else []), *(f"- {fact}" for fact in facts), ""])


def as_json(difference: Difference) -> str:
    """Everything that is known, with the bump."""
    known = {
        "old": difference.old,
        "new": difference.new,
        "bump": bump(difference).name,
        "reasons": [
            {"bump": one.bump.name, "table": one.table, "what": one.what, **asdict(one.rows)}
            for one in reasons(difference)
        ],
        "schema": [asdict(change) for change in difference.schema],
        "vanished": asdict(difference.vanished),
        "taken_down": asdict(difference.taken_down),
        "files": asdict(difference.files) if difference.files is not None else None,
        "tables": {one.table: _table(one) for one in difference.tables},
    }
    return json.dumps(known, indent=2, ensure_ascii=False, default=str) + "\n"


def _table(one: TableDifference) -> dict[str, Any]:
    columns = one.columns
    return {
        "before": one.before,
        "after": one.after,
        "added": asdict(one.added),
        "removed": asdict(one.removed),
        "changed": asdict(one.changed),
        "columns": None
        if columns is None
        else {
            name: {"count": change.count, "examples": [asdict(cell) for cell in change.examples]}
            for name, change in columns.items()
        },
        "flips": {
            column: [{"from": old, "to": new, "rows": rows} for (old, new), rows in counts.items()]
            for column, counts in one.flips.items()
        },
    }


def _last(difference: Difference) -> str:
    return f"bump: {bump(difference).name}"


def _documents(difference: Difference) -> Iterator[tuple[str, Some]]:
    if difference.vanished.count:
        yield "documents that vanished without a takedown", difference.vanished
    if difference.taken_down.count:
        yield "documents taken down", difference.taken_down
    if difference.files is not None and difference.files.count:
        yield "other files that changed", difference.files


def _details(one: TableDifference) -> Iterator[str]:
    for line in _columns(one):
        yield f"columns that changed: {line}"
    for column, line in _flips(one):
        yield f"{column}: {line}"
    yield from _examples(one)


def _examples(one: TableDifference) -> Iterator[str]:
    for what, rows in (("added", one.added), ("removed", one.removed), ("changed", one.changed)):
        if rows.count:
            yield f"{what}: {_named(rows)}"
    for name, change in (one.columns or {}).items():
        for cell in change.examples[:1]:
            yield f"{cell.id} {name}: {_json(cell.old)} -> {_json(cell.new)}"


def _columns(one: TableDifference) -> Iterator[str]:
    if one.columns:
        yield ", ".join(f"{name} {change.count}" for name, change in one.columns.items())


def _flips(one: TableDifference) -> Iterator[tuple[str, str]]:
    for column, counts in one.flips.items():
        ordered = sorted(counts.items(), key=lambda flip: (-flip[1], flip[0]))
        yield column, ", ".join(f"{old} -> {new} {rows}" for (old, new), rows in ordered)


def _named(rows: Some) -> str:
    more = rows.count - len(rows.examples)
    return ", ".join(rows.examples) + (f" and {more} more" if more > 0 else "")


def _json(value: Any) -> str:  # noqa: ANN401  # a value of any column
    return json.dumps(value, ensure_ascii=False, default=str)


def _code(line: str) -> str:
    """Text from data as code, whatever it holds."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    return f"{ticks} {' '.join(line.split())} {ticks}"
