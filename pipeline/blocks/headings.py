"""Tell titles and headings from short paragraphs."""

from __future__ import annotations

import re

from pipeline.blocks.vocabulary import SMALL_WORDS

_CLOSERS = "\"'”’)]"
_MARKS = frozenset(".!?:;…,")
_SINGLE = frozenset("'‘’")
_INNER = str.maketrans("", "", "-'’")
_LONGEST_TITLE = 200
_LONGEST_QUESTION = 110
_LONGEST_HEADING = 120
# An agency's crosshead that quotes: 'No end in sight'.
_MOST_QUOTED_WORDS = 8
# Title case forgives one small content word in eight.
_WORDS_PER_SLIP = 8


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

    Without a mark of its own a heading shows by title case, by capitals throughout, or by being at most three words
    with no name among them: a longer line in sentence case is a paragraph, though it may lack its full stop. A line
    that single quotation marks enclose is a heading too.
    """
    if len(line) > _LONGEST_HEADING or line[-1] in ".!;,…":
        return False
    closed = is_closed(line)
    if closed and line[-1] not in "?:":
        return False
    if line[0] in _SINGLE and line[-1] in _SINGLE:
        return not closed and len(line.split()) <= _MOST_QUOTED_WORDS
    words = line.split()
    if line[-1] == ":" and len(words) > 6:
        return False
    capitals = small = 0
    for word in words:
        if word[0].isalpha() and word.lower() not in SMALL_WORDS:
            small += word.islower()
            capitals += not word.islower()
    if capitals and _WORDS_PER_SLIP * small <= capitals + small:
        return words[0][0].isupper() or not words[0].islower()
    return not closed and len(words) <= 3 and line[0].isupper() and capitals == 1 and line.replace(" ", "").isalpha()


def is_plain(line: str) -> bool:
    """Tell whether a line begins with a capital and then has words without names, numbers and full stops."""
    words = line.split()
    return line[0].isupper() and all(map(_is_plain, words[1:])) and line[-1].isalpha() and words[0].isalpha()


def _is_plain(word: str) -> bool:
    """Tell whether a word is in lower case or an acronym; it may carry a comma, and a hyphen or apostrophe inside."""
    letters = word.removesuffix(",").translate(_INNER)
    return letters == "&" or (letters.isalpha() and (letters.islower() or (letters.isupper() and len(letters) <= 4)))
