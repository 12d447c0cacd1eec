"""Rows for the law of every step, step(a + b) == step(a) + step(b), and the comparison itself."""

from __future__ import annotations

import hashlib
from typing import Any

import pyarrow as pa
from conftest import ROOT

from pipeline import ids
from pipeline.parts import Step
from pipeline.tally import Tally
from schemas.stages import ITEMS

LATIN = (
    "The owner of the Caf\xe9 said that she would open it again in the spring.\n"
    "The work on the street is to end by then, and the guests will have a place to sit in the sun.\n"
)
RAW = {path.name: path.read_bytes() for path in sorted((ROOT / "data" / "raw").iterdir())}
RAW |= {path.name: path.read_bytes() for path in sorted((ROOT / "data" / "gold_news" / "texts").iterdir())}
RAW |= {
    "short.txt": b"Too little.",
    "binary.txt": bytes(range(256)) * 9,
    "latin.txt": LATIN.encode("cp1252"),
}


def item(name: str) -> dict[str, Any]:
    """A row of ITEMS for one of the texts."""
    return {
        "doc_id": ids.document_id("local", name),
        "source_id": "local",
        "source": "local",
        "key": name,
        "title": None,
        "url": None,
        "raw": RAW[name],
        "format": "text",
        "raw_sha256": hashlib.sha256(RAW[name]).hexdigest(),
        "file_sha256": None,
        "raw_bytes": len(RAW[name]),
        "language": "en",
        "published": None,
        "license": "unknown",
        "redistributable": "unknown",
        "priority": 0,
    }


def items(names: list[str]) -> pa.Table:
    """The items of some texts, in the order of their ids, as a part holds them."""
    return ITEMS.rows(sorted((item(name) for name in names), key=lambda row: str(row["doc_id"])))


def made(step: Step, *parts: dict[str, pa.Table]) -> tuple[dict[str, pa.Table], Tally]:
    """What a step gives over some parts, one after the other: rows and counts. However they are cut, it is the same."""
    results = [step(part) for part in parts]
    names = results[0][0]
    whole = {name: pa.concat_tables([tables[name] for tables, _ in results]).combine_chunks() for name in names}
    return whole, sum((tally for _, tally in results), Tally())
