"""The head noun of what a number counts."""

from __future__ import annotations

from typing import Final

from pipeline.quantities.lexicon import CARDINALS, NOT_PLURAL, PLURALS, STOP
from pipeline.quantities.tokens import Tokens

QUOTES: Final = frozenset("\"'“”‘’«»")
_MAX_WORDS: Final = 7  # words between a number and its noun
_DETERMINERS: Final = frozenset({"the", "all", "its", "his", "her", "their", "our", "my", "your", "these", "those", "a", "an"})

Span = tuple[int, int]


def is_plural(word: str) -> bool:
    """Say whether a lower-case word looks like a plural noun."""
    if word in PLURALS:
        return True
    return (
        word[-1:] == "s"
        and len(word) > 3
        and word[-2] not in "suy'’"
        and word[-2:] != "is"
        and word not in NOT_PLURAL
        and word not in STOP
    )


def counted(tokens: Tokens, index: int, *, singular: bool) -> Span | None:
    """Return the tokens of the head noun of the phrase that starts at a token.

    The head is the last of the first run of plural nouns; of a single thing, the last word before the phrase ends.
    """
    head: Span | None = None
    start = at = index
    for _ in range(_MAX_WORDS):
        word = tokens.lower[at]
        if word in QUOTES:
            if head and tokens.glued(at) and word in "'’" and tokens.lower[at + 1] not in STOP:
                head = None  # 34 countries' leaders
            elif head:
                break
            at += 1
            start = at
            continue
        if word == "-" and tokens.glued(at) and tokens.glued(at + 1):
            at += 1
            continue
        if not word[:1].isalpha() or (word in STOP and start == at) or word in CARDINALS:
            break
        start, head = _extend(tokens, start, at, head, singular=singular)
        at += 1
        if head and head[1] < at and not singular:
            break
        if not (tokens.lower[at] == "-" and tokens.glued(at)):
            start = at
    return head


def _extend(tokens: Tokens, start: int, at: int, head: Span | None, *, singular: bool) -> tuple[int, Span | None]:
    word = tokens.lower[at]
    if is_plural(word) or (singular and not (head and word.endswith(("ed", "ing", "ly")))):
        return start, (start, at + 1)
    return start, head


def of_phrase(tokens: Tokens, index: int) -> Span | None:
    """Return the head noun of the `of` phrase at a token: thousands of lives, a quarter of the citizens."""
    if tokens.lower[index] != "of":
        return None
    at = index + 1
    for _ in range(2):
        if tokens.lower[at] in _DETERMINERS:
            at += 1
    return counted(tokens, at, singular=False) or counted(tokens, at, singular=True)
