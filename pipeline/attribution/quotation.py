"""Find the quotations of a paragraph by pairing its quotation marks."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MARK: Final = re.compile(r'["“”„«»]')
_OPENING: Final = "“„«"
_CLOSING: Final = "”»"
# A quotation in single marks: an apostrophe inside a word does not close it, and 300 characters bound the search.
_SINGLE: Final = re.compile(r"(?<![\w'’])['‘](?=\w)(?:[^'‘’\"“”\n]|(?<=\w)['’](?=\w)){1,300}['’](?!\w)")


class Quotation(NamedTuple):
    """A quotation with its marks, [start, end); `open` when the paragraph ends before the closing mark."""

    start: int
    end: int
    open: bool


def find(text: str, start: int, end: int) -> list[Quotation]:
    """Pair the quotation marks of the paragraph text[start:end], in order; pairs never overlap or nest."""
    pairs = list(_double(text, start, end)) if _MARK.search(text, start, end) else []
    if "'" in text[start:end] or "‘" in text[start:end]:
        pairs = _with_single(text, start, end, pairs)
    return pairs


def _double(text: str, start: int, end: int) -> list[Quotation]:
    marks = [m.start() for m in _MARK.finditer(text, start, end)]
    straight = sum(text[mark] == '"' for mark in marks)
    pairs: list[Quotation] = []
    opened = -1
    for mark in marks:
        character = text[mark]
        if character == '"':
            straight -= 1
        if opened < 0:
            if character in _OPENING or (character == '"' and _may_open(text, mark, straight)):
                opened = mark
        elif character in _CLOSING or (character == '"' and text[opened] == '"'):
            pairs.append(Quotation(opened, mark + 1, open=False))
            opened = -1
    if opened >= 0:
        pairs.append(Quotation(opened, end, open=True))
    return pairs


def _may_open(text: str, mark: int, straight_left: int) -> bool:
    """A straight mark opens when another one is left to close it, or when only its shape can tell and it does."""
    before, after = text[mark - 1 : mark], text[mark + 1 : mark + 2]
    shaped = (not before or not before.isalnum()) and bool(after) and not after.isspace()
    return shaped or (straight_left % 2 == 1 and not before.isdigit())


def _with_single(text: str, start: int, end: int, pairs: list[Quotation]) -> list[Quotation]:
    found = list(pairs)
    for match in _SINGLE.finditer(text, start, end):
        if not any(pair.start < match.end() and match.start() < pair.end for pair in pairs):
            found.append(Quotation(match.start(), match.end(), open=False))
    return sorted(found)
