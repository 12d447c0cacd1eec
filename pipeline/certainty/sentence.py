"""A sentence as the readers of hedges and negation see it: words, their roles and what they need to ask of them."""

from __future__ import annotations

from functools import cached_property

from pipeline.certainty import clauses
from pipeline.certainty.predicate import BE, PREPOSITIONS, can_be_finite

_LINKING = BE | frozenset(
    "be been being remain remains remained become becomes became it's that's he's she's there's what's".split(),
)
_CLOSERS = "\"'”’)] "


def fold(text: str) -> str:
    """Return the text in lower case with straight apostrophes, code point for code point."""
    # U+0130 is the only character whose lower case is longer than itself (Unicode 16, SpecialCasing.txt).
    return text.replace("İ", "I").lower().replace("’", "'")


class Sentence:
    """The words of one sentence in lower case; spans and roles are found when they are first asked for."""

    def __init__(self, text: str, folded: str, words: list[str]) -> None:
        self.text = text
        self.folded = folded
        self.words = words

    @cached_property
    def roles(self) -> list[clauses.Role]:
        """The role of each word."""
        return clauses.roles(self.words)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The code points of each word."""
        return [found.span() for found in clauses.TOKEN.finditer(self.folded)]

    @property
    def asks(self) -> bool:
        """Whether the sentence ends as a question."""
        return self.text.rstrip(_CLOSERS).endswith("?")

    def at(self, i: int) -> str:
        """Return the word at `i`, or nothing outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def written(self, i: int) -> str:
        """Return the word at `i` as the text has it."""
        start, end = self.spans[i]
        return self.text[start:end]

    def main(self, i: int) -> bool:
        """Tell whether the word stands in a main clause."""
        return self.roles[i] is not clauses.Role.ASIDE

    def linked(self, i: int) -> bool:
        """Tell whether a linking verb stands up to four words before, so that the word is part of its predicate."""
        for j in range(i - 1, max(-1, i - 5), -1):
            word = self.words[j]
            if word in _LINKING:
                return True
            if word in PREPOSITIONS or not word[0].isalnum():
                return False
        return False

    def verbless_before(self, i: int) -> bool:
        """Tell whether no finite verb stands before the word: it is still part of what opens the sentence."""
        return not any(can_be_finite(word) for word in self.words[:i])
