"""Rules for times of day: "8:30 a.m.", "Friday evening", "tonight", "2026-02-11T14:30"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.dates import length_guards as guards
from pipeline.dates.expressions import Enclosing, Expression, Offset, Timed
from pipeline.dates.rule import Parse, Rule, Words, unnamed
from pipeline.dates.words import DAYPART, DAYPART_CODES, HOUR_NUMBERS, S, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_HALVES = {"TMO": "a", "TAF": "p", "TEV": "p", "TNI": "p"}
_NAMED_TIMES = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}
_ZONE = any_of(
    [
        "[ecmp][sd]?t|gmt|utc|cet|cest|bst|ist|msk|jst|kst|aest|hours|hrs",
        f"(?:eastern|central|mountain|pacific|local)(?:{S}(?:standard|daylight))?{S}time",
    ]
)
_HALF_DAY = rf"[ap]\.?{S}?m\.?"
_CLOCK = (
    rf"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9](?::[0-5][0-9])?)?{S}?{_HALF_DAY}"
    r"|(?:2[0-3]|[01]?[0-9]):[0-5][0-9](?::[0-5][0-9])?"
    rf"|(?:1[0-2]|[1-9]){S}o'?clock|(?:12{S})?{any_of(_NAMED_TIMES)})"
)
_ZONED = rf"(?P<clock>{_CLOCK}(?:,?{S}{_ZONE}|{S}?\({_ZONE}\))?|(?:2[0-3]|[01][0-9])[0-5][0-9]{S}(?:gmt|utc|hours|hrs))"
# An hour without minutes, which only a part of the day makes a time.
_HOUR = rf"(?:(?:1[0-2]|[1-9])(?::[0-5][0-9])?|{any_of(HOUR_NUMBERS)})(?:{S}o'?clock)?"
_EARLY = rf"(?:(?:early|late|mid)(?:-|{S}))?"
_AT = f"(?:(?:at|around|about|by|before|after){S})?"


def _clock(words: str, part_of_day: str) -> tuple[str, str]:
    """Return "T14:30" and its grain for "2:30 p.m.", or for "2:30" in the part of a day with the code TAF."""
    for name, suffix in _NAMED_TIMES.items():
        if name in words:
            return suffix, "minute"
    joined = re.match("([0-9]{2})([0-9]{2}) ", words)
    parts = (
        list(joined.groups()) if joined else re.findall("[0-9]+", words) or [str(HOUR_NUMBERS[words.partition(" ")[0]])]
    )
    written = re.search(r"([ap])\.? ?m", words)
    half_day = written[1] if written else _HALVES.get(part_of_day)
    hour = int(parts[0])
    if half_day == "p" and hour < 12:
        hour += 12
    elif half_day == "a" and hour == 12:
        hour = 0
    return "T" + ":".join([f"{hour:02d}", *parts[1:]]), ("hour", "minute", "second")[len(parts) - 1]


def _on_day(words: Words, parse: Parse) -> Expression | None:
    """Read "Friday evening", "8:30 a.m. on Friday", "tonight at 8:30"."""
    day = parse(words["day"])
    if day is None or isinstance(day, Enclosing):
        return None
    if isinstance(day, Timed):
        # A part of a day, which a clock time makes precise.
        return (
            Timed(day.day, *_clock(words["clock"], day.suffix)) if words["clock"] and day.grain == "daypart" else None
        )
    if words["clock"]:
        return Timed(day, *_clock(words["clock"], ""))
    return Timed(day, DAYPART_CODES[words["part"]], "daypart")


def _hour_of_part(words: Words, _: Parse) -> Expression | None:
    """Read "8 in the morning"."""
    return Timed(None, *_clock(words["clock"], DAYPART_CODES[words["part"]]))


def _of_today(words: Words, _: Parse) -> Expression | None:
    """Read "tonight", "this morning", "last night"."""
    return Timed(Offset("day", -1 if words["way"] == "last" else 0), DAYPART_CODES[words["part"] or "night"], "daypart")


def _alone(words: Words, _: Parse) -> Expression | None:
    """Read "8:30 a.m.", "in the morning", whose day the context gives."""
    if words["part"]:
        return Timed(None, DAYPART_CODES[words["part"]], "daypart")
    return Timed(None, *_clock(words["clock"], ""))


def rules(day_patterns: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of times, given the patterns of everything that names a day."""
    day = rf"(?:(?:(?:early|late|later|earlier)(?:{S}on)?{S})?{any_of(unnamed(pattern) for pattern in day_patterns)})"
    today = rf"(?:tonight|(?:this|last){S}{DAYPART})"
    part_of_day = rf"(?:{today}|{day}(?:'s)?,?{S}{_EARLY}{DAYPART})"
    return (
        Rule(
            rf"(?P<day>{day})(?:'s)?,?{S}(?:(?:in|during){S}the{S}|at{S})?{_EARLY}(?P<part>{DAYPART})",
            _on_day,
            guards.no_title,
        ),
        Rule(rf"(?:in{S})?(?:the{S})?{_EARLY}(?P<part>{DAYPART})(?:,?{S}(?:of|on))?{S}(?P<day>{day})", _on_day),
        Rule(rf"(?P<day>{day}|{part_of_day}),?{S}{_AT}{_ZONED}", _on_day),
        Rule(rf"(?P<day>{part_of_day}){S}at{S}(?P<clock>{_HOUR})", _on_day),
        Rule(
            rf"(?P<clock>{_HOUR}){S}in{S}the{S}(?P<part>morning|afternoon|evening)",
            _hour_of_part,
            guards.hour_of_part,
        ),
        Rule(rf"{_ZONED},?{S}(?:(?:on|of){S})?(?P<day>{day}|{part_of_day})", _on_day),
        Rule(r"(?P<day>[12][0-9]{3}-[01][0-9]-[0-3][0-9])t(?P<clock>[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?)z?", _on_day),
        Rule(
            rf"tonight|(?P<way>this){S}(?P<part>{DAYPART})|(?P<way_>last){S}night",
            lambda words, parse: _of_today(Words(way=words["way"] or words["way_"], part=words["part"]), parse),
        ),
        Rule(rf"(?:in{S}the|during{S}the|the){S}{_EARLY}(?P<part>{DAYPART})", _alone, guards.daypart),
        Rule(rf"(?:(?:early|late|mid)(?:-|{S})|mid)(?P<part>morning|afternoon|evening)", _alone),
        Rule(_ZONED, _alone, guards.clock),
    )
