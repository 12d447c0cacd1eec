"""The cue words: every form of the verbs, nouns and adjectives of cues.toml, with what may follow it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final, Literal

Form = Literal["base", "third", "past", "participle", "ing"]

_VOWELS: Final = "aeiou"
_DOUBLING_SUFFIX: Final = ("it", "er", "el", "et")  # edit, offer, label, market: stressed early, do not double
_PREPOSITIONAL: Final = "prepositional"


@dataclass(slots=True)
class Verb:
    """A cue verb: the frames it opens (the tables of cues.toml) and the prepositions that head its content."""

    lemma: str
    frames: set[str] = field(default_factory=set)
    prepositions: set[str] = field(default_factory=set)


def _table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _regular(lemma: str) -> str:
    """Give the regular forms of a verb, by the spelling rules of English."""
    if lemma.endswith("e"):
        stem = lemma[:-1]
        return f"{lemma}s {lemma}d {lemma}d {stem}ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        stem = lemma[:-1]
        return f"{stem}ies {stem}ied {stem}ied {lemma}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{lemma}s"
    return f"{third} {lemma}ed {lemma}ed {lemma}ing"


def _verbs(table: dict[str, str]) -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for frame, words in table.items():
        for entry in words.split():
            lemma, _, preposition = entry.partition(":")
            verb = verbs.setdefault(lemma, Verb(lemma))
            verb.frames.add(frame)
            if preposition:
                verb.prepositions.add(preposition)
    return verbs


def _forms(verbs: dict[str, Verb], irregular: dict[str, str]) -> dict[str, tuple[Verb, Form]]:
    forms: dict[str, tuple[Verb, Form]] = {}
    for lemma, verb in verbs.items():
        word = lemma.partition("_")[0]
        forms[word] = (verb, "base")
        for spelling in irregular.get(word, _regular(word)).split("|"):
            third, past, participle, ing = spelling.split()
            forms[participle] = (verb, "participle")
            forms[past] = (verb, "past")
            forms[ing] = (verb, "ing")
            forms[third] = (verb, "third")
    return forms


_CUES: Final = _table("cues.toml")

VERBS: Final = _forms(_verbs(_CUES["verbs"]), _CUES["irregular"])
NOUNS: Final = {word: frame for frame in ("to", "that") for word in _CUES["nouns"][frame].split()}
TO_NOUNS: Final = frozenset(_CUES["nouns"]["to"].split())
ADJECTIVES: Final = {word: frame for frame in ("to", "that") for word in _CUES["adjectives"][frame].split()}
WORD_TAGS: Final = {word: tag for tag, words in _table("words.toml")["tags"].items() for word in words.split()}
