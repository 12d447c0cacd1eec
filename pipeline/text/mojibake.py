"""Which characters are UTF-8 that was read in an encoding of one byte per character, and what they were."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from pipeline.text.changes import trimmed

if TYPE_CHECKING:
    from pipeline.text.changes import Change

# The encodings that ftfy repairs, under Python's names.
_CHARMAPS: Final = (
    *("latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso-8859-2", "mac-roman", "cp437"),
)
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_C1: Final = "\x80-\x84\x86-\x9f"  # letters of Windows-1252 read as ISO 8859-1; U+0085 may be a line end


def _charmapped(first: int, last: int) -> str:
    """Return the inside of a character class: what the bytes from first to last are in any of the encodings."""
    octets = [bytes([octet]) for octet in range(first, last + 1)]
    found = {octet.decode(charmap, errors="ignore") for charmap in _CHARMAPS for octet in octets}
    return re.escape("".join(sorted(found)))


_FIRST: Final = _charmapped(0xC2, 0xF4)
_LATER: Final = _charmapped(0x80, 0xBF)
# Matches somewhere in each text that holds mojibake, and seldom in another: the first byte of a UTF-8 sequence
# before a later one. A non-breaking space among those may have become a plain one.
SUSPECT: Final = f"[{_FIRST}][{_LATER}]|[{_C1}]|[ÂÃ] "
# The same; `re` is four times as fast when a match can only start with one class.
_SUSPECT: Final = re.compile(f"[{_FIRST}{_C1}](?:(?<=[{_FIRST}])[{_LATER}]|(?<=[{_C1}])|(?<=[ÂÃ]) )")


def find(text: str) -> list[Change]:
    """Return a change for each sequence that ftfy reads better, in lines that its badness test finds at fault."""
    changes: list[Change] = []
    done = 0
    for match in _SUSPECT.finditer(text):
        if match.start() < done:
            continue
        start = max(done, *(text.rfind(end, done, match.start()) + 1 for end in "\n\r"))
        ends = (text.find(end, match.end()) for end in "\n\r")
        done = min((end for end in ends if end >= 0), default=len(text))
        line = text[start:done].strip(" \t")  # as it will stand at the start of a text or the end of a line
        changes += _in_line(text.index(line, start), line)
    return changes


def _in_line(start: int, line: str) -> list[Change]:
    """Return the changes in the line at ``start``: in the stretches at fault by themselves, else in the whole line."""
    from ftfy.badness import is_bad  # noqa: PLC0415  # ftfy takes 60 ms to import, and most texts never need it

    if not is_bad(line):
        return []
    stretches = [(match.start(), _reread(match[0])) for match in _NOT_ASCII.finditer(line)]
    if not any(changes for _, changes in stretches):
        stretches = [(0, _reread(line))]
    return [
        (start + offset + first, start + offset + end, replacement, rule)
        for offset, changes in stretches
        for first, end, replacement, rule in changes
    ]


@lru_cache(maxsize=4096)  # a text repeats the same few, such as apostrophes
def _reread(passage: str) -> tuple[Change, ...]:
    """Return the changes to what ftfy makes of the passage, one for each character where that can be told."""
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415  # as above

    fixed, plan = fix_encoding_and_explain(passage)
    if len(plan) == 2 and plan[0].action == "encode" and plan[1] == ("decode", "utf-8"):
        ends = tuple(accumulate(len(character.encode()) for character in fixed))
    elif len(fixed) == len(passage):  # controls that were letters of Windows-1252
        ends = tuple(range(1, len(fixed) + 1))
    elif _NOT_ASCII.split(passage) == _NOT_ASCII.split(fixed):
        pairs = zip(_NOT_ASCII.finditer(passage), _NOT_ASCII.findall(fixed), strict=True)
        return tuple(change for old, new in pairs for change in trimmed(old.start(), old[0], new, "mojibake"))
    else:
        return tuple(trimmed(0, passage, fixed, "mojibake"))
    starts = (0, *ends)
    return tuple(
        (start, end, character, "mojibake")
        for start, end, character in zip(starts, ends, fixed, strict=False)
        if passage[start:end] != character
    )
