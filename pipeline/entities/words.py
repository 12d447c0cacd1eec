"""What one capitalised word can be, by its letters and the word lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.entities.lists import COMMON, GIVEN, KINDS, KNOWN, SURNAMES

if TYPE_CHECKING:
    from pipeline.entities.lists import Label

_ENDINGS: Final = (
    *("tion", "tions", "ment", "ments", "ness", "ical", "ics", "ism", "logy", "graphy", "ship", "ility", "ality"),
    *("able", "ive", "ous", "ological"),
)


def is_common(word: str) -> bool:
    """Say whether a word is an English word, by the list or by its ending, and no surname."""
    return word not in SURNAMES and (word.lower() in COMMON or has_common_ending(word))


def has_common_ending(word: str) -> bool:
    """Say whether a word ends as English makes nouns and adjectives, and names seldom end."""
    return word.endswith(_ENDINGS) and word not in GIVEN and word not in KNOWN


def is_coined(word: str) -> bool:
    """Say whether no list knows a word."""
    return word not in KNOWN and word not in KINDS and word.lower() not in COMMON


def is_acronym(word: str) -> bool:
    """Say whether a word is two to six capital letters, and no word or name that only stands in capitals."""
    letters = word.replace(".", "").replace("&", "")
    if not (2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()):
        return False
    return word.lower() not in COMMON and (len(letters) < 4 or word.title() not in GIVEN)


_CAMEL_CASE: Final = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]*){1,2}")
_NAME_PREFIX: Final = re.compile("(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|St|Ben|Abu)[A-Z]")


def is_camel_case(word: str) -> bool:
    """Say whether a word is put together of capitalised parts as firms do: "FactSet", but not "McKay" or "DeLay"."""
    return _CAMEL_CASE.fullmatch(word) is not None and _NAME_PREFIX.match(word) is None


def is_plain_plural(word: str) -> bool:
    """Say whether a word is by its ending a plural for people that no list of names holds: "Forecasters"."""
    if not word.endswith(("ers", "ists", "ians", "ants", "ators")) or word in KNOWN or word in GIVEN:
        return False
    lower = word.lower()
    # Farmers: farmer; bakers: bake; workers: work; planners: plan.
    stems = (lower[:-1], lower[:-2], lower[:-3], lower[:-4])
    return word not in SURNAMES and (
        word.endswith(("casters", "ists", "ators", "makers")) or not COMMON.isdisjoint(stems)
    )


def is_demonym(word: str) -> bool:
    """Say whether a word is built from a known place: "Alaskan", "Baghdadis", "Berliner"."""
    stem = word.removesuffix("s")
    if stem[-1:] not in ("n", "i", "r") or word in GIVEN or word in SURNAMES:
        return False
    places = (stem[:-2],) if stem[-1] == "r" else (stem[:-1], stem[:-2], stem[:-3] + "a")
    return any(len(place) > 3 and KNOWN.get(place) == "GPE" for place in places)


def known_label(word: str) -> Label | None:
    """Return the label of a known name, also of one in capitals as a dateline has it: "TEHRAN"."""
    label = KNOWN.get(word)
    return KNOWN.get(word.title()) if label is None and len(word) > 3 and word.isupper() else label
