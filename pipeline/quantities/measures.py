"""A number with its sign, its currency and its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.quantities.lexicon import CARDINALS, SMALLER
from pipeline.quantities.numerals import Numeral, read
from pipeline.quantities.tokens import is_digits
from pipeline.quantities.units import Unit, currency_before, currency_name, rate, unit_after

if TYPE_CHECKING:
    from pipeline.quantities.tokens import Tokens

_MINUS: Final = frozenset({"-", "−", "–"})
_MINUS_WORDS: Final = frozenset({"minus", "negative"})
_BEFORE_MINUS: Final = frozenset({"(", "$", "£", "€", "<", ">"})
_PRIMES: Final = frozenset({"'", "’", "′"})
_HEIGHTS: Final = range(3, 9)  # in feet, of people
_LONGEST_INCHES: Final = len("eleven")


class Measure(NamedTuple):
    """A number from tokens `first` to `last` (exclusive), sign, currency and unit included."""

    first: int
    last: int
    numeral: Numeral
    value: float
    unit: Unit | None

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code, when the currency has one."""
        return self.unit.currency if self.unit else None


def measure(tokens: Tokens, numeral: Numeral) -> Measure:
    """Read what belongs to a number on either side."""
    first, last, value = numeral.first, numeral.last, numeral.value
    minus = _minus(tokens, first)
    sign = currency_before(tokens, first - minus)
    if sign:
        first = sign.first
        minus = minus or _minus(tokens, first)
        unit: Unit | None = sign
        name = currency_name(tokens, last)
        if name:
            last = name.last
    else:
        first -= minus
        unit = unit_after(tokens, numeral)
        if unit:
            last = max(last, unit.last)
    unit = unit or _feet(tokens, numeral)
    if unit and unit.name in SMALLER:
        value, last = _with_smaller(tokens, unit, value, max(last, unit.last))
    if unit and unit.name != "percent":
        per = rate(tokens, last)
        if per:
            unit = unit._replace(name=f"{unit.name} per {per.name}", last=unit.last if sign else per.last)
            last = per.last
    if sign and minus and first == sign.first and tokens.lower[first - 1] in _MINUS:
        first -= 1
    return Measure(first, last, numeral, -value if minus else value, unit)


def _feet(tokens: Tokens, numeral: Numeral) -> Unit | None:
    """Read the prime of a height, which inches follow: 6'1."""
    at = numeral.last
    if tokens.lower[at] not in _PRIMES or numeral.value not in _HEIGHTS or not tokens.glued(at):
        return None
    return Unit(at, at + 1, "foot", None) if _inches(tokens, at + 1) else None


def _inches(tokens: Tokens, index: int) -> int | None:
    """Return the inches directly behind the feet of a height: the 1 of 6-foot-1 and of 6'1."""
    word = tokens.lower[index]
    if not (tokens.glued(index) or tokens.hyphenated(index - 1)) or len(word) > _LONGEST_INCHES:
        return None
    inches = int(word) if word.isascii() and word.isdecimal() else CARDINALS.get(word, SMALLER["foot"][1])
    return inches if inches < SMALLER["foot"][1] else None


def _with_smaller(tokens: Tokens, unit: Unit, value: float, last: int) -> tuple[float, int]:
    """Add the smaller unit of the same amount: 5 feet 2 inches, 6-foot-1, three dollars and fifty cents."""
    name, ratio = SMALLER[unit.name]
    hyphen = tokens.hyphenated(last)
    if name == "inch" and (hyphen or tokens.lower[last - 1] in _PRIMES):
        return _with_inches(tokens, value, last, last + hyphen)
    at = last + 1 if tokens.lower[last] == "and" else last
    if not is_digits(tokens.lower[at]) and tokens.lower[at] not in CARDINALS:
        return value, last
    numeral = read(tokens, at)
    if numeral is None or not 0 < numeral.value < ratio:
        return value, last
    smaller = unit_after(tokens, numeral)
    if smaller is None and tokens.surface[numeral.last] == "in" and name == "inch":
        return value + numeral.value / ratio, numeral.last + 1
    if smaller is None or smaller.name != name:
        return value, last
    return value + numeral.value / ratio, smaller.last


def _with_inches(tokens: Tokens, value: float, last: int, at: int) -> tuple[float, int]:
    """Add the inches at a token to the feet before it: 6-foot-1, 6-foot-1-inch, 6'1."""
    inches = _inches(tokens, at)
    if inches is None:
        return value, last
    named = tokens.lower[at + 1 : at + 3] in (["-", "inch"], ["-", "inches"])
    return value + inches / SMALLER["foot"][1], at + (3 if named else 1)


def _minus(tokens: Tokens, index: int) -> int:
    """Return the number of tokens that make the amount at `index` negative: 0 or 1."""
    word = tokens.lower[index - 1]
    if word in _MINUS_WORDS:
        return int(tokens.lower[index - 2] not in {"or", "/"})  # a margin of plus or minus 3 points
    if word not in _MINUS:
        return 0
    if tokens.glued(index):
        return int(not tokens.glued(index - 1) or tokens.lower[index - 2] in _BEFORE_MINUS)
    return int(index == 1 and word != "–" and not tokens.lower[index + 1])  # - 12 boats is an item of a list
