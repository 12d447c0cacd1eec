"""Name the units that can never be a claim, whatever a check-worthiness model says.

A rule overrules the model, so it must be close to certain on text it was not written for; the rest is left to it.
"""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from pipeline.certainty.predicate import finiteness
from pipeline.certainty.sentence import read
from pipeline.certainty.words import CLASSES
from pipeline.claims import headlines, scope
from pipeline.claims.rules import FORECAST, LEAVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.certainty.sentence import Sentence

_TABLE = tomllib.loads(resources.files(__package__).joinpath("nonclaims.toml").read_text(encoding="utf-8"))
_SOURCES = frozenset(_TABLE["sources"].split())
_PERSONS = frozenset(_TABLE["first_and_second_persons"].split())
_MODALS = frozenset(_TABLE["modals"].split())
_MARKS_OF_SPEECH = frozenset('"“”')
_TEASER = re.compile(rf"(?:{'|'.join(_TABLE['teasers'])})(?: ?[:|©–-]|\.?\Z)")
_IMPERATIVE = re.compile(rf"[\"“‘]?(?:but |and |so |please |now |also,? )?(?:{'|'.join(_TABLE['imperatives'])})\b")
_OPINION = re.compile(rf"\b(?:{'|'.join(_TABLE['opinions'])})\b")
_DIGIT = re.compile(r"\d")
_QUOTE_AFTER_WORDS = re.compile(r"[\w,:] [\"“‘]")
_LONGEST_FRAGMENT = 14  # words; with more of them a verb that the list lacks is likelier than none
_LONGEST_LEAD_IN = 16
_LONGEST_REMARK = 30  # a longer one has room for a claim too: "Let's be clear: ..."

# What the layout alone says states nothing: `kind` is that of the block.
_KINDS = {
    "table_header": "never.kind.table_header",
    "attribution": "never.kind.attribution",
    "byline": "never.kind.byline",
    "boilerplate": "never.kind.boilerplate",
}


def _is_teaser(unit: Sentence) -> bool:
    return _TEASER.match(unit.folded) is not None


def _is_question(unit: Sentence) -> bool:
    """Tell whether the whole unit asks; a question quoted at the end of a report is part of the report."""
    return unit.asks and not _QUOTE_AFTER_WORDS.search(unit.folded)


def _is_lead_in(unit: Sentence) -> bool:
    """Tell whether the line only announces a list: "Key obstacles include:"."""
    if not unit.folded.endswith(":") or len(unit.words) > _LONGEST_LEAD_IN:
        return False
    return _SOURCES.isdisjoint(unit.words) and not _DIGIT.search(unit.folded)


def _is_topic_heading(unit: Sentence) -> bool:
    """Tell whether a heading has no sure verb, or one in a clause that asks: "The stakes: why this matters"."""
    openers = [word for i, word in enumerate(unit.words) if i == 0 or unit.words[i - 1] == ":"]
    return not CLASSES["question_words"].isdisjoint(openers) or finiteness(unit.words) != "finite"


def _is_topic_title(unit: Sentence) -> bool:
    """Tell whether a title names its subject; headlines state facts without a verb too ("12 dead in crash")."""
    if unit.words[:2] == ["how", "to"]:
        return True
    stated = headlines.announces(unit.words) or headlines.reports_state(unit.words)
    return not stated and finiteness(unit.words) == "none"


def _is_fragment(unit: Sentence) -> bool:
    if len(unit.words) > _LONGEST_FRAGMENT or "to" in unit.words or _DIGIT.search(unit.folded):
        return False
    return finiteness(unit.words) == "none"


def _is_imperative(unit: Sentence) -> bool:
    if len(unit.words) > _LONGEST_REMARK or _IMPERATIVE.match(unit.folded) is None:
        return False
    return (_SOURCES - {"note"}).isdisjoint(unit.words) and not _DIGIT.search(unit.folded)


def _is_own_voice(unit: Sentence) -> bool:
    return _MARKS_OF_SPEECH.isdisjoint(unit.words) and _SOURCES.isdisjoint(unit.words)


def _is_opinion(unit: Sentence) -> bool:
    if len(unit.words) > _LONGEST_REMARK or _PERSONS.isdisjoint(unit.words) or not _is_own_voice(unit):
        return False
    return _OPINION.search(unit.folded) is not None and not _DIGIT.search(unit.folded)


def _is_own_forecast(unit: Sentence) -> bool:
    """Tell whether the writer only says what could come: by the guide no claim unless a source is credited."""
    if _MODALS.isdisjoint(unit.words) or _DIGIT.search(unit.folded) or not _is_own_voice(unit):
        return False
    return scope.found(FORECAST, unit, "main") and not scope.found(LEAVE, unit, "first")


def _has_phrase(unit: Sentence, triggers: frozenset[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether a short remark in the writer's own voice has one of the phrases in a main clause."""
    if triggers.isdisjoint(unit.words) or len(unit.words) > _LONGEST_REMARK or pattern.search(unit.folded) is None:
        return False
    return _is_own_voice(unit) and not _DIGIT.search(unit.folded) and scope.found(pattern, unit, "main")


def _phrase_rule(name: str) -> Callable[[Sentence], bool]:
    """Return the test for a table of phrases."""
    table = _TABLE[name]
    triggers = frozenset(table["triggers"].split())
    pattern = re.compile(rf"\b(?:{'|'.join(table['patterns'])})\b")
    return lambda unit: _has_phrase(unit, triggers, pattern)


class _Rule(NamedTuple):
    name: str
    kinds: frozenset[str]
    holds: Callable[[Sentence], bool]


_PROSE = frozenset(("sentence", "caption", "pull_quote"))
_ANYWHERE = _PROSE | {"title", "heading", "list_item", "table_row"}
_RULES = (
    _Rule("never.teaser", _ANYWHERE, _is_teaser),
    _Rule("never.question", _ANYWHERE, _is_question),
    _Rule("never.lead_in", _PROSE | {"list_item", "heading"}, _is_lead_in),
    _Rule("never.heading", frozenset(("heading",)), _is_topic_heading),
    _Rule("never.title", frozenset(("title",)), _is_topic_title),
    _Rule("never.fragment", _PROSE, _is_fragment),
    _Rule("never.imperative", _PROSE | {"heading"}, _is_imperative),
    _Rule("never.opinion", _PROSE | {"list_item"}, _is_opinion),
    _Rule("never.advice", _PROSE | {"list_item"}, _phrase_rule("advice")),
    _Rule("never.figure_of_speech", _PROSE, _phrase_rule("figures_of_speech")),
    _Rule("never.own_forecast", _PROSE | {"list_item"}, _is_own_forecast),
)
_RULES_OF_KIND = {kind: tuple(rule for rule in _RULES if kind in rule.kinds) for kind in _ANYWHERE}


def never(text: str, kind: str) -> str | None:
    """Return the id of the rule by which a unit of this block kind can never be a claim, or None."""
    if kind in _KINDS:
        return _KINDS[kind]
    unit = read(text.strip())
    return next((rule.name for rule in _RULES_OF_KIND.get(kind, ()) if rule.holds(unit)), None)
