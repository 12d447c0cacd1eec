"""Joins two numbers that make one amount: ranges, shares, and the scores and codes that only look like them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pipeline.quantities import numerals
from pipeline.quantities.changes import MOVES
from pipeline.quantities.measures import Measure, measure
from pipeline.quantities.tokens import is_digits
from pipeline.quantities.units import Unit, currency_before

if TYPE_CHECKING:
    from pipeline.quantities.tokens import Tokens

_DASHES: Final = frozenset({"-", "–", "—", "‑", "~"})
_TO: Final = frozenset({"to", "or", "through"})
_BEFORE_NUMBER: Final = frozenset({"-", "−", "minus", "a", "$"})  # and currency signs
_OF_WHOLE: Final = frozenset({"in", "out"})
_MAX_BEFORE_NUMBER: Final = 2
_MOVE_REACH: Final = 6  # tokens looked back for a verb of change
_MOVE_FACTOR: Final = 3  # rose 5 to 10 percent is a range, rose 12 to 3,450 is none
_MAX_SHARE: Final = 20  # larger second numbers of a share are powers of ten: one in 1,000

Kind = Literal["single", "range", "share", "descent", "code"]


class Extent(NamedTuple):
    """One number or two joined ones; `measure` spans both and has their unit."""

    kind: Kind
    measure: Measure
    value: float
    high: float | None


def extent(tokens: Tokens, first: Measure) -> Extent:
    """Read on from a number to the one it is joined with, if any.

    A descent is two numbers of falling size without a unit (3-1, 76 to 24), a code three or more joined by hyphens.
    """
    link = tokens.lower[first.last]
    if first.numeral.form == "vague":
        return Extent("single", first, first.value, first.numeral.high)
    if link == "-" and tokens.glued(first.last) and tokens.lower[first.last + 1] in _OF_WHOLE:
        link = tokens.lower[first.last + 1]
    if link in _DASHES or link in _TO or link == "and":
        second = _second(tokens, first)
        if second:
            return _joined(tokens, first, second)
    elif link in {"in", "out", "of", "over"}:
        second = _whole_of_share(tokens, first)
        if second:
            return Extent("share", _spanning(first, second), first.value / second.value, None)
    return Extent("single", first, first.value, first.numeral.high)


def _joined(tokens: Tokens, first: Measure, second: Measure) -> Extent:
    end = _code_end(tokens, second)
    if end > second.last:
        return Extent("code", first._replace(last=end), first.value, None)
    whole = _spanning(first, second)
    low = _with_scale_of(first, second)
    if low >= second.value and whole.unit is None and not second.numeral.scale:
        return Extent("descent", whole, low, second.value)
    return Extent("range", whole, min(low, second.value), max(low, second.value))  # from -18 to -34 degrees


def _spanning(first: Measure, second: Measure) -> Measure:
    return second._replace(first=first.first, unit=second.unit or first.unit)


def _second(tokens: Tokens, first: Measure) -> Measure | None:
    """Read the upper end of a range that begins with a measure."""
    lower, at = tokens.lower, first.last
    if lower[at] == "-" and lower[at + 1] in _TO:
        at += 1  # 8- to 16-metre
    link = lower[at]
    between = lower[first.first - 1] == "between" and link == "and"
    if link == "and" and not between:
        return None
    lopsided = link in _DASHES and tokens.glued(at) != tokens.glued(at + 1)
    if lopsided and not is_digits(lower[at + 1]) and not currency_before(tokens, at + 2):
        return None
    if link in _TO and lower[at + 1] == "-":
        at += 1
    second = measure_at(tokens, at + 1)
    if second is None or not _agree(first.unit, second.unit):
        return None
    if link in _DASHES and first.unit and second.unit is None and not tokens.glued(second.first):
        return None  # $28 billion - three-quarters of it
    if link in _DASHES or between:
        return second
    return second if _is_range(tokens, first, second, link) else None


def _agree(first: Unit | None, second: Unit | None) -> bool:
    """Say whether the ends of a range may have these units: what the amount is per stands at the upper end alone."""
    return first is None or second is None or second.name == first.name or second.name.startswith(f"{first.name} per ")


def _is_range(tokens: Tokens, first: Measure, second: Measure, link: str) -> bool:
    """Say whether `to` or `or` joins the ends of a range rather than two amounts."""
    if (first.unit and second.unit is None and not tokens.glued(second.first)) or _moves(tokens, first, second):
        return False
    if second.value <= first.value and first.numeral.scale == second.numeral.scale:
        return link == "to" and not first.unit and not second.unit
    return link != "or" or (second.value <= 10 * first.value and first.unit is None)


def _moves(tokens: Tokens, first: Measure, second: Measure) -> bool:
    """Say whether two levels of a change are named, not a range: rose from 3 to 5 percent, rose 12 to 3,450."""
    near = tokens.lower[max(0, first.first - _MOVE_REACH) : first.first]
    if MOVES.isdisjoint(near):
        return bool(near) and near[-1] == "from" and second.value < first.value
    return "from" in near or first.unit is not None or second.value > _MOVE_FACTOR * _with_scale_of(first, second)


def measure_at(tokens: Tokens, index: int) -> Measure | None:
    """Read a measure whose sign or currency starts at a token."""
    at = index
    while not (is_digits(tokens.lower[at]) or tokens.lower[at] in numerals.STARTERS):
        at += 1
        if at > index + _MAX_BEFORE_NUMBER or not (
            tokens.lower[at - 1] in _BEFORE_NUMBER or tokens.lower[at] == "$" or currency_before(tokens, at)
        ):
            return None
    numeral = numerals.read(tokens, at)
    if numeral is None or numeral.form == "vague" or numerals.ordinal_end(tokens, numeral):
        return None
    found = measure(tokens, numeral)
    return found if found.first in {index, index - 1} else None


def _code_end(tokens: Tokens, second: Measure) -> int:
    """Return the token after a chain of numbers and hyphens, as in telephone numbers and dates."""
    at = second.last
    while tokens.lower[at] in {"-", "/"} and tokens.glued(at) and tokens.lower[at + 1].isdecimal():
        at += 2
    return at


def _whole_of_share(tokens: Tokens, first: Measure) -> Measure | None:
    """Read the second number of a share: one in three, 7 out of 10, one of every five, a 1-in-4 chance."""
    lower, at = tokens.lower, first.last
    if first.unit or first.numeral.scale or first.value <= 0:
        return None
    hyphen = lower[at] == "-"
    at += hyphen
    out = lower[at] == "out"
    at += (1 + hyphen) * out
    whole = at + 1 + hyphen + (lower[at + 1] == "every")
    if (out and lower[at] != "of") or (not out and lower[at] == "of" and whole == at + 1):
        return None
    second = measure_at(tokens, whole)
    if second is None or second.unit or second.value <= first.value:
        return None
    if lower[at] == "over" and lower[second.last][:1].isalpha():
        return None  # won 2 over 3 days
    if lower[at] == "in" and second.value > _MAX_SHARE and str(int(second.value)).strip("0") != "1":
        return None
    return second


def _with_scale_of(first: Measure, second: Measure) -> float:
    """Give the lower end the scale word of the upper: 5 to 10 million."""
    power = second.numeral.scale
    if power >= 3 and not first.numeral.scale and first.value < second.value / 10**power:
        return first.value * 10.0**power
    return first.value
