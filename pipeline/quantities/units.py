"""Reads the currency or the unit of measure at a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.quantities import rounding
from pipeline.quantities.fractions import is_whole_and_part
from pipeline.quantities.lexicon import (
    AMBIGUOUS_SYMBOLS,
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    CURRENCY_UNITS,
    PER,
    TIME_SHIFTS,
    UNIT_NAMES,
    UNIT_SYMBOLS,
    phrase_at,
)

if TYPE_CHECKING:
    from pipeline.quantities.numerals import Numeral
    from pipeline.quantities.tokens import Tokens

_POWERS: Final = {"square": "square ", "sq": "square ", "cubic": "cubic ", "cu": "cubic "}
_POWER_SIGNS: Final = {"2": "square ", "²": "square ", "3": "cubic ", "³": "cubic "}
_BRACKETS: Final = {"(": ")", "[": "]"}
_STARTS: Final = frozenset(CURRENCY_NAMES).union(UNIT_NAMES, map(str.lower, UNIT_SYMBOLS), _BRACKETS, _POWERS)
_MINUS: Final = frozenset({"-", "−"})
_GLUED_CODES: Final = frozenset({"F", "C", "K", "s", "V"})  # 13F, 1990s; but -10C
_WEATHER_REACH: Final = 12  # tokens before 40C that may speak of the weather
_WEATHER: Final = frozenset({
    "temperature", "temperatures", "heat", "heatwave", "high", "highs", "low", "lows", "warming", "warmed", "degrees",
    "thermometer", "thermometers", "celsius", "cold", "hot",
})  # fmt: skip
_NEVER_APART: Final = frozenset({"s", "st", "p", "x", "X", "h", "g"})
_AFTER_INCHES: Final = frozenset({"", ".", ",", ")", "thick", "wide", "long", "tall", "high", "deep", "by", "x"})
_HARD_SINGULARS: Final = frozenset({"second", "quarter", "time", "bit", "cup"})  # two second-half goals
_LEAST_WON: Final = 100  # a tenth of a US dollar
_OLD: Final = (("-", "old"), ("old",), ("-", "olds"), ("of", "age"))
_OLD_STARTS: Final = frozenset({"-", "old", "of"})


class Unit(NamedTuple):
    """A unit read from tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    name: str
    currency: str | None


def currency_before(tokens: Tokens, index: int) -> Unit | None:
    """Read the currency sign or code that ends before a token: $, NZ $, EUR."""
    for phrase, code in CURRENCY_SIGNS.get(tokens.surface[index - 1], ()):
        first = index - len(phrase)
        if first < 0 or tuple(tokens.surface[first:index]) != phrase:
            continue
        if phrase[0] != "A" or tokens.glued(first + 1):  # A $5 bill
            return Unit(first, index, CURRENCY_UNITS[code], code)
    return None


def currency_name(tokens: Tokens, index: int) -> Unit | None:
    """Read the name, sign or code of a currency that starts at a token: dollars, Swiss francs, €."""
    found = phrase_at(tokens, index, CURRENCY_NAMES)
    if found is None:
        return None
    last, name = found
    code = name if name in CURRENCY_UNITS else None
    return Unit(index, last, CURRENCY_UNITS.get(name, name), code)


def unit_after(tokens: Tokens, numeral: Numeral) -> Unit | None:
    """Read the unit or currency behind a number: kilometres, -year-old, %, million dollars."""
    index = rounding.behind(tokens, numeral.last)
    if is_whole_and_part(tokens, numeral.first):
        return _name(tokens, numeral.first + 1, numeral, hyphen=True)  # a mile and a half
    hyphen = tokens.lower[index] == "-"
    if hyphen and not tokens.glued(index + 1) and not _goes_on_apart(tokens, index + 1):
        return None
    at = index + hyphen
    link = tokens.lower[at]
    if (link == "of" and numeral.form == "vague") or (link in {"a", "an"} and numeral.form == "fraction"):
        at += 1  # millions of dollars, half a mile
    elif link == "of" and numeral.form == "fraction" and tokens.lower[at + 1] in {"a", "an"}:
        at += 2  # a quarter of a percentage point
    if tokens.lower[at] not in _STARTS and tokens.lower[at][-1:] not in _POWER_SIGNS:
        return None
    unit = currency_name(tokens, at) or _unit(tokens, at, numeral, hyphen=hyphen)
    if unit and unit.name == "won" and numeral.value < _LEAST_WON:
        return None  # of the six, two won
    if unit and unit.name == "pound" and numeral.scale >= 6:
        return unit._replace(name=CURRENCY_UNITS["GBP"], currency="GBP")  # 20 million pounds are money
    return _aged(tokens, unit) if unit else None


def _goes_on_apart(tokens: Tokens, index: int) -> bool:
    """Say whether a word behind a hyphen and a space can be a unit: 28 - year - old, five- year plan."""
    word = tokens.surface[index]
    return word.islower() and (word == "basis" or not word.endswith("s"))


def _unit(tokens: Tokens, at: int, numeral: Numeral, *, hyphen: bool) -> Unit | None:
    closing = _BRACKETS.get(tokens.lower[at])
    if closing and tokens.lower[at + 2] == closing:
        inner = _symbol(tokens, at + 1, digits=True)
        return inner and inner._replace(last=at + 3)
    first = at
    prefix = _POWERS.get(tokens.lower[at], "")
    if prefix:
        at += 2 if tokens.lower[at + 1] == "." else 1
    found = _symbol(tokens, at, digits=numeral.form == "digits") or _name(tokens, at, numeral, hyphen=hyphen)
    return found._replace(first=first, name=prefix + found.name) if found and prefix else found


def _name(tokens: Tokens, at: int, numeral: Numeral, *, hyphen: bool) -> Unit | None:
    found = phrase_at(tokens, at, UNIT_NAMES)
    if found is None:
        return None
    last, name = found
    if tokens.lower[at] in _HARD_SINGULARS and not hyphen and numeral.value != 1:
        return None
    return Unit(at, last, name, None)


def _symbol(tokens: Tokens, at: int, *, digits: bool) -> Unit | None:
    """Read a symbol such as km, MW or °C, with its power; everyday words only where nothing else can stand.

    Behind number words letters are words: one-in-three, two F-16 jets.
    """
    surface = tokens.surface[at]
    for phrase, name in UNIT_SYMBOLS.get(surface, ()):
        last = at + len(phrase)
        if tuple(tokens.surface[at:last]) != phrase:
            continue
        if surface in AMBIGUOUS_SYMBOLS and not (digits and _unmistakable(tokens, at)):
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
    if after == "-" and surface == "in":
        return False  # a 1-in-4 chance
    if tokens.glued(at):
        return surface not in _GLUED_CODES or tokens.lower[at - 2] in _MINUS or _is_of_weather(tokens, at)
    if surface == "in":
        return after in _AFTER_INCHES
    if after == ".":
        return not tokens.surface[at + 2][:1].isupper()
    return surface not in _NEVER_APART and not tokens.surface[at + 1][:1].isupper()


def _is_of_weather(tokens: Tokens, at: int) -> bool:
    """Say whether 40C is told as a temperature."""
    near = tokens.lower[max(0, at - _WEATHER_REACH) : at]
    return tokens.surface[at] in {"C", "F"} and not _WEATHER.isdisjoint(near)


def _aged(tokens: Tokens, unit: Unit) -> Unit:
    """Take in what makes a duration an age: years old, year-old, months of age."""
    if tokens.lower[unit.last] not in _OLD_STARTS:
        return unit
    for words in _OLD:
        if tuple(tokens.lower[unit.last : unit.last + len(words)]) == words:
            return unit._replace(last=unit.last + len(words))
    return unit


def rate(tokens: Tokens, index: int) -> Unit | None:
    """Read what a unit is per: `per hour`, `an hour`, `a share`, `/h`."""
    word = tokens.lower[index]
    if word == "-" and (tokens.glued(index) or tokens.lower[index + 1] == "per"):
        return rate(tokens, index + 1) if tokens.lower[index + 1] in {"a", "an", "per"} else None
    if word not in {"per", "a", "an", "/"} or tokens.lower[index + 2] in TIME_SHIFTS:
        return None  # a year earlier
    at = index + 1
    if tokens.lower[at] == "-":
        at += 1
    if tokens.lower[at] in PER:
        return Unit(index, at + 1, tokens.lower[at], None)
    found = (_symbol(tokens, at, digits=True) if word == "/" else None) or _singular(tokens, at)
    return found and Unit(index, found.last, found.name, None)


def _singular(tokens: Tokens, at: int) -> Unit | None:
    found = phrase_at(tokens, at, UNIT_NAMES)
    return Unit(at, found[0], found[1], None) if found and not tokens.lower[at].endswith("s") else None
