"""How the name of a person is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.entities.lists import (
    COMMON,
    DEMONYM,
    GIVEN,
    GPE_HEAD,
    KNOWN,
    LOC_HEAD,
    MODIFIER,
    ORG_HEAD,
    SURNAME_FIRST,
    SURNAMES,
    TITLE,
    TITLES_AS_SURNAMES,
)
from pipeline.entities.mention import Mention
from pipeline.entities.words import is_common

if TYPE_CHECKING:
    from pipeline.entities.tokens import Token

LONGEST: Final = 5
"""Words of the longest name; a longer run of capitals is a heading or several names."""
_SUFFIXES: Final = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
_NO_MIDDLE_NAME: Final = DEMONYM | MODIFIER | ORG_HEAD | LOC_HEAD | GPE_HEAD


def is_person(tokens: list[Token]) -> bool:
    """Say whether two words or more are built like the name of a person."""
    first, last = tokens[0], tokens[-1]
    called = last.text in TITLES_AS_SURNAMES and tokens[-2].text in GIVEN  # "Stephen King"
    if (
        len(tokens) > LONGEST
        or (last.kind & TITLE and not called)
        or (last.kind & DEMONYM and last.text not in SURNAMES)
    ):
        return False
    if any(token.kind & _NO_MIDDLE_NAME for token in tokens[1:-1]):
        return False
    if first.text in GIVEN:
        return _follows_given_name(first.text, last.text)
    if last.text in KNOWN or _is_initial(last.text):
        return False
    return _has_form_of_person(tokens)


def _follows_given_name(first: str, last: str) -> bool:
    """Say whether a given name is one here: not the "Grace" of "Grace Period", not the "Paris" of "Paris, Texas"."""
    if KNOWN.get(first) == "LOC":
        return False
    place = first in KNOWN
    if is_common(last) and (place or first.lower() in COMMON):
        return False
    return not (place and last in KNOWN and last not in SURNAMES) and not _is_initial(last)


def _has_form_of_person(tokens: list[Token]) -> bool:
    """Say whether initials, a suffix, a surname or a hyphen show a person whose given name no list holds."""
    first, last = tokens[0], tokens[-1]
    common = is_common(last.text)
    if any(_is_initial(token.text) for token in tokens[:-1]):
        return not common
    if last.text in _SUFFIXES:
        return first.text.lower() not in COMMON
    if last.text in SURNAMES and not first.kind:
        return first.text.lower() not in COMMON
    if first.kind & SURNAME_FIRST and len(tokens) <= 3:
        return not common
    return "-" in last.text and last.text.rpartition("-")[2].islower()


def _is_initial(word: str) -> bool:
    return (len(word) == 2 and word[1] == ".") or (len(word) == 4 and word[1] == word[3] == ".")


def person(tokens: list[Token], text: str) -> Mention:
    """Return the person without a common noun or letters behind the name: "Ada Lovelace FRS"."""
    last = tokens[-1].text
    behind = (last.isupper() and last not in _SUFFIXES) or is_common(last)
    if len(tokens) > 2 and behind and tokens[-2].text.lower() not in COMMON:
        tokens = tokens[:-1]
    return Mention(tokens, text, "PERSON")
