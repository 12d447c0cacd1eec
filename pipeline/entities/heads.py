"""Label a phrase by the noun that heads it, or by the word that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.entities.lists import (
    CITIES,
    COMMON,
    DEMONYM,
    DIRECTION,
    GIVEN,
    GPE_FIRST,
    GPE_HEAD,
    HEADS,
    KNOWN,
    LOC_FIRST,
    LOC_HEAD,
    MODIFIER,
    OF_HEAD,
    ORG_FIRST,
    ORG_HEAD,
    OTHER_FIRST,
    OTHER_HEAD,
    SURNAMES,
    TITLE,
)
from pipeline.entities.mention import Mention
from pipeline.entities.words import is_coined

if TYPE_CHECKING:
    from pipeline.entities.lists import Label
    from pipeline.entities.tokens import Token


def by_head(tokens: list[Token], text: str) -> Mention | None:
    """Return the phrase labelled by its head; unlabelled where only its owner could tell: "Southwest District"."""
    head = _head(tokens)
    if head == 0 and tokens[1].gap == " ":
        label = _label_by_first(tokens)
    elif head == 0 and not tokens[0].kind & OF_HEAD:
        label = None
    else:
        label = _label_by_head(tokens, head)
    if label is None and head == len(tokens) - 1 and _is_bare_district(tokens):
        return Mention(tokens, text)
    return None if label is None else Mention(tokens, text, label)


def _label_by_head(tokens: list[Token], head: int) -> Label | None:
    kind, before = tokens[head].kind, tokens[:head]
    if head == len(tokens) - 1:
        if tokens[head].gap == " " and all(token.kind & (TITLE | MODIFIER) == TITLE for token in before):
            return None
        if _is_bare_district(tokens):
            return None
        kind &= ~OF_HEAD
    if kind & ORG_HEAD or (kind & GPE_HEAD and any(token.kind & ORG_HEAD for token in before)):
        return "ORG"
    if kind & GPE_HEAD:
        return "GPE"
    if kind & (LOC_HEAD | LOC_FIRST) or (kind & DIRECTION and tokens[0].text not in GIVEN):
        return "LOC"
    return "ORG" if kind & OF_HEAD else None


def _is_bare_district(tokens: list[Token]) -> bool:
    """Say whether a district has no name of its own: "Southwest District", "French Republic"."""
    return bool(tokens[-1].kind & GPE_HEAD) and all(token.kind & (DEMONYM | DIRECTION) for token in tokens[:-1])


def _head(tokens: list[Token]) -> int:
    """Return the index of the head, the word before "of" or the last one; 0 also for a phrase that has none."""
    for wanted in (ORG_HEAD, OF_HEAD | HEADS):
        for at in range(1, len(tokens)):
            if tokens[at].gap != " " and tokens[at - 1].kind & wanted:
                return at - 1
    last = len(tokens) - 1
    while last > 1 and tokens[last].kind & DIRECTION and tokens[last - 1].kind & (HEADS | DIRECTION):
        last -= 1
    return last if tokens[last].kind & (HEADS | OF_HEAD | DIRECTION) else 0


def _label_by_first(tokens: list[Token]) -> Label | None:
    """Label by the word that opens the name: "Lake Garda", "San Remo", "Air France"."""
    kind, following = tokens[0].kind, tokens[1]
    if following.text.lower().removesuffix("s") in COMMON or following.text.lower() in COMMON or following.kind:
        return None
    if kind & LOC_FIRST:
        return "LOC"
    if kind & ORG_FIRST:
        return "ORG"
    return "GPE" if kind & GPE_FIRST and len(tokens) == 2 else None


def names_something_else(tokens: list[Token]) -> bool:
    """Say whether the phrase names an event, a day, a law or a work."""
    if tokens[0].kind & OTHER_FIRST:
        return True
    of = any(token.gap != " " for token in tokens[1:])
    return not of and bool(tokens[-1].kind & OTHER_HEAD) and not tokens[-1].kind & HEADS


def is_region_list(tokens: list[Token]) -> bool:
    """Say whether several directions share one land: "North, Central, and South America"."""
    return bool(tokens[0].kind & DIRECTION) and tokens[1].gap != " " and bool(tokens[1].kind & DIRECTION)


def is_team(tokens: list[Token]) -> bool:
    """Say whether a city has a team: "Dallas Cowboys"."""
    last = tokens[-1]
    plural = last.text.endswith(("s", "Sox")) and last.text not in SURNAMES and last.text not in GIVEN
    return plural and not last.kind and len(tokens) <= 3 and tokens[0].text in CITIES and last.text not in KNOWN


def is_college(tokens: list[Token]) -> bool:
    """Say whether a college names its city: "Imperial College London"."""
    return len(tokens) > 2 and tokens[-2].text == "College" and tokens[-1].text in CITIES


def is_branch(tokens: list[Token]) -> bool:
    """Say whether a body has a branch in a country: "Hitwise UK"."""
    first, last = tokens[0].text, tokens[-1].text
    body = KNOWN.get(first) == "ORG" or (is_coined(first) and first not in GIVEN)
    return len(tokens) == 2 and body and KNOWN.get(last) == "GPE" and last not in CITIES
