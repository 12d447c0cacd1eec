"""Puts numbers, units, ranges, comparators and nouns together to quantities."""

from __future__ import annotations

import math
import re
from typing import Final, cast

from pipeline.quantities import comparators, nouns, numerals, references
from pipeline.quantities.measures import Measure, currency_before, measure
from pipeline.quantities.numerals import Numeral
from pipeline.quantities.quantity import Change, Comparator, Quantity
from pipeline.quantities.tokens import Tokens, is_digits

_MAY_HOLD: Final = re.compile(
    "[0-9½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|(?<![a-z])(?:" + "|".join(sorted(numerals.STARTERS, key=lambda word: (-len(word), word))) + ")", re.IGNORECASE
)
_DASHES: Final = frozenset({"-", "–", "—", "‑", "~"})
_RATIO_LINKS: Final = frozenset({"in", "out", "over"})
_CHANGE_REACH: Final = 6


def find(text: str) -> list[Quantity]:
    """Return the quantities of a text in order, without overlaps.

    Never raises; takes time linear in the length of the text.
    """
    if _MAY_HOLD.search(text) is None:
        return []
    tokens = Tokens.of(text)
    found: list[Quantity] = []
    done = 0
    reference = -1  # the token after the last number that was a reference
    for index, word in enumerate(tokens.lower):
        if index < done or not (word in numerals.STARTERS or is_digits(word)):
            continue
        numeral = numerals.read(tokens, index)
        if numeral is None:
            continue
        ordinal = numerals.ordinal_end(tokens, numeral)
        if ordinal:
            done = ordinal
            continue
        first = measure(tokens, numeral)
        quantity, done = _quantity(tokens, first, reference)
        if quantity is None:
            reference = done
        elif math.isfinite(quantity.value):
            found.append(quantity)
    return found


def _quantity(tokens: Tokens, first: Measure, reference: int) -> tuple[Quantity | None, int]:
    """Return the quantity that a number begins, None when it is no amount, and the token after it."""
    second = _second(tokens, first)
    if second and _is_chain(tokens, second):
        return None, _chain_end(tokens, second.last)
    last = second or first
    noun = _noun(tokens, last)
    if second and references.is_score(tokens, first, second, noun):
        return None, second.last
    ratio = _ratio(tokens, first) if second is None else None
    if ratio:
        noun = _noun(tokens, ratio)
        return _made(tokens, first, ratio, first.value / ratio.value, None, noun), ratio.last
    if reference >= 0 and references.goes_on(tokens, first, reference, noun):
        return None, first.last
    if references.is_reference(tokens, _joined(first, second), noun):
        return None, last.last
    if second:
        return _made(tokens, first, second, _spread(first, second), second.value, noun), max(second.last, noun[1] if noun else 0)
    return _made(tokens, first, first, first.value, first.numeral.high, noun), first.last


def _joined(first: Measure, second: Measure | None) -> Measure:
    if second is None:
        return first
    return first._replace(last=second.last, unit=second.unit or first.unit)


def _made(tokens: Tokens, first: Measure, last: Measure, value: float, high: float | None, noun: nouns.Span | None) -> Quantity:
    whole = last._replace(first=first.first, unit=last.unit or first.unit)
    start, comparator = comparators.before(tokens, whole)
    change = comparators.change(tokens, whole, start)
    end = whole.last
    behind = comparators.after(tokens, end)
    if noun and noun[1] > end:
        end = noun[1]
        behind = behind or comparators.after(tokens, end)
    if behind and comparator is None:
        comparator = behind[1]
        end = max(end, behind[0])
    if tokens.lower[first.first - 1] == "between" and high is not None:
        start = first.first - 1
    if high is not None:
        comparator = "vague" if last.numeral.form == "vague" else "between"
    elif last.numeral.form == "vague":
        comparator = "vague"
    begin, finish = tokens.starts[start], tokens.ends[end - 1]
    unit = whole.unit
    return Quantity(
        begin,
        finish,
        tokens.text[begin:finish],
        value,
        high,
        cast("Comparator", comparator or "exact"),
        cast("Change", change or "none"),
        unit.name if unit else None,
        tokens.text[tokens.starts[unit.first] : tokens.ends[unit.last - 1]] if unit else None,
        unit.currency if unit else None,
        tokens.text[tokens.starts[noun[0]] : tokens.ends[noun[1] - 1]] if noun else None,
    )


def _noun(tokens: Tokens, last: Measure) -> nouns.Span | None:
    at = last.last
    if tokens.lower[at] == "of":
        return nouns.of_phrase(tokens, at)
    if last.unit or last.numeral.form == "multiple":
        return None
    if tokens.lower[at] == "-" and tokens.glued(at) and tokens.glued(at + 1):
        return (at + 1, at + 2) if tokens.lower[at + 1][:1].isalpha() else None
    if tokens.lower[at : at + 2] in (["or", "more"], ["or", "so"], ["or", "fewer"]):
        at += 2
    return nouns.counted(tokens, at, singular=last.value == 1 and last.numeral.form != "fraction")


def _second(tokens: Tokens, first: Measure) -> Measure | None:
    """Read the upper end of a range that begins with a measure."""
    lower, at = tokens.lower, first.last
    before = lower[first.first - 1]
    link = lower[at]
    if link == "-" and lower[at + 1] in {"to", "or"}:
        at += 1
        link = lower[at]
    if link in _DASHES:
        if tokens.glued(at) != tokens.glued(at + 1) and not lower[at + 1].isdecimal():
            return None
    elif not (link in {"to", "or", "through"} or (link == "and" and before == "between")):
        return None
    if lower[at + 1] == "-" and link in {"to", "or"}:
        at += 1
    second = _measure_at(tokens, at + 1)
    if second is None or (second.unit and first.unit and second.unit.name != first.unit.name):
        return None
    if link in _DASHES or (before == "between" and link == "and"):
        return second
    if first.unit and second.unit is None and not tokens.glued(second.first):
        return None
    if _is_moving(tokens, first, second):
        return None
    if second.value <= first.value and first.numeral.scale == second.numeral.scale:
        return second if link == "to" and not first.unit and not second.unit else None
    if link == "or":
        return second if second.value <= 10 * first.value and first.unit is None else None
    return second


def _is_moving(tokens: Tokens, first: Measure, second: Measure) -> bool:
    """Say whether two levels of a change are named, not a range: rose from 3 to 5 percent, rose 12 to 3,450."""
    near = tokens.lower[max(0, first.first - _CHANGE_REACH) : first.first]
    if not any(word in comparators.MOVES for word in near):
        return tokens.lower[first.first - 1] == "from" and second.value < first.value
    return "from" in near or bool(first.unit and first.unit.last < second.first) or second.value > 3 * first.value


def _measure_at(tokens: Tokens, index: int) -> Measure | None:
    """Read a measure whose sign or currency starts at a token."""
    at = index
    for _ in range(3):
        word = tokens.lower[at]
        if is_digits(word) or word in numerals.STARTERS:
            break
        at += 1
        if not (currency_before(tokens, at) or tokens.lower[at - 1] in {"-", "−", "minus", "a"} or tokens.lower[at] == "$"):
            return None
    numeral = numerals.read(tokens, at)
    if numeral is None or numeral.form == "vague" or numerals.ordinal_end(tokens, numeral):
        return None
    found = measure(tokens, numeral)
    return found if found.first in {index, index - 1} else None


def _is_chain(tokens: Tokens, second: Measure) -> bool:
    """Say whether a third number is joined by a hyphen, as in telephone numbers and dates."""
    return tokens.lower[second.last] in {"-", "/"} and tokens.lower[second.last + 1].isdecimal() and tokens.glued(second.last)


def _chain_end(tokens: Tokens, index: int) -> int:
    while tokens.lower[index] in {"-", "/"} and tokens.lower[index + 1].isdecimal():
        index += 2
    return index


def _ratio(tokens: Tokens, first: Measure) -> Measure | None:
    """Read the second number of a share: one in three, 7 out of 10."""
    at = first.last
    link = tokens.lower[at]
    if link not in _RATIO_LINKS or first.unit or first.numeral.scale:
        return None
    if link == "out":
        at += 1
        if tokens.lower[at] != "of":
            return None
    second = _measure_at(tokens, at + 1)
    if second is None or second.unit or second.value <= first.value or not first.value > 0:
        return None
    if link == "over" and tokens.lower[second.last][:1].isalpha():
        return None
    return second


def _spread(first: Measure, second: Measure) -> float:
    """Give the lower end the scale word of the upper: 5 to 10 million."""
    power = second.numeral.scale
    if power >= 3 and not first.numeral.scale and first.value < second.value / 10**power:
        return first.value * 10**power
    return first.value
