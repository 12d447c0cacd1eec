"""Labels that people give in place of automatic ones, kept as lines of data/annotations/labels*.jsonl.

A line names a sentence by quotation, a column, the right value, who says so and why. One that fits nothing any more
is an error, never a silence: the text or the annotator changed under it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import jsonschema

from pipeline import ids, selectors
from pipeline.errors import ConfigurationError, DataError
from schemas.claims import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.annotation import Label
    from pipeline.segmentation import Unit


class Overlay(NamedTuple):
    """One label in place of an automatic one; ``place`` is its file and line, for messages."""

    place: str
    key: str
    quote: selectors.Quote
    column: str
    value: str | None
    annotator: str
    annotator_kind: str
    reason: str


Overlays = dict[str, tuple[Overlay, ...]]


def parse(lines: Iterable[tuple[str, Any]], schema: dict[str, Any]) -> Overlays:
    """Overlays by the key of their document; a line is its place and its JSON value.

    Raises ``ConfigurationError`` with the place of the first wrong line.
    """
    validator = jsonschema.Draft202012Validator(schema)
    by_key: dict[str, list[Overlay]] = defaultdict(list)
    for place, line in lines:
        problem = next(iter(validator.iter_errors(line)), None)
        if problem is not None:
            raise ConfigurationError(f"{place}: {problem.message}. Correct it.")
        column, value = CLAIMS[line["column"]], line["value"]
        if (value is None and not column.nullable) or (column.enum and value not in column.enum):
            allowed = f" is one of {', '.join(column.enum)}" if column.enum else " may not be null"
            raise ConfigurationError(f"{place}: {column.name}{allowed}, not {value!r}. Correct it.")
        quote = selectors.Quote(line["exact"], line.get("prefix", ""), line.get("suffix", ""))
        said = {name: line[name] for name in ("key", "column", "value", "annotator", "annotator_kind", "reason")}
        by_key[line["key"]].append(Overlay(place, quote=quote, **said))
    return {key: tuple(found) for key, found in by_key.items()}


def placed(text: str, units: Sequence[Unit], overlays: Iterable[Overlay]) -> list[tuple[int, Overlay]]:
    """Each overlay with the number of the unit that it quotes.

    Raises ``DataError`` for a quotation that is not in the text, or is no whole unit of it, and for two that differ.
    """
    numbers = {(unit.start, unit.end): number for number, unit in enumerate(units)}
    found = []
    for overlay in overlays:
        number = numbers.get(_span(text, overlay))
        if number is None:
            shown = selectors.shortened(overlay.quote.exact)
            raise DataError(f"{overlay.place}: {shown} is no whole sentence or line of {overlay.key}; mark one.")
        found.append((number, overlay))
    said: dict[tuple[int, str], Overlay] = {}
    for number, overlay in found:
        other = said.setdefault((number, overlay.column), overlay)
        if other.value != overlay.value:
            raise DataError(
                f"{overlay.place}: says {overlay.value!r} of {overlay.column} where {other.place} says "
                f"{other.value!r}; keep one of the two lines."
            )
    return found


def checks(overlays: Iterable[tuple[int, Overlay]]) -> dict[int, str]:
    """The check-worthiness that people decided, by number of the unit."""
    return {number: one.value for number, one in overlays if one.column == "checkworthiness" and one.value is not None}


def versions(overlays: Overlays, automatic: str) -> dict[str, str]:
    """The version of each annotator who gave labels: a digest of all that they gave and of the annotator under them."""
    said: dict[str, list[str]] = defaultdict(list)
    for key in sorted(overlays):
        for one in overlays[key]:
            said[one.annotator].append(json.dumps([one.key, *one.quote, one.column, one.value]))
    return {name: ids.content_id("", automatic, *sorted(lines)) for name, lines in said.items()}


def apply(labels: list[Label], overlays: Iterable[tuple[int, Overlay]], versions: Mapping[str, str]) -> list[Label]:
    """The labels of a document with what people said in their place, and who said it, by `versions` of the annotators.

    Raises ``DataError`` for an overlay of a claim's column where the sentence makes no claim.
    """
    changed = list(labels)
    for number, overlay in overlays:
        label = changed[number]
        if label.claim is not None:
            changed[number] = replace(label, claim=_signed(label.claim, overlay, versions[overlay.annotator]))
        elif overlay.column != "checkworthiness":
            raise DataError(
                f"{overlay.place}: the sentence is NFS, so it has no {overlay.column}; give it a checkworthiness first."
            )
    return changed


def unused(overlays: Mapping[str, tuple[Overlay, ...]], keys: Iterable[str]) -> list[Overlay]:
    """Overlays of documents that the corpus does not hold."""
    known = set(keys)
    return [one for key in sorted(overlays) if key not in known for one in overlays[key]]


def _span(text: str, overlay: Overlay) -> tuple[int, int]:
    try:
        return selectors.find(text, overlay.quote)
    except LookupError as error:
        raise DataError(f"{overlay.place}: {error}; correct the line or remove it.") from None


def _signed(claim: dict[str, Any], overlay: Overlay, version: str) -> dict[str, Any]:
    """The claim with one column replaced and the name of who decided; the rules that fired before stay listed.

    The model's confidence says whether the sentence is a claim: where somebody decided that, it has none.
    """
    value = {"confidence": None} if overlay.column == "checkworthiness" else {overlay.column: overlay.value}
    return (
        claim
        | value
        | {
            "annotator": overlay.annotator,
            "annotator_version": version,
            "annotator_kind": overlay.annotator_kind,
            "rules": sorted({*claim["rules"], f"overlay.{overlay.column}"}),
        }
    )
