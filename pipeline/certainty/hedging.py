"""Find the hedges of a tokenised sentence, and for each whether it holds back the claim or a part of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pipeline.certainty import cues
from pipeline.certainty.clauses import Role
from pipeline.certainty.predicate import BE, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, Form, forms

if TYPE_CHECKING:
    from pipeline.certainty.cues import Cue

_LINKING = BE | frozenset("be been being remain remains remained become becomes became it's that's he's she's there's".split())
_MONTH_NEIGHBOURS = PREPOSITIONS | frozenset("last next early late mid this every each until theresa".split())
# `can` states an ability or a leave, save where it speaks of an outcome.
_OUTCOMES = frozenset("lead cause create result trigger spark provoke bring make become produce pose escalate worsen harm".split())
_PERCEIVED = frozenset("see hear feel smell tell remember".split())
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety "
    "a half all every every hundreds thousands dozens dozen hundred thousand million".split(),
)
_CLAUSE_OPENERS = frozenset(("that", "to", *DETERMINERS, *SUBJECT_PRONOUNS, "him", "her", "them", "us", "it's", "there's"))


class Found(NamedTuple):
    """A hedge by its tokens, `first` up to but not including `last`; `level` is None when it leaves the claim alone."""

    first: int
    last: int
    cue: Cue
    holds: bool


class Words(NamedTuple):
    """A tokenised sentence: words in lower case, in their own case, and their roles."""

    lower: list[str]
    written: list[str]
    roles: list[Role]

    def at(self, i: int) -> str:
        """Return the word at `i`, or nothing outside the sentence."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def main(self, i: int) -> bool:
        """Tell whether the word stands in a main clause."""
        return self.roles[i] is not Role.ASIDE

    def linked(self, i: int) -> bool:
        """Tell whether the word is part of a predicate: a linking verb stands up to four words before it."""
        for j in range(i - 1, max(-1, i - 5), -1):
            word = self.lower[j]
            if word in _LINKING:
                return True
            if word in PREPOSITIONS or word in ",;:—–":
                return False
        return False


def _is_base_verb(word: str) -> bool:
    return bool(forms().get(word, Form(0)) & Form.BASE) or word in {"be", "have", "do", "not", "also", "never", "only"}


def _modal(words: Words, i: int) -> Found | None:
    word, after = words.lower[i], words.at(i + 1)
    if word == "may" and words.written[i] == "May":
        month = i == 0 or words.at(i - 1) in _MONTH_NEIGHBOURS or not _is_base_verb(after)
        if month or words.at(i - 1)[:1].isdigit():
            return None
    if not after[:1].isalpha() or after in PREPOSITIONS or (word == "might" and words.at(i - 1) in DETERMINERS):
        return None
    verb = words.at(i + 2) if after in {"be", "also", "then", "only"} or after.endswith("ly") else after
    if word == "can":
        holds = verb in _OUTCOMES
    elif word == "could":
        holds = after not in _PERCEIVED and after != "not"
    else:
        holds = True
    if word == "can" and not holds:
        return None
    return Found(i, i + 1, cues.MODALS[word], holds and words.main(i))


def _adverb(words: Words, i: int) -> Found:
    holds = words.main(i)
    if words.lower[i] in {"likely", "unlikely"} and words.at(i - 1) in DETERMINERS:
        holds = holds and words.linked(i)
    return Found(i, i + 1, cues.ADVERBS[words.lower[i]], holds)


def _adjective(words: Words, i: int) -> Found | None:
    word = words.lower[i]
    if word == "possible" and (words.at(i - 1) in {"as", "if", "where", "when", "not"} or words.at(i + 1) == "to"):
        return None
    if word == "potential" and not words.at(i + 1)[:1].isalpha():
        return None
    return Found(i, i + 1, cues.ADJECTIVES[word], words.main(i) and words.linked(i))


def _participle(words: Words, i: int) -> Found | None:
    after = words.at(i + 1)
    passive = words.linked(i)
    if after == "to" or (after == "that" and passive):
        return Found(i, i + 2, cues.PARTICIPLES[words.lower[i]], passive and words.main(i))
    if passive and (words.at(i - 2) == "it" or words.at(i - 1) == "it's" or after in {"dead", "missing", "of"}):
        return Found(i, i + 1, cues.PARTICIPLES[words.lower[i]], words.main(i))
    return None


def _belief(words: Words, i: int) -> Found | None:
    word, before, after = words.lower[i], words.at(i - 1), words.at(i + 1)
    if not i or before in DETERMINERS or before in PREPOSITIONS or words.linked(i):
        return None
    if word.startswith("suggest") or word.startswith("hope"):
        if before == "to":
            return None
    clause = after in _CLAUSE_OPENERS or (words.written[i + 1 :][:1] and words.written[i + 1][0].isupper())
    if not clause and not forms().get(after):
        clause = after.endswith("s") or after.endswith("ing")
    return Found(i, i + 1, cues.BELIEFS[word], words.main(i)) if clause else None


def _raising(words: Words, i: int) -> Found | None:
    word, after = words.lower[i], words.at(i + 1)
    if word.startswith("look"):
        holds = after in {"like", "set", "likely"} or (after == "as" and words.at(i + 2) in {"if", "though"})
    elif word.startswith("appear"):
        holds = after in {"to", "that", "as"} or words.at(i - 1) == "it"
    else:
        holds = True
    return Found(i, i + 1, cues.RAISING[word], words.main(i)) if holds else None


def _noun(words: Words, i: int) -> Found | None:
    exists = any(words.at(j) in {"there", "there's"} for j in range(max(0, i - 5), i))
    predicated = False
    for j in range(i + 1, min(len(words.lower), i + 9)):
        if words.lower[j] in BE and not predicated:
            predicated = True
        elif words.lower[j] == "that" and predicated:
            break
    else:
        predicated = False
    if not (exists or (predicated and words.roles[i] is Role.MAIN)):
        return None
    return Found(i, i + 1, cues.NOUNS[words.lower[i]], words.main(i))


def _unknown(words: Words, i: int) -> Found | None:
    word = words.lower[i]
    if word in {"clear", "known", "certain"} and not {"not", "n't", "isn't", "wasn't"} & {
        words.at(i - 1), words.at(i - 2), words.at(i - 3)}:  # fmt: skip
        return None
    asks = words.at(i + 1) in {"whether", "if", "how", "why", "what", "when", "who", "where", "which"}
    return Found(i, i + 1, cues.UNKNOWN[word], words.main(i)) if words.linked(i) and asks else None


def _conditional(words: Words, i: int) -> Found | None:
    before = words.at(i - 1)
    if before in {"even", "as", "only", "and", "or"} or words.at(i + 1) in {"possible", "necessary", "not", "any"}:
        return None
    if before == "what":
        return Found(i - 1, i + 1, cues.CONDITIONALS["if"], holds=True)
    fronted = i == 0 or before in {"but", "and", "that", '"', "“"} or (i == 1 and before == ",")
    return Found(i, i + 1, cues.CONDITIONALS[words.lower[i]], holds=fronted)


def _approximator(words: Words, i: int) -> Found | None:
    after = words.at(i + 1)
    if after[:1].isdigit() or after in _NUMBER_WORDS:
        return Found(i, i + 1, cues.Cue("approximator", "certain"), holds=False)
    return None


_READERS: tuple[tuple[frozenset[str], Callable[[Words, int], Found | None]], ...] = (
    (frozenset(cues.MODALS), _modal),
    (frozenset(cues.ADVERBS), _adverb),
    (frozenset(cues.PARTICIPLES), _participle),
    (frozenset(cues.BELIEFS), _belief),
    (frozenset(cues.ADJECTIVES), _adjective),
    (frozenset(cues.NOUNS), _noun),
    (frozenset(cues.RAISING), _raising),
    (frozenset(cues.UNKNOWN), _unknown),
    (frozenset(cues.CONDITIONALS), _conditional),
    (cues.APPROXIMATORS, _approximator),
)
# One word can be read in several ways ("alleged", "hopes"): the first that fits is taken.
_READINGS = {word: tuple(read for words, read in _READERS if word in words) for word in sorted(cues.TRIGGERS)}


def find(words: Words) -> list[Found]:
    """Return the hedges in order."""
    found = []
    for i, word in enumerate(words.lower):
        for read in _READINGS.get(word, ()):
            hedge = read(words, i)
            if hedge is not None:
                found.append(hedge)
                break
    return found
