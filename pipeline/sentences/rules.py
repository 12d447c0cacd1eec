"""Decide whether a candidate ends its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sentences.candidates import CLOSE, GAP, GLUED, MORE, NEXT, OPEN, SURE
from pipeline.sentences.language import Abbreviation

if TYPE_CHECKING:
    from pipeline.sentences.language import Language

_BEFORE_TOKEN = re.compile(r".*[\s(\[{\"“‘'’—–/]", re.DOTALL)
_WORD = re.compile(r"[^\W\d_][\w’']*")
_WORD_CHARACTER = re.compile(r"\w")
_MIXED_CASE = re.compile(r"[a-z]+[A-Z]")
_SPEAKER = re.compile(r"(?:[A-Z][\w’'.-]{0,30}\s{1,3}){0,3}([a-z]+)")
_LABEL = re.compile(
    r"(?:Figure|Fig\.|Table|Chapter|Section|Exhibit|Part|Box|Step|Rule|Article|Example|Listing)\s+\d[\d.]*\Z"
)
_SECTION = re.compile(r"\d+(?:\.\d+)+\Z")
_QUOTES = frozenset("\"“'‘")
_LONGEST_TOKEN = 30


def _token(text: str, begin: int, end: int) -> str:
    window = text[max(begin, end - _LONGEST_TOKEN) : end]
    match = _BEFORE_TOKEN.match(window)
    return window[match.end() :] if match else window


def _word(text: str, start: int) -> str:
    match = _WORD.match(text, start, start + _LONGEST_TOKEN)
    return match.group().lower().replace("’", "'") if match else ""


def ends(text: str, m: re.Match[str], begin: int, tables: Language) -> bool:
    """Tell whether the sentence that began at `begin` ends with this candidate."""
    stop = m.start()
    if m.lastindex == SURE:
        return _abbreviation_ends(text, m, _token(text, begin, stop), tables)
    if m.lastindex == 2 or (stop - begin < 12 and not _WORD_CHARACTER.search(text, begin, stop)):
        return False
    if m[GLUED] is not None:
        return _glued_ends(text, m, begin, tables)
    follower, after = m[NEXT], m.end()
    if not follower:
        nxt = text[after : after + 3]
        if nxt[:1] in tuple(",;:.!?)") or (nxt[:1] in tuple("-–—") and nxt.strip("-–— ")[:1].islower()):
            return False
    if follower.islower():
        return _lower_ends(text, m, begin, tables)
    if text[stop] == "." and not m[MORE]:
        token = _token(text, begin, stop)
        return _abbreviation_ends(text, m, token, tables) and _number_ends(text, m, token, begin)
    if m[CLOSE] and text[stop] != "." and (speaker := _SPEAKER.match(text, after)) and speaker[1] in tables.speech:
        return False
    if m[OPEN] == "(" and (follower.isdigit() or text[stop] == "."):
        return False
    if text[stop] == "!" and _token(text, begin, stop).lower() in tables.exclamation_names:
        return _word(text, after) in tables.starters
    return True


def _glued_ends(text: str, m: re.Match[str], begin: int, tables: Language) -> bool:
    stop, glued = m.start(), m[GLUED]
    token = _token(text, begin, stop)
    known = glued.lower() in tables.starters or tables.abbreviation(glued) is not None
    return (
        not m[MORE]
        and glued.lower() not in tables.web_endings
        and (len(glued) > 1 or glued in "AI")
        and not any(c in token for c in "./@")
        and (
            (text[max(0, stop - 2) : stop].islower() and (text[stop] != "." or not token[:1].isupper() or known))
            or (token[-1:].isdigit() and known and len(glued) > 1)
        )
    )


def _lower_ends(text: str, m: re.Match[str], begin: int, tables: Language) -> bool:
    stop, after = m.start(), m.end()
    if _MIXED_CASE.match(text, after) or (m[MORE].strip(" .…") and not m[CLOSE]):
        return True
    token = _token(text, begin, stop)
    return (
        not m[CLOSE]
        and not m[MORE]
        and text[stop] != "…"
        and token.islower()
        and token.isalpha()
        and tables.abbreviation(token) is None
        and len(token) > (2 if text[stop] == "." else 1)
        and (text[stop] == "." or not m[OPEN])
        and _word(text, after) not in tables.speech
    )


def _abbreviation_ends(text: str, m: re.Match[str], token: str, tables: Language) -> bool:
    kind = tables.abbreviation(token)
    initial = len(token) == 1 and token.isalpha() and token.isupper()
    if kind is None and not initial and "." not in token:
        return True
    after = m.end()
    opening = text[after : after + 1] if m.lastindex == SURE else m[OPEN]
    if m.lastindex == SURE and not opening.isalnum():
        after += 1
    follower = text[after : after + 1]
    closed = bool(m[SURE] if m.lastindex == SURE else m[CLOSE])
    word = _word(text, after)
    quote = not _QUOTES.isdisjoint(opening)
    opens = word in tables.starters and (
        len(word) > 1 or (text[after + 1 : after + 2] in tuple(" '’") and not text[after + 2 : after + 3].isupper())
    )
    if kind is Abbreviation.INTRODUCES and token not in {"V", "C"}:
        return not (follower.isalnum() or quote)
    if kind is Abbreviation.COUNTS and not initial:
        return not (follower.isdigit() or word in tables.months)
    if initial:
        return opens or closed
    if kind is Abbreviation.TIMES:
        return follower.isupper() and word not in tables.time_followers and "(" not in opening
    if kind is Abbreviation.TRAILS or (
        len(token) > 2 and all(len(part) <= 2 and part.isalpha() for part in token.split("."))
    ):
        return opens or quote or closed
    return True


def _number_ends(text: str, m: re.Match[str], token: str, begin: int) -> bool:
    stop = m.start()
    if len(token) > 1 and not token[:1].isdigit():
        return True
    before = text[max(begin, stop - len(token) - 4) : stop - len(token)].strip(" (•⁃‣*")
    if not before and (len(token) <= 2 or _SECTION.match(token)):
        return False
    if token == "1" and before.endswith(":"):
        return False
    return not (stop - begin < 16 and _LABEL.match(text, begin, stop))
