"""Fractions: two thirds, a quarter of, 1/4, half a million, five and a half."""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline.quantities.cardinals import compose, scale_at
from pipeline.quantities.lexicon import CARDINALS, DENOMINATORS, FRACTION_SIGNS, PLURAL_DENOMINATORS, SCALES
from pipeline.quantities.tokens import Tokens

# Before these, `half` is a part; before other words it is a half of a match or a half brother.
_HALF_OF: Final = frozenset({
    "of", "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "that", "this", "these", "those",
    "all", "as",
})  # fmt: skip
_NO_HALF: Final = frozenset({"first", "second", "other", "latter", "last", "this", "that", "better", "opening", "top"})
_AMOUNT_BEFORE: Final = frozenset({
    "than", "nearly", "almost", "about", "around", "over", "roughly", "approximately", "least", "by", "to", "under",
    "only", "just", "some", "exactly",
})  # fmt: skip
_PART_BEFORE: Final = frozenset({"of", "more", "less", "fewer", "as", "higher", "lower", "larger", "smaller"})
_PERIOD_BEFORE: Final = frozenset({"last", "past", "next", "previous", "first", "for", "in", "final", "coming", "over"})
_DENOMINATORS_IN_DIGITS: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 40, 50, 64, 100, 1000})


class Fraction(NamedTuple):
    """A fraction from tokens `first` to `last` (exclusive); `whole` is the whole number it was added to."""

    first: int
    last: int
    value: float
    whole: float
    scale: int


def slash(tokens: Tokens, first: int, index: int, value: float) -> Fraction | None:
    """Read what follows digits: `/4` of 1/4, ` 1/2` of 2 1/2, `½` of 2½."""
    lower = tokens.lower
    if lower[index] in FRACTION_SIGNS:
        return Fraction(first, index + 1, value + FRACTION_SIGNS[lower[index]], value, 0)
    if lower[index] == "/":
        ratio = _ratio(tokens, index - 1)
        return ratio and Fraction(first, index + 2, ratio, 0, 0)
    ratio = _ratio(tokens, index) if lower[index].isdecimal() and lower[index + 1] == "/" else None
    return ratio and Fraction(first, index + 3, value + ratio, value, 0)


def _ratio(tokens: Tokens, index: int) -> float | None:
    """Return the value of digits, slash, digits without spaces, when it can be no date."""
    lower = tokens.lower
    if not (tokens.glued(index + 1) and tokens.glued(index + 2)) or lower[index + 3] == "/":
        return None
    numerator, denominator = lower[index], lower[index + 2]
    if not (numerator.isdecimal() and denominator.isdecimal() and len(numerator + denominator) <= 7):
        return None
    if int(denominator) not in _DENOMINATORS_IN_DIGITS or not 0 < int(numerator) < int(denominator):
        return None
    return int(numerator) / int(denominator)


def part(tokens: Tokens, index: int) -> Fraction | None:
    """Read a part without a number before it: half, half a million, a third of, a quarter million."""
    lower = tokens.lower
    word, before = lower[index], lower[index - 1]
    article = before in {"a", "an"}
    first = index - 1 if article else index
    whole = _part_of_scale(tokens, index)
    if whole and word in {"half", "quarter"}:
        return Fraction(first, whole[0], whole[1] / DENOMINATORS[word], 0, whole[2])
    after = lower[index + 1]
    outer = lower[first - 1]
    if word == "half":
        known = before not in _NO_HALF and (after in _HALF_OF or before in _AMOUNT_BEFORE or (article and not after))
    else:
        known = article and (after in _PART_BEFORE or outer in _AMOUNT_BEFORE or not after.isalnum())
    return Fraction(first, index + 1, 1 / DENOMINATORS[word], 0, 0) if known else None


def _part_of_scale(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Return end, factor and power of the scale word that a part is of: half a million, quarter of a million."""
    at = index + 1
    if tokens.lower[at] == "of":
        at += 1
    if tokens.lower[at] == "a":
        at += 1
    factor = scale_at(tokens, at, plural=False)
    return (at + 1, factor, SCALES.get(tokens.lower[at], 0)) if factor else None


def tail(tokens: Tokens, index: int, value: float, scale: int, *, words: bool) -> Fraction | None:
    """Read what may follow a number: a denominator, `and a half`, `point five`."""
    if words and tokens.lower[index] == "point":
        return _decimals(tokens, index, value)
    if words:
        fraction = _denominator(tokens, index, value)
        if fraction:
            return _scaled(tokens, fraction)
    return _added(tokens, index, value, scale)


def _denominator(tokens: Tokens, index: int, value: float) -> Fraction | None:
    hyphen = tokens.lower[index] == "-"
    at = index + 1 if hyphen else index
    word = tokens.lower[at]
    divisor = PLURAL_DENOMINATORS.get(word) or (DENOMINATORS.get(word) if value == 1 else None)
    if divisor is None or value % divisor == 0 and divisor in {2, 4}:
        return None
    if divisor == 4 and word.startswith("quarter") and not hyphen and tokens.lower[at + 1] != "of":
        if value != 3 and value != 1:
            return None  # two quarters are half a year
        if tokens.lower[index - 2] in _PERIOD_BEFORE:
            return None
    return Fraction(index, at + 1, value / divisor, 0, 0)


def _scaled(tokens: Tokens, fraction: Fraction) -> Fraction:
    whole = _part_of_scale(tokens, fraction.last - 1)
    return fraction._replace(last=whole[0], value=fraction.value * whole[1], scale=whole[2]) if whole else fraction


def _added(tokens: Tokens, index: int, value: float, scale: int) -> Fraction | None:
    """Read `and a half`, `and two thirds`; behind a million and the like it is a part of that million."""
    lower = tokens.lower
    if lower[index] not in {"and", "&"}:
        return None
    at = index + 1
    if lower[at] in {"a", "an"} and lower[at + 1] in DENOMINATORS:
        added, last = 1 / DENOMINATORS[lower[at + 1]], at + 2
    elif lower[at] in CARDINALS:
        numerator = compose(tokens, at, None)
        fraction = _denominator(tokens, numerator.last, numerator.value)
        if fraction is None:
            return None
        added, last = fraction.value, fraction.last
    else:
        return None
    if scale >= 3:
        return Fraction(index, last, value + added * 10**scale, value, scale)
    return _scaled(tokens, Fraction(index, last, value + added, value, scale))


def _decimals(tokens: Tokens, index: int, value: float) -> Fraction | None:
    """Read `point five`, `point zero three`, `point seventy-one`, then a scale word."""
    at, decimals = index + 1, ""
    if tokens.lower[index - 2] == "at":
        return None  # at one point five men were inside
    while at < index + 12 and CARDINALS.get(tokens.lower[at], 99) < 10:
        decimals += str(CARDINALS[tokens.lower[at]])
        at += 1
    if not decimals:
        number = compose(tokens, at, None)
        if number.last == at or not 10 <= number.value < 100:
            return None
        decimals, at = str(int(number.value)), number.last
    scaled = _part_of_scale(tokens, at - 1)
    last, factor, scale = scaled or (at, 1, 0)
    return Fraction(index, last, float(f"{int(value)}.{decimals}") * factor, value, scale)
