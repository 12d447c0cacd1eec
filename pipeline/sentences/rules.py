"""Decide whether a candidate ends its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sentences.candidates import CLOSE, GLUED, ITEM, MORE, NEXT, OPEN, SURE
from pipeline.sentences.language import Abbreviation

if TYPE_CHECKING:
    from pipeline.sentences.language import Language

_BEFORE_TOKEN = re.compile(r".*[\s(\[{\"“‘'’—–/]", re.DOTALL)
_WORD = re.compile(r"[^\W\d_][\w’']*")
_WORD_CHARACTER = re.compile(r"\w")
_MIXED_CASE = re.compile(r"[a-z]+[A-Z]")
_SPEAKER = re.compile(r"(?:[A-Z][\w’'.-]{0,30}\s{1,3}){0,3}([a-z]+)")
_SECTION = re.compile(r"\d+(?:\.\d+)+\Z")
_LETTERS = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+\Z")
_ADDRESSES = ("http://", "https://")
_DASHES = frozenset("-–—")
_NO_OPENERS = frozenset(",;:.!?)")
_CLOSERS = frozenset(')"”')
_QUOTES = frozenset("\"“'‘")
# Bounds keep every decision at constant cost, whatever the text.
_LONGEST_TOKEN = 30
_LONGEST_LABEL = 16
_LONGEST_LEAD = 12


def ends(text: str, m: re.Match[str], begin: int, close: int, tables: Language) -> bool:
    """Tell whether the sentence that began at `begin` ends with this candidate; its paragraph ends at `close`."""
    stop = m.start()
    if m.lastindex == SURE:
        decide = _exclamation_ends if text[stop] == "!" else _abbreviation_ends
        return decide(text, m, _token(text, begin, stop), tables)
    if m.lastindex == ITEM or (stop - begin < _LONGEST_LEAD and not _WORD_CHARACTER.search(text, begin, stop)):
        return False
    if m[GLUED] is not None:
        return _glued_ends(text, m, begin, tables)
    if not m[NEXT]:
        return _symbol_opens(text[m.end() : min(close, m.end() + 3)])
    if m[NEXT].islower():
        return _lower_ends(text, m, begin, tables)
    return not _is_spoken(text, m, close, tables) and _capital_ends(text, m, begin, tables)


def is_note(text: str, end: int, tables: Language) -> bool:
    """Tell whether what ends here, after a full stop, belongs to its sentence: a number does before a starter."""
    return not text[end - 1].isdigit() or _word(text, end + 1) in tables.starters


def _token(text: str, begin: int, end: int) -> str:
    """Return what stands before a mark, back to a blank, an opening mark, an apostrophe, a dash or a slash."""
    window = text[max(begin, end - _LONGEST_TOKEN) : end]
    match = _BEFORE_TOKEN.match(window)
    return window[match.end() :] if match else window


def _word(text: str, start: int) -> str:
    match = _WORD.match(text, start, start + _LONGEST_TOKEN)
    return match.group().lower().replace("’", "'") if match else ""


def _symbol_opens(symbols: str) -> bool:
    """Tell whether what follows a mark, its blanks and opening marks, and is no letter or digit, opens a sentence."""
    if symbols in {"", "..."}:
        return symbols != ""
    return symbols[0] not in _NO_OPENERS and not (symbols[0] in _DASHES and symbols.strip("-–— ")[:1].islower())


def _glued_ends(text: str, m: re.Match[str], begin: int, tables: Language) -> bool:
    """Decide before a capitalised word that follows without a blank: a missing blank, or a name like "Node.Js"."""
    stop, glued = m.start(), m[GLUED]
    token, word = _token(text, begin, stop), glued.lower()
    if word in tables.web_endings or (len(glued) == 1 and glued not in "AI") or any(c in token for c in "./@"):
        return False
    known = word in tables.starters or tables.abbreviation(glued) is not None
    if m[MORE]:
        return known
    if token[-1:].isdigit():
        return known and len(glued) > 1
    return token[-2:].islower() and (known or text[stop] != "." or not token[:1].isupper())


def _lower_ends(text: str, m: re.Match[str], begin: int, tables: Language) -> bool:
    """Decide before a word in lower case, with which informal texts begin sentences, edited ones only names."""
    stop, after = m.start(), m.end()
    if _MIXED_CASE.match(text, after) or text.startswith(_ADDRESSES, after):
        return True
    if m[CLOSE] or text[stop] == "…":
        return False
    if m[MORE]:
        return m[MORE].strip(" .…") != ""
    token = _token(text, begin, stop)
    if not token or token[-1] in _CLOSERS:
        return True
    return (
        len(token) > 1
        and token.islower()
        and token.isalpha()
        and tables.abbreviation(token) is None
        and _word(text, after) not in tables.speech
    )


def _is_spoken(text: str, m: re.Match[str], close: int, tables: Language) -> bool:
    """Tell whether a question or exclamation in quotation marks goes on with its speaker."""
    if not m[CLOSE] or text[m.start()] == ".":
        return False
    speaker = _SPEAKER.match(text, m.end(), close)
    return speaker is not None and speaker[1] in tables.speech


def _capital_ends(text: str, m: re.Match[str], begin: int, tables: Language) -> bool:
    """Decide before a capital or a digit."""
    stop = m.start()
    mark = text[stop]
    if mark == "." and not m[MORE]:
        token = _token(text, begin, stop)
        return _abbreviation_ends(text, m, token, tables) and _number_ends(text, stop, token, begin, tables)
    if m[OPEN] == "(" and (m[NEXT].isdigit() or mark == "."):
        return False
    return mark != "!" or _exclamation_ends(text, m, _token(text, begin, stop), tables)


def _exclamation_ends(text: str, m: re.Match[str], token: str, tables: Language) -> bool:
    """Decide after an exclamation mark, which may belong to a name."""
    return token.lower() not in tables.exclamation_names or _word(text, m.end()) in tables.starters


def _abbreviation_ends(text: str, m: re.Match[str], token: str, tables: Language) -> bool:
    """Decide after a full stop by the token before it; initials and acronyms like "U.S." end one before a starter."""
    initial = len(token) == 1 and token.isupper()
    kind = None if initial else tables.abbreviation(token)
    if kind is None and not initial and not _LETTERS.match(token):
        return True
    opening, after = _opening(text, m)
    word, follower = _word(text, after), text[after : after + 1]
    opens = word in tables.starters and (len(word) > 1 or _stands_alone(text, after))
    quoted = not _QUOTES.isdisjoint(opening)
    if kind is Abbreviation.INTRODUCES:
        return not (follower.isalnum() or quoted)
    if kind is Abbreviation.COUNTS:
        return not (follower.isdigit() or word in tables.months) and (len(token) > 1 or opens)
    if kind is Abbreviation.CLOSES:
        return follower.isupper() and word not in tables.weekdays and word not in tables.zones and "(" not in opening
    return opens or m[SURE if m.lastindex == SURE else CLOSE] != "" or (quoted and not initial)


def _opening(text: str, m: re.Match[str]) -> tuple[str, int]:
    """Return the opening marks of what follows a candidate, and where its first word begins."""
    after = m.end()
    if m.lastindex != SURE:
        return m[OPEN], after
    opening = text[after : after + 1]
    return ("", after) if opening.isalnum() else (opening, after + 1)


def _stands_alone(text: str, at: int) -> bool:
    """Tell whether a single letter is a word, as in "I knew" and "A new", and no initial."""
    return text[at + 1 : at + 2] in {" ", "'", "’"} and not text[at + 2 : at + 3].isupper()


def _number_ends(text: str, stop: int, number: str, begin: int, tables: Language) -> bool:
    """Decide after a number, which may number an item, a section or a figure instead of ending a sentence."""
    if len(number) > 1 and not number[:1].isdigit():
        return True
    before = text[max(begin, stop - len(number) - _LONGEST_LABEL) : stop - len(number)].strip(" (•⁃‣*")
    if not before:
        return len(number) > 2 and not _SECTION.match(number)
    if before.rstrip(".").lower() in tables.labels and stop - begin <= _LONGEST_LABEL:
        return False
    return not (number == "1" and before[-1] == ":")
