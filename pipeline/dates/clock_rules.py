"""Rules for times of day: "8:30 a.m.", "Friday evening", "tonight", "2026-02-11T14:30"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.dates.expressions import Cyclic, Expression, Fixed, Inside, Offset, Timed, Yearly
from pipeline.dates.rule import Parse, Rule, Words, unnamed
from pipeline.dates.words import DAYPART, DAYPART_CODES, S, any_of

ZONE = any_of(
    [
        "[a-z]?[sd]t",
        "gmt|utc|cet|cest|bst|ist|msk|jst|aest|z",
        rf"(?:eastern|central|mountain|pacific|local)(?:{S}(?:standard|daylight))?(?:{S}time)?",
    ]
)
HALF_DAY = r"(?:[ap]\.?m\.?)"
CLOCK = (
    rf"(?:(?:1[0-2]|0?[0-9])(?:[:.][0-5][0-9](?::[0-5][0-9])?)?(?:{S})?{HALF_DAY}"
    rf"|(?:2[0-3]|[01]?[0-9]):[0-5][0-9](?::[0-5][0-9])?(?:{S}?{HALF_DAY})?"
    rf"|(?:1[0-2]|[1-9]){S}o'?clock|(?:12{S})?(?:noon|midnight))"
)
_PARTS = any_of([f"(?:early|late|mid){S}{DAYPART}", DAYPART])


def clock_suffix(words: str) -> tuple[str, str] | None:
    """Return "T14:30" and its grain for "2:30 p.m.", or None where no day has that time."""
    text = words.replace(".m", "m").replace(" ", "")
    if "noon" in text:
        return "T12:00", "minute"
    if "midnight" in text:
        return "T00:00", "minute"
    afternoon = "pm" in text or "p.m" in text
    half_day = afternoon or "am" in text
    digits = [int(part) for part in "".join(c if c.isdigit() else " " for c in text).split()]
    hour = digits[0]
    if half_day:
        if not 0 <= hour <= 12 and not (hour < 24):
            return None
        if hour <= 12:
            hour = hour % 12 + (12 if afternoon else 0)
    suffix = f"T{hour:02d}" + "".join(f":{part:02d}" for part in digits[1:])
    return suffix, ("hour", "minute", "second")[len(digits) - 1]


def timed(day: Expression | None, clock: str, part: str) -> Expression | None:
    """Put a clock time or a part of the day on a day."""
    if isinstance(day, Timed):
        return None
    if part:
        code = DAYPART_CODES[part.rsplit(" ", maxsplit=1)[-1].rsplit("-", maxsplit=1)[-1]]
        return Timed(day, code, "daypart")
    found = clock_suffix(clock)
    return None if found is None else Timed(day, *found)


def on_day(words: Words, parse: Parse) -> Expression | None:
    """Read "Friday evening", "8:30 a.m. on Friday"."""
    day = parse(words["day"])
    if not isinstance(day, Fixed | Offset | Cyclic | Yearly | Inside):
        return None
    return timed(day, words["clock"], words["part"])


def of_today(words: Words, _: Parse) -> Expression | None:
    """Read "tonight", "this morning", "last night"."""
    part = "night" if words["word"] == "tonight" else words["part"]
    return timed(Offset("day", -1 if words["direction"] == "last" else 0), "", part)


def alone(words: Words, _: Parse) -> Expression | None:
    """Read "8:30 a.m.", "the morning", whose day the context gives."""
    return timed(None, words["clock"], words["part"])


def rules(day_patterns: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of times, given the patterns of everything that names a day."""
    day = f"(?:(?:(?:early|late|later|earlier|mid)(?:{S}|-))?{any_of(unnamed(pattern) for pattern in day_patterns)})"
    clock = rf"(?P<clock>{CLOCK})(?:,?{S}{ZONE}|{S}?\({ZONE}\))?"
    return (
        Rule(
            rf"(?P<day>{day})(?:'s)?,?{S}(?:in{S}the{S}|during{S}the{S}|at{S})?(?:(?:early|late|mid)(?:{S}|-))?(?P<part>{DAYPART})(?P<clock>)",
            on_day,
            "daypart",
        ),
        Rule(
            rf"(?:the{S})?(?:(?:early|late|mid)(?:{S}|-))?(?P<part>{DAYPART})(?P<clock>){S}(?:of|on){S}(?P<day>{day})",
            on_day,
        ),
        Rule(rf"(?P<day>{day}),?{S}(?:at{S}|around{S}|about{S}|by{S}|before{S}|after{S})?{clock}(?P<part>)", on_day),
        Rule(
            r"(?P<day>[12][0-9]{3}-[0-9]{2}-[0-9]{2})t(?P<clock>[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?)(?P<part>)z?",
            on_day,
        ),
        Rule(rf"{clock}(?P<part>),?{S}(?:on{S}|of{S})?(?P<day>{day})", on_day),
        Rule(r"(?P<word>tonight)(?P<part>)(?P<direction>)", of_today),
        Rule(
            rf"(?P<word>)(?P<direction>this){S}(?P<part>{DAYPART})|last{S}night",
            lambda words, _: of_today(words if words["part"] else words | {"part": "night", "direction": "last"}, _),
        ),
        Rule(
            rf"(?:(?P<when>in{S}the|during{S}the|the){S})(?:(?:early|late|mid)(?:{S}|-))?(?P<part>{DAYPART})(?P<clock>)",
            alone,
            "daypart_alone",
        ),
        Rule(rf"{clock}(?P<part>)", alone, "clock"),
    )
