"""Cut a run of capitalised words, joined by small words and commas, into the phrases that may be one name each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.entities.lists import (
    CITIES,
    COMMON,
    DIRECTION,
    GPE_FIRST,
    KNOWN,
    LOC_HEAD,
    MODIFIER,
    OF_HEAD,
    ORG_HEAD,
    PRESS_HEAD,
    TITLE,
)
from pipeline.entities.tokens import AND, OF, PARTICLES, POSSESSIVE
from pipeline.entities.words import is_common

if TYPE_CHECKING:
    from pipeline.entities.tokens import Token

_SAINTS: Final = frozenset({"St", "St.", "Saint"})
_LISTING: Final = AND | {", "}
_LONGEST_NAME: Final = 5
"""Words of the longest known name on either side of a small word."""


def phrases(run: list[Token], text: str) -> list[list[Token]]:
    """Return the phrases of a run, in order; no word is lost."""
    if len(run) == 1:
        return [run]
    pieces = [[run[0]]]
    for token in run[1:]:
        if token.gap == " ":
            pieces[-1].append(token)
        else:
            pieces.append([token])
    if len(pieces) == 1:
        return pieces
    pieces = _joined_directions(pieces, text)
    joined = [pieces[0]]
    for position, piece in enumerate(pieces[1:], 1):
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        if _continues(joined[-1], piece, following, text):
            joined[-1] = joined[-1] + piece
        else:
            joined.append(piece)
    return joined


def _continues(left: list[Token], right: list[Token], following: list[Token] | None, text: str) -> bool:
    """Say whether a name goes on over the small word, comma or possessive before `right`."""
    gap, last = right[0].gap, left[-1]
    if gap in PARTICLES and not (gap == " de " and last.kind & OF_HEAD):
        return not last.text.isupper() or last.end - last.start == 1
    return (
        _known_across(left, right, text)
        or (gap in OF and (bool(last.kind & OF_HEAD and not last.kind & TITLE) or _topics(left, right)))
        or (gap in AND and (_topics(left, right) or _coordinated_head(left, right) or _newspaper(left, right)))
        or (gap == ", " and _campus(left, right))
        or (gap in POSSESSIVE and _owned_body(left, right))
        or (gap == ", " and following is not None and _list_goes_on(left, right, following))
    )


def _campus(left: list[Token], right: list[Token]) -> bool:
    """Say whether a city after a comma is part of a university's name: "University of California, Berkeley"."""
    return left[0].text == "University" and len(left) > 1 and len(right) == 1 and right[0].text in CITIES


def _list_goes_on(left: list[Token], right: list[Token], following: list[Token]) -> bool:
    """Say whether a comma joins the first of three subjects: "Ministry of Health, Welfare and Sport"."""
    topics = len(right) == 1 and _is_topic(left[-1]) and _is_topic(right[0]) and following[0].gap in AND
    return topics and (_topics(left, following) or _coordinated_head(right, following))


def _known_across(left: list[Token], right: list[Token], text: str) -> bool:
    """Say whether a known name such as "Trinidad and Tobago" stands across the gap."""
    return any(text[start.start : end.end] in KNOWN for start in left[-3:] for end in right[:_LONGEST_NAME])


def _is_topic(token: Token) -> bool:
    return is_common(token.text) and not token.kind & (TITLE | ORG_HEAD | LOC_HEAD) and token.text.istitle()


def _topics(left: list[Token], right: list[Token]) -> bool:
    """Say whether a subject of an office goes on: "Office on Drugs and Crime"."""
    of = any(token.gap in OF for token in left)
    return of and _is_topic(left[-1]) and _is_topic(right[0])


def _coordinated_head(left: list[Token], right: list[Token]) -> bool:
    """Say whether "and" joins two subjects before one head: "Securities and Exchange Commission"."""
    headed = len(right) > 1 and right[0].gap != ", and " and bool(right[-1].kind & ORG_HEAD)
    if not headed or left[0].initial or left[-1].text in KNOWN:
        return False
    if len(left) == 2 and left[0].kind & MODIFIER and not left[0].kind & TITLE:  # "National Oceanic and ..."
        return not left[1].kind
    return len(left) == 1 and _is_topic(left[0]) and (_is_topic(right[0]) or bool(right[0].kind & ORG_HEAD))


def _newspaper(left: list[Token], right: list[Token]) -> bool:
    """Say whether "and" joins the two nouns of a newspaper: "Globe and Mail"."""
    return len(left) == len(right) == 1 and bool(left[0].kind & right[0].kind & PRESS_HEAD)


def _owned_body(left: list[Token], right: list[Token]) -> bool:
    """Say whether a possessive is part of a name: "Korean People's Army"."""
    owner = left[-1]
    noun = owner.text.lower() in COMMON or bool(owner.kind & (GPE_FIRST | TITLE))
    if left[0].text in _SAINTS and len(left) > 1:
        return bool(right[-1].kind & (ORG_HEAD | LOC_HEAD))  # "St Mary's Hospital"
    named = owner.text in KNOWN or any(token.kind & (ORG_HEAD | OF_HEAD) for token in left)
    return bool(right[-1].kind & (ORG_HEAD | LOC_HEAD)) and noun and not named and not owner.initial


def _joined_directions(pieces: list[list[Token]], text: str) -> list[list[Token]]:
    """Join "North, Central, and South America" to one region; the halves of a country stay two names."""
    joined: list[list[Token]] = []
    for piece in pieces:
        whole = piece
        if piece[0].kind & DIRECTION and KNOWN.get(text[piece[0].start : piece[-1].end]) == "LOC":
            while joined and whole[0].gap in _LISTING and len(joined[-1]) == 1 and joined[-1][0].kind & DIRECTION:
                whole = joined.pop() + whole
        joined.append(whole)
    return joined
