"""The words of two statements compared: how much they share, and whether one denies what the other says."""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from pipeline.links import words
from pipeline.links.counting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.links.statement import Statement
    from pipeline.links.weights import Weights

_LETTERS = re.compile(r"[\W_]+")
# Least cosine and least shared weight of two statements that say the same in other words, by whether they stand in one
# document: there it takes more, for an author seldom says a thing twice.
_ALIKE = {True: (0.4, 8.0), False: (0.25, 5.0)}
_STATEMENT = 3
# Least weight of what one denies and the other says, and within how many terms the other says it.
_DENIED = 6.5
_TOGETHER = 5
# Least share of the terms after "not", and of those after "denied", that the other must say.
_MOST = {False: 0.75, True: 0.5}


class Overlap(NamedTuple):
    """What two statements share: terms with their weights, and how alike they are by what is new in each."""

    shared: dict[str, float]
    fresh: float
    cosine: float

    def beside(self, terms: frozenset[str]) -> float:
        """Weight of the shared terms that are none of these."""
        return sum(weight for term, weight in self.shared.items() if term not in terms)


def overlap(a: Statement, b: Statement, weights: Weights) -> Overlap:
    """What two statements share; terms are taken in order, so that sums do not depend on hashing."""
    shared = {term: weights[term] for term in sorted(a.terms & b.terms)}
    new = {term: weight * sqrt(a.fresh[term] * b.fresh[term]) for term, weight in shared.items()}
    fresh = sum(new.values())
    whole = sqrt(_norm(a, weights) * _norm(b, weights))
    return Overlap(shared, fresh, fresh / whole if whole else 0.0)


def _norm(one: Statement, weights: Weights) -> float:
    return sum(weights[term] * one.fresh[term] for term in sorted(one.terms))


def same(a: Statement, b: Statement) -> float | None:
    """1 where the letters and digits of two texts are the same; across documents too few words are no statement."""
    enough = a.doc_id == b.doc_id or len(a.order) >= _STATEMENT
    return 1.0 if enough and folded(a.text) == folded(b.text) else None


def folded(text: str) -> str:
    """A text without case, punctuation and differences of space."""
    return _LETTERS.sub(" ", text).casefold().strip()


def compare(a: Statement, b: Statement, overlap: Overlap) -> Finding | None:
    """Whether two statements say the same in other words, or one denies what the other says."""
    denial = _denial(a, b, overlap) or _denial(b, a, overlap) or _both_deny(a, b, overlap)
    if denial is not None:
        return denial
    if a.fragment or b.fragment or a.planned != b.planned or a.of_one_day != b.of_one_day:
        return None
    cosine, weight = _ALIKE[a.doc_id == b.doc_id]
    if overlap.cosine < cosine or overlap.fresh < weight or not _something_happens(overlap, a.persons & b.persons):
        return None
    if (a.denied & b.terms) != (b.denied & a.terms):
        return None
    told = _in_words(a, overlap.shared)
    score = round(min(overlap.cosine, 1.0), 4)
    if _counts(a, b, overlap) or _counts(b, a, overlap):
        return Finding("refines", ("text", "quantity"), score, f"both speak of {told}; one gives the number")
    return Finding("corroborates", ("text",), score, f"both speak of {told}")


def _counts(a: Statement, b: Statement, overlap: Overlap) -> bool:
    """Whether ``a`` counts what ``b`` tells without a number."""
    return not b.amounts and any({one.counted, one.event} & overlap.shared.keys() for one in a.amounts)


def _something_happens(overlap: Overlap, persons: frozenset[str]) -> bool:
    """Whether they share what happens, and to whom or where; or say more than one thing of somebody."""
    happening = words.happenings() & overlap.shared.keys()
    return len(overlap.shared) > len(happening) if happening else bool(persons) and len(overlap.shared) > 2


def _both_deny(a: Statement, b: Statement, overlap: Overlap) -> Finding | None:
    denied = sorted(a.denied & b.denied)
    if len(denied) < 2 or sum(overlap.shared[term] for term in denied) < _DENIED:
        return None
    told = _in_words(a, denied)
    return Finding("corroborates", ("polarity",), 0.6, f"both deny {told}")


def _denial(a: Statement, b: Statement, overlap: Overlap) -> Finding | None:
    """A conflict where ``b`` says together most of what a negation in ``a`` denies.

    Both must name somebody or some place. An author seldom contradicts himself: one document holds no such conflict.
    """
    if a.doc_id == b.doc_id or not (a.parties and b.names):
        return None
    for scope in a.negations:
        denied = sorted(scope.stems & b.terms - b.denied)
        enough = (
            2 <= len(denied) >= _MOST[scope.told] * len(scope.stems)
            and sum(overlap.shared[term] for term in denied) >= _DENIED
        )
        if enough and _together(denied, b.order):
            return Finding("conflicts", ("polarity",), 0.6, f"one denies what the other says of {_in_words(a, denied)}")
    return None


def _together(terms: list[str], order: tuple[str, ...]) -> bool:
    """Whether all the terms stand near one place of the text."""
    places = [[i for i, term in enumerate(order) if term == one] for one in terms]
    return any(all(any(abs(i - j) <= _TOGETHER for j in others) for others in places[1:]) for i in places[0])


def _in_words(one: Statement, terms: Iterable[str]) -> str:
    """Terms as a statement words them; its names stand elsewhere in the evidence."""
    return ", ".join(one.said[term] for term in terms if term in one.said)
