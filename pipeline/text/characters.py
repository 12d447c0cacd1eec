"""Which single characters do not belong in clean text, and what stands in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.text.changes import Change

# Each written as the inside of a regular expression's character class, so that ranges stay readable.
_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # property Bidi_Control
_CONTROLS: Final = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
_JOINERS: Final = "\u180e\u200c\u200d"
_LINE_ENDS: Final = "\r\v\f\x85\u2028\u2029"  # UAX 14, classes CR, BK and NL
_SOFT_HYPHEN: Final = "\xad"
_SPACES: Final = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # general category Zs but the space itself
_TAGS: Final = "\U000e0001\U000e0020-\U000e007f"
_ZERO_WIDTH: Final = "\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # invisible in all scripts

ODD: Final = f"[{_BIDI}{_CONTROLS}{_JOINERS}{_LINE_ENDS}{_SOFT_HYPHEN}{_SPACES}{_TAGS}{_ZERO_WIDTH}]"

# Scripts whose letters join or stack, where a joiner changes what is read: from Arabic and Syriac through the
# scripts of India, Tibet, Myanmar, Cambodia and Mongolia (after RFC 5892, appendix A, by blocks).
_JOINING: Final = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff\ua980-\ua9df\uabc0-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010d3f\U00011000-\U00011cff\U0001e900-\U0001e95f"
)
# UTS 51 writes one emoji as several joined by U+200D; a variation selector may stand before it.
_EMOJI: Final = "\u00a9\u00ae\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff"
_BLACK_FLAG: Final = "\U0001f3f4"  # the tags after it name a region's flag (UTS 51, section 1.4.6)

_ODD: Final = re.compile(ODD)
_JOINER_KEPT: Final = re.compile(f"(?<=[{_JOINING}])[{_JOINERS}]|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])")
_TAGS_KEPT: Final = re.compile(f"(?<=[{_BLACK_FLAG}])[{_TAGS}]+")
_ESCAPE: Final = re.compile(r"\x1b\[[0-?]{0,30}[ -/]{0,4}[@-~]")  # ECMA-48, section 5.4: colours of a terminal


def _members(characters: str) -> list[str]:
    """Spell out the ranges of a character class."""
    spans = re.findall("(.)-(.)|(.)", characters, re.DOTALL)
    return [chr(n) for low, high, one in spans for n in range(ord(low or one), ord(high or one) + 1)]


# Replacement and rule of each character, wherever it stands; the rest depends on the neighbours.
_REPLACED: Final = {
    character: (replacement, rule)
    for characters, replacement, rule in (
        (_BIDI, "", "bidi_controls"),
        (_CONTROLS, "", "control_characters"),
        (_LINE_ENDS, "\n", "line_ends"),
        (_SOFT_HYPHEN, "", "soft_hyphens"),
        (_SPACES, " ", "odd_spaces"),
        (_ZERO_WIDTH, "", "zero_width"),
    )
    for character in _members(characters)
    if character not in "\r\x1b\ufeff"
}


def find(text: str) -> list[Change]:
    """Return a change for each control, invisible character, line end but U+000A and space but U+0020."""
    changes: list[Change] = []
    done = 0
    for match in _ODD.finditer(text):
        character, start = match[0], match.start()
        if character in _REPLACED:
            changes.append((start, start + 1, *_REPLACED[character]))
        elif character == "\r":
            changes.append((start, start + 1, "" if text.startswith("\n", start + 1) else "\n", "line_ends"))
        elif start >= done:
            done, rule = _in_context(text, start)
            if rule:
                changes.append((start, done, "", rule))
    return changes


def _in_context(text: str, start: int) -> tuple[int, str]:
    """Return where what begins at ``start`` ends, and the rule that drops it, which is empty where it stays."""
    if kept := _JOINER_KEPT.match(text, start) or _TAGS_KEPT.match(text, start):
        return kept.end(), ""
    if escape := _ESCAPE.match(text, start):
        return escape.end(), "control_characters"
    if text[start] == "\x1b":
        return start + 1, "control_characters"
    return start + 1, "zero_width" if start or text[0] != "\ufeff" else "byte_order_mark"
