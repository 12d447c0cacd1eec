"""Cut a sentence into words and give each a one-letter tag, so that the grammar can be read off a string.

D determiner, N noun or other word, C name, c n possessive name or noun, # number, E -ed and J -ing form, P p
pronoun as subject and object, W question word, T that, A modal or negation, B be, H have, F other finite verb, R
adverb, I preposition, o of, O to, L according or citing, & coordinator, S subordinator, M time word; cues: V finite
verb, v base form, U participle, G -ing form, K noun, j adjective; Q quotation, q quoted term; , ; : - ( ) for
themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.attribution.lexicon import TAGS

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.quotation import Quotation

# A word keeps its inner points, apostrophes, hyphens and slashes, and a final point where the sentence goes on.
_TOKEN: Final = re.compile(r"\w+(?:[.'’&@/+:,-]\w+)*(?:\.(?=[\s,-])|['’](?=\s))?|[,;:()\[\]%]|[—–]|-{1,3}(?=\s|\w)")
_YEAR: Final = re.compile("1[0-9]{3}|20[0-9]{2}")
_PUNCTUATION: Final = {"[": "(", "]": ")", "—": "-", "–": "-", "%": "N", "--": "-", "---": "-"}
_TERMINAL: Final = ".!?… \t\n\r\f\v\u00a0"
_TERM_WORDS: Final = 4  # a quotation no longer than this, without a stop of its own, is a term of its sentence
_TERM_CHARACTERS: Final = 60
# Words of these classes are names when they have a capital inside a sentence: Will, Hope, The (Hill).
_NAMES_WITH_CAPITAL: Final = frozenset("ABHFVvUGRSNKhj")
# Endings of adjectives: a form after one is a noun.
ADJECTIVAL: Final = ("ive", "ous", "ful", "ic", "ble", "less", "ary")
_ROUNDING: Final = frozenset(["about", "over", "around", "near", "under", "at"])  # adverbs before a number
_PLURALS: Final = frozenset(
    ("people", "police", "men", "women", "many", "some", "most", "few", "media", "children", "data", "spokespeople")
)
# Tags that the neighbours decide: homographs, past forms, -ing forms, prepositions before a number (at least one).
_UNSETTLED: Final = re.compile("[hVG]|I(?=R?#)|S(?=[#D,])")
_READINGS_KEPT: Final = 1 << 16
# A word in lower case, its tag as the first word of a sentence, its tag anywhere else.
_Reading = tuple[str, str, str]
_QUANTIFIERS: Final = frozenset(["some", "many", "most", "several", "few", "all", "both", "others", "any"])


class Sentence:
    """The tokens of a sentence: one letter of `tags` and one lower-case word each; a quotation is one token."""

    __slots__ = ("_spans", "quotations", "tags", "text", "words")

    def __init__(self, text: str, tokens: _Tokens, quotations: dict[int, Quotation]) -> None:
        """Take the document and the tokens of the sentence in it; `quotations` by token."""
        self.text = text
        self.tags = "".join(tokens.tags)
        self.words = tokens.words
        self.quotations = quotations
        self._spans = tokens.spans

    def span(self, first: int, last: int) -> Span:
        """Give the characters of the tokens [first, last)."""
        return self._spans[first].start(), self._spans[last - 1].end()

    def content(self, first: int, last: int) -> Span:
        """Give the characters of a content; a quotation at its edge counts to its own end, in later sentences too."""
        start, end = self.span(first, last)
        opening, closing = self.quotations.get(first), self.quotations.get(last - 1)
        return opening.start if opening else start, closing.end if closing else end


class _Place(NamedTuple):
    """The characters of a quotation, with the methods of a match."""

    first: int
    last: int

    def start(self) -> int:
        return self.first

    def end(self) -> int:
        return self.last


@dataclass(slots=True)
class _Tokens:
    """The tokens found so far; matches serve as spans, because few are ever asked for theirs."""

    tags: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    spans: list[re.Match[str] | _Place] = field(default_factory=list)

    def add_words(self, text: str, start: int, end: int, *, headline: bool) -> None:
        matches = list(_TOKEN.finditer(text, start, end))
        if not matches:
            return
        readings = [_READINGS[match[0]] for match in matches]
        opens = not self.tags
        self.words += [reading[0] for reading in readings]
        self.tags += [reading[1] if headline else reading[2] for reading in readings]
        if opens:
            self.tags[0] = readings[0][1]
        self.spans += matches

    def add_quotation(self, tag: str, start: int, end: int) -> None:
        self.tags.append(tag)
        self.words.append('"')
        self.spans.append(_Place(start, end))


def parse(text: str, span: Span, quotations: list[Quotation], *, headline: bool) -> Sentence:
    """Tokenise text[start:end]; `quotations` are those that touch it; in a headline capitals say nothing."""
    start, end = span
    tokens = _Tokens()
    quoted: dict[int, Quotation] = {}
    place = start
    for quotation in quotations:
        tokens.add_words(text, place, quotation.start, headline=headline)
        quoted[len(tokens.tags)] = quotation
        place = min(end, quotation.end)
        tokens.add_quotation("q" if _is_term(text, quotation, span) else "Q", max(start, quotation.start), place)
    tokens.add_words(text, place, place + len(text[place:end].rstrip(_TERMINAL)), headline=headline)
    _settle(tokens.tags, tokens.words)
    return Sentence(text, tokens, quoted)


def _is_term(text: str, quotation: Quotation, span: Span) -> bool:
    start, end, is_open = quotation
    if is_open or start < span[0] or end > span[1] or end - start > _TERM_CHARACTERS:
        return False
    inside = text[start + 1 : end - 1]
    before = text[max(span[0], start - 2) : start].rstrip()
    return inside[-1:] not in ".,!?;" and before[-1:] not in (",", ":") and len(inside.split()) <= _TERM_WORDS


def _read(word: str) -> _Reading:
    lower = word.lower()
    tag = TAGS.get(lower)
    if not word[0].isupper():
        tag = tag or _shape(word)
        return lower, tag, tag
    if word[1:2] == "-" and word[0] in "RDI":
        return lower, "#", "#"  # a party and state: R-Fla.
    if word.isupper() and (len(word) > 1 or lower == "a"):
        return lower, "C" if len(word) > 1 else "D", "C"  # an acronym; the initial A
    name = "c" if word[-2:] in ("'s", "’s", "s'", "s’") else "C"
    return lower, tag or name, name if tag is None or tag in _NAMES_WITH_CAPITAL or lower == "the" else tag


class _Readings(dict[str, _Reading]):
    """The readings of the words seen so far, up to a number that bounds the memory."""

    def __missing__(self, word: str) -> _Reading:
        reading = _read(word)
        if len(self) < _READINGS_KEPT:
            self[word] = reading
        return reading


_READINGS: Final = _Readings()


def _shape(word: str) -> str:
    """Guess the class of a word that no table holds from its characters."""
    if word in _PUNCTUATION:
        return _PUNCTUATION[word]
    if not word[-1].isalnum() and len(word) == 1:
        return word
    if word[0].isdigit():
        return "M" if _YEAR.fullmatch(word) else "#"
    if word[-2:] in ("'s", "’s", "s'", "s’"):
        return "n"
    if len(word) > 4:
        for ending, tag in (("ly", "R"), ("ed", "E"), ("ing", "J")):
            if word.endswith(ending):
                return tag
    return "N"


def _settle(tags: list[str], words: list[str]) -> None:
    """Settle by their neighbours which homographs are nouns and which past forms are adjectives."""
    last = len(tags) - 1
    for match in _UNSETTLED.finditer("".join(tags)):
        place = match.start()
        tag = match[0]
        left = tags[place - 1] if place else ""
        right = tags[place + 1] if place < last else ""
        if tag == "h":
            tags[place] = _homograph(left, right, words, place)
        elif tag == "I":
            in_ten = left == "#" and words[place] == "in"  # six in 10 Americans
            rounds = words[place] in _ROUNDING and (
                words[place] != "at" or right == "R"
            )  # at least ten, but: at ten sites
            tags[place] = "#" if in_ten else "R" if rounds else "I"
        elif tag == "S":
            if words[place] == "than" and left == "D":
                tags[place - 1 : place + 1] = "RR"  # more than half
            elif left == right == ",":
                tags[place] = "R"  # she warned, though, that
        elif tag == "G" and ((right and right in "ABHFVE") or (left and left in "Dcno")):
            tags[place] = "N"
        elif tag == "V" and left and right and right in "NEJKqh" and _is_attribute(left, words[place - 1]):
            tags[place] = "E"


def _is_attribute(left: str, word: str) -> bool:
    """Tell an adjective from a past tense by what stands before it: over 120 alleged traffickers."""
    return left in "oIJ#" or (left == "D" and word not in _QUANTIFIERS)


def _homograph(left: str, right: str, words: list[str], place: int) -> str:
    word = words[place]
    verb = "V" if word.endswith("s") and not word.endswith("ss") else "v"
    if not left:
        return "C" if right == "C" else "K"
    if left in "DcnJEo#jKI" or (right and right in "ABHFVvh" and left in "NC,S"):
        return "K"
    if left in "VGUFv" and not (left == "v" and right in "DPTC"):
        return "K"
    if left == "N" and words[place - 1].endswith(ADJECTIVAL):
        return "K"
    singular = verb == "v" and not words[place - 1].endswith("s") and words[place - 1] not in _PLURALS
    if left in "NC" and singular and (right not in "TPDC" or not right):
        return "K"
    return verb
