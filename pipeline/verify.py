"""Check a release from the outside: checksums, schemas, laws, and every span against the raw bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from pipeline import manifest, quality, raw, spans, store
from pipeline.digests import TableDigest
from pipeline.errors import DataError
from schemas import frames, released
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS
from schemas.sentences import SENTENCES
from schemas.table import Failure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from schemas.table import Table


def command(options: argparse.Namespace) -> int:
    """Print one line that sums up, or a table of what is broken."""
    report = verify(options.release, options.raw)
    against = _against(options.release, options.manifest, options.ledger) if options.manifest else []
    store.refuse([*report.failures, *against])
    followed = f", {report.followed} spans followed to their bytes" if options.raw else ""
    same = f", the same as the closed version {options.manifest}" if options.manifest else ""
    store.say(
        f"{options.release}: {report.files} files, {report.rows} rows: checksums, schemas and laws hold{followed}{same}"
    )
    return 0


class Report(NamedTuple):
    """What was checked, and what is broken."""

    files: int
    rows: int
    followed: int
    failures: list[Failure]


def verify(release: Path, raw_folder: Path | None) -> Report:
    """Check a release folder; with ``raw_folder`` follow each span of each row to its bytes."""
    described, failures = _checksums(release)
    census = quality.Census(released.BY_NAME)
    rows, followed = 0, 0
    for table in released.TABLES:
        found, count = _table(release, table, described["tables"][table.name], census)
        failures += found
        rows += count
    clusters, splits = _clusters(release)
    failures += [*census.failures(), *quality.leaks(clusters, splits)]
    for documents, sentences, claims in _by_documents(release):
        failures += quality.misplaced(documents, sentences, SENTENCES.name)
        failures += quality.misplaced(documents, claims, CLAIMS.name)
        failures += quality.claims_match(sentences, claims)
        if raw_folder is not None:
            bad, count = _follow(documents, sentences, claims, raw_folder)
            failures += bad
            followed += count
    if raw_folder is not None:
        counts = (census.rows(table.name) for table in (DOCUMENTS, DUPLICATES, EXCLUSIONS))
        failures += quality.accounts(len(raw.walk(raw_folder)), *counts)
    return Report(len(store.digests(release)), rows, followed, quality.merged(failures))


def _against(release: Path, version: str, ledger: Path) -> list[Failure]:
    closed = ledger / version / manifest.NAME
    if not closed.is_file():
        raise DataError(f"{closed}: missing; {version} is not closed in this ledger.")
    return manifest.failures(store.read_json(release / manifest.NAME), store.read_json(closed))


def _checksums(release: Path) -> tuple[dict[str, Any], list[Failure]]:
    if not (release / manifest.SUMS).is_file():
        raise DataError(f"{release}: no release (it has no {manifest.SUMS}); build one with `make release`.")
    try:
        stated = manifest.parse_sums(store.read_text(release / manifest.SUMS))
    except ValueError as error:
        raise DataError(f"{release / manifest.SUMS}: {error}; the release is damaged, get it again.") from None
    # Names with a dot are those of whoever passed the folder on, such as the Hub's .gitattributes; a release has none.
    found = {p: digest for p, digest in store.digests(release).items() if p != manifest.SUMS and not p.startswith(".")}
    failures = []
    for rule, paths in (
        ("a file of SHA256SUMS is there", sorted(stated.keys() - found.keys())),
        ("no file is there that SHA256SUMS does not name", sorted(found.keys() - stated.keys())),
        ("digest == SHA256SUMS", sorted(p for p in stated.keys() & found.keys() if stated[p] != found[p])),
    ):
        if paths:
            failures.append(Failure("files", rule, len(paths), tuple(paths[:5])))
    store.refuse([one for one in failures if manifest.NAME in one.examples])
    return store.read_json(release / manifest.NAME), failures


def _files(release: Path, table: Table) -> list[Path]:
    order = {split: number for number, split in enumerate(released.splits(table))}
    paths = (release / "data" / table.name).glob("*.parquet")
    return sorted(paths, key=lambda path: (order.get(path.name.split("-")[0], len(order)), path.name))


def _table(release: Path, table: Table, stated: dict[str, Any], census: quality.Census) -> tuple[list[Failure], int]:
    """Row rules with pandera, and the count and digest of the manifest."""
    failures: list[Failure] = []
    count = 0
    for path in _files(release, table):
        for rows in store.batches(path, table):
            count += len(rows)
            failures += frames.failures(table, rows)
            census.add(table.name, rows)
    if count != stated["rows"]:
        failures.append(Failure(table.name, "rows == manifest.json", 1, (f"{count} rows, {stated['rows']} stated",)))
    for split, known in stated["splits"].items():
        if _digest(release, table, split) != known["values_sha256"]:
            failures.append(Failure(table.name, "values_sha256 == manifest.json", 1, (split,)))
    return failures, count


def _digest(release: Path, table: Table, split: str) -> str:
    digest = TableDigest(table)
    for path in _files(release, table):
        if path.name.startswith(f"{split}-"):
            for rows in store.batches(path, table):
                digest.add(rows)
    return digest.hexdigest()


def _clusters(release: Path) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    clusters, splits = [], []
    for path in _files(release, DOCUMENTS):
        for rows in store.batches(path, DOCUMENTS):
            clusters += rows["duplicate_cluster_id"].to_pylist()
            splits += [path.name.split("-")[0]] * len(rows)
    return pa.chunked_array([pa.array(clusters, pa.string())]), pa.chunked_array([pa.array(splits, pa.string())])


def _by_documents(release: Path) -> Iterator[tuple[pa.Table, pa.Table, pa.Table]]:
    """A bounded number of documents at a time, with the sentences and claims that they own."""
    for path in _files(release, DOCUMENTS):
        for documents in store.batches(path, DOCUMENTS):
            owned = (
                store.read_owned(_files(release, table), table, documents["doc_id"]) for table in (SENTENCES, CLAIMS)
            )
            yield documents, *owned


def _follow(documents: pa.Table, sentences: pa.Table, claims: pa.Table, folder: Path) -> tuple[list[Failure], int]:
    """Read the raw item of each document and hold every span against it."""
    failures: list[Failure] = []
    listed = {one.key: one for one in raw.walk(folder)}
    for document in documents.to_pylist():
        found = listed.get(document["key"])
        item = raw.read(found, max_bytes=max(document["raw_bytes"], 1)) if found else None
        if item is None or item.raw is None or item.sha256 != document["raw_sha256"]:
            failures.append(Failure("documents", "raw_sha256 == digest of the raw item", 1, (document["key"],)))
            continue
        failures += spans.broken_text(document, item.raw)
        failures += spans.broken(document, item.raw, sentences, SENTENCES.name)
        failures += spans.broken(document, item.raw, claims, CLAIMS.name)
    return failures, len(sentences) + len(claims) + len(documents)
