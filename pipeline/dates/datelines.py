"""The day on which a text says that it was written: its dateline, or a line that stamps it with a date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.dates.sharing import full_dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pipeline.dates.sharing import Found

# Datelines and stamps stand above the text, stamps also below it.
_HEAD_LINES = 6
_TAIL_LINES = 2
_LONGEST = 100  # characters on either side of the date
_NAME = r"[A-Z][\w.'’-]*"
_AGENCY = r"(?:\([A-Z][^()\n]{1,40}\)|/[A-Z][^/\n]{1,40}/)"
_NO_PLACE = re.compile(r"(?:On|In|By|Since|From|Until|Till|After|Before|Between|Through|During|Of|The)\b")
# "LONDON, ", "Sioux Falls, S.D. (AP) ": what may stand before the date of a dateline, and behind it.
_PLACE = re.compile(rf"(?:{_NAME}(?:[ /]{_NAME}){{0,4}}(?:, ?{_NAME}(?: {_NAME}){{0,2}}){{0,2}}(?: ?{_AGENCY})?,? )?")
_DASH = re.compile(rf" ?{_AGENCY}?(?: ?[–—] ?| --? )[\"“'‘(]?[A-Z]")
# "By A. Writer | Published on ", and what may stand behind the date of such a line.
_STAMP = re.compile(
    r"\W*(?:by .{2,60}?(?:[|·•;,–—-]| {2,}|on\b)\s*)?"
    r"(?:(?:(?:first|last) )?(?:published|posted|updated|modified|filed|released|issued|date|dated)(?: on| at)?:?\s*)?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?]\s")
_REST = re.compile(r"\W*(?:(?:by|at \d|last|updated|modified|published|posted|filed)\b.*|\d.{0,20})?", re.IGNORECASE)


def written_on(text: str, found: Iterable[Found]) -> date | None:
    """Return the first full date that is the dateline of a text or stands in a byline of it, or None."""
    head, tail = _edges(text)
    for start, end, expression in found:
        days = full_dates([expression], ("day",)) if start <= head or start >= tail else ()
        line = _around(text, start, end) if days else None
        if line and (_is_stamp(*line) or (start <= head and _is_dateline(*line))):
            return days[0]
    return None


def _edges(text: str) -> tuple[int, int]:
    """Return where the first lines that are not blank end, and where the last ones begin."""
    head = -1
    for _ in range(_HEAD_LINES):
        while text[head + 1 : head + 2] == "\n":
            head += 1
        head = text.find("\n", head + 1)
        if head < 0:
            return len(text), 0
    tail = len(text.rstrip())
    for _ in range(_TAIL_LINES):
        tail = max(text.rfind("\n", 0, len(text[:tail].rstrip())), 0)
    return head, tail


def _around(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Return the rest of the line on either side, or None where it is longer than any dateline or byline before it."""
    first = max(0, start - _LONGEST)
    line = text.rfind("\n", first, start) + 1
    if not line and first:
        return None
    stop = text.find("\n", end, end + _LONGEST)
    return text[line:start], text[end : stop if stop >= 0 else end + _LONGEST]


def _is_dateline(before: str, after: str) -> bool:
    return _PLACE.fullmatch(before) is not None and not _NO_PLACE.match(before) and _DASH.match(after) is not None


def _is_stamp(before: str, after: str) -> bool:
    if len(after) >= _LONGEST or _SENTENCE_END.search(before + after):
        return False
    return _STAMP.fullmatch(before) is not None and _REST.fullmatch(after) is not None
