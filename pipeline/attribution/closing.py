"""Attributions that close or break a report: ..., X said; "...", said X; The plan, X said, will ..."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.attribution import agents, clauses, complements, phrases, subjects
from pipeline.attribution.draft import Draft
from pipeline.attribution.lexicon import VERBS
from pipeline.attribution.phrases import FINITE
from pipeline.attribution.tokens import ADJECTIVAL

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.lexicon import Verb
    from pipeline.attribution.phrases import Phrase
    from pipeline.attribution.tokens import Sentence

_BEFORE: Final = re.compile("[,Qq-]")  # what stands between a content and a cue after it
_CLOSING_FRAMES: Final = frozenset(("quotation", "clause", "addressee", "question"))
_AFTER_SOURCE: Final = frozenset(",;IRMS-OGW(&")
_AFTER_CUE: Final = frozenset(",;)-SG&(")
_STUB: Final = 3  # tokens before the speaker that are too few for a clause: It was, he said, the worst day
_COUNT: Final = re.compile("[IR]+O?#")
_SUBJECT: Final = frozenset("DNCKP#")
_NO_CLAUSE: Final = frozenset("ISGJEVUO")  # what a fronted adverbial begins with


def find(sentence: Sentence, at: int) -> Draft | None:
    """Read the attribution whose cue is the verb at token `at` and whose content stands before it."""
    verb, form = VERBS[sentence.words[at]]
    if _BEFORE.search(sentence.tags, 0, at) is None or not verb.frames & _CLOSING_FRAMES:
        return None
    if form in ("ing", "participle"):
        return None
    group = phrases.group_start(sentence.tags, at)
    if "B" in sentence.tags[group:at]:
        return None
    return _inverted(sentence, at, verb, group) or _trailing(sentence, at, verb)


def content_end(sentence: Sentence, first: int) -> int | None:
    """Give the end token of a content that may stand before token `first`: after a quotation, a comma or a dash."""
    tags = sentence.tags
    if tags[max(0, first - 2) : first] == "R," and tags[max(0, first - 3) : first - 2] in (",", "Q"):
        first -= 2  # "...", however, he said
    if first > 0 and tags[first - 1] in "Qq":
        return first
    return first - 1 if first > 1 and tags[first - 1] in ",-" else None


def content_start(sentence: Sentence, last: int) -> int:
    """Give the first token of the reported clause that ends at `last`."""
    tags = sentence.tags
    floor = max(0, last - clauses.REACH)
    first = tags.rfind(";", floor, last) + 1 or floor
    while first < last and tags[first] in "&,":
        first += 1
    quoted = tags[last - 1] == "Q" and last - first > 1
    if quoted and not any(tag in FINITE or tag in "EU" for tag in tags[first : last - 1]):
        return last - 1  # what stands before the quotation is no clause: a dateline, an adverb
    return first


def is_clause(tags: str, first: int, last: int) -> bool:
    """Tell whether the tokens [first, last) hold a clause with its verb rather than a fronted adverbial."""
    counted = _COUNT.match(tags, first)  # up to 4,000 litres, at least ten people
    first = counted.end() if counted else first
    while tags[first] in _NO_CLAUSE:  # With all votes counted, (the party had won)
        first = tags.find(",", first, last) + 1
        if not 0 < first < last:
            return False
    return any(tag in FINITE or tag in "EU" for tag in tags[first:last])


def _trailing(sentence: Sentence, at: int, verb: Verb) -> Draft | None:
    """CONTENT, X said; "...", X said; and around the speaker: The plan, X said, will ..."""
    subject = subjects.before(sentence, at)
    if subject is None or subject.relative or subject.gap or subject.restrictive:
        return None
    clause = subject.clause - (sentence.words[subject.clause - 1 : subject.clause] == ["as"])
    last = content_end(sentence, clause)
    if last is None or not _number_agrees(sentence, at, subject.phrase):
        return None
    quoted = sentence.tags[last - 1] in "Qq"
    after = _report_end(sentence, at, verb)
    first = content_start(sentence, last)
    if first >= last or (after is None and not quoted):
        return None
    tail = None if after is None else _tail(sentence, first, last, after)
    whole = "clause" in verb.frames and after == len(sentence.tags)
    if (
        not quoted
        and tail is None
        and not (is_clause(sentence.tags, first, last) or (whole and _long(sentence.tags, first, last)))
    ):
        return None
    if not quoted and "weak" in verb.frames and not agents.can_speak(sentence, subject.phrase):
        return None
    spans = [sentence.content(first, last), *([tail] if tail else [])]
    return Draft(
        source=sentence.span(*subject.phrase),
        cue=sentence.span(at, at + 1),
        content=spans,
        rule="verb.medial" if tail else "verb.trailing",
        speech="factive" not in verb.frames or quoted,
        subject=subject.phrase,
    )


def _long(tags: str, first: int, last: int) -> bool:
    """Tell whether what a closing "X said" leaves for the content can be a clause whose verb no list holds."""
    return tags[first] in _SUBJECT and last - first > _STUB and any(tag in "NCK" for tag in tags[first + 1 : last])


def _number_agrees(sentence: Sentence, at: int, subject: Phrase) -> bool:
    _, form = VERBS[sentence.words[at]]
    if not agents.can_be_of(sentence, subject, at):
        return False
    if form == "base" and sentence.tags[at - 1] not in "AR":
        return agents.is_plural(sentence, subject)
    return not (form == "third" and sentence.words[at - 1].endswith(ADJECTIVAL))


def _report_end(sentence: Sentence, at: int, verb: Verb) -> int | None:
    """Give the token after a closing "X told reporters on Tuesday", or nothing when a content follows."""
    tags = sentence.tags
    last = at + 1
    if verb.particle and sentence.words[last : last + 1] == [verb.particle]:
        last += 1
    if "addressee" in verb.frames and last < len(tags):
        last = complements.person_end(sentence, last) or last
    last = phrases.adverbials(sentence, last)
    return last if last >= len(tags) or tags[last] in _AFTER_CUE else None


def _tail(sentence: Sentence, first: int, last: int, after: int) -> Span | None:
    """Give the part of the content after the speaker, if there is one."""
    tags = sentence.tags
    if after + 1 >= len(tags) or tags[after] not in ",-;":
        return None
    opening = after + 1
    while opening + 1 < len(tags) and tags[opening] in "&R,;":
        opening += 1
    if tags[opening] in "Qq" and (tags[last - 1] in "Qq" or is_clause(tags, first, last)):
        return sentence.content(opening, opening + 1)
    opening = after + 1
    whole = tags[last - 1] == "Q" or (is_clause(tags, first, last) and last - first > _STUB)
    if tags[after] == ";" or whole or tags[opening] in "GWS&Qq":
        return None
    end = clauses.end(sentence, opening)
    finite = is_clause(tags, first, last) or any(tag in FINITE or tag == "E" for tag in tags[opening:end])
    return sentence.content(opening, end) if end > opening and finite else None


def _inverted(sentence: Sentence, at: int, verb: Verb, group: int) -> Draft | None:
    """CONTENT, said X; "...", said X."""
    tags = sentence.tags
    last = content_end(sentence, group)
    if last is None or group != at or "quotation" not in verb.frames or at + 1 >= len(tags):
        return None
    if "addressee_required" in verb.frames:  # told X: X is no speaker
        return None
    source = subjects.after(sentence, at + 1)
    quoted = tags[last - 1] in "Qq"
    if source is None or (not quoted and ("weak" in verb.frames or not agents.can_speak(sentence, source))):
        return None
    following = tags[source.last : source.last + 1]
    if following and following not in _AFTER_SOURCE and not (quoted and following in "EU"):
        return None
    first = content_start(sentence, last)
    if first >= last or (not quoted and not is_clause(tags, first, last)):
        return None
    tail = _tail(sentence, first, last, phrases.adverbials(sentence, source.last)) if quoted else None
    spans = [sentence.content(first, last), *([tail] if tail else [])]
    return Draft(sentence.span(*source), sentence.span(at, at + 1), spans, "verb.inverted", subject=source)
