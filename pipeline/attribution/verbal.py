"""Attributions by verb: X said that ..., "...", said X, ..., X told Y, he called it ..., saying that ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import content, phrases, subjects
from pipeline.attribution.draft import Draft
from pipeline.attribution.lexicon import VERBS
from pipeline.attribution.phrases import Phrase
from pipeline.attribution.subjects import Subject

if TYPE_CHECKING:
    from pipeline.attribution.draft import Span
    from pipeline.attribution.lexicon import Form, Verb
    from pipeline.attribution.tokens import Sentence

_MEANS_TO: Final = frozenset(("infinitive",))
# With these a promise is made in words: "vowed to" is speech where "plans to" is not.
_SPOKEN: Final = frozenset("vow promise pledge threaten swear claim urge ask tell order call_on demand".split())
# Agentless passives that report: is believed to, is said to, it is alleged that.
_HEARSAY: Final = frozenset(
    "believe think say report allege expect know rumor rumour suspect claim estimate understand consider".split()
)
_FINITE: Final = frozenset("ABHVvFEU")


def find(sentence: Sentence, at: int, earlier: list[Draft]) -> Draft | None:
    """Read the attribution whose cue is the verb at token `at`, or nothing when the word reports nothing there."""
    verb, form = VERBS[sentence.words[at]]
    tags = sentence.tags
    group = phrases.group_start(tags, at)
    voice = tags[group:at]
    if form in ("past", "participle") and "B" in voice:
        return _passive(sentence, at, verb, group)
    if form == "participle" and "H" not in voice:
        return None
    if form == "ing" and "B" not in voice:
        return _participial(sentence, at, verb, earlier)
    inverted = _inverted(sentence, at, verb, group)
    if inverted:
        return inverted
    subject = _subject(sentence, at, form, group, earlier)
    if subject is None or not _agrees(sentence, subject, verb, form, voice):
        return None
    if form in ("past", "participle") and _is_reduced_relative(sentence, at, subject, voice):
        return None
    return _with_subject(sentence, at, verb, subject, group)


def _subject(sentence: Sentence, at: int, form: Form, group: int, earlier: list[Draft]) -> Subject | None:
    tags = sentence.tags
    previous = tags[group - 1] if group else ""
    if not previous:
        return None
    if previous == "&":
        return subjects.main(sentence, group) if form != "base" or group < at else None
    if previous == "O":
        return subjects.main(sentence, group) if form == "base" and tags[at + 1 : at + 2] in ("T", "Q") else None
    return subjects.before(sentence, at)


def _agrees(sentence: Sentence, subject: Subject, verb: Verb, form: Form, voice: str) -> bool:
    """Tell whether the subject can be the verb's: in number for a bare form, in kind for a weak verb."""
    phrase = subject.phrase
    word = sentence.words[phrase.first]
    if sentence.tags[phrase.first] in "DT" and phrase.last - phrase.first == 1 and word not in ("many", "some", "most", "others"):
        return False
    if form == "base" and not subject.shared and "A" not in voice and not _is_plural(sentence, phrase):
        return False
    if form == "third" and _is_plural_noun_cue(sentence, subject):
        return False
    if sentence.tags[phrase.first] == "P" and word in ("it", "it's", "it’s"):
        return "weak" not in verb.frames and "attitude" not in verb.frames
    return "weak" not in verb.frames or subjects.can_speak(sentence, phrase)


def _is_plural(sentence: Sentence, phrase: Phrase) -> bool:
    if sentence.tags[phrase.first] == "P":
        return sentence.words[phrase.first] in ("they", "everyone")
    head = subjects.head(sentence, phrase)
    return (
        (head.endswith("s") and not head.endswith(("ss", "'s", "’s")))
        or head in ("people", "police", "men", "women", "many", "some", "most", "few", "media", "data", "spokespeople")
        or "&" in sentence.tags[phrase.first : phrase.last]
    )


def _is_plural_noun_cue(sentence: Sentence, subject: Subject) -> bool:
    """Sort out plural nouns that look like verbs: the spy agency reports, his campaign promises."""
    return sentence.tags[subject.phrase.first] in "n" and subject.phrase.last - subject.phrase.first == 1


def _is_reduced_relative(sentence: Sentence, at: int, subject: Subject, voice: str) -> bool:
    """Sort out participles after their noun: boats believed to be, a man accused of, a plan announced by."""
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    if voice or subject.shared or subject.relative:
        return False
    if following in ("by", "of", "for", "in", "as") and following != "":
        return following in ("by",) or not subjects.can_speak(sentence, subject.phrase) or following == "of" and VERBS[
            sentence.words[at]
        ][0].lemma in ("accuse", "suspect", "convince")
    if following == "to":
        tag = sentence.tags[subject.phrase.last - 1]
        return tag not in "CP" and VERBS[sentence.words[at]][0].lemma in _HEARSAY
    return False


def _with_subject(sentence: Sentence, at: int, verb: Verb, subject: Subject, group: int) -> Draft | None:
    trailing = None if subject.gap or subject.shared else _trailing(sentence, at, verb, subject)
    if trailing:
        return trailing
    found = content.complement(sentence, at, verb, gap=subject.gap)
    if found is None:
        return None
    last = content.end(sentence, found.first, relative=subject.relative)
    if last <= found.first:
        return None
    return Draft(
        source=sentence.span(*subject.phrase),
        cue=sentence.span(group if not subject.shared else at, at + 1),
        content=[_extent(sentence, found.first, last)],
        rule=f"verb.{found.frame}",
        speech=_is_speech(sentence, verb, found.frame, subject.phrase),
    )


def _is_speech(sentence: Sentence, verb: Verb, frame: str, source: Phrase) -> bool:
    if frame == "infinitive":
        return verb.lemma in _SPOKEN
    if "attitude" not in verb.frames:
        return True
    # A mind may be reported of people; of a country or a firm it is the author's reading.
    return sentence.tags[source.last - 1] != "C" or sentence.tags[source.first] == "P"


def _extent(sentence: Sentence, first: int, last: int) -> Span:
    """Give the characters of a content; a quotation at its edge counts to its own end, in later sentences too."""
    start, end = sentence.span(first, last)
    if first in sentence.quotations:
        start = sentence.quotations[first].start
    if last - 1 in sentence.quotations:
        end = sentence.quotations[last - 1].end
    return start, end


def _before_is_content(sentence: Sentence, first: int) -> int | None:
    """Give the end token of a content that stands before `first`: after a quotation or a comma."""
    tags = sentence.tags
    if first == 0:
        return None
    if tags[first - 1] in "Qq":
        return first
    if tags[first - 1] in ",-" and first > 1:
        return first - 1
    return None


def _clause_before(sentence: Sentence, last: int) -> int:
    """Give the first token of the reported clause that ends at `last`."""
    tags = sentence.tags
    first = tags.rfind(";", 0, last) + 1
    while first < last and tags[first] in "&,":
        first += 1
    return first


def _is_clause(tags: str, first: int, last: int) -> bool:
    return any(tag in _FINITE for tag in tags[first:last]) and tags[first] not in "IS"


def _ends_report(sentence: Sentence, at: int, verb: Verb) -> int | None:
    """Give the token after a closing "X said on Tuesday", or nothing when a content follows."""
    tags = sentence.tags
    last = at + 1
    if "addressee" in verb.frames and last < len(tags) and tags[last] in "pDNC":
        person = content._person_end(sentence, last)
        last = person if person is not None else last
    elif last < len(tags) and tags[last] == "O":
        phrase = phrases.starting_at(sentence, last + 1) if last + 1 < len(tags) else None
        last = phrase.last if phrase else last
    last = phrases.adverbials(sentence, last)
    if last >= len(tags) or tags[last] in ",;)-SG&(":
        return last
    return None


def _trailing(sentence: Sentence, at: int, verb: Verb, subject: Subject) -> Draft | None:
    """CONTENT, X said; "...", X said; and around the speaker: The plan, X said, will ..."""
    if not verb.frames & {"quotation", "clause", "addressee", "question"}:
        return None
    tags = sentence.tags
    last = _before_is_content(sentence, subject.clause)
    if last is None:
        return None
    after = _ends_report(sentence, at, verb)
    quoted = tags[last - 1] in "Qq"
    if after is None and not quoted:
        return None
    first = _clause_before(sentence, last)
    if first >= last or (not quoted and not _is_substantial(tags, first, last, after, len(tags))):
        return None
    spans = [_extent(sentence, first, last)]
    tail = _tail(sentence, first, last, after)
    if tail:
        spans.append(tail)
    return Draft(
        source=sentence.span(*subject.phrase),
        cue=sentence.span(at, at + 1),
        content=spans,
        rule="verb.medial" if tail else "verb.trailing",
        speech="attitude" not in verb.frames or quoted or verb.lemma in ("believe", "think"),
    )


def _is_substantial(tags: str, first: int, last: int, after: int | None, count: int) -> bool:
    if _is_clause(tags, first, last):
        return True
    medial = after is not None and after < count - 1 and tags[after] == "," and tags[after + 1] not in "GWS&"
    if medial:
        return tags[first] not in "S" and any(tag in _FINITE for tag in tags[after + 1 :])
    return tags[first] not in "IS" and last - first >= 3


def _tail(sentence: Sentence, first: int, last: int, after: int | None) -> Span | None:
    """Give the part of the content after the speaker, if there is one."""
    tags = sentence.tags
    if after is None or after + 1 >= len(tags) or tags[after] not in ",-":
        return None
    if tags[after + 1] in "Qq":
        return _extent(sentence, after + 1, after + 2)
    if tags[last - 1] in "Q" or _is_clause(tags, first, last) or tags[after + 1] in "GWS":
        return None
    return _extent(sentence, after + 1, content.end(sentence, after + 1, relative=False))


def _inverted(sentence: Sentence, at: int, verb: Verb, group: int) -> Draft | None:
    """CONTENT, said X; "...", said X."""
    tags = sentence.tags
    last = _before_is_content(sentence, group)
    if last is None or group != at or "quotation" not in verb.frames or at + 1 >= len(tags):
        return None
    source = subjects.after(sentence, at + 1)
    if source is None:
        return None
    quoted = tags[last - 1] in "Qq"
    following = tags[source.last : source.last + 1]
    if following and following not in ",;IRMS-OGW(&" and not (quoted and following in "T"):
        return None
    first = _clause_before(sentence, last)
    if first >= last:
        return None
    if not quoted and not (_is_clause(tags, first, last) and subjects.can_speak(sentence, source)):
        return None
    if not quoted and "weak" in verb.frames:
        return None
    spans = [_extent(sentence, first, last)]
    tail = _tail(sentence, first, last, phrases.adverbials(sentence, source.last)) if quoted else None
    if tail:
        spans.append(tail)
    return Draft(sentence.span(*source), sentence.span(at, at + 1), spans, "verb.inverted")


def _participial(sentence: Sentence, at: int, verb: Verb, earlier: list[Draft]) -> Draft | None:
    """..., saying that CLAUSE: the speaker is the subject of the sentence, or the noun just before."""
    tags = sentence.tags
    before = at - 1
    while before >= 0 and tags[before] == "R":
        before -= 1
    if before < 0:
        return None
    partial = False
    if tags[before] in "NCcq" and tags[before] != "c":
        phrase = phrases.ending_at(sentence, before + 1, minimal=True)
        if phrase is None or not subjects.can_speak(sentence, phrase):
            return None
        subject: Subject | None = Subject(phrase, phrase.first)
        partial = phrase.first > 0 and sentence.words[phrase.first - 1] == "with"
    elif tags[before] in ",-&S" or sentence.words[before] in ("by", "in", "after", "before", "without"):
        subject = subjects.main(sentence, at)
        partial = True
    else:
        return None
    if subject is None or ("weak" in verb.frames and not subjects.can_speak(sentence, subject.phrase)):
        return None
    found = content.complement(sentence, at, verb, gap=False)
    if found is None or found.frame in _MEANS_TO:
        return None
    last = content.end(sentence, found.first, relative=False)
    if last <= found.first:
        return None
    return Draft(
        source=sentence.span(*subject.phrase),
        cue=sentence.span(at, at + 1),
        content=[_extent(sentence, found.first, last)],
        rule="verb.participle",
        speech="attitude" not in verb.frames,
        partial=partial,
    )


def _passive(sentence: Sentence, at: int, verb: Verb, group: int) -> Draft | None:
    """X is believed to; it was reported that; X was told by Y that."""
    tags, words = sentence.tags, sentence.words
    after = at + 1
    while after < len(tags) and tags[after] == "R":
        after += 1
    if after >= len(tags):
        return None
    by = None
    if words[after] == "by" and after + 1 < len(tags):
        by = phrases.starting_at(sentence, after + 1)
        if by is None or not subjects.can_speak(sentence, by):
            return None
        after = by.last
    subject = subjects.before(sentence, at)
    if after < len(tags) and tags[after] == "T" and verb.frames & {"clause", "that", "addressee"}:
        first = after
        spans: list[Span] = []
    elif after < len(tags) and tags[after] == "O" and (verb.lemma in _HEARSAY or verb.frames & {"object_infinitive"}):
        first = after
        spans = [sentence.span(*subject.phrase)] if subject and verb.lemma in _HEARSAY else []
    elif by is not None and subject is not None and verb.frames & {"as", "object", "naming"}:
        first = -1
        spans = [sentence.span(*subject.phrase)]
    else:
        return None
    if first >= 0:
        last = content.end(sentence, first, relative=bool(subject and subject.relative))
        if last <= first:
            return None
        spans.append(_extent(sentence, first, last))
    return Draft(
        source=sentence.span(*by) if by else None,
        cue=sentence.span(group, at + 1),
        content=spans,
        rule="verb.passive",
        speech=by is not None or ("attitude" not in verb.frames and verb.lemma in _HEARSAY),
    )
