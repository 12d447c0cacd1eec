"""Attributions without a verb of their own: according to X, the claim by X that ..., X is confident that ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import content, phrases, subjects
from pipeline.attribution.draft import Draft
from pipeline.attribution.lexicon import ADJECTIVES, NOUNS, TO_NOUNS
from pipeline.attribution.phrases import Phrase

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.tokens import Sentence

_FINITE: Final = frozenset("ABHVvFEU")
_HOLDERS: Final = frozenset("by from among of in".split())
_RELAYS: Final = frozenset("citing quoting".split())


def according(sentence: Sentence, at: int, last_cue: int) -> Draft | None:
    """Read "according to X" and its like; the cue is the tokens [at, last_cue)."""
    source = _source(sentence, last_cue)
    if source is None:
        return None
    tags = sentence.tags
    opening = at == 0 or tags[at - 1] in "ST&;:" or (tags[at - 1] == "," and at >= 2 and tags[at - 2] in "ST&")
    spans = _following(sentence, source) if opening else _around(sentence, at, source)
    if not spans:
        return None
    return Draft(sentence.span(*source), sentence.span(at, last_cue), spans, "according", relay=True)


def _source(sentence: Sentence, first: int) -> Phrase | None:
    tags, words = sentence.tags, sentence.words
    if first < len(tags) and words[first] == "both":
        first += 1
    phrase = phrases.starting_at(sentence, first)
    if phrase is None:
        return None
    last = phrase.last
    # A participle after the noun belongs to it: a posting made hours ago, statistics released Tuesday.
    if last < len(tags) and tags[last] in "EUV" and tags[last - 1] in "NC":
        while last < len(tags) and tags[last] not in ",;:-QABPFW(":
            last += 1
    elif last < len(tags) and tags[last] == "I" and words[last] in ("in", "on", "with", "close", "inside", "by", "to"):
        end = phrases.adverbials(sentence, last)
        if end >= len(tags) or tags[end] in ",;":
            last = end
    return Phrase(phrase.first, last)


def _following(sentence: Sentence, source: Phrase) -> list[Span]:
    """CONTENT after an opening source: According to X, [an appositive,] CONTENT."""
    tags = sentence.tags
    first = source.last
    if first < len(tags) and tags[first] == "(":
        closing = tags.find(")", first)
        first = closing + 1 if closing > 0 else first
    if first < len(tags) and tags[first] == ",":
        first += 1
        comma = tags.find(",", first, first + 25)
        if comma > 0 and _is_aside(sentence, first, comma):
            first = comma + 1
    if first >= len(tags):
        return []
    return [_extent(sentence, first, content.end(sentence, first, relative=False))]


def _is_aside(sentence: Sentence, first: int, last: int) -> bool:
    """An appositive or relative clause after a name, or the origin that an outlet quotes."""
    tags, words = sentence.tags, sentence.words
    if words[first] in ("who", "which", "whose", "quoting", "citing", "a", "an"):
        return not any(tag in "BHF" for tag in tags[first + 1 : last]) or tags[first] == "W"
    return tags[first] == "D" and not any(tag in _FINITE for tag in tags[first:last])


def _around(sentence: Sentence, at: int, source: Phrase) -> list[Span]:
    tags = sentence.tags
    last = at
    while last > 0 and tags[last - 1] in ",-R":
        last -= 1
    first = tags.rfind(";", 0, last) + 1
    while first < last and tags[first] in "&,":
        first += 1
    if first >= last:
        return []
    spans = [_extent(sentence, first, last)]
    after = source.last
    medial = (
        after + 1 < len(tags)
        and tags[after] == ","
        and at > 0
        and tags[at - 1] == ","
        and tags[after + 1] in _FINITE | {"R"}
    )
    if medial:
        spans.append(_extent(sentence, after + 1, content.end(sentence, after + 1, relative=False)))
    return spans


def _extent(sentence: Sentence, first: int, last: int) -> Span:
    start, end = sentence.span(first, max(last, first + 1))
    if first in sentence.quotations:
        start = sentence.quotations[first].start
    if last - 1 in sentence.quotations:
        end = sentence.quotations[last - 1].end
    return start, end


def noun(sentence: Sentence, at: int) -> Draft | None:
    """Read the claim that ..., X's claim that ..., the hope among X is that ..., X's plan to ..."""
    tags, words = sentence.tags, sentence.words
    if words[at] not in NOUNS:
        return None
    after = at + 1
    holder: Phrase | None = None
    if after < len(tags) and words[after] in _HOLDERS and after + 1 < len(tags):
        holder = phrases.starting_at(sentence, after + 1)
        if holder is None:
            return None
        after = holder.last
        if words[at + 1] in ("of", "in") and not subjects.can_speak(sentence, holder):
            holder = None
    copula = after + 1 < len(tags) and tags[after] == "B"
    first = after + copula
    if first >= len(tags):
        return None
    if tags[first] == "," and copula:
        return None
    intention = tags[first] == "O" and words[at] in TO_NOUNS and not copula and tags[first + 1 : first + 2] not in ("D", "C", "p")
    if not (intention or tags[first] == "T"):
        return None
    source = holder or _possessor(sentence, at) or (None if copula else _light_subject(sentence, at))
    span = sentence.span(*source) if source else None
    if span and source and tags[source.last - 1] in "cn":
        text = sentence.text[span[0] : span[1]]
        span = span[0], span[1] - (2 if text[-1] in "sS" else 1)
    if intention and span is None:
        return None
    last = content.end(sentence, first, relative=False)
    return Draft(span, sentence.span(at, at + 1), [_extent(sentence, first, last)], "noun", speech=span is not None and not intention)


def _possessor(sentence: Sentence, at: int) -> Phrase | None:
    tags = sentence.tags
    place = at - 1
    while place >= 0 and tags[place] in "NEJRU" and at - place < 4:
        place -= 1
    if place < 0:
        return None
    if sentence.words[place] in ("his", "her", "their", "its"):
        return Phrase(place, place + 1)
    if tags[place] in "cn":
        return phrases.ending_at(sentence, place + 1)
    return None


def _light_subject(sentence: Sentence, at: int) -> Phrase | None:
    """X made the claim, X has expressed concern: the subject of the verb before the noun."""
    tags = sentence.tags
    verb = at - 1
    while verb > 0 and tags[verb] in "DNJRK" and at - verb < 6:
        verb -= 1
    if verb <= 0 or tags[verb] not in "EFVvUG":
        return None
    subject = subjects.before(sentence, verb)
    return subject.phrase if subject and subjects.can_speak(sentence, subject.phrase) else None


def adjective(sentence: Sentence, at: int) -> Draft | None:
    """Read X is confident that ..., X was unwilling to ..."""
    tags, words = sentence.tags, sentence.words
    if at + 1 >= len(tags) or at == 0 or words[at] not in ADJECTIVES:
        return None
    opener = tags[at + 1]
    if opener != ("T" if ADJECTIVES[words[at]] == "that" else "O"):
        return None
    group = phrases.group_start(tags, at)
    if "B" not in tags[group:at]:
        return None
    subject = subjects.before(sentence, at)
    if subject is None or not subjects.can_speak(sentence, subject.phrase):
        return None
    last = content.end(sentence, at + 1, relative=subject.relative)
    return Draft(
        sentence.span(*subject.phrase),
        sentence.span(group, at + 1),
        [_extent(sentence, at + 1, last)],
        "adjective",
        speech=False,
    )
