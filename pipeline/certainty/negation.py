"""Tell whether a sentence denies its main predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.certainty.clauses import Role
from pipeline.certainty.predicate import PREPOSITIONS, SUBJECT_PRONOUNS
from pipeline.certainty.verbs import BE, can_be_finite, is_auxiliary

if TYPE_CHECKING:
    from pipeline.certainty.sentence import Sentence

_PRONOUNS = frozenset("nobody none neither nothing".split())
TRIGGERS = frozenset("not never no nor cannot denied denies deny denying yet".split()) | _PRONOUNS

# "Not only A but also B" says A; "not uncommon" and "not hard to imagine" say yes by saying no twice.
_AFTER_NOT = frozenset(
    "only just merely simply solely least surprisingly uncommon unusual unlike unheard hard difficult alone".split(),
)
_AFTER_NO = frozenset("doubt secret wonder surprise matter fewer less more later sooner exception to on".split())
# "Can't help but wonder", "couldn't be higher": set phrases that affirm.
_AFFIRMING = frozenset(("help but", "be higher", "be better", "be clearer", "be happier", "wait to", "agree more"))
_UNIVERSAL = frozenset("all every everyone many one a".split())
# What is denied as untrue; "denied the boy bail" refuses.
_DENIED = frozenset(
    "that having being any all involvement wrongdoing responsibility knowledge allegations allegation accusations accusation "
    "claims claim charges charge reports report rumours rumors suggestions suggestion existence it this doing killing".split(),
)


def _adverb_not(text: Sentence, i: int) -> bool:
    after = text.at(i + 1)
    if after in _AFTER_NOT or f"{after} {text.at(i + 2)}" in _AFFIRMING:
        return False
    if text.words[i] != "not":
        return not (after in SUBJECT_PRONOUNS and text.asks)
    if any(is_auxiliary(word) for word in text.words[max(0, i - 5) : i]):
        return after != "to" or text.at(i - 1) in BE
    return i == 0 and after in _UNIVERSAL


def _determiner_no(text: Sentence, i: int) -> bool:
    before, after = text.at(i - 1), text.at(i + 1)
    if after in _AFTER_NO or before in PREPOSITIONS or not after[:1].isalpha():
        return False
    # After the verb and a comma it only adds to a list: ", no Arabic and no maps".
    return before != "," or text.tensed[-1:] > [i]


def _verb_deny(text: Sentence, i: int) -> bool:
    if text.at(i - 1) in BE or text.at(i - 1) in {"to", "been", "be"}:
        return False
    return not _DENIED.isdisjoint(text.words[i + 1 : i + 5])


def _denies(text: Sentence, i: int) -> bool:
    word = text.words[i]
    if word == "not" or word.endswith("n't"):
        return _adverb_not(text, i)
    if word == "no":
        return _determiner_no(text, i)
    if word == "cannot":
        return f"{text.at(i + 1)} {text.at(i + 2)}" not in _AFFIRMING
    if word.startswith("den"):
        return _verb_deny(text, i)
    if word == "yet":
        return text.at(i + 1) == "to" and is_auxiliary(text.at(i - 1))
    if word == "neither" and "whom" in text.words[i + 1 : i + 3]:
        return False
    return word in {"never", "nor"} or (word in _PRONOUNS and text.at(i - 1) not in PREPOSITIONS)


def denies(text: Sentence) -> bool:
    """Tell whether the first main clause, or what it reports, is negative."""
    return any(
        text.roles[i] is Role.MAIN and (word in TRIGGERS or word.endswith("n't")) and _denies(text, i)
        for i, word in enumerate(text.words)
    )
