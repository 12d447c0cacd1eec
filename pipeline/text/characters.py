"""Which single characters do not belong in clean text, and what stands in their place."""

from __future__ import annotations

import re
from typing import Final

from pipeline.text.changes import Change

# Written as the inside of a regular expression's character class, so that ranges stay readable.
LINE_ENDS: Final = "\r\v\f\x85\u2028\u2029"  # UAX 14, classes CR, BK and NL
SPACES: Final = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # general category Zs but the space itself
BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # property Bidi_Control
ZERO_WIDTH: Final = "\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # what is left of the default ignorable controls
CONTROLS: Final = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
SOFT_HYPHEN: Final = "\xad"
JOINERS: Final = "\u180e\u200c\u200d"
TAGS: Final = "\U000e0001\U000e0020-\U000e007f"

# Scripts whose letters join or stack, where a joiner changes what is read: from Syriac, Arabic and N'Ko through
# the scripts of India, Tibet, Myanmar, Khmer and Mongolian (RFC 5892, appendix A, without its tables).
_JOINING: Final = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff\ua980-\ua9df\uabc0-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010d3f\U00011000-\U00011cff\U0001e900-\U0001e95f"
)
# UTS 51 writes one emoji as several joined by U+200D; a variation selector may follow each.
_EMOJI: Final = "\u00a9\u00ae\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff"
_BLACK_FLAG: Final = "\U0001f3f4"  # tags after it name a region's flag (UTS 51, section 1.4.6)

_ESCAPE: Final = r"\x1b\[[0-?]{0,30}[ -/]{0,4}[@-~]"  # a terminal's control sequence, ECMA-48 section 5.4
_STRAY_JOINER: Final = f"(?<![{_JOINING}])(?:[\u180e\u200c]|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}]))"
_STRAY_TAGS: Final = f"(?<![{_BLACK_FLAG}{TAGS}])[{TAGS}]+"
_ODD: Final = re.compile(
    f"[{LINE_ENDS}{SPACES}{BIDI}{ZERO_WIDTH}{SOFT_HYPHEN}]|{_ESCAPE}|[{CONTROLS}]|{_STRAY_JOINER}|{_STRAY_TAGS}"
)
_RULES: Final = tuple(
    (re.compile(f"[{members}]"), rule, replacement)
    for members, rule, replacement in (
        (LINE_ENDS, "line_ends", "\n"),
        (SPACES, "odd_spaces", " "),
        (BIDI, "bidi_controls", ""),
        (SOFT_HYPHEN, "soft_hyphens", ""),
        (CONTROLS, "control_characters", ""),
        (ZERO_WIDTH + JOINERS + TAGS, "zero_width", ""),
    )
)


def find(text: str) -> list[Change]:
    """Return a change for each character that is a line end, space or control of another kind than U+000A and U+0020."""
    changes: list[Change] = []
    for match in _ODD.finditer(text):
        start, end = match.span()
        character = text[start]
        if character == "\r" and text.startswith("\n", end):
            changes.append((start, end, "", "line_ends"))
        elif character == "\ufeff" and not start:
            changes.append((start, end, "", "byte_order_mark"))
        else:
            rule, replacement = _rule_of(character)
            changes.append((start, end, replacement, rule))
    return changes


def _rule_of(character: str) -> tuple[str, str]:
    return next((rule, replacement) for members, rule, replacement in _RULES if members.match(character))
