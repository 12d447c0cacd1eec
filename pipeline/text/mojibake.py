"""Which characters are UTF-8 that was read in an encoding of one byte per character, and what they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.text.changes import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.text.changes import Change

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_C1: Final = "\x80-\x84\x86-\x9f"  # letters of Windows-1252 read as ISO 8859-1; U+0085 may be a line end


def _characters(charmap: str, first: int, last: int) -> str:
    """Return the class of the characters that the bytes from first to last stand for."""
    octets = [bytes([octet]) for octet in range(first, last + 1)]
    return re.escape("".join(octet.decode(charmap, errors="ignore") for octet in octets))


# The encodings that ftfy repairs, under Python's names, and what the first and the later bytes of UTF-8 are in each.
_CODEPAGES: Final = ("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "cp437")
_CHARMAPS: Final = (*_CODEPAGES, "latin-1", "iso-8859-2", "mac-roman")
_SEQUENCES: Final = [(_characters(name, 0xC2, 0xF4), _characters(name, 0x80, 0xBF)) for name in _CHARMAPS]
# Matches somewhere in each text that holds mojibake, and seldom in another. In the letter à, whose second byte is a
# non-breaking space, that may have become a plain one.
SUSPECT: Final = "|".join(f"[{first}][{later}]" for first, later in _SEQUENCES) + f"|[{_C1}]|[ÂÃ] "
# The same; `re` is fast when a match can only start with one class.
_SUSPECT: Final = re.compile(
    f"[{''.join(first for first, _ in _SEQUENCES)}{_C1}](?:(?<=[{_C1}])|(?<=[ÂÃ]) |"
    + "|".join(f"(?<=[{first}])[{later}]" for first, later in _SEQUENCES)
    + ")"
)


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
        start = text.index(line, start)
        changes += ((start + first, start + end, new, rule) for first, end, new, rule in _in_line(line))
    return changes


def _in_line(line: str) -> Iterator[Change]:
    """Yield the changes in a line, one for each character where that can be told."""
    from ftfy import fix_encoding  # noqa: PLC0415  # takes 60 ms, and most texts never need it
    from ftfy.badness import is_bad  # noqa: PLC0415

    if not is_bad(line):
        return
    if reread := _reread(line):
        end = 0
        for character in reread:
            start, end = end, end + len(character.encode())
            if line[start:end] != character:
                yield start, end, character, "mojibake"
        return
    fixed = fix_encoding(line)
    if len(fixed) == len(line):  # controls that were letters of Windows-1252
        pairs = [(at, line[at], fixed[at]) for at in range(len(line))]
    elif _NOT_ASCII.split(line) == _NOT_ASCII.split(fixed):  # ASCII stays, so that the stretches between pair up
        old = _NOT_ASCII.finditer(line)
        pairs = [(match.start(), match[0], new) for match, new in zip(old, _NOT_ASCII.findall(fixed), strict=True)]
    else:
        pairs = [(0, line, fixed)]
    for at, before, after in pairs:
        yield from trimmed(at, before, after, "mojibake")


def _reread(line: str) -> str | None:
    """Return what ftfy tries first, since nearly all mojibake is this: the line's bytes in one encoding, as UTF-8."""
    for charmap in ("latin-1", "sloppy-windows-1252"):  # the second is of ftfy, with a character for each byte
        try:
            return line.encode(charmap).decode()
        except UnicodeError:
            continue
    return None
