"""How the true amount relates to the number written: at least, about, up to, or more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast

from pipeline.quantities.lexicon import (
    BETWEEN_COMPARATOR,
    COMPARATORS_AFTER,
    COMPARATORS_BEFORE,
    ESTIMATE_LINKS,
    ESTIMATES,
    NUMBER_WORDS,
    STRONG_CHANGES,
    TIME_UNITS,
    UP_TO_LEVEL,
    WEAK_CHANGES,
    phrase_at,
)
from pipeline.quantities.tokens import is_digits

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.quantity import Comparator
    from pipeline.quantities.tokens import Tokens

# Before `over` and a duration these make it `longer than`; elsewhere it means `during`.
_BEFORE_LONGER: Final = frozenset({
    "for", "after", "since", "of", "with", "from", "is", "was", "are", "were", "be", "been", "took", "takes", "take",
    "taken", "taking", "last", "lasts", "lasted", "lasting", "spent", "spend", "spans", "spanned", "spanning", "just",
    "well", "has", "have", "had", "served", "serve", "serving", "aged", "at", "in", "and",
})  # fmt: skip
# Negation turns a bound into the opposite one.
_NEGATORS: Final = frozenset({"not", "never", "n't", "n’t", "cannot", "can't", "won't", "didn't", "doesn't", "don't"})
_DENIED: Final = frozenset({
    "exceed", "exceeds", "exceeding", "exceeded", "surpass", "surpasses", "surpassed", "surpassing", "topped",
    "above", "below", "over", "under", "beyond", "greater", "higher", "lower", "larger", "smaller", "longer", "shorter",
})  # fmt: skip
_BEFORE_BOUND: Final = frozenset(STRONG_CHANGES).union(WEAK_CHANGES, {"be", "been", "go", "gone", "went"})
_OPPOSITE: Final[dict[str, Comparator]] = {
    "more_than": "at_most", "at_most": "more_than", "less_than": "at_least", "at_least": "less_than", "about": "about",
}  # fmt: skip
_MAX_BETWEEN: Final = 2  # words between a comparator and its number: at least another
_ESTIMATE_REACH: Final = 5  # tokens from `estimated` to the number: an estimated total cost of


class Before(NamedTuple):
    """The token at which an amount starts, its comparator included, and the comparator if there is one."""

    start: int
    comparator: Comparator | None


class After(NamedTuple):
    """The token after a comparator behind an amount, and the comparator."""

    end: int
    comparator: Comparator


def before(tokens: Tokens, measure: Measure) -> Before:
    """Read the comparator that ends where a measure starts."""
    lower, first = tokens.lower, measure.first
    for at in range(first, first - _MAX_BETWEEN - 1, -1):
        for phrase, name in COMPARATORS_BEFORE.get(lower[at - 1], ()):
            start = at - len(phrase)
            if start < 0 or tuple(lower[start:at]) != phrase or (at < first and len(phrase) == 1):
                continue  # under the 36 rules
            if phrase == ("over",) and _during(tokens, measure, start):
                return Before(first, None)
            if phrase == ("up", "to") and lower[start - 1] in UP_TO_LEVEL:
                return Before(first, None)  # edged up to 102.3
            if phrase[0] in _DENIED and _is_denied(tokens, start):
                return Before(start, _OPPOSITE[name])
            return Before(start, cast("Comparator", name))
        if at < 1 or lower[at - 1] not in BETWEEN_COMPARATOR:
            break
    if lower[first - 1] in ESTIMATE_LINKS and not ESTIMATES.isdisjoint(lower[max(0, first - _ESTIMATE_REACH) : first]):
        return Before(first, "about")
    return Before(first, None)


def _is_denied(tokens: Tokens, start: int) -> bool:
    """Say whether a bound is negated, directly or over its verb: will not exceed 60; never fell below 5 percent."""
    before_bound = tokens.lower[start - 1]
    return (tokens.lower[start - 2] if before_bound in _BEFORE_BOUND else before_bound) in _NEGATORS


def _during(tokens: Tokens, measure: Measure, start: int) -> bool:
    """Say whether `over` means during: 30 people over two days, but for over two days."""
    timed = measure.unit is not None and measure.unit.name in TIME_UNITS
    return timed and tokens.lower[start - 1] not in _BEFORE_LONGER


def after(tokens: Tokens, index: int) -> After | None:
    """Read the comparator that starts at a token: or more, or so, +."""
    found = phrase_at(tokens, index, COMPARATORS_AFTER)
    if found is None or (tokens.lower[index] == "+" and not tokens.glued(index)):
        return None  # 5 + 6
    behind = tokens.lower[found[0]]
    if len(tokens.lower[index]) > 1 and (behind == "than" or is_digits(behind) or behind in NUMBER_WORDS):
        return None  # 5,000 or less than 6,000; 40 dead and over 60 hurt
    return After(found[0], cast("Comparator", found[1]))
