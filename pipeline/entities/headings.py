"""Find names in a line of title case, where a capital proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.entities.labels import Mention, is_acronym, is_person
from pipeline.entities.lists import COMMON, KNOWN, NO_ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.entities.lists import Label
    from pipeline.entities.tokens import Token

_LONGEST_NAME = 8


def heading_mentions(run: list[Token], text: str, names: Mapping[str, Label]) -> list[Mention]:
    """Return the names that the document or the tables know, the longest first, acronyms, and given names with a surname."""
    found: list[Mention] = []
    at = 0
    while at < len(run):
        mention = _longest(run, at, text, names)
        if mention is not None:
            found.append(mention)
            at += len(mention.tokens)
        else:
            at += 1
    return found


def _longest(run: list[Token], at: int, text: str, names: Mapping[str, Label]) -> Mention | None:
    for size in range(min(_LONGEST_NAME, len(run) - at), 0, -1):
        tokens = run[at : at + size]
        surface = text[tokens[0].start : tokens[-1].end]
        label = names.get(surface) or KNOWN.get(surface)
        if label is not None:
            return Mention(tokens, text, label)
        if size == 2 and tokens[1].gap == " " and not tokens[1].kind and tokens[1].text.lower() not in COMMON and is_person(tokens):
            return Mention(tokens, text, "PERSON")
    word = run[at].text
    if is_acronym(word) and not run[at].kind & NO_ORGANISATION and word.lower() not in COMMON:
        return Mention(run[at : at + 1], text, "ORG")
    return None
