"""Fold the characters of many documents at once: words in lower case and compatible form, spaces for the rest."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# What stands in folded text where no word is; every byte of a word is greater than both.
SPACE = 0x20
BETWEEN_DOCUMENTS = 0x0A

_WORD = {"L", "M", "N"}  # Unicode general categories

# Beginnings of character names in scripts that set no spaces between words (Unicode Standard Annex 14, ID and SA).
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "BOPOMOFO ", "THAI ", "LAO ", "KHMER ", "MYANMAR ", "TAI ", "NEW TAI ")

# A lone surrogate is no reason to fail.
_UTF8 = ("utf-8", "surrogatepass")

# No byte of UTF-8 is 255, so it may stand between documents until all line feeds of the texts are gone.
_MARK = b"\xff"
_ASCII = bytes(
    (ord(chr(code).lower()) if chr(code).isalnum() else SPACE) if code < 0x80 else code for code in range(0xFF)
) + bytes([BETWEEN_DOCUMENTS])

# From more characters on, one slow pass of str.translate costs less than a fast one of bytes.replace for each.
_FEW = 16


def fold(documents: Sequence[bytes]) -> bytes:
    """Fold documents given as UTF-8 into one string, each between line feeds; eight spaces follow the last.

    Two texts of equal ``pipeline.folding.key`` have the same words here.
    """
    folded = _join(documents).translate(_ASCII)
    if folded.isascii():
        return folded
    found = _beyond_ascii(folded)
    if any(_may_compose(character) for character in found.characters):
        # With the character before, which may be ASCII: so the documents are composed before anything else.
        folded = _join([_composed(document) for document in documents]).translate(_ASCII)
        found = _beyond_ascii(folded)
    folded = _fold_in_place(folded, found)
    longer = [one for one in found.characters if _same_size(one) is None]
    if len(longer) > _FEW:
        forms = {ord(one): _folded(one) for one in longer}
        return folded.decode(*_UTF8).translate(forms).encode(*_UTF8)
    for character in longer:
        folded = folded.replace(character.encode(*_UTF8), _folded(character).encode(*_UTF8))
    return folded


class _Found(NamedTuple):
    """The characters beyond ASCII in a string: where each begins, the different ones, and which one it is."""

    places: NDArray[np.int64]
    characters: list[str]
    which: NDArray[np.int64]


def _join(documents: Sequence[bytes]) -> bytes:
    return _MARK.join([b"", *documents, b" " * 8])


def _composed(document: bytes) -> bytes:
    return _compatible(document.decode(*_UTF8)).encode(*_UTF8)


def _beyond_ascii(data: bytes) -> _Found:
    places = np.flatnonzero(np.frombuffer(data, np.uint8) >= 0xC0)
    # Four bytes from every position; a character has two to four of them, which its first byte tells.
    fours = np.ndarray(len(data) - 3, "<u4", data, 0, (1,))[places]
    first = fours & 0xFF
    size = (first >= 0xE0).view(np.int8) + (first >= 0xF0).view(np.int8)
    codes, which = np.unique(fours & np.array([0xFFFF, 0xFFFFFF, 0xFFFFFFFF], np.uint32)[size], return_inverse=True)
    characters = [int(code).to_bytes(4, "little").rstrip(b"\0").decode(*_UTF8) for code in codes]
    return _Found(places, characters, which)


def _fold_in_place(data: bytes, found: _Found) -> bytes:
    """Write the folded form of each character over it wherever both have the same number of bytes."""
    folded = np.frombuffer(bytearray(data), np.uint8)
    size = np.array([len(one.encode(*_UTF8)) for one in found.characters])
    forms = [_same_size(one) or one.encode(*_UTF8) for one in found.characters]
    changed = np.array([form != one.encode(*_UTF8) for form, one in zip(forms, found.characters, strict=True)])
    table = np.frombuffer(b"".join(form.ljust(4) for form in forms), np.uint8).reshape(-1, 4)
    for byte in range(4):
        written = (changed & (size > byte))[found.which]
        folded[found.places[written] + byte] = table[found.which[written], byte]
    return folded.tobytes()


@lru_cache(maxsize=1 << 16)
def _same_size(character: str) -> bytes | None:
    """The folded form of a character in as many bytes; none where it has more or fewer."""
    form, size = _folded(character).encode(*_UTF8), len(character.encode(*_UTF8))
    if form.isspace():
        return b" " * size
    return form if len(form) == size else None


@lru_cache(maxsize=1 << 16)
def _may_compose(character: str) -> bool:
    """Whether NFKC may join the character with the one before it: marks, and Hangul vowels and finals."""
    first = unicodedata.normalize("NFKC", character)[0]
    return unicodedata.category(first)[0] == "M" or "\u1161" <= first <= "\u11ff"


@lru_cache(maxsize=1 << 16)
def _folded(character: str) -> str:
    """The words of one character: itself in lower case, several characters, or a space for none."""
    return "".join(_in_words(one) for one in _compatible(character))


def _compatible(text: str) -> str:
    """Compatible characters in lower case, as in ``pipeline.folding``."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _in_words(character: str) -> str:
    if unicodedata.category(character)[0] not in _WORD:
        return " "
    unspaced = unicodedata.name(character, "").startswith(_UNSPACED)
    return f" {character} " if unspaced else character
