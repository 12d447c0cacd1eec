"""How well links agree with gold: the pairs of units that both of two passes link, and the relation that they give.

Precision and recall are told for pairs of which both units hold an amount, and for pairs across documents; the relation
for the pairs that are found. Precision across documents is a lower bound: the passes leave out links that hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import links
from pipeline.scores import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.annotation import Label
    from pipeline.segmentation import Unit as Segment

    Unit = tuple[str, str]
    Pair = frozenset[Unit]

# The passes do not tell these apart.
_AS_GOLD = {"same_text": "corroborates", "supersedes": "refines"}


def measure(
    found: Mapping[Pair, str], passes: Sequence[Mapping[Pair, str]], counting: Collection[Unit]
) -> dict[str, dict[str, Any]]:
    """One entry per measure; units are a document and a text, ``counting`` those in which a pass sees an amount.

    Pairs of a text with itself cannot be told apart and must be left out.
    """
    first, *others = passes
    gold = {pair for pair in first if all(pair in one for one in others)}
    matched = [pair for pair in found if pair in gold]
    right = sum(_AS_GOLD.get(found[pair], found[pair]) in {one[pair] for one in passes} for pair in matched)
    groups = {
        "links (amounts)": lambda pair: all(unit in counting for unit in pair),
        "links (across documents)": lambda pair: len({document for document, _ in pair}) > 1,
    }
    entries = {}
    for name, belongs in groups.items():
        counts = Counts()
        counts.add(filter(belongs, found), filter(belongs, gold))
        entries[name] = {
            "measure": "F1",
            "value": round(counts.f1, 4),
            "n": counts.hit + counts.missed,
            "precision": round(counts.precision, 4),
            "recall": round(counts.recall, 4),
        }
    share = right / len(matched) if matched else 0.0
    return entries | {
        "links (relation)": {"measure": "accuracy, of pairs found", "value": round(share, 4), "n": len(matched)}
    }


def claims(document: str, text: str, units: Sequence[Segment], labels: Sequence[Label]) -> list[dict[str, Any]]:
    """The claims of one text as linking takes them; each document is a source of its own."""
    return [
        {
            **label.claim,
            "claim_id": f"{document}#{unit.start:09}",
            "doc_id": document,
            "source_id": document,
            "duplicate_cluster_id": document,
            "published": None,
            "text": text[unit.start : unit.end],
            "start": unit.start,
            "kind": unit.kind,
            "block": unit.block,
        }
        for unit, label in zip(units, labels, strict=True)
        if label.claim is not None
    ]


def linked(rows: Sequence[Mapping[str, Any]], same_subject: float, tolerances: links.Tolerances) -> dict[Pair, str]:
    """The relation of each pair of units that is linked."""
    units = {row["claim_id"]: (row["doc_id"], row["text"]) for row in rows}
    found = links.together.find(rows, same_subject, tolerances)
    named = {frozenset(units[end] for end in ends): link.relation for ends, link in found.items()}
    return {pair: relation for pair, relation in named.items() if len(pair) > 1}


def gold(documents: Sequence[Mapping[str, Any]], clean: Callable[[str], str]) -> dict[Pair, str]:
    """The relation of each pair that one pass links; ``clean`` makes of a quotation what stands in the clean text."""
    listed = [link for one in documents for link in one.get("links", ())]
    return {
        frozenset((name, clean(quoted)) for name, quoted in (link["a"], link["b"])): link["relation"] for link in listed
    }


def counting(documents: Sequence[Mapping[str, Any]], clean: Callable[[str], str]) -> set[Unit]:
    """The units in which a pass sees an amount."""
    return {
        (one["doc"], clean(unit["text"])) for one in documents for unit in one.get("units", ()) if unit["quantities"]
    }
