"""Classify the lines of a document and join them into blocks."""

from __future__ import annotations

import re
from typing import NamedTuple


class Block(NamedTuple):
    """One block: its kind and its half-open span in code points of the document."""

    kind: str
    start: int
    end: int


# Kinds whose text is running sentences: `sentences.find` splits them; every other kind is one unit.
SENTENCE_KINDS = frozenset({"paragraph", "pull_quote"})

_SEPARATOR = re.compile(r"[\s|:=_*~+\-–—]{3,}\Z")
_MARKER = re.compile(
    r"(?:[-*+•‣▪◦●○■□·➢✓⁃–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|\(?[ivx]{1,4}\))[ \t\u00a0]+(?=\S)"
)
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")
_DASH_SPEAKER = re.compile(r"[-–—―]{1,2}\s*(?=[A-Z])")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sep(?:t(?:ember|\.)?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)"
_DATE = rf"{_WEEKDAY}?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
_DATE_LINE = re.compile(
    rf"(?:(?:Published|Updated|Posted)(?: on)?:?\s+)?{_DATE}(?:,?\s+(?:at )?\d{{1,2}}:\d\d[ \w.]{{0,12}})?\Z",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    rf"(?=[MTWFS]){_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}})(?=\s+[\"“A-Z])"
)
_PLACE_LEAD = re.compile(
    r"[A-Z][A-Z .,'/-]{2,40}(?:,\s+[A-Z][\w. ]{1,20})?\s+\([A-Z][\w .]{1,24}\)(?=\s+[-–—]+\s+)"
)
_BYLINE = re.compile(r"(?:By|BY|Written by|Posted by|Reported by|Reporting by|Editing by)[: ]\s*[A-Z]")
_FURNITURE = re.compile(
    r"(?:also read|read more|read also|read next|related(?: stories| articles)?|advertisement|subscribe|sign up|follow us|share this|"
    r"click here|copyright|all rights reserved)\b[^.]{0,12}(?:[:\u00a0]|\Z)|©|\(c\)\s|copyright\s",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:Photo|Image|Picture|File photo|Photograph|Caption|Figure \d+|Fig\. ?\d+)\b[^.]{0,12}[:.|]|\((?:Photo|Image)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?:;…,][\"'”’)\]]*\Z")
_QUOTE_AND_SPEAKER = re.compile(r"(?:\"[^\"]+\"|“[^”]+”)(?=\s+(?P<speaker>[-–—]*\s*[A-Z].{1,78})\Z)")


def _title_case(line: str) -> bool:
    words = [word for word in line.split() if word[0].isalpha() and len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


class _Line(NamedTuple):
    start: int
    text: str
    after_blank: bool


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    position, after_blank = 0, True
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            lines.append(_Line(position + raw.index(body), body, after_blank))
        after_blank = not body
        position += len(raw) + 1
    return lines


def _shape(line: _Line, following: _Line | None) -> str:
    text = line.text
    if _SEPARATOR.match(text):
        return "boilerplate"
    if text.count("|") >= 2 or text.endswith("|"):
        return "table_row"
    if _HASHES.match(text):
        return "heading"
    if len(text) < 160 and (_DATE_LINE.match(text) or (_BYLINE.match(text) and not text.endswith("."))):
        return "byline"
    if len(text) < 200 and _FURNITURE.match(text):
        return "boilerplate"
    if len(text) < 200 and _CAPTION.match(text):
        return "caption"
    if _MARKER.match(text):
        return "list_item"
    if len(text) < 120 and _title_case(text) and (not _CLOSED.search(text) or text.endswith("?")):
        return "heading"
    return "paragraph"


def find(text: str) -> list[Block]:
    """Return the blocks of a whole cleaned document, in order and disjoint."""
    lines = _lines(text)
    blocks: list[Block] = []
    kinds = [_shape(line, None) for line in lines]
    for i, line in enumerate(lines):
        kind, start, body = kinds[i], line.start, line.text
        end = start + len(body)
        if kind == "table_row" and (
            i == 0
            or kinds[i - 1] not in ("table_row", "table_header")
            and not _SEPARATOR.match(lines[i - 1].text)
        ):
            kind = kinds[i] = "table_header"
        previous = blocks[-1] if blocks else None
        if (
            kind in ("list_item", "heading", "paragraph")
            and previous
            and _DASH_SPEAKER.match(body)
            and len(body) < 90
            and not _CLOSED.search(body)
            and previous.kind == "paragraph"
            and not text[previous.start : previous.end].endswith(":")
            and not (i + 1 < len(lines) and kinds[i + 1] == "list_item" and lines[i + 1].text[0] == body[0])
        ):
            blocks[-1] = previous._replace(kind="pull_quote")
            blocks.append(Block("attribution", start, end))
            continue
        if kind == "list_item" and (marker := _MARKER.match(body)):
            start += marker.end()
        if kind == "heading" and (marker := _HASHES.match(body)):
            start += marker.end()
        if (
            all(b.kind in ("byline", "boilerplate") for b in blocks)
            and len(body) < 200
            and kind in ("heading", "paragraph")
            and not _CLOSED.search(body)
        ):
            kind = "title"
        if kind == "paragraph":
            quote = _QUOTE_AND_SPEAKER.match(body)
            lead = _DATE_LEAD.match(body) or _PLACE_LEAD.match(body)
            if quote and not _CLOSED.search(body):
                blocks.append(Block("pull_quote", start, start + quote.end()))
                blocks.append(Block("attribution", start + quote.start("speaker"), end))
                continue
            if lead:
                blocks.append(Block("byline", start, start + lead.end()))
                rest = body[lead.end() :]
                start = end - len(rest.lstrip(" \t-–—"))
        blocks.append(Block(kind, start, end))
    return blocks
