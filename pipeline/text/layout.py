"""Which blanks and empty lines carry no meaning."""

from __future__ import annotations

import re
from typing import Final

from pipeline.text.changes import Change

# The look-behind and the possessive repeat keep this linear in a run of blanks that no line end follows.
_TRAILING: Final = re.compile(r"(?<![ \t])[ \t]++(?=\n)")
_BLANK_RUN: Final = re.compile(r"(?<=\n\n)\n+")


def trailing_blanks(text: str) -> list[Change]:
    """Return the blanks before line ends."""
    if " \n" not in text and "\t\n" not in text:
        return []
    return [(*match.span(), "", "trailing_blanks") for match in _TRAILING.finditer(text)]


def blank_runs(text: str) -> list[Change]:
    """Return the line ends after the second of a run: one empty line parts paragraphs as well as five do."""
    if "\n\n\n" not in text:
        return []
    return [(*match.span(), "", "blank_runs") for match in _BLANK_RUN.finditer(text)]


def outer_blanks(text: str) -> list[Change]:
    """Return the blank text at both ends: two files that differ in a final line end hold the same text."""
    changes: list[Change] = []
    if end := len(text) - len(text.lstrip(" \t\n")):
        changes.append((0, end, "", "outer_blanks"))
    start = len(text.rstrip(" \t\n"))
    if end <= start < len(text):
        changes.append((start, len(text), "", "outer_blanks"))
    return changes
