"""Which letters are written in pieces that Unicode has one code point for (NFC, UAX 15)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.text.changes import trimmed

if TYPE_CHECKING:
    from pipeline.text.changes import Change

_LAST_DECOMPOSABLE: Final = 0xFFFF
_JAMO: Final = "\u1161-\u1175\u11a8-\u11c2"  # Hangul vowels and final consonants, composed by arithmetic
_BEYOND: Final = "\U00010000-\U0010ffff"


def find(text: str) -> list[Change]:
    """Return a change for each character sequence that is not in normal form C."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return []
    changes: list[Change] = []
    done = 0
    for match in _unsettled().finditer(text):
        start, end = match.span()
        start = max(done, start - 1)
        done = end
        composed = unicodedata.normalize("NFC", text[start:end])
        changes += trimmed(start, text[start:end], composed, "nfc")
    return changes


@cache
def _unsettled() -> re.Pattern[str]:
    """Match each run of characters that normalisation may change or join to the character before them.

    Read from `unicodedata`, since each Python knows its own version of Unicode; takes some 20 ms, once. Beyond
    the basic plane all characters count: a few ranges make a fast pattern, and a longer run does no harm.
    """
    found = set()
    for number in range(0x80, _LAST_DECOMPOSABLE + 1):
        character = chr(number)
        parts = unicodedata.decomposition(character)
        if unicodedata.combining(character) or unicodedata.normalize("NFC", character) != character:
            found.add(character)
        elif parts and not parts.startswith("<"):
            found.update(chr(int(part, 16)) for part in parts.split()[1:])
    return re.compile(f"[{re.escape(''.join(sorted(found)))}{_JAMO}{_BEYOND}]+")
