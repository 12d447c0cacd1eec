"""Name the units that can never be a claim, whatever a check-worthiness model says.

Every rule must be close to certain, because it overrules the model; doubtful units are left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline import certainty
from pipeline.certainty import predicate

# The layout itself says that these state nothing.
_KINDS = {
    "table_header": "never.kind.table_header",
    "attribution": "never.kind.attribution",
    "byline": "never.kind.byline",
    "boilerplate": "never.kind.boilerplate",
}
_DIGIT = re.compile(r"\d")
_HEADLINE_FUTURE = re.compile(r"\w to [A-Za-z]")
_HEADLINE_STATE = re.compile(r"\b(?:dead|injured|missing|killed|wounded|hurt|arrested|jailed|hospitali[sz]ed|homeless)\b", re.IGNORECASE)
_CLOSERS = "\"'”’)] "
_QUESTION_IN_QUOTE = re.compile(r"[\w,:]\s[\"“‘]")
_LEAD_IN = re.compile(r"(?:\b(?:includes?|including|encompass|follows|following|are|is|these|this|steps|points|strategy|list)|strategy|approach)\b[^,.:]*:\Z", re.IGNORECASE)
_IMPERATIVE = re.compile(
    r"[\"“‘]?(?:but |and |so |just |please |now |also,? ?)?(?:let's|let us|let me|think of|think about|imagine|consider|note that|click|read|subscribe"
    r"|sign up|follow us|share this|see also|see|visit|contact|stay tuned|don't miss|remember|look at|watch|listen|download|join us|tell us|take a look)\b(?! ?[,s])",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"(?:also read|read more|read also|related|see also|click here|advertisement|sponsored|photo|image|photo credit|image credit|source|sources|tags|share|follow us"
    r"|copyright|©|all rights reserved|more on this|listen|watch|subscribe)\b ?(?:[:|©–-]|\Z|here|now|our|us\b|\d)",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:in my (?:view|opinion|mind)|i (?:can't help|can't shake|cannot help|find it|feel|wish|would argue|hope|wonder|doubt)|i'd (?:argue|say)|we (?:hope|wish)|if you ask me"
    r"|have you ever|you might think|god bless|thank you|thanks to you|what do you think)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


class _Rule(NamedTuple):
    name: str
    kinds: frozenset[str] | None  # None: every kind
    holds: Callable[[str, str], bool]


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _question(text: str, _: str) -> bool:
    return text.rstrip(_CLOSERS).endswith("?") and not _QUESTION_IN_QUOTE.search(text)


def _lead_in(text: str, _: str) -> bool:
    return text.endswith(":") and (bool(_LEAD_IN.search(text)) and _words(text) <= 15)


def _noun_phrase(text: str, kind: str) -> bool:
    weight = predicate.finiteness(text)
    if kind == "heading":
        return weight != "finite" or text.startswith(("What", "Why", "How", "When", "Who"))
    if weight != "none" or _HEADLINE_FUTURE.search(text) or _HEADLINE_STATE.search(text):
        return False
    return True


def _fragment(text: str, _: str) -> bool:
    return not _DIGIT.search(text) and _words(text) <= 12 and " to " not in text.lower() and not text[:3] == "To " and predicate.finiteness(text) == "none"


def _own_forecast(text: str, _: str) -> bool:
    if not any(modal in text for modal in ("may", "might", "could", "Could", "if ", "If ")):
        return False
    return bool(certainty.find(text).certainty in {"possible", "underspecified"} and not _ATTRIBUTED.search(text))


_ATTRIBUTED = re.compile(
    r"[\"“”]|\b(?:said|says|say|according|warn\w*|report\w*|argu\w+|claim\w*|stat(?:ed|es)|told|suggest\w*|emphasi\w+|theori\w+|believ\w+|add(?:s|ed|ing)|announc\w+|not(?:ed|es)"
    r"|fear\w*|predict\w*|estimat\w+|alleg\w+|analysts|experts|officials|scientists|researchers|study|police)\b",
    re.IGNORECASE,
)
_SENTENCES = frozenset(("sentence", "caption", "pull_quote", "list_item"))
_RULES = (
    _Rule("never.teaser", None, lambda text, _: bool(_TEASER.match(text))),
    _Rule("never.question", None, _question),
    _Rule("never.lead_in", _SENTENCES, _lead_in),
    _Rule("never.noun_phrase", frozenset(("title", "heading")), _noun_phrase),
    _Rule("never.fragment", frozenset(("sentence", "caption", "pull_quote")), _fragment),
    _Rule("never.imperative", frozenset(("sentence", "pull_quote", "heading")), lambda text, _: bool(_IMPERATIVE.match(text))),
    _Rule("never.opinion", _SENTENCES, lambda text, _: bool(_OPINION.search(text.replace("’", "'")))),
    _Rule("never.own_forecast", _SENTENCES, _own_forecast),
)  # fmt: skip


def never(text: str, kind: str) -> str | None:
    """Return the id of the rule by which a unit can never be a claim, or None."""
    if kind in _KINDS:
        return _KINDS[kind]
    for rule in _RULES:
        if (rule.kinds is None or kind in rule.kinds) and rule.holds(text, kind):
            return rule.name
    return None
