"""Say what symbol a token stands for and what cues it shows.

Only frequent words stand for themselves; every other word stands for its class (a cue, a name, an ending). So
what is learned from the debates of one time holds for the news of another: nouns differ, grammar does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Symbol = str
CueLists = list[tuple[str, list[str]]]

START, END, NAME, YEAR, SMALL_NUMBER, LARGE_NUMBER, OTHER = "<s>", "</s>", "<name>", "<year>", "<0>", "<000>", "<?>"
# Cues that the form of a token or a sentence shows; they follow those of the lists.
FORM_CUES = ("number", "large_number", "year", "question", "quotation", "colon", "contraction", "name", "short")
_OPENING_CUES = ("opening",)  # "and" says something at the start of a sentence alone
_NAME_CUES = ("calendar", "official")  # "Monday", "Congress": cues that a capital does not turn into a mere name

# The bounds only keep remembered tokens small.
_TOKEN = re.compile(r"\w{1,80}(?:[.,']\w{1,80}){0,8}|[$€£%?:\"“”—]|--")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = {mark: marks[0] for marks in ('"“”', "$€£", "%", "?", ":", "—") for mark in marks} | {"--": "—"}
_MARK_CUES = {"?": "question", '"': "quotation", ":": "colon", "$": "large_number", "%": "large_number"}
_SPEAKER = frozenset(("i", "i'm", "i've", "i'll", "i'd"))  # the capitals of English that are no names
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


class Word(NamedTuple):
    """What a token stands for alone and in a pair with its neighbour, and its cues as bits."""

    alone: Symbol
    in_pair: Symbol
    cues: int


def tokens(text: str) -> list[str]:
    """Return the words, numbers and telling marks of a text."""
    return _TOKEN.findall(text.replace("’", "'"))


def _ending(word: str) -> Symbol:
    return next((symbol for symbol, endings in _ENDINGS if word.endswith(endings)), _NO_SUFFIX)


class Vocabulary:
    """The words that stand for themselves and the classes of all others.

    `common` are the words that stand for themselves alone, its first `paired` also in pairs; `cues` are the word
    lists by class. The first list that holds a word gives its class; every list that holds it is one of its cues.
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
        self._opening, self._of_name = self.bits(_OPENING_CUES), self.bits(_NAME_CUES)
        signs = (START, END, NAME, YEAR, SMALL_NUMBER, LARGE_NUMBER, OTHER, *sorted(set(_MARKS.values())))
        endings = (*(symbol for symbol, _ in _SUFFIXES), _NO_SUFFIX)
        self.symbols = (*signs, *endings, *(f"@{name}" for name, _ in cues), *common)

    def bits(self, names: Iterable[str]) -> int:
        """Return the cues of these names as bits."""
        return sum(self._bit[name] for name in names)

    def _word(self, word: str) -> Word:
        cues = self._cues.get(word, 0)
        if "'" in word and not word.endswith("'s"):
            cues |= self._bit["contraction"]
        group = self._class.get(word) or _ending(word)
        return Word(word if word in self._common else group, word if word in self._paired else group, cues)

    def _number_or_mark(self, token: str) -> Word:
        if not token[0].isdigit():
            mark = _MARKS.get(token, OTHER)
            return Word(mark, mark, self._bit.get(_MARK_CUES.get(mark, ""), 0))
        if _YEAR.fullmatch(token):
            return Word(YEAR, YEAR, self._bit["year"])
        if len(token) < 3:
            return Word(SMALL_NUMBER, SMALL_NUMBER, self._bit["number"])
        return Word(LARGE_NUMBER, LARGE_NUMBER, self.bits(("number", "large_number")))

    def first(self, token: str) -> Word:
        """Read the first word of a sentence, whose capital may be that of the sentence."""
        if not token[0].isalpha():
            return self._number_or_mark(token)
        word = self._word(token.lower())
        if token[0].isupper() and word.alone in _NOUN_LIKE:
            return word._replace(alone=NAME, in_pair=NAME)
        return word

    def later(self, token: str) -> Word:
        """Read any token after the first word."""
        if not token[0].isalpha():
            return self._number_or_mark(token)
        lower = token.lower()
        if token[0].isupper() and lower not in _SPEAKER:
            return Word(NAME, NAME, self._bit["name"] | self._cues.get(lower, 0) & self._of_name)
        word = self._word(lower)
        return word._replace(cues=word.cues & ~self._opening)
