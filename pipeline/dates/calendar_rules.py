"""Rules for dates that name a place in the calendar: whole ("May 10, 2005", "the 1980s") or partial ("January 23", "Friday")."""

from __future__ import annotations

from datetime import date
from re import fullmatch

from pipeline.dates.expressions import Cyclic, Expression, Fixed, Inside, Offset, Yearly
from pipeline.dates.holidays import HOLIDAYS, holiday
from pipeline.dates.periods import SEASON_CODES
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import (
    FULL_WEEKDAY,
    MONTH,
    ORDINAL,
    SEASON,
    SEASON_NUMBERS,
    WEEKDAY,
    S,
    any_of,
    month_number,
    ordinal_number,
    weekday_number,
)

YEAR = "(?:1[0-9]{3}|20[0-9]{2})"
ANY_YEAR = f"(?:{YEAR}|'[0-9]{{2}})"
DAY = "(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
DIRECTIONS = {"last": -1, "past": -1, "previous": -1, "this past": -1, "this": 0, "next": 1, "coming": 1}
DIRECTIONS |= {"this coming": 1, "upcoming": 1, "this upcoming": 1, "the coming": 1, "following": 1}
DIRECTION = any_of(words.replace(" ", S) for words in DIRECTIONS)
# A year, named or pointed at.
WHOLE_YEAR = (
    f"(?:(?:fiscal{S}(?:year{S})?)?{ANY_YEAR}"
    f"|(?:the{S})?(?:last|this|next|previous|prior|preceding|following|current){S}(?:fiscal{S})?year"
    f"|the{S}(?:fiscal{S})?year)"
)
WHOLE_WEEK = f"(?:last|this|next|previous|the{S}previous|the{S}following){S}week"
QUARTER_ORDINAL = "(?:first|second|third|fourth|1st|2nd|3rd|4th|final)"
OF = f"(?:{S}(?:of|in|for)|,)?{S}"


def full_year(words: str) -> int:
    """Return the year of "1998" or "'98"; two digits mean the years 1950 to 2049."""
    year = int(words.lstrip("'"))
    return year if year > 99 else year + (1900 if year >= 50 else 2000)


def fixed_day(year: int, month: int, day: int) -> Fixed:
    """Return a full date; one that the calendar does not have stays without a value."""
    try:
        return Fixed("DATE", date(year, month, day).isoformat(), "day")
    except ValueError:
        return Fixed("DATE", None, "day")


def day_of_year(words: Words, parse: Parse) -> Expression | None:
    """Read "Friday, January 23(, 2026)"."""
    month, day = month_number(words["month"]), ordinal_number(words["day"])
    if day > 31 or not day:
        return None
    if words["year"]:
        return fixed_day(full_year(words["year"]), month, day)
    if words["whole"]:
        return inside(Yearly(month, day), parse(words["whole"]))
    return Yearly(month, day)


def inside(part: Cyclic | Yearly, whole: Expression | None) -> Expression | None:
    """Place a recurring period in a larger one."""
    return Inside(part, whole) if isinstance(whole, Fixed | Offset | Cyclic) else None


def iso_day(words: Words, _: Parse) -> Expression | None:
    """Read "2026-01-23" or "2026/1/23"."""
    return fixed_day(int(words["year"]), int(words["month"]), int(words["day"]))


def numeric_day(words: Words, _: Parse) -> Expression | None:
    """Read "1/23/2026" month first, as American news writes it, and day first where no month has that number.

    With full stops the day comes first (the usage of continental Europe).
    """
    first, second, year = fullmatch(r"([0-9]+)[/.-]([0-9]+)[/.-]([0-9]+)", words["date"]).groups()  # type: ignore[union-attr]
    month, day = int(first), int(second)
    if "." in words["date"] or month > 12:
        month, day = day, month
    return fixed_day(full_year(year), month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def month_of_year(words: Words, parse: Parse) -> Expression | None:
    """Read "September 2025" or "March of last year"."""
    month = month_number(words["month"])
    if words["year"]:
        return Fixed("DATE", f"{full_year(words['year']):04d}-{month:02d}", "month")
    return inside(Cyclic("month", 12, month - 1), parse(words["whole"]))


def month(words: Words, _: Parse) -> Expression | None:
    """Read "September" or "last September"."""
    direction = DIRECTIONS.get(words["direction"])
    return Cyclic("month", 12, month_number(words["month"]) - 1, direction)


def weekday(words: Words, _: Parse) -> Expression | None:
    """Read "Friday" or "next Friday"."""
    return Cyclic("day", 7, weekday_number(words["weekday"]), DIRECTIONS.get(words["direction"]))


def weekday_of_week(words: Words, parse: Parse) -> Expression | None:
    """Read "Friday next week"."""
    return inside(Cyclic("day", 7, weekday_number(words["weekday"])), parse(words["whole"]))


def year(words: Words, _: Parse) -> Expression | None:
    """Read "1994", "fiscal 1994"."""
    return Fixed("DATE", f"{full_year(words['year']):04d}", "year")


def decade(words: Words, _: Parse) -> Expression | None:
    """Read "the 1980s", "the '80s"; two digits mean the twentieth century, but 00s and 10s the present one."""
    digits = words["decade"]
    prefix = digits[:3] if len(digits) == 4 else ("20" if digits[0] in "01" else "19") + digits[0]
    return Fixed("DATE", prefix, "decade")


def spelled_decade(words: Words, _: Parse) -> Expression | None:
    """Read "the eighties"."""
    names = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
    return Fixed("DATE", f"19{names.index(words['decade']) + 2}", "decade")


def century(words: Words, _: Parse) -> Expression | None:
    """Read "the 19th century", whose years begin with 18."""
    number = ordinal_number(words["century"])
    return Fixed("DATE", f"{number - 1:02d}", "century") if 1 <= number <= 30 else None


def part_of_year(words: Words, parse: Parse) -> Expression | None:
    """Read "the third quarter (of 1989)", "first-half", "Q3 2025"."""
    number = int(words["q"]) if words.get("q") else ordinal_number(words["ordinal"])
    grain, cycle = ("half", 2) if words.get("kind") == "half" else ("quarter", 4)
    if number > cycle:
        return None
    part = Cyclic(grain, cycle, number - 1)
    whole = words["whole"] or words.get("before")
    return inside(part, parse(whole)) if whole else part


def season(words: Words, parse: Parse) -> Expression | None:
    """Read "the summer of 1990", "last winter"."""
    number = SEASON_NUMBERS[words["season"]]
    if words["year"]:
        return Fixed("DATE", f"{full_year(words['year']):04d}-{SEASON_CODES[number]}", "season")
    part = Cyclic("season", 4, number, DIRECTIONS.get(words["direction"]))
    return inside(part, parse(words["whole"])) if words["whole"] else part


def named_day(words: Words, _: Parse) -> Expression | None:
    """Read "Thanksgiving", "Christmas 2010"."""
    name = next((name for name in HOLIDAYS if fullmatch(name, words["holiday"])), None)
    if name is None:
        return None
    if words["year"]:
        return Fixed("DATE", holiday(name, full_year(words["year"])).isoformat(), "day")
    return Yearly(0, 0, name, DIRECTIONS.get(words["direction"]))


_WEEKDAY_FIRST = rf"(?:{WEEKDAY},?{S})?"
_TWO = "[0-9]{1,2}"

RULES = (
    Rule(
        r"(?P<year>[12][0-9]{3})(?:-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])|/(?P<month2>[0-9]{1,2})/(?P<day2>[0-9]{1,2}))",
        lambda words, _: iso_day(
            {
                "year": words["year"],
                "month": words["month"] or words["month2"],
                "day": words["day"] or words["day2"],
            },
            _,
        ),
        "number",
        names_day=True,
    ),
    Rule(
        rf"{_WEEKDAY_FIRST}(?P<date>{_TWO}/{_TWO}/(?:{YEAR}|[0-9]{{2}})|{_TWO}-{_TWO}-{YEAR}|{_TWO}\.{_TWO}\.{YEAR})",
        numeric_day,
        "number",
        names_day=True,
    ),
    Rule(
        rf"{_WEEKDAY_FIRST}(?P<month>{MONTH})(?:{S}(?:the{S})?|[/-])(?P<day>{DAY}|{ORDINAL})"
        rf"(?:(?:,?{S}|,)(?P<year>{ANY_YEAR})|{OF}(?P<whole>{WHOLE_YEAR}))?",
        day_of_year,
        "month_day",
        names_day=True,
    ),
    Rule(
        rf"{_WEEKDAY_FIRST}(?:the{S})?(?P<day>{DAY}(?:{S}of)?|{ORDINAL}{S}of)(?:{S}|-)(?P<month>{MONTH})"
        rf"(?:(?:,?{S}|-)(?P<year>{ANY_YEAR})|{OF}(?P<whole>{WHOLE_YEAR}))?",
        lambda words, parse: day_of_year(words | {"day": words["day"].removesuffix(" of")}, parse),
        "month_day",
        names_day=True,
    ),
    Rule(
        rf"(?P<month>{MONTH})(?:(?:,?{S}(?:of{S})?|[/-])(?P<year>{ANY_YEAR})|{OF}(?P<whole>{WHOLE_YEAR}))",
        month_of_year,
        "month_day",
    ),
    Rule(rf"(?:(?P<direction>{DIRECTION}){S})?(?P<month>{MONTH})", month, "month"),
    Rule(rf"(?:(?P<direction>{DIRECTION}){S})?(?P<weekday>{FULL_WEEKDAY})", weekday, "weekday", names_day=True),
    Rule(rf"(?P<direction>{DIRECTION}){S}(?P<weekday>{WEEKDAY})", weekday, "weekday", names_day=True),
    Rule(rf"(?P<weekday>{WEEKDAY}){S}(?:of{S})?(?P<whole>{WHOLE_WEEK})", weekday_of_week, names_day=True),
    Rule(rf"(?P<whole>{WHOLE_WEEK})(?:{S}on)?{S}(?P<weekday>{WEEKDAY})", weekday_of_week, names_day=True),
    Rule(rf"(?:the{S}year{S}|(?:the{S})?fiscal{S}(?:year{S})?|fy ?)?(?P<year>{YEAR})", year, "year"),
    Rule(rf"(?:the{S})?(?P<decade>(?:1[5-9]|20)[0-9]0)'?s", decade),
    Rule(rf"(?:the{S})?'(?P<decade>[0-9]0)s", decade),
    Rule(rf"the{S}(?P<decade>[2-9]0)s", decade, "short_decade"),
    Rule(
        rf"(?:the{S})?(?:nineteen{S})?(?P<decade>(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet))ies",
        spelled_decade,
        "short_decade",
    ),
    Rule(rf"(?:the{S})?(?P<century>{ORDINAL})(?:{S}|-)century", century),
    Rule(
        rf"(?:the{S})?(?:(?P<before>{WHOLE_YEAR})(?:'s)?{S})?(?:the{S})?(?:fiscal{S})?(?P<ordinal>{QUARTER_ORDINAL})(?:{S}|-)"
        rf"(?:fiscal(?:{S}|-))?(?P<kind>quarter)(?:{OF}(?P<whole>{WHOLE_YEAR}))?",
        part_of_year,
    ),
    Rule(
        rf"(?:the{S})?(?P<ordinal>first|second)(?:{S}|-)(?P<kind>half){OF}(?P<whole>{WHOLE_YEAR})",
        part_of_year,
    ),
    Rule(
        rf"(?:(?P<before>{YEAR}){S}?)?q(?P<q>[1-4])(?:{S}?(?P<whole>{YEAR}|(?:last|this|next){S}year))?", part_of_year
    ),
    Rule(
        rf"(?:the{S})?(?:(?P<direction>{DIRECTION}){S})?(?P<season>{SEASON})(?:(?:{S}of)?,?{S}(?P<year>{ANY_YEAR})|{OF}(?P<whole>{WHOLE_YEAR}))?",
        season,
        "season",
    ),
    Rule(
        rf"(?:(?P<direction>{DIRECTION}){S})?(?P<holiday>{any_of(HOLIDAYS)})(?:(?:{S}of)?,?{S}(?P<year>{ANY_YEAR}))?",
        named_day,
        "holiday",
        names_day=True,
    ),
)
