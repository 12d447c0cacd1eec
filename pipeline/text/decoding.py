"""Which characters the bytes of a raw item stand for."""

from __future__ import annotations

import codecs
import re
from typing import Final, Literal

Reason = Literal["binary", "undecodable"]

# Order matters: the UTF-32 mark begins with the UTF-16 mark. The Unicode Standard, section 23.8.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK_STARTS: Final = frozenset(mark[:1] for mark, _ in _MARKS)
# Control characters that no text holds, where a tab, a line end or a terminal escape is no surprise.
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))

# The small letters, quotes and dashes of Mac OS Roman are capital letters in Windows-1252, and small letters the other
# way round are capitals too: capitals after small letters, and alone, show that a text was read the wrong way.
_ODD_CAPITAL: Final = re.compile(
    r"[\xc0-\xd6\xd8-\xdeŒŠŸŽ](?:(?<=[a-z].)|(?<=[\xd0-\xd5])(?:(?<=[.,!?].)|(?<![^\W\d_].)(?![^\W\d_])))"
)


class Undecodable(ValueError):  # noqa: N818  # a state of the bytes, not a fault of the program
    """The raw item is no text in an encoding that can be told with certainty.

    ``reason`` is ``binary`` for many NULs or control characters, else ``undecodable``: broken UTF-8, bytes that do
    not keep to their byte order mark, neither Unicode nor plausible Windows-1252, or a str with lone surrogates.
    ``detail`` says which, and where.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason: Reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text of ``raw``, a byte order mark included, and the codec that decodes any slice of it.

    A byte order mark decides; else NULs in every other byte tell UTF-16; else strict UTF-8; else, where few bytes are
    beyond ASCII, Mac OS Roman or Windows-1252, which covers ISO 8859-1. Raises `Undecodable`.
    """
    if raw[:1] in _MARK_STARTS:
        for mark, encoding in _MARKS:
            if raw.startswith(mark):
                return _strictly(raw, encoding), encoding
    if b"\0" in raw:
        if utf16 := _utf16_by_nuls(raw):
            return _strictly(raw, utf16), utf16
        _refuse_binary(raw)
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError as error:
        return _one_byte(raw, error)


def encode(text: str) -> bytes:
    """Return the UTF-8 of a str. Raises `Undecodable` for a lone surrogate, which has none."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Undecodable("undecodable", f"lone surrogate at code point {error.start}") from None


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable("undecodable", f"not {encoding} at byte {error.start}") from None


def _utf16_by_nuls(raw: bytes) -> str | None:
    """Tell UTF-16 without a mark: in the Latin alphabet the high byte of a unit is NUL, and hardly ever the low one."""
    units = len(raw) // 2
    if len(raw) % 2:
        return None
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    if odd > 0.7 * units and even < 0.05 * units:
        return "utf-16-le"
    if even > 0.7 * units and odd < 0.05 * units:
        return "utf-16-be"
    return None


def _one_byte(raw: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decode what is not UTF-8 in an encoding of one byte per character, unless it is broken UTF-8."""
    kept = sum(not character.isascii() for character in raw.decode(errors="ignore"))
    broken = raw.decode(errors="replace").count("\ufffd")
    if kept >= broken:
        detail = f"{error.reason} at byte {error.start}, beside {kept} valid sequences of UTF-8"
        raise Undecodable("undecodable", detail)
    # One in twenty in French; nearly all in Chinese, Japanese or Russian, which have encodings of their own.
    high = len(raw.translate(None, bytes(range(0x80))))
    if high > 0.25 * len(raw):
        raise Undecodable("undecodable", f"{high} of {len(raw)} bytes are not ASCII, nor is it UTF-8")
    _refuse_binary(raw)
    mac = raw.decode("mac-roman")  # which has a character for each byte
    try:
        windows = raw.decode("cp1252")
    except UnicodeDecodeError as gap:
        if _ODD_CAPITAL.search(mac):
            raise Undecodable("undecodable", f"not UTF-8 nor Windows-1252 at byte {gap.start}") from None
        return mac, "mac-roman"
    if len(_ODD_CAPITAL.findall(windows)) > len(_ODD_CAPITAL.findall(mac)):
        return mac, "mac-roman"
    return windows, "cp1252"


def _refuse_binary(raw: bytes) -> None:
    # One in nine of random or compressed bytes, more in programs; a few stray ones in a text are repaired.
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > 4 and controls > 0.05 * len(raw):
        raise Undecodable("binary", f"{controls} of {len(raw)} bytes are control characters")
