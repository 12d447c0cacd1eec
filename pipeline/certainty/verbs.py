"""The forms of English verbs: closed classes written out, open ones inflected from the packaged list."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Final

from pipeline.certainty.words import AUXILIARIES, CLASSES

_CONTRACTIONS = ("n't", "'re", "'ve", "'ll", "'m", "'d")


class Form:
    """What a word form can be, as bits: "set" is several things. Plain numbers, for flags of enum are slow."""

    BASE: Final = 1
    THIRD_PERSON: Final = 2
    PAST: Final = 4
    PARTICIPLE: Final = 8
    NOUN: Final = 16


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _pasts(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base[:-1] + "ied",)
    # Whether the last letter doubles depends on stress, so both spellings are kept; the wrong one is no word.
    return (base + "ed", base + base[-1] + "ed")


@cache
def forms() -> dict[str, int]:
    """Return every form of the packaged verbs with what it can be."""
    table = tomllib.loads(resources.files(__package__).joinpath("verbs.toml").read_text(encoding="utf-8"))
    nouns = frozenset(table["noun_verbs"].split())
    irregular = {row[0]: row[1:] for row in (line.split() for line in table["irregular"])}
    found: dict[str, int] = {}

    def add(word: str, form: int) -> None:
        found[word] = found.get(word, 0) | form

    for base in (*table["verbs"].split(), *table["noun_verbs"].split(), *irregular):
        noun = Form.NOUN if base in nouns else 0
        add(base, Form.BASE | noun)
        add(_third_person(base), Form.THIRD_PERSON | noun)
        if base in irregular:
            past, participle = irregular[base]
            add(past, Form.PAST)
            add(participle, Form.PARTICIPLE)
        else:
            for past in _pasts(base):
                add(past, Form.PAST | Form.PARTICIPLE)
    return found


@cache
def finite_forms() -> frozenset[str]:
    """Return the listed forms that are tensed and no common nouns, with the auxiliaries."""
    tensed = Form.PAST | Form.THIRD_PERSON
    listed = {word for word, form in forms().items() if form & tensed and not form & Form.NOUN}
    return AUXILIARIES | (listed - CLASSES["not_past"])


def is_auxiliary(word: str) -> bool:
    """Tell whether a lower-case word is an auxiliary or a modal, or ends in a contracted one."""
    if word in AUXILIARIES:
        return True
    if "'" not in word:
        return False
    return word.endswith(_CONTRACTIONS) or (word.endswith("'s") and word[:-2] in CLASSES["contracted_is"])


def is_regular_past(word: str) -> bool:
    """Tell whether a word that may be missing from the list ends as a past tense does."""
    return word.endswith("ed") and len(word) > 4 and not word.endswith("eed") and word not in CLASSES["not_past"]


def can_be_finite(word: str) -> bool:
    """Tell whether a lower-case word has the form of a finite verb and is not a common noun as well."""
    return word in finite_forms() or is_regular_past(word) or ("'" in word and is_auxiliary(word))


def can_be_base(word: str) -> bool:
    """Tell whether a lower-case word can follow a modal or an infinitive's "to"."""
    return word in CLASSES["after_modal"] or bool(forms().get(word, 0) & Form.BASE)


def is_verb_form(word: str) -> bool:
    """Tell whether a lower-case word is any form of a listed verb, or an auxiliary."""
    return word in forms() or is_auxiliary(word)
