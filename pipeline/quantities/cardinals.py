"""Composes cardinal numbers from number words: two hundred and six thousand, 4.5 million, 13 lakh."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from pipeline.quantities.lexicon import (
    ABBREVIATED_SCALES,
    CARDINALS,
    CURRENCY_NAMES,
    DENOMINATORS,
    LETTER_SCALES,
    PLURAL_DENOMINATORS,
    SCALES,
)
from pipeline.quantities.nouns import is_plural
from pipeline.quantities.tokens import Tokens

_DOZEN: Final = 12
_PLURAL_SCALES: Final = {word + "s": 10**power for word, power in SCALES.items()} | {"dozens": _DOZEN, "tens": 10}
_MONEY_SIGNS: Final = frozenset("$£€¥₹")
_LOOKAHEAD: Final = 4  # number words looked at behind `and` before it is taken to join


class Cardinal(NamedTuple):
    """A composed number, the token after it, and the largest power of ten a scale word gave (0 when none)."""

    value: float
    last: int
    scale: int


def scale_at(tokens: Tokens, index: int, *, plural: bool) -> int:
    """Return the factor of a scale word at a token (million, or millions when plural), 0 when none."""
    word = tokens.lower[index]
    if plural:
        return _PLURAL_SCALES.get(word, 0)
    return _DOZEN if word == "dozen" else 10 ** SCALES[word] if word in SCALES else 0


def compose(tokens: Tokens, index: int, digits: str | None) -> Cardinal:
    """Compose the longest cardinal at a token, or the scale words there when `digits` stand before it."""
    state = _Composition(digits)
    last = index
    if digits is not None:
        power = _abbreviated_scale(tokens, index)
        if power:
            return Cardinal(float(f"{digits}e{power}"), index + 1, power)
    at = _next_component(tokens, last, state) if digits is not None else index
    while at is not None and state.take(tokens.lower[at]):
        last = at + 1
        at = _next_component(tokens, last, state)
    return Cardinal(state.value(), last, state.largest)


class _Composition:
    """The number composed so far: closed thousands in `total`, the part below the next scale word in `current`."""

    def __init__(self, digits: str | None) -> None:
        self.digits = digits
        self.total: float = 0
        self.current: float = 0 if digits is None else float(digits)
        self.room: float = 0 if digits is not None else math.inf  # what may still be added must be smaller
        self.floor = 99  # power of the last scale word
        self.largest = 0
        self.started = digits is not None
        self.after_scale = False

    def value(self) -> float:
        return float(self.total + self.current)

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
        if self.after_scale and self.floor < 99 and not self.current:
            self.total *= 10**power  # three lakh crore
        elif power < self.floor and (self.current or not self.started):
            self.total += self._shifted(power)
        else:
            return False
        self.current, self.floor, self.largest = 0, power, max(self.largest, power)
        self.room, self.after_scale = math.inf if self.digits is None else 0, True
        return True

    def _shifted(self, power: int) -> float:
        """Multiply the current part by a power of ten; digits through their decimal form, which is exact."""
        if self.digits is not None:
            shifted = float(f"{self.digits}e{power}")
            self.digits = repr(shifted)
            return shifted
        return (self.current if self.started else 1) * 10**power


def _next_component(tokens: Tokens, index: int, state: _Composition) -> int | None:
    """Return where the next number word may stand: behind a space, a hyphen, or an `and` that joins."""
    word = tokens.lower[index]
    if word in {"-", "‑"}:
        return index + 1
    if word in {"and", "&"}:
        return index + 1 if state.after_scale and _joins(tokens, index + 1, state) else None
    return index


def _joins(tokens: Tokens, index: int, state: _Composition) -> bool:
    """Say whether the number behind `and` belongs to the one before: not in two hundred and three hundred."""
    if CARDINALS.get(tokens.lower[index], 0) == 0:
        return False
    value = 0
    for at in range(index, index + _LOOKAHEAD):
        word = tokens.lower[at]
        if word == "and":
            return True
        divisor = DENOMINATORS.get(word) or PLURAL_DENOMINATORS.get(word)
        if divisor:
            return value >= divisor  # not in two million and three quarters
        value = CARDINALS.get(word, value)
        if word == "hundred" and state.room == 100:
            return False
        if SCALES.get(word, 0) >= state.floor:
            return False
        if word not in CARDINALS and word not in SCALES and word != "-":
            return True
    return True


def _counts_millions(tokens: Tokens, index: int) -> bool:
    """Say whether `m` behind digits is million, not metre: $15m, 45m people."""
    after = tokens.lower[index + 1]
    return tokens.surface[index - 2] in _MONEY_SIGNS or is_plural(after) or after in CURRENCY_NAMES


def _abbreviated_scale(tokens: Tokens, index: int) -> int:
    """Return the power of ten of a letter or abbreviation behind digits: 5k, 3bn, 2 mn."""
    surface = tokens.surface[index]
    if not tokens.glued(index):
        return ABBREVIATED_SCALES.get(surface, 0)
    if surface == "m" and _counts_millions(tokens, index):
        return 6
    return LETTER_SCALES.get(surface, 0) or ABBREVIATED_SCALES.get(tokens.lower[index], 0)
