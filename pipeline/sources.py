"""Where raw files come from and what may be done with them, as people wrote it down in sources.yaml."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import jsonschema

from pipeline.errors import ConfigurationError


@dataclass(frozen=True)
class Source:
    """One source: ``files`` are keys or patterns of keys; a lower ``priority`` wins between two copies."""

    source_id: str
    name: str
    files: tuple[str, ...]
    license: str
    redistributable: str
    language: str
    published: datetime.date | None = None
    priority: int = 0


def local(language: str) -> Source:
    """The source of every file where no sources.yaml is given: nothing is known of it."""
    return Source("local", "local", ("*",), "unknown", "unknown", language)


def parse(tree: object, schema: dict[str, Any], name: str) -> tuple[Source, ...]:
    """Check the content of sources.yaml against its JSON schema and give its sources.

    Raises ``ConfigurationError`` with the first wrong entry; ``name`` is the file as messages call it.
    """
    tree = _with_quoted_dates(tree)
    validator = jsonschema.Draft202012Validator(schema)
    problem = next(iter(sorted(validator.iter_errors(tree), key=lambda error: list(map(str, error.path)))), None)
    if problem is not None:
        place = "/".join(map(str, problem.absolute_path)) or "the top"
        raise ConfigurationError(f"{name}: at {place}: {problem.message}. Correct the entry.")
    assert isinstance(tree, dict)
    sources = tuple(_source(entry, name) for entry in tree["sources"])
    seen: set[str] = set()
    for source in sources:
        if source.source_id in seen:
            raise ConfigurationError(f"{name}: source_id {source.source_id!r} stands twice; give each its own.")
        seen.add(source.source_id)
    return sources


def find(sources: tuple[Source, ...], key: str) -> Source | None:
    """The first source that names the file, or a pattern that fits it."""
    file = key.partition("#")[0]
    return next((s for s in sources for pattern in s.files if pattern == file or fnmatchcase(file, pattern)), None)


def _with_quoted_dates(tree: object) -> object:
    """The same with dates as strings: YAML makes a date of what looks like one and has no quotes."""
    if isinstance(tree, dict):
        return {name: _with_quoted_dates(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_with_quoted_dates(value) for value in tree]
    return tree.isoformat() if isinstance(tree, datetime.date) else tree


def _source(entry: dict[str, Any], name: str) -> Source:
    try:
        published = datetime.date.fromisoformat(entry["published"]) if "published" in entry else None
    except ValueError:
        raise ConfigurationError(
            f"{name}: {entry['source_id']}: published {entry['published']!r} is no date; write YYYY-MM-DD."
        ) from None
    return Source(
        source_id=entry["source_id"],
        name=entry["name"],
        files=tuple(entry["files"]),
        license=entry["license"],
        redistributable=entry["redistributable"],
        language=entry["language"],
        published=published,
        priority=entry.get("priority", 0),
    )
