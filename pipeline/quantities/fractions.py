"""Fractions: two thirds, a quarter of, 1/4, half a million, five and a half, two point five."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.quantities.cardinals import compose, factor_of
from pipeline.quantities.lexicon import CARDINALS, DENOMINATORS, FRACTION_SIGNS, PLURAL_DENOMINATORS, SCALES, UNIT_NAMES

if TYPE_CHECKING:
    from pipeline.quantities.tokens import Tokens

# Before these, `half` is a part; before other words it is half of a match or a half brother.
_HALF_BEFORE: Final = frozenset({
    "of", "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "that", "this", "these", "those", "all",
    "as",
})  # fmt: skip
_NO_HALF_AFTER: Final = frozenset({"first", "second", "other", "latter", "last", "this", "that", "better", "opening"})
_AMOUNT_AFTER: Final = frozenset({
    "than", "nearly", "almost", "about", "around", "over", "roughly", "approximately", "least", "by", "to", "under",
    "only", "just", "some", "exactly", "above", "below", "in",
})  # fmt: skip
# Behind `half-` these make another word: half-time, half-year results, a half-century of runs.
_NO_HALF_BEFORE: Final = frozenset({"time", "times", "year", "years", "century", "centuries"})
_HALVED: Final = frozenset(
    {"percentage", "percent", "point", "mile", "hour", "inch", "second", "minute", "ton", "pound"}
)
_PART_BEFORE: Final = frozenset({"of", "more", "less", "fewer", "as", "higher", "lower", "larger", "smaller"})
_PERIOD_AFTER: Final = frozenset({"last", "past", "next", "previous", "first", "for", "in", "final", "coming", "over"})
# Denominators that are no month or day of a news text more often than a denominator.
_SLASHED: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 40, 50, 64, 100, 1000})
_MAX_SLASHED_DIGITS: Final = 7
_MAX_DECIMALS: Final = 12  # number words behind `point`


class Fraction(NamedTuple):
    """A fraction from tokens `first` to `last` (exclusive); `whole` says that a whole number is part of it."""

    first: int
    last: int
    value: float
    whole: bool = False
    scale: int = 0


class _Scale(NamedTuple):
    last: int
    factor: float
    power: int


def slash(tokens: Tokens, first: int, index: int, value: float) -> Fraction | None:
    """Read what follows digits: `/4` of 1/4, ` 1/2` of 2 1/2, `½` of 2½."""
    lower = tokens.lower
    if lower[index] in FRACTION_SIGNS:
        return Fraction(first, index + 1, value + FRACTION_SIGNS[lower[index]], whole=True)
    if lower[index] == "/":
        ratio = _slashed(tokens, index - 1)
        return Fraction(first, index + 2, ratio) if ratio else None
    ratio = _slashed(tokens, index) if lower[index].isdecimal() and lower[index + 1] == "/" else 0
    return Fraction(first, index + 3, value + ratio, whole=True) if ratio else None


def _slashed(tokens: Tokens, index: int) -> float:
    """Return the value of digits, slash, digits; 0 when it may be a date."""
    numerator, denominator = tokens.lower[index], tokens.lower[index + 2]
    if (
        tokens.glued(index + 1) != tokens.glued(index + 2)
        or tokens.lower[index + 3] == "/"
        or len(numerator + denominator) > _MAX_SLASHED_DIGITS
        or not (numerator.isdecimal() and denominator.isdecimal())
        or int(denominator) not in _SLASHED
        or not 0 < int(numerator) < int(denominator)
    ):
        return 0
    return int(numerator) / int(denominator)


def part(tokens: Tokens, index: int) -> Fraction | None:
    """Read a part without a number before it: half, half a million, a third of, a quarter-million, a half-point."""
    lower = tokens.lower
    word, before, after = lower[index], lower[index - 1], lower[index + 1]
    article = before in {"a", "an"}
    first = index - 1 if article else index
    if article and is_whole_and_part(tokens, first - 3):
        return Fraction(first - 3, index + 1, 1 + 1 / DENOMINATORS[word])
    if word in {"half", "quarter"} or (article and lower[index + 1 : index + 3] == ["of", "a"]):
        scale = _scale_of_part(tokens, index)
        if scale:
            return Fraction(first, scale.last, scale.factor / DENOMINATORS[word], scale=scale.power)
    if word in {"half", "quarter"} and tokens.hyphenated(index + 1) and lower[index + 2] in UNIT_NAMES:
        known = lower[index + 2] not in _NO_HALF_BEFORE
    elif word == "half":
        known = before not in _NO_HALF_AFTER and (
            after in _HALF_BEFORE or before in _AMOUNT_AFTER or (article and (not after or after in _HALVED))
        )
    else:
        known = article and (after in _PART_BEFORE or lower[first - 1] in _AMOUNT_AFTER or not after.isalnum())
    return Fraction(first, index + 1, 1 / DENOMINATORS[word]) if known else None


def is_whole_and_part(tokens: Tokens, index: int) -> bool:
    """Say whether a single unit and a part of it begin at a token: a mile and a half, an hour and a quarter."""
    first, unit, link, article = tokens.lower[index : index + 4] if index >= 0 else ("", "", "", "")
    return first in {"a", "an"} and link == "and" and article == "a" and unit in UNIT_NAMES


def _scale_of_part(tokens: Tokens, index: int) -> _Scale | None:
    """Read the scale word that a part is of: half a million, two thirds of a million, quarter million."""
    at = index + 1
    if tokens.lower[at] == "of" or tokens.hyphenated(at):
        at += 1
    if tokens.lower[at] == "a":
        at += 2 if tokens.hyphenated(at + 1) else 1  # half-a-trillion
    factor = factor_of(tokens.lower[at], plural=False)
    return _Scale(at + 1, factor, SCALES.get(tokens.lower[at], 0)) if factor else None


def tail(tokens: Tokens, index: int, value: float, scale: int, *, words: bool) -> Fraction | None:
    """Read what may follow a number: a denominator, `and a half`, `point five`."""
    if words and tokens.lower[index] == "point":
        return _decimals(tokens, index, value)
    fraction = _denominator(tokens, index, value) if words else None
    return _scaled(tokens, fraction) if fraction else _added(tokens, index, value, scale)


def _denominator(tokens: Tokens, index: int, value: float) -> Fraction | None:
    at = index + 1 if tokens.lower[index] == "-" else index
    word = tokens.lower[at]
    singular = value == 1 or (value == 3 and word == "quarter" and at > index)  # a three-quarter majority
    divisor = PLURAL_DENOMINATORS.get(word) or (DENOMINATORS.get(word) if singular else None)
    if divisor is None or (divisor in {2, 4} and value % divisor == 0):
        return None
    if word.startswith("quarter") and at == index and tokens.lower[at + 1] != "of":
        of_a_year = value not in {1, 3} or tokens.lower[index - 2] in _PERIOD_AFTER
        if of_a_year:
            return None
    return Fraction(index, at + 1, value / divisor)


def _scaled(tokens: Tokens, fraction: Fraction) -> Fraction:
    scale = _scale_of_part(tokens, fraction.last - 1)
    if scale is None:
        return fraction
    return fraction._replace(last=scale.last, value=fraction.value * scale.factor, scale=scale.power)


def _added(tokens: Tokens, index: int, value: float, scale: int) -> Fraction | None:
    """Read `and a half`, `-and-a-half`, `and two thirds`; behind a million it is a part of that million."""
    lower = tokens.lower
    link = index + (lower[index] == "-")
    if lower[link] not in {"and", "&"}:
        return None
    at = link + 1 + (lower[link + 1] == "-")
    part = at + 1 + (lower[at + 1] == "-")
    added: Fraction | None = None
    if lower[at] in {"a", "an"} and lower[part] in DENOMINATORS:
        added = Fraction(at, part + 1, 1 / DENOMINATORS[lower[part]])
    elif lower[at] in CARDINALS:
        numerator = compose(tokens, at, None)
        added = _denominator(tokens, numerator.last, numerator.value)
    if added is None:
        return None
    if scale >= 3:
        own = _scaled(tokens, added)
        if own is not added:  # one billion and a half million
            return Fraction(index, own.last, value + own.value, whole=True, scale=scale)
        return Fraction(index, added.last, value + added.value * 10.0**scale, whole=True, scale=scale)
    return _scaled(tokens, Fraction(index, added.last, value + added.value, whole=True, scale=scale))


def _decimals(tokens: Tokens, index: int, value: float) -> Fraction | None:
    """Read `point five`, `point zero three`, `point seventy-one`, then a scale word."""
    if tokens.lower[index - 2] == "at":
        return None  # at one point five men were inside
    at, decimals = index + 1, ""
    while len(decimals) < _MAX_DECIMALS and CARDINALS.get(tokens.lower[at], 10) < 10:
        decimals += str(CARDINALS[tokens.lower[at]])
        at += 1
    if not decimals:
        number = compose(tokens, at, None)
        if not 10 <= number.value < 100:
            return None
        decimals, at = str(int(number.value)), number.last
    read = Fraction(index, at, float(f"{int(value)}.{decimals}"), whole=True)
    return _scaled(tokens, read)
