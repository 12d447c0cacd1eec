"""The amounts of two statements compared as intervals."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pipeline import intervals
from pipeline.links.amounts import in_words

if TYPE_CHECKING:
    from pipeline.intervals import Interval
    from pipeline.links.amounts import Amount
    from pipeline.links.comparison import Tolerances
    from pipeline.links.statement import Statement
    from pipeline.links.wording import Overlap

# Weight of the shared terms beside two amounts of a named thing: the subject is known, by the document or by documents
# of one subject, so one term of some rarity suffices.
_CONTEXT = 2.5
# An amount in dollars or metres with no noun beside it may be of anything: the statements must be alike as a whole.
_UNNAMED = (10.0, 0.3)
# Two different numbers conflict only where all else agrees; else they are of two things.
_ALL_ELSE = (10.0, 0.5)
# "More than 30" is told of 36 or 50; of 100 nobody tells it.
_OPEN_END = 2.0
# Context at which the score lies half way between chance and certainty.
_HALF_WAY = 5.0
# A total that is told as no less than this may have been told early; the larger one then goes further.
_FROM_BELOW = frozenset({"vague", "at_least", "more_than"})


class Finding(NamedTuple):
    """What the comparison of one aspect of two statements gave."""

    relation: str
    basis: tuple[str, ...]
    score: float
    reason: str


# "One study" tells of a study, it counts none.
_ONE = ("exact", 1.0)


def compare(a: Statement, b: Statement, overlap: Overlap, tolerances: Tolerances) -> list[Finding]:
    """What every pair of amounts of two statements tells that count the same."""
    found = []
    for x, y in product(a.amounts, b.amounts):
        pair = _Pair(x, y, a, b, overlap, tolerances)
        finding = pair.finding() if comparable(x, y) else pair.same_number()
        if finding is not None:
            found.append(finding)
    return found


def comparable(x: Amount, y: Amount) -> bool:
    """Whether two amounts count the same kind of thing, over the same kind of time."""
    if x.rate != y.rate or {x.change, y.change} == {"up", "down"}:
        return False
    if _ONE in {(x.comparator, x.value), (y.comparator, y.value)} and not x.event:
        return False
    if x.event and x.event == y.event:
        return x.everybody or y.everybody or x.counted == y.counted
    return x.counted == y.counted and not (x.event and y.event) and not (x.everybody or y.everybody)


def _telling(value: float) -> bool:
    """Whether a number is seldom met by chance: none that hands count, and none that is round."""
    return value > 12 and value % 5 != 0


class _Pair:
    """Two comparable amounts with the statements that they stand in."""

    def __init__(  # noqa: PLR0913, PLR0917  # two of each
        self, x: Amount, y: Amount, a: Statement, b: Statement, overlap: Overlap, tolerances: Tolerances
    ) -> None:
        self._x, self._y = x, y
        self._a, self._b = a, b
        self._near = a.doc_id == b.doc_id
        self._tolerances = tolerances
        self._alike = overlap.cosine
        self._context = overlap.beside(frozenset({x.counted, y.counted, x.event, y.event}))

    def finding(self) -> Finding | None:
        """How the amounts stand to each other, if they are of the same thing."""
        if not self._of_one_thing():
            return None
        i, j = self._interval(self._x, self._y), self._interval(self._y, self._x)
        position = intervals.position(i, j)
        if position == "disjoint":
            return self._apart(i, j)
        if not self._of_one_size():
            return None
        if position in {"equal", "overlapping"}:
            return self._found("corroborates", f"{in_words(self._x)} agrees with {in_words(self._y)}")
        inner, outer = (self._x, self._y) if position == "inside" else (self._y, self._x)
        return self._found("refines", f"{in_words(inner)} lies inside {in_words(outer)}")

    def same_number(self) -> Finding | None:
        """Agreement where both give one telling number of things that both speak of: 34 nations and their 34 chiefs."""
        x, y = self._x, self._y
        if x.value != y.value or {x.comparator, y.comparator} != {"exact"} or not _telling(x.value):
            return None
        met = x.counted in self._b.terms or y.counted in self._a.terms
        if not (met and self._of_one_thing()):
            return None
        return self._found("corroborates", f"{in_words(x)} agrees with {in_words(y)}")

    def _of_one_size(self) -> bool:
        """Whether the numbers named are so near that one open end may have been told of the other."""
        ends = [[one.value, one.value if one.value_high is None else one.value_high] for one in (self._x, self._y)]
        low, high = sorted(ends)
        return high[0] <= max(low) * _OPEN_END

    def _of_one_thing(self) -> bool:
        named = self._x.named and self._y.named
        return self._context >= _CONTEXT if named else self._reaches(_UNNAMED)

    def _of_one_time(self) -> bool:
        """Whether all but the amounts agrees, the dates too."""
        return self._a.context == self._b.context and self._reaches(_ALL_ELSE)

    def _reaches(self, least: tuple[float, float]) -> bool:
        """Whether the statements share so much weight beside the amounts, and are so much alike."""
        context, cosine = least
        return self._context >= context and self._alike >= cosine

    def _interval(self, one: Amount, other: Amount) -> Interval:
        """The interval of an amount; rounding is allowed for where both are single numbers."""
        interval = intervals.of(one.comparator, one.value, one.value_high, self._tolerances.about)
        if {one.comparator, other.comparator} == {"exact"} and one.value != other.value:
            return intervals.widened(interval, intervals.slack(one.value, self._tolerances.round))
        return interval

    def _apart(self, i: Interval, j: Interval) -> Finding | None:
        """What two amounts that exclude each other tell.

        In one document only the same number told in two ways conflicts: one author gives two numbers for two things.
        """
        small, large = (self._x, self._y) if i.high <= j.low else (self._y, self._x)
        if self._x.part != self._y.part and self._x.event:
            return self._part(small, large)
        if small.value == large.value:
            return self._found("conflicts", f"{in_words(small)} leaves no room for {in_words(large)}")
        if self._grows():
            return self._grown(small, large)
        if self._x.details ^ self._y.details and not self._exceeds(small, large):
            return None
        if self._near or not ((self._x.event and self._x.rate) or self._of_one_time()):
            return None
        return self._found("conflicts", f"{in_words(small)} and {in_words(large)} cannot both hold")

    def _part(self, small: Amount, large: Amount) -> Finding:
        """One amount is a part of what the other counts: a part may be smaller than its whole, never larger."""
        if small.part:
            return self._found("refines", f"{in_words(small)} is a part of {in_words(large)}")
        return self._found("conflicts", f"{in_words(large)} is a part, but exceeds {in_words(small)}")

    def _exceeds(self, small: Amount, large: Amount) -> bool:
        """Whether the larger amount counts a narrower group than the smaller one."""
        return (small.everybody and not large.everybody) or small.details < large.details

    def _grows(self) -> bool:
        """Whether the amounts are totals that grow from day to day, told at different times."""
        return bool(self._x.event) and not self._x.rate and not self._near

    def _grown(self, small: Amount, large: Amount) -> Finding | None:
        early, late = self._when(small), self._when(large)
        if early and late and early < late:
            return self._found("supersedes", f"{in_words(large)} is the later and larger count than {in_words(small)}")
        if not (early and late) and small.comparator in _FROM_BELOW and self._of_one_size():
            return self._found("refines", f"{in_words(large)} goes beyond {in_words(small)}")
        return None

    def _when(self, amount: Amount) -> str:
        return (self._a if amount is self._x else self._b).published

    def _found(self, relation: str, reason: str) -> Finding:
        score = self._context / (self._context + _HALF_WAY)
        return Finding(relation, ("quantity",), round(0.5 + score / 2, 4), reason)
