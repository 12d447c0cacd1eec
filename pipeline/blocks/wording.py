"""Tell bylines, captions and page furniture by their words."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

_TABLES: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("english.toml").read_text(encoding="utf-8")
)
SMALL_WORDS = frozenset(_TABLES["small_words"])
AUXILIARIES = frozenset(_TABLES["auxiliaries"])
CLAUSES = frozenset(_TABLES["clauses"])


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
_STAMP = rf"(?:{_any('dating')}:?\s+)?(?:(?:{_CLOCK}),?\s+)?{_DATE}(?:,?\s*(?:[|·•–-]|at|\s)\s*(?:{_CLOCK}))?"
_AUTHOR = rf"\(?{_any('authorship')}:?\s+(?-i:[A-Z“\"])"
# Who writes or when may be told after a bar: "Jan 12, 2022 | Staff and agencies".
_STAMPS = rf"{_STAMP}(?:\s*[;,–-]\s*{_STAMP}|\s*[|·•]\s*[^|.!?]{{1,60}})?"
_TIME = rf"{_any('dating')}:?(?:\s+(?:{_CLOCK}))?|{_CLOCK}"
# A label may go on as in "Photo credit: Jane Doe", "Image (AP):", "Figure 3." and "Table A:".
_CREDITED = r"(?:\s(?:credits?|source|courtesy|caption|copyright|by|of|via|\([^)]{1,15}\))){0,2}"
_LABELLED = rf"{_CREDITED}\s*[:|]|\s(?:\d+(?:\.\d+)?|(?-i:[A-Z]))\s*[.:|–-]"

_WORDING = re.compile(
    rf"(?P<byline>(?:{_STAMPS}|{_TIME})\s*\Z|{_AUTHOR})"
    rf"|(?P<boilerplate>{_any('furniture_labels')}(?:[*_]*\s*[:|»›>…]|\s[·•(–—-]|\u00a0|\Z)|{_any('furniture_openings')}"
    r"|!?\[[^\]]*\]\([^)]*\)\Z|\d+[ -](?:min(?:ute)?s?[ -]read|comments?|shares?)\Z|\+\d+\Z)"
    rf"|(?P<caption>{_any('caption_labels')}(?:{_LABELLED})|{_any('caption_openings')})",
    re.IGNORECASE,
)
# The full pattern runs only on lines whose first word begins an entry, or whose first character is no letter.
_FIRST_WORDS = frozenset(
    word
    for table, entries in _TABLES.items()
    if table
    not in {
        "furniture_endings",
        "furniture_phrases",
        "caption_credits",
        "offices",
        "small_words",
        "auxiliaries",
        "clauses",
    }
    for entry in entries
    if (word := entry.partition(" ")[0].rstrip(".:"))
)
_FIRST_MARKS = frozenset("0123456789(©![+")
# Emphasis, and the bracket of what is no link.
_OPENING = re.compile(r"[*_]{1,3}\[?|\[(?![^\]]*\]\()")
_PUNCTUATION = ".,:;|»›>…-–"
_AUTHOR_AND_DATE = re.compile(rf"[^|.!?]{{3,80}}\s[|·•]\s*{_STAMP}\Z", re.IGNORECASE)
_CREDITS = tuple(_TABLES["caption_credits"])
# A credit may be a sentence of its own: "The capsule after landing. Image: NASA."
_CREDIT_SENTENCE = re.compile(
    r"[.!?][\"”)]? (?:photo|image|picture|photograph|(?:photo |image )?credit): [^.!?]{1,40}\.\Z", re.IGNORECASE
)
_CREDIT = re.compile(rf"{_any('caption_credits')}[^()\n]{{0,60}}\)?\.?\Z")
_RESERVED = tuple(_TABLES["furniture_endings"])
_OPENINGS = frozenset("*_[")
_PHRASES = tuple(_TABLES["furniture_phrases"])
_TEASERS = frozenset(_TABLES["teaser_labels"])
_OFFICES = frozenset(_TABLES["offices"])
# Where the reader is on the site: "Home › World", "Home / World / Europe".
_PATH = re.compile(r"[^/›»>.!?]{1,30}(?:\s[›»]\s[^/›»>.!?]{1,30}|(?:\s[/>]\s[^/›»>.!?]{1,30}){2})+\Z")
_PATH_MARKS = (" / ", " › ", " » ", " > ")
# Initials of those who wrote and edited an agency's report: "jd/abc/xy".
_INITIALS = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,3}\Z")
_BUREAU = re.compile(r"[A-Z]{2,6},\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}\Z")
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
_DATELINE_DASHES = ("—", "–", " - ", " -- ", ": ")
_WEEKDAYS = frozenset(_TABLES["weekdays"])
_LONGEST_DATELINE = 100
_SENTENCE_MARKS = frozenset('.!?"”')
_ADDRESSES = ("http://", "https://", "www.")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp")
_LONGEST_LINE = 200
# "Wednesday, September 30th, 2015"
_LONGEST_DATE = 33
_LONGEST_CREDIT = 90
_LONGEST_OFFICE = 60
# A line of signs alone, as the quotation marks around a pull quote are, is decoration.
_LONGEST_SIGN = 8
_LONGEST_CAPTION = 400


def kind_of(line: str) -> str | None:
    """Return the kind of a line that its words give away: byline, caption or boilerplate."""
    length = len(line)
    if length <= _LONGEST_LINE and (kind := _of_short(line)):
        return kind
    if length > _LONGEST_CAPTION:
        return None
    if line[-1] not in _SENTENCE_MARKS or line[-2:-1] == ")":
        return "caption" if _is_credited(line) else None
    return "caption" if ": " in line[-_LONGEST_CREDIT:] and _CREDIT_SENTENCE.search(line) else None


def is_teaser_label(line: str) -> bool:
    """Tell whether a line announces headlines of other pages."""
    return line.lower().strip(f"{_PUNCTUATION}*_ ") in _TEASERS


def is_office(line: str) -> bool:
    """Tell whether a line below a title or an author's name says for whom he writes: "BBC News, Cardiff"."""
    if len(line) > _LONGEST_OFFICE or line[-1] in ".!?:":
        return False
    words = line.replace(",", " ").split()
    named = all(word[0].isupper() or word in SMALL_WORDS or not word[0].isalpha() for word in words)
    return _BUREAU.match(line) is not None or (named and not _OFFICES.isdisjoint(map(str.lower, words)))


def _of_short(line: str) -> str | None:
    if line[0] in _OPENINGS and (marks := _OPENING.match(line)):
        line = line[marks.end() :] or line
    length = len(line)
    word = line.partition(" ")[0].lower().rstrip(_PUNCTUATION)
    if (word in _FIRST_WORDS or line[0] in _FIRST_MARKS or "\u00a0" in word) and (match := _WORDING.match(line)):
        kind = match.lastgroup
        if kind != "byline" or match.end() == length or line[-1] != ".":
            return kind
    if "|" in line and _AUTHOR_AND_DATE.match(line):
        return "byline"
    if "©" in line or line.endswith(_RESERVED) or any(phrase in line for phrase in _PHRASES):
        return "boilerplate"
    if " " not in line:
        if (
            line.startswith(_ADDRESSES)
            or line.endswith(_PICTURES)
            or (length <= _LONGEST_SIGN and not any(map(str.isalnum, line)))
        ):
            return "boilerplate"
        return "byline" if _INITIALS.match(line) else None
    return "boilerplate" if any(mark in line for mark in _PATH_MARKS) and _PATH.match(line) else None


def _is_credited(line: str) -> bool:
    """Tell whether a line ends with the credit of a picture."""
    if "(" not in line and "/" not in line and ":" not in line:
        return False
    tail = line[-_LONGEST_CREDIT:].lower()
    return any(credit in tail for credit in _CREDITS) and _CREDIT.search(tail) is not None


def dateline(line: str, *, titled: bool) -> tuple[int, int] | None:
    """Return where the dateline at the head of a line ends and where its first sentence begins.

    A town with a colon is one only below a title.
    """
    head = line[:_LONGEST_DATELINE]
    if (
        not any(dash in head for dash in _DATELINE_DASHES)
        and line.partition(" ")[0].rstrip(",").lower() not in _WEEKDAYS
    ):
        return None
    match = _DATELINE.match(line)
    if match is None or (match.lastgroup == "town" and (not titled or line[-1] not in _SENTENCE_MARKS)):
        return None
    return match.end(match.lastgroup or 0), match.end()


def date_at_end(line: str) -> int | None:
    """Return where the full date with its weekday begins that a line ends with."""
    match = _DATE_AT_END.search(line, max(0, len(line) - _LONGEST_DATE))
    return match.start() if match else None
