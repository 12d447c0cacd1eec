"""What one capitalised word can be, by its letters and the word lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.entities.lists import COMMON, GIVEN, KINDS, KNOWN, SURNAMES

if TYPE_CHECKING:
    from pipeline.entities.lists import Label


def is_common(word: str) -> bool:
    """Say whether a word is an English word and no surname."""
    return word.lower() in COMMON and word not in SURNAMES


def is_coined(word: str) -> bool:
    """Say whether no list knows a word."""
    return word not in KNOWN and word not in KINDS and word.lower() not in COMMON


def is_acronym(word: str) -> bool:
    """Say whether a word is two to six capital letters, and no word or name that only stands in capitals."""
    letters = word.replace(".", "").replace("&", "")
    if not (2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()):
        return False
    return word.lower() not in COMMON and (len(letters) < 4 or word.title() not in GIVEN)


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
