"""Which letters are written in pieces that Unicode has one code point for (NFC, UAX 15)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from pipeline.text.changes import trimmed

if TYPE_CHECKING:
    from pipeline.text.changes import Change

# Matches all that normalisation can change or join to the character before it,
# but not what English news is full of: quotes, dashes, currencies, the Latin, Greek and Cyrillic letters.
UNSETTLED: Final = (
    "[\u0300-\u037f\u0387\u0483-\u0487\u0591-\u1fff\u2000\u2001\u20d0-\u20ff"
    "\u2126-\u212b\u2329\u232a\u2adc\u2c00-\U0010ffff]"
)
_HANGUL_JAMO: Final = "\u1161-\u1175\u11a8-\u11c2"  # vowels and final consonants, which compose by arithmetic
_BEYOND: Final = "\U00010000-\U0010ffff"
# The basic plane without ASCII, CJK ideographs, Hangul syllables, surrogates and private use.
_ASKED: Final = (range(0x80, 0x3400), range(0xA000, 0xAC00), range(0xF900, 0x10000))


def find(text: str) -> list[Change]:
    """Return a change for each character sequence that is not in normal form C."""
    changes: list[Change] = []
    done = 0
    for match in _unsettled().finditer(text):
        start = max(done, match.start() - 1)
        done = match.end()
        changes += trimmed(start, text[start:done], unicodedata.normalize("NFC", text[start:done]), "nfc")
    return changes


@cache
def _unsettled() -> re.Pattern[str]:
    """Match each run of characters that normalisation may change or join to the character before them.

    Read from `unicodedata`, since each Python knows its own version of Unicode; takes some milliseconds, once.
    Beyond the basic plane all characters count: a few ranges make a fast pattern, and a longer run does no harm.
    """
    found = set()
    for character in map(chr, chain(*_ASKED)):
        parts = unicodedata.decomposition(character)
        if unicodedata.combining(character) or not unicodedata.is_normalized("NFC", character):
            found.add(character)
        elif parts and not parts.startswith("<"):
            found.update(chr(int(part, 16)) for part in parts.split()[1:])
    return re.compile(f"[{re.escape(''.join(sorted(found)))}{_HANGUL_JAMO}{_BEYOND}]+")
