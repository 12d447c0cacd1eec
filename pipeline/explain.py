"""Show where a row comes from: raw bytes, each rule that touched them, and where the item ended or why it went."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pipeline import explanation, linked, privacy, spans, store, text
from pipeline.errors import DataError
from pipeline.explanation import page
from pipeline.links import pages
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS, REASONS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, CLEAN, ITEMS, UNIQUE

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from schemas.table import Table

    Row = dict[str, Any]

# Bytes of a change that are shown, and characters of clean text on either side of it.
_BYTES: Final = 8
_CONTEXT: Final = 24
# Records of a file that an answer names.
_EXAMPLES: Final = 5
# Where stages leave their tables.
_FOLDERS: Final[dict[str, tuple[str, Table]]] = {
    "items": ("documents", ITEMS),
    "ingest": ("documents", EXCLUSIONS),
    "texts": ("clean", CLEAN),
    "clean": ("clean", EXCLUSIONS),
    "kept": ("unique", UNIQUE),
    "duplicates": ("unique", DUPLICATES),
    "sentences": ("claims", ANNOTATED_SENTENCES),
    "claims": ("claims", ANNOTATED_CLAIMS),
}


def command(options: argparse.Namespace) -> int:
    """Print what is known of one id or key, as text or JSON."""
    found = explain(options.data, options.name)
    told = json.dumps(found, indent=2, ensure_ascii=False, default=str) if options.json else page.render(found)
    print(told, flush=True)  # noqa: T201  # what it is for
    return 0


def explain(data: Path, name: str) -> Row:
    """Everything that the stages left of the row with this id, or of the raw item with this key."""
    if not (data / "documents" / ITEMS.name).is_dir():
        raise DataError(
            f"{data}: this folder holds no build; name the OUT folder of a build with --data, or build first."
        )
    of, row = _row(data, name)
    item = _one(data, "items", "doc_id", row["doc_id"] if row else name) or _one(data, "items", "key", name)
    if item is None:
        return {"name": name, "excluded": _excluded(data, name)}
    raw = item.pop("raw")
    found: Row = {"name": name, "item": item}
    document = _one(data, "texts", "doc_id", item["doc_id"])
    if document is None:
        return _left_out(data, item, raw) | {"name": name}
    found["document"] = {name: document[name] for name in ("raw_encoding", "repairs", "text_sha256")}
    found["document"]["characters"] = len(document["text"])
    found |= _touched(item, raw, document) | _ended(data, item["doc_id"])
    if row is not None:
        start, end = row["raw_start"], row["raw_end"]
        found |= {"of": of, "row": row, "bytes": raw[start:end].decode(document["raw_encoding"], "replace")}
        found["touched"] = [one for one in found["touched"] if one["raw_start"] < end and start < one["raw_end"]]
        found["links"] = pages.as_values(linked.of_claim(data, name)) if of == "claim" else []
        found["claims"] = _all(data, "claims", "sentence_id", row["sentence_id"]) if of == "sentence" else []
    return found


def _left_out(data: Path, item: Row, raw: bytes) -> Row:
    """An item that became no document. Its language is only what was wanted; of withdrawn words none is shown."""
    if not (data / "clean" / CLEAN.name).is_dir():
        raise DataError(
            f"{item['key']}: was read, but {data} ends before clean; mend what stopped the build, then build."
        )
    excluded = _excluded(data, item["key"])
    withdrawn = excluded["reason"] == "takedown"
    hidden = {"language", "title", "url"} if withdrawn else {"language"}
    shown = {name: value for name, value in item.items() if name not in hidden}
    return {"item": shown, **({} if withdrawn else _touched(item, raw, None)), "excluded": excluded}


def _row(data: Path, name: str) -> tuple[str, Row | None]:
    """The claim or sentence with this id."""
    claim = _one(data, "claims", "claim_id", name)
    return ("claim", claim) if claim else ("sentence", _one(data, "sentences", "sentence_id", name))


def _touched(item: Row, raw: bytes, document: Row | None) -> Row:
    """Each change on the way to the clean text, with its bytes in hexadecimal and the words around it."""
    row = explanation.Document(document["text"], spans.runs_of(document)) if document else None
    try:
        source = raw if item["format"] == "text" else raw.decode()
        final, places = explanation.places(source, row, html=item["format"] == "html")
    except text.Undecodable:
        return {}
    return {
        "touched": [_place(one, raw, final.text) for one in places],
        "rules": {one.rule: explanation.RULES[one.rule] for one in places},
    }


def _place(one: explanation.Place, raw: bytes, clean: str) -> Row:
    shown = raw[one.raw_start : min(one.raw_end, one.raw_start + _BYTES)].hex(" ")
    more = "" if one.raw_end - one.raw_start <= _BYTES else " …"
    context = clean[max(0, one.start - _CONTEXT) : one.end + _CONTEXT]
    return one._asdict() | {"raw": shown + more, "context": context}


def _ended(data: Path, doc_id: str) -> Row:
    """The copy that a document is, or the split that keeps it, with its claims."""
    removed = _one(data, "duplicates", "removed_doc_id", doc_id)
    if removed is not None:
        kept = _one(data, "kept", "doc_id", removed["kept_doc_id"])
        return {"removed": removed | {"kept_key": kept["key"] if kept else None}}
    row = _one(data, "kept", "doc_id", doc_id)
    if row is None:
        return {}
    claims = _all(data, "claims", "doc_id", doc_id)
    labelled = (data / "claims").is_dir()
    kept = {
        "split": row["split"],
        "duplicate_cluster_id": row["duplicate_cluster_id"],
        "copies": _all(data, "duplicates", "kept_doc_id", doc_id),
        "sentences": len(_all(data, "sentences", "doc_id", doc_id)) if labelled else None,
        "claims": len(claims) if labelled else None,
    }
    return {"kept": kept, "claims": claims}


def _excluded(data: Path, key: str) -> Row:
    for stage in ("ingest", "clean"):
        row = _one(data, stage, "key", key)
        if row is not None:
            return {"stage": stage, "meaning": REASONS[row["reason"]], **row}
    hidden = privacy.public_key(key, "", dict.fromkeys(privacy.KINDS, "mask"))
    if hidden != key:
        found = [one for one in _keys(data, "ingest") if one.startswith(hidden)]
        if len(found) == 1:
            return _excluded(data, found[0])
        if found:
            raise DataError(f"{key}: stands for {len(found)} excluded items; {_such_as(found)}")
    records = [one for table in ("items", "ingest") for one in _keys(data, table) if one.startswith(f"{key}#")]
    if records:
        raise DataError(f"{key}: a file of {len(records)} records; {_such_as(records)}")
    raise DataError(f"{key}: no id and no key of {data}; look at the keys with `ls` in the raw folder, or build first.")


def _such_as(keys: list[str]) -> str:
    return f"name one of them, such as {', '.join(sorted(keys)[:_EXAMPLES])}."


def _one(data: Path, table: str, column: str, value: str) -> Row | None:
    return next(iter(_all(data, table, column, value)), None)


def _all(data: Path, table: str, column: str, value: str) -> list[Row]:
    """The rows of a table that have a value in a column; none where its stage has not been run."""
    folder, declared = _FOLDERS[table]
    return store.find(data / folder / declared.name, declared, column, value)


def _keys(data: Path, table: str) -> list[str]:
    folder, declared = _FOLDERS[table]
    path = data / folder / declared.name
    return list(store.read_whole(path, declared, ["key"])["key"].to_pylist()) if path.is_dir() else []
