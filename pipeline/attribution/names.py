"""The names of a document: full names by last name, long forms by acronym, holders by title."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from importlib.resources import files
from typing import Final

from pipeline.attribution import bearers

_TABLE: Final = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
_TITLES: Final = frozenset(_TABLE["titles"].split())
_MODIFIERS: Final = frozenset(_TABLE["modifiers"].split())
_KEPT_TITLES: Final = frozenset(_TABLE["kept_titles"].split())
_ORGANISATIONS: Final = frozenset(_TABLE["organisations"].split())
_PLACES: Final = frozenset(_TABLE["places"].split())
_OPENERS: Final = frozenset(_TABLE["openers"].split())
_PARTICLES: Final = frozenset(_TABLE["particles"].split())
_ARTICLES: Final = frozenset(_TABLE["articles"].split())
_MALE: Final = frozenset(_TABLE["male"].split())
_FEMALE: Final = frozenset(_TABLE["female"].split())
_FIRST_WORDS: Final = _MALE | _FEMALE | _PARTICLES | _ARTICLES  # ordinary words that begin names: Rob, Bin Laden
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
# What an article before it shows to be a body, where no noun follows: the Taliban said.
_ARTICLED: Final = re.compile(
    rf"\b[Tt]he ([{_CAPITAL}][\w-]+)(?:[.,;:]| (?:said|says|is|was|are|were|has|had|have|will|and|of|in|to|that) )"
)
_SMALL: Final = re.compile("[a-z]{3,}")
_MENTION_REACH: Final = 80  # characters; no organisation's name is longer


def bare(word: str) -> str:
    """Cut a possessive ending off a word."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.endswith(("s'", "s’")) else word


def is_place(phrase: str) -> bool:
    """Tell whether a phrase names a country or a capital, which stands for a government that thinks and wants."""
    words = phrase.lower().replace(".", "").split()
    return (
        words[-1] in _PLACES
        or words[-2:] in (["united", "states"], ["united", "kingdom"])
        or words[-1] in ("us", "uk", "eu")
    )


def is_body(words: list[str]) -> bool:
    """Tell whether a name has a word of an organisation or a place in it, hyphened ones too: Indo-Sri Lanka."""
    parts = (part for word in words for part in bare(word).lower().strip(".").split("-"))
    return any(part in _ORGANISATIONS or part in _PLACES for part in parts)


def is_personal(words: list[str]) -> bool:
    """Tell whether words can be a person's full name: two to four with capitals, none of an organisation or place."""
    if words and words[0].lower() in _KEPT_TITLES:
        words = words[1:]
    if not 2 <= len(words) <= 4:
        return False
    if not bearers.is_full_name(words) and (is_body(words) or bearers.is_known_otherwise(words)):
        return False
    lower = [word.lower() for word in words]
    return (
        is_capitalised(words[0])
        and is_capitalised(words[-1])
        and all(is_capitalised(word) or word in _PARTICLES for word in words)
        and not any(word.isupper() and len(word) > 2 and "." not in word for word in words)
        and lower[-1] not in _TITLES
        and not _OPENERS.intersection(word for word in lower if len(word) > 1)
        and (lower[0] in _FIRST_WORDS or not bearers.is_word(words[0]))
    )


def agrees(name: str, pronoun: str) -> bool:
    """Tell whether "he" or "she" can mean a person of this full name, as far as the given name tells."""
    given = name.partition(" ")[0].lower()
    return given not in (_FEMALE if pronoun in ("he", "his") else _MALE)


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


def keeps_title(words: list[str]) -> bool:
    """Tell whether words are a last name after a title that stays with it: Dr. Hagedorn."""
    return len(words) == 2 and words[0].lower() in _KEPT_TITLES and words[1][:1].isupper()


def has_title(words: list[str]) -> bool:
    """Tell whether one of the words is a person's title."""
    return any(word.lower() in _TITLES for word in words)


class Names:
    """Looks up what the short names of one document stand for; each is worked out when it is first asked for."""

    def __init__(self, text: str) -> None:
        """Collect the names of the text: two or more words with capitals in a row, by their last word."""
        self._text = text
        self._runs: dict[str, list[tuple[str, int]]] = {}
        for run, count in Counter(_RUN.findall(text)).items():
            self._runs.setdefault(bare(run.rpartition(" ")[2]), []).append((run, count))
        self._full: dict[str, str | None] = {}
        self._lone: dict[str, bool] = {}
        self._bodies: dict[str, list[tuple[int, str]]] = {}

    def full(self, last_name: str) -> str | None:
        """Give the full name that the document uses for a last name; nothing when two people share it equally."""
        if last_name not in self._full:
            people: Counter[str] = Counter()
            for run, count in self._runs.get(last_name, ()):
                titles, name = _person(run)
                if name:
                    people[name] += count + _TITLE_WEIGHT * bool(titles)
            self._full[last_name] = _clearest(people) or self._titled(last_name)
        return self._full[last_name]

    def _titled(self, last_name: str) -> str | None:
        """Give the last name with the title that stays with it: Dr. Hagedorn."""
        kept = (run for run, _ in self._runs.get(last_name, ()) if keeps_title(_without_openers(run).split()))
        return next((_without_openers(run) for run in kept), None)

    def is_person(self, word: str) -> bool:
        """Tell whether a word alone names a person: a title before it or, failing the document, its letters say so."""
        if word not in self._lone:
            self._lone[word] = self._bears_title(word) or (
                bearers.can_be_person(word)
                and not is_body([word])
                and word not in self._articled
                and word not in self._bodies_first
                and (bearers.is_listed(word) or word.lower() not in self._small)
            )
        return self._lone[word]

    def _bears_title(self, word: str) -> bool:
        runs = (_without_openers(run).split() for run, _ in self._runs.get(word, ()))
        return any(keeps_title(run) or (len(run) == 2 and has_title(run[:1])) for run in runs)

    @cached_property
    def _bodies_first(self) -> frozenset[str]:
        """The first words of names that are no person's: the Valero of Valero Energy."""
        names = (run.split() for last, runs in self._runs.items() if bearers.heads_body(last) for run, _ in runs)
        return frozenset(words[0] for words in names if len(words) == 2)

    def is_antecedent(self, name: str) -> bool:
        """Tell whether a name can be what a pronoun means: a lone word has to be a name for sure."""
        return " " in name or bearers.is_surely_listed(name) or self._bears_title(name)

    @cached_property
    def _articled(self) -> frozenset[str]:
        return frozenset(_ARTICLED.findall(self._text))

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(_SMALL.findall(self._text))

    def holder(self, title: str) -> str | None:
        """Give the only person to whom the document gives this title: "the president"."""
        names = self._holders.get(title, set()) if title in _TITLES else set()
        return min(names) if len(names) == 1 else None

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        holders: dict[str, set[str]] = {}
        for runs in self._runs.values():
            for titles, name in (_person(run) for run, _ in runs):
                if titles and name:
                    holders.setdefault(titles[-1].lower(), set()).add(name)
        return holders

    def people_in(self, start: int, end: int) -> set[str]:
        """Give the full names of the people whose full names stand in text[start:end]."""
        return {name for _, name in map(_person, _RUN.findall(self._text, start, end)) if name}

    def acronym(self, short: str) -> str | None:
        """Give the long form that the document spells out before an acronym in brackets."""
        return self._acronyms.get(short)

    @cached_property
    def _acronyms(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for match in _ACRONYM.finditer(self._text):
            long_form = _LONG_FORM.search(self._text[max(0, match.start() - _MENTION_REACH) : match.start()])
            if long_form:
                found[match[1]] = _without_openers(long_form[0])
        return found

    def body(self, noun: str, before: int) -> str | None:
        """Give the last name before a position that ends in this noun: the Defense Department for "the department"."""
        if noun not in self._bodies:
            ends = [match.end() for match in re.finditer(rf" {noun.capitalize()}\b", self._text)]
            self._bodies[noun] = [(end, name) for end in ends if (name := self._name_to(end))]
        mentions = self._bodies[noun]
        place = bisect_right(mentions, before, key=lambda mention: mention[0])
        return mentions[place - 1][1] if place else None

    def _name_to(self, end: int) -> str | None:
        match = _LONG_FORM.search(self._text[max(0, end - _MENTION_REACH) : end])
        name = _without_openers(_after_possessive(match[0])) if match else ""
        return name if " " in name else None


def _clearest(people: Counter[str]) -> str | None:
    """Give the name that is used most, if no other is used half as often; forms of one name count as one."""
    forms: dict[tuple[str, str], list[str]] = {}
    for name in sorted(people):
        words = [word for word in name.split() if word.lower() not in _KEPT_TITLES]
        forms.setdefault((words[0], words[-1]), []).append(name)
    totals = {key: sum(people[name] for name in names) for key, names in forms.items()}
    ranked = sorted(forms, key=lambda key: (-totals[key], key))
    if not ranked or (len(ranked) > 1 and totals[ranked[0]] < 2 * totals[ranked[1]]):
        return None
    best = forms[ranked[0]]
    initials = {words[-2][0] for words in (name.split() for name in best) if words[-2] != ranked[0][0]}
    if len(initials) > 1:  # George W. Bush and George H. Bush are two
        best = sorted(best, key=lambda name: -people[name])[: 1 + (people[best[0]] == people[best[-1]])]
        return best[0] if len(best) == 1 else None
    return max(best, key=lambda name: (people[name], len(name)))


def _person(run: str) -> tuple[list[str], str | None]:
    """Split the titles from a run of words with capitals; the name is None when it is no person's."""
    words = _without_openers(run).split()
    titles, name = split_title([*words[:-1], bare(words[-1])])
    return titles, " ".join(name) if is_personal(name) else None


def _after_possessive(name: str) -> str:
    words = name.split()
    for place in range(len(words) - 2, -1, -1):
        if bare(words[place]) != words[place]:
            return " ".join(words[place + 1 :])
    return name


def _without_openers(name: str) -> str:
    words = name.split()
    while len(words) > 1 and (words[0].lower() in _OPENERS or bearers.opens(words[0])):
        words = words[1:]
    return " ".join(words)


def without_openers(words: list[str]) -> list[str]:
    """Cut the words that open a sentence off a name: (Again) Dr. Fortier, (But, Hey) Lee."""
    first = 0
    while first < len(words) - 1 and bearers.opens(words[first]) and is_capitalised(words[first + 1]):
        first += 1
    return words[first:]
