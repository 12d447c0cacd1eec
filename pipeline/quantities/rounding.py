"""What is glued to a number to say that it is round: 20+ years, 5,000-plus samples, 30-odd people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.quantities.tokens import Tokens

_WORDS: Final = frozenset({"plus", "odd", "some"})


def behind(tokens: Tokens, index: int) -> int:
    """Return the token after such a sign or word at a token, or the token itself."""
    if tokens.lower[index] == "+" and tokens.glued(index):
        return index + 1
    if tokens.hyphenated(index) and tokens.lower[index + 1] in _WORDS:
        return index + 2
    return index
