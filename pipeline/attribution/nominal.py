"""Attributions by a noun or an adjective: X's claim that ..., the hope among X is that ..., X is confident that ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import agents, clauses, phrases, subjects
from pipeline.attribution.draft import Draft
from pipeline.attribution.lexicon import ADJECTIVES, TO_NOUNS
from pipeline.attribution.phrases import Phrase
from pipeline.attribution.relayed import possessive

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.tokens import Sentence

_HOLDERS: Final = frozenset(["by", "from", "among", "of", "in"])
_POSSESSORS: Final = frozenset(["his", "her", "their", "its"])
_MODIFIERS: Final = 5  # adjectives at most between a possessor or a verb and its noun
_MADE: Final = frozenset(["make", "makes", "made", "making"])  # X made it clear that
_RELATIVE: Final = ("A", "B", "H", "F")  # what follows "that" in "the claim that was made", a relative clause
_OPENERS: Final = {"that": "T", "to": "O", "of": "o"}


def noun(sentence: Sentence, at: int) -> Draft | None:
    """Read the attribution whose cue is the noun at token `at`."""
    tags = sentence.tags
    holder, after = _holder(sentence, at)
    copula = tags[after : after + 1] == "B"
    first = after + copula
    if copula and tags[first : first + 2] == ",I":  # the hope is, by doing this, that ...
        first = tags.find(",", first + 1) + 1 or first
    intention = _is_intention(sentence, at, first) and not copula
    clause = tags[first : first + 1] == "T" and (copula or tags[first + 1 : first + 2] not in _RELATIVE)
    if not intention and not clause:
        return None
    source = holder or _possessor(sentence, at) or (None if copula else _light_subject(sentence, at))
    if source is None and (intention or copula):
        return None
    last = clauses.end(sentence, first, embedded=_is_subject(tags, at))
    if last <= first:
        return None
    return Draft(
        _without_possessive(sentence, source) if source else None,
        sentence.span(at, at + 1),
        [sentence.content(first, last)],
        "noun",
        speech=source is not None and not intention,
        partial=True,
    )


def _holder(sentence: Sentence, at: int) -> tuple[Phrase | None, int]:
    """Give who holds the belief or made the claim, after the noun: the hope AMONG OFFICIALS; and the next token."""
    tags, words = sentence.tags, sentence.words
    if at + 2 >= len(tags) or words[at + 1] not in _HOLDERS:
        return None, at + 1
    holder = phrases.starting_at(sentence, at + 2)
    if holder is None or not agents.can_speak(sentence, holder):
        return None, holder.last if holder else at + 1
    return holder, holder.last


def _is_intention(sentence: Sentence, at: int, first: int) -> bool:
    following = sentence.tags[first + 1 : first + 2]
    return (
        sentence.words[at] in TO_NOUNS
        and sentence.tags[first : first + 1] == "O"
        and following not in ("", "D", "C", "p")
    )


def _is_subject(tags: str, at: int) -> bool:
    """Tell whether the noun opens its clause, so that the verb of the clause comes after the content."""
    opening = tags[max(0, at - _MODIFIERS) : at]
    return not any(tag in "ABHFVvGUE" for tag in opening)


def _possessor(sentence: Sentence, at: int) -> Phrase | None:
    tags = sentence.tags
    place = at - 1
    while place >= 0 and tags[place] in "NEJRU" and at - place < _MODIFIERS:
        place -= 1
    if place < 0:
        return None
    if sentence.words[place] in _POSSESSORS:
        return Phrase(place, place + 1)
    if tags[place] not in "cn":
        return None
    first = place
    while first > 0 and tags[first - 1] in "DNCEcn":
        first -= 1
    return Phrase(first, place + 1)


def _light_subject(sentence: Sentence, at: int) -> Phrase | None:
    """Give the subject of the verb before the noun: X made the claim, X has expressed concern."""
    tags = sentence.tags
    verb = at - 1
    while verb > 0 and tags[verb] in "DNJRK" and at - verb < _MODIFIERS:
        verb -= 1
    if verb <= 0 or tags[verb] not in "EFVvU":
        return None
    subject = subjects.before(sentence, verb)
    return subject.phrase if subject and agents.can_speak(sentence, subject.phrase) else None


def _without_possessive(sentence: Sentence, source: Phrase) -> Span:
    start, end = sentence.span(*source)
    if sentence.tags[source.last - 1] in "cn":
        end -= len(possessive(sentence.words[source.last - 1]))
    return start, end


def adjective(sentence: Sentence, at: int) -> Draft | None:
    """Read X is confident that ..., X was unwilling to ..., X is critical of ..."""
    tags = sentence.tags
    frame = ADJECTIVES[sentence.words[at]]
    if at == 0 or tags[at + 1 : at + 2] != _OPENERS[frame]:
        return None
    group = phrases.group_start(tags, at)
    if sentence.words[group - 1 : group] == ["it"] and sentence.words[group - 2] in _MADE:
        group -= 1
    if sentence.words[group - 1] in _MADE and sentence.words[at] not in ("sure", "certain"):
        group -= 1
    elif "B" not in tags[group:at]:
        return None
    subject = subjects.before(sentence, group)
    if subject is None or not agents.can_speak(sentence, subject.phrase):
        return None
    last = clauses.end(sentence, at + 1, relative=subject.relative, embedded=subject.restrictive)
    if last <= at + 1:
        return None
    span = sentence.content(at + 1, last)
    return Draft(
        sentence.span(*subject.phrase),
        sentence.span(group, at + 1),
        [span],
        "adjective",
        speech=frame == "of" or sentence.words[group] in _MADE,
    )
