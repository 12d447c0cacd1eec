"""The packaged classes of words."""

from __future__ import annotations

import tomllib
from importlib import resources


def _load() -> dict[str, frozenset[str]]:
    table = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


CLASSES = _load()
AUXILIARIES = CLASSES["auxiliaries"]
BE = CLASSES["be"]
DETERMINERS = CLASSES["articles"] | CLASSES["demonstratives"]
PREPOSITIONS = CLASSES["prepositions"]
REPORTING = CLASSES["reporting"]
SUBJECT_PRONOUNS = CLASSES["subject_pronouns"]
