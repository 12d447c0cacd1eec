"""The amounts of two statements compared as intervals."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pipeline import intervals

if TYPE_CHECKING:
    from pipeline.intervals import Interval
    from pipeline.links.amounts import Amount
    from pipeline.links.comparison import Tolerances
    from pipeline.links.statement import Statement
    from pipeline.links.wording import Overlap

# Weight that the shared terms beside the amounts must have: in one document the subject is known, across documents it
# takes two terms of some rarity, and to say that amounts far apart conflict it takes three.
_CONTEXT = {"document": 3.0, "corpus": 7.0, "conflict": 10.0}
# A total that is told as no less than this may have been told early; the larger one then goes further.
_FROM_BELOW = frozenset({"vague", "at_least", "more_than"})


class Finding(NamedTuple):
    """What the comparison of one aspect of two statements gave."""

    relation: str
    basis: tuple[str, ...]
    score: float
    reason: str


def compare(a: Statement, b: Statement, overlap: Overlap, tolerances: Tolerances) -> list[Finding]:
    """Every pair of amounts of two statements that count the same."""
    pairs = ((x, y) for x, y in product(a.amounts, b.amounts) if comparable(x, y))
    return [found for x, y in pairs if (found := _Pair(x, y, a, b, overlap, tolerances).finding()) is not None]


def comparable(x: Amount, y: Amount) -> bool:
    """Whether two amounts count the same kind of thing, over the same kind of time."""
    if x.rate != y.rate or {x.change, y.change} == {"up", "down"}:
        return False
    if x.event and x.event == y.event:
        return x.everybody or y.everybody or x.counted == y.counted
    return x.counted == y.counted and not (x.event and y.event) and not (x.everybody or y.everybody)


class _Pair:
    """Two comparable amounts with the statements that they stand in."""

    def __init__(  # noqa: PLR0913, PLR0917  # two of each
        self, x: Amount, y: Amount, a: Statement, b: Statement, overlap: Overlap, tolerances: Tolerances
    ) -> None:
        self._x, self._y = x, y
        self._a, self._b = a, b
        self._near = a.doc_id == b.doc_id
        self._tolerances = tolerances
        self._context = overlap.beside(frozenset({x.counted, y.counted, x.event, y.event}))

    def finding(self) -> Finding | None:
        """How the amounts stand to each other, if they are of the same thing."""
        if self._context < _CONTEXT["document" if self._near else "corpus"]:
            return None
        i, j = self._interval(self._x, self._y), self._interval(self._y, self._x)
        position = intervals.position(i, j)
        if position == "disjoint":
            return self._apart(i, j)
        if position in {"equal", "overlapping"}:
            return self._found("corroborates", f"{self._words(self._x)} agrees with {self._words(self._y)}")
        inner, outer = (self._x, self._y) if position == "inside" else (self._y, self._x)
        return self._found("refines", f"{self._words(inner)} lies inside {self._words(outer)}")

    def _interval(self, one: Amount, other: Amount) -> Interval:
        """The interval of an amount; rounding is allowed for where both are single numbers."""
        interval = intervals.of(one.comparator, one.value, one.value_high, self._tolerances.about)
        if {one.comparator, other.comparator} == {"exact"} and one.value != other.value:
            return intervals.widened(interval, intervals.slack(one.value, self._tolerances.round))
        return interval

    def _apart(self, i: Interval, j: Interval) -> Finding | None:
        small, large = (self._x, self._y) if i.high <= j.low else (self._y, self._x)
        if self._x.part != self._y.part:
            return self._part(small, large)
        if small.value == large.value:
            return self._found("conflicts", f"{self._words(small)} leaves no room for {self._words(large)}")
        if self._grows():
            return self._grown(small, large)
        if self._x.details ^ self._y.details and not self._exceeds(small, large):
            return None
        if self._context < _CONTEXT["conflict"] and not self._x.rate:
            return None
        return self._found("conflicts", f"{self._words(small)} and {self._words(large)} cannot both hold")

    def _part(self, small: Amount, large: Amount) -> Finding:
        """One amount is a part of what the other counts: a part may be smaller than its whole, never larger."""
        if small.part:
            return self._found("refines", f"{self._words(small)} is a part of {self._words(large)}")
        return self._found("conflicts", f"{self._words(large)} is a part, but exceeds {self._words(small)}")

    def _exceeds(self, small: Amount, large: Amount) -> bool:
        """Whether the larger amount counts a narrower group than the smaller one."""
        return (small.everybody and not large.everybody) or small.details < large.details

    def _grows(self) -> bool:
        """Whether the amounts are totals that grow from day to day, told at different times."""
        return bool(self._x.event) and not self._x.rate and not self._near

    def _grown(self, small: Amount, large: Amount) -> Finding | None:
        early, late = self._when(small), self._when(large)
        if early and late and early < late:
            return self._found("supersedes", f"{self._words(large)} is the later and larger count than {self._words(small)}")
        if not (early and late) and small.comparator in _FROM_BELOW:
            return self._found("refines", f"{self._words(large)} goes beyond {self._words(small)}")
        return None

    def _when(self, amount: Amount) -> str:
        return (self._a if amount is self._x else self._b).published

    def _words(self, amount: Amount) -> str:
        return f"“{amount.text}”"

    def _found(self, relation: str, reason: str) -> Finding:
        score = self._context / (self._context + _CONTEXT["corpus"])
        return Finding(relation, ("quantity",), round(0.5 + score / 2, 4), reason)
