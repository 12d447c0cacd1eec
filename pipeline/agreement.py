"""How far two passes over the same gold units agree: Cohen's kappa of labels, F1 of mentions and of linked pairs.

Agreement bounds what a score can mean: where the passes differ, there is no one answer to be right about.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.scores import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Unit = Mapping[str, Any]
    Entry = dict[str, Any]

# Columns by the fields of the gold format: one label per unit, and lists of mentions.
_LABELS = {
    "kind": "kind",
    "checkworthiness": "check",
    "claim_type": "type",
    "claimer": "claimer",
    "quote_type": "quote",
    "certainty (with polarity)": "modality",
}
_MENTIONS: dict[str, Callable[[Unit], Any]] = {
    "quantities": lambda one: one["text"],
    "dates": lambda one: one["text"],
    "entities": lambda one: (one["text"], one["label"]),
}


def measure(first: Sequence[Mapping[str, Any]], second: Sequence[Mapping[str, Any]]) -> dict[str, Entry]:
    """Agreement of two passes by column; each holds documents with ``units``, and perhaps one entry with ``links``.

    Raises ``ValueError`` where they are not of the same units.
    """
    pairs = list(zip(_units(first), _units(second), strict=True))
    for a, b in pairs:
        if a["text"] != b["text"]:
            raise ValueError(f"the passes have different units: {a['text']!r} and {b['text']!r}")
    found = {}
    for column, field in _LABELS.items():
        labels = [(a[field], b[field]) for a, b in pairs]
        found[column] = _entry("Cohen's kappa", kappa(labels), len(labels))
    for column, mention in _MENTIONS.items():
        counts = Counts()
        for a, b in pairs:
            # The guideline lists a repeated mention once.
            counts.add({mention(one) for one in a[column]}, {mention(one) for one in b[column]})
        found[column] = _f1(counts)
    linked = [_links(one) for one in (first, second)]
    return found | (_of_links(*linked) if all(linked) else {})


def kappa(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Agreement beyond chance (Cohen 1960); 1 where both passes know a single label."""
    observed = sum(a == b for a, b in pairs) / len(pairs)
    ours, theirs = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(ours[label] * theirs[label] for label in ours) / len(pairs) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


def _of_links(ours: Mapping[Any, str], theirs: Mapping[Any, str]) -> dict[str, Entry]:
    counts = Counts()
    counts.add(list(ours), list(theirs))
    both = [(relation, theirs[pair]) for pair, relation in ours.items() if pair in theirs]
    same = sum(a == b for a, b in both) / len(both) if both else 0.0
    return {"links": _f1(counts), "links (relation)": _entry("accuracy, of pairs in both", same, len(both))}


def _units(documents: Sequence[Mapping[str, Any]]) -> list[Unit]:
    return [unit for one in documents for unit in one.get("units", ())]


def _links(documents: Sequence[Mapping[str, Any]]) -> dict[frozenset[tuple[str, str]], str]:
    """Pairs of units, by document and text, with their relation."""
    listed = [link for one in documents for link in one.get("links", ())]
    return {frozenset((tuple(link["a"]), tuple(link["b"]))): link["relation"] for link in listed}


def _f1(counts: Counts) -> Entry:
    return _entry("F1", counts.f1, counts.hit + counts.false + counts.missed)


def _entry(measured: str, value: float, n: int) -> Entry:
    return {"measure": measured, "value": round(value, 4), "n": n}
