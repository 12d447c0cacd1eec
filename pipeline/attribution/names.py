"""The names of a document: full names by last name, long forms by acronym, holders by title."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE: Final = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
_TITLES: Final = frozenset(_TABLE["titles"].split())
_MODIFIERS: Final = frozenset(_TABLE["modifiers"].split())
_KEPT_TITLES: Final = frozenset(_TABLE["kept_titles"].split())
_ORGANISATIONS: Final = frozenset(_TABLE["organisations"].split())
_PLACES: Final = frozenset(_TABLE["places"].split())
_OPENERS: Final = frozenset(_TABLE["openers"].split())
_PARTICLES: Final = frozenset(_TABLE["particles"].split())
_ARTICLES: Final = frozenset(_TABLE["articles"].split())
_TITLE_WEIGHT: Final = 3  # a name with a title before it is a person's, however rarely it stands

# The Latin capitals; the range of Extended-A has small letters too, which later checks sort out.
_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀ-Ž"
# A full point ends initials or an abbreviated title, never a name: "in California. Some".
_ABBREVIATED: Final = "|".join(rf"(?<=\b{title}\.)" for title in _TABLE["abbreviated"].split())
_WORD: Final = rf"[{_CAPITAL}](?:\.(?:\w\.)*|[\w’'-]+(?:\.(?:{_ABBREVIATED}))?)"
_RUN: Final = re.compile(
    rf"{_WORD}(?: (?:(?:{'|'.join(sorted(_PARTICLES))}) |(?:{'|'.join(sorted(_ARTICLES))})-)?{_WORD})+"
)
_ACRONYM: Final = re.compile(r" \(([A-Z][A-Za-z&.]{1,8})\)")
_LONG_FORM: Final = re.compile(rf"(?:{_WORD} (?:(?:of|for|the|and|on) )*)+{_WORD}$")
_MENTION: Final = re.compile(rf"(?:{_WORD} (?:(?:of|for|the) )*)+{_WORD}")
_POSSESSIVE: Final = re.compile(r"(?:['’]s|(?<=s)['’])$")
_MENTION_REACH: Final = 80  # characters; no organisation's name is longer


def bare(word: str) -> str:
    """Cut a possessive ending off a word."""
    return _POSSESSIVE.sub("", word)


def is_place(phrase: str) -> bool:
    """Tell whether a phrase names a country or a capital, which stands for a government that thinks and wants."""
    words = phrase.lower().replace(".", "").split()
    return (
        words[-1] in _PLACES
        or words[-2:] in (["united", "states"], ["united", "kingdom"])
        or words[-1] in ("us", "uk", "eu")
    )


def is_body(words: list[str]) -> bool:
    """Tell whether a name has a word of an organisation or a place in it."""
    return any(word in _ORGANISATIONS or word in _PLACES for word in (bare(word).lower().strip(".") for word in words))


def is_personal(words: list[str]) -> bool:
    """Tell whether words can be a person's full name: two to four with capitals, none of an organisation or place."""
    if words and words[0].lower() in _KEPT_TITLES:
        words = words[1:]
    if not 2 <= len(words) <= 4 or is_body(words):
        return False
    lower = [word.lower() for word in words]
    return (
        is_capitalised(words[0])
        and is_capitalised(words[-1])
        and all(is_capitalised(word) or word in _PARTICLES for word in words)
        and not any(word.isupper() and len(word) > 2 and "." not in word for word in words)
        and lower[-1] not in _TITLES
        and not _OPENERS.intersection(word for word in lower if len(word) > 1)
    )


def split_title(words: list[str]) -> tuple[list[str], list[str]]:
    """Split the titles and possessors before a name from it: (U.S., Defense, Secretary), (Pete, Hegseth)."""
    place = len(words) - 1
    while place > 0 and not _is_title(words[place - 1]):
        place -= 1
    return words[:place], words[place:]


def is_capitalised(word: str) -> bool:
    """Tell whether a word begins with a capital, after an Arabic article too: al-Sadr."""
    return word[0].isupper() or (word.partition("-")[0] in _ARTICLES and word.partition("-")[2][:1].isupper())


def last_run(words: list[str]) -> list[str]:
    """Give the words with capitals, and the particles among them, at the end of a phrase."""
    place = len(words)
    while place > 0 and (is_capitalised(words[place - 1]) or words[place - 1] in _PARTICLES):
        place -= 1
    return words[place:]


def _is_title(word: str) -> bool:
    lower = word.lower()
    titled = (lower in _TITLES or (lower.endswith("s") and lower[:-1] in _TITLES)) and lower not in _KEPT_TITLES
    return titled or lower in _MODIFIERS or bare(word) != word


def has_title(words: list[str]) -> bool:
    """Tell whether one of the words is a person's title."""
    return any(word.lower() in _TITLES for word in words)


class Names:
    """Looks up what the short names of one document stand for."""

    def __init__(self, text: str) -> None:
        """Collect the names of the text: two or more words with capitals in a row."""
        self._text = text
        self._people: dict[str, Counter[str]] = {}
        self._titled: dict[str, set[str]] = {}
        for run, count in Counter(_RUN.findall(text)).items():
            self._note(run.split(), count)
        self._acronyms = dict(self._spelled_out())

    def _spelled_out(self) -> Iterator[tuple[str, str]]:
        for match in _ACRONYM.finditer(self._text):
            long_form = _LONG_FORM.search(self._text[max(0, match.start() - _MENTION_REACH) : match.start()])
            if long_form:
                yield match[1], _without_openers(long_form[0])

    def _note(self, words: list[str], count: int) -> None:
        while words and words[0].lower() in _OPENERS:
            words = words[1:]
        if len(words) < 2:
            return
        words = [*words[:-1], bare(words[-1])]
        titles, name = split_title(words)
        if not is_personal(name):
            return
        full = " ".join(name)
        self._people.setdefault(name[-1], Counter())[full] += count + _TITLE_WEIGHT * bool(titles)
        if titles:
            self._titled.setdefault(titles[-1].lower(), set()).add(full)

    def people_in(self, start: int, end: int) -> set[str]:
        """Give the full names of the people whose full names stand in text[start:end]."""
        found = set()
        for run in _RUN.findall(self._text, start, end):
            words = run.split()
            _, name = split_title([*words[:-1], bare(words[-1])])
            if is_personal(name):
                found.add(" ".join(name))
        return found

    def full(self, last_name: str) -> str | None:
        """Give the full name that the document uses for a last name; nothing when two people share it equally."""
        ranked = sorted(self._people.get(last_name, {}).items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return ranked[0][0]

    def holder(self, title: str) -> str | None:
        """Give the only person to whom the document gives this title: "the president"."""
        names = self._titled.get(title, set())
        return min(names) if len(names) == 1 else None

    def acronym(self, short: str) -> str | None:
        """Give the long form that the document spells out before an acronym in brackets."""
        return self._acronyms.get(short)

    def body(self, noun: str, before: int) -> str | None:
        """Give the last name before a position that ends in this noun: the Defense Department for "the department"."""
        wanted = noun.capitalize()
        place = self._text.rfind(f" {wanted}", 0, before)
        if place < 0:
            return None
        end = place + 1 + len(wanted)
        for match in _MENTION.finditer(self._text, max(0, place - _MENTION_REACH), end):
            if match.end() == end:
                return _without_openers(_after_possessive(match[0]))
        return None


def _after_possessive(name: str) -> str:
    words = name.split()
    for place in range(len(words) - 2, -1, -1):
        if bare(words[place]) != words[place]:
            return " ".join(words[place + 1 :])
    return name


def _without_openers(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].lower() in _OPENERS:
        words = words[1:]
    return " ".join(words)
