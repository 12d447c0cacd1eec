"""Look for a pattern where it counts: anywhere, in a main clause, or in the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pipeline.certainty.clauses import Role

if TYPE_CHECKING:
    import re

    from pipeline.certainty.sentence import Sentence

Scope = Literal["any", "main", "first"]


def found(pattern: re.Pattern[str], sentence: Sentence, scope: Scope) -> bool:
    """Tell whether the pattern matches in the lower-case sentence from a word of the scope on."""
    if scope == "any":
        return pattern.search(sentence.folded) is not None
    wanted = (Role.MAIN,) if scope == "first" else (Role.MAIN, Role.LATER)
    for match in pattern.finditer(sentence.folded):
        i = sentence.index(match.start())
        if i < len(sentence.words) and sentence.roles[i] in wanted:
            return True
    return False
