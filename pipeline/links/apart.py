"""Pairs of claims that people found not to be about the same, kept as lines of data/annotations/links*.jsonl.

A line names both claims by quotation, who says so and why. One that fits nothing any more is an error, never a silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import jsonschema

from pipeline import selectors
from pipeline.errors import ConfigurationError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Quoted(NamedTuple):
    """A claim by quotation; ``place`` is the file and line that quotes it, for messages."""

    place: str
    key: str
    quote: selectors.Quote


class Document(NamedTuple):
    """The text of a document and its claims, by the span of each."""

    text: str
    claims: Mapping[tuple[int, int], str]


def parse(lines: Iterable[tuple[str, Any]], schema: dict[str, Any]) -> list[tuple[Quoted, Quoted]]:
    """The two quotations of each line; a line is its place and its JSON value.

    Raises ``ConfigurationError`` with the place of the first wrong line.
    """
    validator = jsonschema.Draft202012Validator(schema)
    found = []
    for place, line in lines:
        problem = next(iter(validator.iter_errors(line)), None)
        if problem is not None:
            raise ConfigurationError(f"{place}: {problem.message}. Correct the line.")
        a, b = (
            Quoted(place, one["key"], selectors.Quote(one["exact"], one.get("prefix", ""), one.get("suffix", "")))
            for one in line["not_about_the_same"]
        )
        found.append((a, b))
    return found


def resolve(quoted: Quoted, document: Document | None) -> str:
    """The id of the claim that is quoted.

    Raises ``DataError`` where there is no such document, or no claim with these words in it.
    """
    if document is None:
        raise DataError(f"{quoted.place}: {quoted.key!r} is no document of the corpus; correct the line or remove it.")
    try:
        span = selectors.find(document.text, quoted.quote)
    except LookupError as error:
        raise DataError(f"{quoted.place}: {error}; correct the line or remove it.") from None
    if span not in document.claims:
        raise DataError(f"{quoted.place}: the quotation is no whole claim of {quoted.key}; quote one.")
    return document.claims[span]
