"""How to tell in one look over a text which of the passes may find something in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def gate(patterns: Iterable[str]) -> Callable[[str], list[int]]:
    """Return a function that tells which of the patterns match somewhere in a text, by their numbers.

    One automaton reads the UTF-8 for all of them, at some 500 MB a second; `re` takes longer for each by itself.
    """
    automaton = re2.Set.SearchSet()
    for pattern in patterns:
        automaton.Add(pattern)
    automaton.Compile()
    return lambda text: sorted(automaton.Match(text.encode(errors="surrogatepass")) or ())
