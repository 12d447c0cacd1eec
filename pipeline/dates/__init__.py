"""Find the time expressions of an English text and give them TIMEX3 values (TimeML 1.2.1, ISO 24617-1)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pipeline.dates.expressions import Fixed, Timed
from pipeline.dates.grammar import SCANNER, Reading, read
from pipeline.dates.guards import GUARDS
from pipeline.dates.resolution import Context, resolve

TIMEX = ("DATE", "TIME", "DURATION", "SET")
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
# Typographic characters inside time expressions, and the ASCII ones that the grammar knows; all one code point wide.
_PLAIN = (("’", "'"), ("‘", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("‑", "-"), ("–", "-"))


class DateMention(NamedTuple):
    """A time expression: text[start:end], its TIMEX3 type and value, the grain of the value.

    value: None where the words and the document date do not give one. anchored: whether the document date went into it.
    """

    start: int
    end: int
    text: str
    timex: str
    value: str | None
    grain: str
    anchored: bool


def find(text: str, anchor: date | None) -> list[DateMention]:
    """Return the time expressions of a text in order; `anchor` is the date of the document, if known."""
    found = list(_readings(text))
    if not found:
        return []
    context = Context(text, anchor, _full_dates(reading for _, _, reading in found))
    mentions = []
    for start, end, reading in found:
        expression = reading.expression
        resolved = resolve(expression, context, start, end)
        timex = (
            expression.timex if isinstance(expression, Fixed) else "TIME" if isinstance(expression, Timed) else "DATE"
        )
        if resolved.period:
            context.remember(resolved)
        mentions.append(
            DateMention(start, end, text[start:end], timex, resolved.value, resolved.grain, resolved.anchored)
        )
    return mentions


def document_date(lines: str) -> date | None:
    """Return the first full date of a byline or dateline ("By X | Nov 27, 2025"), or None."""
    return next(iter(_full_dates(reading for _, _, reading in _readings(lines))), None)


def _full_dates(readings) -> tuple[date, ...]:
    days = []
    for reading in readings:
        expression = reading.expression
        if isinstance(expression, Timed):
            expression = expression.day
        if (
            isinstance(expression, Fixed)
            and expression.grain in ("day", "month")
            and expression.timex == "DATE"
            and expression.value
        ):
            days.append(date.fromisoformat(expression.value if expression.grain == "day" else f"{expression.value}-15"))
    return tuple(days)


def _readings(text: str):
    plain = text
    if not text.isascii():
        for character, ascii_character in _PLAIN:
            plain = plain.replace(character, ascii_character)
    for match in SCANNER.finditer(plain.encode("ascii", "replace")):
        start, end = match.span()
        reading = read(" ".join(plain[start:end].lower().split()))
        if reading is None:
            continue
        if start and text[start - 1].isalnum() and text[start - 1] > "\x7f":
            continue
        if text[end - 1 : end] == "m" and text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
            end += 1
        expression = (
            reading.expression
            if reading.edged and reading.guard in ("month", "year", "season")
            else GUARDS[reading.guard](text, start, end, reading.expression)
        )
        if expression is not None:
            yield start, end, reading._replace(expression=expression)
