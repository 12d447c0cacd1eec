"""Whether an amount says by how much something rose or fell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.quantities.lexicon import (
    BETWEEN_CHANGE,
    CHANGE_COMPARATIVES,
    CHANGE_NOUNS,
    CHANGES_WITH_BY,
    NOT_BEFORE_UP,
    NUMBER_WORDS,
    RATE_UNITS,
    STRONG_CHANGES,
    WEAK_CHANGES,
)
from pipeline.quantities.tokens import is_digits

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.quantity import Change
    from pipeline.quantities.tokens import Tokens

_VERBS: Final = STRONG_CHANGES | WEAK_CHANGES | CHANGES_WITH_BY
MOVES: Final = frozenset(_VERBS).union({"move", "moved", "went", "changed", "goes", "changes"})
_MAX_BETWEEN: Final = 5  # words between the verb and the amount: rose by only slightly more than
_BY_REACH: Final = 9  # tokens from `by` back to its verb: cut its annual output by
_LEVELS: Final = frozenset({"to", "above", "below"})  # rose to 5 percent, fell below 100
_OF_A_WHOLE: Final = frozenset({"the", "of", "its", "their", "his", "her", "our", "these", "those", "all"})
_FROM_REACH: Final = 8  # tokens between the two levels of a move
_CLAUSE_ENDS: Final = frozenset({",", ";", ".", ":", ""})


def change(tokens: Tokens, measure: Measure, start: int) -> Change:
    """Return the direction that the words around a measure give it; its comparator is from `start`."""
    if tokens.lower[start] in _LEVELS:
        return "none"
    return _halved(tokens, measure, start) or _before(tokens, measure, start) or _behind(tokens, measure) or "none"


def reached(tokens: Tokens, start: int, end: int) -> Change:
    """Return the direction of a move between two levels, for the amount from `start` to `end` that it ends at.

    Both must be told: fell from 94 percent to 86 percent, eased to 2.9 percent in May from 3.1 percent.
    """
    lower = tokens.lower
    if lower[start - 1] != "to":
        return "none"
    origin = next((at for at in range(start - 2, max(-1, start - _FROM_REACH), -1) if lower[at] == "from"), None)
    if origin is not None:
        return (_governing(tokens, origin) if _is_number(tokens, origin + 1) else None) or "none"
    for at in range(end, end + _FROM_REACH):
        if lower[at] in _CLAUSE_ENDS:
            break
        if lower[at] == "from" and _is_number(tokens, at + 1):
            return _governing(tokens, start - 2) or "none"
    return "none"


def _is_number(tokens: Tokens, index: int) -> bool:
    """Say whether a number begins at a token, or one token behind it: about 5, $ 5."""
    near = tokens.lower[index : index + 2]
    return any(is_digits(word) or word in NUMBER_WORDS for word in near if word)


def _is_rate(measure: Measure) -> bool:
    unit = measure.unit
    return unit is not None and (unit.currency is not None or unit.name in RATE_UNITS)


def _halved(tokens: Tokens, measure: Measure, start: int) -> Change | None:
    """Read `was cut in half`, but not `fell in half the districts`."""
    lower = tokens.lower
    if lower[start - 1] != "in" or lower[start : measure.last] != ["half"] or lower[measure.last] in _OF_A_WHOLE:
        return None
    return _VERBS.get(lower[start - 2])


def _before(tokens: Tokens, measure: Measure, start: int) -> Change | None:
    lower, at = tokens.lower, start - 1
    while at > start - 1 - _MAX_BETWEEN and lower[at] in BETWEEN_CHANGE and not _is_up(tokens, at):
        if lower[at] == "of":
            return CHANGE_NOUNS.get(lower[at - 1])
        if lower[at] in _LEVELS or (lower[at] == "at" and lower[at + 1] not in {"least", "most"}):
            return None  # a level, not a change
        at -= 1
    if _is_up(tokens, at):
        return None if lower[at - 1] in NOT_BEFORE_UP else "up"
    if "by" in lower[at + 1 : start]:
        return _governing(tokens, at)
    if lower[at] == "down" and measure.unit is None and lower[measure.last][:1].isalpha():
        return None  # down one block
    return STRONG_CHANGES.get(lower[at]) or (WEAK_CHANGES.get(lower[at]) if _is_rate(measure) else None)


def _is_up(tokens: Tokens, at: int) -> bool:
    return tokens.lower[at] == "up" and tokens.lower[at + 1] != "to"


def _governing(tokens: Tokens, at: int) -> Change | None:
    """Find the verb or noun of change that `by 5 percent` belongs to."""
    for index in range(at, max(-1, at - _BY_REACH), -1):
        word = tokens.lower[index]
        if word in _CLAUSE_ENDS:
            return None
        way = _VERBS.get(word) or CHANGE_NOUNS.get(word)
        if way:
            return way
    return None


def _behind(tokens: Tokens, measure: Measure) -> Change | None:
    """Read `5 percent higher`, `a 10 point drop`."""
    if not _is_rate(measure):
        return None
    word = tokens.lower[measure.last]
    return CHANGE_NOUNS.get(word) or CHANGE_COMPARATIVES.get(word)
