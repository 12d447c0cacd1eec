"""What a sentence denies, anywhere in it: the label of a claim tells the polarity of its main predicate alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.links.words import Term

# Denying words govern so many terms after them, up to the end of the clause; words of smallness those before them.
# "Not only", "not above doing", "not just": what follows is said to be so.
_AFFIRMED = r"(?! (?:only|just|merely|simply|above|alone|least|to mention)\b)"
_SMALL = re.compile(r"\b(?:minimal|negligible|insignificant|non-?existent)\b", re.IGNORECASE)
_WORDS = r"no(?! longer\b| more\b)|never|neither|nor|without|cannot|none|hardly|lacks?|fail(?:s|ed)? to"
_NEGATOR = re.compile(rf"(?:n['’]t{_AFFIRMED}|\b(?:not{_AFFIRMED}|{_WORDS}))(?![\w’'])", re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|refut(?:e|es|ed)|rul(?:e|es|ed) out)\b", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[;:—–.!?]|\b(?:but|although|though|while|whereas)\b", re.IGNORECASE)
_REACH = 4


class Scope(NamedTuple):
    """What one negation governs; ``told`` says that somebody is told to deny it, in words that go beyond it."""

    stems: frozenset[str]
    told: bool


def scopes(text: str, terms: Sequence[Term]) -> tuple[Scope, ...]:
    """The stems that stand in the scope of each negation."""
    spans = [
        *((match.end(), True, False) for match in _NEGATOR.finditer(text)),
        *((match.end(), True, True) for match in _DENIAL.finditer(text)),
        *((match.start(), False, False) for match in _SMALL.finditer(text)),
    ]
    if not spans:
        return ()
    starts = [term.start for term in terms]
    ends = [0, *(match.start() for match in _CLAUSE_END.finditer(text)), len(text)]
    found = []
    for place, forwards, told in spans:
        clause = bisect_left(ends, place)
        middle = bisect_left(starts, place)
        near = terms[middle : middle + _REACH] if forwards else terms[max(0, middle - _REACH) : middle]
        first, last = ends[max(0, clause - 1)], ends[min(clause, len(ends) - 1)]
        stems = frozenset(term.stem for term in near if first <= term.start < last)
        found.append(Scope(stems, told))
    return tuple(scope for scope in found if scope.stems)
