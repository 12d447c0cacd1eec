"""A number with its sign, its currency and its unit."""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline.quantities.lexicon import (
    AMBIGUOUS_SYMBOLS,
    CARDINALS,
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    CURRENCY_UNITS,
    PER,
    SMALLER,
    TIME_SHIFTS,
    UNIT_NAMES,
    UNIT_SYMBOLS,
    PhraseTable,
)
from pipeline.quantities.numerals import Numeral, read
from pipeline.quantities.tokens import Tokens, is_digits

_MINUS: Final = frozenset({"-", "−", "–"})
_MINUS_WORDS: Final = frozenset({"minus", "negative"})
_POWERS: Final = {"square": "square ", "sq": "square ", "cubic": "cubic ", "cu": "cubic "}
_POWER_SIGNS: Final = {"2": "square ", "²": "square ", "3": "cubic ", "³": "cubic "}
_BRACKETS: Final = {"(": ")", "[": "]"}
_GLUED_CODES: Final = frozenset({"F", "C", "K", "s", "V"})  # 13F, 1990s
_NEVER_APART: Final = frozenset({"s", "p", "x", "X", "h", "g"})
_AFTER_INCHES: Final = frozenset({"", ".", ",", ")", "thick", "wide", "long", "tall", "high", "deep", "by", "x"})
_HARD_SINGULARS: Final = frozenset({"second", "quarter", "time", "bit", "cup"})  # two second-half goals
_LEAST_WON: Final = 100  # a tenth of a US dollar
_OLD: Final = (("-", "old"), ("old",), ("-", "olds"), ("of", "age"))


class Unit(NamedTuple):
    """A unit read from tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    name: str
    currency: str | None


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
        name = _currency_name(tokens, last)
        if name:
            last = name.last
    else:
        first -= minus
        unit = unit_after(tokens, numeral)
        if unit:
            last = unit.last
    if unit and unit.name in SMALLER:
        value, last = _with_smaller(tokens, unit, value, last)
    if unit and unit.name != "percent":
        rate = _per(tokens, last)
        if rate:
            unit = unit._replace(name=f"{unit.name} per {rate.name}", last=unit.last if sign else rate.last)
            last = rate.last
    if sign and minus and first == sign.first and tokens.lower[first - 1] in _MINUS:
        first -= 1
    return Measure(first, last, numeral, -value if minus else value, unit)


def _with_smaller(tokens: Tokens, unit: Unit, value: float, last: int) -> tuple[float, int]:
    """Add the smaller unit of the same amount: 5 feet 2 inches, three dollars and fifty cents."""
    name, ratio = SMALLER[unit.name]
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


def _minus(tokens: Tokens, index: int) -> int:
    """Return the number of tokens that make the amount at `index` negative: 0 or 1."""
    word = tokens.lower[index - 1]
    if word in _MINUS_WORDS:
        return 1
    if word not in _MINUS:
        return 0
    if tokens.glued(index):
        return int(
            index == 1 or not tokens.glued(index - 1) or tokens.lower[index - 2] in {"(", "$", "£", "€", "<", ">"}
        )
    return int(index == 1 and word != "–")


def currency_before(tokens: Tokens, index: int) -> Unit | None:
    """Read the currency sign or code that ends before a token: $, NZ $, EUR."""
    for phrase, code in CURRENCY_SIGNS.get(tokens.surface[index - 1], ()):
        first = index - len(phrase)
        if first < 0 or tuple(tokens.surface[first:index]) != phrase:
            continue
        if phrase[0] != "A" or tokens.glued(first + 1):  # A $5 bill
            return Unit(first, index, CURRENCY_UNITS[code], code)
    return None


def phrase_at(tokens: Tokens, index: int, table: PhraseTable) -> tuple[int, str] | None:
    """Return the end and the name of the longest phrase of a table that starts at a token."""
    for phrase, name in table.get(tokens.lower[index], ()):
        if len(phrase) == 1 or tuple(tokens.lower[index : index + len(phrase)]) == phrase:
            return index + len(phrase), name
    return None


def _currency_name(tokens: Tokens, index: int) -> Unit | None:
    found = phrase_at(tokens, index, CURRENCY_NAMES)
    if found is None:
        return None
    last, name = found
    code = name if name in CURRENCY_UNITS else None
    return Unit(index, last, CURRENCY_UNITS.get(name, name), code)


def unit_after(tokens: Tokens, numeral: Numeral) -> Unit | None:
    """Read the unit or currency behind a number: kilometres, -year-old, %, million dollars."""
    index = numeral.last
    hyphen = tokens.lower[index] == "-"
    if hyphen and not tokens.glued(index + 1) and not _goes_on_apart(tokens, index + 1):
        return None
    at = index + hyphen
    link = tokens.lower[at]
    if (link == "of" and numeral.form == "vague") or (link in {"a", "an"} and numeral.form == "fraction"):
        at += 1  # millions of dollars, half a mile
    elif link == "of" and numeral.form == "fraction" and tokens.lower[at + 1] in {"a", "an"}:
        at += 2  # a quarter of a percentage point
    unit = _currency_name(tokens, at) or _unit(tokens, at, numeral, hyphen=hyphen)
    if unit and unit.name == "won" and numeral.value < _LEAST_WON:
        return None  # of the six, two won
    if unit and unit.name == "pound" and numeral.scale >= 6:
        return unit._replace(name=CURRENCY_UNITS["GBP"], currency="GBP")  # 20 million pounds are money
    return _aged(tokens, unit) if unit else None


def _goes_on_apart(tokens: Tokens, index: int) -> bool:
    """Say whether a word behind a hyphen and a space can be a unit: 28 - year - old, five- year plan."""
    return tokens.surface[index].islower() and not tokens.lower[index].endswith("s")


def _unit(tokens: Tokens, at: int, numeral: Numeral, *, hyphen: bool) -> Unit | None:
    closing = _BRACKETS.get(tokens.lower[at])
    if closing and tokens.lower[at + 2] == closing:
        inner = _symbol(tokens, at + 1)
        return inner and inner._replace(last=at + 3)
    first = at
    prefix = _POWERS.get(tokens.lower[at], "")
    if prefix:
        at += 2 if tokens.lower[at + 1] == "." else 1
    found = _symbol(tokens, at) or _name(tokens, at, numeral, hyphen=hyphen)
    return found and found._replace(first=first, name=prefix + found.name)


def _name(tokens: Tokens, at: int, numeral: Numeral, *, hyphen: bool) -> Unit | None:
    found = phrase_at(tokens, at, UNIT_NAMES)
    if found is None or (tokens.glued(at) and not hyphen and tokens.lower[at].isalpha() and len(tokens.lower[at]) > 8):
        return None
    last, name = found
    if tokens.lower[at] in _HARD_SINGULARS and not hyphen and numeral.value != 1:
        return None
    return Unit(at, last, name, None)


def _symbol(tokens: Tokens, at: int) -> Unit | None:
    """Read a symbol such as km, MW or °C, with its power; everyday words only where nothing else can stand."""
    surface = tokens.surface[at]
    for phrase, name in UNIT_SYMBOLS.get(surface, ()):
        last = at + len(phrase)
        if tuple(tokens.surface[at:last]) != phrase:
            continue
        if surface in AMBIGUOUS_SYMBOLS and not _unmistakable(tokens, at):
            return None
        if tokens.lower[last] in _POWER_SIGNS and tokens.glued(last):
            return Unit(at, last + 1, _POWER_SIGNS[tokens.lower[last]] + name, None)
        return Unit(at, last, name, None)
    if surface[-1:] in _POWER_SIGNS:
        for _, name in UNIT_SYMBOLS.get(surface[:-1], ()):
            return Unit(at, at + 1, _POWER_SIGNS[surface[-1]] + name, None)
    return None


def _unmistakable(tokens: Tokens, at: int) -> bool:
    surface, after = tokens.surface[at], tokens.lower[at + 1]
    if tokens.glued(at):
        return surface not in _GLUED_CODES or tokens.lower[at - 2] in _MINUS
    if surface == "in":
        return after in _AFTER_INCHES
    if after == ".":
        return not tokens.surface[at + 2][:1].isupper()
    return surface not in _NEVER_APART and not tokens.surface[at + 1][:1].isupper()


def _aged(tokens: Tokens, unit: Unit) -> Unit:
    """Take in what makes a duration an age: years old, year-old, months of age."""
    for words in _OLD:
        if tuple(tokens.lower[unit.last : unit.last + len(words)]) == words:
            return unit._replace(last=unit.last + len(words))
    return unit


def _per(tokens: Tokens, index: int) -> Unit | None:
    """Read `per hour`, `an hour`, `a share`, `/h` behind a unit."""
    word = tokens.lower[index]
    if word == "-" and tokens.glued(index):
        return _per(tokens, index + 1) if tokens.lower[index + 1] in {"a", "an", "per"} else None
    if word not in {"per", "a", "an", "/"} or tokens.lower[index + 2] in TIME_SHIFTS:
        return None  # a year earlier
    at = index + 1
    if tokens.lower[at] == "-":
        at += 1
    if tokens.lower[at] in PER:
        return Unit(index, at + 1, tokens.lower[at], None)
    found = (_symbol(tokens, at) if word == "/" else None) or phrase_unit(tokens, at)
    return found and Unit(index, found.last, found.name, None)


def phrase_unit(tokens: Tokens, at: int) -> Unit | None:
    """Read a unit name in the singular."""
    found = phrase_at(tokens, at, UNIT_NAMES)
    return Unit(at, found[0], found[1], None) if found and not tokens.lower[at].endswith("s") else None
