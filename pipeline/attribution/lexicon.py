"""The cue words: every form of the verbs, nouns and adjectives of cues.toml, with what may follow it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final, Literal

Form = Literal["base", "third", "past", "participle", "ing"]

_VOWELS: Final = "aeiou"
_SIBILANTS: Final = ("s", "sh", "ch", "x", "z", "o")
_FORM_TAGS: Final[dict[Form, str]] = {"base": "v", "third": "V", "past": "V", "participle": "U", "ing": "G"}


@dataclass(slots=True)
class Verb:
    """A cue verb: the frames it opens (the tables of cues.toml) and the prepositions that head its content."""

    lemma: str
    particle: str = ""
    frames: set[str] = field(default_factory=set)
    prepositions: set[str] = field(default_factory=set)


def _table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _regular(lemma: str) -> str:
    """Give the regular forms of a verb, by the spelling rules of English."""
    if lemma.endswith("e"):
        return f"{lemma}s {lemma}d {lemma}d {lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        stem = lemma[:-1]
        return f"{stem}ies {stem}ied {stem}ied {lemma}ing"
    third = f"{lemma}es" if lemma.endswith(_SIBILANTS) else f"{lemma}s"
    return f"{third} {lemma}ed {lemma}ed {lemma}ing"


def _verbs(tables: dict[str, str]) -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for frame, words in tables.items():
        if frame == "homographs":
            continue
        for entry in words.split():
            name, _, preposition = entry.partition(":")
            lemma, _, particle = name.partition("_")
            verb = verbs.setdefault(lemma, Verb(lemma, particle))
            verb.frames.add(frame)
            if preposition:
                verb.prepositions.add(preposition)
    return verbs


def _forms(verbs: dict[str, Verb], irregular: dict[str, str]) -> dict[str, tuple[Verb, Form]]:
    forms: dict[str, tuple[Verb, Form]] = {}
    for lemma, verb in verbs.items():
        for spelling in irregular.get(lemma, _regular(lemma)).split("|"):
            third, past, participle, ing = spelling.split()
            forms |= {
                participle: (verb, "participle"),
                past: (verb, "past"),
                third: (verb, "third"),
                ing: (verb, "ing"),
            }
        forms.setdefault(lemma, (verb, "base"))  # read, bet, cast: the past form stays
    return forms


def _tags() -> dict[str, str]:
    """Give the letter of every closed-class word and every cue; h where the word is a noun as often as a verb."""
    tags = {word: tag for tag, words in _WORDS.items() for word in words.split()}
    tags |= {word: _FORM_TAGS[form] for word, (_, form) in VERBS.items()}
    tags |= dict.fromkeys(ADJECTIVES, "j")
    homographs = {form for lemma in _CUES["verbs"]["homographs"].split() for form in (lemma, _third(lemma))}
    for word in homographs | (NOUNS & VERBS.keys()):
        if word in VERBS and VERBS[word][1] in ("base", "third"):
            tags[word] = "h"
    return tags | {word: "K" for word in NOUNS if word not in VERBS} | dict.fromkeys(_WORDS["L"].split(), "L")


def _third(lemma: str) -> str:
    return _CUES["irregular"].get(lemma, _regular(lemma)).split()[0]


_CUES: Final = _table("cues.toml")
_WORDS: Final = _table("words.toml")["tags"]

VERBS: Final = _forms(_verbs(_CUES["verbs"]), _CUES["irregular"])
NOUNS: Final = frozenset((_CUES["nouns"]["that"] + _CUES["nouns"]["to"]).split())
TO_NOUNS: Final = frozenset(_CUES["nouns"]["to"].split())
ADJECTIVES: Final = {word: frame for frame in ("of", "to", "that") for word in _CUES["adjectives"][frame].split()}
TAGS: Final = _tags()
