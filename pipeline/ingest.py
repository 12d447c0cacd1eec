"""Read the raw folder into parts: each file or record becomes an item or an exclusion with its reason.

The columns of ``items`` beside the bytes are the manifest: which key lies in which part, with digest and size.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pipeline import buckets, gather, privacy, raw, sources, store
from pipeline.errors import ConfigurationError, DataError
from pipeline.tally import Tally
from schemas.exclusions import EXCLUSIONS
from schemas.found import FOUND
from schemas.stages import ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Ingest, Params

    Row = dict[str, Any]

# A key leads back to the bytes, so it cannot be masked as a text can.
_RENAME: Final = (
    "email: its name holds an address, and the policy of clean.privacy.email is not keep; rename it, or choose another "
    "column as ingest.records.id"
)
# A part whose files hold more than was guessed from their size on disk is divided.
_MOST_BYTES: Final = 4 * buckets.PART_BYTES


def run(folder: Path | str, sources_file: Path | None, out: Path, *, params: Params, engine: Engine) -> Tally:
    """Read every file below ``folder``, a path or an address of fsspec.

    Without ``sources_file`` each belongs to the source ``local``.
    """
    raw_folder = raw.locate(folder)
    known = _Sources(_sources(sources_file, params))
    with store.new_folder(out) as fresh:
        scratch = fresh / ".found"
        laid = gather.lay_out(raw_folder, known.find, scratch)
        if not laid.files:
            raise ConfigurationError(f"{folder}: no raw texts; put at least one file there.")
        known.refuse_orphans(sources_file)
        read = partial(
            gather.read_records, folder=raw_folder, limits=params.ingest, scratch=scratch, length=laid.length
        )
        dates = sum(tally.measures["dates_not_read"] for tally in engine.map(read, laid.tasks))
        make = partial(
            _make,
            inputs=_Inputs(raw_folder, scratch, known.by_id, params.clean.privacy.model_dump()),
            out=fresh,
            limits=params.ingest,
        )
        tally = sum(engine.map(make, buckets.prefixes(scratch)), Tally())
        shutil.rmtree(scratch)
    tally.measures["dates_not_read"] = dates
    return tally


def _sources(file: Path | None, params: Params) -> tuple[sources.Source, ...]:
    if file is None:
        return (sources.local(params.clean.language),)
    schema = store.read_json(store.ROOT / "schemas" / "sources.schema.json")
    return sources.parse(store.read_yaml(file), schema, str(file))


class _Sources:
    """The sources, and the files that are of none."""

    def __init__(self, known: tuple[sources.Source, ...]) -> None:
        self.by_id = {source.source_id: source for source in known}
        self._known = known
        self._orphans = 0
        self._orphan = ""

    def find(self, listed: raw.Listed) -> str:
        """The id of a file's source."""
        source = sources.find(self._known, listed.key)
        if source is None and listed.reason is None:
            self._orphans += 1
            self._orphan = min(self._orphan or listed.key, listed.key)
        return source.source_id if source else ""

    def refuse_orphans(self, file: Path | None) -> None:
        """Fail when a file that may hold texts is of no source."""
        if self._orphans:
            raise ConfigurationError(
                f"{file}: no entry for {self._orphans} raw file(s), such as {self._orphan!r}; "
                "add the file to the `files` of a source."
            )


class _Inputs(NamedTuple):
    """Where the rows of `FOUND` and the files behind them lie, the sources by id, and the policies of privacy."""

    folder: raw.Folder
    scratch: Path
    sources: dict[str, sources.Source]
    policies: dict[str, str]


def _make(prefix: str, *, inputs: _Inputs, out: Path, limits: Ingest) -> Tally:
    """Make the part of a prefix, or the parts of longer ones where it holds too much."""
    measured = buckets.measure(inputs.scratch, prefix)
    more = buckets.digits(measured.rows, measured.size) if not measured.one_id else 0
    made = None if more else _read_part(prefix, inputs, limits, divisible=not measured.one_id)
    if made is None:
        finer = buckets.divide(inputs.scratch, prefix, FOUND, more or 1)
        return sum((_make(one, inputs=inputs, out=out, limits=limits) for one in finer), Tally())
    items, excluded = made
    store.write_part(out / ITEMS.name / store.part_name(prefix), ITEMS.rows(items), ITEMS)
    store.write_part(out / EXCLUSIONS.name / store.part_name(prefix), EXCLUSIONS.rows(excluded), EXCLUSIONS)
    tally = Tally(read=measured.rows, kept=len(items), made=len(items))
    tally.dropped.update(row["reason"] for row in excluded)
    tally.measures["raw_bytes"] = sum(int(item["raw_bytes"]) for item in items)
    return tally


def _read_part(prefix: str, inputs: _Inputs, limits: Ingest, *, divisible: bool) -> tuple[list[Row], list[Row]] | None:
    """Items and exclusions of a part, or nothing when it turns out too large and can be divided."""
    items: list[Row] = []
    excluded: list[Row] = []
    size = 0
    for first, *others in _by_id(prefix, inputs.scratch):
        item, source = _item(first, inputs.folder, limits), inputs.sources.get(first["source_id"])
        if item.reason is None and _names_somebody(first, inputs.policies):
            item = replace(item, raw=None, reason="private_data", detail=_RENAME)
        left_out = list(_repeated(first, others))
        if item.raw is None or source is None:
            left_out.append(_exclusion(item))
        else:
            items.append(_row(item, first["doc_id"], source))
            size += len(item.raw)
        excluded += [_public(row, first["doc_id"], inputs.policies) for row in left_out]
        if size > _MOST_BYTES and divisible:
            return None
    return items, excluded


def _by_id(prefix: str, scratch: Path) -> Iterator[list[Row]]:
    """The rows of each document id, in the order of ids; the one that counts comes first, and alone keeps its bytes."""
    rows_of: dict[str, list[Row]] = {}
    for table in buckets.read(scratch, prefix, FOUND):
        for row in table.to_pylist():
            rows = rows_of.setdefault(row["doc_id"], [])
            rows.append(row)
            if len(rows) > 1:
                if _rank(row) < _rank(rows[0]):
                    rows[0], rows[-1] = row, rows[0]
                rows[-1]["raw"] = None
    for doc_id in sorted(rows_of):
        first, *others = rows_of[doc_id]
        yield [first, *sorted(others, key=_rank)]


def _rank(row: Row) -> tuple[bool, int]:
    return row["reason"] is not None, row["position"]


def _item(row: Row, folder: raw.Folder, limits: Ingest) -> raw.Item:
    """The item of a row: a file is read now, a record was."""
    if row["raw"] is None and row["reason"] is None:
        (item,) = raw.read(folder, raw.Listed(row["key"], row["size"]), limits)
        return item
    return raw.Item(
        row["key"],
        row["raw"],
        row["raw_sha256"],
        row["raw_bytes"],
        row["reason"],
        row["detail"],
        format="record",
        title=row["title"],
        published=row["published"],
        url=row["url"],
    )


def _repeated(first: Row, others: list[Row]) -> Iterator[Row]:
    """An exclusion for each record whose key another has already."""
    for number, row in enumerate(others, start=2):
        if row["key"] != first["key"]:
            raise DataError(
                f"{row['key']!r} and {first['key']!r} have one document id, {row['doc_id']}; rename one of them."
            )
        reason, detail = row["reason"], row["detail"]
        if reason is None:
            reason, detail = "duplicate_key", f"record {row['position'] + 1} of the file"
        yield _excluded(f"{row['key']}#{number}", reason, detail, row["raw_sha256"], row["raw_bytes"])


def _row(item: raw.Item, doc_id: str, source: sources.Source) -> Row:
    return {
        "doc_id": doc_id,
        "source_id": source.source_id,
        "source": source.name,
        "key": item.key,
        "title": item.title,
        "url": item.url,
        "raw": item.raw,
        "format": item.format,
        "raw_sha256": item.sha256,
        "file_sha256": item.file_sha256,
        "raw_bytes": item.size,
        "language": source.language,
        "published": item.published or source.published,
        "license": source.license,
        "redistributable": source.redistributable,
        "priority": source.priority,
    }


def _exclusion(item: raw.Item) -> Row:
    return _excluded(item.key, item.reason, item.detail, item.sha256, item.size)


def _names_somebody(row: Row, policies: Mapping[str, str]) -> bool:
    return privacy.public_key(row["key"], row["doc_id"], policies) != str(row["key"])


def _hiding(policies: Mapping[str, str]) -> dict[str, str]:
    return {kind: "keep" if policy == "keep" else "mask" for kind, policy in policies.items()}


def _public(row: Row, doc_id: str, policies: Mapping[str, str]) -> Row:
    """An exclusion as it may be published: a detail may quote the file, such as the first line of a table."""
    detail = privacy.apply(row["detail"], _hiding(policies)).text
    return row | {"key": privacy.public_key(row["key"], doc_id, policies), "detail": detail}


def _excluded(key: str, reason: str | None, detail: str, sha256: str | None, size: int | None) -> Row:
    return {"key": key, "reason": reason, "detail": detail, "raw_sha256": sha256, "raw_bytes": size}
