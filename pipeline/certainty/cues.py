"""The words that hedge, with their kind and how far each takes the claim from certain.

Levels follow FactBank (Saurí and Pustejovsky 2009): probable for what the words call the better bet, possible for what they
leave open, underspecified for what they do not commit to at all.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.certainty.scale import CertaintyLevel, HedgeKind


class Cue(NamedTuple):
    """What a word hedges with."""

    kind: HedgeKind
    level: CertaintyLevel


def _table(*rows: tuple[HedgeKind, CertaintyLevel, str]) -> dict[str, Cue]:
    return {word: Cue(kind, level) for kind, level, words in rows for word in words.split()}


MODALS = _table(("modal", "possible", "may might could can"))

# An adverb hedges the clause it stands in.
ADVERBS = _table(
    ("adverb", "probable", "probably presumably apparently seemingly evidently ostensibly likely unlikely"),
    ("adverb", "possible", "possibly perhaps maybe potentially conceivably"),
    ("reported", "possible", "reportedly"),
    ("alleged", "possible", "allegedly supposedly purportedly"),
)

# An adjective hedges its noun, and the claim only when it is part of the predicate: "is a potential threat".
ADJECTIVES = _table(
    ("alleged", "possible", "alleged suspected purported supposed so-called rumoured rumored"),
    ("adjective", "possible", "possible potential conceivable unconfirmed would-be prospective"),
    ("adjective", "probable", "probable apparent presumed"),
)

# After a form of "be": is expected to, was said to. Without it: "boats believed to be smuggling", on the noun alone.
PARTICIPLES = _table(
    (
        "belief",
        "probable",
        "believed thought expected presumed assumed understood estimated projected predicted anticipated",
    ),
    ("belief", "possible", "feared hoped"),
    ("reported", "possible", "said reported"),
    ("alleged", "possible", "alleged suspected rumoured rumored"),
)

# A verb of opinion whose subject is the source.
BELIEFS = _table(
    (
        "belief",
        "probable",
        "believe believes believed think thinks thought expect expects expected assume assumes assumed",
    ),
    ("belief", "probable", "presume presumes presumed estimate estimates estimated"),
    (
        "belief",
        "possible",
        "suspect suspects suspected fear fears feared doubt doubts doubted guess suggest suggests suggested",
    ),
    ("belief", "possible", "speculate speculates speculated theorize theorizes theorized theorise theorises theorised"),
    ("belief", "possible", "hypothesize hypothesizes hypothesized"),
    ("belief", "underspecified", "hope hopes hoped"),
    ("alleged", "possible", "allege alleges alleged"),
)
# Beliefs that are common nouns too ("voiced fears that"): read as verbs only after their subject.
NOMINAL_BELIEFS = frozenset(
    "estimate estimates suspect suspects fear fears doubt doubts guess hope hopes thought".split()
)

RAISING = _table(("raising", "probable", "seem seems seemed appear appears appeared looks looked"))

# Nouns of thought and chance: "there is a chance of", "the hope is that", "expectations are high that".
NOUNS = _table(
    ("possibility", "possible", "possibility possibilities chance likelihood prospect"),
    (
        "belief",
        "possible",
        "hope hopes fear fears expectation expectations speculation suspicion suspicions rumours rumors",
    ),
)

UNKNOWN = _table(("unknown", "underspecified", "unclear unknown uncertain undetermined clear known know certain sure"))

CONDITIONALS = _table(("conditional", "underspecified", "if unless should"))

QUESTION = Cue("question", "underspecified")

# On an amount, so the claim stays certain (the class "approximator" of Prince, Frader and Bosk 1982).
APPROXIMATORS = _table(
    ("approximator", "certain", "about around approximately roughly nearly almost some circa estimated")
)

TRIGGERS = frozenset().union(
    MODALS, ADVERBS, ADJECTIVES, PARTICIPLES, BELIEFS, RAISING, NOUNS, UNKNOWN, CONDITIONALS, APPROXIMATORS
)  # fmt: skip
