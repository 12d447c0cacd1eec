"""Noun phrases, verb groups and adverbials, read off a sentence's tag string within a bounded window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.attribution import animacy

if TYPE_CHECKING:
    from pipeline.attribution.tokens import Sentence

WINDOW: Final = 60  # tokens; longer subjects and adverbials are not looked for
NOUNISH: Final = frozenset("DNCcnEJ#Kqj")
FINITE: Final = frozenset("ABHFVv")

_HEADS: Final = frozenset("NCKq")
_LINKED: Final = frozenset("NCKqcnJ")
_GROUP: Final = frozenset("ARHB")
_BEFORE_ADVERB: Final = frozenset(("", "D", ",", "&", "I", "M", "R", "S", "T", ";", ":"))
_LINKS: Final = frozenset("oI&O")
# Prepositions that tie a place or an affiliation to the noun before them.
_TIES_BEFORE: Final = frozenset(["at", "for", "from", "in", "with", "on", "to", "close", "against", "near", "behind"])
_TIES_AFTER: Final = frozenset(["for", "from", "at", "close", "with"])
_SUBORDINATE: Final = frozenset("IoOVvUGFABH")

_ADVERBIALS: Final = re.compile(
    r"""(?:
      R
    | M[M\#]*(?:,[M\#](?=,|$|[^M\#]))?                                    # Tuesday; Nov. 5, 2016
    | [DNj]M+                                                            # this week, last month
    | (?:I|O(?=[DCNp]))                                                  # on Tuesday; in a statement to the House
      (?:M[M\#]*(?:,[M\#](?=,|$|[^M\#]))?|\#+|p|D*[NCcnEJ\#KMqj]+)(?:[oI&]D*[NCcnEJ\#KMqj]+)*
    )+""",
    re.VERBOSE,
)


class Phrase(NamedTuple):
    """The tokens [first, last) of a phrase."""

    first: int
    last: int


def group_start(tags: str, verb: int) -> int:
    """Find the first token of the verb group that ends with `verb`: has also said; , however, said."""
    first = verb
    floor = max(0, verb - WINDOW)
    while first > floor:
        if tags[first - 1] in _GROUP:
            first -= 1
        elif tags[max(floor, first - 3) : first] == ",R,":
            first -= 3
        else:
            break
    return first


def ending_at(sentence: Sentence, last: int, *, minimal: bool = False) -> Phrase | None:
    """Find the noun phrase whose last token is `last` - 1; a `minimal` one has no preposition in it but "of"."""
    tags = sentence.tags
    if last <= 0 or (tags[last - 1] not in _HEADS and not _is_quantity(tags, last - 1)):
        return None
    floor = max(0, last - WINDOW)
    first = last - 1
    while first > floor and _extends_left(sentence, first - 1, minimal=minimal):
        first -= 1
    if not minimal:
        first = _without_fronted(tags, first, last)
    while first < last and tags[first] == "&":
        first += 1
    return Phrase(first, last) if first < last else None


def _is_quantity(tags: str, place: int) -> bool:
    """A number or determiner alone can be a subject: two said, many say; so can the possessor in "Smith's said"."""
    return tags[place] == "#" or (tags[place] == "D" and (place == 0 or tags[place - 1] in ",&;:QST"))


def _extends_left(sentence: Sentence, place: int, *, minimal: bool) -> bool:
    tags, words = sentence.tags, sentence.words
    tag, right = tags[place], tags[place + 1]
    left = tags[place - 1] if place else ""
    if tag in NOUNISH:
        return _is_of_one_phrase(tag, right, words[place])
    if tag == "M":
        return left == "D" and right != "D"  # the January 23 strike, but: this year / a newspaper
    if tag in _LINKS:
        counted = tag == "o" and left in ("D", "#")  # many of his supporters
        if (left not in _LINKED and not counted) or right not in NOUNISH:
            return False
        authored = words[place] == "by" and animacy.is_text(words[place - 1])  # a study by the university
        return tag in "o&" or (not minimal and (authored or words[place] in _TIES_BEFORE))
    return tag == "R" and right in "REN#J" and left in _BEFORE_ADVERB


def _is_of_one_phrase(tag: str, right: str, word: str) -> bool:
    """Tell whether a noun or its like belongs to the phrase that stands to the right of it."""
    if right == "C" and tag == "N" and word.endswith("s"):
        return animacy.can_speak(word)  # the times (Bush) mentioned, but: senators Lee and Ray
    if right == "D":
        return tag not in "NCKE"  # after the incident / the newspaper said; denied / the minister said
    return not (tag == "E" and right == "C")  # "denied Trump said": a past tense, not an adjective


def _without_fronted(tags: str, first: int, last: int) -> int:
    """Cut what stands before the phrase without a comma: (In a statement) the company, (on Tuesday) Trump."""
    if first == 0 or tags[first - 1] not in _SUBORDINATE | {"M"}:
        return first
    for cut in range(last - 1, first, -1):
        if tags[cut] == "&":
            return cut + 1
        if (tags[cut] == "D" and tags[cut - 1] in "NCMcK#") or (tags[cut] == "C" and tags[cut - 1] in "NMK#"):
            return cut
    return first


def starting_at(sentence: Sentence, first: int, *, ties: bool = True) -> Phrase | None:
    """Find the noun phrase that begins at `first`; `ties` takes in of, for, from and at phrases."""
    tags = sentence.tags
    ceiling = min(len(tags), first + WINDOW)
    last = first
    while last < ceiling and _extends_right(sentence, first, last, ties=ties):
        last += 1
    while last > first and tags[last - 1] in "&oIR":
        last -= 1
    return Phrase(first, last) if last > first else None


def _extends_right(sentence: Sentence, first: int, place: int, *, ties: bool) -> bool:
    tags = sentence.tags
    tag = tags[place]
    if place == first:
        return tag in NOUNISH or tag == "R"
    left = tags[place - 1]
    if tag in NOUNISH:
        # A determiner begins another phrase; a past form after a noun is its verb.
        return left in "DoI&OR" if tag == "D" else not (tag == "E" and left in "NCK")
    return tags[place + 1 : place + 2] in NOUNISH and _links_right(sentence, place, ties=ties)


def _links_right(sentence: Sentence, place: int, *, ties: bool) -> bool:
    """Tell whether an adverb, a date or a link goes on with a phrase: the newly elected; the 2016 vote; leaders of."""
    tag, word, left = sentence.tags[place], sentence.words[place], sentence.tags[place - 1]
    if tag in "RM":
        return left in ("Dcn" if tag == "R" else "D")
    if tag == "&":
        return word != "but"
    close = tag == "O" and sentence.words[place - 1] == "close"
    return tag == "o" or (ties and (close or (tag == "I" and word in _TIES_AFTER)))


def adverbials(sentence: Sentence, first: int) -> int:
    """Skip adverbials of time, place and manner from `first` on; give the token after them."""
    match = _ADVERBIALS.match(sentence.tags, first, min(len(sentence.tags), first + WINDOW))
    return match.end() if match else first
