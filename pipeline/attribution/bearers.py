"""Tell from word lists what a word with a capital can name: a person, a body, a people, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline.attribution import animacy
from pipeline.attribution.lexicon import TAGS
from pipeline.entities.lists import COMMON, DEMONYM, FUNCTION, GIVEN, KINDS, KNOWN, ORG_HEAD, SURNAMES, TITLE
from pipeline.entities.words import has_common_ending, is_acronym, is_demonym

_CACHED: Final = 1 << 14  # words whose answers are kept
_CLOSED: Final = frozenset("TWBHRIoOS&")  # the tags of words that open a sentence and are no part of a name
_NAME_LETTERS: Final = re.compile(r"(?:[^\W\d_]['’])?[^\W\d_a-z](?:['’]?[^\W\d_]+)+(?:-[^\W\d_]+)*")
# A capital inside a name of persons stands after one of these: McKay, MacLeod, DeLay.
_INNER_CAPITAL: Final = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|O['’]|D['’])[A-Z][a-z]+")
_CAMEL: Final = re.compile("[a-z][A-Z]")
# Names of firms and outlets that are put together: Quantcast, Newsweek.
_BODY_ENDINGS: Final = (
    *("week", "cast", "soft", "corp", "tech", "bank", "net", "news", "book", "tube", "ware", "media", "press", "works"),
    *("times", "post", "watch", "mart", "com", "oil", "gas", "tel"),
)


@lru_cache(_CACHED)
def opens(word: str) -> bool:
    """Tell whether a word has its capital only because it opens a sentence: Again, Later, Significantly."""
    lower = word.lower()
    if TAGS.get(lower, "C") in _CLOSED:
        return not is_listed(word) or KINDS.get(word.title(), 0) & FUNCTION != 0
    return lower.endswith("ly") and lower in COMMON and not is_listed(word)


def is_given(word: str) -> bool:
    """Tell whether a word is a given name and neither a place nor a common word besides."""
    return word in GIVEN and word not in KNOWN and not KINDS.get(word, 0) and word.lower() not in COMMON


def is_people(word: str) -> bool:
    """Tell whether a word is the plural of a people, a faith or a party: Tamils, Pakistanis."""
    return word.endswith("s") and (KINDS.get(word, 0) & DEMONYM != 0 or is_demonym(word)) and word not in GIVEN


def is_plain_plural(word: str) -> bool:
    """Tell a plural whose capital is of its place or its people from a name: Investors, Tamils."""
    if is_listed(word) or not word.endswith("s") or word.endswith("ss"):
        return False
    return is_people(word) or is_word(word) or word.endswith("ies") or animacy.is_human(word.lower())


@lru_cache(_CACHED)
def is_word(word: str) -> bool:
    """Tell whether a word is an ordinary one that its place alone gives a capital: Dignitaries, Logic."""
    return not is_listed(word) and (has_common_ending(word) or any(stem in COMMON for stem in _stems(word.lower())))


def _stems(word: str) -> list[str]:
    """Give what an inflected word can be a form of: investors, dignitaries, refusing, posted."""
    stems = [word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"), word.removesuffix("ing")]
    if word.endswith("ies"):
        stems.append(f"{word[:-3]}y")
    return [*stems, f"{word[:-3]}e"] if word.endswith("ing") else stems


def is_listed(word: str) -> bool:
    """Tell whether a list of given names or surnames holds a word."""
    return word in GIVEN or word in SURNAMES


def is_full_name(words: list[str]) -> bool:
    """Tell a given name and surname whose words can name places and bodies as well: Jack London, Bill Church."""
    first, last = words[0], words[-1]
    return is_listed(last) and (is_given(first) or (first in GIVEN and first not in KNOWN and last not in KNOWN))


def is_known_otherwise(words: list[str]) -> bool:
    """Tell a name that is known as a body or place, or that ends with a people: Al Qaeda, Google Analytics."""
    known = KNOWN.get(" ".join(words)) or KNOWN.get(words[0]) == "ORG"
    return bool(known) or is_people(words[-1]) or any(word.lower() in TAGS and "'" in word for word in words)


def is_surely_listed(word: str) -> bool:
    """Tell whether a word is a given name or surname, and no other word of English."""
    return is_listed(word) and word.lower() not in COMMON and TAGS.get(word.lower()) is None


def heads_body(word: str) -> bool:
    """Tell whether a word that ends a name makes it a body's: Valero Energy."""
    return not is_listed(word) and (KINDS.get(word, 0) & ORG_HEAD != 0 or word.lower() in COMMON)


def can_be_described(word: str) -> bool:
    """Tell whether a word after a noun for a person can be that person's name: the lawyer Bright."""
    return KNOWN.get(word) != "ORG" and not is_people(word) and not is_acronym(word)


@lru_cache(_CACHED)
def can_be_person(word: str) -> bool:
    """Tell whether a lone word may be a person's name: no place, body, people, acronym or ordinary word."""
    if word in KNOWN or is_acronym(word) or is_plain_plural(word) or not _NAME_LETTERS.fullmatch(word):
        return False
    if _CAMEL.search(word) and not _INNER_CAPITAL.fullmatch(word):
        return False
    if word in GIVEN or word in SURNAMES:
        return not KINDS.get(word, 0) or word in SURNAMES or KINDS[word] == DEMONYM
    if word.endswith(_BODY_ENDINGS) or word.lower() in TAGS:
        return False
    return not (KINDS.get(word, 0) & ~TITLE or is_word(word) or is_demonym(word))
