"""Composes cardinal numbers: two hundred and six thousand, 4.5 million, 13 lakh."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.quantities.lexicon import (
    ABBREVIATED_SCALES,
    CARDINALS,
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    DENOMINATORS,
    LETTER_SCALES,
    PLURAL_DENOMINATORS,
    SCALES,
)
from pipeline.quantities.nouns import is_plural

if TYPE_CHECKING:
    from pipeline.quantities.tokens import Tokens

_DOZEN: Final = 12
_FACTORS: Final = {word: 10.0**power for word, power in SCALES.items()} | {"dozen": 12.0}
_PLURAL_FACTORS: Final = {word + "s": factor for word, factor in _FACTORS.items()}
PLURAL_SCALES: Final = frozenset(_PLURAL_FACTORS)
_NO_SCALE: Final = 99  # power of the scale word before the first: any may follow
_MAX_POWER: Final = 24  # of scale words in a row
_LOOKAHEAD: Final = 4  # tokens looked at behind `and` before it is taken to join


class Cardinal(NamedTuple):
    """A composed number, the token after it, and the largest power of ten a scale word gave (0 when none)."""

    value: float
    last: int
    scale: int


def factor_of(word: str, *, plural: bool) -> float:
    """Return the factor of a scale word (million, or millions when plural), 0 when it is none."""
    return (_PLURAL_FACTORS if plural else _FACTORS).get(word, 0.0)


def compose(tokens: Tokens, index: int, digits: str | None) -> Cardinal:
    """Compose the longest cardinal at a token, or the scale words there when `digits` stand before it."""
    last = index
    at: int | None = index
    state = _Composition(digits)
    if digits is not None:
        power = _abbreviated_scale(tokens, index)
        if power:
            return Cardinal(float(f"{digits}e{power}"), index + 1, power)
        at = _next_component(tokens, index, state)
    while at is not None and state.take(tokens.lower[at]):
        last = at + 1
        at = _next_component(tokens, last, state)
    return Cardinal(float(state.total + state.current), last, state.largest)


class _Composition:
    """The number composed so far: closed thousands in `total`, the part below the next scale word in `current`."""

    def __init__(self, digits: str | None) -> None:
        self.digits = digits
        self.total: float = 0
        self.current: float = 0 if digits is None else float(digits)
        self.room: float = math.inf if digits is None else 0  # what is added must be smaller
        self.floor = _NO_SCALE  # power of the last scale word; the next must be smaller
        self.largest = 0
        self.started = digits is not None
        self.after_scale = False

    def take(self, word: str) -> bool:
        """Add a number word, or leave everything as it is and return False."""
        if word in CARDINALS:
            taken = self._cardinal(CARDINALS[word])
        elif word == "dozen":
            taken = self._dozen()
        elif word == "hundred":
            taken = self._hundred()
        else:
            taken = word in SCALES and self._scale(SCALES[word])
        self.started = self.started or taken
        return taken

    def _cardinal(self, value: int) -> bool:
        if value >= self.room or (self.started and not value):
            return False
        self.current += value
        self.room = 10 if value >= 20 else 0
        self.after_scale = False
        return True

    def _dozen(self) -> bool:
        if self.after_scale:
            return False
        self.current = (self.current if self.started else 1) * _DOZEN
        self.room = 0
        return True

    def _hundred(self) -> bool:
        if self.digits is None and (self.current >= 100 or (self.started and not self.current)):
            return False
        self.current = self._shifted(2)
        self.room, self.largest, self.after_scale = 100, max(self.largest, 2), True
        return True

    def _scale(self, power: int) -> bool:
        if self.after_scale and not self.current and self.largest + power <= _MAX_POWER:
            self.total *= 10**power  # three lakh crore
            self.largest += power
        elif power < self.floor and (self.current or not self.started):
            self.total += self._shifted(power)
            self.largest = max(self.largest, power)
        else:
            return False
        self.current, self.floor, self.after_scale = 0, power, True
        self.room = math.inf if self.digits is None else 0
        return True

    def _shifted(self, power: int) -> float:
        """Multiply the current part by a power of ten; digits through their decimal form, which is exact."""
        if self.digits is None:
            return (self.current if self.started else 1) * 10.0**power
        shifted = float(f"{self.digits}e{power}")
        self.digits = repr(shifted)
        return shifted


def _next_component(tokens: Tokens, index: int, state: _Composition) -> int | None:
    """Return where the next number word may stand: behind a space, a hyphen, or an `and` that joins."""
    word = tokens.lower[index]
    if word == "-":
        return index + 1
    if word in {"and", "&"}:
        return index + 1 if state.after_scale and _joins(tokens, index + 1, state) else None
    return index


def _joins(tokens: Tokens, index: int, state: _Composition) -> bool:
    """Say whether the number behind `and` belongs to the one before: not in two hundred and three hundred."""
    if CARDINALS.get(tokens.lower[index], 0) == 0:
        return False
    value = 0
    for word in tokens.lower[index : index + _LOOKAHEAD]:
        divisor = DENOMINATORS.get(word) or PLURAL_DENOMINATORS.get(word)
        if divisor:
            return value >= divisor  # not in two million and three quarters
        if (word == "hundred" and state.room == 100) or SCALES.get(word, 0) >= state.floor:
            return False
        if word not in CARDINALS and word not in SCALES and word != "-":
            break
        value += CARDINALS.get(word, 0)
    return True


def _abbreviated_scale(tokens: Tokens, index: int) -> int:
    """Return the power of ten of a letter or abbreviation behind digits: 5k, 3bn, 2 mn."""
    surface = tokens.surface[index]
    if not tokens.glued(index):
        return ABBREVIATED_SCALES.get(surface, 0)
    if surface in {"m", "T"} and _is_scale(tokens, index):
        return 6 if surface == "m" else 12
    return LETTER_SCALES.get(surface, 0) or ABBREVIATED_SCALES.get(tokens.lower[index], 0)


def _is_scale(tokens: Tokens, index: int) -> bool:
    """Say whether a letter behind digits is a scale, not a unit: $15m, CHF 20m, 45m people."""
    before, after = tokens.surface[index - 2], tokens.lower[index + 1]
    return (before in CURRENCY_SIGNS and before != ".") or is_plural(after) or after in CURRENCY_NAMES
