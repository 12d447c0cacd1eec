"""Tell pull quotes and the lines that name their speakers."""

from __future__ import annotations

import re

from pipeline.blocks.headings import is_closed
from pipeline.blocks.vocabulary import SMALL_WORDS

_DASH = re.compile(r"[-–—―]{1,2}\s*[\"“(]?(?=[^\W\d_])")
_QUOTATION = re.compile(r"(?:\"[^\"]{20,}[.!?…,]\"|“[^”]{20,}[.!?…,]”)\s+(?=[-–—―]|[A-Z])")
_NAMED = re.compile(r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4},\s\S")
# A speaker line begins with a dash, or with the sign of a block quote and a dash.
SPEAKER_MARKS = frozenset("-–—―>")
QUOTES = frozenset('"“')
_SPEECH = re.compile(r"\b(?:said|says|told|asked|added|wrote|writes|replied)\b")
LONGEST_SPEAKER = 100
LONGEST_QUOTE = 700
# What a quotation ends with: a reader takes a line after anything else for the item of a list.
QUOTE_ENDS = frozenset(".!?…\"”’'")


def is_speaker(line: str) -> bool:
    """Tell whether a line is a dash and a name or description, with no full stop."""
    return len(line) <= LONGEST_SPEAKER and _DASH.match(line) is not None and not is_closed(line) and _names(line)


def _names(line: str) -> bool:
    """Tell whether the rest of a line reads like a name or role: after a hyphen, most of its words are capitalised."""
    rest = line.lstrip('-–—― \t“"(')
    if line[0] != "-":
        return rest[0].isupper()
    words = [word for word in rest.split() if word.lower() not in SMALL_WORDS]
    return len(words) <= 8 and rest[0].isupper() and 2 * sum(word[0].isupper() for word in words) >= len(words)


def split_speaker(line: str) -> tuple[int, int] | None:
    """Return where the quotation ends and its speaker begins when one line holds just these two."""
    if line[0] not in '"“' or len(line) > LONGEST_QUOTE + LONGEST_SPEAKER:
        return None
    match = _QUOTATION.match(line)
    if match is None:
        return None
    speaker = line[match.end() :]
    if len(speaker) > LONGEST_SPEAKER or is_closed(speaker) or _SPEECH.search(speaker):
        return None
    return len(match.group().rstrip()), match.end()


def names_speaker(line: str, quote: str) -> bool:
    """Tell whether a line after a block that is quoted throughout is a name with a description."""
    return (
        quote[0] in '"“'
        and quote[-1] in '"”'
        and len(quote) <= LONGEST_QUOTE
        and len(line) <= LONGEST_SPEAKER
        and _NAMED.match(line) is not None
        and not is_closed(line)
        and _SPEECH.search(line) is None
    )
