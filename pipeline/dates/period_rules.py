"""Rules for longer periods of the calendar: "September 2025", "the third quarter", "last winter", "the 1980s"."""

from __future__ import annotations

from pipeline.dates import calendar_guards as guards
from pipeline.dates.day_rules import ANY_YEAR, DIRECTION, DIRECTIONS, OF, WHOLE_YEAR, YEAR, full_year, inside
from pipeline.dates.expressions import Cyclic, Expression, Fixed, Offset
from pipeline.dates.periods import SEASON_CODES
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import MONTH, ORDINAL, S, any_of, month_number, ordinal_number

_QUARTER_ORDINAL = "(?:first|second|third|fourth|1st|2nd|3rd|4th)"
# Positions in the year of `periods`: a winter belongs to the year in which it begins.
SEASONS = {"spring": 0, "summer": 1, "fall": 2, "autumn": 2, "winter": 3}
_DECADES = {"nought": "200"} | {
    name: f"19{digit}"
    for digit, name in enumerate(("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"), 2)
}


def _month_of_year(words: Words, parse: Parse) -> Expression | None:
    """Read "September 2025" or "March of last year"."""
    month = month_number(words["month"])
    if words["year"]:
        return Fixed("DATE", f"{full_year(words['year']):04d}-{month:02d}", "month")
    return inside(Cyclic("month", 12, month - 1), parse(words["whole"]))


def _month(words: Words, _: Parse) -> Expression | None:
    """Read "September" or "last September"."""
    return Cyclic("month", 12, month_number(words["month"]) - 1, DIRECTIONS.get(words["direction"]))


def _year(words: Words, _: Parse) -> Expression | None:
    """Read "1994", "fiscal 1994"."""
    return Fixed("DATE", words["year"], "year")


def _short_year(words: Words, _: Parse) -> Expression | None:
    """Read "(in) '88"."""
    return Fixed("DATE", f"{full_year(words['year'])}", "year")


def _turning_year(_words: Words, _: Parse) -> Expression | None:
    """Read "year-end", "midyear"."""
    return Offset("year", 0, "topic")


def _decade(words: Words, _: Parse) -> Expression | None:
    """Read "the 1980s" and "the '80s"; two digits mean the twentieth century, but 00 and 10 the present one."""
    digits = words["decade"]
    value = digits[:3] if len(digits) == 4 else ("20" if digits[0] in "01" else "19") + digits[0]
    return Fixed("DATE", value, "decade")


def _spelled_decade(words: Words, _: Parse) -> Expression | None:
    """Read "the eighties"."""
    return Fixed("DATE", _DECADES[words["decade"]], "decade")


def _century(words: Words, _: Parse) -> Expression | None:
    """Read "the 19th century", whose years begin with 18."""
    number = ordinal_number(words["century"])
    return Fixed("DATE", f"{number - 1:02d}", "century") if number else None


def _part_of_year(words: Words, parse: Parse) -> Expression | None:
    """Read "the third quarter (of 1989)", "the first half of 1990", "Q3 2025"."""
    grain, cycle = ("half", 2) if words["kind"][0] == "h" else ("quarter", 4)
    number = int(words["digit"]) if words["digit"] else ordinal_number(words["ordinal"])
    if number > cycle:
        return None
    part, whole = Cyclic(grain, cycle, number - 1), words["whole"] or words["before"]
    return inside(part, parse(whole)) if whole else part


def _season(words: Words, parse: Parse) -> Expression | None:
    """Read "the summer of 1990", "last winter"."""
    number = SEASONS[words["season"]]
    if words["year"]:
        return Fixed("DATE", f"{full_year(words['year']):04d}-{SEASON_CODES[number]}", "season")
    part = Cyclic("season", 4, number, DIRECTIONS.get(words["direction"]))
    return inside(part, parse(words["whole"])) if words["whole"] else part


RULES = (
    Rule(
        rf"(?P<month>{MONTH})(?:(?:,?{S}(?:of{S})?|[/-])(?P<year>{ANY_YEAR})|{OF}(?P<whole>{WHOLE_YEAR}))",
        _month_of_year,
        guards.month_day,
    ),
    Rule(rf"(?P<year>{YEAR}){S}(?P<month>{MONTH})", _month_of_year, guards.year_then_month),
    Rule(rf"(?:(?P<direction>{DIRECTION}){S})?(?P<month>{MONTH})", _month, guards.month),
    Rule(rf"(?:the{S}year{S}|(?:the{S})?(?:fiscal|calendar|financial){S}(?:year{S})?|fy ?)(?P<year>{YEAR})", _year),
    Rule(rf"(?P<year>{YEAR})", _year, guards.year),
    Rule("'(?P<year>[0-9]{2})", _short_year, guards.short_year),
    Rule(rf"year-?end|mid-?year|(?:the{S})?year's{S}end", _turning_year),
    Rule(
        rf"(?:the{S})?(?P<decade>(?:1[5-9]|20)[0-9]0)'?s|(?:the{S})?'(?P<short>[0-9]0)s",
        lambda words, parse: _decade(Words(decade=words["decade"] or words["short"]), parse),
    ),
    Rule(rf"(?:the{S})?(?P<decade>[2-9]0)'?s", _decade, guards.short_decade),
    Rule(
        rf"(?:the{S})?(?:nineteen{S})?(?P<decade>{any_of(_DECADES)})ies",
        _spelled_decade,
        guards.short_decade,
    ),
    Rule(rf"(?:the{S})?(?P<century>{ORDINAL})(?:{S}|-)century", _century),
    Rule(
        rf"(?:the{S})?(?:(?P<before>{WHOLE_YEAR})(?:'s)?{S})?(?:the{S})?(?:fiscal(?:{S}|-))?"
        rf"(?P<ordinal>{_QUARTER_ORDINAL})(?:{S}|-)"
        rf"(?:fiscal(?:{S}|-))?(?P<kind>quarter|half)(?:,?{OF}(?P<whole>{WHOLE_YEAR}))?",
        _part_of_year,
        guards.half,
    ),
    Rule(
        rf"(?:(?P<before>{YEAR})[ -]?)?(?P<kind>[qh])(?P<digit>[1-4])(?:,?{OF}(?P<whole>{WHOLE_YEAR}))?",
        _part_of_year,
    ),
    Rule(
        rf"(?:the{S})?(?:(?P<direction>{DIRECTION}){S})?(?P<season>{any_of(SEASONS)})"
        rf"(?:(?:{S}of)?,?{S}(?P<year>{ANY_YEAR})|{OF}(?P<whole>{WHOLE_YEAR}))?",
        _season,
        guards.season,
    ),
)
