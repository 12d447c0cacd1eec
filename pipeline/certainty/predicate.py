"""Tell whether a line has a finite verb, from closed classes of words and the forms of a verb list.

A heading, a caption or a fragment states something only with a finite verb, and no tagger is needed to see most of them.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.certainty.verbs import Form, forms, is_auxiliary, is_regular_past

Finiteness = Literal["finite", "possible", "none"]

SUBJECT_PRONOUNS = frozenset("i he she it they we you there who nobody everyone someone".split())
_ARTICLES = frozenset("a an the his her its their our my your no every".split())
_DEMONSTRATIVES = frozenset(
    "this that these those some any each all both another".split()
)  # subjects by themselves too
DETERMINERS = _ARTICLES | _DEMONSTRATIVES
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto over under about against between among amid during after before since until "
    "through across around near off per via without within toward towards as than".split(),
)
# Plural in sense without a final -s.
_PLURALS = frozenset(
    "these those people police men women children staff media data others many most any some few both all".split()
)
_BEFORE_VERB = frozenset(
    'and or but also now then still often never always not soon ever even just only that which , ) " ”'.split()
)
_LATINATE = re.compile(r"\w{3,}(?:ises|izes|ifies|ates)\Z")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d,.]*|[^\w\s]")


def _can_precede_plural_verb(word: str) -> bool:
    """Tell whether a base form after this word can be a verb in the present: its subject is plural or stands further off."""
    if word in _PLURALS or word in _BEFORE_VERB or word.endswith("ly"):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _weigh_listed(form: Form, before: str, after: str, *, first: bool) -> Finiteness:
    """Judge a form of a listed verb by its neighbours."""
    if before in SUBJECT_PRONOUNS or (form & Form.PAST and not form & (Form.PARTICIPLE | Form.BASE)):
        return "finite"
    if first and form & Form.THIRD_PERSON and not form & Form.NOUN:
        return "finite"  # a subject left out: "Contains murals."
    if first or before in _ARTICLES or before in PREPOSITIONS:
        return "none"
    if before in {"this", "that", "each", "another"} and form & Form.THIRD_PERSON:
        return "finite"
    if form & Form.THIRD_PERSON:
        return "possible" if form & Form.NOUN and after not in DETERMINERS and after != "to" else "finite"
    if form & (Form.PAST | Form.PARTICIPLE):
        return "possible"
    if form & Form.NOUN:
        return "possible" if _can_precede_plural_verb(before) else "none"
    return "finite" if _can_precede_plural_verb(before) else "possible"


def _weigh(words: list[str], i: int) -> Finiteness:
    word = words[i]
    if is_auxiliary(word):
        return "finite"
    form = forms().get(word, Form(0))
    if form:
        after = words[i + 1] if i + 1 < len(words) else ""
        return _weigh_listed(form, words[i - 1] if i else "", after, first=not i)
    return "possible" if i and (is_regular_past(word) or _LATINATE.match(word)) else "none"


def finiteness(text: str) -> Finiteness:
    """Say whether a line surely has a finite verb, may have one, or has no word that could be one."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    found: Finiteness = "none"
    for i in range(len(words)):
        weight = _weigh(words, i)
        if weight == "finite":
            return "finite"
        if weight == "possible":
            found = "possible"
    return found
