"""Tell of a noun phrase whether it can be the subject of a cue verb: its head, its number, who can speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import animacy, bearers
from pipeline.attribution.lexicon import TAGS
from pipeline.attribution.phrases import Phrase

if TYPE_CHECKING:
    from pipeline.attribution.tokens import Sentence

_PERSONAL: Final = frozenset(["he", "she", "they", "everyone", "everybody", "someone", "somebody", "nobody"])
# A majority of voters think: the noun after "of" decides the number.
_QUANTITIES: Final = frozenset(("majority", "minority", "number", "percent", "percentage", "handful", "group", "lot"))
_PLURALS: Final = frozenset(
    ("people", "police", "men", "women", "many", "some", "most", "few", "media", "data", "spokespeople", "children")
)
_BREAKS: Final = frozenset("oIO,&(R")


def plain(word: str) -> str:
    """Cut a contracted verb off a pronoun: he's, they'd."""
    return word.partition("'")[0].partition("’")[0]


def head(sentence: Sentence, phrase: Phrase) -> int:
    """Give the token of a phrase's head noun: the last one before any preposition or comma."""
    last = phrase.first + 1
    while last < phrase.last and sentence.tags[last] not in _BREAKS:
        participle = sentence.tags[last] == "E" and sentence.tags[last - 1] in "NCK"
        if participle or (sentence.tags[last] in "VU" and last > phrase.first):
            break  # people briefed on the matter, a study published
        last += 1
    if last - 1 > phrase.first and sentence.words[last - 1] in ("close", "familiar"):
        last -= 1
    return last - 1


def is_plural(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase takes a verb without -s."""
    if sentence.tags[phrase.first] == "P":
        return plain(sentence.words[phrase.first]) == "they"
    place = head(sentence, phrase)
    noun = sentence.words[place]
    if noun in _QUANTITIES and sentence.tags[place + 1 : place + 2] == "o" and place + 2 < phrase.last:
        return is_plural(sentence, Phrase(place + 2, phrase.last))
    if noun.endswith("s"):
        return not noun.endswith(("ss", "'s", "’s"))
    return noun in _PLURALS or "&" in sentence.tags[phrase.first : phrase.last]


def can_speak(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether the phrase names people, a body or a text; a capital letter on the head counts as a name."""
    if sentence.words[phrase.first] in ("my", "your", "our"):
        return False
    if sentence.tags[phrase.first] == "P":
        return plain(sentence.words[phrase.first]) in _PERSONAL
    place = head(sentence, phrase)
    noun = sentence.words[place]
    if noun in _QUANTITIES and place + 2 < phrase.last:
        return can_speak(sentence, Phrase(place + 2, phrase.last))
    if animacy.can_speak(noun):
        return True
    if sentence.tags[place] != "C":
        return False
    # The capital that opens a sentence tells nothing about an ordinary word: Prices showed; but: Hodges, a baker, said.
    return place > 0 or phrase.last > 1 or not (noun.endswith(("s", "ing", "ion")) and is_ordinary(sentence, place))


def is_ordinary(sentence: Sentence, place: int) -> bool:
    """Tell whether the word with a capital at a token is an ordinary one."""
    start, end = sentence.span(place, place + 1)
    word = sentence.text[start:end]
    return bearers.is_plain_plural(word) or bearers.is_word(word)


def can_be_of(sentence: Sentence, phrase: Phrase, verb: int) -> bool:
    """Tell whether a phrase can be the subject of a form that is as often a noun: strong hints, false hopes."""
    if TAGS.get(sentence.words[verb]) != "h" or not sentence.words[verb].endswith("s"):
        return True
    return sentence.tags[phrase.last - 1] != "N" or can_speak(sentence, phrase)
