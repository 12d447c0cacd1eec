"""Named days of the year that English-language news dates by, and the day on which each falls."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class NthWeekday(NamedTuple):
    """The nth weekday (0 is Monday) of a month; nth -1 is the last one; then some days later."""

    month: int
    weekday: int
    nth: int
    days_later: int = 0


# Pattern of the name -> (month, day), a weekday rule, or the distance in days from Easter Sunday.
# United States federal holidays after 5 U.S.C. 6103; the others by common usage.
HOLIDAYS: dict[str, tuple[int, int] | NthWeekday | int] = {
    "new year'?s? day": (1, 1),
    "new year'?s? eve": (12, 31),
    "christmas(?: day)?": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "(?:st\\.?|saint) patrick'?s day": (3, 17),
    "valentine'?s day": (2, 14),
    "earth day": (4, 22),
    "may day": (5, 1),
    "independence day|july fourth|the fourth of july": (7, 4),
    "halloween": (10, 31),
    "veterans'? day": (11, 11),
    "juneteenth": (6, 19),
    "martin luther king(?: jr\\.)? day|mlk day": NthWeekday(1, 0, 3),
    "presidents'? day": NthWeekday(2, 0, 3),
    "mother'?s day": NthWeekday(5, 6, 2),
    "memorial day": NthWeekday(5, 0, -1),
    "father'?s day": NthWeekday(6, 6, 3),
    "labor day": NthWeekday(9, 0, 1),
    "columbus day": NthWeekday(10, 0, 2),
    "thanksgiving(?: day)?": NthWeekday(11, 3, 4),
    "black friday": NthWeekday(11, 3, 4, 1),
    "cyber monday": NthWeekday(11, 3, 4, 4),
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter(?: sunday)?": 0,
    "easter monday": 1,
}


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the anonymous algorithm in Meeus, Astronomical Algorithms, ch. 8)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def holiday(name: str, year: int) -> date:
    """Return the day of the holiday (a key of `HOLIDAYS`) in a year of `datetime`'s calendar."""
    when = HOLIDAYS[name]
    if isinstance(when, int):
        return easter(year) + timedelta(days=when)
    if not isinstance(when, NthWeekday):
        return date(year, *when)
    if when.nth > 0:
        first = date(year, when.month, 1)
        ahead = (when.weekday - first.weekday()) % 7 + 7 * (when.nth - 1)
        return first + timedelta(days=ahead + when.days_later)
    last = date(year, when.month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - when.weekday) % 7)
