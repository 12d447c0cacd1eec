"""Decide the type of a claim with the ordered rules."""

from __future__ import annotations

import re

from pipeline.certainty import clauses
from pipeline.claims.rules import FUTURE, FUTURE_WORDS, TYPE_RULES
from pipeline.claims.scheme import ClaimType, Decision

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DIGIT = re.compile(r"\d")
_TITLE_FUTURE = re.compile(r"^\S+(?: \S+){0,4} to [a-z]+\b")
_OTHER = Decision("other", "claims.other.rest")


def _is_future(lower: str) -> bool:
    """Tell whether a main clause speaks of the future."""
    found = [match.start() for match in FUTURE.finditer(lower)]
    if not found:
        return False
    tokens = clauses.tokens(lower)
    roles = clauses.roles([token.word for token in tokens])
    main = {token.start for token, role in zip(tokens, roles, strict=True) if role is not clauses.Role.ASIDE}
    spans = [(token.start, token.end) for token, role in zip(tokens, roles, strict=True) if role is not clauses.Role.ASIDE]
    return any(at in main or any(start <= at < end for start, end in spans) for at in found)


def decide(sentence: str, kind: str) -> Decision:
    """Return the claim type of a sentence that is a claim, and the id of the rule that gave it."""
    lower = sentence.lower().replace("’", "'")
    words = set(_WORD.findall(lower))
    if kind == "table_row":
        if _DIGIT.search(lower):
            return Decision("quantity", "claims.quantity.table_row")
    elif not FUTURE_WORDS.isdisjoint(words) or "'ll" in lower:
        if _is_future(lower):
            return Decision("prediction", "claims.prediction.future")
        if kind == "title" and _TITLE_FUTURE.match(lower):
            return Decision("prediction", "claims.prediction.headline")
    for rule in TYPE_RULES:
        if not rule.triggers.isdisjoint(words) and (rule.pattern is None or rule.pattern.search(lower)):
            return Decision(rule.claim_type, rule.name)
    return _OTHER


def classify(sentence: str, kind: str) -> ClaimType:
    """Return the claim type of a sentence that is a claim; `kind` is the kind of its block."""
    return decide(sentence, kind).claim_type
