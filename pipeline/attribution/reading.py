"""Read the attributions inside one sentence: every cue word is tried in turn, outermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.attribution import nominal, phrases, verbal
from pipeline.attribution.draft import Draft
from pipeline.attribution.lexicon import ADJECTIVES, NOUNS, VERBS

if TYPE_CHECKING:
    from pipeline.attribution.tokens import Sentence

_REPORTED: Final = frozenset("reported cited quoted noted described stated told".split())
_RELAYING: Final = frozenset(("citing", "quoting"))


def read(sentence: Sentence) -> list[Draft]:
    """Give the attributions of a sentence in the order of their cues."""
    drafts: list[Draft] = []
    tags, words = sentence.tags, sentence.words
    for at, tag in enumerate(tags):
        draft: Draft | None = None
        word = words[at]
        if tag == "L":
            draft = nominal.according(sentence, at, at + 2) if words[at + 1 : at + 2] == ["to"] else None
        elif word == "as" and words[at + 2 : at + 3] == ["by"] and words[at + 1] in _REPORTED:
            draft = nominal.according(sentence, at, at + 3)
        elif word in _RELAYING:
            draft = _relayed(sentence, at, drafts)
        elif tag in "VvGU":
            draft = verbal.find(sentence, at, drafts)
        if draft is None and word in NOUNS and tag in "NVvGJEU":
            draft = nominal.noun(sentence, at)
        elif draft is None and word in ADJECTIVES:
            draft = nominal.adjective(sentence, at)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _relayed(sentence: Sentence, at: int, drafts: list[Draft]) -> Draft | None:
    """X reported ..., citing Y: the content is X's, the claimer is Y."""
    source = phrases.starting_at(sentence, at + 1)
    if source is None or not drafts:
        return None
    drafts[-1].relay = True
    return Draft(
        sentence.span(*source), sentence.span(at, at + 1), list(drafts[-1].content), "citing", speech=drafts[-1].speech
    )


CUE_WORDS: Final = sorted(VERBS.keys() | NOUNS.keys() | ADJECTIVES.keys() | {"according", "quoting", "citing"})
