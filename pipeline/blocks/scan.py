"""Go through the lines of a document and give each block its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.blocks import tables, wraps
from pipeline.blocks.block import Block
from pipeline.blocks.headings import is_closed, is_heading, is_title
from pipeline.blocks.lines import read
from pipeline.blocks.quotes import (
    DASHES,
    LONGEST_QUOTE,
    LONGEST_SPEAKER,
    QUOTE_ENDS,
    QUOTES,
    is_speaker,
    names_speaker,
    split_speaker,
)
from pipeline.blocks.wording import dateline, kind_of

if TYPE_CHECKING:
    from pipeline.blocks.lines import Lines

# Blocks that may stand before the title.
_FRONT_MATTER = frozenset({"byline", "boilerplate", "caption"})
_QUOTABLE = frozenset({"paragraph", "pull_quote"})
_LONGEST_SHORT_LINE = 400


def find(text: str) -> list[Block]:
    """Return the blocks of a whole cleaned document, in order and disjoint.

    Markers of headings, list items and block quotes stand outside the spans; the dash of an attribution and the bars of a
    table row stand inside. Every other character that is no blank belongs to a block, save the dash of a dateline.

    A block depends on what comes before it and on its own run of lines up to the next blank line. So a paragraph that is
    appended after a blank line leaves all earlier blocks as they are, unless it names the speaker of the last one.
    """
    lines = wraps.join(text, read(text))
    tables.mark(text, lines)
    blocks: list[Block] = []
    front, lead = True, True
    for i, shape in enumerate(lines.shape):
        start, end = lines.start[i], lines.end[i]
        if blocks and end - start <= LONGEST_SPEAKER and blocks[-1].kind in _QUOTABLE and _names_speaker(text, lines, i, blocks[-1]):
            blocks[-1] = blocks[-1]._replace(kind="pull_quote")
            blocks.append(Block("attribution", start if shape == "pull_quote" else lines.edge[i], end))
        elif shape is None:
            blocks += _plain(text, start, end, front=front, lead=lead)
            lead = lead and blocks[-1].kind != "paragraph"
        elif shape == "rule":
            if blocks and not lines.fresh[i] and _underlines(text[start:end], text, blocks[-1]):
                blocks[-1] = blocks[-1]._replace(kind="title" if len(blocks) == 1 else "heading")
            blocks.append(Block("boilerplate", start, end))
        elif shape == "menu":
            blocks.append(Block(kind_of(text[start:end]) or "boilerplate", start, end))
        else:
            blocks.append(Block("title" if front and shape == "heading" else shape, start, end))
        front = front and blocks[-1].kind in _FRONT_MATTER
    return blocks


def _plain(text: str, start: int, end: int, *, front: bool, lead: bool) -> list[Block]:
    """Return the one or two blocks of a line without markers; `front`: no body yet, `lead`: no paragraph yet."""
    if end - start <= _LONGEST_SHORT_LINE:
        line = text[start:end]
        kind = kind_of(line)
        if kind is None and front and is_title(line):
            kind = "title"
        elif kind is None and not front and is_heading(line):
            kind = "heading"
        if kind:
            return [Block(kind, start, end)]
    if lead and (found := dateline(text[start:end])):
        return [Block("byline", start, start + found[0]), Block("paragraph", start + found[1], end)]
    if text[start] in QUOTES and (found := split_speaker(text[start:end])):
        return [Block("pull_quote", start, start + found[0]), Block("attribution", start + found[1], end)]
    return [Block("paragraph", start, end)]


def _names_speaker(text: str, lines: Lines, i: int, last: Block) -> bool:
    """Tell whether a line names the speaker of the block before it, which then is a pull quote."""
    if last.end - last.start > LONGEST_QUOTE:
        return False
    start, shape = lines.edge[i], lines.shape[i]
    if text[start] in DASHES or shape == "pull_quote":
        start = lines.start[i] if shape == "pull_quote" else start
        return is_speaker(text[start : lines.end[i]]) and text[last.end - 1] in QUOTE_ENDS and not _is_listed(text, lines, i)
    if shape is None and not lines.fresh[i] and text[last.start] in QUOTES:
        return names_speaker(text[start : lines.end[i]], text[last.start : last.end])
    return False


def _is_listed(text: str, lines: Lines, i: int) -> bool:
    """Tell whether the next line is an item of the same list."""
    return (
        i + 1 < len(lines.shape)
        and not lines.fresh[i + 1]
        and lines.shape[i + 1] == "list_item"
        and text[lines.edge[i + 1]] == text[lines.edge[i]]
    )


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
