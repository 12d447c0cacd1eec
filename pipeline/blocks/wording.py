"""Tell bylines, captions and page furniture by their words."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

_TABLES: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("english.toml").read_text(encoding="utf-8")
)
SMALL_WORDS = frozenset(_TABLES["small_words"])


def _any(table: str) -> str:
    """Return an alternation of the entries of a table, longest first."""
    entries = sorted(_TABLES[table], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(entry) for entry in entries).replace(r"\ ", r"[ \u00a0]") + ")"


_MONTH = rf"{_any('months')}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FULL_DATE = rf"(?:{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_DAY}\s+{_MONTH},?\s+{_YEAR})"
_NUMERIC_DATE = r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2})"
_CLOCK = r"\d{1,2}(?::\d\d){1,2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?|\d{1,2}\s*[ap]\.?m\.?"
_WEEKDAY = rf"(?:{_any('weekdays')}\.?,?\s+)"
_DATE = rf"{_WEEKDAY}?(?:{_FULL_DATE}|{_NUMERIC_DATE}|{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH}|{_MONTH}\s+{_YEAR})"
_STAMP = rf"(?:{_any('dating')}:?\s+)?{_DATE}(?:,?\s*(?:[|·•–-]|at|\s)\s*(?:{_CLOCK}))?"
_AUTHOR = rf"\(?{_any('authorship')}:?\s+(?-i:[A-Z“\"])"

_WORDING = re.compile(
    rf"(?P<byline>{_STAMP}(?:\s*[|·•;,–-]\s*{_STAMP}|\s*[|·•]\s*\d+\s+min(?:ute)?s?\s+read)?\s*\Z|{_AUTHOR})"
    rf"|(?P<boilerplate>{_any('furniture_labels')}(?:\s*[:|»›>…]|\u00a0|\Z)|{_any('furniture_openings')}|!?\[[^\]]*\]\([^)]*\)\Z"
    r"|(?:https?://|www\.)\S+\Z)"
    rf"|(?P<caption>{_any('caption_labels')}(?:[^.:|]{{0,20}}[:|]|\s\d+\s*[.:|–-])|{_any('caption_openings')})",
    re.IGNORECASE,
)
# The full pattern runs only on lines whose first word begins an entry, or whose first character is no letter.
_FIRST_WORDS = frozenset(
    word
    for table, entries in _TABLES.items()
    if table not in {"furniture_notices", "caption_credits", "small_words"}
    for entry in entries
    if (word := re.split(r"[\W_]", entry, maxsplit=1)[0])
) | {"http", "https", "www"}
_FIRST_WORD = re.compile(r"[^\W\d_]{0,12}")
_AUTHOR_AND_DATE = re.compile(rf"[^|.!?]{{3,80}}\s[|·•]\s*{_STAMP}\Z", re.IGNORECASE)
_CREDIT = re.compile(rf"(?:{_any('caption_credits')})[^()\n]{{0,60}}\)?\.?\Z", re.IGNORECASE)
_NOTICES = tuple(_TABLES["furniture_notices"])
# "LONDON, Jan 5 (Reuters) - " and "Thursday, May 7, 2015 On Tuesday": place or date of a report before its first sentence.
_PLACE = r"[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,4}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?){0,2}"
_MIXED_PLACE = r"[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,3}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?){0,2}"
_SHORT_DATE = rf"(?i:{_MONTH}\s+{_DAY}(?:,\s+{_YEAR})?|{_DAY}\s+{_MONTH})"
_AGENCY = r"\([A-Z][\w .&/]{1,30}\)"
_DATELINE = re.compile(
    rf"(?P<place>(?:{_PLACE}(?:,?\s+{_SHORT_DATE})?(?:\s+{_AGENCY})?|{_MIXED_PLACE}(?:,?\s+{_SHORT_DATE})?\s+{_AGENCY}))"
    rf"\s*(?:\s-{{1,2}}\s|[–—])\s*|(?P<date>(?i:{_WEEKDAY}{_FULL_DATE}))\s+(?=[“\"A-Z])"
)
_SENTENCE_MARKS = frozenset(".!?\"”")
_LONGEST_LINE = 200
_LONGEST_CAPTION = 400


def kind_of(line: str) -> str | None:
    """Return the kind of a line that its words give away: byline, caption or boilerplate."""
    length = len(line)
    if length > _LONGEST_CAPTION:
        return None
    if length <= _LONGEST_LINE:
        word = _FIRST_WORD.match(line).group()  # type: ignore[union-attr]
        if (not word or word.lower() in _FIRST_WORDS) and (match := _WORDING.match(line)):
            kind = match.lastgroup
            if kind != "byline" or match.end() == length or line[-1] != ".":
                return kind
        if "|" in line and _AUTHOR_AND_DATE.match(line):
            return "byline"
        if any(notice in line for notice in _NOTICES):
            return "boilerplate"
    credit = line[-1] not in _SENTENCE_MARKS or line.endswith(").")
    return "caption" if credit and _CREDIT.search(line, max(0, length - 90)) else None


def dateline(line: str) -> tuple[int, int] | None:
    """Return where the dateline at the head of a line ends and where its first sentence begins."""
    match = _DATELINE.match(line)
    if match is None:
        return None
    return match.end(match.lastgroup or 0), match.end()
