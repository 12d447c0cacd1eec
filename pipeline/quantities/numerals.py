"""Reads one number, in digits or in words, at a token."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pipeline.quantities import fractions, rounding
from pipeline.quantities.cardinals import PLURAL_SCALES, compose, factor_of
from pipeline.quantities.lexicon import (
    ABBREVIATED_SCALES,
    CARDINALS,
    DENOMINATORS,
    FRACTION_SIGNS,
    MONTHS,
    MULTIPLES,
    NUMBER_WORDS,
    ONE,
    ORDINALS,
    SCALES,
    VAGUE,
)
from pipeline.quantities.tokens import is_digits

if TYPE_CHECKING:
    from pipeline.quantities.tokens import Tokens

SIGNS: Final = tuple(FRACTION_SIGNS)
WORDS: Final = NUMBER_WORDS.union(MULTIPLES, DENOMINATORS)
STARTERS: Final = WORDS.union(SIGNS)

_MAX_DIGITS: Final = 24  # longer runs of digits are identifiers
_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")  # western and Indian groups
_GROUPED_BY_POINT: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_DECIMAL_COMMA: Final = re.compile(r"[0-9]+,[0-9]{1,2}")
_POWER_OF_TEN: Final = re.compile(r"(?:[eE]|\s?[x×*]\s?10\s?\^?\s?)([+\-−]?[0-9]{1,2})(?![\w.])")
_EXPONENT: Final = re.compile(r"\^\+?(-?[0-9]{1,2})(?![\w.])")
_MAX_EXPONENT: Final = 300  # digits of a power: floats end at 1e308
_GROUP_SPACES: Final = "\u00a0\u2009\u202f"
# What may go on with digits behind a space.
_GOES_ON: Final = frozenset(SCALES).union(
    ABBREVIATED_SCALES, FRACTION_SIGNS, PLURAL_SCALES, {"dozen", "and", "&", "-", "/", "x", "×", "*", "^"}
)
_BEFORE_MULTIPLE: Final = frozenset({"the", "its", "their", "that", "what", "his", "her", "last", "this", "those"})

Form = Literal["digits", "words", "fraction", "vague", "multiple"]


class Numeral(NamedTuple):
    """A number read from tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    value: float
    high: float | None  # upper end, for vague amounts only
    form: Form
    scale: int  # the largest power of ten that a scale word or letter gave, 0 when none


def read(tokens: Tokens, index: int) -> Numeral | None:
    """Read the longest number that starts at a token, or None."""
    word = tokens.lower[index]
    if is_digits(word):
        return _digits(tokens, index)
    if word in VAGUE:
        return _vague(tokens, index)
    if word in NUMBER_WORDS:
        return _words(tokens, index)
    if word in FRACTION_SIGNS:
        return Numeral(index, index + 1, FRACTION_SIGNS[word], None, "fraction", 0)
    if word in MULTIPLES:
        return _multiple(tokens, index)
    part = fractions.part(tokens, index) if word in DENOMINATORS else None
    return Numeral(part.first, part.last, part.value, None, "fraction", part.scale) if part else None


def ordinal_end(tokens: Tokens, numeral: Numeral) -> int | None:
    """Return the token after an ordinal that the number begins (21st, twenty-first), or None."""
    last = numeral.last
    word, tail = tokens.lower[last], tokens.lower[last - 1]
    if numeral.form == "digits":
        stone = word == "st" and not tail.endswith("1")  # 16st 4lb
        return last + 1 if word in {"st", "nd", "rd", "th"} and tokens.glued(last) and not stone else None
    if word == "-" and tokens.glued(last) and tokens.glued(last + 1):
        return last + 2 if tokens.lower[last + 1] in ORDINALS else None
    composes = tail in SCALES or CARDINALS.get(tail, 0) >= 20
    return last + 1 if word in ORDINALS and composes else None


def normalise(digits: str) -> str | None:
    """Write digits with separators so that `float` reads them, or None when they are no number."""
    if len(digits) > _MAX_DIGITS or (digits[0] == "0" and digits[1:2].isdecimal()):
        return None
    if digits.isdecimal() or _PLAIN.fullmatch(digits):
        return digits
    if _GROUPED.fullmatch(digits):
        return digits.replace(",", "")
    if _GROUPED_BY_POINT.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _DECIMAL_COMMA.fullmatch(digits):
        return digits.replace(",", ".")
    return None


def _digits(tokens: Tokens, index: int) -> Numeral | None:
    digits = normalise(tokens.lower[index])
    if digits is None:
        return None
    if (
        not tokens.glued(index + 1)
        and tokens.lower[index + 1] not in _GOES_ON
        and not is_digits(tokens.lower[index + 1])
    ):
        return Numeral(index, index + 1, float(digits), None, "digits", 0)
    digits, last = _with_groups(tokens, index, digits)
    behind = rounding.behind(tokens, last)
    if tokens.lower[behind] in SCALES:
        last = behind  # 20+ million
    powered = _power(tokens, index, last, digits)
    if powered:
        return powered
    fraction = fractions.slash(tokens, index, last, float(digits))
    if fraction:
        digits, last = repr(fraction.value), fraction.last
    value, last, scale = compose(tokens, last, digits)
    if fraction and not fraction.whole and not scale:
        return Numeral(index, last, value, None, "fraction", 0)
    return _with_tail(tokens, index, last, value, "digits", scale)


def _with_groups(tokens: Tokens, index: int, digits: str) -> tuple[str, int]:
    """Join groups of three digits behind spaces: 1 234 567. A single group behind a plain space must be round."""
    last = index + 1
    if len(digits) > 3 or not digits.isdecimal():
        return digits, last
    joined, wide = digits, False
    while (
        is_digits(tokens.lower[last])
        and len(tokens.lower[last].partition(".")[0]) == 3
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


def _power(tokens: Tokens, index: int, last: int, digits: str) -> Numeral | None:
    """Read scientific notation and powers: 4e14, 2.48×10−5, 10^6."""
    end = tokens.ends[last - 1]
    if tokens.text[end : end + 2].strip()[:1] not in {"e", "E", "x", "×", "*", "^"}:
        return None
    ten = _POWER_OF_TEN.match(tokens.text, end)
    own = _EXPONENT.match(tokens.text, end)
    match = ten or own
    if match is None:
        return None
    power = int(match[1].replace("−", "-"))
    if own and (float(digits) == 0 or len(digits) * abs(power) > _MAX_EXPONENT):
        return None
    value = float(f"{digits}e{power}") if ten else float(digits) ** power
    while tokens.starts[last] < match.end():
        last += 1
    return Numeral(index, last, float(value), None, "digits", 0)


def _words(tokens: Tokens, index: int) -> Numeral:
    value, last, scale = compose(tokens, index, None)
    if tokens.lower[index] in CARDINALS:
        return _with_tail(tokens, index, last, value, "words", scale)
    before = tokens.lower[index - 1]  # a scale word without its number: a hundred, several hundred
    article = 1 if tokens.lower[index - 2] == "a" else 0
    if before in {"several", "few", "many"}:
        high = VAGUE["dozens"][1] if value == 12 else 10 * value - 1
        return Numeral(index - 1 - article, last, 2 * value, high, "vague", scale)
    if before == "couple":
        return Numeral(index - 1 - article, last, 2 * value, None, "words", scale)
    return _with_tail(tokens, index - 1 if before == "a" else index, last, value, "words", scale)


def _with_tail(  # noqa: PLR0913, PLR0917 - the fields of a Numeral
    tokens: Tokens, first: int, last: int, value: float, form: Form, scale: int
) -> Numeral:
    tail = fractions.tail(tokens, last, value, scale, words=form == "words")
    if tail:
        return Numeral(first, tail.last, tail.value, None, form if tail.whole else "fraction", tail.scale)
    plural = factor_of(tokens.lower[last], plural=True)  # 3 dozens
    return Numeral(first, last + 1 if plural else last, value * (plural or 1), None, form, scale)


def _vague(tokens: Tokens, index: int) -> Numeral | None:
    word, after, of = tokens.lower[index : index + 3]
    low, high = VAGUE[word]
    if after == "of" and of in VAGUE:
        factor = factor_of(of, plural=True) or 1
        return Numeral(index, index + 3, low * factor, (high + 1) * factor - 1, "vague", 3)
    before = tokens.lower[index - 1]
    wounded = word == "scores" and before in ONE["casualties"]
    if word in {"tens", "scores"} and (after != "of" or before in {"the", "test"}) and not wounded:
        return None  # the scores of a game; but: wounding scores
    return Numeral(index, index + 1, float(low), float(high), "vague", 0)


def _multiple(tokens: Tokens, index: int) -> Numeral | None:
    word = tokens.lower[index]
    if not word.endswith(("ice", "fold")) and tokens.lower[index + 1] not in _BEFORE_MULTIPLE:
        return None
    return Numeral(index, index + 1, float(MULTIPLES[word]), None, "multiple", 0)
