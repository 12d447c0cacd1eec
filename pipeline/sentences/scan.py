"""Walk over the candidates of a paragraph and keep those that end a sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.sentences.candidates import CLOSE, GAP, ITEM, SURE, scan
from pipeline.sentences.enumeration import items
from pipeline.sentences.language import load
from pipeline.sentences.rules import ends, is_note

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from pipeline.sentences.language import Language

# "Wednesday, September 30, 2015"
_LONGEST_DATE = 30
_HEADLINE_ENDS = frozenset("\"'”’)")
_LINE_ENDS = frozenset({"\n", ""})
# The first signs of citations and emoticons, which belong to the sentence before; the signs that close any sentence.
_TAKEN_IN = frozenset("[:;=^")
_QUOTES = "\"'”’)]»*"


def find(text: str, *, language: str = "english") -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences of one paragraph, in code points, ordered and disjoint.

    Together they hold every character of the paragraph that is no blank. A newline counts as a blank, since a paragraph
    may be wrapped. `language` names a packaged table; an unknown one raises `FileNotFoundError`.
    """
    tables, inner = load(language), text.strip()
    start = len(text) - len(text.lstrip()) if len(inner) < len(text) else 0
    spans = (_split(inner, 0, len(inner), scan(inner), tables) if inner else None) or []
    return [(begin + start, end + start) for begin, end in spans] if start else spans


def find_each(
    text: str, paragraphs: Sequence[tuple[int, int]], *, language: str = "english"
) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of the sentences of each paragraph of a document, by the offsets of the document.

    The same as `find` on each of them, but the document is scanned once. The paragraphs are given as spans in order,
    without blanks at their ends.
    """
    tables = load(language)
    candidates = scan(text)
    starts, high = [match.start() for match in candidates], 0
    for start, end in paragraphs:
        low = bisect_left(starts, start, high)
        high = bisect_left(starts, end, low)
        spans = _split(text, start, end, candidates[low:high], tables) if _is_apart(text, start, end) else None
        if spans is None:
            spans = [(first + start, last + start) for first, last in find(text[start:end], language=language)]
        yield spans


def _is_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph has its lines for itself, and nothing at its head that a sentence before may take in."""
    return (
        (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in _LINE_ENDS and text[start] not in _TAKEN_IN
    )


def _split(
    text: str, begin: int, close: int, candidates: list[re.Match[str]], tables: Language
) -> list[tuple[int, int]] | None:
    """Return the sentences of the paragraph from `begin` to `close`, whose candidates are given in order.

    A mark at the end is a candidate only of the document. Where what closes it, a citation or emoticon, may stand in
    the next paragraph, nothing is returned: the paragraph is to be scanned alone.
    """
    if not candidates and text[begin] not in tables.initials and not text[close - 1].isdigit():
        return [(begin, close)]
    tails = tables.tails
    spans: list[tuple[int, int]] = []
    numbered = items(text, (begin, close), candidates, tables) if len(candidates) > 1 else {}
    begin = _first(text, begin, close, tables, spans)
    for match in candidates:
        after = match.end()
        if after > close:
            if _may_close_outside(match):
                return None
            continue
        if match.lastindex == SURE:
            mark, end = match.span(SURE)
            if text[mark - 4 : mark - 1] in tails and not ends(text, match, begin, close, tables):
                continue
            if end - mark > 1 and not is_note(text, end, tables):
                after = text.rfind(" ", mark, end) + 1
                end = after - 1
        else:
            end, after = _cut(text, match, (begin, close), numbered, tables)
        if end > begin:
            spans.append((begin, end))
            begin = after
    if begin < close:
        spans += _last(text, begin, close, tables) if text[close - 1].isdigit() else [(begin, close)]
    return spans


def _may_close_outside(match: re.Match[str]) -> bool:
    return (match.lastindex or 0) > ITEM and match[CLOSE].strip(_QUOTES) != ""


def _cut(
    text: str, match: re.Match[str], within: tuple[int, int], numbered: dict[int, int], tables: Language
) -> tuple[int, int]:
    """Return where a sentence ends and the next begins at an unsure candidate; a sentence of no length if nowhere."""
    begin, close = within
    if match.start() in numbered:
        after = numbered[match.start()]
        return begin + len(text[begin : max(begin, after)].rstrip()), after
    if not ends(text, match, begin, close, tables):
        return begin, begin
    end = match.end(CLOSE)
    return end, max(end, match.end(GAP))


def _first(text: str, begin: int, close: int, tables: Language, spans: list[tuple[int, int]]) -> int:
    """Split off a date line before the first sentence; return where that sentence begins."""
    if text[begin] not in tables.initials or not (date := tables.date_line.match(text, begin, close)):
        return begin
    end = date.end()
    if not text[end : end + 1].isspace() or not text[end + 1 : min(close, end + 3)].lstrip('"“')[:1].isupper():
        return begin
    spans.append((begin, end))
    return end + 1


def _last(text: str, begin: int, close: int, tables: Language) -> list[tuple[int, int]]:
    """Return the last sentence, or the headline and the date line when these have run together."""
    for date in tables.date_line.finditer(text, max(begin, close - _LONGEST_DATE), close):
        head = text[begin : date.start()].rstrip()
        if date.end() == close and head and (head[-1] in _HEADLINE_ENDS or head.rpartition(" ")[2][:1].isupper()):
            return [(begin, begin + len(head)), date.span()]
    return [(begin, close)]
