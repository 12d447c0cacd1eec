"""Label one phrase of capitalised words by the words themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.entities.heads import by_head, is_branch, is_college, is_region_list, is_team, names_something_else
from pipeline.entities.lists import (
    COMMON,
    DEMONYM,
    DIRECTION,
    GIVEN,
    GPE_FIRST,
    HEADS,
    KINDS,
    KNOWN,
    LOC_FIRST,
    MODIFIER,
    NO_ORGANISATION,
    OF_HEAD,
    ORG_HEAD,
    OTHER_HEAD,
    PRESS_HEAD,
    STATE_CODES,
    SURNAMES,
    TITLE,
    TITLES_AS_SURNAMES,
)
from pipeline.entities.mention import Mention
from pipeline.entities.persons import LONGEST, is_person, person
from pipeline.entities.tokens import opens
from pipeline.entities.words import is_acronym, is_camel_case, is_common, is_demonym, is_plain_plural, known_label

if TYPE_CHECKING:
    from pipeline.entities.tokens import Token

_FORMS_OF_ADDRESS: Final = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady"})
_ARTICLE: Final = "The "
_BEFORE_WORKS: Final = ("in ", "of ", "as ", "film ", "book ", "novel ", "series ", "play ", "song ", "album ")
"""What stands before a book, a film or a play: "starred in The Trial"."""
_LONGEST_KNOWN: Final = 6
"""Words of the longest name in the lists that holds no small word."""
_NEVER_ALONE: Final = DEMONYM | TITLE | MODIFIER | HEADS | OF_HEAD | OTHER_HEAD | LOC_FIRST | GPE_FIRST
"""Kinds of word that are no name by themselves."""


def label(tokens: list[Token], text: str) -> list[Mention]:
    """Return the names in a phrase and the parts that only the document can tell."""
    mentions = _label(tokens, text)
    article = tokens[0].start - len(_ARTICLE)
    if article >= 0 and mentions and mentions[0].start == tokens[0].start and text.startswith(_ARTICLE, article):
        _add_article(mentions[0], article, text)
    return mentions


def _add_article(mention: Mention, article: int, text: str) -> None:
    """Take a capitalised article into the name where the name asks for it: "The Hill", "The Hague"."""
    listed = KNOWN.get(text[article : mention.end]) if mention.label is None else None
    if listed is None and opens(text, article, 0, 0):
        mention.article = article
        return
    press = mention.label == "ORG" and mention.tokens[-1].kind & PRESS_HEAD
    if press or listed or (mention.label is None and not text.endswith(_BEFORE_WORKS, 0, article)):
        mention.begin_at(article, text)
        mention.label = listed or "ORG"
        mention.sure, mention.doubtful = True, False


def _label(tokens: list[Token], text: str) -> list[Mention]:
    tokens = _without_opening(tokens, text)
    if len(tokens) == 1:
        return _single(tokens, text)
    for reading in (_listed, _people, _something_else, _body_or_place, _titled, _team_or_person):
        mentions = reading(tokens, text)
        if mentions is not None:
            return mentions
    return _parts(tokens, text)


def _listed(tokens: list[Token], text: str) -> list[Mention] | None:
    return _known(tokens, text) if text[tokens[0].start : tokens[-1].end] in KNOWN else None


def _people(tokens: list[Token], text: str) -> list[Mention] | None:
    """Leave out a people or a faith: "South Korean"."""
    last = tokens[-1]
    called = tokens[0].text in GIVEN or tokens[-2].text.rstrip(".") in _FORMS_OF_ADDRESS
    if not last.kind & DEMONYM or (called and last.text in SURNAMES):
        return None
    return _label(tokens[:-1], text) if tokens[-2].kind & TITLE else []


def _something_else(tokens: list[Token], text: str) -> list[Mention] | None:
    """Keep of an event, a law or a work the known name that opens it: the "U.S." of "U.S. Open"."""
    if is_region_list(tokens) or not names_something_else(tokens):
        return None
    size = _longest_known(tokens, 0, text)
    return _known(tokens[:size], text) if size else []


def _body_or_place(tokens: list[Token], text: str) -> list[Mention] | None:
    if is_region_list(tokens):
        return [Mention(tokens, text, "LOC")]
    if is_college(tokens):
        return [Mention(tokens, text, "ORG")]
    headed = by_head(tokens, text)
    return None if headed is None else [headed]


def _team_or_person(tokens: list[Token], text: str) -> list[Mention] | None:
    if is_team(tokens) or is_branch(tokens):
        return [Mention(tokens, text, "ORG")]
    return [person(tokens, text)] if is_person(tokens) else None


def _without_opening(tokens: list[Token], text: str) -> list[Token]:
    """Drop a word that is capitalised only because it opens the sentence."""
    first = tokens[0]
    if not first.initial or len(tokens) == 1 or tokens[1].gap != " ":
        return tokens
    if first.kind or first.text in GIVEN or first.text in KNOWN:
        return tokens
    if len(tokens) > 2 and tokens[1].text in GIVEN and first.text not in SURNAMES:
        return tokens[1:]  # "Biologist Ada Lovelace"
    if first.text.lower() not in COMMON:
        return tokens
    if text[first.start : tokens[-1].end] in KNOWN or tokens[-1].kind & HEADS:
        return tokens
    return tokens[1:]


def _single(tokens: list[Token], text: str) -> list[Mention]:
    """Label one word alone."""
    token = tokens[0]
    word, kind = token.text, token.kind
    common = token.initial and not word.isupper() and word.lower() in COMMON
    mention = Mention(tokens, text, known_label(word))
    if mention.label is not None:
        mention.doubtful = common
    elif any(letter.isdigit() for letter in word) or KINDS.get(word.replace(".", ""), 0) & NO_ORGANISATION:
        return []
    elif kind & PRESS_HEAD and not token.initial and text.endswith("the ", 0, token.start):
        return [Mention(tokens, text, "ORG")]
    elif not kind & DIRECTION and (kind & _NEVER_ALONE or common):
        mention.doubtful = True
    elif token.gap == ", " and word in STATE_CODES:
        return [Mention(tokens, text, "GPE")]
    elif is_acronym(word) or _is_trade_name(token, text) or "." in word[:-2]:
        return [] if text.startswith(("$", " $"), token.end) else [Mention(tokens, text, "ORG", sure=False)]
    elif is_demonym(word) or (token.initial and is_plain_plural(word)):
        return []
    return [mention]


def _is_trade_name(token: Token, text: str) -> bool:
    """Say whether a word is put together as the names of firms are, and is no hashtag."""
    numbered = text[token.end : token.end + 1] == " " and text[token.end + 1 : token.end + 2].isdigit()  # a model
    return is_camel_case(token.text) and not numbered and text[token.start - 1 : token.start] not in ("#", "@")


def _known(tokens: list[Token], text: str) -> list[Mention]:
    return [Mention(tokens, text, KNOWN[text[tokens[0].start : tokens[-1].end]])]


def _titled(tokens: list[Token], text: str) -> list[Mention] | None:
    """Split a phrase at its last title: the office and its country before, the name after."""
    office = at = max(
        (i for i, token in enumerate(tokens) if token.kind & TITLE and not _is_surname(tokens, i)), default=-1
    )
    if at < 0:
        return None
    while office > 0 and tokens[office - 1].kind & (MODIFIER | TITLE):
        office -= 1
    before = _label(tokens[:office], text) if office else []
    after = tokens[at + 1 :]
    if not after:
        return before
    if len(after) <= LONGEST and after[0].gap == " " and _is_holder(tokens[at].text, after):
        return [*before, Mention(after, text, "PERSON")]
    return before + _label(after, text)


def _is_surname(tokens: list[Token], at: int) -> bool:
    """Say whether a title is the surname that ends a name: "Stephen King", "Mr Bishop"; not "Jordan King"."""
    if at != len(tokens) - 1 or not at or tokens[at].text not in TITLES_AS_SURNAMES:
        return False
    before = tokens[at - 1].text
    return before.rstrip(".") in _FORMS_OF_ADDRESS or (before in GIVEN and before not in KNOWN)


def _is_holder(title: str, name: list[Token]) -> bool:
    """Say whether a person follows a title, and no body: "Mr House", "Senator Robert Bank", not "President House"."""
    if len(name) == 1 and name[0].text in KNOWN and name[0].text not in SURNAMES:
        return False  # "Assistant U.S. Attorney"
    called = title.rstrip(".") in _FORMS_OF_ADDRESS or (len(name) == 2 and name[0].text in GIVEN)
    return called or not name[-1].kind & HEADS


def _parts(tokens: list[Token], text: str) -> list[Mention]:
    """Take the longest known names out of a phrase and leave the rest to the document."""
    mentions: list[Mention] = []
    rest: list[Token] = []
    at = 0
    while at < len(tokens):
        size = _longest_known(tokens, at, text)
        if not size:
            rest.append(tokens[at])
            at += 1
            continue
        mentions += _rest(rest, text)
        rest = []
        mentions += _known(tokens[at : at + size], text)
        at += size
        if len(mentions) > 1 and (mentions[-2].label, mentions[-1].label) == ("GPE", "ORG"):
            body, country = mentions.pop(), mentions.pop()
            if body.start == country.end + 1:  # "US Marines"
                mentions.append(Mention(country.tokens + body.tokens, text, "ORG"))
            else:
                mentions += [country, body]
    return mentions + _rest(rest, text)


def _longest_known(tokens: list[Token], at: int, text: str) -> int:
    for size in range(min(_LONGEST_KNOWN, len(tokens) - at), 0, -1):
        if text[tokens[at].start : tokens[at + size - 1].end] in KNOWN:
            return size
    return 0


def _rest(tokens: list[Token], text: str) -> list[Mention]:
    """Label what holds no known name: a body with words behind it, or words that are no English words, a person."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].kind & ORG_HEAD:
            return [Mention(tokens[: at + 1], text, "ORG"), *_rest(tokens[at + 1 :], text)]
    while tokens and tokens[0].kind & (DEMONYM | DIRECTION | MODIFIER):
        tokens = tokens[1:]
    if len(tokens) < 2:
        return _single(tokens, text) if tokens else []
    if is_person(tokens):
        return [person(tokens, text)]
    first = tokens[0].text
    if len(first) > 2 and is_acronym(first):  # "FBI Robert Mueller"
        return _single(tokens[:1], text) + _rest(tokens[1:], text)
    if len(tokens) <= LONGEST and not any(_is_word(token) for token in tokens):
        return [Mention(tokens, text, "PERSON", sure=False)]
    return [Mention(tokens, text)]


def _is_word(token: Token) -> bool:
    return is_common(token.text) or bool(token.kind) or token.text.isupper()
