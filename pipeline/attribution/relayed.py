"""Attributions by a preposition: according to X; as reported by X; citing X; in X's view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.attribution import agents, animacy, clauses, closing, phrases
from pipeline.attribution.draft import Draft
from pipeline.attribution.phrases import FINITE, Phrase

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.tokens import Sentence

_REPORTED: Final = frozenset(["reported", "cited", "quoted", "noted", "described", "stated", "told", "relayed"])
_RELAYING: Final = frozenset(("citing", "quoting"))
_VIEWS: Final = frozenset(["view", "opinion", "words", "estimation", "judgment", "telling", "account"])
_VIEW_REACH: Final = 8  # tokens between "in" and the view
CUES: Final = _REPORTED | _RELAYING | _VIEWS | {"according"}
_PLACES: Final = frozenset(["in", "on", "with", "close", "inside", "by", "to"])
_ASIDES: Final = frozenset(["who", "which", "whose", "quoting", "citing", "a", "an"])
_ASIDE_REACH: Final = 25
_NAME: Final = re.compile("C{1,5}(?=,|$)")
_NO_CONTENT: Final = frozenset("IR&,")
_REPORTS: Final = frozenset(("verb.that", "verb.clause"))


def find(sentence: Sentence, at: int, earlier: list[Draft]) -> Draft | None:
    """Read the attribution in whose prepositional cue the word at token `at` is the telling one."""
    words = sentence.words
    word = words[at]
    if word == "according":
        return _by_source(sentence, Phrase(at, at + 2)) if words[at + 1 : at + 2] == ["to"] else None
    if word in _REPORTED:
        whole = words[at - 1 : at] == ["as"] and words[at + 1 : at + 2] == ["by"]
        return _by_source(sentence, Phrase(at - 1, at + 2)) if whole else None
    return _origin(sentence, at, earlier) if word in _RELAYING else _view(sentence, at)


def _by_source(sentence: Sentence, cue: Phrase) -> Draft | None:
    source = _source(sentence, cue.last)
    if source is None:
        return None
    spans = _following(sentence, source) if _opens(sentence, cue.first) else _around(sentence, cue.first, source)
    if not spans:
        return None
    return Draft(sentence.span(*source), sentence.span(*cue), spans, "according", relay=True)


def _opens(sentence: Sentence, at: int) -> bool:
    """Tell whether the cue stands at the head of its clause: ..., and according to X, ..."""
    tags = sentence.tags
    if at == 0 or tags[at - 1] in "ST&;:" or tags[max(0, at - 2) : at] in ("S,", "T,", "&,"):
        return True
    return tags[max(0, at - 2) : at] == "R," and (at == 2 or tags[at - 3] in ";:&ST")  # Indeed, according to


def _source(sentence: Sentence, first: int) -> Phrase | None:
    tags, words = sentence.tags, sentence.words
    if tags[first : first + 1] == "p":  # according to him
        return Phrase(first, first + 1)
    phrase = phrases.starting_at(sentence, first) if first < len(tags) else None
    if phrase is None:
        return None
    last = phrase.last
    named = _name_after_office(sentence, phrase)
    if named:
        return Phrase(phrase.first, named)
    if last < len(tags) and tags[last] in "EUV" and tags[last - 1] in "NCK":
        # A participle after the noun belongs to it: a posting made hours ago, statistics released Tuesday.
        while last < len(tags) and tags[last] not in ",;:-QABPFW(":
            last += 1
    elif last < len(tags) and words[last] in _PLACES:
        end = phrases.adverbials(sentence, last)
        last = end if end >= len(tags) or tags[end] in ",;" else last
    return Phrase(phrase.first, last)


def _name_after_office(sentence: Sentence, office: Phrase) -> int | None:
    """Give the end of a name between commas that tells who is meant before it: the group's leader, (Ann Lee), ..."""
    tags = sentence.tags
    if tags[office.last : office.last + 1] != "," or not animacy.is_human(sentence.words[office.last - 1]):
        return None
    name = _NAME.match(tags, office.last + 1)
    return name.end() if name else None


def _following(sentence: Sentence, source: Phrase) -> list[Span]:
    """CONTENT after an opening source: According to X, [an appositive,] CONTENT."""
    tags = sentence.tags
    first = source.last
    if tags[first : first + 1] == "(":
        first = tags.find(")", first) + 1 or first
    if tags[first : first + 1] == ",":
        first += 1
        comma = tags.find(",", first, first + _ASIDE_REACH)
        if comma > 0 and _is_aside(sentence, first, comma):
            first = comma + 1
    end = clauses.end(sentence, first)
    return [sentence.content(first, end)] if first < end else []


def _is_aside(sentence: Sentence, first: int, last: int) -> bool:
    """Tell an appositive or relative clause after a name, or the origin that an outlet quotes, from the content."""
    tags = sentence.tags
    if sentence.words[first] in _ASIDES:
        return tags[first] in "WL" or not any(tag in "ABHF" for tag in tags[first:last])
    if any(tag in FINITE or tag in "EU" for tag in tags[first:last]):
        return False
    role = agents.head(sentence, Phrase(first, last))
    return tags[first] == "D" or (role > first and tags[role] == "N" and animacy.is_human(sentence.words[role]))


def _around(sentence: Sentence, at: int, source: Phrase) -> list[Span]:
    """CONTENT before a closing source, and after it where the source stands in the middle."""
    tags = sentence.tags
    last = at
    while last > 0 and (tags[last - 1] in ",-" or tags[max(0, last - 2) : last] in (",R", "-R")):
        last -= 1
    first = closing.content_start(sentence, last)
    if set(tags[first:last]) <= _NO_CONTENT:  # at least, according to
        return []
    spans = [sentence.content(first, last)]
    after = source.last
    medial = tags[after : after + 1] == "," and tags[at - 1] == "," and after + 1 < len(tags)
    if medial and (tags[after + 1] in FINITE or tags[after + 1] in "RE" or not closing.is_clause(tags, first, last)):
        end = clauses.end(sentence, after + 1)
        if end > after + 1:
            spans.append(sentence.content(after + 1, end))
    return spans


def _view(sentence: Sentence, at: int) -> Draft | None:
    """In X's view, CONTENT: `at` is the noun."""
    tags, words = sentence.tags, sentence.words
    opening = next((place for place in range(at - 2, max(-1, at - _VIEW_REACH), -1) if words[place] == "in"), None)
    if opening is None or tags[at + 1 : at + 2] != ",":
        return None
    pronoun = words[at - 1] in ("his", "her", "their") and opening == at - 2
    if not pronoun and tags[at - 1] not in "cn":
        return None
    end = clauses.end(sentence, at + 2)
    if end <= at + 2:
        return None
    start, stop = sentence.span(opening + 1, at)
    source = (start, stop) if pronoun else (start, stop - len(possessive(words[at - 1])))
    return Draft(source, sentence.span(opening, at + 1), [sentence.content(at + 2, end)], "view")


def possessive(word: str) -> str:
    """Give the possessive ending of a word: 's, or the apostrophe after a plural."""
    return word[-2:] if word.endswith(("'s", "’s")) else word[-1:]


def origin(sentence: Sentence, found: list[Draft]) -> Draft | None:
    """X, citing Y, reported ...: the origin stands before the verb, so that the report is found after it."""
    if not found or found[0].cue is None or found[0].rule not in _REPORTS:
        return None
    place = next((place for place, tag in enumerate(sentence.tags) if tag == "L"), None)
    if place is None or sentence.words[place] not in _RELAYING or sentence.span(place, place + 1) > found[0].cue:
        return None
    return _origin(sentence, place, found[:1])


def _origin(sentence: Sentence, at: int, earlier: list[Draft]) -> Draft | None:
    """X reported ..., citing Y: the content is the one that X passes on."""
    source = phrases.starting_at(sentence, at + 1) if at + 1 < len(sentence.tags) else None
    if source is None or not earlier or not agents.can_speak(sentence, source):
        return None
    relay = earlier[-1]
    relay.relay = True
    return Draft(sentence.span(*source), sentence.span(at, at + 1), list(relay.content), "citing", speech=relay.speech)
