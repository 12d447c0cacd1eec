"""Find the quotations of a paragraph by pairing its quotation marks."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MARK: Final = re.compile('["“”„«»]')
# Two single marks in a row stand for a double one, as typewriters and TeX have it.
_PAIRED_MARKS: Final = re.compile("[\"“”„«»]|['‘’`]{2}")
_PAIRS: Final = ("''", "’’", "‘‘", "``", "‘’")
_OPENING: Final = frozenset("“„«")
_CLOSING: Final = frozenset("”»")
# A quotation in single marks: an apostrophe inside a word does not close it, and 300 characters bound the search.
_SINGLE: Final = re.compile(r"['‘](?<![\w'’‘].)(?=\w)(?:[^'‘’\"“”\n]|(?<=\w)['’](?=\w)){1,300}['’](?![\w'’])")
_UNCLOSED: Final = 400  # characters to the end of its paragraph that a quotation without closing mark may have
_NEXT: Final = re.compile(r"\s*[\"“„«]")


class Quotation(NamedTuple):
    """A quotation with its marks, [start, end); `open` when the paragraph ends before the closing mark."""

    start: int
    end: int
    open: bool


def find(text: str, start: int, end: int) -> list[Quotation]:
    """Pair the quotation marks of the paragraph text[start:end], in order; pairs never overlap or nest."""
    paired = any(text.find(pair, start, end) >= 0 for pair in _PAIRS)
    marks = list((_PAIRED_MARKS if paired else _MARK).finditer(text, start, end))
    pairs = _double(text, end, marks) if marks else []
    if text.find("'", start, end) >= 0 or text.find("‘", start, end) >= 0:
        return _with_single(text, start, end, pairs)
    return pairs


def _double(text: str, end: int, marks: list[re.Match[str]]) -> list[Quotation]:
    straight = sum(mark[0] == '"' for mark in marks)
    pairs: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in marks:
        sign = mark[0]
        straight -= sign == '"'
        if sign in _OPENING or (opened is None and _may_open(text, mark, straight)):
            opened = mark  # a second opening mark shows that the first was never closed
        elif opened and (sign in _CLOSING or len(sign) == 2 or (sign == '"' and opened[0] not in _OPENING)):
            if opened.end() < mark.start():
                pairs.append(Quotation(opened.start(), mark.end(), open=False))
            opened = None
    if opened and opened.end() < end and (end - opened.start() <= _UNCLOSED or _NEXT.match(text, end)):
        pairs.append(Quotation(opened.start(), end, open=True))
    return pairs


def _may_open(text: str, mark: re.Match[str], straight_left: int) -> bool:
    """Tell whether a mark that can be both opens: its shape says so, or another one is left to close it."""
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    shaped = not before.isalnum() and bool(after) and not after.isspace()
    if mark[0] != '"':
        return len(mark[0]) == 2 and shaped
    return shaped or (straight_left % 2 == 1 and not before.isdigit())


def _with_single(text: str, start: int, end: int, pairs: list[Quotation]) -> list[Quotation]:
    found = list(pairs)
    place = 0
    for match in _SINGLE.finditer(text, start, end):
        while place < len(pairs) and pairs[place].end <= match.start():
            place += 1
        if place == len(pairs) or pairs[place].start >= match.end():
            found.append(Quotation(match.start(), match.end(), open=False))
    return sorted(found)
