"""Read the content whose head is an object: denied X, called X Y, described X as Y, accused X of Y."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.attribution import phrases
from pipeline.attribution.phrases import FINITE

if TYPE_CHECKING:
    from pipeline.attribution.lexicon import Verb
    from pipeline.attribution.tokens import Sentence

OBJECT: Final = frozenset("DNCcn#EJpqK")  # what an object begins with
REACH: Final = 25  # tokens between a verb and the "as" of its object


class Complement(NamedTuple):
    """The first token of a content and the frame that opens it."""

    first: int
    frame: str


def with_as(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Described X AS Y: the content begins with X."""
    if "as" not in verb.frames:
        return None
    tags, words = sentence.tags, sentence.words
    for place in range(first, min(len(tags) - 1, first + REACH)):
        if words[place] == "as":
            return None if tags[place + 1] in "PT" else Complement(first, "as")
        if place > first and tags[place] in ",;:(PVF":
            return None
    return None


def find(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Content with a noun phrase at its head: described X as Y, called X Y, accused X of Y, denied X."""
    tags = sentence.tags
    pronoun = tags[first] == "p" or sentence.words[first] == "it"
    if tags[first] not in OBJECT and not pronoun:
        return None
    found = with_as(sentence, first, verb)
    if found:
        return found
    last = first + 1 if pronoun else _phrase_end(sentence, first, verb)
    if last < len(tags):
        if "naming" in verb.frames and _is_named(sentence, first, last, pronoun=pronoun):
            return Complement(first, "naming")
        if sentence.words[_after_day(tags, last)] in verb.prepositions:
            return Complement(first, "preposition")
    clausal = bool(verb.frames & {"clause", "that"}) and looks_clausal(sentence, first)
    if "object" in verb.frames and not pronoun and not clausal:
        return Complement(first, "forecast" if "forecast" in verb.frames else "object")
    return None


def _is_named(sentence: Sentence, first: int, last: int, *, pronoun: bool) -> bool:
    """Tell whether the object, the tokens [first, last), is given a name: called it a scandal, the law good."""
    tags = sentence.tags
    if tags[last] in "DqQ":
        return tags[first] not in "JG" or tags[last] != "D"  # consider raising the fare
    if pronoun:
        return tags[last] in "NCEJ"
    return tags[first] == "D" and tags[last] in "GE" and tags[last + 1 : last + 2] in ("", ",", "&", ";")


def _after_day(tags: str, first: int) -> int:
    """Skip a day before the preposition of a verb: accused the firm (on Tuesday) of fraud."""
    last = first + (tags[first] == "I" and tags[first + 1 : first + 2] == "M")
    while last < len(tags) - 1 and tags[last] == "M":
        last += 1
    return last


def _phrase_end(sentence: Sentence, first: int, verb: Verb) -> int:
    """Give the token after the object, which a preposition of the verb ends: accused (the firm) OF fraud."""
    phrase = phrases.starting_at(sentence, first, ties=False)
    last = phrase.last if phrase else first + 1
    if "naming" in verb.frames and last - first > 1 and sentence.tags[last - 1] == "q":
        return last - 1  # called the plan "a trap"
    headed = (place for place in range(first + 1, last) if sentence.words[place] in verb.prepositions)
    return next(headed, last)


def looks_clausal(sentence: Sentence, first: int) -> bool:
    """Tell whether a subject with its finite verb begins at `first`."""
    tags = sentence.tags
    if tags[first] == "P" and sentence.words[first] != "it":
        return True
    phrase = phrases.Phrase(first, first + 1) if tags[first] == "P" else phrases.starting_at(sentence, first)
    if phrase is None:
        return False
    place = phrase.last
    while place < len(tags) - 1 and tags[place] == "R":
        place += 1
    return place < len(tags) and (
        tags[place] in FINITE or tags[place] in "qQ" or (tags[place] == "E" and tags[phrase.last - 1] in "NC")
    )
