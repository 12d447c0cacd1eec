"""Label one phrase of capitalised words by the words themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.entities.lists import (
    CITIES,
    COMMON,
    DEMONYM,
    DIRECTION,
    GIVEN,
    GPE_FIRST,
    GPE_HEAD,
    KINDS,
    KNOWN,
    LOC_FIRST,
    LOC_HEAD,
    MODIFIER,
    NO_ORGANISATION,
    OF_HEAD,
    ORG_FIRST,
    ORG_HEAD,
    OTHER_FIRST,
    OTHER_HEAD,
    PRESS_HEAD,
    STATE_CODES,
    SURNAMES,
    SURNAME_FIRST,
    TITLE,
    Label,
)

if TYPE_CHECKING:
    from pipeline.entities.tokens import Token


class Mention:
    """A phrase that may be a name; without a label when its own words do not tell."""

    __slots__ = ("article", "doubtful", "end", "label", "start", "sure", "text", "tokens")

    def __init__(self, tokens: list[Token], text: str, label: Label | None = None, *, sure: bool = True) -> None:
        """Hold a phrase; `sure` when its words alone prove the label, so that the document may build on it."""
        self.tokens = tokens
        self.start = tokens[0].start
        self.end = tokens[-1].end
        self.text = text[self.start : self.end]
        self.label = label
        self.sure = sure and label is not None
        self.doubtful = False  # it may be a common noun that opens a sentence
        self.article: int | None = None  # where an article starts that opens the sentence and may be part of it


_SUFFIXES: Final = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
_LONGEST_PERSON: Final = 5
_LONGEST_KNOWN: Final = 6
_HEADS: Final = ORG_HEAD | LOC_HEAD | GPE_HEAD
_NEVER_ALONE: Final = (
    DEMONYM | TITLE | MODIFIER | NO_ORGANISATION | _HEADS | OF_HEAD | OTHER_HEAD | LOC_FIRST | GPE_FIRST
)
"""Kinds of word that are no name by themselves."""


def label(tokens: list[Token], text: str) -> list[Mention]:
    """Return the names in a phrase and the parts that only the document can tell."""
    mentions = _label(tokens, text)
    first = tokens[0]
    if first.article is not None and mentions and mentions[0].start == first.start:
        _add_article(mentions[0], first, text)
    return mentions


def _add_article(mention: Mention, first: Token, text: str) -> None:
    """Take a capitalised article into the name where the name asks for it: "The Hill", "The Hague"."""
    assert first.article is not None
    with_article = text[first.article : mention.end]
    press = mention.label == "ORG" and bool(mention.tokens[-1].kind & PRESS_HEAD)
    if KNOWN.get(with_article) and mention.label is None:
        mention.label = KNOWN[with_article]
    elif first.article_opens:
        mention.article = first.article
        return
    elif press or mention.label is None:
        mention.label = "ORG"
    else:
        return
    mention.start, mention.text = first.article, with_article
    mention.sure, mention.doubtful = True, False


def _label(tokens: list[Token], text: str) -> list[Mention]:
    tokens = _without_opening(tokens, text)
    if len(tokens) == 1:
        return _single(tokens, text)
    surface = text[tokens[0].start : tokens[-1].end]
    if surface in KNOWN:
        return [Mention(tokens, text, KNOWN[surface])]
    if tokens[-1].kind & DEMONYM:
        return _label(tokens[:-1], text) if tokens[-2].kind & TITLE else []
    if _is_region_list(tokens):
        return [Mention(tokens, text, "LOC")]
    if _names_something_else(tokens):
        return _known_start(tokens, text)
    headed = _by_head(tokens, text)
    if headed is not None:
        return [headed]
    titled = _titled(tokens, text)
    if titled is not None:
        return titled
    if _is_team(tokens) or _is_branch(tokens):
        return [Mention(tokens, text, "ORG")]
    if is_person(tokens):
        return [_person(tokens, text)]
    return _parts(tokens, text)


def _is_team(tokens: list[Token]) -> bool:
    """Say whether a city has a team: "Dallas Cowboys"."""
    last = tokens[-1]
    return (
        last.text.endswith("s")
        and (last.text.lower() in COMMON or last.text[:-1].lower() in COMMON)
        and not last.kind
        and last.text not in SURNAMES
        and all(token.text in CITIES for token in tokens[:-1])
    )


def _is_branch(tokens: list[Token]) -> bool:
    """Say whether a body has a branch in a country: "Hitwise UK"."""
    first, last = tokens[0], tokens[-1]
    body = KNOWN.get(first.text) == "ORG" or (is_coined(first.text) and first.text not in GIVEN)
    return len(tokens) == 2 and body and KNOWN.get(last.text) == "GPE" and last.text not in CITIES


def is_coined(word: str) -> bool:
    """Say whether no list knows a word."""
    return word not in KNOWN and word not in KINDS and word.lower() not in COMMON


def _person(tokens: list[Token], text: str) -> Mention:
    """Return the person without a common noun or letters behind the name: "Ada Lovelace FRS"."""
    last = tokens[-1].text
    behind = (last.isupper() and last not in _SUFFIXES) or (last.lower() in COMMON and last not in SURNAMES)
    if len(tokens) > 2 and behind and tokens[-2].text.lower() not in COMMON:
        tokens = tokens[:-1]
    return Mention(tokens, text, "PERSON")


def _is_region_list(tokens: list[Token]) -> bool:
    """Say whether several directions share one land: "North, Central, and South America"."""
    return bool(tokens[0].kind & DIRECTION) and tokens[1].gap != " " and bool(tokens[1].kind & DIRECTION)


def _names_something_else(tokens: list[Token]) -> bool:
    """Say whether the phrase names an event, a day, a law or a work."""
    if tokens[0].kind & OTHER_FIRST:
        return True
    of = any(token.gap != " " for token in tokens[1:])
    return not of and bool(tokens[-1].kind & OTHER_HEAD) and not tokens[-1].kind & _HEADS


def _without_opening(tokens: list[Token], text: str) -> list[Token]:
    """Drop a word that is capitalised only because it opens the sentence."""
    first = tokens[0]
    if not first.initial or len(tokens) == 1 or tokens[1].gap != " ":
        return tokens
    if first.kind or first.text.lower() not in COMMON or first.text in GIVEN or first.text in KNOWN:
        return tokens
    if text[first.start : tokens[-1].end] in KNOWN or tokens[-1].kind & _HEADS:
        return tokens
    return tokens[1:]


def _single(tokens: list[Token], text: str) -> list[Mention]:
    token = tokens[0]
    word = token.text
    known = KNOWN.get(word) or (KNOWN.get(word.title()) if word.isupper() and len(word) > 3 else None)
    common = word.lower() in COMMON and not word.isupper()
    mention = Mention(tokens, text, known)
    if known is not None:
        mention.doubtful = token.initial and common
        return [mention]
    if token.kind & NO_ORGANISATION or any(letter.isdigit() for letter in word):
        return []
    if token.kind & DIRECTION:
        return [mention]
    if token.kind & _NEVER_ALONE or (token.initial and common):
        mention.doubtful = True
    elif token.gap == ", " and word in STATE_CODES:
        return [Mention(tokens, text, "GPE")]
    elif is_acronym(word) or "." in word[:-2]:
        return [] if text.startswith(("$", " $"), token.end) else [Mention(tokens, text, "ORG", sure=False)]
    elif is_demonym(word):
        return []
    return [mention]


def is_demonym(word: str) -> bool:
    """Say whether a word is built from a known place: "Alaskan", "Baghdadis", "Berliner"."""
    stem = word.removesuffix("s")
    if stem[-1:] not in "nir" or word in GIVEN or word in SURNAMES:
        return False
    places = (stem[:-1], stem[:-2], stem[:-3] + "a") if stem[-1] != "r" else (stem[:-2],)
    return any(len(place) > 3 and KNOWN.get(place) == "GPE" for place in places)


def is_acronym(word: str) -> bool:
    """Say whether a word is two to six capital letters, and no word or name that is only written in capitals."""
    letters = word.replace(".", "").replace("&", "")
    if not (2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()):
        return False
    return word.lower() not in COMMON and (len(letters) < 4 or word.title() not in GIVEN)


def _known_start(tokens: list[Token], text: str) -> list[Mention]:
    """Return the known name that opens the name of an event or a work: the "U.S." of "U.S. Open"."""
    size = _longest_known(tokens, 0, text)
    return [Mention(tokens[:size], text, KNOWN[text[tokens[0].start : tokens[size - 1].end]])] if size else []


def _by_head(tokens: list[Token], text: str) -> Mention | None:
    """Label by the noun that heads the phrase: the last word, or the word before "of"."""
    head = _head(tokens)
    kind = tokens[head].kind
    if head == 0 and tokens[1].gap == " ":
        return _by_first(tokens, text)
    if head == 0 and not kind & OF_HEAD:
        return None
    if all(token.kind & TITLE for token in tokens[:head]) and head == len(tokens) - 1 and tokens[head].gap == " ":
        return None
    if kind & ORG_HEAD:
        return Mention(tokens, text, "ORG")
    if kind & GPE_HEAD and any(token.kind & ORG_HEAD for token in tokens[:head]):
        return Mention(tokens, text, "ORG")
    if kind & GPE_HEAD:
        if tokens[-1].kind & GPE_HEAD and all(token.kind & (DEMONYM | DIRECTION) for token in tokens[:head]):
            return Mention(tokens, text)
        return Mention(tokens, text, "GPE")
    if kind & LOC_HEAD or (kind & DIRECTION and tokens[0].text not in GIVEN):
        return Mention(tokens, text, "LOC")
    if not kind & OF_HEAD or head == len(tokens) - 1:
        return None
    return Mention(tokens, text, "LOC" if kind & LOC_FIRST else "ORG")


def _by_first(tokens: list[Token], text: str) -> Mention | None:
    """Label by the word that opens a name of a place: "Lake Garda", "San Remo"."""
    kind, following = tokens[0].kind, tokens[1]
    if following.text.lower() in COMMON or following.kind:
        return None
    if kind & LOC_FIRST:
        return Mention(tokens, text, "LOC")
    if kind & ORG_FIRST:
        return Mention(tokens, text, "ORG")
    return Mention(tokens, text, "GPE") if kind & GPE_FIRST and len(tokens) == 2 else None


def _head(tokens: list[Token]) -> int:
    """Return the index of the head; 0 also for a phrase that has none."""
    for at in range(1, len(tokens)):
        if tokens[at].gap != " " and tokens[at - 1].kind & ORG_HEAD:
            return at - 1
    for at in range(1, len(tokens)):
        if tokens[at].gap != " " and tokens[at - 1].kind & (OF_HEAD | _HEADS):
            return at - 1
    last = len(tokens) - 1
    while last > 1 and tokens[last].kind & DIRECTION and tokens[last - 1].kind & (_HEADS | DIRECTION):
        last -= 1
    return last if tokens[last].kind & (_HEADS | OF_HEAD | DIRECTION) else 0


def _titled(tokens: list[Token], text: str) -> list[Mention] | None:
    """Split a phrase at its last title: the office and its country before, the name after."""
    at = max((i for i, token in enumerate(tokens) if token.kind & TITLE), default=-1)
    if at < 0:
        return None
    office = at
    while office > 0 and tokens[office - 1].kind & (MODIFIER | TITLE):
        office -= 1
    before = _label(tokens[:office], text) if office else []
    after = tokens[at + 1 :]
    if not after:
        return before
    if len(after) <= _LONGEST_PERSON and not after[-1].kind & _HEADS and after[0].gap == " ":
        return [*before, Mention(after, text, "PERSON")]
    return before + _label(after, text)


def is_person(tokens: list[Token]) -> bool:
    """Say whether two to five words are built like the name of a person."""
    if len(tokens) > _LONGEST_PERSON or any(token.kind & (DEMONYM | MODIFIER | _HEADS) for token in tokens[1:-1]):
        return False
    first, last = tokens[0], tokens[-1]
    common = last.text.lower() in COMMON and last.text not in SURNAMES
    if last.kind & (DEMONYM | TITLE) or (last.text in KNOWN and first.text not in GIVEN):
        return False
    if first.text in GIVEN and not (common and (first.text in KNOWN or first.text.lower() in COMMON)):
        return first.text not in KNOWN or last.text not in KNOWN
    if any(_is_initial(token.text) for token in tokens[:-1]):
        return not common
    if len(last.text) == 2 and last.text[1] == ".":
        return False
    if last.text in _SUFFIXES:
        return first.text.lower() not in COMMON
    if last.text in SURNAMES and not first.kind and first.text not in KNOWN:
        return first.text.lower() not in COMMON
    if first.kind & SURNAME_FIRST and len(tokens) <= 3:
        return not common
    return "-" in last.text and last.text.rpartition("-")[2].islower()


def _is_initial(word: str) -> bool:
    return (len(word) == 2 and word[1] == ".") or (len(word) == 4 and word[1] == word[3] == ".")


def _parts(tokens: list[Token], text: str) -> list[Mention]:
    """Take the longest known names out of a phrase and leave the rest to the document."""
    mentions: list[Mention] = []
    rest: list[Token] = []
    at = 0
    while at < len(tokens):
        size = _longest_known(tokens, at, text)
        if size:
            mentions += _rest(rest, text)
            rest = []
            name = tokens[at : at + size]
            known = KNOWN[text[name[0].start : name[-1].end]]
            if known == "ORG" and mentions and mentions[-1].label == "GPE" and mentions[-1].end == name[0].start - 1:
                name = mentions.pop().tokens + name
            mentions.append(Mention(name, text, known))
            at += size
        else:
            rest.append(tokens[at])
            at += 1
    return mentions + _rest(rest, text)


def _longest_known(tokens: list[Token], at: int, text: str) -> int:
    for size in range(min(_LONGEST_KNOWN, len(tokens) - at), 0, -1):
        if text[tokens[at].start : tokens[at + size - 1].end] in KNOWN:
            return size
    return 0


def _rest(tokens: list[Token], text: str) -> list[Mention]:
    """Label what holds no known name: two or more words that are no English words are a person."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].kind & ORG_HEAD:
            return [Mention(tokens[: at + 1], text, "ORG"), *_rest(tokens[at + 1 :], text)]
    while tokens and tokens[0].kind & (DEMONYM | DIRECTION | MODIFIER):
        tokens = tokens[1:]
    if len(tokens) < 2:
        return _single(tokens, text) if tokens else []
    if is_person(tokens):
        return [_person(tokens, text)]
    if len(tokens) <= _LONGEST_PERSON and not any(_is_word(token) for token in tokens):
        return [Mention(tokens, text, "PERSON", sure=False)]
    return [Mention(tokens, text)]


def _is_word(token: Token) -> bool:
    return token.text.lower() in COMMON or bool(token.kind) or token.text.isupper()
