"""Find the places of a text where a sentence can end.

Each pattern begins with one literal character, because the `re` module then skips to it with memchr; a class of marks at the
front would make the whole scan several times slower. Group SURE is set where the characters alone show a boundary; only the
few other candidates need the tables of the language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Groups of a candidate. SURE: the quotation marks and brackets that close a sure sentence. ITEM: empty, set after what may
# number an item ("2."). MORE: further marks. CLOSE: what still belongs to the sentence. GAP: blanks. OPEN: opening marks
# after them. NEXT: the letter or digit after those. GLUED: a capitalised word that follows without a blank.
SURE, ITEM, MORE, CLOSE, GAP, OPEN, NEXT, GLUED = range(1, 9)

_NUMBER = r"((?<=[0-9a-z].)(?<![^\s•⁃‣][0-9a-z].)|(?<=\d\d.)(?<![^\s•⁃‣]\d\d.))"
_CLOSERS = "[\"'”’)\\]»*]*+"
_CITATIONS = (
    r"(?:\s?\[(?:\d{1,3}|[a-z]|note \d{1,4}|citation needed|better source needed|clarification needed)\]){0,9}+"
)
_EMOTICON = r"(?:\s?(?:[:;=][-']?[()DP]|\^_\^)(?=\s))?+"
_UNSURE = (
    rf"(?<![.!?…].)(?<![.!?…][ \u00a0].){_NUMBER}?((?:[ \u00a0]?[.!?…])*+)({_CLOSERS}{_CITATIONS}{_EMOTICON})"
    rf"(?:(\s++)([\"“'‘(\[«*_]*+)(?=(\w?))|(?<=[a-z0-9][.!?…]|[.!?…][\"”’)])(?=([A-Z][a-z]*)['’\s,.]))"
)
_WORD_BEFORE = r"(?<=[a-z'’ ][a-z][a-z]\.|[0-9]{3}\.|..[)\]”\"%]\.)"
_DOT = re.compile(rf"\.(?:{_WORD_BEFORE}([\"'”’)]*+)[ \n]++(?=[\"“(]?[A-Z0-9])|(?!(?<=[A-Z].) [a-z]){_UNSURE})")
_QUESTION, _EXCLAMATION, _ELLIPSIS = (
    re.compile(rf"{re.escape(mark)}(?:(?<=[a-z].)()[ \n]++(?=[\"“]?[A-Z0-9])|{_UNSURE})") for mark in "?!…"
)
_BRACKET = re.compile(rf"\)(?:(?!)()|{_NUMBER}\s)")
# Full stops of Chinese and Japanese need no blank after them.
_WIDE = tuple((mark, re.compile(rf"{mark}[。！？｡．]*+([」』”’）\"']*+)\s*+")) for mark in "。！？｡．")
# An address at the end of a sentence mostly goes without a full stop.
_ADDRESS = re.compile(r"http(?<!\S....)s?://\S*[^\s.!?…,;:)\]}>\"”’'-]()\s++(?=[A-Z]|https?://)")


def scan(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """Return the candidates between two offsets in text order."""
    found = list(_DOT.finditer(text, start, stop))
    dots = len(found)
    if "?" in text:
        found += _QUESTION.finditer(text, start, stop)
    if "!" in text:
        found += _EXCLAMATION.finditer(text, start, stop)
    if ")" in text:
        found += _BRACKET.finditer(text, start, stop)
    if "/" in text:
        found += _ADDRESS.finditer(text, start, stop)
    if not text.isascii():
        if "…" in text:
            found += _ELLIPSIS.finditer(text, start, stop)
        for mark, pattern in _WIDE:
            if mark in text:
                found += pattern.finditer(text, start, stop)
    if len(found) > dots:
        found.sort(key=re.Match.start)
    return found
