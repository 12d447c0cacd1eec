"""Tell the parts of a name apart, and a person's name from a body's or a place's."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

from pipeline.attribution import animacy, bearers

TABLE: Final = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
TITLES: Final = frozenset(TABLE["titles"].split())
_MODIFIERS: Final = frozenset(TABLE["modifiers"].split())
KEPT_TITLES: Final = frozenset(TABLE["kept_titles"].split())
_ORGANISATIONS: Final = frozenset(TABLE["organisations"].split())
_ACRONYMS: Final = frozenset(TABLE["acronyms"].split())
_PLACES: Final = frozenset(TABLE["places"].split())
_OPENERS: Final = frozenset(TABLE["openers"].split())
PARTICLES: Final = frozenset(TABLE["particles"].split())
ARTICLES: Final = frozenset(TABLE["articles"].split())
_MALE: Final = frozenset(TABLE["male"].split())
_FEMALE: Final = frozenset(TABLE["female"].split())
_FIRST_WORDS: Final = _MALE | _FEMALE | PARTICLES | ARTICLES  # ordinary words that begin names: Rob, Bin Laden


def bare(word: str) -> str:
    """Cut a possessive ending off a word."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.endswith(("s'", "s’")) else word


def is_place(phrase: str) -> bool:
    """Tell whether a phrase names a country or a capital, which stands for a government that thinks and wants."""
    words = phrase.lower().replace(".", "").split()
    return (
        words[-1] in _PLACES
        or words[-2:] in (["united", "states"], ["united", "kingdom"])
        or words[-1] in ("us", "uk", "eu")
    )


def is_body(words: list[str]) -> bool:
    """Tell whether a name has a word of an organisation or a place in it, hyphened ones too: Indo-Sri Lanka."""
    parts = [part.strip(".") for word in words for part in bare(word).split("-")]
    return any(part in _ACRONYMS or part.lower() in _ORGANISATIONS or part.lower() in _PLACES for part in parts)


def is_acronym(word: str) -> bool:
    """Tell whether a word is the listed short name of a body: NATO, Reuters."""
    return word in _ACRONYMS


def is_personal(words: list[str], *, described: bool = False) -> bool:
    """Tell whether words can be a person's full name: two to four with capitals, none of an organisation or place.

    `described`: a noun for people stands before them, so that an ordinary word can be a given name: the lawyer Sue Ray.
    """
    if words and words[0].lower() in KEPT_TITLES:
        words = words[1:]
    if not 2 <= len(words) <= 4:
        return False
    if not bearers.is_full_name(words) and (is_body(words) or bearers.is_known_otherwise(words)):
        return False
    lower = [word.lower() for word in words]
    return (
        is_capitalised(words[0])
        and is_capitalised(words[-1])
        and all(is_capitalised(word) or word in PARTICLES for word in words)
        and not any(word.isupper() and len(word) > 2 and "." not in word for word in words)
        and lower[-1] not in TITLES
        and not _OPENERS.intersection(word for word in lower if len(word) > 1)
        and (described or lower[0] in _FIRST_WORDS or not bearers.is_word(words[0]))
    )


def agrees(name: str, pronoun: str) -> bool:
    """Tell whether "he" or "she" can mean a person of this full name, as far as the given name tells."""
    given = name.partition(" ")[0].lower()
    return given not in (_FEMALE if pronoun in ("he", "his", "him") else _MALE)


def split_title(words: list[str]) -> tuple[list[str], list[str]]:
    """Split the titles and possessors before a name from it: (U.S., Defense, Secretary), (Pete, Hegseth)."""
    place = len(words) - 1
    while place > 0 and not _is_title(words[place - 1]):
        place -= 1
    return words[:place], words[place:]


def is_capitalised(word: str) -> bool:
    """Tell whether a word begins with a capital, after an Arabic article too: al-Sadr."""
    return word[0].isupper() or (word.partition("-")[0] in ARTICLES and word.partition("-")[2][:1].isupper())


def last_run(words: list[str]) -> list[str]:
    """Give the words with capitals, and the particles among them, at the end of a phrase."""
    place = len(words)
    while place > 0 and (is_capitalised(words[place - 1]) or words[place - 1] in PARTICLES):
        place -= 1
    return words[place:]


def _is_title(word: str) -> bool:
    lower = word.lower()
    titled = (lower in TITLES or (lower.endswith("s") and lower[:-1] in TITLES)) and lower not in KEPT_TITLES
    described = bearers.is_word(word) and animacy.is_human(lower) and lower not in _FIRST_WORDS
    return titled or described or lower in _MODIFIERS or bare(word) != word


def keeps_title(words: list[str]) -> bool:
    """Tell whether words are a last name after a title that stays with it: Dr. Hagedorn."""
    return len(words) == 2 and words[0].lower() in KEPT_TITLES and words[1][:1].isupper()


def has_title(words: list[str]) -> bool:
    """Tell whether one of the words is a person's title."""
    return any(word.lower() in TITLES for word in words)


def person(run: str) -> tuple[list[str], str | None]:
    """Split the titles from a run of words with capitals; the name is None when it is no person's."""
    words = without_capitals(run.split())
    titles, name = split_title([*words[:-1], bare(words[-1])])
    return titles, " ".join(name) if is_personal(name) else None


def without_capitals(words: list[str]) -> list[str]:
    """Cut the words that have a capital only by their place off a run of words with capitals: (On Monday) Lee."""
    first = 0
    while first < len(words) - 1 and (words[first].lower() in _OPENERS or bearers.opens(words[first])):
        first += 1
    return words[first:]


def without_openers(words: list[str]) -> list[str]:
    """Cut the words that open a sentence off the name in a source phrase: (Again) Dr. Fortier; but: Many Democrats."""
    first = 0
    while first < len(words) - 1 and bearers.opens(words[first]) and is_capitalised(words[first + 1]):
        first += 1
    return words[first:]


def without_kept_title(words: list[str]) -> list[str]:
    """Cut the title that stays with a name off it: (Dr.) John Hagedorn."""
    return words[1:] if words[0].lower() in KEPT_TITLES else words
