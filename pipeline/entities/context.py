"""What the words beside a name tell about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.entities.lists import (
    COMMON,
    FIRM_NOUNS,
    GPE_NOUNS,
    KNOWN,
    LOC_NOUNS,
    ORG_NOUNS,
    PERSON_NOUNS,
    PLACE_OF,
    SAID,
    STATE_NOUNS,
    Label,
)
from pipeline.entities.words import has_common_ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.entities.mention import Mention

Vote = tuple["Label", int]

_WINDOW: Final = 40
"""Code points read on either side: three or four words."""
_NEXT_WORDS: Final = re.compile(r"[\"”’']? ([\w'’-]+)(?: ([\w'’-]+))?")
_AGE_OR_WHO: Final = re.compile(r", (?:who|whose|\d\d,|aged)\b")
_NEXT_PLACE: Final = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")
_OWNED: Final = re.compile(r"['’]s? (?:([a-z]+) )?([a-z]+)")
_PLACE_PREPOSITIONS: Final = frozenset({"in", "near", "outside", "throughout", "across"})
_BETWEEN_STATES: Final = frozenset({"border", "borders", "war", "ceasefire", "treaty"})
_SUCH_AS: Final = frozenset({"like", "as", "called", "named", "the"})
_REPORTED: Final = frozenset({"reported", "reports"})
_TRADES: Final = ("ist", "cian", "rian")
"""Endings of nouns for people by their trade: "physicist", "politician", "historian"."""
_PLURALS: Final = frozenset(noun + "s" for noun in ORG_NOUNS) | {"agencies", "companies", "parties"}


def votes(mention: Mention, text: str) -> Iterator[Vote]:
    """Yield the labels that the neighbouring words speak for, with their weights."""
    after = text[mention.end : mention.end + _WINDOW]
    before = text[max(0, mention.start - _WINDOW) : mention.start].rpartition("\n")[2]
    yield from _after(after)
    if before.endswith(" "):
        yield from _before(mention, ["", "", "", *before.replace(",", " ").split()][-3:])


def _after(after: str) -> Iterator[Vote]:
    if _AGE_OR_WHO.match(after):
        yield "PERSON", 2
        return
    place = _NEXT_PLACE.match(after)
    if place is not None and _starts_with_place(place[1]):
        yield "GPE", 3
        return
    owned = _OWNED.match(after)
    if owned is not None and not STATE_NOUNS.isdisjoint(owned.groups()):
        yield "GPE", 4
        return
    match = _NEXT_WORDS.match(after)
    if match is None:
        return
    first, second = match.groups()
    if first in SAID:
        yield "PERSON", 2
    elif first in _REPORTED:
        yield "ORG", 2
    elif first in GPE_NOUNS:
        yield "GPE", 2
    elif first in LOC_NOUNS:
        yield "LOC", 2
    elif first in ORG_NOUNS or first in FIRM_NOUNS or (first == "news" and second in ORG_NOUNS):
        yield "ORG", 2


def _is_subject(name: str) -> bool:
    """Say whether a word is a common noun or a field of study: "in Physics"."""
    return name.lower() in COMMON or has_common_ending(name)


def _starts_with_place(words: str) -> bool:
    while words:
        if KNOWN.get(words) == "GPE":
            return True
        words = words.rpartition(" ")[0]
    return False


def _before(mention: Mention, words: list[str]) -> Iterator[Vote]:
    third, second, last = words
    noun = second.lower()
    if (last == "of" and noun in GPE_NOUNS) or (last == "with" and noun in _BETWEEN_STATES):
        yield "GPE", 3
    elif (last in _PLACE_PREPOSITIONS or (last == "of" and noun in PLACE_OF)) and not _is_subject(mention.text):
        yield "GPE", 2
    elif last in ORG_NOUNS:
        yield "ORG", 3
    elif last in PERSON_NOUNS or (last.islower() and last.endswith(_TRADES)):
        yield "PERSON", 3
    elif last in GPE_NOUNS:
        yield "GPE", 1
    elif last in _SUCH_AS and (noun in _PLURALS or third.lower() in _PLURALS):
        yield "ORG", 3
    elif mention.label == "PERSON" and "the" in (last, second):
        yield "ORG", 2
