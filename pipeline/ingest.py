"""Read the raw folder into parts: each file becomes an item or an exclusion with its reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import ids, raw, sources, store
from pipeline.errors import ConfigurationError
from pipeline.tally import Tally
from schemas.exclusions import EXCLUSIONS
from schemas.stages import ITEMS

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params

# A part is what one worker holds in memory; these bounds change no row and no released byte.
_PART_ITEMS = 4_000
_PART_BYTES = 16_000_000


class _Found(NamedTuple):
    doc_id: str
    listed: raw.Listed
    source: sources.Source


class _Part(NamedTuple):
    name: str
    members: tuple[_Found, ...]


def run(folder: Path, sources_file: Path | None, out: Path, *, params: Params, engine: Engine) -> Tally:
    """Read every file below ``folder``; without ``sources_file`` each belongs to the source ``local``."""
    found = _with_sources(raw.walk(folder), _sources(sources_file, params), sources_file)
    if not found:
        raise ConfigurationError(f"{folder}: no raw texts; put at least one file there.")
    parts = [
        _Part(store.part_name(prefix), tuple(found[doc_id] for doc_id in members))
        for prefix, members in ids.ranges(
            {doc_id: one.listed.size for doc_id, one in found.items()},
            max_items=_PART_ITEMS,
            max_size=_PART_BYTES,
        ).items()
    ]
    with store.new_folder(out) as fresh:
        read = partial(_read_part, out=fresh, max_bytes=params.ingest.max_item_bytes)
        return sum(engine.map(read, parts), Tally())


def _sources(file: Path | None, params: Params) -> tuple[sources.Source, ...]:
    if file is None:
        return (sources.local(params.clean.language),)
    schema = store.read_json(store.ROOT / "schemas" / "sources.schema.json")
    return sources.parse(store.read_yaml(file), schema, str(file))


def _with_sources(listed: list[raw.Listed], known: tuple[sources.Source, ...], file: Path | None) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    orphans = []
    for one in listed:
        source = sources.find(known, one.key)
        if source is None:
            orphans.append(one.key)
            continue
        doc_id = ids.document_id(source.source_id, one.key)
        found[doc_id] = _Found(doc_id, one, source)
    if orphans:
        raise ConfigurationError(
            f"{file}: no entry for {len(orphans)} raw file(s), such as {orphans[0]!r}; "
            "add the file to the `files` of a source."
        )
    return found


def _read_part(part: _Part, *, out: Path, max_bytes: int) -> Tally:
    items, excluded = [], []
    for one in part.members:
        item = raw.read(one.listed, max_bytes=max_bytes)
        if item.raw is None:
            excluded.append(_exclusion(item))
        else:
            items.append(_row(one, item))
    store.write_part(out / ITEMS.name / part.name, ITEMS.rows(items), ITEMS)
    store.write_part(out / EXCLUSIONS.name / part.name, EXCLUSIONS.rows(excluded), EXCLUSIONS)
    tally = Tally(read=len(part.members), kept=len(items), made=len(items))
    tally.dropped.update(row["reason"] for row in excluded)
    tally.measures["raw_bytes"] = sum(int(item["raw_bytes"]) for item in items)
    return tally


def _row(one: _Found, item: raw.Item) -> dict[str, Any]:
    return {
        "doc_id": one.doc_id,
        "source_id": one.source.source_id,
        "source": one.source.name,
        "key": item.key,
        "title": None,
        "raw": item.raw,
        "format": "text",
        "raw_sha256": item.sha256,
        "raw_bytes": item.size,
        "language": one.source.language,
        "published": one.source.published,
        "license": one.source.license,
        "redistributable": one.source.redistributable,
        "priority": one.source.priority,
    }


def _exclusion(item: raw.Item) -> dict[str, Any]:
    return {
        "key": item.key,
        "reason": item.reason,
        "detail": item.detail,
        "raw_sha256": item.sha256,
        "raw_bytes": item.size,
    }
