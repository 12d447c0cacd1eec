"""Find what a cue reports: where its content begins and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.attribution import phrases

if TYPE_CHECKING:
    from pipeline.attribution.lexicon import Verb
    from pipeline.attribution.tokens import Sentence

_CLAUSAL: Final = frozenset(("clause", "that", "addressee", "quotation"))
_QUESTION_WORDS: Final = frozenset("whether if how why what where who which when".split())
_FINITE: Final = frozenset("ABHVvF")
_NOUNISH: Final = frozenset("DNCcnEJ#q")
_REACH: Final = 25  # tokens between a verb and the "as", "of" or "to" of its object
_CONTRAST: Final = frozenset("while though although whereas but".split())


class Complement(NamedTuple):
    """The first token of a content and the frame that opens it."""

    first: int
    frame: str


def complement(sentence: Sentence, verb_at: int, verb: Verb, *, gap: bool) -> Complement | None:
    """Find what follows the cue verb at token `verb_at` as its content; `gap`: in a relative clause without object."""
    first = verb_at + 1
    tags = sentence.tags
    if "_" in verb.lemma:
        if first >= len(tags) or sentence.words[first] not in ("out", "to"):
            return None
        first += 1
    while first < len(tags) and tags[first] == "R":
        first += 1
    if first >= len(tags):
        return None
    found = _at(sentence, first, verb) or _addressed(sentence, first, verb)
    if found:
        return found
    if gap:
        return Complement(first, "gap") if tags[first] in "BAHVFEDqNCI" and tags[first] != "I" else _as(sentence, first, verb)
    later = phrases.adverbials(sentence, first)
    if later > first:
        found = _marked(sentence, later, verb)
        if found is None and later < len(tags) and verb.frames & {"clause"} and tags[later] in "PD":
            found = Complement(later, "clause")
        if found:
            return found
    if tags[first] == "," and first + 1 < len(tags):
        later = phrases.adverbials(sentence, first + 1)
        if later > first + 1 and later + 1 < len(tags) and tags[later] == ",":
            return _marked(sentence, later + 1, verb)
    return _object(sentence, first, verb) or _bare(sentence, first, verb)


def _marked(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """A content that shows itself: that CLAUSE, a quotation, a colon, an indirect question."""
    tags = sentence.tags
    if first >= len(tags):
        return None
    tag = tags[first]
    if tag == "T" and verb.frames & _CLAUSAL:
        return Complement(first, "that")
    if tag in "Qq" and verb.frames & (_CLAUSAL | {"naming", "infinitive"}):
        return Complement(first, "quotation")
    if tag in ",:" and first + 1 < len(tags) and verb.frames & {"quotation", "addressee"}:
        if tags[first + 1] in "Qq":
            return Complement(first + 1, "quotation")
        if tag == ":":
            return Complement(first + 1, "colon")
    if "question" in verb.frames and sentence.words[first] in _QUESTION_WORDS:
        return Complement(first, "question")
    return None


def _at(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    found = _marked(sentence, first, verb)
    if found:
        return found
    tags = sentence.tags
    if tags[first] == "O" and "infinitive" in verb.frames:
        return Complement(first, "infinitive")
    if sentence.words[first] in verb.prepositions and first + 1 < len(tags):
        return Complement(first, "preposition")
    return None


def _addressed(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Content after the person spoken to: told reporters that, asked him whether, urged Congress to."""
    if not verb.frames & {"addressee", "object_infinitive"}:
        return None
    tags = sentence.tags
    last = _person_end(sentence, first)
    if last is None or last >= len(tags):
        return None
    if tags[last] == "O" and "object_infinitive" in verb.frames:
        return Complement(first, "infinitive")
    if "addressee" not in verb.frames:
        return None
    later = phrases.adverbials(sentence, last)
    found = _marked(sentence, later, verb)
    if found:
        return found
    if tags[last] in "PDCN" or (tags[last - 1] == "p" and tags[last] in "#EJcn"):
        return Complement(last, "clause")
    if later < len(tags) and tags[later] in "PD":
        return Complement(later, "clause")
    if sentence.words[last] in verb.prepositions:
        return Complement(last, "preposition")
    return None


def _person_end(sentence: Sentence, first: int) -> int | None:
    """Give the token after the person spoken to; a name after a common noun begins the clause: told reporters Trump."""
    tags = sentence.tags
    if tags[first] == "p":
        return first + 1
    if tags[first] not in "DNCcn#EJ":
        return None
    phrase = phrases.starting_at(sentence, first)
    if phrase is None:
        return None
    for place in range(phrase.first + 1, phrase.last):
        if tags[place] == "C" and tags[place - 1] == "N":
            return place
    return phrase.last


def _as(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    if "as" not in verb.frames:
        return None
    tags, words = sentence.tags, sentence.words
    for place in range(first, min(len(tags), first + _REACH)):
        if words[place] == "as" and place + 1 < len(tags):
            return Complement(first, "as")
        if tags[place] in ",;:PVF":
            return None
    return None


def _object(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    """Content in a noun phrase: called X Y, described X as Y, accused X of Y, denied X."""
    tags, words = sentence.tags, sentence.words
    if tags[first] not in "DNCcn#EJpq":
        return None
    found = _as(sentence, first, verb)
    if found:
        return found
    last = first + 1 if tags[first] == "p" else _phrase_end(sentence, first)
    if last < len(tags):
        if "naming" in verb.frames and (tags[last] in "DqQ" or (tags[first] == "p" and tags[last] in "NCEJ")):
            return Complement(first, "naming")
        if words[last] in verb.prepositions:
            return Complement(first, "preposition")
    if "object" in verb.frames and tags[first] != "p" and not looks_clausal(sentence, first):
        return Complement(first, "object")
    return None


def _phrase_end(sentence: Sentence, first: int) -> int:
    phrase = phrases.starting_at(sentence, first, ties=False)
    return phrase.last if phrase else first + 1


def _bare(sentence: Sentence, first: int, verb: Verb) -> Complement | None:
    tag = sentence.tags[first]
    if "clause" in verb.frames and (tag in "PDNCcn#EJqWSR" or (tag == "I" and verb.lemma == "say")):
        return Complement(first, "clause")
    if "that" in verb.frames and looks_clausal(sentence, first):
        return Complement(first, "clause")
    return None


def looks_clausal(sentence: Sentence, first: int) -> bool:
    """Tell whether a subject with its finite verb begins at `first`."""
    tags = sentence.tags
    if tags[first] == "P":
        return True
    phrase = phrases.starting_at(sentence, first)
    if phrase is None or phrase.last >= len(tags):
        return False
    place = phrase.last
    while place < len(tags) - 1 and tags[place] == "R":
        place += 1
    return tags[place] in _FINITE or (tags[place] == "E" and tags[phrase.last - 1] in "NC")


def end(sentence: Sentence, first: int, *, relative: bool) -> int:
    """Give the token after the content that begins at `first`; in a `relative` clause the next comma ends it."""
    tags, words = sentence.tags, sentence.words
    depth = 0
    place = first + (tags[first : first + 1] in ("Q", "q", "T"))
    while place < len(tags):
        tag = tags[place]
        if tag == "(":
            depth += 1
        elif tag == ")":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and tag in ",;&-SL" and _stops(sentence, place, relative=relative):
            break
        place += 1
    while place > first and tags[place - 1] in ",;:-&":
        place -= 1
    return place


def _stops(sentence: Sentence, place: int, *, relative: bool) -> bool:
    tags, words = sentence.tags, sentence.words
    tag = tags[place]
    rest = tags[place + 1 : place + 12]
    if tag == "L":
        return True
    if tag == ",":
        if relative:
            return True
        skipped = rest.lstrip("R")
        word = words[place + 1] if rest else ""
        return (
            skipped[:1] in ("G", "L")
            or word in _CONTRAST
            or (word == "as" and "V" in rest[:6])
            or word in ("citing", "quoting", "per")
            or (skipped[:1] == "&" and _new_report(rest[1:]))
        )
    if tag == ";":
        return _new_report(rest)
    if tag == "-":
        return relative
    return tag == "&" and _new_report(rest)


def _new_report(rest: str) -> bool:
    """A cue verb with or without a subject of its own begins the next report: and called it, ; Clinton said."""
    rest = rest.lstrip("R,A&")
    if rest[:1] == "V":
        return True
    subject = rest.lstrip("DNCcn#EJ")
    return len(subject) < len(rest) and subject.lstrip("RAH")[:1] == "V"
