"""The words of one language that give kinds of lines away, from its packaged file."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

TABLES: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("english.toml").read_text(encoding="utf-8")
)
TABLES["furniture_labels"] += TABLES["teaser_labels"]
SMALL_WORDS = frozenset(TABLES["small_words"])
AUXILIARIES = frozenset(TABLES["auxiliaries"])
CLAUSES = frozenset(TABLES["clauses"])

# What may stand after the first word of a line.
PUNCTUATION = ".,:;|»›>…-–"


def any_of(table: str, first: str | None = None) -> str:
    """Return a pattern for the entries of a table, longest first; for those with this first word, if one is given."""
    entries = sorted(TABLES[table], key=len, reverse=True)
    chosen = [re.escape(entry) for entry in entries if first is None or first_word(entry) == first]
    return "(?:" + "|".join(chosen).replace(r"\ ", r"[ \u00a0]").replace("'", "['’]") + ")" if chosen else "(?!)"


def first_word(line: str) -> str:
    """Return the first word of a line in lower case, without the bracket before it and the punctuation after it."""
    return line.partition(" ")[0].lower().replace("’", "'").lstrip("(").rstrip(PUNCTUATION)
