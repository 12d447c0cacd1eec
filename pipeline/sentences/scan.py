"""Walk over the candidates of a paragraph and keep those that end a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sentences.candidates import CLOSE, GAP, SURE, scan
from pipeline.sentences.enumeration import items
from pipeline.sentences.language import load
from pipeline.sentences.rules import ends, is_note

if TYPE_CHECKING:
    from pipeline.sentences.language import Language

# "Wednesday, September 30, 2015"
_LONGEST_DATE = 30
_HEADLINE_ENDS = frozenset("\"'”’)")


def find(text: str, *, language: str = "english") -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences of one paragraph, in code points, ordered and disjoint.

    Together they hold every character of the paragraph that is no blank. A newline counts as a blank, since a paragraph
    may be wrapped. `language` names a packaged table; an unknown one raises `FileNotFoundError`.
    """
    inner = text.strip()
    if len(inner) < len(text):
        shift = len(text) - len(text.lstrip())
        return [(start + shift, end + shift) for start, end in find(inner, language=language)]
    tables = load(language)
    tails = tables.tails
    spans: list[tuple[int, int]] = []
    begin = _first(text, tables, spans)
    candidates = scan(text, begin)
    numbered = items(text, candidates, tables)
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
    if begin < len(text):
        spans += _last(text, begin, tables) if text[-1].isdigit() else [(begin, len(text))]
    return spans


def _first(text: str, tables: Language, spans: list[tuple[int, int]]) -> int:
    """Split off a date line before the first sentence; return where that sentence begins."""
    if text[:1] not in tables.initials or not (date := tables.date_line.match(text)):
        return 0
    end = date.end()
    if not text[end : end + 1].isspace() or not text[end + 1 : end + 3].lstrip('"“')[:1].isupper():
        return 0
    spans.append((0, end))
    return end + 1


def _last(text: str, begin: int, tables: Language) -> list[tuple[int, int]]:
    """Return the last sentence, or the headline and the date line when these have run together."""
    for date in tables.date_line.finditer(text, max(begin, len(text) - _LONGEST_DATE)):
        head = text[begin : date.start()].rstrip()
        if date.end() == len(text) and head and (head[-1] in _HEADLINE_ENDS or head.rpartition(" ")[2][:1].isupper()):
            return [(begin, begin + len(head)), date.span()]
    return [(begin, len(text))]
