"""How the true amount relates to the number written, and whether it rose or fell."""

from __future__ import annotations

from typing import Final

from pipeline.quantities.lexicon import (
    BETWEEN_CHANGE,
    BETWEEN_COMPARATOR,
    CHANGE_COMPARATIVES,
    CHANGE_NOUNS,
    COMPARATORS_AFTER,
    COMPARATORS_BEFORE,
    ESTIMATE_LINKS,
    ESTIMATES,
    STRONG_CHANGES,
    TIME_UNITS,
    WEAK_CHANGES,
)
from pipeline.quantities.measures import Measure, phrase_at
from pipeline.quantities.tokens import Tokens

MOVES: Final = frozenset(STRONG_CHANGES).union(WEAK_CHANGES, {"move", "moved", "went", "changed", "goes", "changes"})
_LONGER_BEFORE: Final = frozenset({
    "for", "after", "since", "of", "with", "from", "is", "was", "are", "were", "be", "been", "took", "takes", "take",
    "taken", "taking", "last", "lasts", "lasted", "lasting", "spent", "spend", "spans", "spanned", "spanning", "just",
    "well", "has", "have", "had", "served", "serve", "serving", "aged", "at", "in", "and",
})  # fmt: skip
_REACH: Final = 9  # tokens looked back for the verb of `by 5 percent`


def before(tokens: Tokens, measure: Measure) -> tuple[int, str | None]:
    """Return where the comparator before a measure starts, and the comparator; the measure's own start without one."""
    first = at = measure.first
    while at and tokens.lower[at - 1] in BETWEEN_COMPARATOR and first - at < 2:
        at -= 1
    for index in range(first, at - 1, -1):
        for phrase, name in COMPARATORS_BEFORE.get(tokens.lower[index - 1], ()):
            start = index - len(phrase)
            if start >= 0 and tuple(tokens.lower[start:index]) == phrase:
                if phrase == ("over",) and _lasting(tokens, measure, start):
                    return first, None
                return start, name
    if first and tokens.lower[first - 1] in ESTIMATE_LINKS and not ESTIMATES.isdisjoint(tokens.lower[max(0, first - 5) : first]):
        return first, "about"
    return first, None


def _lasting(tokens: Tokens, measure: Measure, start: int) -> bool:
    """Say whether `over` means during: 30 people over two days, but for over two days."""
    return (
        measure.unit is not None and measure.unit.name in TIME_UNITS and tokens.lower[start - 1] not in _LONGER_BEFORE
    )


def after(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """Return the end and the name of a comparator that starts at a token: or more, or so, +."""
    return phrase_at(tokens, index, COMPARATORS_AFTER)


def change(tokens: Tokens, measure: Measure, start: int) -> str | None:
    """Return up or down when the words around a measure (comparator from `start`) say that it is a change."""
    return _change_before(tokens, measure, start) or _change_after(tokens, measure)


def _is_rate(measure: Measure) -> bool:
    unit = measure.unit
    return unit is not None and (unit.currency is not None or unit.name in {
        "percent", "percentage point", "point", "basis point", "cent", "penny", "fold", "degree", "degree Celsius",
        "degree Fahrenheit",
    })  # fmt: skip


def _change_before(tokens: Tokens, measure: Measure, start: int) -> str | None:
    lower = tokens.lower
    at = start - 1
    by = False
    for _ in range(5):
        word = lower[at]
        if at < 0 or word not in BETWEEN_CHANGE:
            break
        if word in STRONG_CHANGES and word == "up" and lower[at + 1] != "to":
            return "up"
        if word == "to" and lower[at - 1] != "up":
            return None
        by = by or word == "by"
        if word == "of":
            return CHANGE_NOUNS.get(lower[at - 1])
        at -= 1
    if at < 0:
        return None
    word = lower[at]
    if word in STRONG_CHANGES:
        return STRONG_CHANGES[word]
    if word in WEAK_CHANGES and (by or _is_rate(measure)):
        return WEAK_CHANGES[word]
    if by:
        return _verb_of_by(tokens, at)
    return None


def _verb_of_by(tokens: Tokens, at: int) -> str | None:
    for index in range(at, max(-1, at - _REACH), -1):
        word = tokens.lower[index]
        if word in {",", ";", ".", ":", "\n"}:
            return None
        way = STRONG_CHANGES.get(word) or WEAK_CHANGES.get(word) or CHANGE_NOUNS.get(word)
        if way:
            return way
    return None


def _change_after(tokens: Tokens, measure: Measure) -> str | None:
    if not _is_rate(measure):
        return None
    word = tokens.lower[measure.last]
    return CHANGE_NOUNS.get(word) or CHANGE_COMPARATIVES.get(word)
