"""Label one phrase of capitalised words by the words themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.entities.lists import (
    COMMON,
    DEMONYM,
    DIRECTION,
    GIVEN,
    GPE_FIRST,
    GPE_HEAD,
    KNOWN,
    LOC_FIRST,
    LOC_HEAD,
    MODIFIER,
    NO_ORGANISATION,
    OF_HEAD,
    ORG_HEAD,
    SURNAME_FIRST,
    TITLE,
    Label,
)

if TYPE_CHECKING:
    from pipeline.entities.tokens import Token


class Mention(NamedTuple):
    """A phrase that may be a name; without a label when its own words do not tell."""

    tokens: list[Token]
    label: Label | None
    sure: bool
    """The words alone prove the label, so the rest of the document may build on it."""


_SUFFIXES: Final = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
_LONGEST_PERSON: Final = 5
_HEADS: Final = ORG_HEAD | LOC_HEAD | GPE_HEAD
_ADJECTIVES: Final = DEMONYM | DIRECTION


def label(tokens: list[Token], text: str) -> list[Mention]:
    """Return the names in a phrase and the parts that only the document can tell."""
    tokens = _without_opening(tokens, text)
    if not tokens:
        return []
    if len(tokens) == 1:
        return _single(tokens)
    surface = text[tokens[0].start : tokens[-1].end]
    if surface in KNOWN:
        return [Mention(tokens, KNOWN[surface], sure=True)]
    headed = _by_head(tokens)
    if headed is not None:
        return [headed]
    titled = _titled(tokens, text)
    if titled is not None:
        return titled
    if _is_person(tokens):
        return [Mention(tokens, "PERSON", sure=True)]
    return _parts(tokens, text)


def _without_opening(tokens: list[Token], text: str) -> list[Token]:
    """Drop a word that is capitalised only because it opens the sentence."""
    first = tokens[0]
    if not first.initial or len(tokens) == 1 or tokens[1].gap != " ":
        return tokens
    if first.kind or first.text.lower() not in COMMON or first.text in GIVEN:
        return tokens
    if text[first.start : tokens[-1].end] in KNOWN or tokens[-1].kind & _HEADS:
        return tokens
    return tokens[1:]


def _single(tokens: list[Token]) -> list[Mention]:
    token = tokens[0]
    known = KNOWN.get(token.text)
    if known is not None:
        return [Mention(tokens, known, sure=True)]
    if token.kind & (DEMONYM | TITLE | MODIFIER | NO_ORGANISATION | _HEADS | DIRECTION | OF_HEAD):
        return []
    if _is_acronym(token.text):
        return [Mention(tokens, "ORG", sure=False)]
    if token.text.lower() in COMMON and token.initial:
        return []
    if "." in token.text[:-2]:
        return [Mention(tokens, "ORG", sure=False)]
    return [Mention(tokens, None, sure=False)]


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _by_head(tokens: list[Token]) -> Mention | None:
    """Label by the noun that heads the phrase: the last word, or the word before "of"."""
    head = _head(tokens)
    kind = tokens[head].kind
    if head == 0 and kind & (LOC_FIRST | GPE_FIRST) and not tokens[-1].kind & _HEADS:
        return Mention(tokens, "GPE" if kind & GPE_FIRST else "LOC", sure=True)
    if head == 0 and len(tokens) == 1:
        return None
    if head == 0 and not (tokens[1].gap != " " and kind & OF_HEAD):
        return None
    named = [token for token in tokens[:head] if not token.kind & TITLE] or tokens[head + 1 :]
    if not named:
        return None
    if kind & ORG_HEAD:
        return Mention(tokens, "ORG", sure=True)
    if kind & GPE_HEAD and not all(token.kind & _ADJECTIVES for token in tokens[:head]):
        return Mention(tokens, "GPE", sure=True)
    if kind & LOC_HEAD:
        return Mention(tokens, "LOC", sure=True)
    if kind & OF_HEAD and tokens[-1] is not tokens[head]:
        return Mention(tokens, "ORG", sure=True)
    return None


def _head(tokens: list[Token]) -> int:
    for at in range(1, len(tokens)):
        if tokens[at].gap != " " and tokens[at - 1].kind & (OF_HEAD | _HEADS):
            return at - 1
    first = tokens[0].kind
    if first & (LOC_FIRST | GPE_FIRST) and not tokens[-1].kind & _HEADS:
        return 0
    last = len(tokens) - 1
    while last > 1 and tokens[last].kind & DIRECTION and not tokens[last].kind & _HEADS:
        last -= 1
    return last


def _titled(tokens: list[Token], text: str) -> list[Mention] | None:
    """Split a phrase at its last title: the office and its country before, the name after."""
    at = max((i for i, token in enumerate(tokens) if token.kind & TITLE), default=-1)
    if at < 0:
        return None
    office = at
    while office > 0 and tokens[office - 1].kind & (MODIFIER | TITLE):
        office -= 1
    before = label(tokens[:office], text) if office else []
    after = tokens[at + 1 :]
    if not after:
        return before
    if len(after) <= _LONGEST_PERSON and not after[-1].kind & _HEADS:
        return [*before, Mention(after, "PERSON", sure=True)]
    return before + label(after, text)


def _is_person(tokens: list[Token]) -> bool:
    if len(tokens) > _LONGEST_PERSON or any(token.kind & (DEMONYM | MODIFIER | _HEADS) for token in tokens[1:-1]):
        return False
    first, last = tokens[0], tokens[-1]
    if last.kind & (DEMONYM | TITLE) or last.text in KNOWN and first.text not in GIVEN:
        return False
    if first.text in GIVEN and first.text not in KNOWN:
        return True
    if first.text in GIVEN and last.text not in KNOWN and last.text.lower() not in COMMON:
        return True
    if _is_initial(first.text) or any(_is_initial(token.text) for token in tokens[1:-1]):
        return last.text.lower() not in COMMON
    if last.text in _SUFFIXES:
        return True
    if first.kind & SURNAME_FIRST and len(tokens) <= 3:
        return last.text.lower() not in COMMON
    return "-" in last.text and last.text.rpartition("-")[2].islower()


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "." or len(word) == 4 and word[1] == word[3] == "."


def _parts(tokens: list[Token], text: str) -> list[Mention]:
    """Take the longest known names out of a phrase and leave the rest to the document."""
    mentions: list[Mention] = []
    rest: list[Token] = []
    at = 0
    while at < len(tokens):
        size = _longest_known(tokens, at, text)
        if size:
            mentions += _rest(rest)
            rest = []
            name = tokens[at : at + size]
            mentions.append(Mention(name, KNOWN[text[name[0].start : name[-1].end]], sure=True))
            at += size
        else:
            rest.append(tokens[at])
            at += 1
    return mentions + _rest(rest)


def _longest_known(tokens: list[Token], at: int, text: str) -> int:
    for size in range(min(5, len(tokens) - at), 0, -1):
        if text[tokens[at].start : tokens[at + size - 1].end] in KNOWN:
            return size
    return 0


def _rest(tokens: list[Token]) -> list[Mention]:
    """Label what holds no known name: two or more words that are no English words are a person."""
    while tokens and tokens[0].kind & (DEMONYM | DIRECTION | MODIFIER):
        tokens = tokens[1:]
    if len(tokens) < 2:
        return _single(tokens) if tokens else []
    if _is_person(tokens):
        return [Mention(tokens, "PERSON", sure=True)]
    if len(tokens) <= _LONGEST_PERSON and not any(_is_word(token) for token in tokens):
        return [Mention(tokens, "PERSON", sure=False)]
    return [Mention(tokens, None, sure=False)]


def _is_word(token: Token) -> bool:
    return token.text.lower() in COMMON or bool(token.kind) or token.text.isupper()
