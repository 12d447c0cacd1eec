"""Which texts need a closer look: one fast pass over the whole text, that most texts do not outlive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Callable


def gate(pattern: str) -> Callable[[str], bool]:
    """Return a test whether a text holds the pattern, by an automaton over its UTF-8."""
    search = re2.compile(pattern.encode()).search
    return lambda text: search(text.encode()) is not None
