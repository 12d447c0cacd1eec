"""Find where the content of a cue ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.attribution.tokens import Sentence

REACH: Final = 200  # tokens; no reported clause of running text is longer
_LOOK_AHEAD: Final = 12  # tokens after a coordinator in which the next report shows itself
_CONTRAST: Final = frozenset(["while", "though", "although", "whereas", "but"])
_FINITE: Final = frozenset("ABHFVv")
_SUBORDINATORS: Final = frozenset("STWP&")
_STOPS: Final = frozenset(",;&-LS")
# Another speaker at the end: ..., a new poll finds.
_CLOSING_REPORT: Final = re.compile("[DNCcn#EJKoq]+[RAH]*[Vv](?:$|[,;])")


def end(sentence: Sentence, first: int, *, relative: bool = False, embedded: bool = False) -> int:
    """Give the token after the content that begins at `first`.

    A `relative` clause ends at the next comma; one `embedded` in a subject ends before the verb of that subject.
    """
    tags = sentence.tags
    if first >= len(tags):
        return first
    ceiling = min(len(tags), first + REACH)
    if embedded:
        ceiling = min(ceiling, _main_verb(tags, first, ceiling))
    place = _scan(sentence, first + (tags[first] in "QqT"), ceiling, relative=relative)
    while place > first and tags[place - 1] in ",;:-&(":
        place -= 1
    return place


def _scan(sentence: Sentence, first: int, ceiling: int, *, relative: bool) -> int:
    tags = sentence.tags
    depth = 0
    for place in range(first, ceiling):
        tag = tags[place]
        if tag == "(":
            depth += 1
        elif tag == ")":
            if depth == 0:
                return place
            depth -= 1
        elif depth == 0 and tag in _STOPS and _stops(sentence, place, relative=relative):
            return place
    return max(first, ceiling)


def _stops(sentence: Sentence, place: int, *, relative: bool) -> bool:
    tag = sentence.tags[place]
    if tag == "L":
        return True
    if tag == "S":
        return sentence.tags[place - 1] == "Q" and sentence.words[place] in _CONTRAST
    rest = sentence.tags[place + 1 : place + _LOOK_AHEAD]
    if tag == ",":
        return relative or _comma_stops(sentence, place, rest)
    if tag == "-":
        return relative
    return _new_report(rest)


def _comma_stops(sentence: Sentence, place: int, rest: str) -> bool:
    word = sentence.words[place + 1] if rest else ""
    skipped = rest.lstrip("R")
    return (
        skipped[:1] in ("G", "L")
        or word in _CONTRAST
        or (word == "as" and ("V" in rest[:6] or "v" in rest[:4]))
        or (skipped[:1] == "&" and _new_report(rest))
        or _CLOSING_REPORT.match(rest) is not None
    )


def _new_report(rest: str) -> bool:
    """A cue verb with or without a subject of its own begins the next report: and called it, ; Clinton said."""
    rest = rest.lstrip("R&")
    if rest[:1] == "V":
        return True
    subject = rest.lstrip("DNCcn#EJKP")
    if len(subject) == len(rest):
        return False
    group = subject.lstrip("RAH")
    return group[:1] == "V" or (
        group[:1] == "v" and (rest[0] == "P" or len(group) < len(subject) or group[1:2] in ("T", "P", "D", "C"))
    )


def _main_verb(tags: str, first: int, ceiling: int) -> int:
    """Find the verb of the subject that holds the clause: (the claim that he lied) HAS hurt him."""
    seen = tags[first] == "O"  # an infinitive has no finite verb of its own
    for place in range(first + 1, ceiling):
        tag = tags[place]
        left = tags[place - 1]
        if tag in _SUBORDINATORS:
            seen = False
        elif tag in _FINITE and left not in "ABHROo":
            if seen:
                return place
            seen = True
        elif tag == "E" and left in "NC":
            seen = True
    return ceiling
