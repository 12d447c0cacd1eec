"""Tell titles and headings from short paragraphs."""

from __future__ import annotations

import re

from pipeline.blocks.wording import SMALL_WORDS

_CLOSERS = "\"'”’)]"
_MARKS = frozenset(".!?:;…,")
_LONGEST_TITLE = 200
_LONGEST_QUESTION = 110
_LONGEST_HEADING = 120
# Share of the content words that begin with a capital, so that one slip in five words is forgiven.
_TITLE_CASE = 0.8


def is_closed(line: str) -> bool:
    """Tell whether a line ends with a punctuation mark, inside quotation marks and brackets or not."""
    return line[-1] in _MARKS or (line[-1] in _CLOSERS and line.rstrip(_CLOSERS)[-1:] in _MARKS)


def is_title(line: str) -> bool:
    """Tell whether the first line of a document reads like its title: no full stop, or one question."""
    if len(line) > _LONGEST_TITLE:
        return False
    if not is_closed(line):
        return True
    return line[-1] in "?!" and len(line) <= _LONGEST_QUESTION and not re.search(r"[.!?]\s", line)


def is_heading(line: str) -> bool:
    """Tell whether a line inside a document reads like a heading.

    Without a mark of its own a heading shows by title case, by capitals throughout, or by being at most three words none of
    which is a name: a longer line in sentence case is a paragraph, though it may lack its full stop.
    """
    if len(line) > _LONGEST_HEADING or line[-1] in ".!;,…":
        return False
    closed = is_closed(line)
    if closed and line[-1] not in "?:":
        return False
    words = line.split()
    if line[-1] == ":" and len(words) > 6:
        return False
    content = capitals = 0
    for word in words:
        if word[0].isalpha() and word.lower() not in SMALL_WORDS:
            content += 1
            capitals += word[0].isupper()
    if content and capitals >= _TITLE_CASE * content:
        return words[0][0].isupper() or not words[0][0].isalpha()
    return not closed and len(words) <= 3 and line[0].isupper() and capitals == 1 and line.replace(" ", "").isalpha()
