"""The words that names are made of and stand beside, read once from the tables of this folder."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final, Literal

Label = Literal["PERSON", "ORG", "GPE", "LOC"]

_HERE = files(__package__)
_NAMES: Final[dict[str, str]] = tomllib.loads(_HERE.joinpath("names.toml").read_text(encoding="utf-8"))


def _lines(name: str) -> frozenset[str]:
    text = _HERE.joinpath(name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _words(key: str) -> frozenset[str]:
    return frozenset(_NAMES[key].split())


def _phrases(key: str) -> list[str]:
    return _NAMES[key].strip().splitlines()


COMMON: Final = _lines("common_words.txt")
"""English words in lower case."""
GIVEN: Final = _lines("given_names.txt")
SURNAMES: Final = _lines("surnames.txt")

# What a capitalised word can be, as bits: a word can be several of these.
FUNCTION: Final = 1
CALENDAR: Final = 2
DEMONYM: Final = 4
TITLE: Final = 8
MODIFIER: Final = 16
ORG_HEAD: Final = 32
LOC_HEAD: Final = 64
GPE_HEAD: Final = 128
DIRECTION: Final = 256
OF_HEAD: Final = 512
SURNAME_FIRST: Final = 1024
NO_ORGANISATION: Final = 2048
LOC_FIRST: Final = 4096
GPE_FIRST: Final = 8192
OTHER_HEAD: Final = 16384
OTHER_FIRST: Final = 32768
PRESS_HEAD: Final = 65536
ORG_FIRST: Final = 131072

HEADS: Final = ORG_HEAD | LOC_HEAD | GPE_HEAD

_SECTIONS: Final = {
    "function_words": FUNCTION,
    "calendar": CALENDAR,
    "demonyms": DEMONYM,
    "titles": TITLE,
    "title_modifiers": MODIFIER,
    "org_heads": ORG_HEAD,
    "loc_heads": LOC_HEAD,
    "gpe_heads": GPE_HEAD,
    "directions": DIRECTION,
    "of_heads": OF_HEAD,
    "surnames_first": SURNAME_FIRST,
    "not_organisations": NO_ORGANISATION,
    "loc_first": LOC_FIRST,
    "gpe_first": GPE_FIRST,
    "other_heads": OTHER_HEAD,
    "other_first": OTHER_FIRST,
    "press_heads": PRESS_HEAD,
    "org_first": ORG_FIRST,
}


def _kinds() -> dict[str, int]:
    kinds: dict[str, int] = {}
    for key, bit in _SECTIONS.items():
        for word in _words(key):
            kinds[word] = kinds.get(word, 0) | bit
            if bit in (DEMONYM, OTHER_HEAD):
                kinds.setdefault(word + "s", bit)
            if bit == PRESS_HEAD:
                kinds[word] |= ORG_HEAD
    return kinds


KINDS: Final = _kinds()
"""Capitalised word -> bits."""


CITIES: Final = _lines("cities.txt")


def _known() -> dict[str, Label]:
    known: dict[str, Label] = dict.fromkeys(CITIES, "GPE")
    known |= dict.fromkeys(_lines("countries.txt"), "GPE")
    known |= dict.fromkeys(_phrases("places"), "GPE")
    known |= dict.fromkeys(_phrases("locations"), "LOC")
    known |= dict.fromkeys(_phrases("org_names"), "ORG")
    return known


KNOWN: Final = _known()
"""Name as written -> label."""

SMALL_IN_TITLES: Final = _words("small_in_titles")
STATE_CODES: Final = _words("state_codes")
SAID: Final = _words("said")
GPE_NOUNS: Final = _words("gpe_nouns")
ORG_NOUNS: Final = _words("org_nouns")
LOC_NOUNS: Final = _words("loc_nouns")
PERSON_NOUNS: Final = _words("person_nouns")
PLACE_OF: Final = _words("place_of")
FIRM_NOUNS: Final = _words("firm_nouns")
STATE_NOUNS: Final = _words("state_nouns")
TITLES_AS_SURNAMES: Final = _words("titles_as_surnames")
