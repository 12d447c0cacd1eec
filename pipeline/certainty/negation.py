"""Tell whether a sentence denies its main predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.certainty.clauses import Role
from pipeline.certainty.verbs import is_auxiliary
from pipeline.certainty.words import BE, CLASSES, PREPOSITIONS, SUBJECT_PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.certainty.sentence import Sentence

# "Can't help but wonder", "couldn't be higher": set phrases that affirm.
_AFFIRMING = frozenset(("help but", "be higher", "be better", "be clearer", "be happier", "wait to", "agree more"))


def _adverb_not(text: Sentence, i: int) -> bool:
    after = text.at(i + 1)
    if after in CLASSES["affirmed_after_not"] or f"{after} {text.at(i + 2)}" in _AFFIRMING:
        return False
    if text.at(i - 1) == ",":  # "a slowdown, not a collapse"
        return False
    if text.words[i] != "not":
        return not (after in SUBJECT_PRONOUNS and text.asks)
    if any(is_auxiliary(word) for word in text.words[max(0, i - 5) : i]):
        return after != "to" or text.at(i - 1) in BE
    return i == 0 and after in CLASSES["quantified"]


def _determiner_no(text: Sentence, i: int) -> bool:
    before, after = text.at(i - 1), text.at(i + 1)
    if after in CLASSES["affirmed_after_no"] or before in PREPOSITIONS or not after[:1].isalpha():
        return False
    # After the verb and a comma it only adds to a list: ", no Arabic and no maps".
    return before != "," or text.tensed[-1:] > [i]


def _verb_deny(text: Sentence, i: int) -> bool:
    if text.at(i - 1) in BE or text.at(i - 1) in {"to", "been", "be"}:
        return False
    return text.at(i + 1).endswith("ing") or not CLASSES["deniable"].isdisjoint(text.words[i + 1 : i + 5])


def _pronoun(text: Sentence, i: int) -> bool:
    """Tell whether "nobody", "nothing" or the like is subject or object: in "the men, neither of whom" it is not.

    Nor where it only closes a list: "took a map and nothing else".
    """
    if text.at(i - 1) == "and" and text.at(i + 1) in {"else", "more"} and not text.at(i + 2)[:1].isalpha():
        return False
    return text.at(i - 1) not in PREPOSITIONS and "whom" not in text.words[i + 1 : i + 3]


_READERS: dict[str, Callable[[Sentence, int], bool]] = {
    "not": _adverb_not,
    "no": _determiner_no,
    "never": lambda _text, _i: True,
    "nor": lambda _text, _i: True,
    "cannot": lambda text, i: f"{text.at(i + 1)} {text.at(i + 2)}" not in _AFFIRMING,
    "yet": lambda text, i: text.at(i + 1) == "to" and is_auxiliary(text.at(i - 1)),
    **dict.fromkeys(("denied", "denies", "deny", "denying"), _verb_deny),
    **dict.fromkeys(CLASSES["negative_pronouns"], _pronoun),
}
NEGATORS = frozenset(_READERS)


def denies(text: Sentence) -> bool:
    """Tell whether the first main clause, or what it reports, is negative."""
    for i, word in enumerate(text.words):
        read = _adverb_not if word.endswith("n't") else _READERS.get(word)
        if read is not None and text.roles[i] is Role.MAIN and read(text, i):
            return True
    return False
