"""Rules for lengths of time: "three weeks", "a year and a half", "the past decade", "10-year", "years"."""

from __future__ import annotations

from pipeline.dates import length_guards as guards
from pipeline.dates.expressions import Expression, Fixed
from pipeline.dates.rule import Parse, Rule, Words
from pipeline.dates.words import (
    APPROXIMATOR,
    CLOCK_UNITS,
    COUNT,
    COUNT_AND_UNIT,
    DAY_UNIT,
    MORE_UNITS,
    SPAN_UNIT,
    UNIT,
    UNIT_CODES,
    S,
    any_of,
    count_number,
    unit_name,
)

# Halves that are a whole number of finer units.
_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
_UNITS = tuple(UNIT_CODES)
# Units that TIMEX3 writes as a number of others.
_MULTIPLES = {"fortnight": ("week", 2), "quarter": ("month", 3)}
_SIDES = ("past", "last", "next", "first", "final", "coming", "previous", "preceding", "following", "opening", "latest")
_FRAME = (
    f"(?:(?:the|this|these|those|his|her|its|their|our|my){S})?(?:{any_of(_SIDES)}|other|another|full|entire|whole)"
)
_BETWEEN = (
    f"(?:consecutive|straight|successive|full|more|additional|long|short|whole|further|entire|solid|business|working|"
    f"calendar|trading|{any_of(_SIDES)})"
)


def duration_value(*amounts: tuple[float | None, str]) -> str:
    """Return the TIMEX3 duration of amounts of units; None is a vague amount, written X."""
    scaled = []
    for number, name in amounts:
        unit, factor = _MULTIPLES.get(name, (name, 1))
        scaled.append((_UNITS.index(unit), None if number is None else number * factor))
    date_part = time_part = ""
    for place, number in sorted(scaled, key=lambda amount: amount[0]):
        digits = "X" if number is None else f"{number:.3f}".rstrip("0").rstrip(".")
        if _UNITS[place] in CLOCK_UNITS:
            time_part += digits + UNIT_CODES[_UNITS[place]]
        else:
            date_part += digits + UNIT_CODES[_UNITS[place]]
    return f"P{date_part}" + (f"T{time_part}" if time_part else "")


def _length(unit: str, value: str) -> Fixed:
    return Fixed("DURATION", value, "week" if unit == "fortnight" else unit)


def _duration(words: Words, _: Parse) -> Expression | None:
    """Read "three weeks", "two and a half years", "two hours and 30 minutes"."""
    unit, number = unit_name(words["unit"]), count_number(words["count"])
    if words["count"] in {"a", "an"} and words["unit"].endswith("s"):
        number = None  # a decades-old feud
    if words["between"] in _SIDES and not words["unit"].endswith("s"):
        return None  # "only 3 next week"
    if (words["half"] or words["and_half"]) and number is not None:
        number += 0.5
    if number == 0.5 and unit in _HALVES:
        return _length(unit, _HALVES[unit])
    more = [(count_number(count), unit_name(name)) for count, name in COUNT_AND_UNIT.findall(words["more"])]
    return _length(unit, duration_value((number, unit), *more))


def _half(words: Words, _: Parse) -> Expression | None:
    """Read "half an hour"."""
    unit = unit_name(words["unit"])
    return _length(unit, _HALVES.get(unit) or duration_value((0.5, unit)))


def _one(words: Words, _: Parse) -> Expression | None:
    """Read "the past year", "all day", "decade-long"."""
    return _length(words["unit"], duration_value((1, words["unit"])))


def _many(words: Words, _: Parse) -> Expression | None:
    """Read "years", "the past weeks"."""
    unit = unit_name(words["unit"])
    return _length(unit, duration_value((None, unit)))


RULES = (
    Rule(
        rf"(?:{APPROXIMATOR}{S})?(?:{_FRAME}{S})?(?P<count>{COUNT})(?:{S}|-)(?P<half>and(?:{S}|-)(?:a(?:{S}|-))?half(?:{S}|-))?"
        rf"(?:(?P<between>{_BETWEEN}){S})?(?P<unit>{UNIT})"
        rf"(?:(?P<and_half>(?:{S}|-)and(?:{S}|-)(?:a(?:{S}|-))?half)|(?P<more>{MORE_UNITS}))?(?:(?:{S}|-)olds?)?",
        _duration,
        guards.counted,
    ),
    Rule(
        r"(?P<count>[0-9]{1,4}(?:\.[0-9])?)(?P<unit>(?:hour|day|week|month|year|min|hr|yr)s?|h)",
        _duration,
        guards.counted,
    ),
    Rule(
        rf"{_FRAME}{S}(?P<count>{COUNT}){S}quarters"
        rf"|(?P<count_>{COUNT}){S}(?:consecutive|straight|successive){S}quarters",
        lambda words, parse: _duration(Words(count=words["count"] or words["count_"], unit="quarters"), parse),
    ),
    Rule(
        rf"half(?:{S}an?{S}|-|{S})(?P<unit>{UNIT})|an?{S}half(?:{S}|-)(?P<unit_>{UNIT})",
        lambda words, parse: _half(Words(unit=words["unit"] or words["unit_"]), parse),
    ),
    Rule(rf"the{S}(?:past|last|next){S}(?P<unit>week|fortnight|month|year|decade|century|hour)", _one, guards.no_part),
    Rule(
        rf"(?:the|this){S}past{S}(?P<unit>quarter)|past{S}(?P<unit_>fortnight|{SPAN_UNIT})",
        lambda words, parse: _one(Words(unit=words["unit"] or words["unit_"]), parse),
    ),
    Rule(
        rf"(?:all(?:{S}|-)|another{S}|(?:(?:a|the){S})?(?:whole|full|entire)(?:{S}|-))(?P<unit>{DAY_UNIT}|hour)",
        _one,
    ),
    Rule(rf"(?:the{S}|these{S})?(?:past|last){S}(?P<unit>hours|days|weeks|months|years|decades|centuries)", _many),
    Rule(rf"(?:(?:an?|the){S})?(?P<unit>hour|day|week|month|year|decade|century)-?long", _one),
    Rule(r"(?P<unit>hours|minutes|days|weeks|months|years|decades|centuries)", _many, guards.bare_units),
)
