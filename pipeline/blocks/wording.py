"""Tell bylines, captions and page furniture by their words."""

from __future__ import annotations

import re
from functools import cache

from pipeline.blocks.datelines import STAMP, TIME
from pipeline.blocks.vocabulary import PUNCTUATION, SMALL_WORDS, TABLES, any_of, first_word

# A line of a date has no word, but a number, to begin with.
_NUMBER = ""
_DATING = frozenset(map(first_word, [*TABLES["dating"], *TABLES["months"], *TABLES["weekdays"]])) | {_NUMBER}
# Who writes or when may be told after a bar: "Jan 12, 2022 | Staff and agencies".
_STAMPS = rf"{STAMP}(?:\s*[;,–-]\s*{STAMP}|\s*[|·•]\s*[^|.!?]{{1,60}})?"
_DATED = re.compile(rf"(?P<byline>(?:{_STAMPS}|{TIME})\s*\Z)", re.IGNORECASE)
# A label may go on as in "Photo credit: Jane Doe", "Image (AP):", "Figure 3." and "Table A:".
_CREDITED = r"(?:\s(?:credits?|source|courtesy|caption|copyright|by|of|via|\([^)]{1,15}\))){0,2}"
_LABELLED = rf"{_CREDITED}\s*[:|]|\s(?:\d+(?:\.\d+)?|(?-i:[A-Z]))\s*[.:|–-](?!\d)"
_COUNTED = r"\d+[ -](?:min(?:ute)?s?[ -]read|comments?|shares?)\Z|\+\d+\Z"
_LINK = r"!?\[[^\]]*\]\([^)]*\)\Z|\[[^\]]*\]:\s*\S+\Z"
_FIRST_TABLES = (
    "authorship",
    "dating",
    "months",
    "weekdays",
    "furniture_labels",
    "furniture_openings",
    "caption_labels",
    "caption_openings",
)
_FIRST_WORDS = frozenset(first_word(entry) for table in _FIRST_TABLES for entry in TABLES[table])
_FIRST_MARKS = frozenset("0123456789(©![+")
# The first characters of the lines that are looked at twice.
_HEAD = 3
_BLANKS = ": \u00a0"
_HEADS = frozenset(f"{word} "[:_HEAD].strip() for word in _FIRST_WORDS)
# Emphasis, and the bracket of what is no link.
_OPENING = re.compile(r"[*_]{1,3}\[?|\[(?![^\]]*\][(:])")
_OPENINGS = frozenset("*_[")

_AUTHOR_AND_DATE = re.compile(rf"[^|.!?]{{3,80}}\s[|·•]\s*{STAMP}\Z", re.IGNORECASE)
_CREDITS = tuple(TABLES["caption_credits"])
_CREDIT = re.compile(rf"{any_of('caption_credits')}[^()\n]{{0,60}}\)?\.?\Z")
# A credit may be a sentence of its own: "The capsule after landing. Image: NASA."
_CREDIT_SENTENCE = re.compile(
    r"[.!?][\"”)]? (?:photo|image|picture|photograph|(?:photo |image )?credit): [^.!?]{1,40}\.\Z", re.IGNORECASE
)
_ENDINGS = tuple(TABLES["furniture_endings"])
_BYLINES = tuple(TABLES["byline_endings"])
_LAST_WORDS = (*_ENDINGS, *TABLES["caption_endings"], *_BYLINES)
_PHRASES = (*TABLES["furniture_phrases"], "©")
_TEASERS = frozenset(TABLES["teaser_labels"])
_OFFICES = frozenset(TABLES["offices"])
# Where the reader is on the site: "Home › World", "Home / World / Europe".
_PATH = re.compile(r"[^/›»>.!?]{1,30}(?:\s[›»]\s[^/›»>.!?]{1,30}|(?:\s[/>]\s[^/›»>.!?]{1,30}){2})+\Z")
# Initials of those who wrote and edited an agency's report: "jd/abc/xy".
_INITIALS = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,3}\Z")
_BUREAU = re.compile(r"[A-Z]{2,6},\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}\Z")
_SENTENCE_MARKS = frozenset('.!?"”')
_ADDRESSES = ("http://", "https://", "www.")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp")
_SIGNS = (*_PHRASES, " / ", " › ", " » ", " > ")
_LONGEST_LINE = 200
_LONGEST_CREDIT = 90
_LONGEST_OFFICE = 60
_MOST_OFFICE_WORDS = 6
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
    closing = line.find(": ", -_LONGEST_CREDIT) >= 0 and _CREDIT_SENTENCE.search(line, max(0, length - _LONGEST_CREDIT))
    return "caption" if closing else None


def is_teaser_label(line: str) -> bool:
    """Tell whether a line announces headlines of other pages."""
    return line.lower().replace("’", "'").strip(f"{PUNCTUATION}*_ ") in _TEASERS


def is_office(line: str) -> bool:
    """Tell whether a line below a title or an author's name says for whom he writes: "BBC News, Cardiff"."""
    if len(line) > _LONGEST_OFFICE or line[-1] in ".!?:":
        return False
    words = line.replace(",", " ").split()
    named = all(word[0].isupper() or word in SMALL_WORDS or not word[0].isalpha() for word in words[:-1])
    ends = {part.lower().rpartition(" ")[2] for part in line.split(",")}
    return _BUREAU.match(line) is not None or (
        named and len(words) <= _MOST_OFFICE_WORDS and not _OFFICES.isdisjoint(ends)
    )


def _of_short(line: str) -> str | None:
    if line[0] in _OPENINGS and (marks := _OPENING.match(line)):
        line = line[marks.end() :] or line
    if (line[0] in _FIRST_MARKS or line[:_HEAD].lower().strip(_BLANKS) in _HEADS) and (kind := _of_first_word(line)):
        return kind
    if line.endswith(_LAST_WORDS):
        return _of_last_words(line)
    if "|" in line and _AUTHOR_AND_DATE.match(line):
        return "byline"
    if any(map(line.__contains__, _SIGNS)) and _is_furniture(line):
        return "boilerplate"
    return _of_one_word(line) if " " not in line else None


def _of_first_word(line: str) -> str | None:
    word = first_word(line.replace("\u00a0", " ", 1))
    if line[0] in _FIRST_MARKS and word not in _FIRST_WORDS:
        word = _NUMBER
    elif word not in _FIRST_WORDS:
        return None
    match = (word in _DATING and _DATED.match(line)) or _wording(word).match(line)
    if match is None or (match.lastgroup == "byline" and match.end() < len(line) and line[-1] == "."):
        return None
    return match.lastgroup


@cache
def _wording(word: str) -> re.Pattern[str]:
    """Compile what the lines with a first word may be: a pattern for all words at once is ten times as slow."""
    author = rf"\(?{any_of('authorship', word)}:?\s+(?-i:[A-Z“\"])"
    label, opening = any_of("furniture_labels", word), any_of("furniture_openings", word)
    after = r"(?:[*_]*\s*[:|»›>…]|\s[·•]|\s\(\d|\s[–—-]\s(?-i:[A-Z])|\u00a0|\Z)"
    caption = rf"{any_of('caption_labels', word)}(?:{_LABELLED})|{any_of('caption_openings', word)}"
    return re.compile(
        rf"(?P<byline>{author})|(?P<boilerplate>{label}{after}|{opening}(?![^\W\d_])|{_LINK}|{_COUNTED})|(?P<caption>{caption})",
        re.IGNORECASE,
    )


def _of_one_word(line: str) -> str | None:
    if line.startswith(_ADDRESSES) or line.endswith(_PICTURES):
        return "boilerplate"
    if len(line) <= _LONGEST_SIGN and not any(map(str.isalnum, line)):
        return "boilerplate"
    return "byline" if _INITIALS.match(line) else None


def _of_last_words(line: str) -> str:
    return "boilerplate" if line.endswith(_ENDINGS) else "byline" if line.endswith(_BYLINES) else "caption"


def _is_furniture(line: str) -> bool:
    return any(map(line.__contains__, _PHRASES)) or _PATH.match(line) is not None


def _is_credited(line: str) -> bool:
    """Tell whether a line ends with the credit of a picture."""
    if "(" not in line and "/" not in line and ":" not in line:
        return False
    tail = line[-_LONGEST_CREDIT:].lower()
    return any(credit in tail for credit in _CREDITS) and _CREDIT.search(tail) is not None
