"""Read a sentence as the symbols and cues that the model weighs.

Only frequent words stand for themselves; every other word stands for its class (a cue, a name, an ending). So what is learned from the
debates of one time holds for the news of another, where the nouns differ and the grammar does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Symbol = str
Gram = tuple[Symbol] | tuple[Symbol, Symbol]
CueLists = list[tuple[str, list[str]]]

START, END, NAME, YEAR, SMALL_NUMBER, LARGE_NUMBER, OTHER = "<s>", "</s>", "<name>", "<year>", "<0>", "<000>", "<?>"
SHORT = 6  # tokens: a unit of fewer is rarely a full clause
LONGEST = 40  # tokens: further length says no more

# Cues that the form of a token shows; they follow those of the lists.
FORM_CUES = ("number", "large_number", "year", "question", "quotation", "colon", "contraction", "name", "short")
# First and second person and discourse particles mark involved, speech-like text (Biber 1988, dimension 1). Contractions, of his scale
# too, are left out: the press of today contracts. Between quotation marks it is the press that quotes a speaker.
_INVOLVED_CUES = ("first_person", "first_person_plural", "second_person")
_INVOLVED_OPENINGS = ("opening", "address")
_QUOTING_CUES = ("quotation",)
_OPENING_CUES = ("opening",)  # "and" says something at the start of a sentence alone
_NAME_CUES = ("calendar", "official")  # "Monday", "Congress": cues that a capital does not turn into a mere name

_TOKEN = re.compile(r"\w+(?:[.,']\w+)*|[$€£%?:\"“”—]|--")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = {"$": "$", "€": "$", "£": "$", "%": "%", "?": "?", ":": ":", '"': '"', "“": '"', "”": '"', "—": "—", "--": "—"}
_MARK_CUES = {"?": ("question",), '"': ("quotation",), ":": ("colon",), "$": ("large_number",), "%": ("large_number",)}
_SPEAKER = frozenset(("i", "i'm", "i've", "i'll", "i'd"))  # capitals of English that are no names
# English suffixes, the most telling first (Quirk et al. 1985, appendix I).
_SUFFIXES: tuple[tuple[Symbol, str], ...] = (
    ("~'s", "'s"),
    ("~ing", "ing"),
    ("~ed", "ed"),
    ("~ly", "ly"),
    ("~tion", "tion sion ment ness ity ance ence ism ship acy tions sions ments ities ances ences isms ships"),
    ("~al", "al ous ive ful less able ible ic ary ent ant"),
    ("~er", "er or ist ian ee ers ors ists ians ees"),
    ("~s", "s"),
)
_NO_SUFFIX = "~"
_ENDINGS = tuple((symbol, tuple(listed.split())) for symbol, listed in _SUFFIXES)
_NOUN_LIKE = frozenset(("~", "~'s", "~al", "~er", "~s"))  # endings that a name may have too


class Reading(NamedTuple):
    """A sentence as the model sees it: the keys of its distinct grams, its cues as bits, its length in tokens, its register."""

    grams: set[int]
    cues: int
    length: int
    involved: bool


class _Word(NamedTuple):
    alone: Symbol
    in_pair: Symbol
    cues: int


class _Entry(NamedTuple):
    """A word by number: its key alone, what it adds to the key of a pair on either side, its cues."""

    alone: int
    left: int
    right: int
    cues: int


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [token.lower() for token in _TOKEN.findall(text.replace("’", "'")) if token[0].isalpha()]


def _ending(word: str) -> Symbol:
    return next((symbol for symbol, endings in _ENDINGS if word.endswith(endings)), _NO_SUFFIX)


class Vocabulary:
    """Says what symbol and what cues a token stands for.

    `common` are the words that stand for themselves alone, its first `paired` also in pairs; `cues` are the word lists by class.
    """

    def __init__(self, common: list[str], paired: int, cues: CueLists) -> None:
        self.cue_names = (*(name for name, _ in cues), *FORM_CUES)
        self._bit = {name: 1 << index for index, name in enumerate(self.cue_names)}
        self._common, self._paired = frozenset(common), frozenset(common[:paired])
        self._class: dict[str, Symbol] = {}
        self._cues: dict[str, int] = {}
        for name, members in cues:
            for word in members:
                self._class.setdefault(word, f"@{name}")
                self._cues[word] = self._cues.get(word, 0) | self._bit[name]
        self._not_opening, self._of_name = ~self.bits(_OPENING_CUES), self.bits(_NAME_CUES)
        signs = (START, END, NAME, YEAR, SMALL_NUMBER, LARGE_NUMBER, OTHER, *sorted(set(_MARKS.values())))
        endings = (*(symbol for symbol, _ in _SUFFIXES), _NO_SUFFIX)
        self.symbols = (*signs, *endings, *(f"@{name}" for name, _ in cues), *common)

    def bits(self, names: Iterable[str]) -> int:
        """Return the cues of these names as bits."""
        return sum(self._bit.get(name, 0) for name in names)

    def _word(self, word: str) -> _Word:
        cues = self._cues.get(word, 0)
        if "'" in word and not word.endswith("'s"):
            cues |= self._bit["contraction"]
        group = self._class.get(word) or _ending(word)
        return _Word(word if word in self._common else group, word if word in self._paired else group, cues)

    def _number_or_mark(self, token: str) -> _Word:
        if not token[0].isdigit():
            mark = _MARKS.get(token, OTHER)
            return _Word(mark, mark, self.bits(_MARK_CUES.get(mark, ())))
        if _YEAR.fullmatch(token):
            return _Word(YEAR, YEAR, self._bit["year"])
        if len(token) < 3:
            return _Word(SMALL_NUMBER, SMALL_NUMBER, self._bit["number"])
        return _Word(LARGE_NUMBER, LARGE_NUMBER, self.bits(("number", "large_number")))

    def first(self, token: str) -> _Word:
        """Return what the first token stands for, whose capital may be that of the sentence."""
        if not token[0].isalpha():
            return self._number_or_mark(token)
        word = self._word(token.lower())
        if token[0].isupper() and word.alone in _NOUN_LIKE:
            return word._replace(alone=NAME, in_pair=NAME)
        return word

    def inner(self, token: str) -> _Word:
        """Return what any later token stands for."""
        if not token[0].isalpha():
            return self._number_or_mark(token)
        lower = token.lower()
        if token[0].isupper() and lower not in _SPEAKER:
            return _Word(NAME, NAME, self._bit["name"] | self._cues.get(lower, 0) & self._of_name)
        word = self._word(lower)
        return word._replace(cues=word.cues & self._not_opening)


class Reader:
    """Reads sentences with one vocabulary. A gram is one symbol or a pair of neighbours; its key is a number."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._symbols = vocabulary.symbols
        self._number = {symbol: number for number, symbol in enumerate(vocabulary.symbols)}
        self._involved = vocabulary.bits(_INVOLVED_CUES)
        self._involved_opening = vocabulary.bits(_INVOLVED_OPENINGS)
        self._quoting = vocabulary.bits(_QUOTING_CUES)
        self._short = vocabulary.bits(("short",))
        self._start, self._end = self._left(START), self._number[END]
        # Texts repeat their words; the memory is bounded.
        self._inner: Callable[[str], _Entry] = lru_cache(1 << 15)(lambda token: self._entry(vocabulary.inner(token)))
        self._first: Callable[[str], _Entry] = lru_cache(1 << 12)(lambda token: self._entry(vocabulary.first(token)))

    def _left(self, symbol: Symbol) -> int:
        return (self._number[symbol] + 1) * len(self._symbols)

    def _entry(self, word: _Word) -> _Entry:
        return _Entry(self._number[word.alone], self._left(word.in_pair), self._number[word.in_pair], word.cues)

    def key(self, gram: Gram) -> int:
        """Return the number of a gram."""
        if len(gram) == 1:
            return self._number[gram[0]]
        return self._left(gram[0]) + self._number[gram[1]]

    def gram(self, key: int) -> Gram:
        """Return the gram of a number."""
        left, right = divmod(key, len(self._symbols))
        return (self._symbols[left - 1], self._symbols[right]) if left else (self._symbols[right],)

    def read(self, text: str) -> Reading:
        """Return the reading of one sentence."""
        tokens = _TOKEN.findall(text.replace("’", "'"))
        if not tokens:
            return Reading({self._start + self._end}, self._short, 0, involved=False)
        entries = [*map(self._inner, tokens)]
        opening = 0 if tokens[0][0].isalnum() else next((i for i, token in enumerate(tokens) if token[0].isalnum()), 0)
        first = entries[opening] = self._first(tokens[opening])
        alone, left, right, cues_of = zip(*entries, strict=True)
        grams = set(alone)
        grams.update(map(add, (self._start, *left), (*right, self._end)))
        cues = self._short if len(tokens) < SHORT else 0
        for bits in cues_of:
            cues |= bits
        involved = (first.cues & self._involved_opening or cues & self._involved) and not cues & self._quoting
        return Reading(grams, cues, len(tokens), bool(involved))
