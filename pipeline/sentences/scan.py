"""Walk over the candidates of a paragraph and keep those that end a sentence."""

from __future__ import annotations

from pipeline.sentences import language as languages
from pipeline.sentences.candidates import scan
from pipeline.sentences.rules import ends


def find(text: str, *, language: str = "english") -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences of one paragraph, blanks between them left out."""
    tables = languages.load(language)
    tails = tables.tails
    spans: list[tuple[int, int]] = []
    begin, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    for match in scan(text, begin, stop):
        kind = match.lastgroup
        if kind == "easy":
            mark, end = match.span("easy")
            if text[mark - 4 : mark - 1] in tails and not ends(text, match, begin, tables):
                continue
        elif kind == "wide":
            end = match.end("wide")
        elif ends(text, match, begin, tables):
            end = match.end("close")
        else:
            continue
        spans.append((begin, end))
        begin = max(end, match.end("gap") if kind not in ("easy", "wide") else match.end())
    if begin < stop:
        spans.append((begin, stop))
    return spans
