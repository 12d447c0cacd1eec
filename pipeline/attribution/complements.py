"""Find where the content of a cue verb begins, by the frames that cues.toml gives the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import objects, phrases
from pipeline.attribution.objects import OBJECT, REACH, Complement, looks_clausal
from pipeline.attribution.phrases import FINITE

if TYPE_CHECKING:
    from pipeline.attribution.lexicon import Verb
    from pipeline.attribution.tokens import Sentence

_CLAUSAL: Final = frozenset(("clause", "that", "addressee", "quotation"))
_QUOTABLE: Final = _CLAUSAL | {"naming", "infinitive"}
_QUESTION_WORDS: Final = frozenset(["whether", "if", "how", "why", "what", "where", "who", "which", "when"])
_CLAUSE_OPENERS: Final = frozenset("PDNCcn#EJqKWSRj")
_RELATIVES: Final = frozenset(("who", "which", "where", "when"))
_CONDITIONS: Final = frozenset(("if", "when", "although", "though", "while", "because", "unless", "as"))
_ENDS_RELATIVE: Final = frozenset("ABHFVE")  # the verb after "that" as a subject
_READERS: Final = frozenset(("me", "us", "you"))  # told by things as well: the history tells us
_NO_VERB: Final = frozenset("DCcpPM#")  # what cannot be the infinitive after "to"


def find(sentence: Sentence, verb_at: int, verb: Verb, *, gap: bool = False) -> Complement | None:
    """Find the content after the verb at token `verb_at`; `gap`: in a relative clause that lacks its object."""
    first = _after_particle(sentence, verb_at, verb)
    if first is None:
        return None
    if gap:
        return _in_gap(sentence, first, verb)
    found = (
        _marked(sentence, first, verb)
        or _headed(sentence, first, verb)
        or _addressed(sentence, first, verb)
        or _after_adverbials(sentence, first, verb)
    )
    if found or "addressee_required" in verb.frames:
        return found
    return objects.find(sentence, first, verb) or _bare(sentence, first, verb)


def _after_particle(sentence: Sentence, verb_at: int, verb: Verb) -> int | None:
    tags, words = sentence.tags, sentence.words
    first = verb_at + 1
    if verb.particle:
        if words[first : first + 1] != [verb.particle]:
            return None
        first += 1
    while first < len(tags) and tags[first] == "R":
        first += 1
    return first if first < len(tags) else None


def _in_gap(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Airstrikes that officials say WERE LEGAL; whom officials have labelled A THUG; what he described AS A THREAT."""
    tags = sentence.tags
    if tags[first] in FINITE and verb.frames & {"clause", "that", "quotation"}:
        return Complement(first, "gap")
    if tags[first] in OBJECT | {"Q"} and "naming" in verb.frames:
        return Complement(first, "gap")
    if tags[first] == "O" and verb.frames & {"object_infinitive", "infinitive"}:
        return Complement(first, "infinitive")
    return objects.with_as(sentence, first, verb)


def _marked(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """A content that shows itself: that CLAUSE, a quotation, a colon, an indirect question."""
    tags = sentence.tags
    if first >= len(tags):
        return None
    tag = tags[first]
    if tag == "T" and verb.frames & _CLAUSAL:
        return Complement(first, "that")
    if tags[first : first + 2] == ",T" and verb.frames & _CLAUSAL:  # on Sept. 10, 2002, that
        return Complement(first + 1, "that")
    if "question" in verb.frames and sentence.words[first] in _QUESTION_WORDS:
        return Complement(first, "question")
    return _quoted(sentence, first, verb)


def _quoted(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """A quotation, straight after the verb or after a comma or colon; after a colon anything."""
    tags = sentence.tags
    tag = tags[first]
    if tag in "Qq" and verb.frames & _QUOTABLE:
        return Complement(first, "quotation")
    if tag in ",:" and first + 1 < len(tags) and verb.frames & {"quotation", "addressee"}:
        frame = "quotation" if tags[first + 1] in "Qq" else "colon" if tag == ":" else None
        return Complement(first + 1, frame) if frame else None
    return None


def _headed(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """A content that a preposition of the verb or "to" heads: warned OF DELAYS, plans TO RUN."""
    tags = sentence.tags
    if first + 1 >= len(tags):
        return None
    if tags[first] == "O" and "infinitive" in verb.frames and tags[first + 1] not in _NO_VERB:
        return Complement(first, "infinitive")
    return Complement(first, "preposition") if sentence.words[first] in verb.prepositions else None


def _addressed(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Content after the person spoken to: told reporters that, asked him whether, urged Congress to."""
    if not verb.frames & {"addressee", "object_infinitive"}:
        return None
    tags = sentence.tags
    last = person_end(sentence, first)
    if last is None or last >= len(tags):
        return None
    if "object_infinitive" in verb.frames:
        for place in (last, phrases.adverbials(sentence, last)):
            if tags[place : place + 1] == "O" and tags[place + 1 : place + 2] not in _NO_VERB:
                return Complement(first, "forecast" if "forecast" in verb.frames else "infinitive")
    if "addressee" not in verb.frames:
        return None
    later = phrases.adverbials(sentence, last)
    relative = later < len(tags) and sentence.words[later] in _RELATIVES  # told people who were there
    return (
        (None if relative else _marked(sentence, later, verb))
        or _told(sentence, first, last, verb)
        or (Complement(last, "preposition") if sentence.words[last] in verb.prepositions else None)
    )


def _told(sentence: Sentence, first: int, last: int, verb: Verb) -> Complement | None:
    """Told reporters SHE WOULD STAY: a clause without "that" after the person, the tokens [first, last)."""
    tags = sentence.tags
    pronoun = tags[first] == "p"
    if "addressee_required" not in verb.frames and not pronoun:
        return None
    if tags[last] in "PDC" or (pronoun and tags[last] in "N#EJcn"):
        return Complement(last, "clause")
    later = phrases.adverbials(sentence, last)
    return Complement(later, "clause") if later < len(tags) and tags[later] in "PDC" else None


def person_end(sentence: Sentence, first: int) -> int | None:
    """Give the token after the person spoken to; a name after a common noun begins the clause: told reporters Trump."""
    tags = sentence.tags
    if tags[first] == "p":
        return None if sentence.words[first] in _READERS else first + 1
    phrase = phrases.starting_at(sentence, first) if tags[first] in OBJECT else None
    if phrase is None:
        return None
    for place in range(phrase.first + 1, phrase.last):
        if tags[place] == "C" and tags[place - 1] == "N" and looks_clausal(sentence, place):
            return place
    return phrase.last


def _after_adverbials(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Content after a day, a place or an aside: said Tuesday that; said, in a letter, that; said at home he was."""
    tags = sentence.tags
    later = phrases.adverbials(sentence, first)
    if tags[later : later + 2] == ",L":  # reported on Monday, citing officials, that
        aside = tags.find(",", later + 2, later + REACH)
        return _marked(sentence, aside + 1, verb) if aside > 0 else None
    if tags[later : later + 1] == "T" and later > first and tags[later + 1 : later + 2] in _ENDS_RELATIVE:
        later = tags.find("T", later + 1, later + REACH)  # in an interview that aired on Sunday that
        return Complement(later, "that") if later > 0 else None
    if later > first:
        found = _marked(sentence, later, verb)
        if found:
            return found
        clause = later < len(tags) and "clause" in verb.frames and tags[later] in "PD"
        return Complement(later, "clause") if clause else None
    if tags[first] == "," and first + 1 < len(tags):
        later = phrases.adverbials(sentence, first + 1)
        if later > first + 1 and later + 1 < len(tags) and tags[later] == ",":
            return _marked(sentence, later + 1, verb)
    return None


def _bare(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Content in a clause without "that"."""
    tag, word = sentence.tags[first], sentence.words[first]
    if (tag == "S" and word not in _CONDITIONS) or (word == "it" and not _is_subject(sentence, first, verb)):
        return None
    if "gerund" in verb.frames and tag in "JG":
        return Complement(first, "gerund")
    if "clause" in verb.frames and (tag in _CLAUSE_OPENERS or (tag == "I" and verb.lemma == "say")):
        return Complement(first, "clause")
    if "that" in verb.frames and looks_clausal(sentence, first):
        return Complement(first, "clause")
    return None


def _is_subject(sentence: Sentence, it: int, verb: Verb) -> bool:
    """Tell the subject of a clause from an object: says it shot down the drones; but: said it twice, call it off."""
    after = sentence.tags[it + 1 : it + 2]
    return looks_clausal(sentence, it) or (verb.lemma == "say" and after != "" and after in "NEKVUv")
