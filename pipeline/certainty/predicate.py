"""Tell whether a line has a finite verb, from closed classes of words and the forms of a verb list.

A heading, a caption or a fragment states something only with a finite verb; most are seen without a tagger.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.certainty.verbs import Form, forms, is_auxiliary, is_regular_past
from pipeline.certainty.words import CLASSES, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS

Finiteness = Literal["finite", "possible", "none"]

_LATINATE = re.compile(r"\w{3,}(?:ises|izes|ifies|ates)\Z")


def _can_precede_plural_verb(word: str) -> bool:
    """Tell whether a base form after this word can be tensed: its subject is plural or stands further off."""
    if word in CLASSES["plurals"] or word in CLASSES["before_verb"] or word.endswith("ly"):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _weigh_third_person(form: int, before: str, after: str, *, first: bool) -> Finiteness:
    """Judge a form in -s: "contains", or "plans", which may be a noun."""
    if not form & Form.NOUN or before in {"this", "that", "each", "another"}:
        return "finite"
    if first:
        return "none"
    return "finite" if after in DETERMINERS or after == "to" else "possible"


def _weigh_listed(form: int, before: str, after: str, *, first: bool) -> Finiteness:
    """Judge a form of a listed verb by its neighbours."""
    if before in SUBJECT_PRONOUNS or (form & Form.PAST and not form & (Form.PARTICIPLE | Form.BASE)):
        return "finite"
    if before in CLASSES["articles"] or before in PREPOSITIONS:
        return "none"
    if form & Form.THIRD_PERSON:
        return _weigh_third_person(form, before, after, first=first)
    if first:
        return "none"
    if form & (Form.PAST | Form.PARTICIPLE) or not form & Form.NOUN:
        return "finite" if form == Form.BASE and _can_precede_plural_verb(before) else "possible"
    return "possible" if _can_precede_plural_verb(before) else "none"


def _weigh(words: list[str], i: int) -> Finiteness:
    word, before = words[i], words[i - 1] if i else ""
    if is_auxiliary(word):
        return "finite"
    form = forms().get(word, 0)
    if form:
        after = words[i + 1] if i + 1 < len(words) else ""
        return _weigh_listed(form, before, after, first=not i)
    unlisted = is_regular_past(word) or _LATINATE.match(word) or (before in SUBJECT_PRONOUNS and word.isalpha())
    return "possible" if i and unlisted else "none"


def finiteness(words: list[str]) -> Finiteness:
    """Say whether the words of a line surely hold a finite verb, may hold one, or hold none that could be one.

    `words` are those of `Sentence.words`: lower case, straight apostrophes, marks among them.
    """
    found: Finiteness = "none"
    for i in range(len(words)):
        weight = _weigh(words, i)
        if weight == "finite":
            return "finite"
        if weight == "possible":
            found = "possible"
    return found
