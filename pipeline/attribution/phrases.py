"""Noun phrases and adverbials, read off a sentence's tag string; every step looks at a bounded window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pipeline.attribution.tokens import Sentence

WINDOW: Final = 60  # tokens; longer subjects and adverbials are not looked for

_NOUNISH: Final = frozenset("DNCcnEJ#Kq")
_HEADS: Final = frozenset("NCKJq#DEcn")
_GROUP: Final = frozenset("ARHB")
_LINKS: Final = frozenset("oI&O")
# Prepositions that tie a place or an affiliation to the noun before them.
_TIES: Final = frozenset("at for from in with on to close against near".split())

_ADVERBIALS: Final = re.compile(
    r"""(?:
      R
    | M+(?:\#,?\#?|(?<=M))?            # Tuesday; Nov. 5, 2016
    | [DN]M+                           # this week, last month
    | I(?:M+(?:\#(?:,\#)?)?|\#+|D*[NCcnEJ\#KMq]+)(?:[oI&]D*[NCcnEJ\#KMq]+)*   # on Tuesday; in a statement to the House
    )+""",
    re.VERBOSE,
)


class Phrase(NamedTuple):
    """The tokens [first, last) of a phrase."""

    first: int
    last: int


def group_start(tags: str, verb: int) -> int:
    """Find the first token of the verb group that ends with `verb`: has also said, did not say, , however, said."""
    first = verb
    floor = max(0, verb - WINDOW)
    while first > floor:
        tag = tags[first - 1]
        if tag in _GROUP:
            first -= 1
        elif tag == "," and first - 2 > floor and tags[first - 2] == "R" and tags[first - 3] == ",":
            first -= 3
        else:
            break
    return first


def ending_at(sentence: Sentence, last: int, *, minimal: bool = False) -> Phrase | None:
    """Find the noun phrase whose last token is `last` - 1; `minimal` takes in no prepositional phrase but with "of"."""
    tags, words = sentence.tags, sentence.words
    floor = max(0, last - WINDOW)
    first = last
    while first > floor:
        tag = tags[first - 1]
        before = tags[first - 2] if first - 2 >= floor else ""
        if tag in _NOUNISH:
            if tag == "E" and first < last and tags[first] in "DC":
                break  # "denied Trump said": a past tense, not an adjective
            first -= 1
        elif first == last:
            return None
        elif tag in _LINKS and before in _HEADS and before:
            word = words[first - 1]
            if tag in "IO" and (minimal or word not in _TIES):
                break
            first -= 1
        elif tag == "R" and tags[first] in "EN#J" and before not in "NC":
            first -= 1
        else:
            break
    first = _without_fronted(sentence, first, last)
    while first < last and tags[first] in "&":
        first += 1
    return Phrase(first, last) if first < last and _has_head(tags, first, last) else None


def _has_head(tags: str, first: int, last: int) -> bool:
    return tags[last - 1] in "NCKqcnJ#E" or (last - first == 1 and tags[first] == "D")


def _without_fronted(sentence: Sentence, first: int, last: int) -> int:
    """Cut what stands before the phrase without a comma: (In a statement) the company, (after Ohio voted) Trump."""
    tags = sentence.tags
    before = tags[first - 1] if first else ""
    if before and before in "IoOVvUGFABH":
        for cut in range(last - 1, first, -1):
            if tags[cut] == "D" and tags[cut - 1] in "NCMc#":
                return cut
            if tags[cut] == "C" and tags[cut - 1] in "NM#":
                return cut
            if tags[cut] == "&":
                return cut + 1
    return first


def starting_at(sentence: Sentence, first: int, *, ties: bool = True) -> Phrase | None:
    """Find the noun phrase that begins at `first`; `ties` takes in of, for, from and at phrases."""
    tags, words = sentence.tags, sentence.words
    ceiling = min(len(tags), first + WINDOW)
    last = first
    while last < ceiling:
        tag = tags[last]
        if tag in _NOUNISH:
            if tag == "D" and last > first and tags[last - 1] not in "DoI&O":
                break
            if tag == "E" and last > first and tags[last - 1] in "NCK":
                break
            last += 1
        elif last == first:
            if tag != "R":
                return None
            last += 1
        elif tag == "o" or (tag == "&" and words[last] != "but"):
            if last + 1 >= ceiling or tags[last + 1] not in _NOUNISH:
                break
            last += 1
        elif tag == "I" and ties and words[last] in ("for", "from", "at", "close", "with"):
            if last + 1 >= ceiling or tags[last + 1] not in _NOUNISH:
                break
            last += 1
        else:
            break
    while last > first and tags[last - 1] in "&oIR":
        last -= 1
    return Phrase(first, last) if last > first else None


def adverbials(sentence: Sentence, first: int) -> int:
    """Skip adverbials of time, place and manner from `first` on; give the token after them."""
    match = _ADVERBIALS.match(sentence.tags, first, min(len(sentence.tags), first + WINDOW))
    return match.end() if match else first
