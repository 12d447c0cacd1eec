"""Attributions by a participle or a passive: ..., saying that ...; X was told that ...; X is believed to ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import agents, animacy, clauses, complements, phrases, subjects, verbal
from pipeline.attribution.draft import Draft
from pipeline.attribution.lexicon import VERBS
from pipeline.attribution.phrases import Phrase
from pipeline.attribution.subjects import Subject

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.lexicon import Verb
    from pipeline.attribution.tokens import Sentence

_BEFORE_PARTICIPLE: Final = frozenset(["as", "by", "in", "after", "before", "without", "while", "when"])
_NO_CLAUSE: Final = frozenset(("naming", "as", "object", "preposition"))
_QUESTIONS: Final = frozenset(("if", "whether", "why", "how"))
_IMPERSONAL: Final = frozenset(("clause", "that"))
_CLAUSAL: Final = frozenset(("clause", "that", "addressee"))


def participle(sentence: Sentence, at: int, earlier: list[Draft]) -> Draft | None:
    """Read ..., saying that CLAUSE: the speaker is the subject of the sentence, or the noun just before."""
    verb, _ = VERBS[sentence.words[at]]
    subject, aside = _participle_subject(sentence, at, earlier)
    if subject is None or ("weak" in verb.frames and not agents.can_speak(sentence, subject.phrase)):
        return None
    found = complements.find(sentence, at, verb)
    if found is None or found.frame == "infinitive" or (found.frame in _NO_CLAUSE and not subject.shared):
        return None
    last = clauses.end(sentence, found.first)
    if last <= found.first:
        return None
    return Draft(
        source=sentence.span(*subject.phrase),
        cue=sentence.span(at, at + 1),
        content=[sentence.content(found.first, last)],
        rule="verb.participle",
        speech=verbal.is_speech(sentence, verb, found.frame, subject.phrase),
        partial=aside or found.frame in _NO_CLAUSE,
    )


def _participle_subject(sentence: Sentence, at: int, earlier: list[Draft]) -> tuple[Subject | None, bool]:
    """Give the speaker, and whether the participle is an aside to a clause that is no report itself."""
    tags, words = sentence.tags, sentence.words
    before = at - 1
    while before > 0 and tags[before] == "R":
        before -= 1
    if before < 0:
        return None, False
    quoted = phrases.ending_at(sentence, before, minimal=True) if words[before] == "as" else None
    if quoted and tags[max(0, quoted.first - 1)] in "EV":
        return Subject(quoted, quoted.first), False  # quoted an official as saying
    if tags[before] in "NCKq":
        return _noun_before(sentence, before, at)
    if tags[before] in ",-&" or words[before] == "quoted" or words[before] in _BEFORE_PARTICIPLE:
        return subjects.main(sentence, at, earlier), True
    return None, False


def _noun_before(sentence: Sentence, before: int, at: int) -> tuple[Subject | None, bool]:
    """Read a message saying; with one poster writing; X released a statement saying."""
    phrase = phrases.ending_at(sentence, before + 1, minimal=True)
    if phrase is None or not agents.can_speak(sentence, phrase):
        return None, False
    author = _author(sentence, phrase)
    return author or Subject(phrase, at), sentence.words[phrase.first - 1 : phrase.first] == ["with"]


def _author(sentence: Sentence, text: Phrase) -> Subject | None:
    """Give who issued the text that speaks: X released a statement saying ..."""
    verb = text.first - 1
    if verb <= 0 or sentence.tags[verb] not in "EFVU" or not animacy.is_text(sentence.words[text.last - 1]):
        return None
    return subjects.before(sentence, verb)


def passive(sentence: Sentence, at: int) -> Draft | None:
    """Read X is believed to; it was reported that; X was told by Y that; X was accused by Y of."""
    verb, form = VERBS[sentence.words[at]]
    group = phrases.group_start(sentence.tags, at)
    if form not in ("past", "participle") or "B" not in sentence.tags[group:at]:
        return None
    after = at + 1
    while sentence.tags[after : after + 1] == "R":
        after += 1
    agent = _agent(sentence, after, verb)
    if agent:
        after = agent.last
        if sentence.words[after : after + 1] and sentence.words[after] not in verb.prepositions:
            after = phrases.adverbials(sentence, after)
    spans = _passive_content(sentence, at, after, verb, by=agent is not None)
    if not spans:
        return None
    return Draft(
        source=sentence.span(*agent) if agent else None,
        cue=sentence.span(group, at + 1),
        content=spans,
        rule="verb.passive",
        speech=agent is not None or ("attitude" not in verb.frames and "hearsay" in verb.frames),
        partial=True,
    )


def _agent(sentence: Sentence, after: int, verb: Verb) -> Phrase | None:
    """Give the speaker after "by", up to a preposition that heads the content: accused (by Lee) of fraud."""
    if sentence.words[after : after + 1] != ["by"]:
        return None
    phrase = phrases.starting_at(sentence, after + 1) if after + 1 < len(sentence.tags) else None
    if phrase is None:
        return None
    headed = (place for place in range(phrase.first + 1, phrase.last) if sentence.words[place] in verb.prepositions)
    phrase = Phrase(phrase.first, next(headed, phrase.last))
    name = phrase.last + 1  # by her daughter, Clara Lee
    if sentence.tags[phrase.last : name + 1] == ",C" and animacy.is_human(sentence.words[phrase.last - 1]):
        named = phrases.starting_at(sentence, name)
        phrase = Phrase(phrase.first, named.last) if named else phrase
    return phrase if agents.can_speak(sentence, phrase) else None


def _passive_content(sentence: Sentence, at: int, after: int, verb: Verb, *, by: bool) -> list[Span]:
    tags = sentence.tags
    tag, word = tags[after : after + 1], (sentence.words[after : after + 1] or [""])[0]
    subject = subjects.before(sentence, at)
    whole = [sentence.span(*subject.phrase)] if subject else []
    if tag == "O" and ("hearsay" in verb.frames or (by and "object_infinitive" in verb.frames)):
        spans = whole if "hearsay" in verb.frames else []
    elif by and word in verb.prepositions:
        spans = whole
    elif (tag == "T" and verb.frames & (_CLAUSAL if by else _IMPERSONAL)) or (
        by and word in _QUESTIONS and "question" in verb.frames
    ):
        spans = []
    else:
        # Seen by a doctor is no report; seen by critics as weak is one.
        opened = verb.frames & {"object", "naming"} or "as" in sentence.words[after:]
        return whole if by and opened and verb.frames & {"as", "object", "naming"} else []
    last = clauses.end(sentence, after, relative=bool(subject and subject.relative))
    return [*spans, sentence.content(after, last)] if last > after else []
