"""Go through the lines of a document and give each block its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.blocks import tables, wraps
from pipeline.blocks.block import Block
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
from pipeline.blocks.wording import date_at_end, dateline, kind_of

if TYPE_CHECKING:
    from pipeline.blocks.lines import Line

# Blocks that may stand before the title.
_FRONT_MATTER = frozenset({"byline", "boilerplate", "caption"})
_QUOTABLE = frozenset({"paragraph", "pull_quote"})
_LONGEST_SHORT_LINE = 400


def find(text: str) -> list[Block]:
    """Return the blocks of a whole cleaned document, in order and disjoint.

    Markers of headings, list items and block quotes stand outside the spans; the dash of an attribution and the bars
    of a table row stand inside. Every other character that is no blank belongs to a block, save the dash of a dateline.

    A block depends on what comes before it and on its own run of lines up to the next blank line. So a paragraph that
    is appended after a blank line leaves all earlier blocks as they are, unless it begins with a dash: then it may name
    the speaker of the last block, or make a list of it.
    """
    lines = wraps.join(text, read(text))
    tables.mark(text, lines)
    blocks: list[Block] = []
    front = lead = True
    last = ""
    for i, (shape, start, end, edge) in enumerate(lines):
        if (
            last in _QUOTABLE
            and end - start <= LONGEST_SPEAKER
            and (text[edge] in SPEAKER_MARKS or text[blocks[-1].start] in QUOTES)
            and _names_speaker(text, lines, i, blocks[-1])
        ):
            blocks[-1] = Block("pull_quote", *blocks[-1][1:])
            blocks.append(Block("attribution", start if shape == "pull_quote" else edge, end))
        elif shape is None:
            kind = _kind(text[start:end], front=front) if end - start <= _LONGEST_SHORT_LINE else "paragraph"
            if kind == "title" and text[end - 1].isdigit():
                blocks += _title(text[start:end], start)
            elif kind == "paragraph" and (lead or text[start] in QUOTES):
                blocks += _divided(text[start:end], start, lead=lead)
                lead = False
            else:
                blocks.append(Block(kind, start, end))
        elif shape == "rule":
            if blocks and _underlines(text[start:end], text, blocks[-1]) and not is_fresh(text, lines, i):
                blocks[-1] = blocks[-1]._replace(kind="title" if len(blocks) == 1 else "heading")
            blocks.append(Block("boilerplate", start, end))
        elif shape == "menu":
            blocks.append(Block(kind_of(text[start:end]) or "boilerplate", start, end))
        else:
            blocks.append(Block("title" if front and shape == "heading" else shape, start, end))
        last = blocks[-1][0]
        front = front and last in _FRONT_MATTER
    return blocks


def _kind(line: str, *, front: bool) -> str:
    """Return the kind of a short line without markers; `front`: no body has come yet."""
    kind = kind_of(line)
    if kind:
        return kind
    if front:
        return "title" if is_title(line) else "paragraph"
    return "heading" if is_heading(line) else "paragraph"


def _title(line: str, start: int) -> list[Block]:
    """Return the title of a line, and the date that has run together with it."""
    end = start + len(line)
    if found := date_at_end(line):
        return [Block("title", start, start + len(line[:found].rstrip())), Block("byline", start + found, end)]
    return [Block("title", start, end)]


def _divided(line: str, start: int, *, lead: bool) -> list[Block]:
    """Return the paragraph of a line, without the dateline of a first paragraph, or its quotation and speaker."""
    end = start + len(line)
    if lead and (found := dateline(line)):
        return [Block("byline", start, start + found[0]), Block("paragraph", start + found[1], end)]
    if found := split_speaker(line):
        return [Block("pull_quote", start, start + found[0]), Block("attribution", start + found[1], end)]
    return [Block("paragraph", start, end)]


def _names_speaker(text: str, lines: list[Line], i: int, last: Block) -> bool:
    """Tell whether a line names the speaker of the block before it, which then is a pull quote."""
    shape, start, end, edge = lines[i]
    if last.end - last.start > LONGEST_QUOTE:
        return False
    if text[edge] in SPEAKER_MARKS:
        line = text[start if shape == "pull_quote" else edge : end]
        return is_speaker(line) and text[last.end - 1] in QUOTE_ENDS and not _is_listed(text, lines, i)
    if shape is None and text[last.start] in QUOTES and not is_fresh(text, lines, i):
        return names_speaker(text[start:end], text[last.start : last.end])
    return False


def _is_listed(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether the next line is an item of the same list."""
    if i + 1 == len(lines):
        return False
    shape, _, _, edge = lines[i + 1]
    return shape == "list_item" and text[edge] == text[lines[i][3]]


def _underlines(rule: str, text: str, last: Block) -> bool:
    """Tell whether a rule is the underline that makes a Markdown heading of the line before it."""
    line = text[last.start : min(last.end, last.start + 200)]
    return (
        last.kind in {"paragraph", "heading"}
        and len(rule) >= 3
        and (set(rule) == {"="} or set(rule) == {"-"})
        and last.end - last.start < 200
        and not is_closed(line)
    )
