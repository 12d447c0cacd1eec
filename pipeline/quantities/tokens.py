"""Words, numbers and signs of a text with their offsets."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# An abbreviation with its dots, digits with their separators, a word (S&P, people's and A320 are one word), a line
# break, or any other character alone. No alternative can match a text in two ways, so a scan is linear.
_TOKEN: Final = re.compile(
    r"(?:[A-Za-z]\.){2,}|[0-9]+(?:[.,][0-9]+)*|[^\W\d_][^\W_]*(?:[&'’][^\W\d_]+)*|\n|[^\s]"
)

_PADDING: Final = 8  # empty tokens behind the last: looking a few tokens past either end is safe (index -1 is padding)


def split(text: str) -> list[str]:
    """Return the tokens of a text."""
    return _TOKEN.findall(text)


class Tokens(NamedTuple):
    """Parallel lists over the tokens of `text`, ending with empty padding tokens."""

    text: str
    lower: list[str]
    surface: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Tokenise a text."""
        spans = [match.span() for match in _TOKEN.finditer(text)]
        surface = [text[start:end] for start, end in spans]
        starts = [start for start, _ in spans]
        ends = [end for _, end in spans]
        surface += [""] * _PADDING
        starts += [len(text) + 1] * _PADDING
        ends += [-1] * _PADDING
        return cls(text, [token.lower() for token in surface], surface, starts, ends)

    def glued(self, index: int) -> bool:
        """Say whether token `index` follows the one before it without a space."""
        return self.ends[index - 1] == self.starts[index]
