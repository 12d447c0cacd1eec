"""Rules for repetition: "every year", "each Monday", "Sundays", "daily", "twice a week"."""

from __future__ import annotations

from pipeline.dates import calendar_guards, length_guards
from pipeline.dates.duration_rules import duration_value
from pipeline.dates.expressions import Expression, Fixed
from pipeline.dates.period_rules import SEASONS
from pipeline.dates.periods import SEASON_CODES
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import (
    COUNT,
    DAYPART,
    DAYPART_CODES,
    FULL_MONTH,
    FULL_WEEKDAY,
    UNIT,
    S,
    any_of,
    count_number,
    month_number,
    unit_name,
    weekday_number,
)

_ADVERBS = {
    "hourly": ("PT1H", "hour"),
    "daily": ("P1D", "day"),
    "nightly": ("P1D", "day"),
    "weekly": ("P1W", "week"),
    "biweekly": ("P2W", "week"),
    "monthly": ("P1M", "month"),
    "bimonthly": ("P2M", "month"),
    "quarterly": ("P3M", "quarter"),
    "semiannually": ("P6M", "half"),
    "annually": ("P1Y", "year"),
    "yearly": ("P1Y", "year"),
}
_NTH = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}


def _every_unit(words: Words, _: Parse) -> Expression | None:
    """Read "every year", "each two days", "every other week", and the rates "a year", "per day"."""
    unit = unit_name(words["unit"])
    number = _NTH[words["nth"]] if words["nth"] else count_number(words["count"]) if words["count"] else 1
    return Fixed("SET", duration_value((number, unit)), "week" if unit == "fortnight" else unit)


def _every_weekday(words: Words, _: Parse) -> Expression | None:
    """Read "every Monday", "Sundays", "Friday mornings"."""
    part = words["part"].removesuffix("s")
    value = f"XXXX-WXX-{weekday_number(words['weekday']) + 1}"
    return Fixed("SET", value + DAYPART_CODES[part] if part else value, "daypart" if part else "day")


def _every_month(words: Words, _: Parse) -> Expression | None:
    """Read "each September"."""
    return Fixed("SET", f"XXXX-{month_number(words['month']):02d}", "month")


def _every_season(words: Words, _: Parse) -> Expression | None:
    """Read "every summer"."""
    return Fixed("SET", f"XXXX-{SEASON_CODES[SEASONS[words['season']]]}", "season")


def _every_part(words: Words, _: Parse) -> Expression | None:
    """Read "every morning", "each weekend"."""
    if words["part"] in {"weekend", ""}:
        return Fixed("SET", "XXXX-WXX-WE", "weekend")
    return Fixed("SET", f"XXXX-XX-XX{DAYPART_CODES[words['part']]}", "daypart")


def _adverb(words: Words, _: Parse) -> Expression | None:
    """Read "daily"."""
    return Fixed("SET", *_ADVERBS[words["adverb"].replace("-", "")])


RULES = (
    Rule(
        rf"(?:every|each)(?:{S}(?:(?P<nth>{any_of(_NTH)})|(?P<count>{COUNT})))?{S}(?P<unit>{UNIT}|quarter)",
        _every_unit,
    ),
    Rule(rf"(?:every|each){S}(?:other{S})?(?P<weekday>{FULL_WEEKDAY})(?:{S}(?P<part>{DAYPART}))?", _every_weekday),
    Rule(rf"(?P<weekday>{FULL_WEEKDAY})s", _every_weekday, calendar_guards.weekday),
    Rule(rf"(?P<weekday>{FULL_WEEKDAY}){S}(?P<part>{DAYPART}s)", _every_weekday, calendar_guards.weekday),
    Rule(rf"(?:every|each){S}(?P<month>{FULL_MONTH})", _every_month),
    Rule(rf"(?:every|each){S}(?P<season>{any_of(SEASONS)})", _every_season),
    Rule(rf"(?:every|each){S}(?P<part>{DAYPART}|weekend)", _every_part),
    Rule("weekends", _every_part, length_guards.habit),
    Rule(rf"an?{S}(?P<unit>hour|day|week|month|year)", _every_unit, length_guards.rate),
    Rule(rf"per{S}(?P<unit>hour|day|week|month|year)", _every_unit, length_guards.no_speed),
    Rule(rf"(?P<adverb>{any_of([*_ADVERBS, 'bi-(?:week|month)ly', 'semi-annually'])})", _adverb, length_guards.adverb),
)
