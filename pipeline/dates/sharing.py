"""What one date of a text lends to another: "May 3-5 and June 7, 2019" writes the month and the year once."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.dates.expressions import Cyclic, Enclosing, Expression, Fixed, Offset, Timed, Yearly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Found = tuple[int, int, Expression]

# What joins two dates of one list or range.
_JOINT = re.compile(r"[ \n]?(?:-|–|—|,|,? ?(?:to|and|or|through|until|till) ?(?:on |the )?)[ \n]?")
_RANGE = re.compile("[-–—]|to|through|till|until")
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WORD_JOINT = " (?:to|and|through|until|or) (?:the )?"
_DAY_AFTER = re.compile(
    rf"(?: ?[-–] ?|(?P<word>{_WORD_JOINT})){_DAY}(?:,? (?P<year>(?:1[89]|20)[0-9]{{2}}))?(?![\w%]|[.,/:-][0-9])"
)
_DAY_BEFORE = re.compile(rf"(?<![\w$.,/-]){_DAY}(?: ?[-–] ?|{_WORD_JOINT})$")
# After a word joint the number must end its phrase: "May 3 and 20 others" holds one date.
_PHRASE_END = re.compile(r"[.,;:)?!]|$|\s(?:in|at|for|of|with|when|the|as|by|during|after|before|on|and)\b")
_WINDOW = 24
_ENDED = re.compile(r"\s(?:that |which )?(?:ended|ending|ends)(?: on)?\s")


def full_dates(expressions: Iterable[Expression], grains: tuple[str, ...] = ("day", "month")) -> tuple[date, ...]:
    """Return the days (and the middle of the months) that expressions name in full."""
    days = []
    for expression in expressions:
        dated = expression.day if isinstance(expression, Timed) else expression
        if isinstance(dated, Fixed) and dated.timex == "DATE" and dated.grain in grains and dated.value:
            days.append(date.fromisoformat(dated.value if dated.grain == "day" else f"{dated.value}-15"))
    return tuple(days)


def votes(expressions: list[Expression]) -> tuple[date, ...]:
    """Return the full dates that may tell the year of a partial one: none where the text names a later year."""
    days = full_dates(expressions)
    if not days:
        return ()
    years = [one for one in expressions if isinstance(one, Fixed) and (one.timex, one.grain) == ("DATE", "year")]
    return days if all(int(one.value or 0) <= max(days).year for one in years) else ()


def share_months(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Add the days that borrow their month: the 22 of "November 20-22", the 4 of "4 to 22 January"."""
    end_of_last = 0
    for start, end, expression in found:
        if start < end_of_last:
            continue
        end_of_last = end
        month = _month(expression, named_day=True)
        if month is None or not re.search("[A-Za-z]", text[start:end]):
            yield start, end, expression
            continue
        earlier = _DAY_BEFORE.search(text[max(0, start - _WINDOW) : start]) if text[start].isdigit() else None
        if earlier and 1 <= int(earlier["day"]) <= 31:
            offset = max(0, start - _WINDOW)
            yield offset + earlier.start("day"), offset + earlier.end("day"), Yearly(month, int(earlier["day"]))
        yield start, end, expression
        later = _DAY_AFTER.match(text, end) if text[end - 1].isdigit() and isinstance(expression, Yearly) else None
        if (
            later
            and 1 <= int(later["day"]) <= 31
            and (later["year"] or not later["word"] or _PHRASE_END.match(text, later.end()))
        ):
            day = Yearly(month, int(later["day"]))
            end_of_last = later.end()
            yield later.start("day"), later.end(), _in_year(day, int(later["year"])) if later["year"] else day


def share_ends(text: str, found: list[Found]) -> list[Found]:
    """Let "the quarter" of "the quarter ended Sept. 30" be the quarter of that day."""
    shared = list(found)
    for i, ((start, end, period), (next_start, _, day)) in enumerate(pairwise(found)):
        if not isinstance(period, Offset) or period.base != "topic" or isinstance(day, Timed | Enclosing):
            continue
        if _ENDED.fullmatch(text, end, next_start):
            shared[i] = (start, end, Enclosing(period.unit, day))
    return shared


def share_years(text: str, found: list[Found]) -> list[Found]:
    """Give partial dates the year of the full date that they stand in one list or range with."""
    shared = list(found)
    for i in reversed(range(len(found) - 1)):
        shared[i] = _dated(text, shared[i], shared[i + 1], later=False) or shared[i]
    for i in range(1, len(found)):
        shared[i] = _dated(text, shared[i], shared[i - 1], later=True) or shared[i]
    return shared


def _dated(text: str, partial: Found, full: Found, *, later: bool) -> Found | None:
    """Return the partial date with the year of the full one, or the next year where the months run over New Year."""
    start, end, expression = partial
    month = _month(expression)
    if month is None or not (lent := full_dates([full[2]])):
        return None
    gap = text[full[1] : start] if later else text[end : full[0]]
    if not _JOINT.fullmatch(gap) or (later and gap.strip() == ","):
        return None
    year = lent[0].year
    if month < lent[0].month if later else month > lent[0].month:
        if not _RANGE.search(gap):
            return None
        year += 1 if later else -1
    return start, end, _in_year(expression, year)


def _in_year(expression: Expression, year: int) -> Expression:
    """Return the full date of a month or a day of the year."""
    if isinstance(expression, Cyclic):
        return Fixed("DATE", f"{year:04d}-{expression.position + 1:02d}", "month")
    assert isinstance(expression, Yearly)
    try:
        return Fixed("DATE", date(year, expression.month, expression.day).isoformat(), "day")
    except ValueError:
        return Fixed("DATE", None, "day")


def _month(expression: Expression, *, named_day: bool = False) -> int | None:
    """Return the month of a date that lacks its year (with `named_day`, of any day), or None."""
    if isinstance(expression, Yearly):
        return expression.month or None
    if named_day:
        days = full_dates([expression], ("day",)) if isinstance(expression, Fixed) else ()
        return days[0].month if days else None
    if isinstance(expression, Cyclic) and expression.grain == "month" and expression.direction is None:
        return expression.position + 1
    return None
