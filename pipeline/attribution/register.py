"""The names of a document: full names by last name, long forms by acronym, holders by title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import Final

from pipeline.attribution import bearers, names

_TITLE_WEIGHT: Final = 3  # a name with a title before it is a person's, however rarely it stands

# The Latin capitals; the range of Extended-A has small letters too, which later checks sort out.
_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀ-Ž"
# A full point ends initials or an abbreviated title, never a name: "in California. Some".
_ABBREVIATED: Final = "|".join(rf"(?<=\b{title}\.)" for title in names.TABLE["abbreviated"].split())
_WORD: Final = rf"[{_CAPITAL}](?:\.(?:\w\.)*|[\w’'-]+(?:\.(?:{_ABBREVIATED}))?)"
_RUN: Final = re.compile(
    rf"{_WORD}(?: (?:(?:{'|'.join(sorted(names.PARTICLES))}) |(?:{'|'.join(sorted(names.ARTICLES))})-)?{_WORD})+"
)
_ACRONYM: Final = re.compile(r" \(([A-Z][A-Za-z&.]{1,8})\)")
_LONG_FORM: Final = re.compile(rf"(?:{_WORD} (?:(?:of|for|the|and|on) )*)+{_WORD}$")
# A body with its field after it: Ministry of Health, Department for Work and Pensions.
_FIELD: Final = re.compile(rf"{_WORD} (?:of|for) (?:the )?{_WORD}(?: (?:and )?{_WORD}){{0,5}}")
# A firm by the noun before it or by its last word: the chocolate maker Marlin, Nimbus Inc.
_FIRM: Final = re.compile(
    rf"\b(?:company|firm|maker|manufacturer|retailer|carrier|airline|giant|supplier|operator|developer|chain|startup) "
    rf"({_WORD}(?: {_WORD}){{0,4}})"
    rf"|\b((?:{_WORD} ){{1,5}}(?:Inc|Corp|Corporation|Ltd|Limited|LLC|LLP|PLC|plc|Holdings|Foods|Motors|Airlines"
    rf"|Airways|Industries|Technologies|Logistics|Pharmaceuticals|Entertainment|Company|Co|Group|Systems|Energy|Media|Bank)\b)"
)
# What an article before it shows to be a body, where no noun follows: the Taliban said.
_ARTICLED: Final = re.compile(
    rf"he (?<=\b[Tt]he )([{_CAPITAL}][\w-]+)"
    "(?:[.,;:]| (?:said|says|is|was|are|were|has|had|have|will|and|of|in|to|that) )"
)
_IT: Final = re.compile(
    r"\bit (?:(?:would|will) (?!be |take )|(?:plans|planned|intends|intended|expects|expected|regrets|welcomes) )"
)
_SAID: Final = re.compile(
    rf"\b([{_CAPITAL}][\w-]+) (?:said|says|announced|confirmed|claimed|insisted|added|believes) (?:that )?$"
)
_SMALL: Final = re.compile("[a-z]{3,}")
_MENTION_REACH: Final = 80  # characters; no organisation's name is longer


class Names:
    """Looks up what the short names of one document stand for; each is worked out when it is first asked for."""

    def __init__(self, text: str) -> None:
        """Collect the names of the text: two or more words with capitals in a row, by their last word."""
        self._text = text
        self._runs: dict[str, list[tuple[str, int]]] = {}
        for run, count in Counter(_RUN.findall(text)).items():
            self._runs.setdefault(names.bare(run.rpartition(" ")[2]), []).append((run, count))
        self._full: dict[str, str | None] = {}
        self._lone: dict[str, bool] = {}
        self._bodies: dict[str, list[tuple[int, str]]] = {}

    def full(self, last_name: str) -> str | None:
        """Give the full name that the document uses for a last name; nothing when two people share it equally."""
        if last_name not in self._full:
            people: Counter[str] = Counter()
            for run, count in self._runs.get(last_name, ()):
                titles, name = names.person(run)
                if name:
                    people[name] += count + _TITLE_WEIGHT * bool(titles)
            self._full[last_name] = _clearest(people) or self._titled(last_name)
        return self._full[last_name]

    def _titled(self, last_name: str) -> str | None:
        """Give the last name with the title that stays with it: Dr. Hagedorn."""
        kept = (run for run, _ in self._runs.get(last_name, ()) if names.keeps_title(_without_openers(run).split()))
        return next((_without_openers(run) for run in kept), None)

    def is_person(self, word: str) -> bool:
        """Tell whether a word alone names a person: a title before it or, failing the document, its letters say so."""
        if word not in self._lone:
            self._lone[word] = self._bears_title(word) or (
                bearers.can_be_person(word)
                and not names.is_body([word])
                and word not in self._articled
                and word not in self._neuter
                and word not in self._bodies_first
                and (bearers.is_listed(word) or word.lower() not in self._small)
            )
        return self._lone[word]

    def _bears_title(self, word: str) -> bool:
        runs = (_without_openers(run).split() for run, _ in self._runs.get(word, ()))
        return any(names.keeps_title(run) or (len(run) == 2 and names.has_title(run[:1])) for run in runs)

    @cached_property
    def _bodies_first(self) -> frozenset[str]:
        """The first words of names that are no person's: the Valero of Valero Energy."""
        parts = (run.split() for last, runs in self._runs.items() if bearers.heads_body(last) for run, _ in runs)
        return frozenset(words[0] for words in parts if len(words) == 2)

    def is_antecedent(self, name: str) -> bool:
        """Tell whether a name can be what a pronoun means: a lone word has to be a name for sure."""
        return " " in name or bearers.is_surely_listed(name) or self._bears_title(name)

    @cached_property
    def _articled(self) -> frozenset[str]:
        return frozenset(_ARTICLED.findall(self._text))

    @cached_property
    def _neuter(self) -> frozenset[str]:
        """The names that speak of themselves as "it": Orbit said it would appeal."""
        befores = (
            self._text[max(0, match.start() - _MENTION_REACH) : match.start()] for match in _IT.finditer(self._text)
        )
        return frozenset(match[1] for before in befores if (match := _SAID.search(before)))

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(_SMALL.findall(self._text))

    def holder(self, title: str) -> str | None:
        """Give the only person to whom the document gives this title: "the president"."""
        held = self._holders.get(title, set()) if title in names.TITLES else set()
        return min(held) if len(held) == 1 else None

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        holders: dict[str, set[str]] = {}
        for runs in self._runs.values():
            for titles, name in (names.person(run) for run, _ in runs):
                if titles and name:
                    holders.setdefault(titles[-1].lower(), set()).add(name)
        return holders

    def people_in(self, start: int, end: int) -> set[str]:
        """Give the full names of the people whose full names stand in text[start:end]."""
        return {name for _, name in map(names.person, _RUN.findall(self._text, start, end)) if name}

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
            found = [match.span() for match in re.finditer(rf"\b{noun.capitalize()}\b", self._text)]
            named = ((end, self._name_to(end) or self._name_from(start)) for start, end in found)
            self._bodies[noun] = [(end, name) for end, name in named if name]
        mentions = self._bodies[noun]
        place = bisect_right(mentions, before, key=lambda mention: mention[0])
        return mentions[place - 1][1] if place else None

    def firm(self, before: int) -> str | None:
        """Give the last name before a position that is a firm's, by its ending or the noun before it."""
        place = bisect_right(self._firms, before, key=lambda firm: firm[0])
        return self._firms[place - 1][1] if place else None

    @cached_property
    def _firms(self) -> list[tuple[int, str]]:
        return [(match.end(), _without_openers(match[1] or match[2])) for match in _FIRM.finditer(self._text)]

    def _name_from(self, start: int) -> str:
        match = _FIELD.match(self._text, start)
        return match[0] if match else ""

    def _name_to(self, end: int) -> str | None:
        match = _LONG_FORM.search(self._text[max(0, end - _MENTION_REACH) : end])
        name = _without_openers(_after_possessive(match[0])) if match else ""
        return name if " " in name else None


def _clearest(people: Counter[str]) -> str | None:
    """Give the name that is used most, if no other is used half as often; forms of one name count as one."""
    forms: dict[tuple[str, str], list[str]] = {}
    for name in sorted(people):
        words = names.without_kept_title(name.split())
        forms.setdefault((words[0], words[-1]), []).append(name)
    totals = {key: sum(people[name] for name in group) for key, group in forms.items()}
    ranked = sorted(forms, key=lambda key: (-totals[key], key))
    if not ranked or (len(ranked) > 1 and totals[ranked[0]] < 2 * totals[ranked[1]]):
        return None
    best = sorted(forms[ranked[0]], key=lambda name: (-people[name], -len(name)))
    initials = {words[-2][0] for words in map(str.split, best) if words[-2] != ranked[0][0]}
    if len(initials) > 1 and people[best[0]] < 2 * people[best[1]]:
        return None  # George W. Bush and George H. Bush are two
    return best[0]


def _after_possessive(name: str) -> str:
    words = name.split()
    for place in range(len(words) - 2, -1, -1):
        if names.bare(words[place]) != words[place]:
            return " ".join(words[place + 1 :])
    return name


def _without_openers(name: str) -> str:
    return " ".join(names.without_capitals(name.split()))
