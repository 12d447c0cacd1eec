"""From what an expression means to the period it names, given the document date and the dates named before it."""

from __future__ import annotations

import calendar

from pipeline.dates import periods
from pipeline.dates.context import Context, Resolved
from pipeline.dates.expressions import Cyclic, Enclosing, Expression, Fixed, Inside, NthWeekday, Offset, Timed, Yearly
from pipeline.dates.periods import Period
from pipeline.dates.recurrence import (
    Recurring,
    around,
    day_in_month,
    day_in_year,
    falls_on,
    grain_of,
    nearest,
    pointed_at,
)

# Of these news that gives no hint means the last one: headlines on weekdays, results of quarters.
_MOSTLY_PAST = frozenset({"day", "weekend", "quarter", "half"})


def resolve(expression: Expression, context: Context, start: int, end: int) -> Resolved:  # noqa: PLR0911 (one a shape)
    """Return what the expression at start:end of the text names."""
    match expression:
        case Fixed(timex, value, grain):
            period = periods.from_value(value, grain) if value and timex == "DATE" else None
            return Resolved(value, grain, period=period)
        case Offset():
            return _stepped(expression, context) if expression.further else _offset(expression, context)
        case Cyclic() | Yearly():
            return _recurring(expression, context, start, end)
        case Inside(part, whole):
            return _inside(part, resolve(whole, context, start, end))
        case Enclosing(grain, day):
            return _enclosing(grain, resolve(day, context, start, end))
        case NthWeekday():
            return _nth_weekday(expression, resolve(expression.month, context, start, end))
        case Timed():
            return _timed(expression, context, start, end)


def _named(period: Period | None, grain: str, *, anchored: bool) -> Resolved:
    """Return the period with its value; one outside of the calendar has none."""
    value = periods.value(period) if period else None
    if period is None or value is None:
        return Resolved(None, grain)
    return Resolved(value, period.grain, anchored, period)


def _offset(offset: Offset, context: Context) -> Resolved:
    unit, number, base = offset.unit, offset.number, offset.base
    compared = (unit, number, base) == ("year", -1, "mention")
    mention = context.last(unit, exact=base == "topic") if base != "document" else None
    if compared:
        # A report on a quarter compares with that quarter of the year before.
        mention = context.last("quarter", exact=True) or mention
    if mention:
        period, anchored = mention
        if not (compared and period.grain == "quarter"):
            period = periods.widen(period, unit) or period
        return _named(periods.shift(period, unit, number), unit, anchored=anchored)
    # "a year earlier" compares with the present year even where no other is named; other steps need their date.
    needs_mention = (base == "mention" and not compared) or (base, unit) == ("topic", "quarter")
    if context.anchor is None or needs_mention:
        return Resolved(None, unit)
    return _named(periods.shift(periods.containing(context.anchor, unit), unit, number), unit, anchored=True)


def _stepped(offset: Offset, context: Context) -> Resolved:
    """Go several units from a day; the last unit gives the grain: "two years and three months ago" is a month."""
    finest = offset.further[-1][0]
    mention = context.last("day", exact=True) if offset.base == "mention" else None
    day = periods.first_day(mention[0]) if mention else context.anchor if offset.base == "document" else None
    for unit, number in ((offset.unit, offset.number), *offset.further):
        day = day and periods.step(day, unit, number)
    return _named(periods.containing(day, finest) if day else None, finest, anchored=mention[1] if mention else True)


def _recurring(part: Recurring, context: Context, start: int, end: int) -> Resolved:
    if lent := _lent(part, context, start, end):
        return _named(lent, grain_of(part), anchored=False)
    if context.anchor is None:
        return _by_vote(part, context, start, end)
    if part.direction is not None:
        return _named(pointed_at(part, context.anchor), grain_of(part), anchored=True)
    found = around(part, context.anchor)
    if found.current:
        return _named(found.current, grain_of(part), anchored=True)
    leaning = context.lean(start, end)
    if leaning == 0 and grain_of(part) in _MOSTLY_PAST and isinstance(part, Cyclic):
        leaning = -1
    chosen = nearest(found, context.anchor) if leaning == 0 else found.past if leaning < 0 else found.future
    if isinstance(part, Yearly) and chosen and not falls_on(chosen, part.weekday):
        chosen = next((day for day in (found.past, found.future) if day and falls_on(day, part.weekday)), chosen)
    return _named(chosen, grain_of(part), anchored=True)


def _lent(part: Recurring, context: Context, start: int, end: int) -> Period | None:
    """Give a partial date the year of the date before it in its sentence: arrested on March 3, 2019, freed on April 10.

    What the sentence puts into the future counts from the document instead.
    """
    told = context.told_before(start) if part.direction is None and _is_dated(part) else None
    if told is None or context.future_near(start, end):
        return None
    if told.grain == "year":
        place = (
            day_in_year(part, told.index)
            if isinstance(part, Yearly)
            else Period("month", told.index * 12 + part.position)
        )
    else:
        day = periods.first_day(told)
        place = nearest(around(part, day), day) if day else None
    fits = place and (isinstance(part, Cyclic) or falls_on(place, part.weekday))
    return place if fits else None


def _is_dated(part: Recurring) -> bool:
    """Tell whether the part is a month or a day of the year, which lack nothing but the year."""
    return part.grain == "month" if isinstance(part, Cyclic) else bool(part.month or part.holiday)


def _by_vote(part: Recurring, context: Context, start: int, end: int) -> Resolved:
    """Give a partial date the place that is nearest to every full date of the text, where nothing speaks against it.

    The full dates may disagree, the weekday may not fit, or the sentence may speak of the future. A single full date
    may be of another time than the text: it counts only where a weekday confirms it.
    """
    nothing = Resolved(None, grain_of(part))
    weekday = part.weekday if isinstance(part, Yearly) else None
    lonely = len(context.votes) == 1 and weekday is None
    if part.direction is not None or not _is_dated(part) or lonely or context.lean(start, end) > 0:
        return nothing
    places = {nearest(around(part, day), day) for day in context.votes}
    place = places.pop() if len(places) == 1 else None
    if place and place.grain == "day" and not falls_on(place, weekday):
        return nothing
    return _named(place, grain_of(part), anchored=False)


def _inside(part: Recurring, whole: Resolved) -> Resolved:
    period = None
    if whole.period is not None:
        container, index = whole.period
        if isinstance(part, Yearly):
            in_container = {"year": day_in_year, "month": day_in_month}.get(container)
            period = in_container(part, index) if in_container else None
        elif container == "week" and part.grain == "day":
            period = Period("day", index * 7 + 1 + part.position)
        elif container == "year" and part.grain != "day":
            period = Period(part.grain, index * part.cycle + part.position)
    return _named(period, grain_of(part), anchored=whole.anchored)


def _enclosing(grain: str, day: Resolved) -> Resolved:
    return _named(day.period and periods.widen(day.period, grain), grain, anchored=day.anchored)


def _nth_weekday(expression: NthWeekday, month: Resolved) -> Resolved:
    first = periods.first_day(month.period) if month.period and month.period.grain == "month" else None
    if first is None:
        return Resolved(None, "day")
    length = calendar.monthrange(first.year, first.month)[1]
    days = [Period("day", first.toordinal() + day) for day in range(length)]
    fitting = [day for day in days if falls_on(day, expression.weekday)]
    place = expression.nth - 1 if expression.nth > 0 else -1
    return _named(fitting[place] if place < len(fitting) else None, "day", anchored=month.anchored)


def _timed(timed: Timed, context: Context, start: int, end: int) -> Resolved:
    """Put the time on its day: the one it names, the one named just before, or that of the document.

    Without any of them a clock time stays "T08:30", and a part of a day has no value.
    """
    if timed.day is not None:
        day = resolve(timed.day, context, start, end)
    elif beside := context.day_beside(start):
        day = _named(beside[0], "day", anchored=beside[1])
    elif context.anchor:
        day = _named(periods.containing(context.anchor, "day"), "day", anchored=True)
    else:
        return Resolved(timed.suffix if timed.grain != "daypart" else None, timed.grain)
    if day.period is None or day.value is None or day.period.grain != "day":
        return Resolved(None, timed.grain)
    return Resolved(day.value + timed.suffix, timed.grain, day.anchored, day.period)
