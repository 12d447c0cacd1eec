"""Tell whether a tokenised sentence denies its main predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.certainty.clauses import Role
from pipeline.certainty.predicate import PREPOSITIONS, is_auxiliary

if TYPE_CHECKING:
    from pipeline.certainty.hedging import Words

_SUBJECTS = frozenset("nobody none neither nothing".split())
NEGATORS = frozenset("not never no nor cannot denied denies deny denying yet".split()) | _SUBJECTS
# "not only A but also B" says A; "no fewer than 12" counts; "no doubt" affirms.
_AFTER_NOT = frozenset("only just merely simply solely least surprisingly uncommon unlike unusual to".split())
_AFTER_NO = frozenset("doubt secret wonder surprise matter fewer less more later sooner exception".split())
_AFTER_CANNOT = frozenset("help but wait shake".split())


def _denies(words: Words, i: int) -> bool:
    word, before, after = words.lower[i], words.at(i - 1), words.at(i + 1)
    if word == "not" or word.endswith("n't"):
        if after in _AFTER_NOT or after in {"help", "be"} and words.at(i + 2) in {"but", "higher", "better", "clearer"}:
            return False
        if after == "help" or word == "not" and not any(is_auxiliary(words.at(j)) for j in (i - 1, i - 2, i - 3)):
            return False
        return True
    if word == "no":
        return after not in _AFTER_NO and before not in PREPOSITIONS and after[:1].isalpha()
    if word == "never":
        return True
    if word == "cannot":
        return after not in _AFTER_CANNOT
    if word in {"denied", "denies"}:
        return after not in {"a", "the", "him", "her", "them", "entry", "access", "bail"} and not is_auxiliary(before)
    if word == "yet":
        return after == "to" and is_auxiliary(before)
    return word in _SUBJECTS and before not in PREPOSITIONS


def find(words: Words) -> bool:
    """Tell whether the first main clause is negative."""
    for i, word in enumerate(words.lower):
        if (word in NEGATORS or word.endswith("n't")) and words.roles[i] is Role.MAIN and _denies(words, i):
            return True
    return False
