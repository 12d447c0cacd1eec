"""Reads one number, in digits or in words, at a token."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.quantities import fractions
from pipeline.quantities.cardinals import compose, scale_at
from pipeline.quantities.lexicon import (
    CARDINALS,
    DENOMINATORS,
    FRACTION_SIGNS,
    MONTHS,
    MULTIPLES,
    ORDINALS,
    SCALES,
    VAGUE,
)
from pipeline.quantities.tokens import Tokens, is_digits

STARTERS: Final = (
    frozenset(CARDINALS)
    .union(SCALES, VAGUE, MULTIPLES, FRACTION_SIGNS, DENOMINATORS)
    .union({"dozen"})
)
_MAX_DIGITS: Final = 24  # longer runs of digits are identifiers

_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")  # western and Indian groups
_GROUPED_BY_POINT: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_DECIMAL_COMMA: Final = re.compile(r"[0-9]+,[0-9]{1,2}")
_POWER_OF_TEN: Final = re.compile(r"(?:[eE]|\s?[x×*]\s?10\s?\^?\s?)([+\-−]?[0-9]{1,2})(?![\w.])")
_EXPONENT: Final = re.compile(r"\^\+?(-?[0-9]{1,2})(?![\w.])")
_MAX_EXPONENT: Final = 300  # digits of the result: floats end at 1e308
_GROUP_SPACES: Final = "\u00a0\u2009\u202f"
_NO_MULTIPLE_BEFORE: Final = frozenset({"the", "its", "their", "that", "what", "his", "her", "last", "this", "those"})


class Numeral(NamedTuple):
    """A number read from tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    value: float
    high: float | None  # upper end, for vague amounts only
    form: str  # digits, words, fraction, vague or multiple
    scale: int  # the largest power of ten that a scale word or letter gave, 0 when none


def read(tokens: Tokens, index: int) -> Numeral | None:
    """Read the longest number that starts at a token, or None."""
    word = tokens.lower[index]
    if is_digits(word):
        return _digits(tokens, index)
    if word in CARDINALS or word in SCALES or word == "dozen":
        return _words(tokens, index)
    if word in VAGUE:
        return _vague(tokens, index)
    if word in FRACTION_SIGNS:
        return Numeral(index, index + 1, FRACTION_SIGNS[word], None, "fraction", 0)
    if word in MULTIPLES:
        return _multiple(tokens, index)
    part = fractions.part(tokens, index)
    return part and Numeral(part.first, part.last, part.value, None, "fraction", part.scale)


def normalise(digits: str) -> str | None:
    """Write digits with separators so that `float` reads them, or None when they are no number."""
    if len(digits) > _MAX_DIGITS:
        return None
    if _PLAIN.fullmatch(digits):
        return digits
    if _GROUPED.fullmatch(digits):
        return digits.replace(",", "")
    if _GROUPED_BY_POINT.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.fullmatch(digits):
        return digits.replace(",", ".")
    return None


def ordinal_end(tokens: Tokens, numeral: Numeral) -> int | None:
    """Return the token after an ordinal that the number begins (21st, twenty-first), or None."""
    last = numeral.last
    word = tokens.lower[last]
    if numeral.form == "digits":
        return last + 1 if word in {"st", "nd", "rd", "th"} and tokens.glued(last) else None
    if word == "-" and tokens.glued(last) and tokens.glued(last + 1):
        return last + 2 if tokens.lower[last + 1] in ORDINALS else None
    composes = tokens.lower[last - 1] in SCALES or CARDINALS.get(tokens.lower[last - 1], 0) >= 20
    return last + 1 if word in ORDINALS and composes else None


def _digits(tokens: Tokens, index: int) -> Numeral | None:
    digits = normalise(tokens.lower[index])
    if digits is None:
        return None
    digits, last = _with_groups(tokens, index, digits)
    power = _POWER_OF_TEN.match(tokens.text, tokens.ends[last - 1])
    if power:
        while tokens.starts[last] < power.end():
            last += 1
        return Numeral(index, last, float(f"{digits}e{power[1].replace('−', '-')}"), None, "digits", 0)
    exponent = _EXPONENT.match(tokens.text, tokens.ends[last - 1])
    if exponent and float(digits) and len(digits) * int(exponent[1]) < _MAX_EXPONENT:
        while tokens.starts[last] < exponent.end():
            last += 1
        return Numeral(index, last, float(digits) ** int(exponent[1]), None, "digits", 0)
    fraction = fractions.slash(tokens, index, last, float(digits))
    if fraction:
        digits, last = repr(fraction.value), fraction.last
    value, end, scale = compose(tokens, last, digits)
    return _with_tail(tokens, index, end, value, "fraction" if fraction and not scale else "digits", scale)


def _with_groups(tokens: Tokens, index: int, digits: str) -> tuple[str, int]:
    """Join groups of three digits behind spaces: 1 234 567. One group behind a plain space must be round."""
    last = index + 1
    if len(digits) > 3 or not digits.isdecimal():
        return digits, last
    joined, wide = digits, False
    while (
        len(tokens.lower[last].partition(".")[0]) == 3
        and is_digits(tokens.lower[last])
        and tokens.starts[last] - tokens.ends[last - 1] == 1
        and len(joined) < _MAX_DIGITS
    ):
        wide = wide or tokens.text[tokens.ends[last - 1]] in _GROUP_SPACES
        joined += tokens.lower[last]
        last += 1
    groups = last - index - 1
    if groups > 1 or wide or (groups and joined.endswith("00") and tokens.lower[index - 1] not in MONTHS):
        return joined, last
    return digits, index + 1


def _words(tokens: Tokens, index: int) -> Numeral | None:
    value, last, scale = compose(tokens, index, None)
    if last == index:
        return None
    if tokens.lower[index] in CARDINALS:
        return _with_tail(tokens, index, last, value, "words", scale)
    before = tokens.lower[index - 1]  # a scale word without its number: a hundred, several hundred
    if before in {"several", "few", "many"}:
        first = index - 2 if before == "few" and tokens.lower[index - 2] == "a" else index - 1
        high = VAGUE["dozens"][1] if value == 12 else 10 * value - 1
        return Numeral(first, last, 2 * value, high, "vague", scale)
    if before == "couple":
        return Numeral(index - 2 if tokens.lower[index - 2] == "a" else index - 1, last, 2 * value, None, "words", scale)
    first = index - 1 if before in {"a", "an"} else index
    return _with_tail(tokens, first, last, value, "words", scale)


def _with_tail(tokens: Tokens, first: int, last: int, value: float, form: str, scale: int) -> Numeral | None:
    tail = fractions.tail(tokens, last, value, scale, words=form == "words")
    if tail:
        return Numeral(first, tail.last, tail.value, None, "fraction" if tail.whole == 0 else form, tail.scale)
    plural = scale_at(tokens, last, plural=True)
    if plural:
        return Numeral(first, last + 1, value * plural, None, form, 0)
    return Numeral(first, last, value, None, form, scale)


def _vague(tokens: Tokens, index: int) -> Numeral | None:
    lower = tokens.lower
    low, high = VAGUE[lower[index]]
    if lower[index + 1] == "of" and lower[index + 2] in VAGUE:
        factor = scale_at(tokens, index + 2, plural=True) or 1
        return Numeral(index, index + 3, float(low * factor), float((high + 1) * factor - 1), "vague", 3)
    if lower[index] in {"tens", "scores"} and (lower[index + 1] != "of" or lower[index - 1] in {"the", "test"}):
        return None
    return Numeral(index, index + 1, float(low), float(high), "vague", 0)


def _multiple(tokens: Tokens, index: int) -> Numeral | None:
    word = tokens.lower[index]
    if word not in {"twice", "thrice"} and tokens.lower[index + 1] not in _NO_MULTIPLE_BEFORE:
        return None
    return Numeral(index, index + 1, float(MULTIPLES[word]), None, "multiple", 0)
