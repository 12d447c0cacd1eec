"""Rules for days that name their place in the calendar: "May 10, 2005", "January 23", "next Friday", "Thanksgiving"."""

from __future__ import annotations

import re
from datetime import date

from pipeline.dates import calendar_guards as guards
from pipeline.dates.expressions import Cyclic, Enclosing, Expression, Fixed, Inside, NthWeekday, Offset, Timed, Yearly
from pipeline.dates.holidays import HOLIDAYS, holiday
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import (
    DIGIT_ORDINAL,
    FULL_MONTH,
    FULL_WEEKDAY,
    MONTH,
    ORDINAL,
    SPELLED_ORDINAL,
    WEEKDAY,
    S,
    any_of,
    month_number,
    ordinal_number,
    phrases,
    weekday_number,
)

YEAR = "(?:1[0-9]{3}|2[01][0-9]{2})"
ANY_YEAR = f"(?:{YEAR}|'[0-9]{{2}})"
DIRECTIONS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this past": -1,
    "this": 0,
    "coming": 1,
    "the coming": 1,
    "this coming": 1,
    "upcoming": 1,
    "this upcoming": 1,
    "next": 2,
    "following": 2,
}
DIRECTION = phrases(DIRECTIONS)
# A year, named or pointed at.
WHOLE_YEAR = (
    f"(?:(?:fiscal{S}(?:year{S})?)?{ANY_YEAR}"
    f"|(?:the{S})?(?:last|this|that|next|previous|prior|preceding|following|current){S}(?:fiscal{S})?year"
    f"|the{S}(?:fiscal{S})?year)"
)
OF = f"(?:{S}(?:of|in|for))?{S}"
_WHOLE_WEEK = f"(?:last|this|next|(?:the{S})?(?:previous|following)){S}week"
_WHOLE_MONTH = f"(?:(?:last|this|next|(?:the{S})?(?:previous|following)){S}month)"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_WEEKDAY_FIRST = rf"(?:(?P<weekday>{WEEKDAY}),?{S})?"
_YEAR_AFTER = rf"(?:(?:,?{S}|,)(?P<year>{ANY_YEAR})|{OF}(?P<whole>{WHOLE_YEAR}))?"


def full_year(words: str) -> int:
    """Return the year of "1998" or "'98"; two digits mean the years 1940 to 2039."""
    year = int(words.lstrip("'"))
    return year if year > 99 else year + (1900 if year >= 40 else 2000)


def inside(part: Cyclic | Yearly, whole: Expression | None) -> Expression | None:
    """Place a recurring period in a larger one."""
    return Inside(part, whole) if isinstance(whole, Fixed | Offset | Cyclic) else None


def _fixed_day(year: int, month: int, day: int) -> Expression:
    """Return a full date; one that the calendar does not have stays without a value."""
    try:
        return Fixed("DATE", date(year, month, day).isoformat(), "day")
    except ValueError:
        return Fixed("DATE", None, "day")


def _day_of_year(words: Words, parse: Parse) -> Expression | None:
    """Read "Friday, January 23(, 2026)" and "the 23rd of January"."""
    month, day = month_number(words["month"]), ordinal_number(words["day"])
    if not 1 <= day <= 31:
        return None
    if words["year"]:
        return _fixed_day(full_year(words["year"]), month, day)
    weekday = weekday_number(words["weekday"]) if words["weekday"] else None
    recurring = Yearly(month, day, weekday, direction=DIRECTIONS.get(words["direction"]))
    return inside(recurring, parse(words["whole"])) if words["whole"] else recurring


def _digits(words: Words, _: Parse) -> Expression | None:
    """Read "2026-01-23" or "2026/1/23"."""
    year, month, day = re.findall("[0-9]+", words["date"])
    return _fixed_day(int(year), int(month), int(day))


def _digits_year_last(words: Words, _: Parse) -> Expression | None:
    """Read "1/23/2026" month first, as American news writes it, but day first where no month has the first number.

    With full stops the day comes first, the usage of continental Europe.
    """
    month, day, year = (int(number) for number in re.findall("[0-9]+", words["date"]))
    if "." in words["date"] or month > 12:
        month, day = day, month
    return _fixed_day(full_year(str(year)), month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _month_named(words: Words, _: Parse) -> Expression | None:
    """Read "23/Jan/2026" and "2026-jan-23"."""
    return _fixed_day(int(words["year"]), month_number(words["month"]), int(words["day"]))


def _weekday(words: Words, _: Parse) -> Expression | None:
    """Read "Friday" or "next Friday"."""
    return Cyclic("day", 7, weekday_number(words["weekday"]), DIRECTIONS.get(words["direction"]))


def _weekday_of_week(words: Words, parse: Parse) -> Expression | None:
    """Read "Friday next week"."""
    return inside(Cyclic("day", 7, weekday_number(words["weekday"])), parse(words["whole"]))


def _weekday_with_day(words: Words, _: Parse) -> Expression | None:
    """Read "Thursday the 21st"; month 0 leaves the month open."""
    day = ordinal_number(words["day"])
    direction = DIRECTIONS.get(words["direction"])
    return Yearly(0, day, weekday_number(words["weekday"]), direction=direction) if 1 <= day <= 31 else None


def _nth_weekday(words: Words, parse: Parse) -> Expression | None:
    """Read "the first Tuesday of November"."""
    month = parse(words["month"])
    if isinstance(month, Yearly | NthWeekday | Enclosing | Timed) or month is None:
        return None
    nth = -1 if words["nth"] in {"last", "final"} else ordinal_number(words["nth"])
    return NthWeekday(weekday_number(words["weekday"]), nth, month) if nth <= 5 else None


def _day_of_month(words: Words, parse: Parse) -> Expression | None:
    """Read "the 20th of next month"."""
    month, day = parse(words["month"]), ordinal_number(words["day"])
    return inside(Yearly(0, day), month) if 1 <= day <= 31 else None


def _week_of(words: Words, parse: Parse) -> Expression | None:
    """Read "the week of April 10"."""
    day = parse(words["day"])
    return None if day is None or isinstance(day, Timed | Enclosing) else Enclosing("week", day)


def _holiday(words: Words, parse: Parse) -> Expression | None:
    """Read "Thanksgiving", "Christmas 2010"."""
    name = next((name for name in HOLIDAYS if re.fullmatch(name, words["holiday"])), None)
    if name is None:
        return None
    if words["year"]:
        return Fixed("DATE", holiday(name, full_year(words["year"])).isoformat(), "day")
    recurring = Yearly(0, 0, holiday=name, direction=DIRECTIONS.get(words["direction"]))
    return inside(recurring, parse(words["whole"])) if words["whole"] else recurring


_TWO = "[0-9]{1,2}"
# The day that names the attacks of 2001 lacks its year in most texts.
_SEPTEMBER_11 = Fixed("DATE", "2001-09-11", "day")
RULES = (
    Rule(r"sept(?:ember|\.)? 11(?:th)?", lambda _words, _parse: _SEPTEMBER_11, guards.attack, names_day=True),
    Rule(
        rf"(?P<date>[12][0-9]{{3}}(?:-[01][0-9]-[0-3][0-9]|/{_TWO}/{_TWO}))",
        _digits,
        guards.number,
        names_day=True,
    ),
    Rule(
        rf"{_WEEKDAY_FIRST}(?P<date>{_TWO}/{_TWO}/(?:{YEAR}|[0-9]{{2}})|{_TWO}-{_TWO}-{YEAR}|{_TWO}\.{_TWO}\.{YEAR})",
        _digits_year_last,
        guards.number,
        names_day=True,
    ),
    Rule(rf"(?P<day>{_TWO})[-/](?P<month>{MONTH})[-/](?P<year>{YEAR})", _month_named, names_day=True),
    Rule(rf"(?P<year>{YEAR})[-/](?P<month>{MONTH})[-/](?P<day>{_TWO})", _month_named, names_day=True),
    Rule(
        rf"(?:{_WEEKDAY_FIRST}|(?P<direction>{DIRECTION}){S})(?P<month>{MONTH})(?:{S}(?:the{S})?|[/-])"
        rf"(?P<day>{_DAY}|{ORDINAL}){_YEAR_AFTER}",
        _day_of_year,
        guards.month_day,
        names_day=True,
    ),
    Rule(
        rf"{_WEEKDAY_FIRST}(?:the{S})?(?P<day>{_DAY})(?:{S}(?:of{S})?|-)(?P<month>{MONTH}){_YEAR_AFTER}",
        _day_of_year,
        guards.month_day,
        names_day=True,
    ),
    Rule(
        rf"{_WEEKDAY_FIRST}(?:the{S})?(?P<day>{SPELLED_ORDINAL}){S}of{S}(?P<month>{MONTH}){_YEAR_AFTER}",
        _day_of_year,
        guards.month_day,
        names_day=True,
    ),
    Rule(
        rf"(?:the{S})?(?P<day>{ORDINAL}){S}of{S}(?P<month>{_WHOLE_MONTH})",
        _day_of_month,
        names_day=True,
    ),
    Rule(
        rf"(?:(?P<direction>{DIRECTION}){S})?(?P<weekday>{FULL_WEEKDAY})",
        _weekday,
        guards.weekday,
        names_day=True,
    ),
    Rule(rf"(?P<direction>{DIRECTION}){S}(?P<weekday>{WEEKDAY})", _weekday, guards.weekday, names_day=True),
    Rule(
        rf"(?:(?P<direction>{DIRECTION}){S})?(?P<weekday>{WEEKDAY}){S}(?:the{S})?(?P<day>{DIGIT_ORDINAL})",
        _weekday_with_day,
        guards.weekday,
        names_day=True,
    ),
    Rule(
        rf"(?P<weekday>{WEEKDAY}){S}(?:of{S})?(?P<whole>{_WHOLE_WEEK})",
        _weekday_of_week,
        names_day=True,
    ),
    Rule(
        rf"(?P<whole>{_WHOLE_WEEK})(?:{S}on)?{S}(?P<weekday>{WEEKDAY})",
        _weekday_of_week,
        names_day=True,
    ),
    Rule(
        rf"(?:the{S})?(?P<nth>{ORDINAL}|last|final){S}(?P<weekday>{FULL_WEEKDAY}){S}(?:of|in){S}"
        rf"(?P<month>{_WHOLE_MONTH}|{FULL_MONTH}(?:,?{OF}{WHOLE_YEAR})?)",
        _nth_weekday,
        names_day=True,
    ),
    Rule(
        rf"the{S}week{S}of{S}(?P<day>{MONTH}{S}{_DAY}(?:,?{S}{ANY_YEAR})?)",
        _week_of,
    ),
    Rule(
        rf"(?:(?P<direction>{DIRECTION}){S})?(?P<holiday>{any_of(HOLIDAYS)}){_YEAR_AFTER}",
        _holiday,
        guards.holiday,
        names_day=True,
    ),
)
