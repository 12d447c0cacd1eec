"""Attributions by a finite verb: X said that ..., "...", said X, ..., X told Y, he called it ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import agents, clauses, complements, names, phrases, subjects
from pipeline.attribution.draft import Draft
from pipeline.attribution.lexicon import VERBS
from pipeline.attribution.tokens import ADJECTIVAL

if TYPE_CHECKING:
    from pipeline.attribution.lexicon import Form, Verb
    from pipeline.attribution.phrases import Phrase
    from pipeline.attribution.subjects import Subject
    from pipeline.attribution.tokens import Sentence

_UTTERED: Final = frozenset(("that", "clause", "quotation", "colon", "question", "gap"))
_DUTIES: Final = frozenset(["must", "should", "shall", "ought"])
_REDUCED_OF: Final = frozenset(["accuse", "suspect"])
_QUANTIFIERS: Final = frozenset(
    ["many", "some", "most", "others", "few", "several", "both", "all", "two", "three", "four"]
)


def find(sentence: Sentence, at: int, earlier: list[Draft]) -> Draft | None:
    """Read the attribution whose cue is the verb at token `at`, or nothing when the word reports nothing there."""
    verb, form = VERBS[sentence.words[at]]
    subject = _subject(sentence, at, form, earlier)
    if subject is None or not _agrees(sentence, at, subject):
        return None
    found = complements.find(sentence, at, verb, gap=subject.gap)
    if found is None or _is_reduced_relative(sentence, at, subject, found.frame):
        return None
    if not _fits(sentence, subject, verb, found.frame):
        return None
    embedded = subject.restrictive and "V" not in sentence.tags[: subject.clause]
    last = clauses.end(sentence, found.first, relative=subject.relative, embedded=embedded)
    if last <= found.first:
        return None
    group = at if subject.shared else phrases.group_start(sentence.tags, at)
    return Draft(
        source=sentence.span(*subject.phrase),
        cue=sentence.span(group, at + 1),
        content=[sentence.content(found.first, last)],
        rule=f"verb.{found.frame}",
        speech=is_speech(sentence, verb, found.frame, subject.phrase) and not _is_unsaid(sentence, group, at, verb),
        partial=found.frame not in _UTTERED,
        subject=subject.phrase,
    )


def _subject(sentence: Sentence, at: int, form: Form, earlier: list[Draft]) -> Subject | None:
    tags = sentence.tags
    group = phrases.group_start(tags, at)
    voice = tags[group:at]
    if group == 0 or (form == "participle" and "H" not in voice) or ("B" in voice and form != "ing"):
        return None
    previous = tags[group - 1]
    if previous == "&":
        imperative = form == "base" and "A" not in voice  # and please note that
        return None if imperative else subjects.main(sentence, group, earlier)
    if previous == "O":  # went on to say that ...
        opened = form == "base" and tags[at + 1 : at + 2] in ("T", "Q")
        return subjects.main(sentence, group, earlier) if opened else None
    if form == "base" and "A" not in voice:
        subject = subjects.before(sentence, at)
        return subject if subject and agents.is_plural(sentence, subject.phrase) else None
    return subjects.before(sentence, at)


def _agrees(sentence: Sentence, at: int, subject: Subject) -> bool:
    """Sort out what only looks like a subject: a lone determiner, an adjective before a noun that looks like a verb."""
    first, last = subject.phrase
    tags, words = sentence.tags, sentence.words
    if last - first == 1 and tags[first] == "D":
        return words[first] in _QUANTIFIERS
    if not agents.can_be_of(sentence, subject.phrase, at):
        return False
    return not (words[at].endswith("s") and tags[last - 1] == "N" and words[last - 1].endswith(ADJECTIVAL))


def _fits(sentence: Sentence, subject: Subject, verb: Verb, frame: str) -> bool:
    """Tell whether the subject can be the verb's: things show and suggest, but they report nothing."""
    phrase = subject.phrase
    lone = phrase.last - phrase.first == 1
    if lone and sentence.tags[phrase.first] == "D":
        return frame in _UTTERED
    if lone and agents.plain(sentence.words[phrase.first]) == "it":
        if "agentive" in verb.frames:
            return frame in _UTTERED and not subject.shared  # it is important to note that
        return "weak" not in verb.frames and "attitude" not in verb.frames
    if "weak" in verb.frames:
        return agents.can_speak(sentence, phrase)
    # The first word of a sentence has its capital by position; a verb that only people are subjects of decides.
    return frame in _UTTERED or agents.head(sentence, phrase) == 0 or agents.can_speak(sentence, phrase)


def _is_reduced_relative(sentence: Sentence, at: int, subject: Subject, frame: str) -> bool:
    """Sort out participles after their noun: boats believed to be, a man accused of theft, a plan called "X"."""
    verb, form = VERBS[sentence.words[at]]
    if form != "past" or subject.shared or subject.relative or sentence.tags[at - 1] in "HA":
        return False
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    if following == "by":
        return True
    if frame == "quotation":
        return "naming" in verb.frames
    if frame == "preposition":
        return following in verb.prepositions and (
            verb.lemma in _REDUCED_OF or not agents.can_speak(sentence, subject.phrase)
        )
    return following == "to" and "hearsay" in verb.frames and sentence.tags[subject.phrase.last - 1] not in "CP"


def _is_unsaid(sentence: Sentence, group: int, at: int, verb: Verb) -> bool:
    """Tell whether nothing was said: did not admit, must report; but: does not believe, which is a belief."""
    voice = sentence.words[group:at]
    denied = any(word == "not" or word.endswith(("n't", "n’t")) for word in voice)
    return (denied and "attitude" not in verb.frames) or not _DUTIES.isdisjoint(voice)


def is_speech(sentence: Sentence, verb: Verb, frame: str, source: Phrase) -> bool:
    """Tell speech from what is only in a mind, and from what the author knows of a country or a firm."""
    if frame == "infinitive":
        return "spoken_infinitive" in verb.frames
    if "factive" in verb.frames and frame != "as":
        return False
    if "attitude" not in verb.frames:
        return True
    first, last = sentence.span(*source)
    return frame in _UTTERED | {"as", "naming", "forecast"} and not names.is_place(sentence.text[first:last])
