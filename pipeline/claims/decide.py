"""Decide the type of a claim with the ordered rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.certainty.sentence import read
from pipeline.claims import scope
from pipeline.claims.headlines import announces
from pipeline.claims.rules import NUMBERS, TYPE_RULES
from pipeline.claims.scheme import ClaimType, Decision

if TYPE_CHECKING:
    from pipeline.certainty.sentence import Sentence

_DIGIT = re.compile(r"\d")
_REST = Decision("other", "claims.other.rest")
_TABLE_ROW = Decision("quantity", "claims.quantity.table_row")
_HEADLINE = Decision("prediction", "claims.prediction.headline")
_RULES_OF: dict[str, tuple[int, ...]] = {
    word: tuple(i for i, rule in enumerate(TYPE_RULES) if word in rule.triggers)
    for word in sorted(frozenset().union(*(rule.triggers for rule in TYPE_RULES)))
}


def _triggered(sentence: Sentence) -> list[int]:
    found = {i for word in _RULES_OF.keys() & sentence.words for i in _RULES_OF[word]}
    if "%" in sentence.folded:
        found.update(_RULES_OF["%"])
    return sorted(found)


def decide(sentence: str, kind: str) -> Decision:
    """Return the claim type of a sentence that is a claim, and the id of the rule that gave it.

    `kind` is that of the block: a table row with a number counts something, a headline can announce without a verb.
    """
    if kind == "table_row" and _DIGIT.search(sentence):
        return _TABLE_ROW
    unit = read(sentence)
    if kind == "title" and announces(unit.words):
        return _HEADLINE
    numbered = _DIGIT.search(unit.folded) is not None or not NUMBERS.isdisjoint(unit.words)
    for i in _triggered(unit):
        rule = TYPE_RULES[i]
        if rule.counts and not numbered:
            continue
        if scope.found(rule.pattern, unit, rule.scope):
            return Decision(rule.claim_type, rule.name)
    return _REST


def classify(sentence: str, kind: str) -> ClaimType:
    """Return the claim type of a sentence that is a claim; `kind` is the kind of its block."""
    return decide(sentence, kind).claim_type
