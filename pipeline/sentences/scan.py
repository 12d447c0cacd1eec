"""Walk over the candidates of a paragraph and keep those that end a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sentences.candidates import CLOSE, GAP, SURE, scan
from pipeline.sentences.enumeration import items
from pipeline.sentences.language import load
from pipeline.sentences.rules import ends, is_note

if TYPE_CHECKING:
    import re

    from pipeline.sentences.language import Language

# "Wednesday, September 30, 2015"
_LONGEST_DATE = 30
_HEADLINE_ENDS = frozenset("\"'”’)")


def find(text: str, *, language: str = "english") -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences of one paragraph, in code points, ordered and disjoint.

    Together they hold every character of the paragraph that is no blank. A newline counts as a blank, since a paragraph
    may be wrapped. `language` names a packaged table; an unknown one raises `FileNotFoundError`.
    """
    tables = load(language)
    tails = tables.tails
    begin, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    spans: list[tuple[int, int]] = []
    if text[begin : begin + 1] in tables.initials and (date := tables.date_line.match(text, begin)):
        begin = _first(text, date, spans)
    candidates = scan(text, begin, stop)
    numbered = items(text, candidates, tables) if len(candidates) > 1 else {}
    for match in candidates:
        if match.lastindex == SURE:
            mark, end = match.span(SURE)
            if text[mark - 4 : mark - 1] in tails and not ends(text, match, begin, tables):
                continue
            after = match.end()
            if end - mark > 1 and not is_note(text, end, tables):
                after = text.rfind(" ", mark, end) + 1
                end = after - 1
        elif numbered and match.start() in numbered:
            after = numbered[match.start()]
            end = begin + len(text[begin : max(begin, after)].rstrip())
        elif ends(text, match, begin, tables):
            end = match.end(CLOSE)
            after = max(end, match.end(GAP))
        else:
            continue
        if end > begin:
            spans.append((begin, end))
            begin = after
    if begin < stop:
        spans += _last(text, begin, stop, tables) if text[stop - 1].isdigit() else [(begin, stop)]
    return spans


def _first(text: str, date: re.Match[str], spans: list[tuple[int, int]]) -> int:
    """Split off a date line before the first sentence; return where that sentence begins."""
    begin, end = date.span()
    if text[end : end + 1].isspace() and text[end + 1 : end + 3].lstrip('"“')[:1].isupper():
        spans.append((begin, end))
        return end + 1
    return begin


def _last(text: str, begin: int, stop: int, tables: Language) -> list[tuple[int, int]]:
    """Return the last sentence, or the headline and the date line when these have run together."""
    for date in tables.date_line.finditer(text, max(begin, stop - _LONGEST_DATE), stop):
        head = text[begin : date.start()].rstrip()
        if date.end() == stop and head and (head[-1] in _HEADLINE_ENDS or head.rpartition(" ")[2][:1].isupper()):
            return [(begin, begin + len(head)), date.span()]
    return [(begin, stop)]
