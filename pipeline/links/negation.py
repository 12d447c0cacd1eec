"""What a sentence denies, anywhere in it: the label of a claim tells the polarity of its main predicate alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.links.words import Term

# Denying words govern so many terms after them, up to the end of the clause.
_NEGATOR = re.compile(
    r"(?:n['’]t|\b(?:not(?! only\b| just\b)|no(?! longer\b)|never|neither|nor|without|cannot|none|hardly|"
    r"den(?:y|ies|ied|ying)|reject(?:s|ed)?|refut(?:e|es|ed)|rul(?:e|es|ed) out|lacks?|fail(?:s|ed)? to))(?![\w’'])",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:—–.!?]|\b(?:but|although|though|while|whereas)\b", re.IGNORECASE)
_REACH = 4


def scope(text: str, terms: Sequence[Term]) -> frozenset[str]:
    """The stems that stand in the scope of a negation."""
    negators = [match.end() for match in _NEGATOR.finditer(text)]
    if not negators:
        return frozenset()
    starts = [term.start for term in terms]
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    denied: set[str] = set()
    for negator in negators:
        following = bisect_left(ends, negator)
        end = ends[following] if following < len(ends) else len(text)
        first = bisect_left(starts, negator)
        denied.update(term.stem for term in terms[first : first + _REACH] if term.start < end)
    return frozenset(denied)
