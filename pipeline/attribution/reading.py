"""Read the attributions inside one sentence: every cue word is tried in turn, in the order of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.attribution import closing, nominal, nonfinite, relayed, verbal
from pipeline.attribution.lexicon import ADJECTIVES, NOUNS, VERBS

if TYPE_CHECKING:
    from pipeline.attribution.draft import Draft
    from pipeline.attribution.tokens import Sentence

_CUE_TAG: Final = re.compile("[LVvUGKjE]")
# Reports inside a report that add nothing to it: he said [he supports the plan].
_MINOR: Final = frozenset(("verb.object", "verb.preposition", "verb.infinitive"))


def read(sentence: Sentence) -> list[Draft]:
    """Give the attributions of a sentence in the order of their cues."""
    drafts: list[Draft] = []
    for match in _CUE_TAG.finditer(sentence.tags):
        draft = _at(sentence, match.start(), match[0], drafts)
        if draft is not None and not _adds_nothing(draft, drafts):
            drafts.append(draft)
    origin = relayed.origin(sentence, drafts)
    return [*drafts, origin] if origin else drafts


def _at(sentence: Sentence, at: int, tag: str, drafts: list[Draft]) -> Draft | None:
    word = sentence.words[at]
    draft = relayed.find(sentence, at, drafts) if word in relayed.CUES else None
    if draft is None and tag in "VvU" and word in VERBS:
        draft = closing.find(sentence, at) or verbal.find(sentence, at, drafts) or nonfinite.passive(sentence, at)
    elif draft is None and tag == "G":
        progressive = sentence.tags[at - 1 : at] == "B" or sentence.tags[max(0, at - 2) : at] == "BR"
        draft = verbal.find(sentence, at, drafts) if progressive else nonfinite.participle(sentence, at, drafts)
    if draft is None and word in NOUNS and tag in "KVv":
        return nominal.noun(sentence, at)
    if draft is None and word in ADJECTIVES and tag in "jUVE":
        return nominal.adjective(sentence, at)
    return draft


def _is_inside(draft: Draft, drafts: list[Draft]) -> bool:
    start = draft.content[0][0]
    return any(first < start < last for other in drafts for first, last in other.content)


def _adds_nothing(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether an earlier report says it all: expressed concern that; said in a statement that."""
    if draft.rule in _MINOR:
        return _is_inside(draft, drafts)
    if draft.rule != "noun" or not drafts:
        return False
    last = drafts[-1]
    return last.content == draft.content or (last.source == draft.source and _is_inside(draft, [last]))
