"""Read a sentence as the numbers that the model weighs: grams of symbols, cues, length and register."""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import add, or_
from typing import TYPE_CHECKING, NamedTuple

from pipeline.checkworthiness.vocabulary import END, START, Symbol, Vocabulary, Word, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

Gram = tuple[Symbol] | tuple[Symbol, Symbol]

SHORT = 6  # tokens: a unit of fewer is rarely a full clause
# First and second person and discourse particles mark involved, speech-like text (Biber 1988, dimension 1).
# Contractions, on his scale too, are left out: the press of today contracts. Quotation marks show a writer.
_INVOLVED_CUES = ("first_person", "first_person_plural", "second_person")
_INVOLVED_OPENINGS = ("opening", "address")
_QUOTING_CUES = ("quotation",)


class Reading(NamedTuple):
    """A sentence as the model sees it: keys of its grams, cues as bits, tokens, and whether it reads as speech."""

    grams: set[int]
    cues: int
    length: int
    involved: bool


class _Entry(NamedTuple):
    """A word in numbers: its key alone, what it adds to that of a pair from the left and the right, its cues."""

    alone: int
    left: int
    right: int
    cues: int


class Reader:
    """Reads sentences with one vocabulary. A gram is one symbol or a pair of neighbours; its key is one number."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._symbols = vocabulary.symbols
        self._number = {symbol: number for number, symbol in enumerate(vocabulary.symbols)}
        self._involved = vocabulary.bits(_INVOLVED_CUES)
        self._involved_opening = vocabulary.bits(_INVOLVED_OPENINGS)
        self._quoting = vocabulary.bits(_QUOTING_CUES)
        self._short = vocabulary.bits(("short",))
        self._start, self._end = self._left(START), self._number[END]
        # Texts repeat their words: to remember them saves most of the time.
        self._first = lru_cache(1 << 12)(self._entries(vocabulary.first))
        self._later = lru_cache(1 << 15)(self._entries(vocabulary.later))

    def _left(self, symbol: Symbol) -> int:
        return (self._number[symbol] + 1) * len(self._symbols)

    def _entries(self, read: Callable[[str], Word]) -> Callable[[str], _Entry]:
        def entry(token: str) -> _Entry:
            word = read(token)
            return _Entry(self._number[word.alone], self._left(word.in_pair), self._number[word.in_pair], word.cues)

        return entry

    def key(self, gram: Gram) -> int:
        """Return the key of a gram; KeyError when a symbol is unknown."""
        return self._number[gram[0]] if len(gram) == 1 else self._left(gram[0]) + self._number[gram[1]]

    def gram(self, key: int) -> Gram:
        """Return the gram of a key."""
        left, right = divmod(key, len(self._symbols))
        return (self._symbols[left - 1], self._symbols[right]) if left else (self._symbols[right],)

    def read(self, text: str) -> Reading:
        """Return the reading of one sentence."""
        found = tokens(text)
        if not found:
            return Reading({self._start + self._end}, self._short, 0, involved=False)
        opening = 0
        if not found[0][0].isalnum():  # a quotation mark opens the sentence
            opening = next((index for index, token in enumerate(found) if token[0].isalnum()), 0)
        entries = [*map(self._later, found)]
        first = entries[opening] = self._first(found[opening])
        alone, left, right, cues_of = zip(*entries, strict=True)
        grams = set(alone)
        grams.update(map(add, (self._start, *left), (*right, self._end)))
        cues = reduce(or_, cues_of, self._short if len(found) < SHORT else 0)
        involved = (first.cues & self._involved_opening or cues & self._involved) and not cues & self._quoting
        return Reading(grams, cues, len(found), bool(involved))
