"""The words of two statements compared: how much they share, and whether one denies what the other says."""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from pipeline.links.counting import Finding

if TYPE_CHECKING:
    from pipeline.links.statement import Statement
    from pipeline.links.weights import Weights

_LETTERS = re.compile(r"[\W_]+")
# Terms that stand at most so many places apart belong together.
_REACH = 3


class Overlap(NamedTuple):
    """The terms that two statements share, with their weights, and the weight of all terms of each."""

    shared: dict[str, float]
    a: float
    b: float

    @property
    def weight(self) -> float:
        """Weight of the shared terms together."""
        return sum(self.shared.values())

    @property
    def cosine(self) -> float:
        """Weight of the shared terms against that of the terms of both, from 0 to 1."""
        return self.weight / sqrt(self.a * self.b) if self.shared else 0.0

    def beside(self, terms: frozenset[str]) -> float:
        """Weight of the shared terms that are none of these."""
        return sum(weight for term, weight in self.shared.items() if term not in terms)


def overlap(a: Statement, b: Statement, weights: Weights) -> Overlap:
    """What two statements share; terms are taken in order, so that sums do not depend on hashing."""
    shared = {term: weights[term] for term in sorted(a.terms & b.terms)}
    return Overlap(shared, sum(weights[term] for term in sorted(a.terms)), sum(weights[term] for term in sorted(b.terms)))


def same(a: Statement, b: Statement) -> float | None:
    """1 where the letters and digits of two texts are the same."""
    return 1.0 if folded(a.text) == folded(b.text) else None


def folded(text: str) -> str:
    """A text without case, punctuation and differences of space."""
    return _LETTERS.sub(" ", text).casefold().strip()


def compare(a: Statement, b: Statement, overlap: Overlap) -> Finding | None:
    """Whether two statements say the same in other words, or one denies what the other says."""
    if overlap.cosine < 0.45 or overlap.weight < 15:
        return None
    words = ", ".join(term.lstrip("=@%") for term in overlap.shared)
    return Finding("corroborates", ("text",), round(overlap.cosine, 4), f"both speak of {words}")
