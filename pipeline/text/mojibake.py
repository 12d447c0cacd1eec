"""Which characters are UTF-8 that was read in an encoding of one byte per character, and what they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.text.changes import trimmed
from pipeline.text.gates import gate

if TYPE_CHECKING:
    from collections.abc import Iterator

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


# Finds something in each text that holds mojibake, and seldom in another: the first byte of a UTF-8 sequence
# before a later one. A non-breaking space among those may have become a plain one.
_SUSPECT: Final = re.compile(
    f"[{_charmapped(0xC2, 0xF4)}][{_charmapped(0x80, 0xBF)}]|[{_C1}]|[ÂÃ] "
)
_is_suspect: Final = gate(_SUSPECT.pattern)


def find(text: str) -> list[Change]:
    """Return a change for each sequence that ftfy reads better, in lines that its badness test finds at fault."""
    if text.isascii() or not _is_suspect(text):
        return []
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


def _in_line(start: int, line: str) -> Iterator[Change]:
    """Yield the changes in the line at ``start``.

    Reading it again leaves ASCII alone, so that the stretches between pair up; where they do not, the line is one
    change without its common ends.
    """
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415  # takes 60 ms, and most texts never need it

    fixed, plan = fix_encoding_and_explain(line)
    if fixed == line:
        return
    if _NOT_ASCII.split(line) != _NOT_ASCII.split(fixed):
        yield from trimmed(start, line, fixed, "mojibake")
        return
    reread = len(plan) == 2 and plan[0].action == "encode" and plan[1] == ("decode", "utf-8")
    for before, after in zip(_NOT_ASCII.finditer(line), _NOT_ASCII.findall(fixed), strict=True):
        if reread:
            sizes = [len(character.encode()) for character in after]
        elif len(before[0]) == len(after):  # only C1 controls were letters of Windows-1252
            sizes = [1] * len(after)
        else:
            yield from trimmed(start + before.start(), before[0], after, "mojibake")
            continue
        position = before.start()
        for character, size in zip(after, sizes, strict=True):
            if line[position] != character:
                yield start + position, start + position + size, character, "mojibake"
            position += size
