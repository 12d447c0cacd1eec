"""From what an expression means to the calendar period it names, given the document date and the dates named before it."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple

from pipeline.dates import periods
from pipeline.dates.expressions import Cyclic, Expression, Fixed, Inside, NthWeekday, Offset, Timed, Yearly
from pipeline.dates.holidays import holiday
from pipeline.dates.periods import Period
from pipeline.dates.tense import Tenses

# Dates back to which "a day earlier" may reach.
MEMORY = 6
# Characters within which a day is that of a clock time that follows: about a clause.
BESIDE = 80
_LEAP_REACH = 8  # leap days are at most eight years apart


class Resolved(NamedTuple):
    """A value, its grain, whether the document date went into it, and the period where the value names one."""

    value: str | None
    grain: str
    anchored: bool = False
    period: Period | None = None


class Context:
    """What is known where an expression stands: the wording, the document date, the dates named so far.

    votes: all full dates of the text. Without a document date, a partial date gets the year that is nearest to every one
    of them, and none when they disagree.
    """

    def __init__(self, plain: bytes, anchor: date | None, votes: tuple[date, ...]) -> None:
        self._plain = plain
        self._tenses: Tenses | None = None
        self.anchor = anchor
        self.votes = votes
        self._mentions: list[Resolved] = []
        self._last_end = 0

    def remember(self, expression: Expression, resolved: Resolved, end: int) -> None:
        """Keep a named period for later expressions; a period that one is only compared with ("a year earlier") is not kept."""
        compared = isinstance(expression, Offset) and expression.base == "mention" and expression.number < 0
        if resolved.period and not compared:
            self._mentions.append(resolved)
            self._last_end = end
            del self._mentions[:-MEMORY]

    def day_beside(self, start: int) -> tuple[Period, bool] | None:
        """Return the day named just before a place, and whether it hangs on the document date."""
        if not self._mentions or start - self._last_end > BESIDE or b"\n" in self._plain[self._last_end : start]:
            return None
        period = self._mentions[-1].period
        return (period, self._mentions[-1].anchored) if period and period.grain == "day" else None

    def lean(self, start: int, end: int) -> int:
        """Return -1, 0 or +1 as the sentence around a date speaks of the past or the future."""
        if self._tenses is None:
            self._tenses = Tenses(self._plain)
        return self._tenses.lean(start, end)

    def last(self, unit: str, *, exact: bool = False) -> tuple[Period, bool] | None:
        """Return the period named last that the unit can be counted from, and whether it hangs on the document date."""
        for mention in reversed(self._mentions):
            if mention.period and (
                mention.period.grain == unit or not exact and periods.widen(mention.period, unit) is not None
            ):
                return mention.period, mention.anchored
        return None


def resolve(expression: Expression, context: Context, start: int, end: int) -> Resolved:
    """Return what the expression at text[start:end] names."""
    match expression:
        case Fixed(timex, value, grain):
            period = periods.from_value(value, grain) if value and timex == "DATE" else None
            return Resolved(value, grain, period=period)
        case Offset():
            return _offset(expression, context)
        case Cyclic() | Yearly():
            return _recurring(expression, context, start, end)
        case Inside(part, whole):
            return _inside(part, resolve(whole, context, start, end))
        case NthWeekday(weekday, nth, month):
            return _nth_weekday(weekday, nth, resolve(month, context, start, end))
        case Timed():
            return _timed(expression, context, start, end)


def _named(period: Period | None, grain: str, *, anchored: bool) -> Resolved:
    value = None if period is None else periods.value(period)
    if value is None:
        return Resolved(None, grain)
    return Resolved(value, grain if period is None else period.grain, anchored, period)


def _offset(offset: Offset, context: Context) -> Resolved:
    unit, number, base, further = offset
    if further:
        return _stepped(offset, context)
    mention = context.last(unit, exact=base == "topic") if base != "document" else None
    if unit == "year" and number and base == "mention":
        mention = context.last("quarter", exact=True) or mention
    if mention:
        period, anchored = mention
        if not (unit == "year" and number and period.grain == "quarter"):
            period = periods.widen(period, unit) or period
        return _named(periods.shift(period, unit, number), unit, anchored=anchored)
    # "a year earlier" compares with the present year even where no other is named; other steps need their date.
    needs_mention = base == "mention" and (unit, number) != ("year", -1)
    if context.anchor is None or needs_mention or (base, unit) == ("topic", "quarter"):
        return Resolved(None, unit)
    return _named(periods.shift(periods.containing(context.anchor, unit), unit, number), unit, anchored=True)


def _stepped(offset: Offset, context: Context) -> Resolved:
    """Go several units from a day, and name the period of the last unit: "two years and three months ago" is a month."""
    finest = offset.further[-1][0]
    mention = context.last("day", exact=True) if offset.base == "mention" else None
    base = periods.first_day(mention[0]) if mention else context.anchor if offset.base == "document" else None
    day = base
    for unit, number in ((offset.unit, offset.number), *offset.further):
        day = day and periods.step(day, unit, number)
    period = periods.containing(day, finest) if day else None
    return _named(period, finest, anchored=mention[1] if mention else True)


def _recurring(part: Cyclic | Yearly, context: Context, start: int, end: int) -> Resolved:
    grain = part.grain if isinstance(part, Cyclic) else "day"
    if context.anchor is None:
        return _by_vote(part, grain, context.votes)
    around = _around(part, context.anchor)
    if part.direction is not None:
        period = _directed(part, part.direction, context.anchor, around)
    else:
        period = around.current or _by_tense(part, context, around, context.lean(start, end))
    return _named(period, grain, anchored=True)


class _Around(NamedTuple):
    """The occurrences of a recurring period around a day."""

    past: Period | None
    current: Period | None
    future: Period | None


def _around(part: Cyclic | Yearly, day: date) -> _Around:
    if isinstance(part, Cyclic):
        now = periods.containing(day, part.grain).index
        if part.grain == "weekend" and day.weekday() < 5:
            return _Around(Period("weekend", now - 1), None, Period("weekend", now))
        back = (now - _cycle_position(part)) % part.cycle
        current = Period(part.grain, now) if back == 0 else None
        return _Around(
            Period(part.grain, now - (back or part.cycle)), current, Period(part.grain, now - back + part.cycle)
        )
    now = day.toordinal()
    if part.month or part.holiday:
        reach = _LEAP_REACH if (part.month, part.day) == (2, 29) else 1
        found = [_day_in_year(part, year) for year in range(day.year - reach, day.year + reach + 1)]
    else:
        months = range(day.year * 12 + day.month - 13, day.year * 12 + day.month + 12)
        found = [_day_in_month(part, month) for month in months]
    days = [period for period in found if period]
    return _Around(
        max((period for period in days if period.index < now), default=None),
        next((period for period in days if period.index == now), None),
        min((period for period in days if period.index > now), default=None),
    )


def _cycle_position(part: Cyclic) -> int:
    # Ordinal 1 of `datetime` is a Monday, so that weekdays are off by one.
    return part.position + 1 if part.grain == "day" else part.position


def _valid(year: int, month: int, day: int) -> Period | None:
    try:
        return Period("day", date(year, month, day).toordinal())
    except ValueError:
        return None


def _day_in_year(part: Yearly, year: int) -> Period | None:
    if not part.holiday:
        return _valid(year, part.month, part.day) if part.month else None
    if not date.min.year < year < date.max.year:
        return None
    return Period("day", holiday(part.holiday, year).toordinal())


def _day_in_month(part: Yearly, month: int) -> Period | None:
    """Return the day of that number in a month (counted as in `periods`), if it falls on the weekday that the text gives."""
    year, index = divmod(month, 12)
    period = _valid(year, index + 1, part.day)
    return period if period and part.weekday in {None, (period.index - 1) % 7} else None


def _directed(part: Cyclic | Yearly, direction: int, day: date, around: _Around) -> Period | None:
    """Return the occurrence that "last", "this", "coming" or "next" points at."""
    if direction < 0:
        return around.past
    if direction == 1 or (direction == 2 and not (isinstance(part, Cyclic) and part.grain == "day")):
        return around.future
    if isinstance(part, Yearly):
        return _day_in_year(part, day.year)
    if part.grain == "day":
        monday = day.toordinal() - day.weekday()
        return Period("day", monday + part.position + (7 if direction == 2 else 0))
    year = periods.containing(day, part.grain).index // part.cycle
    return Period(part.grain, year * part.cycle + part.position)


def _by_tense(part: Cyclic | Yearly, context: Context, around: _Around, leaning: int) -> Period | None:
    """Return the past or the future occurrence, as the sentence tells; silent ones mean the past weekday, the nearest date."""
    assert context.anchor is not None
    if leaning == 0 and isinstance(part, Cyclic) and part.grain in {"day", "weekend"}:
        leaning = -1
    nearest = _nearest(around, context.anchor)
    chosen = {-1: around.past, 0: nearest, 1: around.future}[leaning]
    if isinstance(part, Yearly) and part.weekday is not None:
        fitting = [
            day for day in (chosen, nearest, around.past, around.future) if day and (day.index - 1) % 7 == part.weekday
        ]
        return fitting[0] if fitting else chosen
    return chosen


def _nearest(around: _Around, day: date) -> Period | None:
    past = periods.first_day(around.past) if around.past else None
    future = periods.first_day(around.future) if around.future else None
    if past is None or future is None:
        return around.past or around.future
    return around.past if day - past <= future - day else around.future


def _by_vote(part: Cyclic | Yearly, grain: str, votes: tuple[date, ...]) -> Resolved:
    """Give a partial date the place that is nearest to every full date of the text, where they agree."""
    if part.direction is not None or (isinstance(part, Cyclic) and grain != "month"):
        return Resolved(None, grain)
    nearest = {around.current or _nearest(around, day) for day in votes for around in (_around(part, day),)}
    return _named(nearest.pop(), grain, anchored=False) if len(nearest) == 1 else Resolved(None, grain)


def _inside(part: Cyclic | Yearly, whole: Resolved) -> Resolved:
    grain = part.grain if isinstance(part, Cyclic) else "day"
    if whole.period is None:
        return Resolved(None, grain)
    container, index = whole.period
    period = None
    if isinstance(part, Yearly):
        if container == "year":
            period = _day_in_year(part, index)
        elif container == "month":
            period = _day_in_month(part, index)
    elif container == "week" and grain == "day":
        period = Period("day", index * 7 + 1 + part.position)
    elif container == "year" and grain != "day":
        period = Period(grain, index * part.cycle + part.position)
    return _named(period, grain, anchored=whole.anchored)


def _nth_weekday(weekday: int, nth: int, month: Resolved) -> Resolved:
    first = periods.first_day(month.period) if month.period and month.period.grain == "month" else None
    if first is None:
        return Resolved(None, "day")
    days = calendar.monthrange(first.year, first.month)[1]
    matching = [day for day in range(1, days + 1) if (first.weekday() + day - 1) % 7 == weekday]
    if nth > len(matching):
        return Resolved(None, "day")
    day = matching[nth - 1 if nth > 0 else nth]
    return _named(Period("day", first.toordinal() + day - 1), "day", anchored=month.anchored)


def _timed(timed: Timed, context: Context, start: int, end: int) -> Resolved:
    """Put the time on its day; a time alone is of the day named last, or of the document's, or stays "T08:30"."""
    if timed.day is None:
        period, anchored = context.day_beside(start) or (None, True)
        if period is None and context.anchor:
            period = periods.containing(context.anchor, "day")
        day = Resolved(periods.value(period), "day", anchored, period) if period else Resolved("", "day")
        if not day.value and not timed.suffix[1].isdigit():
            return Resolved(None, timed.grain)
    else:
        day = resolve(timed.day, context, start, end)
    if day.value is None or (day.period and day.period.grain != "day"):
        return Resolved(None, timed.grain)
    return Resolved(day.value + timed.suffix, timed.grain, day.anchored, day.period)
