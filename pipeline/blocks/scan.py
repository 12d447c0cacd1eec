"""Go through the lines of a document and give each block its kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from pipeline.blocks import crossheads, tables, underlines, wraps
from pipeline.blocks.block import Block
from pipeline.blocks.datelines import date_at_end, dateline
from pipeline.blocks.headings import is_closed, is_heading, is_title
from pipeline.blocks.lines import is_fresh, read
from pipeline.blocks.quotes import (
    LONGEST_QUOTE,
    LONGEST_SPEAKER,
    QUOTE_ENDS,
    QUOTES,
    SPEAKER_MARKS,
    is_speaker,
    names_speaker,
    split_speaker,
)
from pipeline.blocks.wording import is_office, is_teaser_label, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.blocks.lines import Line

# A block under way is a bare tuple; they all become blocks at the end, without the detour through `Block.__new__`.
_Row: TypeAlias = tuple[str, int, int]
_BLOCK: Callable[[_Row], Block] = partial(tuple.__new__, Block)

# Blocks that may stand before the title.
_FRONT_MATTER = frozenset({"byline", "boilerplate", "caption", "teaser"})
_DIVISIBLE = frozenset({"title", "paragraph"})
_QUOTABLE = frozenset({"paragraph", "pull_quote"})
# Shapes that are kinds, whatever the line says.
_SETTLED = frozenset({"list_item", "table_header", "table_row"})
# Blocks that tell what a plain line below them is. A teaser leads to another page, and is furniture of this one.
_TEASER = "teaser"
_EXPLAINING = frozenset({_TEASER, "caption", "byline", "title"})
_KIND = {_TEASER: "boilerplate"}
_EMPHASIS = frozenset("*_")
_LONGEST_SHORT_LINE = 400
_LONGEST_TEASER = 150
# Between title and dateline there may be a line or two without a full stop that says what the report is about.
_LONGEST_DECK = 150


def find(text: str) -> list[Block]:
    """Return the blocks of a whole cleaned document, in order and disjoint.

    Markers of headings, list items and block quotes stand outside the spans; the dash of an attribution and the bars
    of a table row stand inside. Every other character that is no blank belongs to a block, save the dash of a dateline.

    A block depends on what comes before it and on its own run of lines up to the next blank line. So a paragraph that
    is appended after a blank line leaves all earlier spans as they are, unless it begins with a dash: then it may name
    the speaker of the last block, or make a list of it. Of the kinds one waits for what comes: a short line in sentence
    case is a heading when it heads a paragraph and has siblings.
    """
    lines = wraps.join(text, read(text))
    if "|" in text or "\t" in text:
        tables.mark(text, lines)
    if "\n--" in text or "\n==" in text:
        underlines.mark(text, lines)
    blocks, doubtful = _rows(text, lines)
    if doubtful and not any(line[0] == "heading" for line in lines):
        crossheads.promote(text, blocks, doubtful)
    return list(map(_BLOCK, blocks))


def _rows(text: str, lines: list[Line]) -> tuple[list[_Row], list[int]]:
    """Return the blocks, and the places of those that may be headings yet."""
    blocks: list[_Row] = []
    doubtful: list[int] = []
    front = lead = True
    last = ""
    for i, (shape, start, end, edge) in enumerate(lines):
        if last in _QUOTABLE and end - start <= LONGEST_SPEAKER and _names_speaker(text, lines, i, blocks[-1]):
            blocks[-1] = ("pull_quote", *blocks[-1][1:])
            last = "attribution"
            blocks.append((last, start if shape == "pull_quote" else edge, end))
        elif shape is None:
            line = text[start:end]
            kind = (last in _EXPLAINING and _explained(text, lines, i, last, lead=lead)) or _kind(
                line, front=front, pictured=lead and last == "byline"
            )
            if kind == "paragraph" and end - start <= crossheads.LONGEST and line[-1].isalpha():
                doubtful.append(len(blocks))
            if kind in _DIVISIBLE and (lead or text[start] in QUOTES):
                blocks += _parts(kind, line, start, lead=lead, titled=not front)
                last = blocks[-1][0]
            else:
                blocks.append((_KIND.get(kind, kind), start, end))
                last = _TEASER if kind == "boilerplate" and not front and is_teaser_label(line) else kind
            lead = lead and (kind != "paragraph" or (end - start <= _LONGEST_DECK and not is_closed(line)))
        elif shape in _SETTLED:
            last = shape
            blocks.append((last, start, end))
        else:
            last = _marked(shape, text[start:end], text[edge], front=front)
            blocks.append((last, start, end))
        front = front and last in _FRONT_MATTER
    return blocks, doubtful


def _marked(shape: str, line: str, mark: str, *, front: bool) -> str:
    """Return the kind of a line with markers."""
    if shape == "heading":
        return (mark in _EMPHASIS and kind_of(line)) or ("title" if front else "heading")
    if shape == "menu":
        return kind_of(line) or "boilerplate"
    return "boilerplate" if shape == "rule" or (shape == "pull_quote" and kind_of(line) == "boilerplate") else shape


def _explained(text: str, lines: list[Line], i: int, last: str, *, lead: bool) -> str | None:
    """Return the kind of a plain line that the block before it tells: a teaser, a caption, or for whom one writes."""
    _, start, end, _ = lines[i]
    line = text[start:end]
    if last == "caption":
        return "caption" if text[lines[i - 1][2] - 1] in ",:" and end - start <= _LONGEST_SHORT_LINE else None
    if last != _TEASER:
        return "byline" if lead and is_office(line) else None
    if end - start > _LONGEST_TEASER or (is_closed(line) and line[-1] != "?"):
        return None
    first = is_teaser_label(text[lines[i - 1][1] : lines[i - 1][2]])
    return kind_of(line) or (_TEASER if first or not is_heading(line) else None)


def _kind(line: str, *, front: bool, pictured: bool) -> str:
    """Return the kind of a line without markers.

    `front`: no body has come yet. `pictured`: a first line below a byline, where names stand under a picture and no
    section begins.
    """
    if len(line) > _LONGEST_SHORT_LINE:
        return "paragraph"
    kind = kind_of(line)
    if kind:
        return kind
    if front:
        return "title" if is_title(line) else "paragraph"
    return "heading" if line[-1] != "." and not pictured and is_heading(line) else "paragraph"


def _parts(kind: str, line: str, start: int, *, lead: bool, titled: bool) -> list[_Row]:
    """Part a title from a date that ran into it, a first paragraph from its dateline, a quotation from its speaker."""
    end = start + len(line)
    if kind == "title":
        cut = date_at_end(line) if line[-1].isdigit() else None
        return [("title", start, start + len(line[:cut].rstrip())), *([("byline", start + cut, end)] if cut else [])]
    if lead and (found := dateline(line, titled=titled)):
        return [("byline", start, start + found[0]), ("paragraph", start + found[1], end)]
    if line[0] in QUOTES and (found := split_speaker(line)):
        return [("pull_quote", start, start + found[0]), ("attribution", start + found[1], end)]
    return [("paragraph", start, end)]


def _names_speaker(text: str, lines: list[Line], i: int, last: _Row) -> bool:
    """Tell whether a line names the speaker of the block before it, which then is a pull quote."""
    shape, start, end, edge = lines[i]
    _, quote_start, quote_end = last
    marked = text[edge] in SPEAKER_MARKS
    if shape == "heading" or quote_end - quote_start > LONGEST_QUOTE or not (marked or text[quote_start] in QUOTES):
        return False
    if marked:
        line = text[start if shape == "pull_quote" else edge : end]
        return is_speaker(line) and text[quote_end - 1] in QUOTE_ENDS and not _is_listed(text, lines, i)
    return (
        shape is None and not is_fresh(text, lines, i) and names_speaker(text[start:end], text[quote_start:quote_end])
    )


def _is_listed(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether the next line is an item of the same list."""
    if i + 1 == len(lines):
        return False
    shape, _, _, edge = lines[i + 1]
    return shape == "list_item" and text[edge] == text[lines[i][3]]
