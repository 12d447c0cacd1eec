"""Where periods that come round (Fridays, Marches, every January 23) lie around a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pipeline.dates import periods
from pipeline.dates.expressions import Cyclic, Yearly
from pipeline.dates.holidays import holiday
from pipeline.dates.periods import Period

Recurring = Cyclic | Yearly
_LEAP_REACH = 8  # leap days are at most eight years apart


class Around(NamedTuple):
    """The last occurrence before a day's own period, the one that is that period, and the next one after it."""

    past: Period | None
    current: Period | None
    future: Period | None


def grain_of(part: Recurring) -> str:
    """Return the grain of the occurrences."""
    return part.grain if isinstance(part, Cyclic) else "day"


# A text asks for the same few weekdays and months again and again.
@lru_cache(maxsize=1 << 10)
def around(part: Recurring, day: date) -> Around:
    """Return the occurrences around a day."""
    if isinstance(part, Cyclic):
        return _cyclic_around(part, day)
    if part.month or part.holiday:
        reach = _LEAP_REACH if (part.month, part.day) == (2, 29) else 1
        found = [day_in_year(part, year) for year in range(day.year - reach, day.year + reach + 1)]
    else:
        this_month = periods.containing(day, "month").index
        found = [day_in_month(part, month) for month in range(this_month - 12, this_month + 13)]
    now = day.toordinal()
    days = [period for period in found if period]
    return Around(
        max((period for period in days if period.index < now), default=None),
        next((period for period in days if period.index == now), None),
        min((period for period in days if period.index > now), default=None),
    )


def _cyclic_around(part: Cyclic, day: date) -> Around:
    grain, cycle = part.grain, part.cycle
    now = periods.containing(day, grain).index
    if grain == "weekend" and day.weekday() < 5:
        return Around(Period(grain, now - 1), None, Period(grain, now))
    # Ordinal 1 of `datetime` is a Monday, so that weekdays are off by one.
    back = (now - part.position - (grain == "day")) % cycle
    current = Period(grain, now) if back == 0 else None
    return Around(Period(grain, now - (back or cycle)), current, Period(grain, now - back + cycle))


def nearest(found: Around, day: date) -> Period | None:
    """Return the occurrence that begins nearest to the day; the past one in a tie."""
    if found.current:
        return found.current
    past = periods.first_day(found.past) if found.past else None
    future = periods.first_day(found.future) if found.future else None
    if past is None or future is None:
        return found.past or found.future
    return found.past if day - past <= future - day else found.future


def pointed_at(part: Recurring, day: date) -> Period | None:
    """Return the occurrence that "last", "this", "coming" or "next" (see `expressions.Cyclic`) points at."""
    direction = part.direction
    by_week = isinstance(part, Cyclic) and part.grain == "day"
    if direction == 0 or (direction == 2 and by_week):
        if isinstance(part, Yearly):
            return day_in_year(part, day.year)
        if by_week:
            return Period("day", day.toordinal() - day.weekday() + part.position + (7 if direction else 0))
        return Period(part.grain, periods.containing(day, part.grain).index // part.cycle * part.cycle + part.position)
    found = around(part, day)
    return found.past if direction == -1 else found.future


def day_in_year(part: Yearly, year: int) -> Period | None:
    """Return the day in a year, if that year has it."""
    if part.holiday:
        return Period("day", holiday(part.holiday, year).toordinal()) if date.min.year < year < date.max.year else None
    return _day(year, part.month, part.day)


def day_in_month(part: Yearly, month: int) -> Period | None:
    """Return the day of that number in a month (an index of `periods`), if it falls on the weekday of the words."""
    year, index = divmod(month, 12)
    period = _day(year, index + 1, part.day)
    return period if period and falls_on(period, part.weekday) else None


def falls_on(day: Period, weekday: int | None) -> bool:
    """Tell whether a day is that weekday; None is any."""
    return weekday is None or (day.index - 1) % 7 == weekday


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return Period("day", date(year, month, day).toordinal())
    except ValueError:
        return None
