"""Years that one date of a text lends to another: "from May 3 to June 5, 2019" is in 2019 throughout."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pipeline.dates.expressions import Cyclic, Expression, Fixed, Timed, Yearly

if TYPE_CHECKING:
    from collections.abc import Iterable

Found = tuple[int, int, Expression]

# What joins two dates of one list or range.
_JOINT = re.compile(r"[ \n]?(?:-|–|—|,|,? ?(?:to|and|or|through|until|till) ?(?:on |the )?)[ \n]?")


def full_dates(expressions: Iterable[Expression], grains: tuple[str, ...] = ("day", "month")) -> tuple[date, ...]:
    """Return the days (and the middle of the months) that expressions name in full."""
    days = []
    for expression in expressions:
        dated = expression.day if isinstance(expression, Timed) else expression
        if isinstance(dated, Fixed) and dated.timex == "DATE" and dated.grain in grains and dated.value:
            days.append(date.fromisoformat(dated.value if dated.grain == "day" else f"{dated.value}-15"))
    return tuple(days)


def share_years(text: str, found: list[Found]) -> list[Found]:
    """Give partial dates the year of the full date that they stand in one list or range with."""
    shared = list(found)
    for i in reversed(range(len(found) - 1)):
        shared[i] = _dated(text, shared[i], shared[i + 1], later=False) or shared[i]
    for i in range(1, len(found)):
        shared[i] = _dated(text, shared[i], shared[i - 1], later=True) or shared[i]
    return shared


def _dated(text: str, partial: Found, full: Found, *, later: bool) -> Found | None:
    """Return the partial date with the year of the full one, or the year next to it when the months run over New Year."""
    start, end, expression = partial
    month = _month(expression)
    if month is None or not (lent := full_dates([full[2]])):
        return None
    gap = text[full[1] : start] if later else text[end : full[0]]
    if not _JOINT.fullmatch(gap) or (later and gap.strip() == ","):
        return None
    year, other = lent[0].year, lent[0].month
    year += int(later and month < other) - int(not later and month > other)
    if isinstance(expression, Cyclic):
        return start, end, Fixed("DATE", f"{year:04d}-{month:02d}", "month")
    assert isinstance(expression, Yearly)
    try:
        value = date(year, month, expression.day).isoformat()
    except ValueError:
        value = None
    return start, end, Fixed("DATE", value, "day")


def _month(expression: Expression) -> int | None:
    if isinstance(expression, Cyclic) and expression.grain == "month" and expression.direction is None:
        return expression.position + 1
    return expression.month or None if isinstance(expression, Yearly) else None
