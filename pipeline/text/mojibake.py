"""Which characters are UTF-8 that was read in an encoding of one byte per character, and what they were."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.text.changes import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
# The encodings that ftfy repairs, under Python's names, and the C1 controls that stand in Windows-1252 for letters.
_CHARMAPS: Final = (
    "latin-1",
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso-8859-2",
    "mac-roman",
    "cp437",
)
C1: Final = "\x80-\x84\x86-\x9f"


def suspects() -> str:
    """Return a pattern that finds something in each text that holds mojibake, and seldom in another.

    What was UTF-8 starts as a byte 0xC2 to 0xF4 and goes on as one of 0x80 to 0xBF. A non-breaking space
    among those may have become a plain one.
    """

    def decoded(first: int, last: int) -> str:
        octets = [bytes([octet]) for octet in range(first, last + 1)]
        found = {octet.decode(charmap, errors="ignore") for charmap in _CHARMAPS for octet in octets}
        return re.escape("".join(sorted("".join(found))))

    return f"[{decoded(0xC2, 0xF4)}][{decoded(0x80, 0xBF)}]|[{C1}]|[ÂÃ] "


_SUSPECT: Final = re.compile(suspects())


def find(text: str) -> list[Change]:
    """Return a change for each sequence that ftfy reads better, in lines that its badness test finds at fault."""
    if text.isascii():
        return []
    changes: list[Change] = []
    done = 0
    for match in _SUSPECT.finditer(text):
        if match.start() < done:
            continue
        start = max(text.rfind(end, done, match.start()) + 1 for end in "\n\r") or done
        ends = (text.find(end, match.end()) for end in "\n\r")
        done = min((end for end in ends if end >= 0), default=len(text))
        changes += ((start + a, start + b, new, "mojibake") for a, b, new in _line(text[start:done]))
    return changes


def _line(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of what is mojibake in one line.

    Re-reading leaves ASCII alone, so that the other stretches before and after pair up; where they do not, the line
    is one change without its common ends.
    """
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415  # takes 60 ms, and most texts never need it

    fixed, plan = fix_encoding_and_explain(line)
    if fixed == line:
        return
    if _NOT_ASCII.split(line) != _NOT_ASCII.split(fixed):
        yield from _trimmed(0, line, fixed)
        return
    reread = len(plan) == 2 and plan[0].action == "encode" and plan[1] == ("decode", "utf-8")
    for before, after in zip(_NOT_ASCII.finditer(line), _NOT_ASCII.findall(fixed), strict=True):
        if reread:
            sizes = [len(character.encode()) for character in after]
        elif len(before[0]) == len(after):  # only C1 controls were letters of Windows-1252
            sizes = [1] * len(after)
        else:
            yield from _trimmed(before.start(), before[0], after)
            continue
        position = before.start()
        for character, size in zip(after, sizes, strict=True):
            if line[position] != character:
                yield position, position + size, character
            position += size


def _trimmed(start: int, old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield the one change from ``old`` to ``new`` without what they share at both ends, if they differ."""
    if old == new:
        return
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    shorter -= head
    tail = next((i for i in range(shorter) if old[-1 - i] != new[-1 - i]), shorter)
    yield start + head, start + len(old) - tail, new[head : len(new) - tail]
