"""The amounts of two statements compared as intervals."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pipeline import intervals
from pipeline.links import kinds, setting
from pipeline.links.reasons import Told

if TYPE_CHECKING:
    from pipeline.intervals import Interval
    from pipeline.links.amounts import Amount
    from pipeline.links.comparison import Tolerances
    from pipeline.links.statement import Statement
    from pipeline.links.wording import Overlap

# Weight of the shared terms beside two amounts of a named thing: the subject is known, by the document or by documents
# of one story, so one term of some rarity suffices.
_CONTEXT = 2.5
# Numbers that hands count are met by chance, and two counts that differ are of two things: it takes two such terms.
_TWO_TERMS = 5.0
_BY_HAND = 12
# An amount in dollars or metres with no noun beside it may be of anything, as people to whom nothing befell may be
# anybody: the statements must be alike as a whole.
_UNNAMED = (10.0, 0.3)
# Two different numbers conflict only where all else agrees; else they are of two things.
_ALL_ELSE = (10.0, 0.5)
# "More than 30" is told of 36 or 50; of 100 nobody tells it.
_OPEN_END = 2.0
# Context at which the score lies half way between chance and certainty.
_HALF_WAY = 5.0
# A total that is told as no less than this may have been told early; the larger one then goes further.
_FROM_BELOW = frozenset({"vague", "at_least", "more_than"})
# Two texts of one story that both give 500 million pesos, whatever for, give one sum.
_LARGE = 1000
_GROWN = re.compile(r"\b(?:risen|rose|climbed|grown|reached|passed|topped|so far|now)\b", re.IGNORECASE)
_AGREEING = frozenset({"equal", "overlapping"})


class Finding(NamedTuple):
    """What the comparison of one aspect of two statements gave."""

    relation: str
    basis: tuple[str, ...]
    score: float
    reason: str


def compare(a: Statement, b: Statement, overlap: Overlap, tolerances: Tolerances) -> list[Finding]:
    """What every pair of amounts of two statements tells that count the same.

    Amounts that differ tell something only where each has no other match: of a loss and a revenue that one names, and
    a loss that the other names, two agree and the third is of something else.
    """
    found: list[Finding] = []
    if not setting.one_place(a, b):
        return found
    for x, y in product(a.amounts, b.amounts):
        pair = _Pair(x, y, a, b, overlap, tolerances)
        alone = (
            sum(kinds.comparable(x, one) for one in b.amounts)
            == 1
            == sum(kinds.comparable(one, y) for one in a.amounts)
        )
        finding = pair.finding(alone=alone) if kinds.comparable(x, y) else pair.same_number()
        if finding is not None:
            found.append(finding)
    return found


def differ(a: Statement, b: Statement, findings: list[Finding]) -> bool:
    """Whether amounts of one kind stand in both and give no reason to link: equal words then are of two things."""
    if findings:
        return False
    one_day = setting.one_day(a, b)
    return any(kinds.comparable(x, y) or kinds.differ(x, y, one_day=one_day) for x, y in product(a.amounts, b.amounts))


def _telling(value: float) -> bool:
    """Whether a number is seldom met by chance: none that hands count, and none that is round."""
    return value > _BY_HAND and value % 5 != 0


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
        self._told = Told(x, y)

    def finding(self, *, alone: bool) -> Finding | None:
        """How the amounts stand to each other, if they are of the same thing; ``alone``: neither has another match."""
        if not self._of_one_thing():
            return None
        i, j = self._interval(self._x), self._interval(self._y)
        position = intervals.position(i, j)
        small, large = sorted((self._x, self._y), key=lambda one: (one.value, one.value_high or one.value))
        alone = alone and self._x.rate == self._y.rate
        if position != "equal" and self._is_later(large, small):
            return self._found("supersedes", self._told.later(large)) if alone else None
        if position == "disjoint":
            return self._rounded(i, j) or (self._apart(small, large) if alone else None)
        if not self._of_one_size():
            return None
        if position in _AGREEING:
            return self._agreeing(rounded=False) if self._is_near(small, large) else None
        return self._found("refines", self._told.within(self._x if position == "inside" else self._y))

    def same_number(self) -> Finding | None:
        """Agreement where both give one telling number of things that both speak of: 34 nations and their 34 chiefs."""
        x, y = self._x, self._y
        if x.value != y.value or {x.comparator, y.comparator} != {"exact"} or not _telling(x.value):
            return None
        met = x.counted in self._b.terms or y.counted in self._a.terms
        return self._agreeing(rounded=False) if met and self._of_one_thing() else None

    def _agreeing(self, *, rounded: bool) -> Finding | None:
        by_chance = max(self._x.value, self._y.value) <= _BY_HAND and self._context < _TWO_TERMS
        return None if by_chance else self._found("corroborates", self._told.agree(rounded=rounded))

    def _is_near(self, small: Amount, large: Amount) -> bool:
        """Whether two approximate amounts differ by no more than one of them may be off."""
        both = {small.comparator, large.comparator} == {"about"}
        return not both or large.value - small.value <= large.value * self._tolerances.about

    def _of_one_size(self) -> bool:
        """Whether the numbers named are so near that one open end may have been told of the other."""
        ends = [[one.value, one.value if one.value_high is None else one.value_high] for one in (self._x, self._y)]
        low, high = sorted(ends)
        return high[0] <= max(low) * _OPEN_END

    def _of_one_thing(self) -> bool:
        if not setting.is_named(self._a, self._b):
            return self._reaches(_ALL_ELSE)
        anybody = (self._x.everybody and not self._x.event) or (self._y.everybody and not self._y.event)
        if anybody or not (self._x.named and self._y.named):
            return self._reaches(_UNNAMED) or (self._is_distinctive() and self._context >= _TWO_TERMS)
        return self._context >= _CONTEXT

    def _is_distinctive(self) -> bool:
        """Whether both measure one exact amount that is seldom met by chance."""
        x, y = self._x, self._y
        exact = {x.comparator, y.comparator} == {"exact"} and x.value == y.value and bool(x.unit and y.unit)
        return exact and (x.value >= _LARGE or _telling(x.value))

    def _of_one_time(self) -> bool:
        return setting.one_time(self._a, self._b, self._tolerances.days)

    def _reaches(self, least: tuple[float, float]) -> bool:
        """Whether the statements share so much weight beside the amounts, and are so much alike."""
        context, cosine = least
        return self._context >= context and self._alike >= cosine

    def _interval(self, one: Amount) -> Interval:
        return intervals.of(one.comparator, one.value, one.value_high, self._tolerances.about)

    def _rounded(self, i: Interval, j: Interval) -> Finding | None:
        """What amounts tell that meet when rounding is allowed for, or one is a part of what the other counts.

        An author who gives 4,000 in one place and over 4,000 in another rounds: in one document that tells nothing.
        """
        x, y = self._x, self._y
        wide = [
            intervals.widened(interval, intervals.slack(one.value, other.value, self._tolerances.round))
            if one.comparator == "exact"
            else interval
            for one, other, interval in ((x, y, i), (y, x, j))
        ]
        position = intervals.position(wide[0], wide[1])
        if position == "disjoint" or x.part != y.part:
            return None
        if x.comparator != y.comparator:
            return None if self._near else self._agreeing(rounded=True)
        if position in _AGREEING:
            return self._agreeing(rounded=True)
        return self._found("refines", self._told.within(x if position == "inside" else y))

    def _apart(self, small: Amount, large: Amount) -> Finding | None:
        """What two amounts that exclude each other tell; in one document an author gives two numbers for two things."""
        if small.part != large.part and small.event:
            return self._part(small, large)
        if self._near:
            return None
        if self._grows() and not self._of_one_time():
            beyond = small.comparator in _FROM_BELOW and self._of_one_size()
            return self._found("refines", self._told.beyond(large)) if beyond else None
        if not (self._x.named and self._y.named) and not self._of_one_size():
            return None
        if small.details ^ large.details and not self._exceeds(small, large):
            return None
        sure = bool(small.event and small.rate) or (self._of_one_time() and self._reaches(_ALL_ELSE))
        return self._found("conflicts", self._told.excluded()) if sure else None

    def _part(self, small: Amount, large: Amount) -> Finding:
        """One amount is a part of what the other counts: a part may be smaller than its whole, never larger."""
        if small.part:
            return self._found("refines", self._told.part(small))
        return self._found("conflicts", self._told.exceeding(large))

    def _exceeds(self, small: Amount, large: Amount) -> bool:
        """Whether the larger amount counts a narrower group than the smaller one."""
        return (small.everybody and not large.everybody) or small.details < large.details

    def _grows(self) -> bool:
        """Whether the amounts are totals that grow from report to report."""
        return bool(self._x.event) and not self._x.rate

    def _is_later(self, large: Amount, small: Amount) -> bool:
        """Whether the larger amount is the later count of one group in an event that goes on."""
        early, late = self._when(small), self._when(large)
        same_group = large.counted == small.counted or large.everybody
        counts = (
            (self._grows() or self._is_growing(large)) and not (small.part or large.part) and large.value > small.value
        )
        return counts and same_group and bool(early) and early < late and self._context >= _TWO_TERMS

    def _is_growing(self, large: Amount) -> bool:
        """Whether the larger of two counts is told as one that has grown."""
        later = self._a if large is self._x else self._b
        return not (large.unit or large.rate) and _GROWN.search(later.text) is not None

    def _when(self, amount: Amount) -> str:
        return (self._a if amount is self._x else self._b).published

    def _found(self, relation: str, reason: str) -> Finding:
        score = self._context / (self._context + _HALF_WAY)
        return Finding(relation, ("quantity",), round(0.5 + score / 2, 4), reason)
