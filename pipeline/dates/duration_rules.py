"""Rules for lengths of time ("three weeks", "the past decade") and for repetition ("every year", "daily")."""

from __future__ import annotations

from pipeline.dates.expressions import Expression, Fixed
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import (
    APPROXIMATOR,
    CLOCK_UNITS,
    COUNT,
    DAYPART,
    DAYPART_CODES,
    FULL_MONTH,
    FULL_WEEKDAY,
    UNIT,
    UNIT_CODES,
    S,
    any_of,
    count_number,
    month_number,
    unit_name,
    weekday_number,
)

# Halves that have a whole number of the next finer unit.
HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annually": "P1Y",
    "yearly": "P1Y",
}
FRAME = f"(?:(?:the|this|these|those|his|her|its|their|our|my){S})?(?:past|last|next|first|final|coming|previous|preceding|following|another|other|latest|initial|opening|full|entire|whole)"


def amount(unit: str, count: float | None) -> str:
    """Return the part of a TIMEX3 duration for one unit, without the leading P."""
    number = "X" if count is None else str(int(count)) if count == int(count) else f"{count:.2f}".rstrip("0")
    return f"{'T' if unit in CLOCK_UNITS else ''}{number}{UNIT_CODES[unit]}"


def duration(words: Words, _: Parse) -> Expression | None:
    """Read "three weeks", "two and a half years", "two hours and 30 minutes"."""
    unit, count = unit_name(words["unit"]), count_number(words["count"])
    if words["half"] or words["and_half"]:
        count = None if count is None else count + 0.5
    if count == 0.5 and unit in HALVES:
        return Fixed("DURATION", HALVES[unit], unit)
    value = amount(unit, count)
    if words["unit2"]:
        second = amount(unit_name(words["unit2"]), count_number(words["count2"]))
        value += second.removeprefix("T") if value.startswith("T") else second
    return Fixed("DURATION", f"P{value}", unit)


def half_unit(words: Words, _: Parse) -> Expression | None:
    """Read "half an hour"."""
    unit = unit_name(words["unit"])
    return Fixed("DURATION", HALVES.get(unit, f"P{amount(unit, 0.5)}"), unit)


def one_unit(words: Words, _: Parse) -> Expression | None:
    """Read "the past year", "all day", "decade-long"."""
    unit = unit_name(words["unit"])
    return Fixed("DURATION", f"P{amount(unit, 1)}", unit)


def many_units(words: Words, _: Parse) -> Expression | None:
    """Read "years", "the past weeks"."""
    unit = unit_name(words["unit"])
    return Fixed("DURATION", f"P{amount(unit, None)}", unit)


def every_unit(words: Words, _: Parse) -> Expression | None:
    """Read "every year", "each two days", "every other week"."""
    unit = unit_name(words["unit"])
    if words["ordinal"]:
        count: float | None = 2 if words["ordinal"] == "other" else ORDINALS[words["ordinal"]]
    else:
        count = count_number(words["count"]) if words["count"] else 1
    return Fixed("SET", f"P{amount(unit, count)}", unit)


ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10, "few": 0}


def every_named(words: Words, _: Parse) -> Expression | None:
    """Read "every Monday", "Mondays", "each September", "every morning"."""
    suffix = DAYPART_CODES[words["part"].removesuffix("s")] if words["part"] else ""
    if words["weekday"]:
        return Fixed("SET", f"XXXX-WXX-{weekday_number(words['weekday']) + 1}{suffix}", "day")
    if words["month"]:
        return Fixed("SET", f"XXXX-{month_number(words['month']):02d}", "month")
    return Fixed("SET", f"XXXX-XX-XX{suffix}", "daypart")


def adverb(words: Words, _: Parse) -> Expression | None:
    """Read "daily"."""
    value = ADVERBS[words["adverb"]]
    return Fixed("SET", value, next(unit for unit, code in UNIT_CODES.items() if value.endswith(code)))


RULES = (
    Rule(
        rf"(?:{APPROXIMATOR}{S})?(?:{FRAME}{S})?(?P<count>{COUNT})(?:{S}|-)(?P<half>and{S}a{S}half{S})?"
        rf"(?:(?:consecutive|straight|full|more|additional|long|short|whole|further|entire|solid){S})?(?P<unit>{UNIT})"
        rf"(?P<and_half>{S}and{S}a{S}half)?(?:(?:,|{S}and)?{S}(?P<count2>{COUNT}){S}(?P<unit2>{UNIT}))?(?:(?:{S}|-)olds?)?",
        duration,
        "counted_unit",
    ),
    Rule(
        rf"half(?:{S}an?{S}|-|{S})(?P<unit>{UNIT})|an?{S}half(?:{S}|-)(?P<unit_>{UNIT})",
        lambda words, _: half_unit({"unit": words["unit"] or words["unit_"]}, _),
    ),
    Rule(
        rf"(?:the|this){S}(?:past|last|next|coming){S}(?P<unit>week|month|quarter|year|decade|century)",
        one_unit,
        "past_unit",
    ),
    Rule(rf"(?:all|(?:a|the){S}(?:whole|full|entire)){S}(?P<unit>day|week|month|year|decade|century)", one_unit),
    Rule(rf"(?:the{S})?(?:past|last){S}(?P<unit>days|weeks|months|years|decades|centuries)", many_units),
    Rule(r"(?P<unit>hour|day|week|month|year|decade|century)-?long", one_unit),
    Rule(r"(?P<unit>hours|days|weeks|months|years|decades|centuries)", many_units, "bare_units"),
    Rule(
        rf"(?:every|each)(?:{S}(?:(?P<ordinal>other|second|third|fourth|fifth|tenth)|(?P<count>{COUNT})))?{S}(?P<unit>{UNIT})",
        every_unit,
    ),
    Rule(
        rf"(?:every|each){S}(?:(?P<weekday>{FULL_WEEKDAY})(?:{S}(?P<part>{DAYPART}))?|(?P<month>{FULL_MONTH})|(?P<part_>{DAYPART}))",
        lambda words, _: every_named(words | {"part": words["part"] or words["part_"]}, _),
    ),
    Rule(rf"(?:on{S})?(?P<weekday>{FULL_WEEKDAY})s(?P<part>)(?P<month>)", every_named, "weekday"),
    Rule(rf"(?:an?{S}|per{S})(?P<ordinal>)(?P<count>)(?P<unit>hour|day|week|month|year)", every_unit, "rate"),
    Rule(rf"(?P<adverb>{any_of(ADVERBS)})", adverb, "adverb"),
)
