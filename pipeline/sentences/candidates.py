"""Find the places of a text where a sentence can end.

Each pattern begins with one literal character, because the `re` module then skips to it with memchr; a class of marks
at the front would make the whole scan several times slower. Group SURE is set where the characters alone show a
boundary; only the few other candidates need the tables of the language.
"""

from __future__ import annotations

import re

# Groups of a candidate. SURE: what closes a sure sentence: quotation marks, brackets, a footnote number; may be empty.
# ITEM: empty, set after what may number an item ("2."). MORE: further marks. CLOSE: what still belongs to the sentence.
# GAP: blanks. OPEN: opening marks after them. NEXT: the letter or digit after those, or empty.
# GLUED: a capitalised word that follows without a blank.
SURE, ITEM, MORE, CLOSE, GAP, OPEN, NEXT, GLUED = range(1, 9)

_NUMBER = r"((?<=[0-9a-z].)(?<![^\s•⁃‣][0-9a-z].)|(?<=\d\d.)(?<![^\s•⁃‣]\d\d.))"
_MORE = r"([.!?…]*+(?:[ \u00a0][.!?](?![.!?…]))*+)"
_EDITORIAL = r"note \d{1,4}|citation needed|better source needed|clarification needed"
_CITATIONS = rf"(?:\s?\[(?:\d{{1,3}}|…|\.\.\.|[a-z]|{_EDITORIAL})\]){{0,9}}+"
_EMOTICON = r"(?:\s?(?:[:;=][-']?[()DP]|\^_\^)(?=\s))?+"
_CLOSE = rf"([\"'”’)\]»*]*+{_CITATIONS}{_EMOTICON})"
_SPACED = r"(\s++)([\"“'‘(\[«*_]*+)(?=(\w?))"
_GLUED = r"(?<=[a-z0-9][.!?…]|\.\.|[.!?…][\"”’)])(?=([A-Z][a-z]*)(?:['’\s,.]|\Z))"
# The look-behinds pass over marks that an earlier candidate took in, so that a run of marks costs linear time.
_UNSURE = rf"(?<![.!?…].)(?<![.!?…][ \u00a0].){_NUMBER}?{_MORE}{_CLOSE}(?:{_SPACED}|{_GLUED})"

# Cheap tests that spare most full stops the long pattern: what follows can end a sentence, and is not "U.S. troops".
_MAYBE = r"(?=[\s\"'”’)\]»*\[.!?…]|(?<=[a-z0-9].)[A-Z])(?!(?<=[A-Z].) [a-z])"
_WORD_BEFORE = r"(?<=[a-z'’ ][a-z][a-z]\.|[0-9]{3}\.|..[)\]”\"%]\.)"
# A footnote number that lost its raised position: "institutions. 9 For example".
_NOTE = r"(?: \d{1,2}(?= [A-Z][a-z]))"
_DOT = re.compile(rf"\.(?:{_WORD_BEFORE}([\"'”’)]*+{_NOTE}?+)[ \n]++(?=[\"“(]?[A-Z0-9])|{_MAYBE}{_UNSURE})")
_QUESTION, _EXCLAMATION, _ELLIPSIS = (
    re.compile(rf"{re.escape(mark)}(?:(?<=[a-z].)()[ \n]++(?=[\"“]?[A-Z0-9])|{_UNSURE})") for mark in "?!…"
)
# The first group never takes part: a bracket is only ever the mark of an item.
_BRACKET = re.compile(rf"\)(?:(?!)()|{_NUMBER}\s)")
# Full stops of Chinese and Japanese need no blank after them; と and って report what stands in the quotation marks.
_WIDE = tuple((mark, re.compile(rf"{mark}[。！？｡．]*+([」』”’）\"']*+)(?!と|って)\s*+")) for mark in "。！？｡．")
# An address at the end of a sentence mostly goes without a full stop.
_ADDRESS = re.compile(r"http(?<!\S....)s?://\S*[^\s.!?…,;:)\]}>\"”’'-]()\s++(?=[A-Z]|https?://)")


def scan(text: str) -> list[re.Match[str]]:
    """Return the candidates of a text, in text order.

    What ends the text needs no decision: a mark counts only before the last character, so that a text of one sentence
    costs a few searches for single characters and no pattern.
    """
    last = len(text) - 1
    found = list(_DOT.finditer(text)) if text.find(".", 0, last) >= 0 else []
    dots = len(found)
    if text.find("?", 0, last) >= 0:
        found += _QUESTION.finditer(text)
    if text.find("!", 0, last) >= 0:
        found += _EXCLAMATION.finditer(text)
    if ")" in text:
        found += _BRACKET.finditer(text)
    if "/" in text:
        found += _ADDRESS.finditer(text)
    if not text.isascii():
        if "…" in text:
            found += _ELLIPSIS.finditer(text)
        for mark, pattern in _WIDE:
            if mark in text:
                found += pattern.finditer(text)
    if len(found) > dots:
        found.sort(key=re.Match.start)
    return found
