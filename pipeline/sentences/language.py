"""Load the word tables of one language from its packaged file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources


class Abbreviation(Enum):
    """What the full stop of an abbreviation says about the end of the sentence."""

    INTRODUCES = "introduces"
    COUNTS = "counts"
    TRAILS = "trails"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Language:
    """Word tables of one language; words are lower-case and carry no final full stop."""

    abbreviations: dict[str, Abbreviation]
    tails: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]
    exclamation_names: frozenset[str]
    time_followers: frozenset[str]
    months: frozenset[str]
    web_endings: frozenset[str]

    def abbreviation(self, token: str) -> Abbreviation | None:
        """Return what kind of abbreviation a token without its final full stop is."""
        return self.abbreviations.get(token) or self.abbreviations.get(token.lower())


@cache
def load(name: str) -> Language:
    """Read `<name>.toml` of this package; raises `FileNotFoundError` for a language that has no file."""
    source = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    tables = {field: words.split() for field, words in tomllib.loads(source).items()}
    abbreviations = {word: kind for kind in Abbreviation for word in tables.pop(kind.value)}
    tails = frozenset(
        (" " + word)[-3:].lower() for word in [*abbreviations, *tables["exclamation_names"]] if len(word) > 1
    )
    return Language(abbreviations, tails, **{field: frozenset(words) for field, words in tables.items()})
