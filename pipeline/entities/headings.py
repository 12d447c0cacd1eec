"""Find names in a line of title case, where a capital proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.entities.lists import COMMON, KNOWN, NO_ORGANISATION
from pipeline.entities.mention import Mention
from pipeline.entities.persons import is_person
from pipeline.entities.words import is_acronym

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.entities.lists import Label
    from pipeline.entities.tokens import Token

_LONGEST_NAME: Final = 8


def heading_mentions(run: list[Token], text: str, names: Mapping[str, Label]) -> list[Mention]:
    """Return the names that the document or the lists know, the longest first; given names with a surname; acronyms."""
    found: list[Mention] = []
    at = 0
    while at < len(run):
        mention = _known(run, at, text, names) or _person(run[at : at + 2], text) or _acronym(run[at], text)
        if mention is not None:
            found.append(mention)
        at += len(mention.tokens) if mention is not None else 1
    return found


def _known(run: list[Token], at: int, text: str, names: Mapping[str, Label]) -> Mention | None:
    for size in range(min(_LONGEST_NAME, len(run) - at), 0, -1):
        tokens = run[at : at + size]
        surface = text[tokens[0].start : tokens[-1].end]
        label = names.get(surface) or KNOWN.get(surface)
        if label is not None:
            return Mention(tokens, text, label)
    return None


def _person(tokens: list[Token], text: str) -> Mention | None:
    last = tokens[-1]
    adjacent = len(tokens) == 2 and last.gap == " "
    if adjacent and not last.kind and last.text.lower() not in COMMON and is_person(tokens):
        return Mention(tokens, text, "PERSON")
    return None


def _acronym(token: Token, text: str) -> Mention | None:
    if is_acronym(token.text) and not token.kind & NO_ORGANISATION:
        return Mention([token], text, "ORG")
    return None
