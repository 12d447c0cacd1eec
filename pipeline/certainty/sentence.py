"""A sentence as the readers of hedges and negation see it: words, their roles and what they need to ask of them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from pipeline.certainty import clauses
from pipeline.certainty.verbs import can_be_finite
from pipeline.certainty.words import CLASSES, PREPOSITIONS

_READ_ANEW = 4  # sentences that are remembered
_CLOSERS = "\"'”’)] "


def fold(text: str) -> str:
    """Return the text in lower case with straight apostrophes, code point for code point."""
    # U+0130 is the only character whose lower case is longer than itself (Unicode 16, SpecialCasing.txt).
    return text.replace("İ", "I").lower().replace("’", "'")


@lru_cache(_READ_ANEW)
def read(text: str) -> Sentence:
    """Return the reading of a sentence; those who ask of one sentence, one after the other, share it."""
    return Sentence(text)


class Sentence:
    """The words of one sentence in lower case; what else is asked of them is found on the first call."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.words: list[str] = clauses.TOKEN.findall(self.folded)
        self._roles: list[clauses.Role] | None = None
        self._starts: list[int] | None = None
        self._tensed: list[int] | None = None

    @property
    def roles(self) -> list[clauses.Role]:
        """The role of each word."""
        if self._roles is None:
            self._roles = clauses.roles(self.words)
        return self._roles

    @property
    def starts(self) -> list[int]:
        """The code point at which each word starts."""
        if self._starts is None:
            self._starts = []
            at = 0
            for word in self.words:
                at = self.folded.index(word, at)  # between two tokens stands nothing that a token could be made of
                self._starts.append(at)
                at += len(word)
        return self._starts

    @property
    def tensed(self) -> list[int]:
        """The places of the words that look like finite verbs."""
        if self._tensed is None:
            self._tensed = [i for i, word in enumerate(self.words) if can_be_finite(word)]
        return self._tensed

    @property
    def asks(self) -> bool:
        """Whether the sentence ends as a question."""
        return self.text.rstrip(_CLOSERS).endswith("?")

    def at(self, i: int) -> str:
        """Return the word at `i`, or nothing outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points from word `first` up to but not including word `last`."""
        return self.starts[first], self.starts[last - 1] + len(self.words[last - 1])

    def written(self, i: int) -> str:
        """Return the word at `i` as the text has it."""
        start, end = self.span(i, i + 1)
        return self.text[start:end]

    def index(self, at: int) -> int:
        """Return the place of the word that covers a code point, or of the next one."""
        i = max(bisect_right(self.starts, at) - 1, 0)
        return i + (i < len(self.words) and at >= self.starts[i] + len(self.words[i]))

    def main(self, i: int) -> bool:
        """Tell whether the word stands in a main clause."""
        return self.roles[i] is not clauses.Role.ASIDE

    def linked(self, i: int) -> bool:
        """Tell whether a linking verb stands up to four words before, so that the word is part of its predicate."""
        for j in range(i - 1, max(-1, i - 5), -1):
            word = self.words[j]
            if word in CLASSES["linking"]:
                return True
            if word in PREPOSITIONS or not word[0].isalnum():
                return False
        return False
