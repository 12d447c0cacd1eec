"""Find who the subject of a cue verb is: before it, after it, or shared with an earlier verb of the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.attribution import animacy, phrases
from pipeline.attribution.phrases import Phrase

if TYPE_CHECKING:
    from pipeline.attribution.tokens import Sentence

# Outside quotations these are the author and the reader: no attribution.
_AUTHOR: Final = frozenset("i we you there".split())
_RELATIVES: Final = frozenset("who which that".split())
_APPOSITION: Final = frozenset("DNC#EncJW")


class Subject(NamedTuple):
    """The subject's tokens, where the clause begins, and how the subject was found."""

    phrase: Phrase
    clause: int  # the first token of subject and verb together
    relative: bool = False  # the verb stands in a relative clause
    gap: bool = False  # the relative clause lacks its object: airstrikes that officials say were legal
    shared: bool = False


def before(sentence: Sentence, verb: int) -> Subject | None:
    """Find the subject that stands before the verb group ending at token `verb`."""
    tags, words = sentence.tags, sentence.words
    group = phrases.group_start(tags, verb)
    last = _without_time(sentence, group)
    if last == 0:
        return None
    tag = tags[last - 1]
    if tag == "P":
        word = words[last - 1]
        if _plain(word) in _AUTHOR:
            return None
        return _with_gap(sentence, Phrase(last - 1, last))
    if tag in "WT" and words[last - 1] in _RELATIVES:
        return _antecedent(sentence, last - 1)
    if tag == "," and last - 1 < group:
        return _around_parenthesis(sentence, last - 1)
    if tag == ")":
        return _around_brackets(sentence, last)
    phrase = phrases.ending_at(sentence, last)
    return _with_gap(sentence, phrase) if phrase else None


def _plain(word: str) -> str:
    return word.partition("'")[0].partition("’")[0]


def _with_gap(sentence: Sentence, phrase: Phrase) -> Subject:
    opener = phrase.first - 1
    gap = opener >= 0 and sentence.tags[opener] in "WT"
    comma = gap and opener > 0 and sentence.tags[opener - 1] == ","
    return Subject(phrase, phrase.first, relative=comma, gap=gap)


def _without_time(sentence: Sentence, last: int) -> int:
    """Step back over a day or date between subject and verb: Trump on Tuesday said."""
    tags = sentence.tags
    place = last
    while place > 0 and tags[place - 1] in "M#":
        place -= 1
    if place == last or place == 0:
        return last
    if tags[place - 1] in "I" or sentence.words[place - 1] in ("this", "last", "late", "early"):
        place -= 1
        if place > 0 and tags[place - 1] == "I":
            place -= 1
    return place


def _antecedent(sentence: Sentence, relative: int) -> Subject | None:
    tags = sentence.tags
    comma = relative > 0 and tags[relative - 1] == ","
    phrase = phrases.ending_at(sentence, relative - comma, minimal=True)
    return Subject(phrase, relative, relative=True) if phrase else None


def _around_parenthesis(sentence: Sentence, comma: int) -> Subject | None:
    """Find the phrase before a pair of commas: Smith, a farmer, said; Smith, who is 45, said."""
    tags = sentence.tags
    floor = max(0, comma - phrases.WINDOW)
    opening = tags.rfind(",", floor, comma)
    while opening > floor:
        phrase = phrases.ending_at(sentence, opening)
        if phrase and _is_subject(sentence, phrase):
            inside = tags[opening + 1]
            keep = inside in _APPOSITION and inside != "W"
            return Subject(Phrase(phrase.first, comma if keep else opening), phrase.first)
        opening = tags.rfind(",", floor, opening)
    return None


def _is_subject(sentence: Sentence, phrase: Phrase) -> bool:
    tags = sentence.tags
    before_tag = tags[phrase.first - 1] if phrase.first else ","
    return before_tag in ",;:Q&ST-" and tags[phrase.first] != "#" and not (
        before_tag == "," and tags[phrase.first] in "DN" and _further_left(tags, phrase.first - 1)
    )


def _further_left(tags: str, comma: int) -> bool:
    """An appositive in the middle of a chain is no subject: Smith, a farmer, a father, said."""
    return comma > 0 and tags[comma - 1] in "C)#" and tags[comma + 1] in "DN"


def _around_brackets(sentence: Sentence, last: int) -> Subject | None:
    opening = sentence.tags.rfind("(", max(0, last - phrases.WINDOW), last)
    if opening <= 0:
        return None
    phrase = phrases.ending_at(sentence, opening)
    return Subject(Phrase(phrase.first, opening), phrase.first) if phrase else None


def main(sentence: Sentence, verb: int) -> Subject | None:
    """Find the subject of the sentence's first clause, which a later verb without a subject shares."""
    tags = sentence.tags
    first = max(tags.rfind(";", 0, verb), tags.rfind(":", 0, verb)) + 1
    while first < verb and tags[first] in "&R,":
        first += 1
    if first < verb and tags[first] in "ISGJEU":
        comma = tags.find(",", first, verb)
        if comma < 0:
            return None
        first = comma + 1
        while first < verb and tags[first] in "R,":
            first += 1
    if first >= verb:
        return None
    if tags[first] == "P":
        if _plain(sentence.words[first]) in _AUTHOR:
            return None
        return Subject(Phrase(first, first + 1), verb, shared=True)
    phrase = phrases.starting_at(sentence, first)
    if phrase is None or phrase.last >= verb or tags[phrase.last] not in "ABHVvFEUR,IPG&(W":
        return None
    return Subject(phrase, verb, shared=True)


def head(sentence: Sentence, phrase: Phrase) -> str:
    """Give the head noun of a phrase, lower-case: the last noun before any preposition or comma."""
    tags = sentence.tags
    last = phrase.first
    while last < phrase.last and tags[last] not in "oIO,&(":
        last += 1
    return sentence.words[max(last - 1, phrase.first)]


def can_speak(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether the phrase names people, a body or a text; a capital letter on the head counts as a name."""
    tags = sentence.tags
    if tags[phrase.first] == "P":
        return _plain(sentence.words[phrase.first]) in ("he", "she", "they", "everyone", "everybody", "nobody", "someone")
    noun = head(sentence, phrase)
    if animacy.can_speak(noun):
        return True
    last = phrase.first
    while last < phrase.last and tags[last] not in "oIO,&(":
        last += 1
    place = max(last - 1, phrase.first)
    return tags[place] == "C" and (place > 0 or noun not in ("this", "that"))


def after(sentence: Sentence, first: int) -> Phrase | None:
    """Find the speaker after an inverted verb: ..., said John Smith, a farmer."""
    tags = sentence.tags
    phrase = phrases.starting_at(sentence, first)
    if phrase is None or tags[phrase.first] == "P":
        return None
    last = phrase.last
    if last + 1 < len(tags) and tags[last] == "," and tags[last + 1] in "DNE#":
        apposition = phrases.starting_at(sentence, last + 1)
        if apposition and (apposition.last == len(tags) or tags[apposition.last] in ",.;IW"):
            return Phrase(phrase.first, apposition.last)
    return phrase
