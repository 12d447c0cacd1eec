"""The English words that time expressions are made of: as pattern pieces, and as the numbers they stand for.

Every piece is written in the syntax that `re` and RE2 share, in lower case and without capturing groups, because
one grammar serves the scanner (RE2, ignoring case) and the readers (`re`, on lower-cased text with single spaces).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(pieces: Iterable[str]) -> str:
    """Return a group that matches any of the pieces, longest first so that none hides a longer one."""
    return "(?:" + "|".join(sorted(pieces, key=lambda piece: (-len(piece), piece))) + ")"


def phrases(pieces: Iterable[str]) -> str:
    """Return a group that matches any of the phrases, over a line break too."""
    return any_of(piece.replace(" ", S) for piece in pieces)


def _numbered(words: str, start: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), start)}


# A space, or the line break of wrapped text; never the blank line between two paragraphs.
S = r"(?:[ \t\r]{1,3}|[ \t\r]{0,2}\n[ \t]{0,2})"

_MONTH_NUMBERS = _numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1)
_MONTHS = "january february march april may june july august september october november december"
FULL_MONTH = any_of(_MONTHS.split())
MONTH = any_of([FULL_MONTH, r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"])

_WEEKDAY_NUMBERS = _numbered("mon tue wed thu fri sat sun", 0)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
FULL_WEEKDAY = any_of(_WEEKDAYS.split())
WEEKDAY = any_of([FULL_WEEKDAY, r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?"])

# The codes of TIMEX3 (TimeML 1.2.1) for the parts of a day.
DAYPART_CODES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
DAYPART = any_of(DAYPART_CODES)

HOUR_NUMBERS = _numbered("one two three four five six seven eight nine ten eleven twelve", 1)
_ONES = _numbered("one two three four five six seven eight nine", 1)
_TEENS = _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = {
    word: 10 * number for word, number in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
_CARDINALS = _ONES | _TEENS | _TENS
_MULTIPLIERS = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_SPELLED = f"(?:{any_of(_TENS)}(?:[ -]{any_of(_ONES)})?|{any_of(_TEENS)}|{any_of(_ONES)})"
# At most nine digits before a unit: longer runs are identifiers, not counts.
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9}(?:\.[0-9]{1,3})?|[0-9]{1,4}[ -]1/2)"
_ROUNDED = r"(?:\+|-(?:plus|odd|some))"
_EXACT = (
    f"(?:(?:(?:{_DIGITS}|{_SPELLED}){_ROUNDED}?|half)(?:[ -]{any_of(_MULTIPLIERS)})?|(?:a )?{any_of(_MULTIPLIERS)}|an?)"
)
# Amounts that name no number; TIMEX3 writes X in their place.
_VAGUE = any_of(
    [
        "several|some|many|numerous|countless|multiple|various",
        "(?:a |the |very )?few",
        f"(?:a )?couple(?:{S}of)?",
        f"a number{S}of",
        f"(?:dozens|scores|hundreds|thousands|tens of thousands|millions|billions){S}of",
    ]
)
COUNT = f"(?:{_EXACT}|{_VAGUE})"
# Words that bend an amount; TIMEX3 counts them to the span.
APPROXIMATOR = any_of(
    [
        "about|around|approximately|roughly|nearly|almost|some|only|just",
        f"(?:(?:slightly|a{S}little|much|no|not){S})?(?:more|less|fewer|longer){S}than",
        f"at{S}(?:least|most)|up{S}to|as{S}(?:many|long|little|few|much){S}as",
        f"(?:just|well|slightly|a{S}little|a{S}bit){S}(?:over|under)",
    ]
)

_ORDINAL_ONES = _numbered("first second third fourth fifth sixth seventh eighth ninth", 1)
_ORDINAL_TEENS = _numbered(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 10
)
_ORDINAL_NUMBERS = (
    _ORDINAL_ONES
    | _ORDINAL_TEENS
    | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
    | {f"twenty-{word}": 20 + number for word, number in _ORDINAL_ONES.items()}
)
DIGIT_ORDINAL = "[0-9]{1,2}(?:st|nd|rd|th)"
SPELLED_ORDINAL = any_of(word.replace("-", "[ -]") for word in _ORDINAL_NUMBERS)
ORDINAL = f"(?:{DIGIT_ORDINAL}|{SPELLED_ORDINAL})"

# Unit -> designator in a TIMEX3 duration, largest first; hours and finer follow a T. Quarters are written as months.
UNIT_CODES = {
    "century": "CE",
    "decade": "DE",
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "M",
    "second": "S",
}
CLOCK_UNITS = ("hour", "minute", "second")
_SHORT_UNITS = {
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "yr": "year",
    "h": "hour",
    "centurie": "century",
    "night": "day",
}
SPAN_UNIT = "(?:week|month|quarter|year|decade|century)"
DAY_UNIT = f"(?:day|{SPAN_UNIT})"
DAY_UNITS = "(?:days|weeks|months|years|decades|centuries)"
UNIT = "(?:(?:second|minute|hour|day|week|month|year|decade|fortnight|sec|min|hr|yr)s?|nights|century|centuries)"

# The further units of "2 hours 30 minutes" and of "two years, three months and a day".
MORE_UNITS = (
    f"(?:(?:{S}(?:{_DIGITS}|{_SPELLED}){S}{UNIT}){{1,2}}|(?:,{S}{COUNT}{S}{UNIT}){{0,2}},?{S}and{S}{COUNT}{S}{UNIT})"
)
COUNT_AND_UNIT = re.compile(f"({COUNT})[ -]?({UNIT})")


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return _MONTH_NUMBERS[name[:3]]


def weekday_number(name: str) -> int:
    """Return 0 (Monday) to 6 for a weekday's name or abbreviation."""
    return _WEEKDAY_NUMBERS[name[:3]]


def ordinal_number(words: str) -> int:
    """Return the number of "21st", "twenty-first" or "21"."""
    digits = re.match("[0-9]+", words)
    return int(digits[0]) if digits else _ORDINAL_NUMBERS[words.replace(" ", "-")]


def unit_name(word: str) -> str:
    """Return the singular, full name of a unit."""
    stem = word.removesuffix("s")
    return _SHORT_UNITS.get(stem, stem)


def count_number(words: str) -> float | None:
    """Return the number that a count of units names, or None for a vague one."""
    total: float = 0
    for word in words.replace("-", " ").split():
        if word == "1/2":
            total += 0.5
        elif word[0].isdigit():
            total += float(word.rstrip("+").replace(",", ""))
        elif word in _CARDINALS:
            total += _CARDINALS[word]
        elif word in _MULTIPLIERS:
            total = (total or 1) * _MULTIPLIERS[word]
        elif word == "half":
            total += 0.5
        elif word in {"a", "an"}:
            total = 1
        elif not total or word not in {"plus", "odd", "some"}:
            return None
    return total
