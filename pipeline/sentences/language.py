"""Load the word tables of one language from its packaged file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources


class Abbreviation(Enum):
    """What the full stop of an abbreviation says about the end of the sentence; the names of tables in the file."""

    INTRODUCES = "introduces"
    COUNTS = "counts"
    TRAILS = "trails"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Language:
    """Word tables of one language; words are lower-case and carry no final full stop.

    `tails` are the last three characters before a mark that call for a closer look: the ends of abbreviations, after a
    blank where they are shorter. `date_line` matches a full date with its weekday, which begins with one of `initials`.
    """

    abbreviations: dict[str, Abbreviation]
    tails: frozenset[str]
    date_line: re.Pattern[str]
    initials: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]
    exclamation_names: frozenset[str]
    zones: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    web_endings: frozenset[str]
    labels: frozenset[str]
    joins: frozenset[str]

    def abbreviation(self, token: str) -> Abbreviation | None:
        """Return what kind of abbreviation a token without its final full stop is."""
        return self.abbreviations.get(token) or self.abbreviations.get(token.lower())


@cache
def load(name: str) -> Language:
    """Read `<name>.toml` of this package; raises `FileNotFoundError` for a language that has no file."""
    source = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    tables = {table: words.split() for table, words in tomllib.loads(source).items()}
    abbreviations = {word: kind for kind in Abbreviation for word in tables.pop(kind.value)}
    names = tables["exclamation_names"]
    suspects = [word for word in [*abbreviations, *names] if len(word) > 1]
    return Language(
        abbreviations=abbreviations,
        tails=frozenset([f" {word}"[-3:].lower() for word in suspects] + [name.capitalize()[-3:] for name in names]),
        initials=frozenset(word[0].upper() for word in tables["weekdays"]),
        date_line=_date_line(tables["weekdays"], tables["months"]),
        **{table: frozenset(words) for table, words in tables.items()},
    )


def _date_line(weekdays: list[str], months: list[str]) -> re.Pattern[str]:
    day, month = ("|".join(map(str.capitalize, words)) for words in (weekdays, months))
    return re.compile(rf"(?:{day}),? (?:(?:{month}) \d{{1,2}}|\d{{1,2}} (?:{month})),? \d{{4}}")
