"""Tell the header, the rows and the rules of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.blocks.lines import Lines

_LONGEST_MENU_ENTRY = 30


def mark(text: str, lines: Lines) -> None:
    """Turn the shapes `row` and `tabbed` into `table_header`, `table_row`, `menu` or None, table by table."""
    shapes = lines.shape
    i = 0
    while i < len(shapes):
        kind = shapes[i]
        if kind not in {"row", "tabbed"}:
            i += 1
            continue
        first = i
        i += 1
        while i < len(shapes) and not lines.fresh[i] and (shapes[i] == kind or (shapes[i] == "rule" and kind == "row")):
            i += 1
        rows = [j for j in range(first, i) if shapes[j] == kind]
        for j, name in zip(rows, _names(text, lines, rows, ruled=len(rows) < i - first), strict=True):
            shapes[j] = name


def _names(text: str, lines: Lines, rows: list[int], *, ruled: bool) -> list[str | None]:
    cells = [_cells(text[lines.start[i] : lines.end[i]]) for i in rows[:2]]
    tabbed = lines.shape[rows[0]] == "tabbed"
    if tabbed and (len(rows) < 2 or len(cells[0]) != len(cells[1])):
        return [None] * len(rows)
    if len(rows) == 1 and not ruled:
        closed = "|" in (text[lines.start[rows[0]]], text[lines.end[rows[0]] - 1])
        menu = all(len(cell) <= _LONGEST_MENU_ENTRY for cell in cells[0])
        return ["table_row"] if closed else ["menu" if menu else None]
    numbers = sum(any(map(str.isdigit, cell)) for cell in cells[0])
    headed = ruled or 2 * numbers < len(cells[0])
    return ["table_header" if headed else "table_row", *["table_row"] * (len(rows) - 1)]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|" if "|" in row else "\t")]
