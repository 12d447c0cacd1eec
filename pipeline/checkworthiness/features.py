"""Read a sentence as the symbols and cues that the model weighs.

Frequent words stand for themselves and all others for a class (a cue, a name, a word ending): so what a model learns from debates of
one time holds for news of another, where the nouns differ and the grammar does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Symbol = str
Gram = Symbol | tuple[Symbol, Symbol]

# Cues that a form shows without any list; they follow the listed ones in every vector of cues.
FORM_CUES = ("number", "large_number", "year", "question", "quotation", "colon", "contraction", "name", "short")
# Biber (1988), dimension 1: first and second person, contractions and discourse particles mark involved (spoken) production.
INVOLVED_CUES = ("first_person", "first_person_plural", "second_person", "contraction")
INVOLVED_OPENING_CUES = ("opening", "address")
OPENING_CUES = ("opening",)  # cues in first position only

START, END, NAME = "<s>", "</s>", "Name"
SHORT = 6  # below this many tokens a unit is rarely a full clause
LONGEST = 40  # tokens; beyond, length says no more

_TOKEN = re.compile(r"[A-Z](?:\.[A-Z])+\b|[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d,.]*|[$€£%?:\"“”—]|--")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = {"€": "$", "£": "$", "“": '"', "”": '"', "--": "—"}
_MARK_CUES = {"?": "question", '"': "quotation", ":": "colon", "$": "large_number", "%": "large_number"}
_FIRST_PERSON_CAPITAL = frozenset(("i", "i'm", "i've", "i'll", "i'd"))
# Suffixes of English derivation and inflection, most telling first (Quirk et al. 1985, appendix I).
_ENDINGS: tuple[tuple[Symbol, tuple[str, ...]], ...] = (
    ("~ing", ("ing",)),
    ("~ed", ("ed",)),
    ("~ly", ("ly",)),
    ("~tion", tuple(f"{e}{s}" for e in "tion sion ment ness ity ance ence ism ship acy".split() for s in ("", "s"))),
    ("~al", tuple("al ous ive ful less able ible ic ary ent ant".split())),
    ("~er", tuple(f"{e}{s}" for e in "er or ist ian ee".split() for s in ("", "s"))),
    ("~s", ("s",)),
)
_NOUN_LIKE = frozenset(("~", "~'s", "~s", "~er", "~al"))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [token.lower() for token in _TOKEN.findall(text.replace("’", "'")) if token[0].isalpha()]


class Reading(NamedTuple):
    """A sentence as the model sees it: distinct uni- and bigrams of symbols, bit set of cues, tokens, register."""

    grams: set[Gram]
    cues: int
    length: int
    involved: bool


def _ending(word: str) -> Symbol:
    if word.endswith("'s"):
        return "~'s"
    return next((symbol for symbol, endings in _ENDINGS if word.endswith(endings)), "~")


class Reader:
    """Turns sentences into readings with one vocabulary.

    `common` are the words that stand for themselves, `cues` the word lists by class.
    """

    def __init__(self, common: Iterable[str], cues: Iterable[tuple[str, Iterable[str]]]) -> None:
        lists = tuple(cues)
        self.cue_names = (*(name for name, _ in lists), *FORM_CUES)
        self._bit = {name: 1 << index for index, name in enumerate(self.cue_names)}
        self._common = frozenset(common)
        self._class: dict[str, Symbol] = {}
        self._cues: dict[str, int] = {}
        for name, members in lists:
            for word in members:
                self._class.setdefault(word, f"@{name}")
                self._cues[word] = self._cues.get(word, 0) | self._bit[name]
        self._involved = self._bits(INVOLVED_CUES)
        self._involved_opening = self._bits(INVOLVED_OPENING_CUES)
        self._not_opening = ~self._bits(OPENING_CUES)
        # News repeats its words: the memory saves two thirds of the time and is bounded.
        self._inner: Callable[[str], tuple[Symbol, int]] = lru_cache(1 << 15)(self._read_inner)
        self._first: Callable[[str], tuple[Symbol, int]] = lru_cache(1 << 13)(self._read_first)

    def _bits(self, names: Iterable[str]) -> int:
        return sum(self._bit[name] for name in names if name in self._bit)

    def _read_word(self, word: str) -> tuple[Symbol, int]:
        cues = self._cues.get(word, 0)
        if "'" in word and not word.endswith("'s"):
            cues |= self._bit["contraction"]
        if word in self._common:
            return word, cues
        return self._class.get(word) or _ending(word), cues

    def _read_number(self, token: str) -> tuple[Symbol, int]:
        digits = token.rstrip(".,")
        if _YEAR.fullmatch(digits):
            return "YEAR", self._bit["year"]
        if len(digits) < 3:
            return "0", self._bit["number"]
        return "000", self._bit["number"] | self._bit["large_number"]

    def _read_inner(self, token: str) -> tuple[Symbol, int]:
        lower = token.lower()
        if token[0].isupper() and lower not in _FIRST_PERSON_CAPITAL:
            return NAME, self._bit["name"] | self._cues.get(lower, 0) & self._bits(("calendar", "official"))
        if token[0].isalpha():
            symbol, cues = self._read_word(lower)
            return symbol, cues & self._not_opening
        if token[0].isdigit():
            return self._read_number(token)
        mark = _MARKS.get(token, token)
        cue = _MARK_CUES.get(mark)
        return mark, self._bit[cue] if cue else 0

    def _read_first(self, token: str) -> tuple[Symbol, int]:
        """Read a first word, whose capital may be that of the sentence."""
        if not token[0].isalpha():
            return self._read_inner(token)
        symbol, cues = self._read_word(token.lower())
        return (NAME, cues) if symbol in _NOUN_LIKE and token[0].isupper() else (symbol, cues)

    def read(self, text: str) -> Reading:
        """Return the reading of one sentence."""
        tokens = _TOKEN.findall(text.replace("’", "'"))
        read_inner, symbols, cues, opening = self._inner, [START], 0, 0
        for token in tokens:
            if opening or not token[0].isalnum():
                symbol, found = read_inner(token)
            else:
                symbol, found = self._first(token)
                opening = found | 1 << len(self.cue_names)
            symbols.append(symbol)
            cues |= found
        symbols.append(END)
        if len(tokens) < SHORT:
            cues |= self._bit["short"]
        grams: set[Gram] = set(zip(symbols, symbols[1:], strict=False))
        grams.update(symbols)
        involved = bool(cues & self._involved or opening & self._involved_opening)
        return Reading(grams, cues, len(tokens), involved)
