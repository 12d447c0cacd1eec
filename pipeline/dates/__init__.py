"""Find the time expressions of an English text and give them TIMEX3 values (TimeML 1.2.1, ISO 24617-1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.dates.context import Context
from pipeline.dates.datelines import written_on
from pipeline.dates.expressions import Expression, Fixed, Timed
from pipeline.dates.grammar import SCANNER, read
from pipeline.dates.resolution import resolve
from pipeline.dates.rule import Site
from pipeline.dates.sharing import full_dates, share_ends, share_months, share_years, votes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

__all__ = ["GRAINS", "TIMEX", "DateMention", "document_date", "find"]

TIMEX = ("DATE", "TIME", "DURATION", "SET")
# What the value is precise to; of a duration or a set its (largest) unit. "reference" is PAST_REF and the like.
GRAINS = (
    "second",
    "minute",
    "hour",
    "daypart",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "reference",
)
# Characters that time expressions and the checks around them know by an ASCII one: one code point for one.
_PLAIN = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": ";",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "€": "$",
    "£": "$",
    "¥": "$",
}
_WORD_END = re.compile(r"[\s-]+")
_ABBREVIATED = re.compile(r"\b(?:[ap]\.m|jan|feb|mar|apr|aug|sept?|oct|nov|dec)$", re.IGNORECASE)


class DateMention(NamedTuple):
    """A time expression, text[start:end] in code points.

    timex: its TIMEX3 type, one of `TIMEX`. value: its TIMEX3 value, None where the words and the document date do not
    give one. grain: one of `GRAINS`. anchored: whether the value depends on the document date.
    """

    start: int
    end: int
    text: str
    timex: str
    value: str | None
    grain: str
    anchored: bool


def find(text: str, anchor: date | None) -> list[DateMention]:
    """Return the time expressions of a text, in order and without overlap.

    anchor is the date of the document; None leaves it to the dateline or byline of the text itself. Without any date of
    the document a relative expression has no value, and a partial date ("January 23") has one only where the full dates
    of the text leave no choice (`resolution`).
    """
    plain = _ascii(text)
    found = share_ends(text, share_years(text, list(share_months(text, _expressions(text, plain)))))
    if not found:
        return []
    if anchor is None:
        anchor = written_on(text, found)
    context = Context(plain, anchor, votes([expression for _, _, expression in found]))
    mentions = []
    for start, end, expression in found:
        resolved = resolve(expression, context, start, end)
        context.remember(expression, resolved, start, end)
        value, grain, anchored, _ = resolved
        mentions.append(DateMention(start, end, text[start:end], _timex(expression), value, grain, anchored))
    return mentions


def document_date(lines: str) -> date | None:
    """Return the first full date of a byline or dateline ("By X | Nov 27, 2025"), or None."""
    found = _expressions(lines, _ascii(lines))
    days = full_dates((expression for _, _, expression in found), grains=("day",))
    return days[0] if days else None


def _timex(expression: Expression) -> str:
    if isinstance(expression, Fixed):
        return expression.timex
    return "TIME" if isinstance(expression, Timed) else "DATE"


def _ascii(text: str) -> bytes:
    """Return one ASCII byte for each code point, so that offsets stay; "?" is what the grammar does not know."""
    if not text.isascii():
        for typographic, plain in _PLAIN.items():
            text = text.replace(typographic, plain)
    return text.encode("ascii", "replace")


def _expressions(text: str, ascii_text: bytes) -> Iterator[tuple[int, int, Expression]]:
    """Yield the place and the meaning of every time expression that its context lets pass."""
    plain, is_ascii = ascii_text.decode("ascii"), text.isascii()
    for match in SCANNER.finditer(ascii_text):
        start, end = match.span()
        if not is_ascii and _inside_word(text, start, end):
            continue
        yield from _readings(plain, ascii_text, start, end)


def _readings(plain: str, ascii_text: bytes, start: int, end: int) -> Iterator[tuple[int, int, Expression]]:
    """Yield what a span of the scanner means.

    The scanner takes the longest span; one without a meaning may hold a shorter expression ("$5 million last year").
    """
    readings = read(" ".join(plain[start:end].lower().split()))
    for expression, guard, edge in readings:
        if guard(Site(plain, start + edge, end)):
            yield start, _with_full_stop(plain, start, end), expression
            return
    behind = _WORD_END.search(plain, start, end)
    if not readings and behind:
        for match in SCANNER.finditer(ascii_text[behind.end() : end]):
            yield from _readings(plain, ascii_text, behind.end() + match.start(), behind.end() + match.end())


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether a letter that the scanner did not see continues the word ("Marché")."""
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _with_full_stop(plain: str, start: int, end: int) -> int:
    """Return the end of the expression with the full stop of "a.m." or "Sept.", which no word boundary follows."""
    return end + (plain.startswith(".", end) and _ABBREVIATED.search(plain, start, end) is not None)
