"""Calendar periods as numbers: every day, week, month ... has an index, so that "two months later" is an addition."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

# Months in one period of each grain that is made of whole months.
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
SEASON_CODES = ("SP", "SU", "FA", "WI")
# Fineness from day up; a period can only be widened to a grain that stands further right.
ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


class Period(NamedTuple):
    """The index-th period of its grain, counted from the start of the proleptic Gregorian calendar."""

    grain: str
    index: int  # type: ignore[assignment]  # a tuple has a method of this name, which no period needs


def containing(day: date, grain: str) -> Period:
    """Return the period of that grain in which the day lies (weeks are ISO 8601 weeks, seasons meteorological)."""
    if grain == "day":
        return Period(grain, day.toordinal())
    if grain in {"week", "weekend"}:
        return Period(grain, (day.toordinal() - 1) // 7)
    months = day.year * 12 + day.month - 1
    if grain == "season":
        # March begins spring; January and February belong to the winter of the year before.
        return Period(grain, (months - 2) // 3)
    return Period(grain, months // MONTHS_IN[grain])


def first_day(period: Period) -> date | None:
    """Return the day on which a period begins, or None where the calendar of `datetime` does not reach."""
    grain, index = period
    if grain == "day":
        ordinal = index
    elif grain == "week":
        ordinal = index * 7 + 1
    elif grain == "weekend":
        ordinal = index * 7 + 6
    else:
        months = index * 3 + 2 if grain == "season" else index * MONTHS_IN[grain]
        year, month = divmod(months, 12)
        return date(year, month + 1, 1) if date.min.year <= year <= date.max.year else None
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def widen(period: Period, grain: str) -> Period | None:
    """Return the period of a coarser (or the same) grain around this one, or None where the grain is finer."""
    if period.grain == grain:
        return period
    if ORDER.index(grain) < ORDER.index(period.grain):
        return None
    day = first_day(period)
    return None if day is None else containing(day, grain)


def shift(period: Period, unit: str, count: int) -> Period | None:
    """Move a period by a number of units and keep its grain: one year before 1989-Q3 is 1988-Q3."""
    if unit == period.grain:
        return Period(unit, period.index + count)
    if unit == "year" and period.grain == "season":
        return Period("season", period.index + 4 * count)
    if unit in MONTHS_IN and period.grain in MONTHS_IN and MONTHS_IN[unit] % MONTHS_IN[period.grain] == 0:
        return Period(period.grain, period.index + count * (MONTHS_IN[unit] // MONTHS_IN[period.grain]))
    return None


def step(day: date, unit: str, number: int) -> date | None:
    """Move a day by a number of units; a month that is too short gives its last day."""
    if unit in {"day", "week"}:
        ordinal = day.toordinal() + number * (7 if unit == "week" else 1)
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    year, month = divmod(day.year * 12 + day.month - 1 + number * MONTHS_IN[unit], 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def value(period: Period) -> str | None:
    """Write a period as TIMEX3 does, or None outside of the years 1 to 9999."""
    day = first_day(period)
    if day is None:
        return None
    grain, index = period
    year = f"{day.year:04d}"
    if grain == "day":
        return day.isoformat()
    if grain in {"week", "weekend"}:
        iso = (day if grain == "week" else day - timedelta(days=5)).isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if grain == "weekend" else "")
    return {
        "month": f"{year}-{day.month:02d}",
        "quarter": f"{year}-Q{index % 4 + 1}",
        "half": f"{year}-H{index % 2 + 1}",
        "season": f"{year}-{SEASON_CODES[index % 4]}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }[grain]


def from_value(value: str, grain: str) -> Period | None:
    """Return the period that a TIMEX3 date value names, or None for values that name none ("PAST_REF")."""
    if grain == "day":
        return Period(grain, date.fromisoformat(value).toordinal())
    if grain == "month":
        return Period(grain, int(value[:4]) * 12 + int(value[5:]) - 1)
    if grain == "season":
        return Period(grain, int(value[:4]) * 4 + SEASON_CODES.index(value[5:]))
    return Period(grain, int(value)) if grain in {"year", "decade", "century"} else None
