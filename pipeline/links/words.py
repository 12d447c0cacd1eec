"""The words of a statement, reduced to what they have in common with other words for the same thing.

A word becomes a concept where `concepts.toml` names one, else its stem: inflected and derived forms meet in it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# Longest first; after Lovins (1968), cut down to the endings that news words share.
_ENDINGS = (
    "izations isations ization isation iveness fulness ousness ations ators ation ator ments ities ances ences ively "
    "ment ance ence ings ions ized ised izes ises izing ising ity ing ion ers ors ies ive ist ists ism ate ated ates "
    "ating ally edly ed er or al ly es at s y e"
)
_SUFFIXES = tuple(sorted(_ENDINGS.split(), key=lambda ending: (-len(ending), ending)))
# A stem shorter than this says too little: only the plural is cut from such words.
_SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W\d_]+(?:[.][^\W\d_]+)*")
# Concepts that rules of amounts name: everybody, whoever they are; to lose; to die; to be employed, and who is.
EVERYBODY, LOSS, DEATH, EMPLOYED, WORKERS = "=person", "=lose", "=kill", "=employ", "=worker"
# A stem is looked up once for all its occurrences; news texts have fewer forms than this.
_REMEMBERED = 1 << 17
# The sentences of ClaimBuster that `background.txt` was counted on.
_SENTENCES = 23_533


class Term(NamedTuple):
    """A word with its span, lower-case form, and the concept or stem that stands for it."""

    start: int
    end: int
    word: str
    stem: str


def find(text: str) -> list[Term]:
    """The words of a text that carry meaning: function words and verbs of saying are left out."""
    terms = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        stem = reduced(word)
        if stem:
            terms.append(Term(match.start(), match.end(), word, stem))
    return terms


@lru_cache(_REMEMBERED)
def reduced(word: str) -> str:
    """The concept or stem of a lower-case word, or nothing where it carries no meaning."""
    if word in _stop_words() or len(word) < 2:
        return ""
    return _concepts().get(word) or _concepts().get(stem(word)) or stem(word)


def stem(word: str) -> str:
    """Cut the endings of inflection and derivation; a double consonant at the end becomes one."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    else:
        if word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
            word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@cache
def outcomes() -> frozenset[str]:
    """Concepts of what befalls people."""
    return frozenset(f"={concept}" for concept in _groups()["outcomes"])


@cache
def damage() -> frozenset[str]:
    """Concepts of what befalls things: counts of them, too, grow from report to report."""
    return frozenset(f"={concept}" for concept in _groups()["damage"])


@cache
def happenings() -> frozenset[str]:
    """Concepts of what happens or is done."""
    groups = ("outcomes", "damage", "events", "changes", "deeds")
    return frozenset(f"={concept}" for group in groups for concept in _groups()[group])


@cache
def verbs() -> frozenset[str]:
    """Forms in -s of words that have a form in -ing too: after a noun they are verbs more often than not."""
    listed = {word for group in _groups().values() for words in group.values() for word in words.split()}
    stems = {stem(word) for word in listed if word.endswith("ing")}
    return frozenset(word for word in listed if word.endswith("s") and stem(word) in stems)


@cache
def people() -> frozenset[str]:
    """Concepts of kinds of persons."""
    return frozenset(f"={concept}" for concept in _groups()["people"])


@cache
def background() -> Mapping[str, float]:
    """The share of sentences in which a stem stands, counted on ClaimBuster; rarer stems are absent."""
    lines = (line.split() for line in _table("background.txt").splitlines() if not line.startswith("#"))
    return {stem: int(count) / _SENTENCES for stem, count in lines}


@cache
def _concepts() -> Mapping[str, str]:
    """Words, and the stems of words that are listed, by concept; the exact word goes before its stem."""
    by_word: dict[str, str] = {}
    by_stem: dict[str, str] = {}
    for group in _groups().values():
        for concept, listed in group.items():
            for word in listed.split():
                by_word.setdefault(word, f"={concept}")
                by_stem.setdefault(stem(word), f"={concept}")
    return by_stem | by_word


@cache
def _groups() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_table("concepts.toml"))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(word for word in _table("stop_words.txt").split("\n") if word and not word.startswith("#"))


def _table(name: str) -> str:
    return (files("pipeline.links") / name).read_text(encoding="utf-8")
