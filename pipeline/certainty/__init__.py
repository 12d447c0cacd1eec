"""Say how far one sentence commits to its main claim, and whether it affirms or denies it.

The scheme is FactBank's (Saurí and Pustejovsky 2009): certain, probable, possible or underspecified, and a polarity.
"""

from __future__ import annotations

from pipeline.certainty import hedging, negation
from pipeline.certainty.scale import CERTAINTIES, HEDGE_KINDS, POLARITIES, Certainty, CertaintyLevel, Hedge
from pipeline.certainty.sentence import read

__all__ = ["CERTAINTIES", "HEDGE_KINDS", "POLARITIES", "Certainty", "Hedge", "find"]

_PLAIN = Certainty("certain", "positive", ())
_TRIGGERS = hedging.READINGS.keys() | negation.NEGATORS | {"?"}


def find(text: str) -> Certainty:
    """Return the certainty, polarity and hedges of one sentence.

    Certainty is that of the least certain main clause, polarity that of the first; what a reporting verb governs counts
    as main ("officials say it may"). A hedge on a noun alone ("an alleged boat") is listed and changes nothing. Offsets
    are half-open code points of `text`. Never raises.
    """
    sentence = read(text)
    if _TRIGGERS.isdisjoint(sentence.words) and "n't" not in sentence.folded:
        return _PLAIN
    level: CertaintyLevel = "certain"
    hedges = []
    for first, last, cue, holds in hedging.find(sentence):
        start, end = sentence.span(first, last)
        hedges.append(Hedge(start, end, text[start:end], cue.kind))
        if holds:
            level = max(level, cue.level, key=CERTAINTIES.index)
    return Certainty(level, "negative" if negation.denies(sentence) else "positive", tuple(hedges))
