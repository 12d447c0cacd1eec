"""Find the capitalised words of a text and group them into runs that may hold names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.entities.lists import CALENDAR, COMMON, DEMONYM, FUNCTION, KINDS, KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPPER: Final = "".join(
    chr(c) for block in (range(0x41, 0x590), range(0x1E00, 0x2000)) for c in block if chr(c).isupper()
)
_PREFIX: Final = r"(?:(?:al|el|ad|an|ar|as|ash|at|az|ul)-|(?:d|l|dell|dall)['’])?"
_ABBREVIATION: Final = r"(?:[A-Z]\.)+[A-Z]\b\.?"
_INITIAL: Final = r"[A-Z]\.(?=\ ?[A-Z])"
_TITLE: Final = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Maj|Sgt|Cpl|Adm|Cmdr|Brig|Rev|Hon|St|Jr|Sr|Mt|Ft|Inc|Corp|Ltd|Co)\."
)
_WORD: Final = rf"[{_UPPER}]\w*(?:[-–&]\w+|['’](?!s\b)\w+|\.(?:com|org|net|gov|edu|info|co|uk|tv)\b)*"
_CAPITALISED: Final = re.compile(rf"(?<!\w){_PREFIX}(?:{_ABBREVIATION}|{_INITIAL}|{_TITLE}|{_WORD})")
"""One word with a capital: an abbreviation, an initial, a title with its full stop, or a word with its hyphens."""

_OPENERS: Final = frozenset(" \t\"“”„‘’'`([{)]*•·-–—>#")
_SENTENCE_END: Final = frozenset(".?!:;|…")
PARTICLES: Final = frozenset(
    f" {word} " for word in
    "de del della di da do dos das du des la le van von der den ten ter zu af al el bin ibn ben abu y e".split()
) | {" de la ", " de los ", " van der ", " van den ", " von der "}
"""Lower-case words inside a person's or a foreign name."""
CONJUNCTIONS: Final = frozenset({" of ", " of the ", " for ", " for the ", " on ", " in ", " on the ", " and ", " & ", ", ", ", and ", "'s ", "’s ", "' ", "’ "})
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_LONGEST_GAP: Final = 9
_ADDRESS: Final = frozenset("/.@_-=#~%")
_LONGEST_ADDRESS: Final = 200


class Token(NamedTuple):
    """A capitalised word; `gap` is the text since the word before where a name can run on through it."""

    start: int
    end: int
    text: str
    kind: int
    gap: str | None
    initial: bool
    """It opens a sentence, a quotation, a table cell or a line."""
    article: int | None
    """Where a capitalised "The" before it starts."""
    article_opens: bool
    """That "The" opens a sentence, so its capital proves nothing."""


class Line(NamedTuple):
    """One line: the runs of capitalised words in it, and whether it is written in title case."""

    start: int
    end: int
    runs: list[list[Token]]
    title_case: bool


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that hold a capitalised word."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        runs, capitals = _runs(text, start, end)
        if runs:
            yield Line(start, end, runs, title_case=_in_title_case(text[start:end], capitals))
        start = end + 1


def _in_title_case(line: str, capitals: int) -> bool:
    """Say whether long words stand mostly capitalised, as in headings and table heads."""
    if capitals < 3 or line.startswith("By ") or 2 * capitals <= line.count(" "):
        return False
    words = _LONG_WORD.findall(line)
    small = all(KINDS.get(word.title(), 0) & FUNCTION for word in words if word.islower())
    return small and any(word.lower() in COMMON for word in words[1:] if not word.islower())


def _runs(text: str, start: int, end: int) -> tuple[list[list[Token]], int]:
    """Return the runs of a line and how many capitalised words stand in it."""
    runs: list[list[Token]] = []
    before = start
    joined = False
    article: int | None = None
    article_opens = False
    capitals = 0
    for match in _CAPITALISED.finditer(text, start, end):
        word, here = match.group(), match.start()
        stop = match.end()
        capitals += 1
        initial = _opens(text, here, before, start)
        kind = KINDS.get(word, 0) or (KINDS.get(word[:-1], 0) if word[-1] == "." and len(word) > 2 else 0)
        if kind & (FUNCTION | CALENDAR) and not (kind & ~(FUNCTION | CALENDAR)):
            article = here if word == "The" else None
            article_opens = initial
            before, joined = stop, False
            continue
        gap = text[before:here] if joined and here - before <= _LONGEST_GAP else None
        if gap is not None and gap != " " and gap not in PARTICLES and gap not in CONJUNCTIONS:
            gap = None
        if article is not None and here != article + 4:
            article = None
        if text[here - 1 : here] in _ADDRESS or text[stop : stop + 1] in _ADDRESS:
            if _in_address(text, here, stop):
                before, joined, article = stop, False, None
                continue
        token = Token(here, stop, word, kind, gap, initial, article, article_opens)
        parts = _parts(token) if "-" in word or "–" in word else [token]
        for part in parts:
            _add(runs, part)
        before, joined, article = stop, bool(parts) and parts[-1].end == stop, None
    return runs, capitals


def _in_address(text: str, start: int, end: int) -> bool:
    """Say whether a word is part of a web or mail address."""
    around = text[max(0, start - _LONGEST_ADDRESS) : start].rpartition(" ")[2] + text[start : end + 1]
    return "://" in around or "@" in around or "www." in around


def _add(runs: list[list[Token]], token: Token) -> None:
    if token.gap is None or not runs:
        runs.append([token])
    else:
        runs[-1].append(token)


def _opens(text: str, here: int, before: int, line: int) -> bool:
    """Say whether a word at `here` opens a sentence, a quotation, a cell or the line."""
    at = here - 1
    quoted = False
    while at >= before and text[at] in _OPENERS:
        quoted = quoted or text[at] in '"“'
        at -= 1
    if at < before:
        return before == line or (quoted and here - before > 1)
    return quoted or text[at] in _SENTENCE_END


def _parts(token: Token) -> list[Token]:
    """Split a hyphenated compound that holds a name: "Trump-Era", "Saudi-led", "Israel-Lebanon"."""
    first, _, last = token.text.replace("–", "-").rpartition("-")
    if token.text in KNOWN or token.kind or not first:
        return [token]
    head = KINDS.get(first, 0)
    left = token._replace(end=token.start + len(first), text=first, kind=head)
    if last.lower() in COMMON or last.endswith(("ed", "ing")) or (last.islower() and len(last) > 4):
        return [left]
    if first in KNOWN or head & DEMONYM:
        if last in KNOWN:
            start = token.end - len(last)
            return [left, token._replace(start=start, text=last, kind=KINDS.get(last, 0), gap=None)]
        if last in KINDS:
            return [left]
    return [token]
