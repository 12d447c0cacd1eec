"""Say how far one sentence commits to its main claim, and whether it affirms or denies it.

The scheme is FactBank's (Saurí and Pustejovsky 2009): certainty certain, probable, possible or underspecified, and polarity.
"""

from __future__ import annotations

import re

from pipeline.certainty import clauses, cues, hedging, negation
from pipeline.certainty.scale import CERTAINTIES, HEDGE_KINDS, POLARITIES, Certainty, CertaintyLevel, Hedge, Polarity

__all__ = ["CERTAINTIES", "HEDGE_KINDS", "POLARITIES", "Certainty", "Hedge", "find"]

_PLAIN = Certainty("certain", "positive", ())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TRIGGERS = cues.TRIGGERS | negation.NEGATORS
_CLOSERS = "\"'”’)] "


def _may_be_marked(text: str) -> bool:
    lower = text.lower()
    return "n't" in lower or "n’t" in lower or "?" in lower or not _TRIGGERS.isdisjoint(_WORD.findall(lower))


def find(text: str) -> Certainty:
    """Return the certainty, polarity and hedges of one sentence.

    Certainty is that of the least certain main clause; what a reporting verb governs is main ("officials say it may"). Polarity
    is that of the first main clause. A hedge on a noun alone ("an alleged boat") is listed and changes nothing. Offsets are
    half-open code points of `text`. Never raises.
    """
    if not _may_be_marked(text):
        return _PLAIN
    tokens = clauses.tokens(text)
    lower = [token.word for token in tokens]
    words = hedging.Words(lower, [text[token.start : token.end] for token in tokens], clauses.roles(lower))
    level: CertaintyLevel = "certain"
    hedges = []
    for first, last, cue, holds in hedging.find(words):
        start, end = tokens[first].start, tokens[last - 1].end
        hedges.append(Hedge(start, end, text[start:end], cue.kind))
        if holds:
            level = max(level, cue.level, key=CERTAINTIES.index)
    polarity: Polarity = "negative" if negation.find(words) else "positive"
    return Certainty(level, polarity, tuple(hedges))
