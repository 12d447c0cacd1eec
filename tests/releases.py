"""Small releases made of rows, for tests that compare versions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rows import row

from pipeline import manifest, store
from pipeline.shards import Shards
from schemas import released

Rows = dict[str, list[dict[str, Any]]]


def number(letter: str, count: int) -> str:
    """An id of the table with this letter."""
    return f"{letter}{count:016x}"


def rows(count: int = 3) -> Rows:
    """Documents 0 to ``count``, each with a sentence and a claim, one copy and one exclusion."""
    held: Rows = {name: [] for name in released.BY_NAME}
    for i in range(count):
        doc, sentence, claim = (number(letter, i) for letter in "dsc")
        held["documents"].append(row("documents", doc_id=doc, key=f"{i}.txt", duplicate_cluster_id=number("k", i)))
        held["sentences"].append(row("sentences", sentence_id=sentence, doc_id=doc))
        held["claims"].append(row("claims", claim_id=claim, sentence_id=sentence, doc_id=doc))
    held["duplicates"] = [row("duplicates", kept_doc_id=number("d", 0))]
    held["exclusions"] = [row("exclusions")]
    return held


def changed(held: Rows, table: str, place: int, **changes: Any) -> Rows:
    """The rows with one of them changed."""
    return held | {table: [one | changes if i == place else one for i, one in enumerate(held[table])]}


def without(held: Rows, table: str, place: int) -> Rows:
    """The rows without one of them."""
    return held | {table: [one for i, one in enumerate(held[table]) if i != place]}


def write(folder: Path, version: str, held: Rows, splits: Mapping[str, str] = {}, page: str = "A card.") -> Path:
    """A folder of a release; ``splits`` names the split of a document that is not in train."""
    tables = []
    for name, table in released.BY_NAME.items():
        shards = Shards(folder, table, released.splits(table))
        for split in released.splits(table):
            of_split = [one for one in held.get(name, []) if splits.get(one.get("doc_id", ""), "train") == split]
            shards.add(split, table.rows(of_split))
        tables.append(shards.close())
    store.write_json(folder / manifest.NAME, manifest.describe(version, tuple(tables), {}, ""))
    store.write_text(folder / "README.md", f"# {version}\n\n{page}\n")
    store.write_text(folder / manifest.SUMS, manifest.sums(store.digests(folder)))
    return folder
