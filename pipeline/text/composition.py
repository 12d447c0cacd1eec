"""Which letters are written in pieces that Unicode has one code point for (NFC, UAX 15)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.text.changes import Change

_LAST_DECOMPOSABLE = 0x2FA1D  # no canonical decomposition is assigned above the CJK compatibility ideographs
_JAMO = "\u1161-\u1175\u11a8-\u11c2"  # Hangul vowels and final consonants, composed by arithmetic (section 3.12)


def find(text: str) -> list[Change]:
    """Return a change for each character sequence that is not in normal form C."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return []
    changes: list[Change] = []
    for match in _clusters().finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            changes.append((*match.span(), composed, "nfc"))
    return changes


@cache
def _clusters() -> re.Pattern[str]:
    """Match what normalisation can change: a character with all that can combine with it, or one that never stays.

    Read from `unicodedata`, which the standard ties to one version of Unicode; takes some 50 ms, once.
    """
    joining, changing = [], []
    for number in range(0x80, _LAST_DECOMPOSABLE + 1):
        character = chr(number)
        parts = unicodedata.decomposition(character)
        if unicodedata.combining(character):
            joining.append(character)
        if parts and not parts.startswith("<"):
            if unicodedata.normalize("NFC", character) != character:
                changing.append(character)
            else:
                joining += (chr(int(part, 16)) for part in parts.split()[1:])
    later = re.escape("".join(sorted(set(joining)))) + _JAMO
    return re.compile(f"[^{later}]?[{later}]+|[{re.escape(''.join(changing))}]")
