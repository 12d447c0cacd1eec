"""Tell from word lists what a word with a capital can name: a person, a body, a people, or nothing."""

from __future__ import annotations

import re
from typing import Final

from pipeline.attribution.lexicon import TAGS
from pipeline.entities.lists import COMMON, DEMONYM, FUNCTION, GIVEN, KINDS, KNOWN, SURNAMES, TITLE
from pipeline.entities.words import has_common_ending, is_acronym, is_demonym

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
    return is_people(word) or (word.endswith("s") and not word.endswith("ss") and is_word(word))


def is_word(word: str) -> bool:
    """Tell whether a word is an ordinary one that its place alone gives a capital: Dignitaries, Logic."""
    lower = word.lower()
    stems = (lower, lower[:-1], f"{lower[:-3]}y" if lower.endswith("ies") else lower)
    return word not in SURNAMES and word not in GIVEN and (
        has_common_ending(word) or any(stem in COMMON for stem in stems)
    )


def is_listed(word: str) -> bool:
    """Tell whether a list of given names or surnames holds a word."""
    return word in GIVEN or word in SURNAMES


def is_full_name(words: list[str]) -> bool:
    """Tell a given name and surname whose words can name places and bodies as well: Jack London, Bill Church."""
    first, last = words[0], words[-1]
    return is_listed(last) and (is_given(first) or (first in GIVEN and first not in KNOWN and last not in KNOWN))


def is_known_otherwise(words: list[str]) -> bool:
    """Tell a name that is known as a body or place, or that ends with a people: Al Qaeda, Google Analytics."""
    known = KNOWN.get(" ".join(words)) or (KNOWN.get(words[0]) == "ORG")
    return bool(known) or is_people(words[-1]) or any(word.lower() in TAGS and "'" in word for word in words)


def can_be_person(word: str) -> bool:
    """Tell whether a lone word may be a person's name: no place, body, people, acronym or ordinary word."""
    if word in KNOWN or is_acronym(word) or not _NAME_LETTERS.fullmatch(word):
        return False
    if _CAMEL.search(word) and not _INNER_CAPITAL.fullmatch(word):
        return False
    if word in GIVEN or word in SURNAMES:
        return not KINDS.get(word, 0) or word in SURNAMES or KINDS[word] == DEMONYM
    if word.endswith(("ies", *_BODY_ENDINGS)):
        return False
    return not (KINDS.get(word, 0) & ~TITLE or is_word(word) or is_demonym(word))
