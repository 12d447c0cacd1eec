"""The head noun of what a number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.quantities import rounding
from pipeline.quantities.lexicon import NUMBER_WORDS, PLURALS, SINGULARS, STOP, TIME_UNITS

if TYPE_CHECKING:
    from pipeline.quantities.measures import Measure
    from pipeline.quantities.tokens import Tokens

QUOTES: Final = frozenset("\"'“”‘’«»")
_APOSTROPHES: Final = frozenset("'’")
_MAX_WORDS: Final = 8  # tokens between a number and its noun
_SINGULAR_ENDINGS: Final = ("ss", "us", "is", "'s", "’s")
_VERB_ENDINGS: Final = ("ed", "ing", "ly")
_PARTICIPLE: Final = ("ed",)  # barrels of oil produced, but: of new spending
_DETERMINERS: Final = frozenset({
    "the", "all", "its", "his", "her", "their", "our", "my", "your", "these", "those", "a", "an", "this", "that",
})  # fmt: skip

_AND_MORE: Final = (["or", "more"], ["or", "so"], ["or", "fewer"])

Span = tuple[int, int]


def noun_of(tokens: Tokens, measure: Measure, *, share: bool) -> Span | None:
    """Return the head noun of what a measure counts or is a part of.

    Behind a share a verb in -s may follow the noun: one in five Britons skips meals.
    """
    at, unit, form = measure.last, measure.unit, measure.numeral.form
    if tokens.lower[at] == "of":
        if unit and (unit.name in TIME_UNITS or tokens.lower[measure.first - 1] == "within"):
            return None  # two months of the year, within a mile of the border
        return of_phrase(tokens, at, singular=unit is not None or form == "fraction")
    if unit or form == "multiple":
        return None
    at = rounding.behind(tokens, at)
    if tokens.hyphenated(at):
        word = tokens.surface[at + 1]
        joined = tokens.glued(at) or (word.islower() and word.isalpha() and _goes_on_apart(tokens, at))
        return (at + 1, at + 2) if joined and word[:1].isalpha() and word.lower() not in STOP else None
    if tokens.lower[at : at + 2] in _AND_MORE:
        at += 2
    elif tokens.lower[at] in {"more", "fewer"}:
        at += 1
    head = counted(tokens, at, _VERB_ENDINGS if measure.value == 1 and form != "fraction" else None)
    if share and head:
        plurals = (index for index in range(at, head[1]) if is_plural(tokens.lower[index]))
        head = next(((index, index + 1) for index in plurals), head)
    return head


def _goes_on_apart(tokens: Tokens, index: int) -> bool:
    """Say whether a hyphen between spaces makes a compound before a noun: a 40 - car pileup."""
    word, noun = tokens.lower[index + 1 : index + 3]
    return not is_plural(word) and noun.isalpha() and noun not in STOP


def is_plural(word: str) -> bool:
    """Say whether a lower-case word looks like a plural noun."""
    if word in PLURALS:
        return True
    return (
        word[-1:] == "s"
        and len(word) > 3
        and not word.endswith(_SINGULAR_ENDINGS)
        and word not in SINGULARS
        and word not in STOP
    )


def counted(tokens: Tokens, index: int, verb_endings: tuple[str, ...] | None = None) -> Span | None:
    """Return the tokens of the head noun of the phrase that starts at a token.

    The head is the last of the first run of plural nouns; of a single thing, for which `verb_endings` are given, the
    last word before the phrase ends or a word with such an ending comes.
    """
    lower = tokens.lower
    head: Span | None = None
    start = at = index
    for at in range(index, index + _MAX_WORDS):
        word = lower[at]
        if word == "-" and tokens.glued(at) and tokens.glued(at + 1):
            continue
        if word in QUOTES:
            if head and not (word in _APOSTROPHES and tokens.glued(at) and lower[at + 1] not in STOP):
                break
            head = None  # 34 countries' leaders
        elif word.isdecimal() and lower[at - 1] == "-" and tokens.glued(at):
            pass  # two F-16 fighters
        elif not word[:1].isalpha() or word in NUMBER_WORDS or (start == at and _ends_phrase(tokens, at)):
            break
        elif is_plural(word) or (verb_endings and not (head and word.endswith(verb_endings))):
            head = (start, at + 1)
        elif head:
            break
        if not (lower[at + 1] == "-" and tokens.glued(at + 1) and tokens.glued(at + 2)):
            start = at + 1
    return head


def _ends_phrase(tokens: Tokens, index: int) -> bool:
    """Say whether a function word stands at a token (he's is one); US and IT are none."""
    if tokens.lower[index].replace("’", "'").partition("'")[0] not in STOP:
        return False
    return not (len(tokens.surface[index]) > 1 and tokens.surface[index].isupper())


def of_phrase(tokens: Tokens, index: int, *, singular: bool) -> Span | None:
    """Return the head noun of the `of` phrase at a token: thousands of lives, a quarter of the citizens."""
    if tokens.lower[index] != "of":
        return None
    at = index + 1
    while at < index + 3 and tokens.lower[at] in _DETERMINERS:
        at += 1
    return counted(tokens, at) or (counted(tokens, at, _PARTICIPLE) if singular else None)
