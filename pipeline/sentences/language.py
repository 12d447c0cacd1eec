"""Load the word tables of one language from its packaged file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Language:
    """Word tables of one language; entries are lower-case and carry no final full stop."""

    titles: frozenset[str]
    numbered: frozenset[str]
    soft: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]
    exclamation_names: frozenset[str]
    web_endings: frozenset[str]


@cache
def load(name: str) -> Language:
    """Read `<name>.toml` of this package; raises `FileNotFoundError` for a language that has no file."""
    source = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return Language(**{field: frozenset(words.split()) for field, words in tomllib.loads(source).items()})
