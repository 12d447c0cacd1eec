"""Claims as W3C Web Annotations (2017) in JSON-LD: each names its sentence by quotation and by position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import selectors
from schemas.claims import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Offsets and ids have places of their own in the model.
_BODIES = tuple(column.name for column in CLAIMS.columns if column.enum and column.name != "annotator_kind")


def annotation(document: Mapping[str, Any], claim: Mapping[str, Any]) -> dict[str, Any]:
    """One claim; the bodies classify it, ``claimset:claim`` holds the whole row without loss."""
    quote = selectors.quote(document["text"], claim["start"], claim["end"])
    return {
        "id": f"urn:claimset:{claim['claim_id']}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {
            "type": "Person" if claim["annotator_kind"] == "human" else "Software",
            "name": f"{claim['annotator']} {claim['annotator_version']}",
        },
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": f"{column}={claim[column]}"}
            for column in _BODIES
        ],
        "target": {
            "source": f"urn:claimset:{claim['doc_id']}",
            "selector": [
                {"type": "TextQuoteSelector", **quote._asdict()},
                {"type": "TextPositionSelector", "start": claim["start"], "end": claim["end"]},
            ],
        },
        "claimset:claim": dict(claim),
    }


def collection(annotations: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """All annotations as one collection of one page."""
    items = list(annotations)
    return {
        "@context": [_CONTEXT, {"claimset": "urn:claimset:"}],
        "type": "AnnotationCollection",
        "label": "Claimset",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def claims(tree: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a collection, as they were exported."""
    return [one["claimset:claim"] for one in tree["first"]["items"]]
