"""Show where a row comes from: raw bytes, each rule that touched them, and where the item ended or why it went."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline import store, text
from pipeline.errors import DataError
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, CLEAN, ITEMS, UNIQUE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from schemas.table import Table

# Characters or bytes of context on either side of a change.
_CONTEXT = 20
_TABLES = {
    "items": ("documents", ITEMS),
    "clean": ("clean", CLEAN),
    "kept": ("unique", UNIQUE),
    "duplicates": ("unique", DUPLICATES),
    "sentences": ("claims", ANNOTATED_SENTENCES),
    "claims": ("claims", ANNOTATED_CLAIMS),
}


def command(options: argparse.Namespace) -> int:
    """Print what is known of one id or key, as text or JSON."""
    found = explain(options.data, options.name)
    print(json.dumps(found, indent=2, ensure_ascii=False, default=str) if options.json else render(found))  # noqa: T201
    return 0


def explain(data: Path, name: str) -> dict[str, Any]:
    """Everything that the stages left of the row with this id, or of the raw item with this key."""
    row = _first(data, "claims", claim_id=name) or _first(data, "sentences", sentence_id=name)
    doc_id = row["doc_id"] if row else name
    item = _first(data, "items", doc_id=doc_id) or _first(data, "items", key=name)
    if item is None:
        return {"key": name, "excluded": _excluded(data, name)}
    raw = item.pop("raw")
    found: dict[str, Any] = {"item": item, "touched": _touched(raw, html=item["format"] == "html")}
    if _first(data, "clean", doc_id=item["doc_id"]) is None:
        return found | {"excluded": _excluded(data, item["key"])}
    document = _first(data, "clean", doc_id=item["doc_id"])
    assert document is not None
    found["document"] = {key: document[key] for key in ("doc_id", "raw_encoding", "repairs", "text_sha256")}
    found["document"]["characters"] = len(document["text"])
    removed = _first(data, "duplicates", removed_doc_id=item["doc_id"])
    if removed is not None:
        return found | {"removed": removed}
    kept = _first(data, "kept", doc_id=item["doc_id"]) or {}
    found["kept"] = {
        "split": kept.get("split"),
        "duplicate_cluster_id": kept.get("duplicate_cluster_id"),
        "copies": [one["removed_key"] for one in _all(data, "duplicates", kept_doc_id=item["doc_id"])],
        "sentences": len(list(_all(data, "sentences", doc_id=item["doc_id"]))),
        "claims": len(list(_all(data, "claims", doc_id=item["doc_id"]))),
    }
    if row is not None:
        found["row"] = row
        found["bytes"] = raw[row["raw_start"] : row["raw_end"]].decode(document["raw_encoding"], "replace")
        found["touched"] = [
            one for one in found["touched"] if row["raw_start"] <= one["raw_start"] and one["raw_end"] <= row["raw_end"]
        ]
    return found


def render(found: dict[str, Any]) -> str:
    """The same as lines for people, from the raw bytes to where the row ended."""
    if "item" not in found:
        return _lines(found["key"], found["excluded"])
    item = found["item"]
    lines = [
        f"{item['key']}  ({item['doc_id']}, source {item['source_id']}: {item['source']})",
        f"raw: {item['raw_bytes']} bytes, sha256 {item['raw_sha256']}",
    ]
    lines += [
        f"  {one['rule']:<20} bytes {one['raw_start']}-{one['raw_end']}  {one['raw']}"
        f"  {one['before']!r} -> {one['after']!r}"
        for one in found["touched"]
    ]
    if "excluded" in found:
        return "\n".join([*lines, _lines("excluded", found["excluded"])])
    lines.append(_lines("document", found["document"]))
    if "removed" in found:
        return "\n".join([*lines, _lines("removed as a copy", found["removed"])])
    lines.append(_lines("kept", found["kept"]))
    if "row" in found:
        lines += [f"bytes: {found['bytes']!r}", _lines("row", found["row"])]
    return "\n".join(lines)


def _lines(title: str, fields: dict[str, Any]) -> str:
    return "\n".join(
        [f"{title}:", *(f"  {name}: {value}" for name, value in fields.items() if value not in (None, []))]
    )


def _touched(raw: bytes, *, html: bool) -> list[dict[str, Any]]:
    """Each change of cleaning with the bytes that it stood for, in hexadecimal."""
    try:
        touches = text.trace(raw, html=html)
    except text.Undecodable:
        return []
    return [
        one._asdict() | {"raw": raw[one.raw_start : min(one.raw_end, one.raw_start + _CONTEXT)].hex(" ")}
        for one in touches
    ]


def _excluded(data: Path, key: str) -> dict[str, Any]:
    for stage in ("documents", "clean"):
        for part in store.read(data / stage / EXCLUSIONS.name, EXCLUSIONS):
            for row in part.filter([one == key for one in part["key"].to_pylist()]).to_pylist():
                return {"stage": {"documents": "ingest"}.get(stage, stage), **row}
    raise DataError(f"{key}: no id and no key of {data}; look at the keys with `ls` in the raw folder, or build first.")


def _first(data: Path, table: str, **wanted: str) -> dict[str, Any] | None:
    return next(_all(data, table, **wanted), None)


def _all(data: Path, table: str, **wanted: str) -> Iterator[dict[str, Any]]:
    """Rows whose column holds the value."""
    folder, declared = _TABLES[table]
    ((column, value),) = wanted.items()
    for part in _parts(data / folder / declared.name, declared):
        mask = [one == value for one in part[column].to_pylist()]
        if any(mask):
            yield from part.filter(mask).to_pylist()


def _parts(folder: Path, table: Table) -> Iterator[Any]:
    return store.read(folder, table) if folder.is_dir() else iter(())
