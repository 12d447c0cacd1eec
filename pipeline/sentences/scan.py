"""Walk over the candidates of a paragraph and keep those that end a sentence."""

from __future__ import annotations

from pipeline.sentences.candidates import CLOSE, GAP, ITEM, SURE, scan
from pipeline.sentences.enumeration import items
from pipeline.sentences.language import load
from pipeline.sentences.rules import ends


def find(text: str, *, language: str = "english") -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences of one paragraph, blanks between them left out."""
    tables = load(language)
    tails = tables.tails
    begin, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    spans: list[tuple[int, int]] = []
    numbered: dict[int, int] | None = None
    candidates = scan(text, begin, stop)
    for match in candidates:
        if match.lastindex == SURE:
            mark, end = match.span(SURE)
            if text[mark - 4 : mark - 1] in tails and not ends(text, match, begin, tables):
                continue
            after = match.end()
        else:
            if match.start(ITEM) >= 0:
                if numbered is None:
                    numbered = items(
                        text, [m.start() for m in candidates if m.lastindex != SURE and m.start(ITEM) >= 0]
                    )
                cut = numbered.get(match.start())
                if cut is not None:
                    if cut > begin:
                        spans.append((begin, begin + len(text[begin:cut].rstrip())))
                        begin = cut
                    continue
            if not ends(text, match, begin, tables):
                continue
            end = match.end(CLOSE)
            after = max(end, match.end(GAP))
        if end > begin:
            spans.append((begin, end))
            begin = after
    if begin < stop:
        spans.append((begin, stop))
    return spans
