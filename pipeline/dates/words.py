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


def numbered(words: str, start: int) -> dict[str, int]:
    """Number the words of a line."""
    return {word: number for number, word in enumerate(words.split(), start)}


# A space, or the line break of wrapped text; never the blank line between two paragraphs.
S = r"(?:[ \t\r]{1,3}|[ \t\r]{0,2}\n[ \t]{0,2})"

MONTH_NUMBERS = numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1)
FULL_MONTH = any_of(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"])
SHORT_MONTH = any_of([r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.", "sept"])
MONTH = any_of([FULL_MONTH, SHORT_MONTH, "(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)"])

WEEKDAY_NUMBERS = numbered("mon tue wed thu fri sat sun", 0)
FULL_WEEKDAY = any_of(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
WEEKDAY = any_of([FULL_WEEKDAY, r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?"])

# Positions in `periods`: spring is the first season of a year, winter the last.
SEASON_NUMBERS = {"spring": 0, "summer": 1, "fall": 2, "autumn": 2, "winter": 3}
SEASON = any_of(SEASON_NUMBERS)

# The codes of TIMEX3 (TimeML 1.2.1) for the parts of a day.
DAYPART_CODES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
DAYPART = any_of(DAYPART_CODES)

ONES = numbered("one two three four five six seven eight nine", 1)
TEENS = numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
TENS = {
    word: number * 10 for word, number in numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
SPELLED = f"(?:{any_of(TENS)}(?:[ -]{any_of(ONES)})?|{any_of(TEENS)}|{any_of(ONES)})"
# At most nine digits: no count of units in a text is longer, and a phone or card number is.
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9}(?:\.[0-9]{1,3})?)"
EXACT = f"(?:(?:{DIGITS}|{SPELLED}|half)(?:[ -]{any_of(MULTIPLIERS)})?|(?:a )?{any_of(MULTIPLIERS)}|an?)"
# Amounts that name no number; TIMEX3 writes X in their place.
VAGUE = any_of(
    [
        "several|some|many|numerous|countless|multiple|various",
        "(?:a |the |very )?few",
        f"(?:a )?couple(?:{S}of)?",
        f"a number{S}of",
        f"(?:dozens|scores|hundreds|thousands|tens of thousands|millions|billions){S}of",
    ]
)
COUNT = f"(?:{EXACT}|{VAGUE})"

_ORDINAL_ONES = numbered("first second third fourth fifth sixth seventh eighth ninth", 1)
ORDINAL_NUMBERS = (
    _ORDINAL_ONES
    | numbered(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        10,
    )
    | {f"twenty-{word}": 20 + number for word, number in _ORDINAL_ONES.items()}
    | {"thirtieth": 30, "thirty-first": 31, "final": 4}
)
ORDINAL = any_of([r"[0-9]{1,2}(?:st|nd|rd|th)", *(word.replace("-", "[ -]") for word in ORDINAL_NUMBERS)])

# Words that bend an amount; TIMEX3 counts them to the span.
APPROXIMATOR = any_of(
    [
        "about|around|approximately|roughly|nearly|almost|some|only|just|least",
        f"(?:(?:slightly|a{S}little|much|no|not){S})?(?:more|less|fewer|longer){S}than",
        f"at{S}(?:least|most)|up{S}to|as{S}(?:many|long|little|few|much){S}as",
        f"(?:just|well|slightly|a{S}little|a{S}bit){S}(?:over|under)",
    ]
)

# Unit -> designator of a TIMEX3 duration; hours and finer follow a T.
UNIT_CODES = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
SHORT_UNITS = {"sec": "second", "min": "minute", "hr": "hour", "yr": "year", "centurie": "century", "fortnight": "week"}
CLOCK_UNITS = ("second", "minute", "hour")
DAY_UNIT = "(?:day|week|month|year|decade|century)"
DAY_UNITS = "(?:days|weeks|months|years|decades|centuries)"
UNIT = "(?:(?:second|minute|hour|day|week|month|year|decade|fortnight|sec|min|hr|yr)s?|century|centuries)"


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return MONTH_NUMBERS[name[:3]]


def weekday_number(name: str) -> int:
    """Return 0 (Monday) to 6 for a weekday's name or abbreviation."""
    return WEEKDAY_NUMBERS[name[:3]]


def ordinal_number(words: str) -> int:
    """Return the number of "21st", "twenty-first" or "21"."""
    digits = re.match(r"[0-9]+", words)
    return int(digits[0]) if digits else ORDINAL_NUMBERS[words.replace(" ", "-")]


def unit_name(word: str) -> str:
    """Return the singular, full name of a unit."""
    stem = word.removesuffix("s")
    return SHORT_UNITS.get(stem, stem)


def count_number(words: str) -> float | None:
    """Return the number that a count of units names, or None for a vague one."""
    total: float = 0
    for word in words.replace("-", " ").split():
        if word[0].isdigit():
            total += float(word.replace(",", ""))
        elif word in MULTIPLIERS:
            total = (total or 1) * MULTIPLIERS[word]
        elif word in {"a", "an"}:
            total += 0 if total else 1
        elif word == "half":
            total += 0.5
        elif (number := ONES.get(word) or TEENS.get(word) or TENS.get(word)) is not None:
            total += number
        else:
            return None
    return total
