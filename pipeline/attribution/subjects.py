"""Find who the subject of a cue verb is: before it, after it, or shared with an earlier verb of the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.attribution import agents, phrases
from pipeline.attribution.lexicon import NOUNS
from pipeline.attribution.phrases import FINITE, Phrase

if TYPE_CHECKING:
    from pipeline.attribution.draft import Draft
    from pipeline.attribution.tokens import Sentence

_PARTICIPLE: Final = re.compile("[NCK][EVU][Io]")  # between a noun and what modifies it: people briefed on (the matter)
# A noun, its participle and what belongs to that, up to the verb: the study published last year in the journal (found).
_REDUCED: Final = re.compile("[NCK][EU](?=[IMRDNo#])[NCKcnEJ#DIMRoj]*[NCK]")
# Outside quotations these are the author and the reader: no attribution.
_AUTHOR: Final = frozenset(["i", "we", "you", "there"])
_RELATIVES: Final = frozenset(["who", "which", "whom", "that"])
_APPOSITION: Final = frozenset("DNC#EncJKj")
_OPENERS: Final = frozenset(",;:Q&ST-")


class Subject(NamedTuple):
    """The subject's tokens, where subject and verb begin together, and how the subject was found."""

    phrase: Phrase
    clause: int
    relative: bool = False  # the verb stands in a relative clause that a comma opens
    gap: bool = False  # the relative clause lacks its object: airstrikes that officials say were legal
    shared: bool = False  # an earlier verb has the same subject
    restrictive: bool = False  # the verb stands in a relative clause without commas: voters who think


def before(sentence: Sentence, verb: int) -> Subject | None:
    """Find the subject that stands before the verb group ending at token `verb`."""
    tags = sentence.tags
    group = phrases.group_start(tags, verb)
    last = _without_time(sentence, group)
    if last == 0:
        return None
    tag = tags[last - 1]
    if tag == "P":
        return (
            None if agents.plain(sentence.words[last - 1]) in _AUTHOR else _in_clause(sentence, Phrase(last - 1, last))
        )
    if tag in "WT":
        return _antecedent(sentence, last - 1)
    if tag == ",":
        return _around_parenthesis(sentence, last - 1)
    return _phrase_before(sentence, last)


def _phrase_before(sentence: Sentence, last: int) -> Subject | None:
    """Find the noun phrase before a verb, over brackets or a relative clause that end there."""
    if sentence.tags[last - 1] == ")":
        end = sentence.tags.rfind("(", max(0, last - phrases.WINDOW), last)
    elif last > 1 and sentence.tags[last - 1] in "EUV" and sentence.tags[last - 2] in "NCK":
        end = last - 1  # a report released (on Friday)
    else:
        end = _open_relative(sentence, last) or last
    phrase = phrases.ending_at(sentence, end) if end > 0 else None
    if phrase and phrase.first > 2:
        if _PARTICIPLE.fullmatch(sentence.tags, phrase.first - 3, phrase.first):
            whole = phrases.ending_at(sentence, phrase.first - 2)
            phrase = Phrase(whole.first, phrase.last) if whole else phrase
        else:
            phrase = _with_participle(sentence, phrase)
    return _in_clause(sentence, phrase) if phrase else None


def _with_participle(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Take in the noun whose participle the phrase ends: a study (published last year in the journal Nature) found."""
    tags = sentence.tags
    match = _REDUCED.search(tags, max(0, phrase.last - phrases.WINDOW // 2), phrase.last)
    if match is None or match.end() != phrase.last:
        return phrase
    whole = phrases.ending_at(sentence, match.start() + 1)
    if (
        whole is None
        or (whole.first and tags[whole.first - 1] not in _OPENERS)
        or not agents.can_speak(sentence, whole)
    ):
        return phrase
    return Phrase(whole.first, phrase.last)


def _open_relative(sentence: Sentence, last: int) -> int | None:
    """Find the "who" of a relative clause that ends where the verb begins: officials (who spoke anonymously) said."""
    tags = sentence.tags
    floor = max(0, last - phrases.WINDOW)
    who = next((place for place in range(last - 1, floor, -1) if tags[place] in ",;:QW"), None)
    if who is None or sentence.words[who] != "who" or tags[who - 1] not in "NCK":
        return None
    inside = tags[who + 1 : last]
    phrase = phrases.ending_at(sentence, last)
    clausal = phrase is not None and tags[phrase.first - 1] in "VvT"  # who said the senator lied
    return who if any(tag in FINITE or tag in "EU" for tag in inside) and not clausal else None


def _in_clause(sentence: Sentence, phrase: Phrase) -> Subject:
    opener = phrase.first - 1
    gap = opener >= 0 and (_is_relative(sentence, opener) or sentence.words[opener] == "what")
    comma = gap and opener > 0 and sentence.tags[opener - 1] == ","
    return Subject(phrase, phrase.first, relative=comma, gap=gap, restrictive=gap and not comma)


def _is_relative(sentence: Sentence, opener: int) -> bool:
    """Tell a relative pronoun from the "that" of a reported clause by what it follows."""
    tags, words = sentence.tags, sentence.words
    if opener == 0 or words[opener] not in _RELATIVES:
        return False
    before_tag = tags[opener - 1]
    if tags[opener] == "T":
        return before_tag in "NCKqc" and words[opener - 1] not in NOUNS
    return before_tag in "NCKqc,)I#"


def _without_time(sentence: Sentence, last: int) -> int:
    """Step back over a day or date between subject and verb: Trump on Tuesday said."""
    tags, words = sentence.tags, sentence.words
    place = last
    while place > 0 and (tags[place - 1] == "M" or (tags[place - 1] == "#" and tags[max(0, place - 2)] == "M")):
        place -= 1
    if place in (last, 0):
        return last
    if words[place - 1] in ("this", "last", "late", "early"):
        place -= 1
    if place > 0 and tags[place - 1] == "I":
        place -= 1
    return place


def _antecedent(sentence: Sentence, relative: int) -> Subject | None:
    if not _is_relative(sentence, relative):
        return None
    comma = sentence.tags[relative - 1] == ","
    last = relative - comma
    if comma and last > 1 and sentence.tags[last - 2 : last] == ",#":
        last -= 2  # a party and state after the name: Rubio, R-Fla., who
    phrase = phrases.ending_at(sentence, last, minimal=True)
    if phrase and sentence.tags[relative + 1 : relative + 2] == "v" and not agents.is_plural(sentence, phrase):
        phrase = phrases.ending_at(sentence, last)  # groups in Lima, which say
    return Subject(phrase, relative, relative=comma, restrictive=not comma) if phrase else None


def _around_parenthesis(sentence: Sentence, comma: int) -> Subject | None:
    """Find the phrase before a pair of commas: Smith, a farmer, said; Smith, who is 45, said."""
    tags = sentence.tags
    floor = max(0, comma - phrases.WINDOW)
    opening = tags.rfind(",", floor, comma)
    while opening > floor:
        phrase = phrases.ending_at(sentence, opening)
        if phrase and _can_open(tags, phrase):
            last = comma if tags[opening + 1] in _APPOSITION else opening
            return Subject(Phrase(phrase.first, last), phrase.first)
        opening = tags.rfind(",", floor, opening)
    return None


def _can_open(tags: str, phrase: Phrase) -> bool:
    """Tell whether a phrase before a comma can be a subject, rather than one more appositive or an adverbial."""
    opener = tags[phrase.first - 1] if phrase.first else ";"
    if opener not in _OPENERS or tags[phrase.first] == "#":
        return False
    chained = opener == "," and phrase.first > 1 and tags[phrase.first - 2] in "C)#" and tags[phrase.first] in "DNK"
    return not chained


def main(sentence: Sentence, verb: int, earlier: list[Draft]) -> Subject | None:
    """Find the subject that a verb without one of its own shares: of the last report, else of the first clause."""
    for draft in reversed(earlier):
        if draft.subject and draft.subject[0] < verb:
            return Subject(Phrase(*draft.subject), verb, shared=True)
    tags = sentence.tags
    floor = max(0, verb - 4 * phrases.WINDOW)
    first = max(tags.rfind(";", floor, verb), tags.rfind(":", floor, verb)) + 1
    first = _skip(tags, first, verb, "&R,")
    if first < verb and tags[first] in "ISGJEUV":
        comma = tags.find(",", first, verb)
        first = _skip(tags, comma + 1, verb, "R,") if comma >= 0 else verb
    if first >= verb:
        return None
    if tags[first] == "P":
        return (
            None
            if agents.plain(sentence.words[first]) in _AUTHOR
            else Subject(Phrase(first, first + 1), verb, shared=True)
        )
    phrase = phrases.starting_at(sentence, first)
    if phrase is None or phrase.last >= verb or tags[phrase.last] not in FINITE | set("EUR,IPG&(W"):
        return None
    return Subject(phrase, verb, shared=True)


def _skip(tags: str, first: int, last: int, over: str) -> int:
    while first < last and tags[first] in over:
        first += 1
    return first


def after(sentence: Sentence, first: int) -> Phrase | None:
    """Find the speaker after an inverted verb: ..., said John Smith, a farmer."""
    tags = sentence.tags
    phrase = phrases.starting_at(sentence, first)
    if phrase is None:
        return None
    if tags[phrase.last : phrase.last + 1] == "I" and sentence.words[phrase.last] == "by":
        author = phrases.starting_at(sentence, phrase.last + 1) if phrase.last + 1 < len(tags) else None
        return Phrase(phrase.first, author.last) if author else phrase
    # After a common noun a name is its apposition (its leader, Nils Obermann); after a name a description is.
    opens = ("D", "N", "E", "#", "C") if tags[phrase.last - 1] == "N" else ("D", "N", "E", "#")
    if tags[phrase.last : phrase.last + 1] == "," and tags[phrase.last + 1 : phrase.last + 2] in opens:
        apposition = phrases.starting_at(sentence, phrase.last + 1)
        if apposition and (apposition.last == len(tags) or tags[apposition.last] in ",.;IW"):
            return Phrase(phrase.first, apposition.last)
    return phrase
