"""Tell the dates, places and agencies that stand before a report, after its title or on a line of their own."""

from __future__ import annotations

import re

from pipeline.blocks.vocabulary import TABLES, any_of

_MONTH = rf"{any_of('months')}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FULL_DATE = rf"(?:{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_DAY}\s+{_MONTH},?\s+{_YEAR})"
_NUMERIC_DATE = r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2})"
_WEEKDAY = rf"(?:{any_of('weekdays')}\.?,?\s+)"
_DATE = rf"{_WEEKDAY}?(?:{_FULL_DATE}|{_NUMERIC_DATE}|{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH}|{_MONTH}\s+{_YEAR})"
_ZONE = r"\s*\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?"
_HALF = r"\s*[ap]\.?m\.?"
_CLOCK = (
    rf"\d{{1,2}}(?::\d\d){{1,2}}(?:{_HALF})?(?:{_ZONE})?|\d{{1,2}}(?:\.\d\d)?{_HALF}(?:{_ZONE})?|\d{{1,2}}\.\d\d{_ZONE}"
)
_LABEL = rf"(?:{any_of('dating')}:?\s+)"
# A date with the time of day before or after it, and the same of a line that holds no date.
STAMP = rf"{_LABEL}?(?:(?:{_CLOCK}),?\s+)?{_DATE}(?:,?\s*(?:[|·•–-]|at|\s)\s*(?:{_CLOCK}))?"
TIME = rf"{_LABEL}?(?:{_CLOCK})|{any_of('dating')}:?"

# "LONDON, Jan 5 (Reuters) - ", "(CNN) — ", "NEW DELHI: " and "Thursday, May 7, 2015 On Tuesday": place, agency or date
# of a report before its first sentence.
_PLACE = r"[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,4}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?){0,2}"
_MIXED_PLACE = r"[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,3}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?){0,2}"
_SHORT_DATE = rf"(?i:{_MONTH}\s+{_DAY}(?:,\s+{_YEAR})?|{_DAY}\s+{_MONTH})"
_AGENCY = r"\([A-Z][\w .&/]{1,30}\)"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:,?\s+{_SHORT_DATE})?(?:\s+{_AGENCY})?"
    rf"|(?:(?:{_MIXED_PLACE},?\s+)?(?:{_SHORT_DATE}\s+)?|{_MIXED_PLACE}\s+){_AGENCY})"
    rf"\s*(?:\s-{{1,2}}\s|[–—])\s*|(?P<town>[A-Z]{{4,}}|[A-Z]{{3,}}(?:\s[A-Z]{{2,}}){{1,2}}):\s+(?=[“\"A-Z])"
    rf"|(?P<date>(?i:{_WEEKDAY}{_FULL_DATE}))\s+(?=[“\"A-Z])"
)
_DATE_AT_END = re.compile(rf"(?<=\s){_WEEKDAY}{_FULL_DATE}\Z", re.IGNORECASE)
_MARKS = ("—", "–", " - ", " -- ", ": ")
_WEEKDAYS = frozenset(TABLES["weekdays"])
_SENTENCE_MARKS = frozenset('.!?"”')
_LONGEST_DATELINE = 100
# "Wednesday, September 30th, 2015"
_LONGEST_DATE = 33


def dateline(line: str, *, titled: bool) -> tuple[int, int] | None:
    """Return where the dateline at the head of a line ends and where its first sentence begins.

    A town with a colon is one only below a title.
    """
    head = line[:_LONGEST_DATELINE]
    if not any(mark in head for mark in _MARKS) and line.partition(" ")[0].rstrip(",").lower() not in _WEEKDAYS:
        return None
    match = _DATELINE.match(line)
    if match is None or (match.lastgroup == "town" and (not titled or line[-1] not in _SENTENCE_MARKS)):
        return None
    return match.end(match.lastgroup or 0), match.end()


def date_at_end(line: str) -> int | None:
    """Return where the full date with its weekday begins that a line ends with."""
    match = _DATE_AT_END.search(line, max(0, len(line) - _LONGEST_DATE))
    return match.start() if match else None
