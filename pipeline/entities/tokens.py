"""Find the capitalised words of a text and group them into runs that may hold names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.entities.lists import CALENDAR, COMMON, DEMONYM, FUNCTION, KINDS, KNOWN, SMALL_IN_TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPPER: Final = "".join(
    chr(c) for block in (range(0x41, 0x590), range(0x1E00, 0x2000)) for c in block if chr(c).isupper()
)
_PREFIX: Final = re.compile(r"(?<!\w)(?:(?:al|el|ad|an|ar|as|ash|at|az|ul)-|(?:d|l|dell|dall)['’])\Z")
"""Ends right before a capital that it makes one word with: "al-Assad", "d'Alembert"."""
_LONGEST_PREFIX: Final = 5
_PREFIX_MARKS: Final = frozenset("-'’")
_ABBREVIATION: Final = r"(?<=[A-Z])\.(?:[A-Z]\.)*[A-Z]\b\.?"
_INITIAL: Final = r"(?<=[A-Z])\.(?=\ ?[A-Z])"
_SHORTENED: Final = (
    *("Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Capt", "Maj", "Sgt", "Cpl"),
    *("Adm", "Cmdr", "Brig", "Rev", "Hon", "St", "Jr", "Sr", "Mt", "Ft", "Inc", "Corp", "Ltd", "Co"),
)
"""Words of names that keep their full stop."""
_TITLES: Final = "|".join(rf"(?<={title[0]}){title[1:]}\." for title in _SHORTENED)
_INSIDE: Final = r"[-–&]\w+|['’](?!(?:s|m|ve|re|d|ll)\b)\w+|\.(?:com|org|net|gov|edu|info|co|uk|tv)\b"
# The capital comes first in the pattern, so that the search skips from one to the next.
_CAPITALISED: Final = re.compile(rf"[{_UPPER}](?<!\w.)(?:{_ABBREVIATION}|{_INITIAL}|{_TITLES}|\w*(?:{_INSIDE})*)")
"""One word with a capital: an abbreviation, an initial, a title with its full stop, or a word with its hyphens."""

_OPENERS: Final = frozenset(" \t\"“”„‘’'`([{)]*•·-–—>#")
_SENTENCE_END: Final = frozenset(".?!:;|…\n")
_PARTIES: Final = frozenset({"R", "D", "I"})
_PARTICLES_ALONE: Final = (
    *("de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "van", "von", "der", "den", "ten"),
    *(
        "ter",
        "zu",
        "af",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "y",
        "e",
        "de la",
        "de los",
        "van der",
        "van den",
        "von der",
    ),
)
PARTICLES: Final = frozenset(f" {words} " for words in _PARTICLES_ALONE)
"""Lower-case words inside a person's or a foreign name."""
OF: Final = frozenset({" of ", " of the ", " for ", " for the ", " on ", " on the ", " de "})
AND: Final = frozenset({" and ", " & ", ", and "})
POSSESSIVE: Final = frozenset({"'s ", "’s ", "' ", "’ "})
_JOINTS: Final = PARTICLES | OF | AND | POSSESSIVE | {" ", ", "}
"""What can stand between two words of one name."""
_LONGEST_JOINT: Final = max(map(len, _JOINTS))
_LONGEST_RUN: Final = 40
"""Words; a run that long holds no name that could be told, and is left out."""
_LONGEST_CAPITALS: Final = 3
"""Words; a longer line in capitals alone is a heading that shows no name."""
_NO_NAME: Final = FUNCTION | CALENDAR
_NEGATIONS: Final = ("n't", "n’t")
_ADDRESS: Final = frozenset("/.@_-=#~%")
_LONGEST_ADDRESS: Final = 200
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3,}")


class Token(NamedTuple):
    """A capitalised word; `gap` is the text since the word before where a name can run on through it.

    `initial`: it opens a sentence, a quotation, a table cell or a line.
    """

    start: int
    end: int
    text: str
    kind: int
    gap: str | None
    initial: bool


class Line(NamedTuple):
    """The runs of capitalised words of one line, and whether it is written in title case."""

    runs: list[list[Token]]
    title_case: bool


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that hold a capitalised word."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        runs, capitals = _runs(text, start, end)
        if runs and not (capitals > _LONGEST_CAPITALS and text[start:end].isupper()):
            runs = [run for run in runs if len(run) < _LONGEST_RUN]
            yield Line(runs, title_case=_in_title_case(text[start:end], capitals))
        start = end + 1


def _in_title_case(line: str, capitals: int) -> bool:
    """Say whether every long word but prepositions and the like has a capital, as in headings and table heads."""
    if capitals < 3 or line.startswith("By ") or 2 * capitals <= line.count(" "):
        return False
    words = _LONG_WORD.findall(line)
    small = all(word in SMALL_IN_TITLES for word in words if word.islower())
    return small and any(word.lower() in COMMON for word in words[1:] if not word.islower())


def _runs(text: str, start: int, end: int) -> tuple[list[list[Token]], int]:
    """Return the runs of a line and how many capitalised words stand in it."""
    runs: list[list[Token]] = []
    before, joined, capitals = start, False, 0
    for match in _CAPITALISED.finditer(text, start, end):
        word, (here, stop) = match.group(), match.span()
        if text[here - 1] in _PREFIX_MARKS and here > start:
            prefix = _PREFIX.search(text, max(start, here - _LONGEST_PREFIX), here)
            if prefix is not None:
                here = prefix.start()
                word = text[here:stop]
        capitals += 1
        kind = KINDS.get(word, 0) or (KINDS.get(word[:-1], 0) if word[-1] == "." and len(word) > 2 else 0)
        if (kind and not kind & ~_NO_NAME) or word.endswith(_NEGATIONS) or _in_address(text, here, stop):
            before, joined = stop, False
            continue
        gap = text[before:here] if joined and here - before <= _LONGEST_JOINT else None
        token = Token(here, stop, word, kind, gap if gap in _JOINTS else None, opens(text, here, before, start))
        parts = _parts(token) if "-" in word or "–" in word else (token,)
        for part in parts:
            if part.gap is None or not runs or len(runs[-1]) == _LONGEST_RUN:
                runs.append([part])
            else:
                runs[-1].append(part)
        before, joined = stop, parts[-1].end == stop
    return runs, capitals


def opens(text: str, here: int, before: int, line: int) -> bool:
    """Say whether a word at `here` opens a sentence, a quotation, a cell or the line; `before` ends the word before."""
    at = here - 1
    quoted = False
    while at >= before and text[at] in _OPENERS:
        quoted = quoted or text[at] in '"“'
        at -= 1
    if at < before:
        return before == line or (quoted and here - before > 1)
    return quoted or text[at] in _SENTENCE_END


def _in_address(text: str, start: int, end: int) -> bool:
    """Say whether a word is part of a web or mail address."""
    if text[start - 1 : start] not in _ADDRESS and text[end : end + 1] not in _ADDRESS:
        return False
    before = text[max(0, start - _LONGEST_ADDRESS) : start].rpartition(" ")[2]
    around = before + text[start : end + _LONGEST_ADDRESS].partition(" ")[0]
    return "://" in around or "@" in around or "www." in around


def _parts(token: Token) -> tuple[Token, ...]:
    """Split a hyphenated compound that holds a name: "Trump-Era", "Saudi-led", "Israel-Lebanon"."""
    first, _, last = token.text.replace("–", "-").rpartition("-")
    if token.text in KNOWN or token.kind or not first:
        return (token,)
    if first in _PARTIES and last in KNOWN:  # "R-Ohio"
        return (token._replace(start=token.end - len(last), text=last, kind=KINDS.get(last, 0), gap=None),)
    left = token._replace(end=token.start + len(first), text=first, kind=KINDS.get(first, 0))
    if last.lower() in COMMON or last.endswith(("ed", "ing")) or (last.islower() and len(last) > 4):
        return (left,)
    if first in KNOWN or left.kind & DEMONYM:
        if last in KNOWN:
            start = token.end - len(last)
            return (left, token._replace(start=start, text=last, kind=KINDS.get(last, 0), gap=None))
        if last in KINDS:
            return (left,)
    return (token,)
