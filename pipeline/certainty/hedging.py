"""Find the hedges of a sentence, and for each whether it holds back the claim or only a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.certainty.cues import CUES, QUESTION
from pipeline.certainty.verbs import can_be_base, can_be_finite, is_auxiliary
from pipeline.certainty.words import AUXILIARIES, BE, CLASSES, DETERMINERS, PREPOSITIONS, REPORTING, SUBJECT_PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.certainty.cues import Cue
    from pipeline.certainty.sentence import Sentence

_CLAUSE_REACH = 25  # words; bounded, so that many conditions in a row stay linear
_BEFORE_MONTH = PREPOSITIONS | CLASSES["before_month"]


class Found(NamedTuple):
    """A hedge over the words `first` up to but not including `last`; `holds` when it holds back the claim."""

    first: int
    last: int
    cue: Cue
    holds: bool


def _modal(text: Sentence, i: int) -> Found | None:
    word, before, after = text.words[i], text.at(i - 1), text.at(i + 1)
    if not after[:1].isalpha() or after in PREPOSITIONS or (word == "might" and before in CLASSES["owners"]):
        return None
    month = i == 0 or before in _BEFORE_MONTH or before[:1].isdigit() or not can_be_base(after)
    if word == "may" and text.written(i) == "May" and month:
        return None
    verb = text.at(i + 2) if after in {"be", "also", "then", "only"} or after.endswith("ly") else after
    if word == "can" and (verb not in CLASSES["outcomes"] or before in SUBJECT_PRONOUNS):
        return None
    holds = word != "could" or after not in CLASSES["past_ability"]
    return Found(i, i + 1, CUES["modals"][word], holds and text.main(i))


def _adverb(text: Sentence, i: int) -> Found | None:
    before, after = text.at(i - 1), text.at(i + 1)
    # "Nine times more likely to fall ill" compares two chances and doubts neither.
    if before in {"more", "less"} and tuple(text.words[i + 1 : i + 3]) != ("than", "not"):
        return None
    of_noun = before in DETERMINERS and not text.linked(i)
    of_phrase = before in PREPOSITIONS or ((after in PREPOSITIONS or after == "because") and not is_auxiliary(before))
    holds = text.main(i) and not of_noun and not of_phrase
    return Found(i, i + 1, CUES["adverbs"][text.words[i]], holds)


def _adjective(text: Sentence, i: int) -> Found | None:
    word, before, after = text.words[i], text.at(i - 1), text.at(i + 1)
    if word == "possible" and (
        before in {"as", "if", "where", "when", "made", "not"} or after in {"to", "because", ""}
    ):
        return None
    if not after[:1].isalpha() or after in PREPOSITIONS:
        return None
    return Found(i, i + 1, CUES["adjectives"][word], text.main(i) and text.linked(i))


def _participle(text: Sentence, i: int) -> Found | None:
    cue, after, passive = CUES["participles"][text.words[i]], text.at(i + 1), text.linked(i)
    if after == "to" and (passive or cue.kind != "belief" or cue.level == "probable"):
        return Found(i, i + 2, cue, passive and text.main(i))
    impersonal = text.at(i - 1) == "it's" or text.at(i - 2) == "it"
    if passive and (impersonal or after in {"that", "of"} or (cue.kind == "belief" and after in CLASSES["fates"])):
        return Found(i, i + 1, cue, text.main(i))
    return None


def _governs_clause(text: Sentence, i: int) -> bool:
    """Tell whether a clause or an infinitive follows: "feared the dam had failed", not "feared the dam"."""
    after = text.at(i + 1)
    if after in {"that", "to"} or after in SUBJECT_PRONOUNS:
        return True
    if not after[:1].isalnum() or after in PREPOSITIONS or after in CLASSES["question_words"]:
        return False
    for j in range(i + 2, min(len(text.words), i + 12)):
        word = text.words[j]
        if word in "—–;:|" or word in {"which", "who"}:
            return False
        if word == "to" or is_auxiliary(word) or can_be_finite(word):
            return True
    return False


def _belief(text: Sentence, i: int) -> Found | None:
    word, before = text.words[i], text.at(i - 1)
    if not i or before == "to" or before in DETERMINERS or before in PREPOSITIONS or text.linked(i):
        return None
    if word in CLASSES["nominal_beliefs"] and can_be_finite(before) and before not in AUXILIARIES:
        return None
    # "He said he believes": the source owns to an opinion that it states.
    own = before in SUBJECT_PRONOUNS and not REPORTING.isdisjoint(text.words[max(0, i - 4) : i - 1])
    return Found(i, i + 1, CUES["beliefs"][word], text.main(i) and not own) if _governs_clause(text, i) else None


def _raising(text: Sentence, i: int) -> Found | None:
    word, after = text.words[i], text.at(i + 1)
    if word.startswith("look"):
        fits = after in {"like", "set", "likely"} or (after == "as" and text.at(i + 2) in {"if", "though"})
    elif word.startswith("appear"):
        fits = after in {"to", "that", "as"} or text.at(i - 1) == "it"
    else:
        fits = True
    return Found(i, i + 1, CUES["raising"][word], text.main(i)) if fits else None


def _noun(text: Sentence, i: int) -> Found | None:
    following = text.words[i + 1 : i + 9]
    be = next((j for j, word in enumerate(following) if word in BE), None)
    predicated = be is not None and "that" in following[be:] and "that" not in following[:be]
    exists = not {"there", "there's"}.isdisjoint(text.words[max(0, i - 5) : i])
    return Found(i, i + 1, CUES["nouns"][text.words[i]], text.main(i)) if exists or predicated else None


def _unknown(text: Sentence, i: int) -> Found | None:
    word = text.words[i]
    if text.at(i + 1) not in CLASSES["question_words"]:
        return None
    negated = any(before in {"not", "n't"} or before.endswith("n't") for before in text.words[max(0, i - 3) : i])
    fits = text.linked(i) if word.startswith("un") else negated
    return Found(i, i + 1, CUES["unknown"][word], text.main(i)) if fits else None


def _conditional(text: Sentence, i: int) -> Found | None:
    before, after = text.at(i - 1), text.at(i + 1)
    if text.words[i] == "should":  # "Should the bill pass, ..."
        return None if i or text.asks else Found(i, i + 1, CUES["conditionals"]["should"], holds=True)
    if before in {"even", "as", "only", "and", "or"} or after in CLASSES["never_hypothetical"]:
        return None
    if before == "what":
        return Found(i - 1, i + 1, CUES["conditionals"]["if"], holds=True)
    opens = before in {"", "but", "and", "that", '"', "“", ":", ";"} or (before == "," and not text.tensed[:1] < [i])
    return Found(i, i + 1, CUES["conditionals"][text.words[i]], holds=opens or _is_hypothesis(text, i))


def _is_hypothesis(text: Sentence, i: int) -> bool:
    """Tell whether "would" stands before the condition; "said it would attack if" reports a threat instead."""
    before = text.words[max(0, i - _CLAUSE_REACH) : i]
    return "would" in before and REPORTING.isdisjoint(before)


def _approximator(text: Sentence, i: int) -> Found | None:
    after = text.at(i + 1)
    if after[:1].isdigit() or after in CLASSES["numbers"]:
        return Found(i, i + 1, CUES["approximators"][text.words[i]], holds=False)
    return None


# A word can be read in several ways ("alleged", "hopes"): the first reading that fits is taken.
_READERS: dict[str, Callable[[Sentence, int], Found | None]] = {
    "modals": _modal,
    "adverbs": _adverb,
    "participles": _participle,
    "beliefs": _belief,
    "adjectives": _adjective,
    "nouns": _noun,
    "raising": _raising,
    "unknown": _unknown,
    "conditionals": _conditional,
    "approximators": _approximator,
}
READINGS = {
    word: tuple(read for group, read in _READERS.items() if word in CUES[group])
    for word in dict.fromkeys(word for words in CUES.values() for word in words)
}


def _polar_question(text: Sentence) -> Found | None:
    """Read a yes-or-no question; one with a question word takes the rest of its clause for granted."""
    skipped = CLASSES["before_question"]
    first = next((i for i, word in enumerate(text.words) if word[0].isalnum() and word not in skipped), -1)
    opener = text.at(first)
    if not is_auxiliary(opener) or opener.startswith("wh"):
        return None
    # "Can you trust them?" asks for the reader's view and leaves no claim open.
    return None if text.at(first + 1) == "you" else Found(first, first + 1, QUESTION, holds=True)


def find(text: Sentence) -> list[Found]:
    """Return the hedges in order."""
    found = []
    question = _polar_question(text) if text.asks else None
    for i, word in enumerate(text.words):
        if question is not None and question.first == i:
            found.append(question)
        for read in READINGS.get(word, ()):
            hedge = read(text, i)
            if hedge is not None:
                found.append(hedge)
                break
    return found
