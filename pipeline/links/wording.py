"""The words of two statements compared: how much they share, and whether one denies what the other says."""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from pipeline.links import reasons, setting, words
from pipeline.links.counting import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.links.statement import Statement
    from pipeline.links.weights import Weights

_LETTERS = re.compile(r"[\W_]+")
# Least cosine and least shared weight of two statements that say the same in other words, by whether they stand in one
# document: there it takes more, for an author seldom says a thing twice, but of one day.
_ALIKE = {True: (0.4, 8.0), False: (0.25, 5.0)}
_STATEMENT = 3
# A word and a name are no statement.
_LEAST_SHARED = 3
# Least weight of what one denies and the other says: by itself, where both name somebody or some place that few claims
# name, and where neither names any; and within how many terms the other says it.
_DENIED = 6.5
_DENIED_OF_ONE = 5.0
_DENIED_OF_NONE = 12.0
_RARE = 5.0
_TOGETHER = 5
# Least share of the terms after "not", and of those after "denied", that the other must say.
_MOST = {False: 0.75, True: 0.5}


_ORDER = (reasons.FIRST, reasons.SECOND)


# So many shared terms within so many words are one proposition, even where long sentences have little else in common.
_CORE, _CORE_WIDTH, _CORE_ALIKE = 4, 6, 0.12


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
    denial = _denial(a, b, overlap, _ORDER) or _denial(b, a, overlap, _ORDER[::-1]) or _both_deny(a, b, overlap)
    if denial is not None:
        return denial
    cosine, weight = _ALIKE[a.doc_id == b.doc_id and not setting.one_day(a, b)]
    alike = overlap.cosine >= cosine and overlap.fresh >= weight
    if (
        not (alike or _one_core(a, b, overlap))
        or _of_two_kinds(a, b)
        or not _something_happens(overlap, a.names.persons & b.names.persons)
    ):
        return None
    told = _in_words(a, overlap.shared)
    score = round(min(overlap.cosine, 1.0), 4)
    if _counts(a, b, overlap) or _counts(b, a, overlap):
        return Finding("refines", ("text", "quantity"), score, f"both speak of {told}, and one gives a number")
    return Finding("corroborates", ("text",), score, f"both speak of {told}")


def _one_core(a: Statement, b: Statement, overlap: Overlap) -> bool:
    """Whether both say together, in a few words, what happens to whom or what, and a name."""
    if a.doc_id == b.doc_id or overlap.cosine < _CORE_ALIKE:
        return False
    core = _densest(a.order, overlap.shared) & _densest(b.order, overlap.shared)
    happening, names = core & words.happenings(), core & a.names.known
    return len(core) >= _CORE and bool(happening) and bool(names) and len(core) > len(happening) + len(names)


def _densest(order: tuple[str, ...], shared: Mapping[str, float]) -> frozenset[str]:
    """The most of the shared terms that stand together in one place of a text, the first of such places."""
    held = [order[i : i + _CORE_WIDTH] for i in range(len(order))]
    return max((frozenset(shared.keys() & set(some)) for some in held), key=len, default=frozenset())


def _of_two_kinds(a: Statement, b: Statement) -> bool:
    """Whether one is a plan, a phrase, of one day, of another place, or denied, and the other is not."""
    phrase = a.fragment or b.fragment
    kinds = a.planned != b.planned or a.of_one_day != b.of_one_day or (a.denied & b.terms) != (b.denied & a.terms)
    return phrase or kinds or not setting.one_place(a, b)


def _counts(a: Statement, b: Statement, overlap: Overlap) -> bool:
    """Whether ``a`` counts what ``b`` tells without a number."""
    return not b.amounts and any({one.counted, one.event} & overlap.shared.keys() for one in a.amounts)


def _something_happens(overlap: Overlap, persons: frozenset[str]) -> bool:
    """Whether they share what happens, and to whom or where; or say more than one thing of somebody."""
    happening = words.happenings() & overlap.shared.keys()
    if len(overlap.shared) < _LEAST_SHARED:
        return False
    return len(overlap.shared) > len(happening) if happening else bool(persons)


def _both_deny(a: Statement, b: Statement, overlap: Overlap) -> Finding | None:
    denied = sorted(a.denied & b.denied)
    if len(denied) < 2 or sum(overlap.shared[term] for term in denied) < _DENIED:
        return None
    told = _in_words(a, denied)
    return Finding("corroborates", ("polarity",), 0.6, f"both deny {told}")


def _denial(a: Statement, b: Statement, overlap: Overlap, order: tuple[str, str]) -> Finding | None:
    """A conflict where ``b`` says together most of what a negation in ``a`` denies.

    Both should name somebody or some place. An author seldom contradicts himself: one document holds no such conflict.
    """
    if a.doc_id == b.doc_id:
        return None
    least = _DENIED if a.names.parties and b.names.known else _DENIED_OF_NONE
    if any(overlap.shared[name] >= _RARE for name in a.names.known & b.names.known):
        least = _DENIED_OF_ONE
    for scope in a.negations:
        denied = sorted(scope.stems & b.terms - b.denied)
        enough = (
            2 <= len(denied) >= _MOST[scope.told] * len(scope.stems)
            and sum(overlap.shared[term] for term in denied) >= least
        )
        if enough and _together(denied, b.order):
            reason = f"the {order[0]} denies what the {order[1]} says ({', '.join(_said(a, denied))})"
            return Finding("conflicts", ("polarity",), 0.6, reason)
    return None


def _together(terms: list[str], order: tuple[str, ...]) -> bool:
    """Whether all the terms stand near one place of the text."""
    places = [[i for i, term in enumerate(order) if term == one] for one in terms]
    return any(all(any(abs(i - j) <= _TOGETHER for j in others) for others in places[1:]) for i in places[0])


def _in_words(one: Statement, terms: Iterable[str]) -> str:
    """Terms as a statement words them; its names stand elsewhere in the evidence."""
    return reasons.listed(_said(one, terms))


def _said(one: Statement, terms: Iterable[str]) -> list[str]:
    return [one.said[term] for term in terms if term in one.said]
