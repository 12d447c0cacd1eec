"""Numbers that are days, years and times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.quantities.lexicon import CLOCK, MONTHS, TIME_SHIFTS, TIME_UNITS, YEARS

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.nouns import Span
    from pipeline.quantities.tokens import Tokens

_YEARS: Final = range(1500, 2100)
_RECENT_YEARS: Final = range(1900, 2040)  # rarely a count, even before a noun
_DAY_LINKS: Final = frozenset({"and", "&", ",", "or"})
_FROM_DAY: Final = frozenset({("from", "now"), ("from", "today"), ("from", "tomorrow")})
_BEFORE_PERIOD: Final = frozenset({"in", "since", "last"})


def is_time(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether the number is a clock time (10 pm), a year of an era (508 BC) or a time gone by (two years ago)."""
    after = tokens.lower[measure.last]
    if measure.unit:
        shifted = after in TIME_SHIFTS or tuple(tokens.lower[measure.last : measure.last + 2]) in _FROM_DAY
        return measure.unit.name in TIME_UNITS and shifted
    return after in CLOCK and noun is None


def is_date(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether digits are the day of a month or a year."""
    digits = tokens.lower[measure.numeral.first]
    if not digits.isdecimal() or measure.numeral.scale or (measure.unit and measure.unit.name != "year"):
        return False
    if 1 <= measure.value <= 31 and _is_day(tokens, measure, noun):
        return True
    return len(digits) == 4 and int(measure.value) in _YEARS and _is_year(tokens, measure, noun)


def _is_day(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    lower, surface, first, last = tokens.lower, tokens.surface, measure.first, measure.last
    month = first - 2 if lower[first - 1] == "." else first - 1
    if lower[month] in MONTHS and (surface[month][0].isupper() or noun is None):
        return noun is None or noun[0] != last or lower[month - 1] not in _BEFORE_PERIOD  # in January 12 men died
    if lower[last] in _DAY_LINKS and lower[last + 1].isdecimal():
        last += 2  # 20 and 21 August
    if lower[last] in MONTHS:
        return surface[last][0].isupper()
    return lower[last] == "of" and lower[last + 1] in MONTHS


def _is_year(tokens: Tokens, measure: Measure, noun: Span | None) -> bool:
    """Say whether four digits are a year; a count needs a noun, and for recent years an amount word or people."""
    before = tokens.lower[measure.first - 1]
    if noun is None or noun[0] != measure.last:
        return measure.unit is None or before in YEARS["after"]
    if before in YEARS["amounts"] or (before not in YEARS["after"] and tokens.lower[noun[0]] in YEARS["counts"]):
        return False
    return int(measure.value) in _RECENT_YEARS or before in YEARS["after"] or before in MONTHS
