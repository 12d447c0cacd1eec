"""Tell whether a line has a finite verb, from closed classes of auxiliaries and the forms of a verb list.

A heading, a caption or a list item states something only with a finite verb; no tagger is needed to see most of them.
"""

from __future__ import annotations

import re
import tomllib
from enum import IntFlag
from functools import cache
from importlib import resources
from typing import Literal

Finiteness = Literal["finite", "possible", "none"]

BE = frozenset("am are is was were 'm 're ain't aren't isn't wasn't weren't".split())
AUXILIARIES = BE | frozenset(
    "has had have do does did will would shall should can could may might must cannot ought 'll 've 'd "
    "hasn't hadn't haven't don't doesn't didn't won't wouldn't shan't shouldn't can't couldn't mightn't mustn't "
    "needn't".split(),
)
SUBJECT_PRONOUNS = frozenset("i he she it they we you there who nobody everyone someone".split())
DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any no each every all both another".split(),
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto over under about against between among amid during after before "
    "since until through across around near off per via without within toward towards as than".split(),
)

# `it's`, `there's`, `what's` hold a verb; `Maduro's` mostly does not.
_CONTRACTED_IS = frozenset("it he she that there what who here where how one everything nothing".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.]*|[^\w\s]")
_BASES = frozenset("be have do not also never only still soon yet".split())
_CONTRACTIONS = ("n't", "'re", "'ve", "'ll", "'m", "'d")
_LATINATE = re.compile(r"\w{3,}(?:ises|izes|ifies|ates)\Z")
_NOT_PAST = frozenset("united hundred indeed speed seed need weed breed creed greed exceed proceed succeed bed red shed".split())


class Form(IntFlag):
    """What a word form can be; one form can be several things ("set")."""

    BASE = 1
    THIRD_PERSON = 2
    PAST = 4
    PARTICIPLE = 8
    NOUN = 16


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base[:-1] + "ied",)
    return (base + "ed", base + base[-1] + "ed")


@cache
def forms() -> dict[str, Form]:
    """Return every inflected form of the packaged verb list with what it can be."""
    table = tomllib.loads(resources.files(__package__).joinpath("verbs.toml").read_text(encoding="utf-8"))
    irregular = [tuple(row.split()) for row in table["irregular"].replace("\n", "·").split("·") if row.strip()]
    nouns = frozenset(table["noun_verbs"].split())
    found: dict[str, Form] = {}

    def add(word: str, form: Form) -> None:
        found[word] = found.get(word, Form(0)) | form

    for base in (*table["verbs"].split(), *nouns, *(row[0] for row in irregular)):
        noun = Form.NOUN if base in nouns else Form(0)
        add(base, Form.BASE | noun)
        add(_third_person(base), Form.THIRD_PERSON | noun)
    for base, past, participle in irregular:
        add(past, Form.PAST | (Form.NOUN if base in nouns and past == base else Form(0)))
        add(participle, Form.PARTICIPLE)
    strong = {row[0] for row in irregular}
    for base in (*table["verbs"].split(), *nouns):
        if base not in strong:
            for past in _past(base):
                add(past, Form.PAST | Form.PARTICIPLE)
    return found


def is_auxiliary(word: str) -> bool:
    """Tell whether a lower-case word is an auxiliary or a modal, or ends in a contracted one."""
    if word in AUXILIARIES:
        return True
    if "'" not in word:
        return False
    return word.endswith(_CONTRACTIONS) or (word.endswith("'s") and word[:-2] in _CONTRACTED_IS)


def can_be_finite(word: str) -> bool:
    """Tell whether a lower-case word has the form of a finite verb and is not a common noun as well."""
    if word in _finite_forms():
        return True
    return (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST) or ("'" in word and is_auxiliary(word))


@cache
def _finite_forms() -> frozenset[str]:
    finite = Form.PAST | Form.THIRD_PERSON
    return AUXILIARIES | {word for word, form in forms().items() if form & finite and not form & Form.NOUN}


def _is_plural(word: str) -> bool:
    return word in {"people", "police", "men", "women", "children"} or (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    )


def _weigh(words: list[str], i: int) -> Finiteness:
    """Judge one word by its form and its neighbours."""
    word, before, after = words[i], words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
    if is_auxiliary(word):
        return "finite"
    form = forms().get(word, Form(0))
    if not form:
        unlisted = (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST) or _LATINATE.match(word)
        return "possible" if unlisted and i else "none"
    if before == "to" and form & Form.BASE:
        return "none"
    if before in SUBJECT_PRONOUNS:
        return "finite"
    if form & Form.PAST and not form & (Form.PARTICIPLE | Form.BASE):
        return "finite"
    nominal = before in DETERMINERS or before in PREPOSITIONS or not i
    if form & Form.THIRD_PERSON and not nominal:
        return "possible" if form & Form.NOUN and after not in DETERMINERS | {"to", "that"} else "finite"
    if form & Form.BASE and not nominal:
        return "finite" if _is_plural(before) and not form & Form.NOUN else "possible"
    if form & (Form.PAST | Form.PARTICIPLE) and i and before not in DETERMINERS:
        return "possible"
    return "none"


def words_of(text: str) -> list[str]:
    """Split a line into lower-case words and marks, with straight apostrophes."""
    return _WORD.findall(text.lower().replace("’", "'"))


def finiteness(text: str) -> Finiteness:
    """Say whether a line surely has a finite verb, may have one, or has no word that could be one."""
    words = words_of(text)
    found: Finiteness = "none"
    for i in range(len(words)):
        weight = _weigh(words, i)
        if weight == "finite":
            return "finite"
        if weight == "possible":
            found = "possible"
    return found


def can_be_base(word: str) -> bool:
    """Tell whether a lower-case word can follow a modal."""
    return word in _BASES or bool(forms().get(word, Form(0)) & Form.BASE)


def is_verb_form(word: str) -> bool:
    """Tell whether a lower-case word is any form of a listed verb, or an auxiliary."""
    return word in forms() or is_auxiliary(word)
