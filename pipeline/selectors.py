"""Places in a text named by their words: a quotation, and what stands before and after it.

The selector is that of the W3C Web Annotation Data Model (2017), section 4.2.4: it outlives a change elsewhere in the
text, and stops fitting when the words themselves change.
"""

from __future__ import annotations

from typing import NamedTuple

# Characters of context that an export gives on either side, as the tools of the field do.
CONTEXT = 32


class Quote(NamedTuple):
    """An exact quotation; ``prefix`` and ``suffix`` stand right before and after it, and may be empty."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def find(text: str, quote: Quote) -> tuple[int, int]:
    """The half-open span that the quotation names.

    Raises ``LookupError`` where the text does not hold it, or holds it more than once.
    """
    whole = quote.prefix + quote.exact + quote.suffix
    first = text.find(whole) if quote.exact else -1
    if first < 0:
        raise LookupError(f"{shortened(quote.exact)} is not in the text, or not with this prefix and suffix")
    if text.find(whole, first + 1) >= 0:
        raise LookupError(f"{shortened(quote.exact)} stands there more than once; give more prefix or suffix")
    start = first + len(quote.prefix)
    return start, start + len(quote.exact)


def quote(text: str, start: int, end: int) -> Quote:
    """The quotation of a span, with as much context as names it alone, and `CONTEXT` characters where there are."""
    width = CONTEXT
    while True:
        one = Quote(text[start:end], text[max(0, start - width) : start], text[end : end + width])
        whole = one.prefix + one.exact + one.suffix
        if width > len(text) or text.find(whole, text.find(whole) + 1) < 0:
            return one
        width *= 2


def shortened(words: str) -> str:
    """Words as a message quotes them."""
    return repr(words if len(words) <= 60 else f"{words[:57]}...")
