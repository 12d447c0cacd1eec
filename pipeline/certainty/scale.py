"""The values that certainty, polarity and hedges take, and what is returned for a sentence."""

from __future__ import annotations

from typing import Literal, NamedTuple

CertaintyLevel = Literal["certain", "probable", "possible", "underspecified"]
Polarity = Literal["positive", "negative"]
HedgeKind = Literal[
    "modal",
    "adverb",
    "adjective",
    "raising",
    "belief",
    "reported",
    "alleged",
    "possibility",
    "unknown",
    "conditional",
    "question",
    "approximator",
]

# From the strongest commitment to the weakest: FactBank CT, PR, PS, U (Saurí and Pustejovsky 2009).
CERTAINTIES: tuple[CertaintyLevel, ...] = ("certain", "probable", "possible", "underspecified")
POLARITIES: tuple[Polarity, ...] = ("positive", "negative")
HEDGE_KINDS: tuple[HedgeKind, ...] = (
    "modal",  # may, might, could
    "adverb",  # probably, perhaps
    "adjective",  # potential, possible, likely
    "raising",  # seems, appears to
    "belief",  # thinks, is expected to, the hope
    "reported",  # reportedly, is said to
    "alleged",  # alleged, suspected, allegedly
    "possibility",  # there is a chance of
    "unknown",  # it is unclear whether
    "conditional",  # if, unless
    "question",  # a yes-or-no question, what if
    "approximator",  # about 80, nearly half: on the amount, never on the claim
)


class Hedge(NamedTuple):
    """A word or phrase that holds back commitment; `start` and `end` are code points of the sentence."""

    start: int
    end: int
    text: str
    kind: HedgeKind


class Certainty(NamedTuple):
    """How far a sentence commits to its main predicate, which way, and every hedge in it, in order."""

    certainty: CertaintyLevel
    polarity: Polarity
    hedges: tuple[Hedge, ...]
