"""Words, numbers and signs of a text with their offsets."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub
from typing import Final, NamedTuple

# The matches of a text without a space at its end cover it, each a token with the spaces before it. Every match takes
# time linear in its length, and so does a scan.
_TOKEN: Final = re.compile(
    r"\s*(?:"
    r"[a-z]++(?![.\w&'’])"  # a plain word, first for speed
    r"|(?:[A-Za-z]\.){2,}|[AaPp]\.[Mm](?!\w)"  # an abbreviation with its full stops; a.m before a stop that is gone
    r"|(?<![\w.])\.[0-9]+|[0-9]+(?:[.,][0-9]+)*"  # digits with their separators
    r"|(?:USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|CAD|AUD|NZD|HKD|SGD|SEK|NOK|DKK|ZAR|RM|Rs|Rp|Dhs?|K[Ss]h)(?=[0-9])"  # of USD5
    r"|[^\W\d_][^\W_]*(?:[&'’][^\W\d_]+)*"  # a word; S&P, people's and A320 are one
    r"|\S)"
)

_PADDING: Final = 8  # empty tokens behind the last: looking a few tokens past either end is safe (index -1 is padding)


def split(text: str) -> list[str]:
    """Return the tokens of a text."""
    return [token.lstrip() for token in _TOKEN.findall(text.rstrip())]


def is_digits(token: str) -> bool:
    """Say whether a token is a number in digits."""
    return "0" <= token[-1:] <= "9" and not token[0].isalpha()


class Tokens(NamedTuple):
    """Parallel lists over the tokens of `text`, ending with empty padding tokens; `offset` is where `text` began."""

    text: str
    lower: list[str]
    surface: list[str]
    starts: list[int]
    ends: list[int]
    offset: int

    @classmethod
    def of(cls, text: str, offset: int) -> Tokens:
        """Tokenise a text that began at an offset of a longer one."""
        spaced = _TOKEN.findall(text.rstrip())
        surface = list(map(str.lstrip, spaced))
        ends = list(accumulate(map(len, spaced)))
        starts = list(map(sub, ends, map(len, surface)))
        surface += [""] * _PADDING
        starts += [len(text) + 1] * _PADDING
        ends += [-1] * _PADDING
        return cls(text, list(map(str.lower, surface)), surface, starts, ends, offset)

    def slice(self, first: int, last: int) -> str:
        """Return the text from token `first` to token `last` (exclusive)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def hyphenated(self, index: int) -> bool:
        """Say whether token `index` is a hyphen between two parts of a word; tokenised text has spaces around it."""
        return self.lower[index] == "-" and self.glued(index) == self.glued(index + 1)

    def glued(self, index: int) -> bool:
        """Say whether token `index` follows the one before it without a space."""
        return self.ends[index - 1] == self.starts[index]
