"""Name the units that can never be a claim, whatever a check-worthiness model says.

A rule overrules the model, so each one must be close to certain on text it was not written for; the rest is left to the model.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.certainty.predicate import finiteness
from pipeline.certainty.sentence import Sentence
from pipeline.claims import headlines, scope
from pipeline.claims.rules import FORECAST

if TYPE_CHECKING:
    from collections.abc import Callable

# What the layout alone says states nothing: `kind` is that of the block.
_KINDS = {
    "table_header": "never.kind.table_header",
    "attribution": "never.kind.attribution",
    "byline": "never.kind.byline",
    "boilerplate": "never.kind.boilerplate",
}
_PROSE = frozenset(("sentence", "caption", "pull_quote"))
_DIGIT = re.compile(r"\d")
_QUOTE_AFTER_WORDS = re.compile(r"[\w,:] [\"“‘]")
_MARKS_OF_SPEECH = frozenset('"“”')
_FIRST_PERSONS = frozenset("i i'd we my me you god thank thanks".split())
_QUESTION_WORDS = frozenset("what why how who where when which whether".split())
_MODALS = frozenset(("could", "may", "might"))
# Words that credit a source, so that what follows may be a claim of that source.
_SOURCES = frozenset(
    """say says said saying tell tells told telling warn warns warned warning announce announced announces argue argues argued
    arguing confirm confirms confirmed explain explains explained insist insists insisted note noted emphasize emphasizes
    emphasized emphasise emphasised stress stresses stressed claim claims claimed state stated add adds added adding predict
    predicts predicted estimate estimates estimated allege alleges alleged deny denied admit admits admitted acknowledge
    acknowledged conclude concluded testified replied wrote writes writing tweeted suggest suggests suggested indicate
    indicates indicated believe believes believed expects fears feared report reports reported reportedly allegedly
    according quoted called analysts analyst experts expert officials official scientists researchers critics police study
    studies spokesman spokeswoman spokesperson""".split(),
)

_TEASER = re.compile(
    r"(?:also read|read also|read more|related|related (?:news|stories|articles|links)|see also|click here|advertisement|sponsored"
    r"|photo|image|photo credit|image credit|source|sources|tags|share this|follow us|copyright|©|all rights reserved)"
    r"(?: ?[:|©–-]|\Z|\.\Z)",
)  # fmt: skip
_OPENING = r"[\"“‘]?(?:but |and |so |please |now |also,? )?"
_IMPERATIVE = re.compile(
    _OPENING
    + r"(?:let's|let us|think (?:of|about)|imagine|consider (?:the|this|that|how|a|an)|note that|click|subscribe|sign up|stay tuned"
    r"|don't (?:miss|forget)|look (?:at|no further)|take a look|read (?:more|on|the full|our)|see (?:also|below|above|our|the full)"
    r"|visit (?:our|us|www|http)|contact (?:us|your|the author)|follow us|join us|tell us|send us|share (?:this|your)|keep in mind)\b",
)
_OPINION = re.compile(
    r"\bin my (?:own |humble )?(?:view|opinion)\b|\bi (?:can't help|can't shake|cannot help|find it|wish|would argue|wonder|guess)\b|\bi'd (?:argue|say|like to)\b"
    r"|\b(?:we|i) hope\b|\bif you ask me\b|\bgod bless\b|\Athank you\b|\bthanks to you\b|\bhave you ever\b|\bas you (?:might|may|can) (?:think|imagine|guess)\b",
)


def _is_teaser(unit: Sentence) -> bool:
    return _TEASER.match(unit.folded) is not None


def _is_question(unit: Sentence) -> bool:
    """Tell whether the whole unit asks; a question quoted at the end of a report is part of the report."""
    return unit.asks and not _QUOTE_AFTER_WORDS.search(unit.folded)


def _is_lead_in(unit: Sentence) -> bool:
    """Tell whether the line only announces a list: "Key obstacles include:"."""
    if not unit.folded.endswith(":") or len(unit.words) > 16:
        return False
    return _SOURCES.isdisjoint(unit.words) and not _DIGIT.search(unit.folded)


def _is_topic_heading(unit: Sentence) -> bool:
    """Tell whether a heading has no sure verb, or only one inside a clause that asks: "The stakes: why this matters"."""
    asks = any(word in _QUESTION_WORDS and (i == 0 or unit.words[i - 1] == ":") for i, word in enumerate(unit.words))
    return asks or finiteness(unit.folded) != "finite"


def _is_noun_phrase_title(unit: Sentence) -> bool:
    """Tell whether a title names its subject; headlines state facts without a finite verb too ("12 dead in crash")."""
    stated = headlines.announces(unit.words) or headlines.reports_state(unit.words)
    return not stated and finiteness(unit.folded) == "none"


def _is_fragment(unit: Sentence) -> bool:
    if len(unit.words) > 14 or "to" in unit.words or _DIGIT.search(unit.folded):
        return False
    return finiteness(unit.folded) == "none"


def _is_imperative(unit: Sentence) -> bool:
    return _IMPERATIVE.match(unit.folded) is not None and _SOURCES.isdisjoint(unit.words)


def _is_own_voice(unit: Sentence) -> bool:
    return _MARKS_OF_SPEECH.isdisjoint(unit.words) and _SOURCES.isdisjoint(unit.words)


def _is_opinion(unit: Sentence) -> bool:
    if _FIRST_PERSONS.isdisjoint(unit.words):
        return False
    return _OPINION.search(unit.folded) is not None and not _DIGIT.search(unit.folded) and _is_own_voice(unit)


def _is_own_forecast(unit: Sentence) -> bool:
    """Tell whether the writer only says what could come: by the annotation guide no claim unless a source is credited."""
    if _MODALS.isdisjoint(unit.words) or _DIGIT.search(unit.folded) or not _is_own_voice(unit):
        return False
    return scope.found(FORECAST, unit, "main")


class _Rule(NamedTuple):
    name: str
    kinds: frozenset[str]
    holds: Callable[[Sentence], bool]


_EVERYWHERE = _PROSE | {"title", "heading", "list_item", "table_row"}
_RULES = (
    _Rule("never.teaser", _EVERYWHERE, _is_teaser),
    _Rule("never.question", _EVERYWHERE, _is_question),
    _Rule("never.lead_in", _PROSE | {"list_item", "heading"}, _is_lead_in),
    _Rule("never.heading", frozenset(("heading",)), _is_topic_heading),
    _Rule("never.title", frozenset(("title",)), _is_noun_phrase_title),
    _Rule("never.fragment", _PROSE, _is_fragment),
    _Rule("never.imperative", _PROSE | {"heading"}, _is_imperative),
    _Rule("never.opinion", _PROSE | {"list_item"}, _is_opinion),
    _Rule("never.own_forecast", _PROSE | {"list_item"}, _is_own_forecast),
)
_RULES_OF_KIND = {kind: tuple(rule for rule in _RULES if kind in rule.kinds) for kind in sorted(_EVERYWHERE)}


def never(text: str, kind: str) -> str | None:
    """Return the id of the rule by which a unit of this block kind can never be a claim, or None."""
    if kind in _KINDS:
        return _KINDS[kind]
    unit = Sentence(text.strip())
    return next((rule.name for rule in _RULES_OF_KIND.get(kind, ()) if rule.holds(unit)), None)
