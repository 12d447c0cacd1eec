"""Tell the header, the rows and the rules of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.blocks.lines import is_fresh
from pipeline.blocks.wording import kind_of

if TYPE_CHECKING:
    from pipeline.blocks.lines import Line

_ROWS = frozenset({"row", "barred", "tabbed"})
_LONGEST_MENU_ENTRY = 30


def mark(text: str, lines: list[Line]) -> None:
    """Turn the shapes `row`, `barred` and `tabbed` into `table_header`, `table_row`, `menu` or None, by table."""
    i = 0
    while i < len(lines):
        kind = lines[i][0]
        first = i
        i += 1
        if kind not in _ROWS:
            continue
        members = {kind} if kind == "tabbed" else {kind, "rule"}
        while i < len(lines) and lines[i][0] in members and not is_fresh(text, lines, i):
            i += 1
        rows = [j for j in range(first, i) if lines[j][0] == kind]
        names = _names(text, [lines[j] for j in rows], ruled=len(rows) < i - first)
        for j, name in zip(rows, names, strict=True):
            lines[j] = (name, *lines[j][1:])


def _names(text: str, rows: list[Line], *, ruled: bool) -> list[str | None]:
    cells = [_cells(text[start:end]) for _, start, end, _ in rows[:2]]
    shape, start, end, _ = rows[0]
    if shape == "barred" and (len(rows) < 2 or any(kind_of(text[row[1] : row[2]]) for row in rows[:2])):
        return [None] * len(rows)
    if shape == "tabbed" and (len(rows) < 2 or len(cells[0]) != len(cells[1])):
        return [None] * len(rows)
    if len(rows) == 1 and not ruled:
        menu = all(len(cell) <= _LONGEST_MENU_ENTRY for cell in cells[0])
        return ["table_row"] if "|" in (text[start], text[end - 1]) else ["menu" if menu else None]
    numbers = sum(any(map(str.isdigit, cell)) for cell in cells[0])
    headed = ruled or 2 * numbers < len(cells[0])
    return ["table_header" if headed else "table_row", *["table_row"] * (len(rows) - 1)]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|" if "|" in row else "\t")]
