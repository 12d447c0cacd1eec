"""Puts numbers, units, ranges, comparators and nouns together to quantities."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.quantities import changes, comparators, nouns, numerals, references
from pipeline.quantities.measures import Measure, measure
from pipeline.quantities.quantity import Change, Comparator, Quantity
from pipeline.quantities.ranges import Extent, extent
from pipeline.quantities.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGIT: Final = re.compile("[0-9" + "".join(numerals.SIGNS) + "]")
_LETTERS: Final = re.compile("[a-z]+")


class _Previous(NamedTuple):
    """The quantity before: the token after it, and its change."""

    end: int
    change: Change


def find(text: str) -> list[Quantity]:
    """Return the quantities of a text in order, without overlaps; none goes over a line break.

    Never raises; takes time linear in the length of the text.
    """
    found: list[Quantity] = []
    start = 0
    for line in text.split("\n"):
        if _may_hold(line):
            found.extend(_quantities(Tokens.of(line, start)))
        start += len(line) + 1
    return found


def _may_hold(line: str) -> bool:
    """Say whether a line has a digit or a number word; most sentences of a text have none and end here."""
    return _DIGIT.search(line) is not None or not numerals.WORDS.isdisjoint(_LETTERS.findall(line.lower()))


def _candidates(tokens: Tokens) -> list[int]:
    """Return the tokens that may begin a number; tests for digits at the end only, for speed."""
    starters = numerals.STARTERS
    return [index for index, word in enumerate(tokens.lower) if word in starters or "0" <= word[-1:] <= "9"]


def _quantities(tokens: Tokens) -> Iterator[Quantity]:
    previous = _Previous(0, "none")
    done = 0
    reference = -1  # the token after the last number that was a reference
    for index in _candidates(tokens):
        numeral = numerals.read(tokens, index) if index >= done else None
        if numeral is None:
            continue
        skipped = numerals.ordinal_end(tokens, numeral) or references.row_end(tokens, numeral)
        if skipped:
            done = skipped
            continue
        found = extent(tokens, measure(tokens, numeral))
        noun = nouns.noun_of(tokens, found.measure, share=found.kind == "share")
        if references.is_vote(tokens, found, noun):
            yield from (_side(tokens, at) for at in (found.measure.first, found.measure.last - 1))
            done = found.measure.last
            continue
        if references.is_reference(tokens, found, noun, reference):
            done = reference = found.measure.last
            continue
        quantity, done = _quantity(tokens, found, noun, previous)
        if math.isfinite(quantity.value):
            previous = _Previous(done, quantity.change)
            yield quantity


def _side(tokens: Tokens, index: int) -> Quantity:
    """Return one side of a vote, whose digits or word stand at a token."""
    start, end, text = tokens.starts[index], tokens.ends[index], tokens.surface[index]
    numeral = numerals.read(tokens, index)
    value = numeral.value if numeral else math.nan
    return Quantity(
        tokens.offset + start, tokens.offset + end, text, value, None, "exact", "none", None, None, None, None
    )


def _compared(tokens: Tokens, found: Extent, noun: nouns.Span | None) -> tuple[int, int, Comparator]:
    """Return first and last token (exclusive) of an amount with its comparator, and the comparator."""
    measure = found.measure
    end = max(measure.last, noun[1] if noun else 0)
    if found.kind == "range" and tokens.lower[measure.first - 1] == "between":
        return measure.first - 1, end, "between"
    start, comparator = comparators.before(tokens, measure)
    if comparator in {None, "about"}:  # a bound behind the number says more: about 500 or more
        after = _comparator_behind(tokens, measure, end)
        if after:
            end, comparator = max(end, after.end), after.comparator
    if found.high is not None:
        comparator = "vague" if measure.numeral.form == "vague" else "between"
    return start, end, comparator or "exact"


def _comparator_behind(tokens: Tokens, measure: Measure, end: int) -> comparators.After | None:
    """Read a comparator behind the number, its unit or its noun: 20+ years, 36 or more strikes, 36 strikes or more."""
    numeral = measure.numeral
    places = (measure.last, end) if numeral.form == "words" else (measure.last, end, numeral.last, numeral.first + 1)
    found = (comparators.after(tokens, place) for place in dict.fromkeys(places))
    return next(filter(None, found), None)


def _quantity(tokens: Tokens, found: Extent, noun: nouns.Span | None, previous: _Previous) -> tuple[Quantity, int]:
    """Return a quantity and the token after it."""
    measure = found.measure
    start, end, comparator = _compared(tokens, found, noun)
    change = changes.change(tokens, measure, start)
    if change == "none":
        change = changes.reached(tokens, start, end)
    if change == "none" and tokens.lower[start - 1] == "or" and 0 <= start - 1 - previous.end <= 1:
        change = previous.change  # gained 382 points, or 1.3 percent
    start = max(start, previous.end)
    unit = measure.unit
    return Quantity(
        tokens.offset + tokens.starts[start],
        tokens.offset + tokens.ends[end - 1],
        tokens.slice(start, end),
        found.value,
        found.high,
        comparator,
        change,
        unit.name if unit else None,
        tokens.slice(unit.first, unit.last) if unit else None,
        unit.currency if unit else None,
        tokens.slice(*noun) if noun else None,
    ), end
