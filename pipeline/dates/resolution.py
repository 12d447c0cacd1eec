"""From what an expression means to the calendar period it names, given the document date and the dates named so far."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.dates import periods
from pipeline.dates.expressions import Cyclic, Expression, Fixed, Inside, Offset, Timed, Yearly
from pipeline.dates.holidays import holiday
from pipeline.dates.periods import Period
from pipeline.dates.tense import lean

# Mentions back to which "a day earlier" may reach.
MEMORY = 6


class Resolved(NamedTuple):
    """A value, its grain, whether the document date went into it, and the period where the value names one."""

    value: str | None
    grain: str
    anchored: bool = False
    period: Period | None = None


class Context:
    """The document date, and the periods that the text has named before the expression at hand."""

    def __init__(self, text: str, anchor: date | None, votes: tuple[date, ...] = ()) -> None:
        self.text = text
        self.anchor = anchor
        self.votes = votes
        self.mentions: list[Resolved] = []

    def remember(self, resolved: Resolved) -> None:
        """Keep a named period for later expressions that count from it."""
        self.mentions.append(resolved)
        del self.mentions[:-MEMORY]

    def mentioned(self, unit: str) -> Resolved | None:
        """Return the period named last that is fine enough to count the unit from."""
        for resolved in reversed(self.mentions):
            if resolved.period and periods.widen(resolved.period, unit):
                return resolved
        return None


def resolve(expression: Expression, context: Context, start: int, end: int) -> Resolved:
    """Return what an expression at text[start:end] names."""
    match expression:
        case Fixed(timex, value, grain):
            return Resolved(value, grain, period=_period(value, grain) if timex == "DATE" else None)
        case Offset():
            return _offset(expression, context)
        case Cyclic():
            return _recurring(expression, context, start, end)
        case Yearly():
            return _recurring(expression, context, start, end)
        case Inside(part, whole):
            return _inside(part, resolve(whole, context, start, end))
        case Timed(day, suffix, grain):
            return _timed(day, suffix, grain, context, start, end)


def _named(period: Period | None, *, anchored: bool) -> Resolved:
    value = period and periods.value(period)
    return Resolved(value, period.grain if period else "day", anchored and value is not None, period if value else None)


def _period(value: str | None, grain: str) -> Period | None:
    """Read a fixed value of a day, month or year back into a period."""
    if value is None:
        return None
    try:
        if grain == "day":
            return Period(grain, date.fromisoformat(value).toordinal())
        if grain == "month":
            return Period(grain, int(value[:4]) * 12 + int(value[5:7]) - 1)
        if grain in {"year", "decade", "century"}:
            return Period(grain, int(value))
        if grain == "season":
            return Period(grain, int(value[:4]) * 4 + periods.SEASON_CODES.index(value[5:]))
    except ValueError:
        return None
    return None


def _offset(offset: Offset, context: Context) -> Resolved:
    unit = offset.unit
    if offset.from_mention:
        mention = context.mentioned(unit)
        if mention and mention.period:
            if unit == "year" and mention.period.grain in {"quarter", "half"} and offset.count:
                return _named(periods.shift(mention.period, unit, offset.count), anchored=mention.anchored)
            base = periods.widen(mention.period, unit)
            return _named(base and periods.shift(base, unit, offset.count), anchored=mention.anchored)
        if unit in {"day", "week"} and offset.count:
            return Resolved(None, unit)
    if context.anchor is None:
        return Resolved(None, unit)
    return _named(periods.shift(periods.containing(context.anchor, unit), unit, offset.count), anchored=True)


def _day_in(part: Yearly, year: int) -> Period | None:
    if not date.min.year <= year <= date.max.year:
        return None
    try:
        day = holiday(part.holiday, year) if part.holiday else date(year, part.month, part.day)
    except (ValueError, OverflowError):
        return None
    return Period("day", day.toordinal())


def _before_and_from(part: Cyclic | Yearly, day: date) -> tuple[Period | None, Period | None, Period | None]:
    """Return the occurrence that ended before the day, the one that is now if any, and the next to come."""
    if isinstance(part, Cyclic):
        now = periods.containing(day, part.grain).index
        position = part.position + 1 if part.grain == "day" else part.position
        back = (now - position) % part.cycle
        current = Period(part.grain, now) if back == 0 else None
        return Period(part.grain, now - (back or part.cycle)), current, Period(part.grain, now + part.cycle - back)
    years = range(day.year - 8, day.year + 9)
    found = [period for year in years if (period := _day_in(part, year))]
    now = day.toordinal()
    return (
        max((period for period in found if period.index < now), default=None),
        next((period for period in found if period.index == now), None),
        min((period for period in found if period.index > now), default=None),
    )


def _recurring(part: Cyclic | Yearly, context: Context, start: int, end: int) -> Resolved:
    grain = "day" if isinstance(part, Yearly) else part.grain
    if context.anchor is None:
        return _by_vote(part, context)
    day = context.anchor
    past, current, future = _before_and_from(part, day)
    direction = part.direction
    if direction == 0:
        return _this(part, day)
    if direction == -1:
        return _named(past, anchored=True)
    if direction == 1:
        return _named(_next(part, day, future), anchored=True)
    tense = lean(context.text, start, end)
    if tense == 0 and grain == "day" and isinstance(part, Cyclic):
        tense = -1
    if current:
        return _named(current, anchored=True)
    if tense:
        return _named(past if tense < 0 else future, anchored=True)
    return _named(_nearest(past, future, day), anchored=True)


def _next(part: Cyclic | Yearly, day: date, future: Period | None) -> Period | None:
    """ "next Friday" is the Friday of next week."""
    if isinstance(part, Cyclic) and part.grain == "day":
        monday = day.toordinal() - day.weekday()
        return Period("day", monday + 7 + part.position)
    return future


def _this(part: Cyclic | Yearly, day: date) -> Resolved:
    if isinstance(part, Yearly):
        return _named(_day_in(part, day.year), anchored=True)
    if part.grain == "day":
        return _named(Period("day", day.toordinal() - day.weekday() + part.position), anchored=True)
    now = periods.containing(day, part.grain).index
    year = periods.containing(day, "year").index if part.grain != "season" else now // part.cycle
    return _named(Period(part.grain, year * part.cycle + part.position), anchored=True)


def _nearest(past: Period | None, future: Period | None, day: date) -> Period | None:
    if past is None or future is None:
        return past or future
    before, ahead = periods.first_day(past), periods.first_day(future)
    if before is None or ahead is None:
        return past
    return past if (day - before) <= (ahead - day) else future


def _by_vote(part: Cyclic | Yearly, context: Context) -> Resolved:
    """Without a document date, let the full dates of the text vote: a day that all of them are nearest to is certain."""
    grain = "day" if isinstance(part, Yearly) else part.grain
    if (isinstance(part, Cyclic) and grain != "month") or part.direction is not None:
        return Resolved(None, grain)
    chosen = set()
    for day in context.votes:
        past, current, future = _before_and_from(part, day)
        chosen.add(current or _nearest(past, future, day))
    return _named(chosen.pop(), anchored=False) if len(chosen) == 1 else Resolved(None, grain)


def _inside(part: Cyclic | Yearly, whole: Resolved) -> Resolved:
    grain = "day" if isinstance(part, Yearly) else part.grain
    if whole.period is None:
        return Resolved(None, grain)
    if whole.period.grain == "week" and isinstance(part, Cyclic):
        return _named(Period("day", whole.period.index * 7 + 1 + part.position), anchored=whole.anchored)
    if whole.period.grain != "year":
        return Resolved(None, grain)
    year = whole.period.index
    found = _day_in(part, year) if isinstance(part, Yearly) else Period(part.grain, year * part.cycle + part.position)
    return _named(found, anchored=whole.anchored)


def _timed(day: Expression | None, suffix: str, grain: str, context: Context, start: int, end: int) -> Resolved:
    if day is None:
        mention = context.mentioned("day")
        if mention:
            return Resolved(
                f"{mention.value}{suffix}" if mention.value and "T" not in mention.value else suffix,
                grain,
                mention.anchored,
            )
        if context.anchor:
            return Resolved(f"{context.anchor.isoformat()}{suffix}", grain, True)
        return Resolved(suffix if suffix[1].isdigit() else None, grain)
    on = resolve(day, context, start, end)
    if on.value is None or on.period is None:
        return Resolved(None, grain)
    value = on.value if "T" not in on.value else on.value.split("T")[0]
    return Resolved(value + suffix, grain, on.anchored, on.period)
